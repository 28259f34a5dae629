//! What stands on every page and is no part of the text: the page's number, and a line at its head or foot that comes again.

use std::collections::{BTreeMap, BTreeSet};

use super::line::{Line, lines};
use super::page::{Sheet, Word};

/// The same line stands at the same height, in points.
const SAME_HEIGHT: f64 = 3.0;
/// Lines at the head and at the foot that may be such.
const MOST_LINES: usize = 2;
/// How much of a page its head and its foot are, each.
const MARGIN_SHARE: f64 = 0.12;

/// A line in a margin: how high it stands, and its words.
type Edge = (f64, String);

/// What stood in the margins.
#[derive(Debug, Default)]
pub struct Margins {
    /// The words of all pages.
    pub words: Vec<String>,
    /// The lines that come again, each once.
    pub heads: BTreeSet<String>,
}

/// Takes such lines off the sheets.
pub fn take(sheets: &mut [Sheet]) -> Margins {
    let edges: Vec<Vec<Edge>> = sheets.iter().map(edges).collect();
    let count = edges.len();
    let comes_again = |(height, text): &Edge| {
        let is_same = |(other, words): &Edge| (other - height).abs() < SAME_HEIGHT && words == text;
        let pages = edges.iter().filter(|edges| edges.iter().any(is_same)).count();
        // Two pages may well begin alike: a letter and its annex, each with a head of its own.
        count > 2 && pages * 2 > count
    };
    let ahead = ahead(&edges);
    let mut margins = Margins::default();
    for ((page, sheet), edges) in (1..).zip(sheets).zip(&edges) {
        for edge @ (height, text) in edges {
            let is_number = page_number(text).is_some_and(|own| own == page || Some(own - page) == ahead);
            if !is_number && !comes_again(edge) {
                continue;
            }
            sheet.words.retain(|word| (word.base - height).abs() >= word.size * 0.4);
            margins.words.push(text.clone());
            if !is_number {
                margins.heads.insert(text.clone());
            }
        }
    }
    margins
}

/// By how much the numbers on most pages are ahead of the pages of the file.
fn ahead(edges: &[Vec<Edge>]) -> Option<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (page, edges) in (1..).zip(edges) {
        for own in edges.iter().filter_map(|(_, text)| page_number(text)) {
            *counts.entry(own - page).or_default() += 1;
        }
    }
    let (ahead, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count > 1 && count * 2 > edges.len()).then_some(ahead)
}

/// The first and the last lines of a sheet that stand in its margins.
fn edges(sheet: &Sheet) -> Vec<Edge> {
    let words: Vec<&Word> = sheet.words.iter().collect();
    let lines = lines(&words);
    let (head, foot) = (sheet.height * MARGIN_SHARE, sheet.height * (1.0 - MARGIN_SHARE));
    let at_head = lines.iter().take(MOST_LINES).filter(|line| line.base < head);
    let at_foot = lines.iter().rev().take(MOST_LINES).filter(|line| line.base > foot);
    let edge = |line: &Line<'_>| (line.base, line.text());
    at_head.chain(at_foot).map(edge).collect()
}

/// The number that a line is which is nothing else: `3`, `- 3 -`, `Trang 3/12`.
fn page_number(text: &str) -> Option<i64> {
    const MOST_SIGNS: usize = 6;
    let text = text.to_lowercase();
    let text = text.trim_start_matches("trang").trim_start_matches("page");
    let signs: Vec<char> = text.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let has_only_signs = signs.len() <= MOST_SIGNS && signs.iter().all(|letter| " -–—/|.".contains(*letter));
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let (own, all, more) = (numbers.next()?, numbers.next(), numbers.next());
    let own: i64 = own.parse().ok()?;
    let is_of_all = all.is_none_or(|all| all.parse::<i64>().is_ok_and(|all| own <= all));
    (has_only_signs && is_of_all && more.is_none()).then_some(own)
}
