//! What stands on every page and is no part of the text: the page's number, and a line at its head or foot that comes again.

use super::line::{Line, lines};
use super::page::{Sheet, Word};

/// The same line stands at the same height, in points.
const SAME_HEIGHT: f64 = 3.0;
/// Lines at the head and at the foot that may be such.
const MOST_LINES: usize = 2;
/// How much of a page its head and its foot are, each.
const MARGIN_SHARE: f64 = 0.12;

/// Takes such lines off the sheets, and gives their words.
pub fn take(sheets: &mut [Sheet]) -> Vec<String> {
    let edges: Vec<Vec<(f64, String)>> = sheets.iter().map(edges).collect();
    let count = edges.len();
    let comes_again = |(height, text): &(f64, String)| {
        let is_same = |(other, words): &(f64, String)| (other - height).abs() < SAME_HEIGHT && words == text;
        let pages = edges.iter().filter(|edges| edges.iter().any(is_same)).count();
        // Two pages may well begin alike: a letter and its annex, each with a head of its own.
        count > 2 && pages * 2 > count
    };
    let mut taken = Vec::new();
    let margins: Vec<Vec<&(f64, String)>> = (1..)
        .zip(&edges)
        .map(|(number, edges)| {
            edges.iter().filter(|edge| is_page_number(&edge.1, number, count) || comes_again(edge)).collect()
        })
        .collect();
    for (sheet, margins) in sheets.iter_mut().zip(margins) {
        for (height, text) in margins {
            let is_there = |word: &Word| (word.base - height).abs() < word.size * 0.4;
            sheet.words.retain(|word| !is_there(word));
            taken.push(text.clone());
        }
    }
    taken
}

/// The first and the last lines of a sheet that stand in its margins: how high, and their words.
fn edges(sheet: &Sheet) -> Vec<(f64, String)> {
    let words: Vec<&Word> = sheet.words.iter().collect();
    let lines = lines(&words);
    let (head, foot) = (sheet.height * MARGIN_SHARE, sheet.height * (1.0 - MARGIN_SHARE));
    let at_head = lines.iter().take(MOST_LINES).filter(|line| line.base < head);
    let at_foot = lines.iter().rev().take(MOST_LINES).filter(|line| line.base > foot);
    let edge = |line: &Line<'_>| (line.base, line.text());
    at_head.chain(at_foot).map(edge).collect()
}

/// Whether a line is nothing but the page's number: `3`, `- 3 -`, `Trang 3/12`.
fn is_page_number(text: &str, number: usize, count: usize) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_start_matches("trang").trim_start_matches("page");
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let others = text.chars().filter(|letter| !letter.is_ascii_digit());
    let has_only_signs = others.clone().count() <= 6 && others.into_iter().all(|letter| " -–—/|.".contains(letter));
    let own = numbers.next().and_then(|digits| digits.parse::<usize>().ok());
    let all = numbers.next().map(|digits| digits.parse::<usize>().ok());
    // The first page of a part need not be the first of the file.
    let is_own = own.is_some_and(|own| own == number || count > 1 && own < 1_000);
    has_only_signs && is_own && all.is_none_or(|all| all.is_some_and(|all| all >= number)) && numbers.next().is_none()
}
