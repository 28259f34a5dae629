//! The tables of a file that may hold rows of a register, each as text with tabs between cells.

use super::manuscript::{Block, Manuscript, Table};
use crate::diagnostic::{Bilingual, bilingual};
use crate::grid::{figure, quoted};
use crate::parse::ledger::shape::unit_of_note;
use crate::source::SourcePath;
use trichdan::text::one_line;

/// A table that may hold rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The file it is in.
    pub source: SourcePath,
    /// Which of the file's tables it is.
    pub which: Which,
    /// Its lines.
    pub text: String,
}

/// Which table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The file is one table.
    Whole,
    /// The sheet of this name.
    Sheet(String),
    /// The table of this number, and what stands above it.
    Table(usize, String),
}

impl Candidate {
    /// What it is called.
    pub fn name(&self) -> Bilingual {
        self.which.name(&self.source)
    }
}

impl Which {
    /// What a table is called, with its file.
    pub fn name(&self, source: &SourcePath) -> Bilingual {
        if *self == Self::Whole {
            return bilingual!(vi: "{source}", en: "{source}");
        }
        let Bilingual { vi, en } = self.short();
        bilingual!(vi: "{source}, {vi}", en: "{source}, {en}")
    }

    /// What a table is called in its file.
    pub fn short(&self) -> Bilingual {
        match self {
            Self::Whole => bilingual!(vi: "cả bảng", en: "the whole table"),
            Self::Sheet(name) => bilingual!(vi: "trang tính “{name}”", en: "sheet “{name}”"),
            Self::Table(number, caption) if caption.is_empty() => bilingual!(vi: "bảng {number}", en: "table {number}"),
            Self::Table(number, caption) => {
                bilingual!(vi: "bảng {number} (“{caption}”)", en: "table {number} (“{caption}”)")
            }
        }
    }
}

/// Paragraphs above a table that may say what it is, and in which unit.
const LINES_ABOVE: usize = 3;

/// Letters of the longest of them.
const LONGEST_LINE: usize = 200;

/// The tables of a report, in their order.
pub fn of_manuscript(source: &SourcePath, manuscript: &Manuscript) -> Vec<Candidate> {
    let tables = manuscript.blocks.iter().enumerate().filter_map(|(place, block)| match block {
        Block::Table(table) => Some((place, table)),
        _ => None,
    });
    let candidate = |(index, (place, table)): (usize, (usize, &Table))| {
        let above = lines_above(&manuscript.blocks[..place]);
        let caption = above.iter().rev().find(|line| unit_of_note(line).is_none()).cloned().unwrap_or_default();
        let above: String = above.iter().map(|line| format!("{}\n", quoted(line))).collect();
        Candidate {
            source: source.clone(),
            which: Which::Table(index + 1, caption),
            text: format!("{above}{}", text_of(table)),
        }
    };
    tables.enumerate().map(candidate).collect()
}

/// The last short paragraphs before a table.
fn lines_above(before: &[Block]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in before.iter().rev() {
        let Block::Paragraph(paragraph) = block else { break };
        let words = one_line(&paragraph.plain_text());
        if words.is_empty() {
            continue;
        }
        if lines.len() == LINES_ABOVE || words.chars().count() > LONGEST_LINE {
            break;
        }
        lines.push(words);
    }
    lines.reverse();
    lines
}

/// A table as text. What is said in a merged cell is said in all that it covers, unless it would be added up so often.
fn text_of(table: &Table) -> String {
    let mut before: Vec<String> = Vec::new();
    let mut text = String::new();
    for row in &table.rows {
        let mut line: Vec<String> = Vec::new();
        for cell in row {
            let mut words = words_in(&cell.blocks);
            if cell.continues {
                words = before.get(line.len()).cloned().unwrap_or_default();
            }
            // Only what a merged cell says first counts where it is an amount.
            let repeated = if figure::is_amount(&words) { String::new() } else { words.clone() };
            line.push(if cell.continues { repeated.clone() } else { words });
            line.extend(std::iter::repeat_n(repeated, cell.columns.max(1) - 1));
        }
        text.push_str(&line.iter().map(|words| quoted(words)).collect::<Vec<_>>().join("\t"));
        text.push('\n');
        before = line;
    }
    text
}

/// All words of a cell, those of a table within it too.
fn words_in(blocks: &[Block]) -> String {
    let mut words: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => words.extend([paragraph.number.clone(), paragraph.plain_text()]),
            Block::Table(table) => words.extend(table.rows.iter().flatten().map(|cell| words_in(&cell.blocks))),
            Block::Verbatim(lines) => words.push(lines.clone()),
        }
    }
    one_line(&words.join(" "))
}
