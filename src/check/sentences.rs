//! Paragraphs and list items side by side: cut sentences, uneven ends, repeated clauses.

use std::collections::HashMap;

use super::desk::Desk;
use super::passage::{Kind, Passage};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use trichdan::division::Division;

/// Reads every report paragraph by paragraph.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| {
        let passages = desk.passages(report);
        // Rules say the same of one body after another, clause by clause.
        let is_rule = report.body().headings.iter().any(|heading| heading.division() == Some(Division::Article));
        for pair in passages.windows(2) {
            check_page_break(&pair[0], &pair[1], said);
            if !is_rule {
                check_repetition(&pair[0], &pair[1], said);
            }
        }
        check_lists(passages, said);
        for three in passages.windows(3) {
            check_bare_line(&three[0], &three[1], &three[2], said);
        }
    });
}

/// A paragraph without an end, and one without a beginning.
fn check_page_break(first: &Passage<'_>, second: &Passage<'_>, said: &mut Vec<Diagnostic>) {
    let may_end = matches!(first.kind, Kind::Paragraph | Kind::Item(_));
    let is_open = first.text.trim_end().ends_with(|letter: char| letter.is_alphanumeric() || letter == ',');
    let goes_on = second.text.starts_with(char::is_lowercase) && second.kind == Kind::Paragraph;
    // `a) …` begins with a small letter too, and short lines are signatures and labels.
    let is_point = second.text.chars().nth(1) == Some(')');
    if may_end && is_open && goes_on && !is_point && first.text.len() > 60 {
        let (end, start) = (last_words(first.text, 3), first_words(second.text, 3));
        said.push(messages::page_break(end, start, first.locate(tail(first.text, end)), second.locate(0..start.len())));
    }
}

fn tail(text: &str, end: &str) -> std::ops::Range<usize> {
    let stop = text.trim_end().len();
    stop - end.len()..stop
}

fn last_words(text: &str, count: usize) -> &str {
    let text = text.trim_end();
    let start = text.rmatch_indices(' ').nth(count - 1).map_or(0, |(at, _)| at + 1);
    &text[start..]
}

fn first_words(text: &str, count: usize) -> &str {
    let end = text.match_indices(' ').nth(count - 1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// How many words must be the same, in order, to be more than a set phrase.
const LONG_CLAUSE_WORDS: usize = 14;

fn check_repetition(first: &Passage<'_>, second: &Passage<'_>, said: &mut Vec<Diagnostic>) {
    if matches!(first.kind, Kind::Cell | Kind::Heading(_)) || matches!(second.kind, Kind::Cell | Kind::Heading(_)) {
        return;
    }
    let starts: Vec<usize> = word_starts(second.text);
    if starts.len() <= LONG_CLAUSE_WORDS {
        return;
    }
    let inner = inner_words(first.text);
    for window in starts.windows(LONG_CLAUSE_WORDS + 1) {
        let clause = second.text[window[0]..window[LONG_CLAUSE_WORDS]].trim_end();
        let Some(at) = find_clause(first.text, &inner, clause) else { continue };
        let longest = common_length(&first.text[at..], &second.text[window[0]..]);
        if is_parallel((first.text, at), (second.text, window[0]), longest) {
            return;
        }
        let shown = first_words(clause, 8);
        let here = second.locate(window[0]..window[0] + longest);
        said.push(messages::clause_repeated(&format!("{shown} …"), here, first.locate(at..at + longest)));
        return;
    }
}

/// Whether a clause opens two points that each go on in their own way: `a) Cán bộ … cấp huyện …; b) Cán bộ … cấp xã …`. Rules
/// and lists of duties are written so.
fn is_parallel((one, one_at): (&str, usize), (two, two_at): (&str, usize), length: usize) -> bool {
    let opens =
        |text: &str, at: usize| !text[..at].contains(' ') || label_length(text).is_some_and(|label| at <= label);
    let goes_on = |text: &str, at: usize| text[at + length..].contains(char::is_alphanumeric);
    opens(one, one_at) && opens(two, two_at) && goes_on(one, one_at) && goes_on(two, two_at)
}

/// How long the label of a point is, with the space after it: `a) `, `1.2. `.
fn label_length(text: &str) -> Option<usize> {
    let (label, _) = text.split_once(' ')?;
    label.ends_with([')', '.', '/']).then_some(label.len() + 1)
}

/// Where the words that a clause has inside, with the spaces around them, stand first in a text.
fn inner_words(text: &str) -> HashMap<&str, usize> {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let runs = spaces.windows(LONG_CLAUSE_WORDS - 1).rev();
    // Of equal keys the last stays, which here is the first in the text.
    runs.map(|run| (&text[run[0]..=run[LONG_CLAUSE_WORDS - 2]], run[0])).collect()
}

/// Where a clause stands in the text whose inner words these are.
fn find_clause(text: &str, inner: &HashMap<&str, usize>, clause: &str) -> Option<usize> {
    let (first, last) = (clause.find(' ')?, clause.rfind(' ')?);
    let at = inner.get(&clause[first..=last])?.checked_sub(first)?;
    text.get(at..)?.starts_with(clause).then_some(at)
}

fn word_starts(text: &str) -> Vec<usize> {
    let after_space = text.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_space).chain([text.len()]).collect()
}

fn common_length(one: &str, two: &str) -> usize {
    one.chars().zip(two.chars()).take_while(|(one, two)| one == two).map(|(one, _)| one.len_utf8()).sum()
}

/// Fewer items have no habit.
const FEWEST_ITEMS: usize = 3;

/// Runs of items with one mark, most of which end in a semicolon.
fn check_lists(passages: &[Passage<'_>], said: &mut Vec<Diagnostic>) {
    for run in passages.chunk_by(|one, two| is_item(one) && one.kind == two.kind) {
        if run.len() < FEWEST_ITEMS || !is_item(&run[0]) {
            continue;
        }
        if run.iter().all(|item| item.text.trim_end().ends_with(char::is_alphanumeric)) {
            said.push(messages::list_without_ends(run.len(), run[0].whole()));
            continue;
        }
        let (last, inner) = run.split_last().expect("a run is not empty");
        let ends_in = |passage: &Passage<'_>, mark: char| passage.text.trim_end().ends_with(mark);
        let semicolons = inner.iter().filter(|item| ends_in(item, ';')).count();
        if semicolons * 3 < inner.len() * 2 {
            continue;
        }
        let odd_inner = inner.iter().filter(|item| !ends_in(item, ';') && !ends_in(item, ':'));
        let odd: Vec<_> = odd_inner.chain(Some(last).filter(|last| ends_in(last, ';'))).collect();
        let mut places: Vec<_> = odd.iter().map(|item| item.locate(end_of(item.text))).collect();
        if !places.is_empty() {
            let first = places.remove(0);
            said.push(messages::list_ends(odd.len(), run.len(), first, places));
        }
    }
}

/// `Kết quả …: Trung bình` between two items.
fn check_bare_line(before: &Passage<'_>, line: &Passage<'_>, after: &Passage<'_>, said: &mut Vec<Diagnostic>) {
    let is_short = line.text.chars().count() <= 80 && line.text.split_whitespace().count() >= 3;
    // A number or a colon at the end makes it a heading of what follows; a cut sentence is told of elsewhere.
    let stands_alone = line.text.starts_with(char::is_uppercase) && !line.text.ends_with([':', '.', ';']);
    if is_item(before) && is_item(after) && line.kind == Kind::Paragraph && is_short && stands_alone {
        said.push(messages::bare_line(line.text, line.whole()));
    }
}

fn is_item(passage: &Passage<'_>) -> bool {
    matches!(passage.kind, Kind::Item('-' | '+' | '*'))
}

/// The last word with its mark.
fn end_of(text: &str) -> std::ops::Range<usize> {
    tail(text, last_words(text, 1))
}
