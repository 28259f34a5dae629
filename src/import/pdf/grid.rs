//! Tables that lines are drawn around.

use super::flow;
use super::line::{Bounds, lines};
use super::page::{Rule, Word};
use crate::import::manuscript::{Cell, Table};

/// Lines nearer to each other than this, in points, are one, and meet.
const NEAR: f64 = 3.0;
/// What a cell keeps free at its sides.
const PADDING: f64 = 2.0;

/// A table's lines.
pub struct Grid {
    /// The edges of its columns, from the left.
    columns: Vec<f64>,
    /// The edges of its rows, from above.
    rows: Vec<f64>,
    rules: Vec<Rule>,
}

/// The tables of a page, from above.
pub fn find(rules: &[Rule]) -> Vec<Grid> {
    let rules = joined(rules);
    let mut grids: Vec<Grid> = touching(&rules).into_iter().filter_map(Grid::of).collect();
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    // A table in a cell is part of it.
    let mut outer: Vec<Grid> = Vec::new();
    for grid in grids {
        if !outer.iter().any(|other| other.contains(&grid)) {
            outer.push(grid);
        }
    }
    outer
}

/// Lines of one direction that lie on each other or go on in each other, as one.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    let place = |rule: &Rule| (rule.at / NEAR).round() as i64;
    sorted.sort_by(|a, b| (a.is_upright, place(a)).cmp(&(b.is_upright, place(b))).then(a.from.total_cmp(&b.from)));
    let mut joined: Vec<Rule> = Vec::new();
    for rule in sorted {
        let is_same = |last: &&mut Rule| {
            last.is_upright == rule.is_upright && (last.at - rule.at).abs() < NEAR && rule.from <= last.to + NEAR
        };
        match joined.last_mut().filter(is_same) {
            Some(last) => last.to = last.to.max(rule.to),
            None => joined.push(rule),
        }
    }
    joined
}

fn meet(a: &Rule, b: &Rule) -> bool {
    let within = |at: f64, rule: &Rule| (rule.from - NEAR..=rule.to + NEAR).contains(&at);
    a.is_upright != b.is_upright && within(a.at, b) && within(b.at, a)
}

/// Groups of lines that meet each other, straight or by others.
fn touching(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let (upright, across): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| rule.is_upright);
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for rule in upright.into_iter().chain(across) {
        let (mut met, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| meet(rule, other)));
        groups = others;
        let mut group: Vec<Rule> = met.drain(..).flatten().collect();
        group.push(*rule);
        groups.push(group);
    }
    groups
}

impl Grid {
    /// The grid of lines that meet; none where they make fewer than two cells.
    fn of(rules: Vec<Rule>) -> Option<Self> {
        let edges = |is_upright: bool| {
            let mut edges: Vec<f64> =
                rules.iter().filter(|rule| rule.is_upright == is_upright).map(|rule| rule.at).collect();
            edges.sort_by(f64::total_cmp);
            edges.dedup_by(|edge, before| *edge - *before < NEAR);
            edges
        };
        let (columns, rows) = (edges(true), edges(false));
        let cells = columns.len().saturating_sub(1) * rows.len().saturating_sub(1);
        (cells > 1).then_some(Self { columns, rows, rules })
    }

    /// Where it begins.
    pub fn top(&self) -> f64 {
        self.rows[0]
    }

    /// The edges of its columns.
    pub fn edges(&self) -> &[f64] {
        &self.columns
    }

    /// Whether a word stands in it.
    pub fn holds(&self, word: &Word) -> bool {
        self.place(word).is_some()
    }

    fn contains(&self, other: &Self) -> bool {
        let inside = |edges: &[f64], at: f64| {
            edges.first().is_some_and(|first| *first - NEAR < at) && edges.last().is_some_and(|last| at < last + NEAR)
        };
        inside(&self.rows, other.rows[0]) && inside(&self.columns, other.columns[0])
    }

    /// The row and column of a word.
    fn place(&self, word: &Word) -> Option<(usize, usize)> {
        let (x, y) = word.middle();
        let at = |edges: &[f64], at: f64| {
            let after = edges.partition_point(|edge| *edge <= at);
            (after > 0 && after < edges.len()).then(|| after - 1)
        };
        Some((at(&self.rows, y)?, at(&self.columns, x)?))
    }

    /// Whether a line divides a cell from the one left of it.
    fn has_left(&self, row: usize, column: usize) -> bool {
        let middle = (self.rows[row] + self.rows[row + 1]) / 2.0;
        column == 0 || self.is_drawn(true, self.columns[column], middle)
    }

    /// Whether a line divides a cell from the one above.
    fn has_top(&self, row: usize, column: usize) -> bool {
        let middle = (self.columns[column] + self.columns[column + 1]) / 2.0;
        row == 0 || self.is_drawn(false, self.rows[row], middle)
    }

    fn is_drawn(&self, is_upright: bool, at: f64, through: f64) -> bool {
        let here = |rule: &&Rule| rule.is_upright == is_upright && (rule.at - at).abs() < NEAR;
        self.rules.iter().filter(here).any(|rule| (rule.from..=rule.to).contains(&through))
    }

    /// The cell that a place belongs to: where its words begin.
    fn origin(&self, (mut row, mut column): (usize, usize)) -> (usize, usize) {
        loop {
            if !self.has_left(row, column) {
                column -= 1;
            } else if !self.has_top(row, column) {
                row -= 1;
            } else {
                break;
            }
        }
        (row, column)
    }

    /// The table, with these words in its cells.
    pub fn table(&self, words: &[&Word]) -> Table {
        let width = self.columns.len() - 1;
        let mut inside: Vec<Vec<&Word>> = vec![Vec::new(); width * (self.rows.len() - 1)];
        for word in words {
            if let Some((row, column)) = self.place(word).map(|place| self.origin(place)) {
                inside[row * width + column].push(word);
            }
        }
        let rows = 0..self.rows.len() - 1;
        let row = |row: usize| self.row(row, &inside[row * width..(row + 1) * width]);
        Table { rows: rows.map(row).filter(|cells| !cells.is_empty()).collect() }
    }

    fn row(&self, row: usize, inside: &[Vec<&Word>]) -> Vec<Cell> {
        let begins: Vec<usize> = (0..inside.len()).filter(|column| self.has_left(row, *column)).collect();
        let ends = begins.iter().skip(1).copied().chain([inside.len()]);
        let cell = |(begin, end): (usize, usize)| {
            let bounds = Bounds { left: self.columns[begin] + PADDING, right: self.columns[end] - PADDING };
            let blocks = flow::cell_within(&lines(&inside[begin]), bounds);
            Cell { blocks, columns: end - begin, continues: !self.has_top(row, begin) }
        };
        begins.iter().copied().zip(ends).map(cell).collect()
    }
}
