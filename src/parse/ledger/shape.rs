//! The shape of a table: which lines name its columns, which are rows of a register, which gather or add up.
//!
//! Tables of offices have titles above, names of columns on several lines, a line of numbers under these, groups (`I`, `II`),
//! units in brackets or above, totals and notes below. Everything is told apart by the words of the register's columns and by
//! what stands in a line; where a line may be a row, it is one.

use std::ops::Range;
use std::sync::Arc;

use super::cell;
use crate::content::{Column, ColumnKind, Ledger};
use crate::grid::{Grid, Line, unit};
use trichdan::text::fold::compare_key;
use trichdan::text::{number, roman};

/// What a table was recognised as.
#[derive(Debug, Default)]
pub struct Shape {
    /// The lines that name the columns.
    pub header: Range<usize>,
    /// One for each column of the table.
    pub headings: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<BodyRow>,
    /// Its totals.
    pub totals: Vec<Total>,
    /// Lines that are nothing of these.
    pub passed: Vec<usize>,
    /// The unit that a line above the table gives.
    pub unit: Option<String>,
    /// The line of the numbers of its columns: `(1) (2) (3)`.
    numbering: Option<usize>,
    /// The column of the register that groups of rows are a column of, where the table has none of that name.
    pub group: Option<usize>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its name, of all lines together.
    pub label: String,
    /// The bytes of its lowest name.
    pub span: (u32, u32),
    /// What it is.
    pub role: Role,
    /// The unit that its name gives in brackets.
    pub unit: Option<String>,
}

/// What a column of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A column of the register.
    Column(usize),
    /// The number of the line.
    Ordinal,
    /// The id of the row.
    Id,
    /// One that the register does not have.
    Other,
    /// Nothing stands in it.
    Blank,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// Its line.
    pub line: usize,
    /// The groups under which it stands, from the outermost.
    pub group: Option<Arc<str>>,
}

/// A total of a table, or of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Its line.
    pub line: usize,
    /// The rows that it may add up: all, those of its group, those that follow it.
    pub rows: Vec<Range<usize>>,
}

/// What the group under which a row stands is called.
pub const GROUP: &str = "Nhóm";

/// Lines at the beginning among which the names of columns are looked for.
const LOOKED_AT: usize = 30;

/// Recognises a table of a register; none where no line names a column that tells rows apart.
pub fn recognise(grid: &Grid<'_>, ledger: &Ledger) -> Option<Shape> {
    let names = Names::of(ledger);
    let header = header(grid, ledger, &names)?;
    let width = grid.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let mut headings: Vec<Heading> = (0..width).map(|column| heading(&grid.lines[header.clone()], column)).collect();
    names.assign(&mut headings);
    let unit = grid.lines[..header.start].iter().flat_map(Line::filled).find_map(|(_, text)| unit_of_note(text));
    let mut shape = Shape { unit, headings, header: header.clone(), ..Shape::default() };
    shape.numbering = grid.lines.get(header.end).is_some_and(|line| shape.is_numbering(line)).then_some(header.end);
    shape.group = names.find(GROUP).filter(|column| shape.lacks(*column) && gathers(&ledger.columns[*column]));
    let first = header.end + usize::from(shape.numbering.is_some());
    shape.find_ordinals(&grid.lines[first..]);
    shape.sort_lines(grid, first, ledger);
    shape.blank_columns(grid);
    (shape.recognised() > 0).then_some(shape)
}

/// The columns of a register that one line of a table names: of all lines the most.
pub fn resemblance(grid: &Grid<'_>, ledger: &Ledger) -> Vec<usize> {
    let names = Names::of(ledger);
    let named = grid.lines.iter().take(LOOKED_AT).map(|line| names.named(line));
    named.rev().max_by_key(Vec::len).unwrap_or_default()
}

/// Whether words that no list foresees may stand in a column.
fn gathers(column: &Column) -> bool {
    matches!(column.kind, ColumnKind::Text | ColumnKind::Term) && column.words.is_empty()
}

/// Words as names of columns are compared: without case and signs. Marks stay: `Nam` is no year.
fn bare(text: &str) -> String {
    let folded = compare_key(text);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A name without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let outside = text.chars().filter(|letter| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    outside.collect()
}

/// A name without what stands in brackets, and without a unit behind a comma: `Diện tích, ha`.
fn without_unit(text: &str) -> String {
    let name = without_brackets(text);
    match name.rsplit_once(',') {
        Some((name, tail)) if is_unit(tail.trim()) => name.to_owned(),
        _ => name,
    }
}

/// Whether a word is a unit, of measure or of money.
fn is_unit(word: &str) -> bool {
    unit::is_unit(word) || cell::scale(word).is_some()
}

/// What the columns of a register may be called.
struct Names<'l> {
    ids: Vec<&'l str>,
    of_columns: Vec<Vec<String>>,
}

impl<'l> Names<'l> {
    fn of(ledger: &'l Ledger) -> Self {
        let names = |column: &Column| {
            let written = std::iter::once(&column.title).chain(&column.aliases);
            written.map(|name| bare(&without_unit(name))).filter(|name| !name.is_empty()).collect()
        };
        let ids = ledger.columns.iter().map(|column| column.id.as_str()).collect();
        Self { ids, of_columns: ledger.columns.iter().map(names).collect() }
    }

    /// The column that one name means.
    fn find(&self, text: &str) -> Option<usize> {
        let (whole, bare) = (bare(text), bare(&without_unit(text)));
        let is = |wanted: &str| {
            self.of_columns.iter().position(|names| !wanted.is_empty() && names.iter().any(|name| name == wanted))
        };
        self.ids.iter().position(|id| *id == text).or_else(|| is(&whole)).or_else(|| is(&bare))
    }

    /// The columns that a line names, each once.
    fn named(&self, line: &Line<'_>) -> Vec<usize> {
        let mut found: Vec<usize> = line.filled().filter_map(|(_, text)| self.find(text)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Says of each column of a table what it is; the surest first, each column of the register once.
    fn assign(&self, headings: &mut [Heading]) {
        let mut sure: Vec<(u8, usize, usize)> = Vec::new();
        for (place, heading) in headings.iter_mut().enumerate() {
            match bare(&heading.label).as_str() {
                "stt" | "tt" | "số tt" | "số thứ tự" => heading.role = Role::Ordinal,
                "id" | "mã dòng" => heading.role = Role::Id,
                _ => {
                    let likeness = |column: usize| match self.ids[column] == heading.label {
                        true => 5,
                        false => likeness(&heading.label, &self.of_columns[column]),
                    };
                    let found = (0..self.ids.len()).map(|column| (likeness(column), place, column));
                    sure.extend(found.filter(|(likeness, ..)| *likeness > 0));
                }
            }
        }
        // Sorted: reaches output. The surest first, then as the table has them.
        sure.sort_by_key(|(likeness, place, column)| (std::cmp::Reverse(*likeness), *place, *column));
        let mut taken = vec![false; self.of_columns.len()];
        for (_, place, column) in sure {
            if headings[place].role == Role::Other && !taken[column] {
                headings[place].role = Role::Column(column);
                taken[column] = true;
            }
        }
    }
}

/// How sure it is that a label means a column of these names: none at 0.
fn likeness(label: &str, names: &[String]) -> u8 {
    let last = label.rsplit(PART).next().unwrap_or(label);
    let first = label.split(PART).next().unwrap_or(label);
    let is = |text: &str| names.iter().any(|name| *name == bare(text));
    if is(label) {
        4
    } else if is(&without_unit(label)) {
        3
    } else if is(&without_unit(last)) {
        2
    } else if label.contains(PART) && is(&without_unit(first)) {
        1
    } else {
        0
    }
}

/// Stands between the names of a column on several lines.
pub const PART: &str = " – ";

/// The lines that name the columns.
fn header(grid: &Grid<'_>, ledger: &Ledger, names: &Names<'_>) -> Option<Range<usize>> {
    let mut best: Option<(usize, usize)> = None;
    for (index, line) in grid.lines.iter().enumerate().take(LOOKED_AT) {
        let found = names.named(line);
        let is_key = found.iter().any(|column| ledger.key.contains(column));
        if is_key && best.is_none_or(|(_, count)| found.len() > count) {
            best = Some((index, found.len()));
        }
    }
    let (mut start, _) = best?;
    let keys: Vec<usize> = (0..grid.lines[start].cells.len())
        .filter(|column| names.find(grid.lines[start].text(*column)).is_some_and(|found| ledger.key.contains(&found)))
        .collect();
    let mut end = start + 1;
    // A merged cell says the name of its column on each of its lines, so the one that was found may be the lowest.
    while let Some(above) = start.checked_sub(1)
        && keys.iter().all(|column| grid.lines[above].text(*column) == grid.lines[start].text(*column))
    {
        start = above;
    }
    while let Some(line) = grid.lines.get(end)
        && is_further_header(line, &grid.lines[start], &keys)
    {
        end += 1;
    }
    Some(start..end)
}

/// Whether a line goes on with the names of columns: under what tells rows apart nothing stands, or the same, and nowhere a
/// number.
fn is_further_header(line: &Line<'_>, above: &Line<'_>, keys: &[usize]) -> bool {
    let repeats = |column: usize| line.text(column).is_empty() || line.text(column) == above.text(column);
    let mut filled = line.filled().filter(|(column, text)| *text != above.text(*column)).peekable();
    filled.peek().is_some()
        && keys.iter().all(|column| repeats(*column))
        && line.filled().all(|(_, text)| is_name(text))
        // A group's name would stand alone, a column's part does not.
        && (line.filled().count() > 1 || line.filled().all(|(_, text)| text.starts_with('(')))
        && repeats(0)
}

/// Whether words may be the name of a column, or its unit or year: `(triệu đồng)`, `2022`, but no `(1)` and no `12`.
fn is_name(text: &str) -> bool {
    let is_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && number::read(text).is_some();
    let (words, shortest) = text.strip_prefix('(').map_or((text, 1), |inside| (inside.trim_end_matches(')'), 2));
    let is_word = !words.starts_with(|letter: char| letter.is_ascii_digit()) && words.chars().count() >= shortest;
    is_year || is_word
}

/// A column of a table by its names on all lines; a name that stands over several columns counts for each that has a name below.
fn heading(lines: &[Line<'_>], column: usize) -> Heading {
    let mut parts: Vec<&str> = Vec::new();
    let mut span = lines[0].span;
    for (index, line) in lines.iter().enumerate() {
        let mut text = line.text(column);
        let has_below = lines[index + 1..].iter().any(|line| !line.text(column).is_empty());
        if text.is_empty() && has_below {
            text = (0..column).rev().map(|left| line.text(left)).find(|text| !text.is_empty()).unwrap_or("");
        } else if let Some(cell) = line.cells.get(column).filter(|cell| !cell.text.is_empty()) {
            span = cell.span;
        }
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    let label = parts.join(PART);
    let unit = parts.iter().rev().find_map(|part| unit_of_name(part));
    let role = if label.is_empty() { Role::Blank } else { Role::Other };
    Heading { label, span, role, unit }
}

/// `Kinh phí (triệu đồng)`, `Diện tích (ĐVT: ha)`, `Diện tích, ha`.
fn unit_of_name(name: &str) -> Option<String> {
    let Some((_, inside)) = name.rsplit_once('(') else {
        let (_, tail) = name.rsplit_once(',')?;
        return Some(tail.trim().to_owned()).filter(|tail| is_unit(tail));
    };
    let inside = inside.trim_end().strip_suffix(')')?.trim();
    Some(unit_of_note(inside).unwrap_or_else(|| inside.to_owned()))
}

/// `Đơn vị tính: triệu đồng`, `ĐVT: ha`.
pub fn unit_of_note(text: &str) -> Option<String> {
    let (lead, unit) = text.rsplit_once(':')?;
    let lead = bare(lead);
    let is_unit = ["đơn vị tính", "đơn vị", "đvt"]
        .iter()
        .any(|word| bare(word) == lead || lead.ends_with(&format!(" {}", bare(word))));
    let unit = unit.trim().trim_end_matches(['.', ')', ';']).trim();
    (is_unit && !unit.is_empty()).then(|| unit.to_owned())
}

impl Shape {
    /// How many columns of the register it has.
    pub fn recognised(&self) -> usize {
        self.headings.iter().filter(|heading| matches!(heading.role, Role::Column(_))).count()
    }

    /// How many columns it has that the register does not have.
    pub fn unknown(&self) -> usize {
        self.headings.iter().filter(|heading| heading.role == Role::Other).count()
    }

    /// Whether no column of the table is this one of the register.
    fn lacks(&self, column: usize) -> bool {
        self.headings.iter().all(|heading| heading.role != Role::Column(column))
    }

    /// `(1) (2) (3)`, `A B 1 2 3=1+2`: numbers of the columns in their order, under their names.
    fn is_numbering(&self, line: &Line<'_>) -> bool {
        let counted = |text: &str| {
            let bare = text.trim_matches(['(', ')']);
            let bare = bare.split('=').next().unwrap_or(bare).trim_matches(['(', ')', ' ']);
            match bare.as_bytes() {
                [letter @ (b'A'..=b'D' | b'a'..=b'd')] => Some((0, u32::from(letter.to_ascii_uppercase() - b'A'))),
                [b'1'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] => Some((1, bare.parse().ok()?)),
                _ => None,
            }
        };
        let filled: Vec<(usize, &str)> = line.filled().collect();
        let Some(counted) = filled.iter().map(|(_, text)| counted(text)).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let in_order = counted.windows(2).all(|pair| match (pair[0], pair[1]) {
            ((0, _), (1, next)) => next == 1,
            ((kind, before), (next_kind, next)) => kind == next_kind && next == before + 1,
        });
        let are_in_brackets = filled.iter().all(|(_, text)| text.starts_with('('));
        in_order
            && matches!(counted.first(), Some((0, 0) | (1, 1)))
            && (filled.len() > 2 || filled.len() > 1 && are_in_brackets)
    }

    /// A first column without a name that counts its lines is their number.
    fn find_ordinals(&mut self, lines: &[Line<'_>]) {
        let Some(first) = self.headings.first_mut().filter(|first| first.role == Role::Blank) else { return };
        let mut filled = lines.iter().map(|line| line.text(0)).filter(|text| !text.is_empty()).peekable();
        let is_number =
            |text: &str| text.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit()) || is_mark(text);
        if filled.peek().is_some() {
            first.role = if filled.all(is_number) { Role::Ordinal } else { Role::Other };
        }
    }

    fn sort_lines(&mut self, grid: &Grid<'_>, first: usize, ledger: &Ledger) {
        let ordinal = self.headings.iter().position(|heading| heading.role == Role::Ordinal);
        let last_row = (first..grid.lines.len()).rev().find(|line| self.is_surely_row(&grid.lines[*line], ordinal));
        let mut groups = Groups::default();
        let counts_rows =
            ordinal.is_some_and(|ordinal| grid.lines[first..].iter().any(|line| is_plain(line.text(ordinal))));
        for (index, line) in grid.lines.iter().enumerate().skip(first) {
            if line.is_blank() || self.repeats_header(grid, line) {
                continue;
            }
            let words = self.distinct(line);
            let may_gather = counts_rows
                && ordinal.is_some_and(|ordinal| gathers_what_follows(&grid.lines[index..], ordinal))
                || !counts_rows && self.has_other_text(ledger);
            match self.kind_of(line, ordinal, &words, (last_row.is_none_or(|last| index < last), may_gather)) {
                LineKind::Row => self.rows.push(BodyRow { line: index, group: groups.title.clone() }),
                LineKind::Total => {
                    let (count, starts) = (self.rows.len(), groups.open.iter().map(|group| group.start));
                    let rows = std::iter::once(0).chain(starts).map(|start| start..count).collect();
                    self.totals.push(Total { line: index, rows });
                    groups.announced.push((self.totals.len() - 1, count, 0));
                }
                LineKind::Group => {
                    let mark = ordinal.map_or("", |ordinal| line.text(ordinal));
                    let title = words.iter().find(|word| !is_number(word) && **word != mark).or(words.first());
                    let depth = groups.begin(mark, title.unwrap_or(&""), self.rows.len());
                    if words.iter().any(|word| is_number(word)) {
                        self.totals.push(Total { line: index, rows: Vec::new() });
                        groups.announced.push((self.totals.len() - 1, self.rows.len(), depth));
                    }
                }
                LineKind::Remark => self.passed.push(index),
            }
        }
        groups.settle(&mut self.totals, self.rows.len());
    }

    /// The different things that stand in a line besides its number: a merged cell says one.
    fn distinct<'l>(&self, line: &'l Line<'_>) -> Vec<&'l str> {
        let mut words: Vec<&str> = Vec::new();
        for (column, text) in line.filled() {
            if self.headings[column].role != Role::Ordinal && words.last() != Some(&text) {
                words.push(text);
            }
        }
        words
    }

    /// A line with a plain number, or with more than one thing in it.
    fn is_surely_row(&self, line: &Line<'_>, ordinal: Option<usize>) -> bool {
        ordinal.is_some_and(|ordinal| is_plain(line.text(ordinal))) || self.distinct(line).len() > 1
    }

    /// Whether a line says again what a line of the header says, as at the head of a new page.
    fn repeats_header(&self, grid: &Grid<'_>, line: &Line<'_>) -> bool {
        let is_same = |header: usize| line.filled().all(|(column, text)| grid.lines[header].text(column) == text);
        line.filled().count() > 1 && self.header.clone().chain(self.numbering).any(is_same)
    }

    fn kind_of(
        &self,
        line: &Line<'_>,
        ordinal: Option<usize>,
        words: &[&str],
        (before_last, may_gather): (bool, bool),
    ) -> LineKind {
        let mark = ordinal.map_or("", |ordinal| line.text(ordinal)).trim_end_matches(['.', ')']);
        if is_total(mark) || words.first().is_some_and(|word| is_total(word)) {
            return LineKind::Total;
        }
        if is_plain(mark) {
            return LineKind::Row;
        }
        let is_alone = words.len() == 1;
        let cells = line.filled().filter(|(column, _)| self.headings[*column].role != Role::Ordinal).count();
        if ordinal.is_some() {
            let has_numbers_only = words.iter().skip(1).all(|word| is_number(word));
            return match (is_mark(mark), is_alone) {
                (true, true) => LineKind::Group,
                (true, false) if has_numbers_only && may_gather => LineKind::Group,
                (false, true) if mark.is_empty() && before_last => LineKind::Group,
                (false, true) if mark.is_empty() => LineKind::Remark,
                _ => LineKind::Row,
            };
        }
        let leads = words.first().and_then(|word| word.split_once(['.', ')'])).is_some_and(|(mark, _)| is_mark(mark));
        match is_alone && self.mapped() > 1 && (cells > 1 || leads) {
            true if before_last => LineKind::Group,
            true => LineKind::Remark,
            false => LineKind::Row,
        }
    }

    /// Whether a row has words besides its name, so that one with a mark, a name and numbers is likely a group's sum.
    fn has_other_text(&self, ledger: &Ledger) -> bool {
        let texts = self.headings.iter().filter(|heading| match heading.role {
            Role::Column(column) => {
                !ledger.columns[column].kind.is_number() && ledger.columns[column].kind != ColumnKind::Day
            }
            _ => false,
        });
        texts.count() > 1
    }

    fn mapped(&self) -> usize {
        self.headings.iter().filter(|heading| matches!(heading.role, Role::Column(_) | Role::Other)).count()
    }

    /// Columns without a name and without anything in them are none.
    fn blank_columns(&mut self, grid: &Grid<'_>) {
        for (column, heading) in self.headings.iter_mut().enumerate() {
            if heading.role == Role::Blank && self.rows.iter().any(|row| !grid.lines[row.line].text(column).is_empty())
            {
                heading.role = Role::Other;
            }
        }
    }
}

/// The groups that lie around the rows while a table is read.
#[derive(Default)]
struct Groups {
    /// From the outermost.
    open: Vec<Group>,
    /// What they are called together.
    title: Option<Arc<str>>,
    /// Where each began among the rows, and how deep it lies.
    begun: Vec<(usize, usize)>,
    /// Totals that stand above what they add up: their places, the rows before them, and how deep they lie.
    announced: Vec<(usize, usize, usize)>,
}

struct Group {
    kind: MarkKind,
    mark: String,
    title: String,
    /// The rows before it.
    start: usize,
}

/// How groups are counted: those of one kind stand beside each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkKind {
    Roman,
    Capital,
    Small,
    None,
}

impl Groups {
    /// Begins a group; gives how deep it lies.
    fn begin(&mut self, mark: &str, title: &str, start: usize) -> usize {
        let leading = title.split_once(['.', ')']).map_or("", |(lead, _)| lead);
        let mark = if mark.is_empty() && is_mark(leading) { leading } else { mark };
        let mark = mark.trim_end_matches(['.', ')']).to_owned();
        let kind = self.kind_of(&mark);
        if let Some(depth) = self.open.iter().position(|group| group.kind == kind) {
            self.open.truncate(depth);
        }
        self.open.push(Group { kind, mark, title: title.to_owned(), start });
        let titles: Vec<&str> = self.open.iter().map(|group| group.title.as_str()).collect();
        self.title = Some(titles.join(PART).into());
        self.begun.push((start, self.open.len()));
        self.open.len()
    }

    /// `I` counts on from `H`, or begins to count in Roman numbers.
    fn kind_of(&self, mark: &str) -> MarkKind {
        let before = self.open.iter().rev().find(|group| group.kind == MarkKind::Capital).map(|group| &*group.mark);
        match mark.as_bytes() {
            [] => MarkKind::None,
            [letter] if before.and_then(|before| before.bytes().next()) == letter.checked_sub(1) => MarkKind::Capital,
            [b'I' | b'V' | b'X'] => MarkKind::Roman,
            [b'A'..=b'Z'] => MarkKind::Capital,
            [b'a'..=b'z'] => MarkKind::Small,
            _ if roman::read(mark).is_some() => MarkKind::Roman,
            _ => MarkKind::None,
        }
    }

    /// Says of the totals that stand above their rows which these may be, now that all rows are known.
    fn settle(self, totals: &mut [Total], end: usize) {
        for (total, start, depth) in self.announced {
            let later = self.begun.iter().filter(|(begun, _)| *begun > start);
            let next = later.clone().next().map(|(begun, _)| *begun);
            let beside = later.clone().find(|(_, own)| *own <= depth).map(|(begun, _)| *begun);
            let ends = [next, beside, Some(end)].into_iter().flatten();
            totals[total].rows.extend(ends.map(|end| start..end));
            if depth == 0 {
                totals[total].rows.push(0..end);
            }
        }
    }
}

enum LineKind {
    Row,
    Total,
    Group,
    Remark,
}

/// Whether a line that is counted as groups are has something below it: a line that is counted otherwise.
fn gathers_what_follows(lines: &[Line<'_>], ordinal: usize) -> bool {
    let mark = |line: &Line<'_>| line.text(ordinal).trim_end_matches(['.', ')']).to_owned();
    let own = lines.first().map(mark).unwrap_or_default();
    let next = lines.iter().skip(1).find(|line| !line.is_blank()).map(mark);
    let is_counted_alike = |next: &str| match (roman::read(&own), roman::read(next)) {
        (Some(_), Some(_)) => true,
        (None, None) => is_mark(next),
        // `H` goes before `I`.
        _ => own.len() == 1 && next.len() == 1 && own.bytes().next().map(|letter| letter + 1) == next.bytes().next(),
    };
    next.is_some_and(|next| is_plain(&next) || is_mark(&next) && !is_counted_alike(&next))
}

/// `1`, `12.`: what counts rows.
fn is_plain(text: &str) -> bool {
    let digits = text.trim_end_matches(['.', ')']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `I`, `IV`, `A`, `b`: what counts groups.
fn is_mark(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')']);
    roman::read(text).is_some() || matches!(text.as_bytes(), [letter] if letter.is_ascii_alphabetic())
}

/// `Tổng cộng`, `Cộng:`, `Cộng I`, `Tổng số`.
fn is_total(text: &str) -> bool {
    let words = bare(text);
    let rest = ["tổng cộng", "tổng số", "tổng", "cộng"].iter().find_map(|lead| words.strip_prefix(bare(lead).as_str()));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && rest.split_whitespace().all(is_of_total))
}

/// What may follow the word for a total: `Cộng nhóm I`, `Tổng cộng (1+2)`, `Cộng toàn huyện`.
fn is_of_total(word: &str) -> bool {
    let follows =
        ["nhóm", "mục", "phần", "toàn", "huyện", "tỉnh", "xã", "cả", "chung", "số", "điểm", "kinh", "phí", "tiền"];
    follows.iter().any(|known| bare(known) == word)
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || roman::read(&word.to_uppercase()).is_some()
        || word.len() == 1
}

fn is_number(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}
