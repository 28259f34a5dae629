//! Tables of spreadsheets and reports to rows of a register that the site declares.
//!
//! What is written is a clean table: one line of names, then the rows, each number written so that it can be read in one way only.
//! Lines that gather rows become a column, totals are compared and left out.

use std::sync::Arc;

use super::manuscript::{Block, Manuscript, Table as WordTable};
use crate::content::{Column, ColumnKind, Ledger, PeriodId, Row};
use crate::diagnostic::messages::ledger as messages;
use crate::diagnostic::{Bilingual, Diagnostic, Language, Location, Place, bilingual};
use crate::grid::{self, figure};
use crate::parse::Entry;
use crate::parse::ledger::Table;
use crate::parse::ledger::shape::{Heading, Role};
use crate::source::SourcePath;

/// Rows as they will be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsDraft {
    /// The file to write.
    pub path: SourcePath,
    /// What it will hold.
    pub text: String,
    /// How many rows.
    pub rows: usize,
    /// How many totals were compared and left out.
    pub totals: usize,
    /// For each column of the table: its name, and the column of the register that it is.
    pub mapping: Vec<(String, Option<Arc<str>>)>,
}

/// Reads the first table of a text in which the register's columns are recognised.
pub fn draft(
    source: &SourcePath,
    tables: &[String],
    ledger: &Ledger,
    period: PeriodId,
) -> (Option<RowsDraft>, Vec<Diagnostic>) {
    for text in tables {
        let grid = grid::read(text);
        if let Some(table) = Table::of(&grid, ledger) {
            let (rows, _): (Vec<Entry<Arc<Row>>>, Vec<_>) = table.rows().into_iter().unzip();
            // The places of what is said are those of the table's text, which nobody sees of a Word file.
            let whole = |diagnostic: Diagnostic| Diagnostic {
                location: Location { path: source.clone(), place: Place::File },
                ..diagnostic
            };
            let said = table.check(&rows, source).into_iter().map(whole).collect();
            return (Some(of_table(&table, &rows, ledger, period)), said);
        }
    }
    let location = Location { path: source.clone(), place: Place::File };
    let names: Vec<&str> = ledger.key.iter().map(|column| &*ledger.columns[*column].title).collect();
    (None, vec![messages::no_header(location, &ledger.title, &names.join(", "))])
}

fn of_table(table: &Table<'_, '_>, rows: &[Entry<Arc<Row>>], ledger: &Ledger, period: PeriodId) -> RowsDraft {
    let headings = &table.shape.headings;
    let taken = |place: &usize| headings.iter().find(|heading| heading.role == Role::Column(*place));
    let columns: Vec<(usize, &Heading)> =
        (0..ledger.columns.len()).filter_map(|place| Some((place, taken(&place)?))).collect();
    let mut others: Vec<&Arc<str>> = Vec::new();
    for (name, _) in rows.iter().flat_map(|row| &row.value.others) {
        if !others.contains(&name) {
            others.push(name);
        }
    }
    let has_ids = rows.iter().any(|row| row.value.id.is_some());
    let is_clear =
        |place: usize| rows.iter().all(|row| row.value.cells[place].value != crate::content::CellValue::Doubtful);
    let unit = |heading: &Heading| heading.unit.clone().or_else(|| table.shape.unit.clone());
    let title = |(place, heading): &(usize, &Heading)| {
        let column = &ledger.columns[*place];
        match unit(heading).filter(|_| column.kind.is_number() && !is_clear(*place)) {
            Some(unit) => format!("{} ({unit})", column.title),
            None => column.title.to_string(),
        }
    };
    let mut lines = vec![
        has_ids
            .then(|| "id".to_owned())
            .into_iter()
            .chain(columns.iter().map(title))
            .chain(others.iter().map(|name| name.to_string()))
            .collect(),
    ];
    for row in rows {
        let cells =
            columns.iter().map(|(place, _)| written(&ledger.columns[*place], &row.value, *place, is_clear(*place)));
        let of_name = |name: &&Arc<str>| {
            let words: Vec<&str> =
                row.value.others.iter().filter(|(own, _)| own == *name).map(|(_, words)| &**words).collect();
            words.join("; ")
        };
        let id = has_ids.then(|| row.value.id.as_deref().unwrap_or_default().to_owned());
        lines.push(id.into_iter().chain(cells).chain(others.iter().map(of_name)).collect());
    }
    let mapping = headings.iter().filter(|heading| heading.role != Role::Blank).map(|heading| {
        let column = match heading.role {
            Role::Column(place) => Some(ledger.columns[place].title.clone()),
            Role::Ordinal => Some("STT".into()),
            Role::Id => Some("id".into()),
            Role::Other | Role::Blank => None,
        };
        (heading.label.clone(), column)
    });
    RowsDraft {
        path: SourcePath::new(&format!("{period}/so/{}.csv", ledger.id)).expect("ids are plain names"),
        text: csv(&lines),
        rows: rows.len(),
        totals: table.shape.totals.len(),
        mapping: mapping.collect(),
    }
}

/// A cell as it is written anew. In a column with a doubtful number all stay as they are: to write the others clearly would
/// settle the doubt.
fn written(column: &Column, row: &Row, place: usize, is_clear: bool) -> String {
    let cell = &row.cells[place];
    match cell.number().filter(|_| is_clear && column.kind.is_number()) {
        Some(amount) if column.kind == ColumnKind::Money && !amount.is_zero() => {
            format!("{} đồng", figure::write(amount))
        }
        // `Không` is a statement of its own.
        Some(amount) if !amount.is_zero() => figure::write(amount),
        _ => cell.written.to_string(),
    }
}

/// Lines with commas between cells, as Excel opens them.
fn csv(lines: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line).expect("a vector can always be written to");
    }
    let bytes = writer.into_inner().expect("a vector can always be flushed");
    format!("\u{FEFF}{}", String::from_utf8(bytes).expect("cells are texts, and all between them is ASCII"))
}

/// The tables of a report, each as text with tabs between cells. What is said in a merged cell is said in all that it covers.
pub fn tables(manuscript: &Manuscript) -> Vec<String> {
    let tables = manuscript.blocks.iter().enumerate().filter_map(|(place, block)| match block {
        Block::Table(table) => Some((place, table)),
        _ => None,
    });
    let above = |place: usize| match place.checked_sub(1).and_then(|before| manuscript.blocks.get(before)) {
        // `Đơn vị tính: triệu đồng` stands above.
        Some(Block::Paragraph(paragraph)) => format!("{}\n", quoted(&paragraph.plain_text())),
        _ => String::new(),
    };
    tables.map(|(place, table)| format!("{}{}", above(place), text_of(table))).collect()
}

fn text_of(table: &WordTable) -> String {
    let mut before: Vec<String> = Vec::new();
    let mut text = String::new();
    for row in &table.rows {
        let mut line: Vec<String> = Vec::new();
        for cell in row {
            let mut words = String::new();
            for block in &cell.blocks {
                if let Block::Paragraph(paragraph) = block {
                    let number = Some(&*paragraph.number).filter(|number| !number.is_empty());
                    for part in number.into_iter().chain([&*paragraph.plain_text()]) {
                        words.push_str(if words.is_empty() { "" } else { " " });
                        words.push_str(part);
                    }
                }
            }
            if cell.continues {
                let above = before.get(line.len()).cloned().unwrap_or_default();
                // A number would be added up as often as it is repeated.
                words = if above.starts_with(|letter: char| letter.is_ascii_digit()) { String::new() } else { above };
            }
            line.extend(std::iter::repeat_n(words, cell.columns.max(1)));
        }
        text.push_str(&line.iter().map(|words| quoted(words)).collect::<Vec<_>>().join("\t"));
        text.push('\n');
        before = line;
    }
    text
}

fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains('"') { format!("\"{}\"", words.replace('"', "\"\"")) } else { words }
}

/// What becomes of each column, for the terminal, before anything is written.
pub fn shown(draft: &RowsDraft, language: Language) -> String {
    let RowsDraft { path, rows, totals, mapping, .. } = draft;
    let head: Bilingual = bilingual!(vi: "{path}: {rows} dòng, {totals} dòng tổng đã đối chiếu", en: "{path}: {rows} rows, {totals} totals compared");
    let kept = bilingual!(vi: "(sổ không có; giữ như chữ)", en: "(not in the register; kept as text)");
    let mut shown = format!("{}\n", head.of(language));
    for (label, column) in mapping {
        let label = if label.is_empty() { "–" } else { label };
        shown.push_str(&format!("  {label} → {}\n", column.as_deref().unwrap_or(kept.of(language))));
    }
    shown
}
