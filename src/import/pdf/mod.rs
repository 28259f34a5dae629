//! PDF files with letters in them (ISO 32000-2): words by their place, put together again to lines, paragraphs and tables.
//!
//! A PDF holds neither: only letters at places, and lines that are drawn. [`page`] makes words of letters; [`margin`] finds what
//! stands on every page; [`grid`] finds the tables that lines are drawn around; [`column`] what stands side by side without
//! any; [`flow`] the paragraphs of what is left. A scan holds no letters, and is said to be one.

mod column;
mod flow;
mod grid;
mod line;
mod margin;
mod page;

use std::collections::BTreeSet;

use super::manuscript::{Block, Cell, Manuscript, Table};
use super::original::{Findings, Original, Reading, Refusal};
use flow::Flow;
use page::{Sheet, Sheets};
use trichdan::text::one_line;

/// Edges of columns that differ by less, in points, are those of the same table on its next page.
const SAME_EDGE: f64 = 4.0;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Reading {
    let mut sheets = page::sheets(bytes)?;
    if sheets.is_scan() {
        return Err(Refusal::Scan);
    }
    if sheets.is_unreadable() {
        return Err(Refusal::NoLetters);
    }
    let words = sheets.plain_text();
    let margins = margin::take(&mut sheets.0);
    let mut manuscript = Manuscript { left_out: margins.words.clone(), ..Manuscript::default() };
    let mut reading = Reader { size: sheets.usual_size(), ..Reader::default() };
    for sheet in &sheets.0 {
        reading.sheet(sheet);
    }
    manuscript.blocks = reading.finish();
    manuscript.left_out.append(&mut reading.repeated);
    manuscript.margin_words = margins.words;
    let findings = findings(&sheets, margins.heads);
    Ok((Original { manuscript, words }, findings))
}

fn findings(sheets: &Sheets, heads: BTreeSet<String>) -> Findings {
    let mut findings = Findings {
        pages: sheets.0.len(),
        pictures_left_out: sheets.0.iter().map(|sheet| sheet.pictures).sum(),
        recognised_pages: sheets.0.iter().filter(|sheet| sheet.is_recognised).count(),
        margin_words: heads.into_iter().collect(),
        ..Findings::default()
    };
    let unread = sheets.unread();
    if unread > 0 {
        findings.not_understood("\u{FFFD}", &"\u{FFFD}".repeat(unread.min(3)));
    }
    findings
}

/// Sheets on their way to blocks.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The paragraph that may go on, on the next sheet too.
    flow: Flow,
    /// The last table and the edges of its columns, while nothing came after it.
    table: Option<(Table, Vec<f64>)>,
    /// Heads of tables that stand again on their next page.
    repeated: Vec<String>,
    /// The size of most letters.
    size: f64,
    /// The edges of the text on the sheet before.
    bounds: Option<line::Bounds>,
}

impl Reader {
    fn sheet(&mut self, sheet: &Sheet) {
        let grids = grid::find(&sheet.rules);
        let (mut outside, mut inside) = (Vec::new(), vec![Vec::new(); grids.len()]);
        for word in &sheet.words {
            match grids.iter().position(|grid| grid.holds(word)) {
                Some(grid) => inside[grid].push(word),
                None => outside.push(word),
            }
        }
        let lines = line::lines(&outside);
        let bounds = line::bounds(&lines, self.bounds);
        self.bounds = Some(bounds);
        let mut from = 0;
        for (grid, words) in grids.iter().zip(inside) {
            let until = lines.partition_point(|line| line.base < grid.top());
            self.lines(&lines[from..until.max(from)], bounds);
            from = until.max(from);
            self.table(grid.table(&words), grid.edges().to_vec());
        }
        self.lines(&lines[from..], bounds);
        self.flow.end_sheet();
    }

    fn lines(&mut self, lines: &[line::Line<'_>], bounds: line::Bounds) {
        if !lines.is_empty() {
            self.end_table();
        }
        for part in column::parts(lines, bounds, self.size) {
            match part {
                column::Part::Whole(lines) => self.flow.push(lines, bounds),
                column::Part::Beside(sides) => self.columns(std::slice::from_ref(&sides)),
                column::Part::Rows(rows) => self.columns(&rows),
            }
        }
    }

    /// Rows that no line is drawn around.
    fn columns(&mut self, rows: &[[Vec<line::Line<'_>>; 2]]) {
        self.end_paragraph();
        let cell = |side: &Vec<line::Line<'_>>| Cell { blocks: flow::cell(side), columns: 1, continues: false };
        let rows = rows.iter().map(|sides| sides.iter().map(cell).collect()).collect();
        self.blocks.push(Block::Table(Table { rows }));
    }

    /// A table, or the rest of the one that the page before ends with.
    fn table(&mut self, mut table: Table, edges: Vec<f64>) {
        self.end_paragraph();
        if let Some((before, _)) = self.table.as_mut().filter(|(_, its_edges)| is_same(its_edges, &edges)) {
            if table.rows.first().is_some_and(|head| before.rows.first() == Some(head)) {
                let head = Table { rows: vec![table.rows.remove(0)] };
                let head = Manuscript { blocks: vec![Block::Table(head)], ..Manuscript::default() };
                self.repeated.push(one_line(&head.plain_text()));
            }
            before.rows.append(&mut table.rows);
            return;
        }
        self.end_table();
        self.table = Some((table, edges));
    }

    fn end_table(&mut self) {
        if let Some((table, _)) = self.table.take() {
            self.blocks.push(Block::Table(table));
        }
    }

    fn end_paragraph(&mut self) {
        self.blocks.append(&mut self.flow.finish());
    }

    fn finish(&mut self) -> Vec<Block> {
        self.end_paragraph();
        self.end_table();
        std::mem::take(&mut self.blocks)
    }
}

fn is_same(edges: &[f64], others: &[f64]) -> bool {
    edges.len() == others.len() && edges.iter().zip(others).all(|(edge, other)| (edge - other).abs() < SAME_EDGE)
}
