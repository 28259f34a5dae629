//! What stands side by side without a line between: a letter's head (the body left, the state right) and its foot (who receives
//! it left, who signs right). Word has tables without lines for them.

use super::flow;
use super::line::{Bounds, Line};
use super::page::Word;
use crate::import::number;
use trichdan::text::fold::fold;

/// A gap this wide, by the size of the letters, is no space between two words.
const GUTTER: f64 = 1.2;
/// With lines so much farther apart than they are high, something else begins.
const APART: f64 = 4.0;

/// A part of a page from one side to the other.
pub enum Part<'l, 's> {
    /// Lines that nothing divides.
    Whole(&'l [Line<'s>]),
    /// Two sides, each with lines of its own.
    Beside([Vec<Line<'s>>; 2]),
    /// Two sides that go line by line: a table without lines around it.
    Rows(Vec<[Vec<Line<'s>>; 2]>),
}

/// A stretch that no word of some lines stands in.
#[derive(Clone, Copy, PartialEq)]
struct Gutter {
    from: f64,
    to: f64,
}

/// Divides lines into those that go from side to side and those that stand side by side.
pub fn parts<'l, 's>(lines: &'l [Line<'s>], page: Bounds, usual_size: f64) -> Vec<Part<'l, 's>> {
    let mut parts = Vec::new();
    let (mut whole, mut at) = (0, 0);
    while at < lines.len() {
        let Some((from, until, gutter)) = beside(lines, whole, at, page, usual_size) else {
            at += 1;
            continue;
        };
        if whole < from {
            parts.push(Part::Whole(&lines[whole..from]));
        }
        parts.push(if is_table(&lines[from..until], gutter) {
            Part::Rows(rows(&lines[from..until], gutter))
        } else {
            Part::Beside(divide(&lines[from..until], gutter))
        });
        (whole, at) = (until, until);
    }
    if whole < lines.len() {
        parts.push(Part::Whole(&lines[whole..]));
    }
    parts
}

/// The lines around one that has a gutter which others share, not before `earliest`; at least two, one of them with words on both
/// sides, and none in the middle of the page.
fn beside(
    lines: &[Line<'_>],
    earliest: usize,
    at: usize,
    page: Bounds,
    usual_size: f64,
) -> Option<(usize, usize, Gutter)> {
    let mut gutters = inner(&lines[at]);
    let (mut from, mut until) = (at, at + 1);
    let mut best = gutters.clone();
    let is_of_page = |line: &Line<'_>| inner(line).is_empty() && flow::is_centred(line, page);
    let is_other = |line: &Line<'_>| is_of_page(line) || begins_other(&line.text());
    while until < lines.len() && is_near(&lines[until - 1], &lines[until]) && !is_other(&lines[until]) {
        gutters = shared(&gutters, &lines[until]);
        if gutters.is_empty() {
            break;
        }
        best.clone_from(&gutters);
        until += 1;
    }
    gutters.clone_from(&best);
    while from > earliest && is_near(&lines[from - 1], &lines[from]) && !is_of_page(&lines[from - 1]) {
        gutters = shared(&gutters, &lines[from - 1]);
        if gutters.is_empty() {
            break;
        }
        best.clone_from(&gutters);
        from -= 1;
    }
    let gutter = best.into_iter().max_by(|a, b| (a.to - a.from).total_cmp(&(b.to - b.from)))?;
    let has_right = |line: &Line<'_>| line.right() > gutter.from;
    let is_small = |line: &Line<'_>| line.size < usual_size - 0.9;
    let is_left_over = |until: usize| {
        let last = &lines[until - 1];
        !has_right(last) && !is_small(last) && !is_below(last, &lines[from..until - 1], gutter)
    };
    // What follows on the left alone goes on only in the middle of that side, or in the small letters of a list of who receives it.
    while until > from + 1 && is_left_over(until) {
        until -= 1;
    }
    // What stands on the left alone above is a paragraph, unless the right begins beside it.
    let begins_right = |from: usize| {
        let next = &lines[from + 1];
        has_right(&lines[from]) || has_right(next) && next.base - lines[from].base < next.size
    };
    while from + 1 < until && !begins_right(from) {
        from += 1;
    }
    let both = lines[from..until].iter().filter(|line| line.left() < gutter.from && has_right(line)).count();
    (until - from > 1 && both > 0).then_some((from, until, gutter))
}

/// Whether a line stands under the middle of the left side, as what a letter is about does.
fn is_below(line: &Line<'_>, above: &[Line<'_>], gutter: Gutter) -> bool {
    let left = |line: &Line<'_>| -> Option<(f64, f64)> {
        let words = line.words.iter().filter(|word| word.right <= gutter.from + 0.1);
        let right = words.clone().map(|word| word.right).fold(f64::MIN, f64::max);
        words.map(|word| word.left).reduce(f64::min).map(|left| (left, right))
    };
    let middles: Vec<f64> = above.iter().filter_map(left).map(|(left, right)| (left + right) / 2.0).collect();
    let Some((left, right)) = left(line).filter(|_| !middles.is_empty()) else { return false };
    let middle = middles.iter().sum::<f64>() / middles.len() as f64;
    ((left + right) / 2.0 - middle).abs() < line.size && left > 0.0
}

/// Whether sides go line by line: many lines, most of them with words on both.
fn is_table(lines: &[Line<'_>], gutter: Gutter) -> bool {
    const FEWEST: usize = 6;
    let both = lines.iter().filter(|line| line.left() < gutter.from && line.right() > gutter.from).count();
    both >= FEWEST && both * 10 >= lines.len() * 7
}

/// The rows of such a table: each begins on the left.
fn rows<'s>(lines: &[Line<'s>], gutter: Gutter) -> Vec<[Vec<Line<'s>>; 2]> {
    let mut rows: Vec<[Vec<Line<'s>>; 2]> = Vec::new();
    for line in lines {
        let [left, right] = divide(std::slice::from_ref(line), gutter);
        match rows.last_mut().filter(|_| left.is_empty()) {
            Some(row) => row[1].extend(right),
            None => rows.push([left, right]),
        }
    }
    rows
}

/// Whether a line begins what nothing before it stands beside: a section, or the foot of a letter.
fn begins_other(text: &str) -> bool {
    number::split(text).is_some_and(|(number, _)| flow::is_section(&number.kind)) || fold(text).starts_with("noi nhan")
}

fn is_near(above: &Line<'_>, below: &Line<'_>) -> bool {
    below.base - above.base < APART * above.size.max(below.size) * 1.5
}

/// The wide gaps inside a line.
fn inner(line: &Line<'_>) -> Vec<Gutter> {
    let gaps = line.words.windows(2).map(|pair| Gutter { from: pair[0].right, to: pair[1].left });
    gaps.filter(|gap| is_wide(*gap, line.size)).collect()
}

/// What is left of gutters where another line has words.
fn shared(gutters: &[Gutter], line: &Line<'_>) -> Vec<Gutter> {
    let mut free = vec![Gutter { from: f64::MIN, to: line.left() }];
    free.extend(line.words.windows(2).map(|pair| Gutter { from: pair[0].right, to: pair[1].left }));
    free.push(Gutter { from: line.right(), to: f64::MAX });
    let both = |gutter: &Gutter, gap: &Gutter| Gutter { from: gutter.from.max(gap.from), to: gutter.to.min(gap.to) };
    let all = gutters.iter().flat_map(|gutter| free.iter().map(move |gap| both(gutter, gap)));
    all.filter(|gutter| is_wide(*gutter, line.size)).collect()
}

fn is_wide(gutter: Gutter, size: f64) -> bool {
    gutter.to - gutter.from > GUTTER * size
}

fn divide<'s>(lines: &[Line<'s>], gutter: Gutter) -> [Vec<Line<'s>>; 2] {
    let middle = (gutter.from + gutter.to) / 2.0;
    let side = |is_right: bool| {
        let words = |line: &Line<'s>| -> Vec<&'s Word> {
            line.words.iter().copied().filter(|word| (word.left > middle) == is_right).collect()
        };
        lines.iter().map(words).filter(|words| !words.is_empty()).map(Line::of).collect()
    };
    [side(false), side(true)]
}
