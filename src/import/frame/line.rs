//! The frame as lines: tables and breaks are only ways to place them.

use super::phrase;
use crate::import::manuscript::{Block, Cell, Inline, Paragraph, Run};
use crate::import::number;
use trichdan::text::fold::fold;
use trichdan::text::one_line;

/// A line of the frame.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its words, with single spaces.
    pub text: String,
    /// True when all of it is bold.
    pub is_bold: bool,
    /// True when the program marks it as a title or sets it in the middle.
    pub is_displayed: bool,
    /// The automatic number before it.
    pub number: String,
    /// The block that it stands in.
    pub block: usize,
    /// The cell of that block, counted in reading order; 0 outside of tables.
    pub cell: usize,
}

impl Line {
    /// The words without marks and case, to recognise set phrases.
    pub fn folded(&self) -> String {
        fold(&self.text)
    }

    /// True for a line that is drawn or empty: it holds no word.
    pub fn is_wordless(&self) -> bool {
        !self.text.chars().any(char::is_alphanumeric)
    }

    /// True when it has letters and all are capitals.
    pub fn is_capitals(&self) -> bool {
        phrase::is_capitals(&self.text)
    }

    /// True for a few words without the end of a sentence.
    pub fn is_short(&self) -> bool {
        !self.is_wordless() && phrase::is_within(&self.text, 8) && !self.text.ends_with(['.', ';', ':'])
    }

    /// True for what only a heading has: the national name, its motto, a number, a place with a date.
    pub fn begins_heading(&self) -> bool {
        let folded = self.folded();
        phrase::is_national_name(&folded)
            || phrase::is_motto(&folded)
            || phrase::designation(&self.text).is_some()
            || phrase::place_and_date(&self.text).is_some()
    }

    /// True for a line that goes on with the sentence of the one above.
    pub fn continues_sentence(&self) -> bool {
        self.text.starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit())
            && !self.begins_heading()
            && self.section().is_none()
    }

    /// The words after a list dash, typed or automatic; `None` without one.
    pub fn item(&self) -> Option<&str> {
        if matches!(number::kind(&self.number), Some(number::Kind::Dash | number::Kind::Star | number::Kind::Plus)) {
            return Some(&self.text);
        }
        let rest = self.text.strip_prefix(['-', '–', '—', '+', '•', '*'])?;
        Some(rest.trim_start())
    }

    /// The number of a section, typed or automatic.
    pub fn section(&self) -> Option<number::Kind> {
        let kind = number::of(&self.number, &self.text)?;
        use number::Kind::{Arabic, Capital, Division, Letter, Roman};
        matches!(kind, Division(_) | Capital(_) | Roman(_) | Arabic { .. } | Letter(_)).then_some(kind)
    }
}

/// The lines of a block; lines without words only where they are drawn.
pub fn of_block(block: &Block, index: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    match block {
        Block::Paragraph(paragraph) => push_paragraph(paragraph, index, 0, &mut lines),
        Block::Table(table) => {
            for (cell_index, cell) in table.rows.iter().flatten().enumerate() {
                push_cell(cell, index, cell_index + 1, &mut lines);
            }
        }
        Block::Verbatim(text) => {
            let plain = |line: &str| Line { text: line.to_owned(), block: index, ..Line::default() };
            lines.extend(text.lines().map(plain));
        }
    }
    join_national_name(&mut lines);
    lines
}

/// Puts the national name together where it had no room on one line.
fn join_national_name(lines: &mut Vec<Line>) {
    let is_cut = |pair: &[Line]| {
        let joined = format!("{} {}", pair[0].text, pair[1].text);
        pair[0].cell == pair[1].cell && !pair[0].begins_heading() && phrase::is_national_name(&fold(&joined))
    };
    if let Some(at) = lines.windows(2).position(is_cut) {
        let rest = lines.remove(at + 1);
        lines[at].text.extend([" ", &rest.text]);
    }
}

fn push_cell(cell: &Cell, block: usize, cell_index: usize, lines: &mut Vec<Line>) {
    for inner in &cell.blocks {
        match inner {
            Block::Paragraph(paragraph) => push_paragraph(paragraph, block, cell_index, lines),
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| push_cell(cell, block, cell_index, lines));
            }
            Block::Verbatim(_) => {}
        }
    }
}

fn push_paragraph(paragraph: &Paragraph, block: usize, cell: usize, lines: &mut Vec<Line>) {
    let first = lines.len();
    for (text, is_bold) in split_lines(paragraph) {
        let text = one_line(&text);
        if text.is_empty() {
            continue;
        }
        let is_displayed = paragraph.is_centred || paragraph.heading.is_some();
        lines.push(Line { text, is_bold, is_displayed, block, cell, number: String::new() });
    }
    if let Some(line) = lines.get_mut(first) {
        line.number.clone_from(&paragraph.number);
    }
}

/// A paragraph's words line by line, each with whether all its words are bold. In plain text, words far apart
/// on one line are two columns.
fn split_lines(paragraph: &Paragraph) -> Vec<(String, bool)> {
    let mut lines = vec![(String::new(), true)];
    for inline in &paragraph.inlines {
        match inline {
            Inline::Break => lines.push((String::new(), true)),
            Inline::Text(run) => push_run(run, &mut lines),
            Inline::Note(_) | Inline::Picture(_) => {}
        }
    }
    lines.into_iter().flat_map(|(text, is_bold)| columns(&text).into_iter().map(move |text| (text, is_bold))).collect()
}

fn push_run(run: &Run, lines: &mut Vec<(String, bool)>) {
    for (index, part) in run.text.split('\n').enumerate() {
        if index > 0 {
            lines.push((String::new(), true));
        }
        if let Some((text, is_bold)) = lines.last_mut() {
            text.push_str(part);
            *is_bold &= run.look.bold || part.trim().is_empty();
        }
    }
}

/// The longest line of a right column is a motto, a place with its date or an authority.
const LONGEST_COLUMN_WORDS: usize = 24;

/// `ỦY BAN NHÂN DÂN      CỘNG HÒA …` is two lines; `Số:      /BC-UBND` is one.
fn columns(text: &str) -> Vec<String> {
    let gaps = text.match_indices('\t').chain(text.match_indices("   ")).map(|(at, _)| at);
    for gap in gaps.filter(|gap| !text[..*gap].ends_with(char::is_whitespace)) {
        let (left, right) = (text[..gap].trim(), text[gap..].trim());
        if !phrase::is_within(right, LONGEST_COLUMN_WORDS) {
            continue;
        }
        let folded = fold(right);
        let is_right_column = folded.starts_with("cong hoa xa hoi chu nghia")
            || folded.starts_with("doc lap")
            || phrase::place_and_date(right).is_some()
            || phrase::is_authority(right)
            || phrase::is_signed_note(right)
            || (left.starts_with(['-', '–']) && phrase::is_name(right));
        if is_right_column && !left.is_empty() {
            return vec![left.to_owned(), right.to_owned()];
        }
    }
    vec![text.to_owned()]
}
