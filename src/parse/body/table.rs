//! How a table is laid out: which rows are its head, which cells run over others, and which columns hold numbers.
//!
//! Markdown's tables know no merged cells, so three marks of a cell's own are understood:
//!
//! ```text
//! | Nội dung | Kinh phí  | <<   |      << goes on with the cell to the left
//! |----------|-----------|------|
//! | ^^       | Ngân sách | Khác |      ^^ goes on with the cell above
//! | ===      | ===       | ===  |      the rows above are the head
//! ```

use comrak::nodes::{AstNode, NodeValue, TableAlignment};

use super::table_marks::{ABOVE, LEFT, ends_head, goes_on};

/// A table's layout.
#[derive(Debug, Default)]
pub struct Layout {
    /// How the columns stand, as classes of the theme.
    alignments: Vec<Alignment>,
    /// How many rows are the head.
    head_rows: usize,
    rows: Vec<Vec<Extent>>,
    /// The row that only says where the head ends.
    head_end: Option<usize>,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// At the left, as text does.
    Left,
    Center,
    /// At the right, as numbers do.
    Right,
}

/// How far a cell goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Over so many rows and columns, itself included.
    Own { rows: usize, columns: usize },
    /// It belongs to another cell.
    Taken,
}

const ALONE: Extent = Extent::Own { rows: 1, columns: 1 };

impl Layout {
    /// Looks through a table.
    pub fn of<'a>(table: &'a AstNode<'a>) -> Self {
        let words: Vec<Vec<String>> = table.children().map(|row| row.children().map(short_text).collect()).collect();
        let head_end = words.iter().skip(1).position(|row| ends_head(row.iter().map(String::as_str))).map(|at| at + 1);
        let head_rows = head_end.unwrap_or(1);
        let written = match &table.data().value {
            NodeValue::Table(table) => table.alignments.clone(),
            _ => Vec::new(),
        };
        let mut layout = Self {
            rows: words.iter().map(|row| vec![ALONE; row.len()]).collect(),
            head_rows,
            head_end,
            alignments: Vec::new(),
        };
        layout.merge(&words);
        let body = &words[layout.body_start().min(words.len())..];
        layout.alignments =
            written.iter().enumerate().map(|(column, written)| alignment(*written, body, column)).collect();
        layout
    }

    /// Whether a row says only where the head ends.
    pub fn is_head_end(&self, row: usize) -> bool {
        self.head_end == Some(row)
    }

    /// How many rows are the head.
    pub fn head_rows(&self) -> usize {
        self.head_rows
    }

    /// The first row below the head.
    pub fn body_start(&self) -> usize {
        self.head_rows + usize::from(self.head_end.is_some())
    }

    /// How far a cell goes.
    pub fn extent(&self, row: usize, column: usize) -> Extent {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(ALONE)
    }

    /// How a column stands.
    pub fn alignment(&self, column: usize) -> Alignment {
        self.alignments.get(column).copied().unwrap_or(Alignment::Left)
    }

    /// Lets cells run over those that say so. What goes on with nothing keeps its signs.
    fn merge(&mut self, words: &[Vec<String>]) {
        for (row, cells) in words.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let taken = match cell.as_str() {
                    _ if self.rows[row][column] == Extent::Taken => 0,
                    LEFT if column > 0 => usize::from(self.widen(row, column)),
                    ABOVE => self.lengthen(row, column, &cells[column + 1..]),
                    _ => 0,
                };
                self.rows[row][column..column + taken].fill(Extent::Taken);
            }
        }
    }

    /// Lets the cell that reaches the place's left side go on over it.
    fn widen(&mut self, row: usize, column: usize) -> bool {
        let origin = (0..column).rev().find(|at| self.rows[row][*at] != Extent::Taken);
        let Some(Extent::Own { rows: 1, columns }) = origin.map(|at| &mut self.rows[row][at]) else { return false };
        *columns += 1;
        true
    }

    /// Lets the cell above go on over this place, and where it is wider over the places `after` it, if they say so too; head
    /// and body are not joined. Gives how many places it takes.
    fn lengthen(&mut self, row: usize, column: usize, after: &[String]) -> usize {
        let first = if row < self.head_rows { 0 } else { self.body_start() };
        let mut above = (first..row).rev().filter(|above| column < self.rows[*above].len());
        let origin = above.find(|above| self.rows[*above][column] != Extent::Taken);
        let Some(Extent::Own { rows, columns }) = origin.map(|at| &mut self.rows[at][column]) else { return 0 };
        let go_on = after.iter().take_while(|words| goes_on(words)).count();
        if go_on + 1 < *columns {
            return 0;
        }
        *rows += 1;
        *columns
    }
}

/// The words of a cell, as far as signs and numbers go; longer texts are cut.
fn short_text<'a>(cell: &'a AstNode<'a>) -> String {
    const LONGEST: usize = 40;
    let mut text = String::new();
    for node in cell.descendants() {
        match &node.data().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::TableCell | NodeValue::Strong | NodeValue::Emph => {}
            _ => text.push('\u{1f}'),
        }
        if text.len() > LONGEST {
            break;
        }
    }
    text.trim().to_owned()
}

fn alignment(written: TableAlignment, body: &[Vec<String>], column: usize) -> Alignment {
    match written {
        TableAlignment::Right => return Alignment::Right,
        TableAlignment::Center => return Alignment::Center,
        TableAlignment::Left => return Alignment::Left,
        TableAlignment::None => {}
    }
    let mut words = body.iter().filter_map(|row| row.get(column)).filter(|words| !is_mark_or_blank(words)).peekable();
    let is_numeric = words.peek().is_some() && words.all(|words| is_number(words));
    if is_numeric { Alignment::Right } else { Alignment::Left }
}

fn is_mark_or_blank(words: &str) -> bool {
    words.chars().all(|letter| !letter.is_alphanumeric())
}

/// `1.234,5`, `12%`, `-3`.
fn is_number(words: &str) -> bool {
    let digits = words.trim_start_matches(['-', '−', '+']);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || ".,% \u{a0}".contains(letter))
}
