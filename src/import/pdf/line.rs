//! Words that stand on one line.

use std::collections::BTreeMap;

use super::page::Word;

/// Words whose bases differ by less than this share of their size stand on one line.
const SAME_LINE: f64 = 0.4;

/// A line of words, from left to right.
#[derive(Debug, Clone)]
pub struct Line<'s> {
    /// Its words.
    pub words: Vec<&'s Word>,
    /// What they stand on.
    pub base: f64,
    /// The size of its largest.
    pub size: f64,
}

/// Where lines begin and end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bounds {
    /// The left edge.
    pub left: f64,
    /// The right edge.
    pub right: f64,
}

impl<'s> Line<'s> {
    /// A line of words in any order, at least one.
    pub fn of(mut words: Vec<&'s Word>) -> Self {
        words.sort_by(|a, b| a.left.total_cmp(&b.left));
        let base = words.iter().map(|word| word.base).fold(f64::MIN, f64::max);
        let size = words.iter().map(|word| word.size).fold(0.0, f64::max);
        Self { words, base, size }
    }

    /// Where it begins.
    pub fn left(&self) -> f64 {
        self.words.first().map_or(0.0, |word| word.left)
    }

    /// Where it ends.
    pub fn right(&self) -> f64 {
        self.words.iter().map(|word| word.right).fold(f64::MIN, f64::max)
    }

    /// Its words, a space between two.
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text()).collect::<Vec<_>>().join(" ")
    }
}

/// The lines of words in any order, from above.
pub fn lines<'s>(words: &[&'s Word]) -> Vec<Line<'s>> {
    let mut words = words.to_vec();
    words.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    for word in words {
        let is_same = |before: &&Word| (word.base - before.base).abs() < SAME_LINE * word.size.max(before.size);
        match lines.last_mut().filter(|line| line.last().is_some_and(is_same)) {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    lines.into_iter().map(Line::of).collect()
}

/// The edges of a text: where most of its lines begin and end, or the outermost of few. Of fewer still, those of the page before.
pub fn bounds(lines: &[Line<'_>], before: Option<Bounds>) -> Bounds {
    const FEWEST: usize = 3;
    if let Some(before) = before.filter(|_| lines.len() < FEWEST) {
        return before;
    }
    let outermost = outermost(lines);
    let left = usual(lines.iter().map(Line::left)).unwrap_or(outermost.left);
    let right = usual(lines.iter().map(Line::right)).unwrap_or(outermost.right);
    let is_broad = right - left > (outermost.right - outermost.left) * 0.7;
    if is_broad { Bounds { left, right } } else { outermost }
}

/// From the first letter of any line to the last.
pub fn outermost(lines: &[Line<'_>]) -> Bounds {
    let left = lines.iter().map(Line::left).fold(f64::MAX, f64::min);
    let right = lines.iter().map(Line::right).fold(f64::MIN, f64::max);
    Bounds { left, right }
}

/// The edge that more lines share than any other, at least three.
fn usual(edges: impl Iterator<Item = f64>) -> Option<f64> {
    const SHARED_BY: usize = 3;
    /// Of an edge, in points.
    const BREADTH: f64 = 2.0;
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for edge in edges {
        *counts.entry((edge / BREADTH).round() as i64).or_default() += 1;
    }
    let (edge, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= SHARED_BY).then_some(edge as f64 * BREADTH)
}
