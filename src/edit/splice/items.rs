//! Items of a list: one more, one less, another order. A remark right above an item belongs to it, but for what stands
//! above the first: that is said of the list.

use std::ops::Range;

use super::{Pen, Splice};
use crate::edit::outline::Item;
use crate::edit::refusal::{Reason, Refusal};
use crate::edit::value::Value;
use crate::edit::write;

impl Pen<'_> {
    /// Puts an item before the one at `index`, or after the last. `is_airy` where a list of one stands apart.
    pub fn insert_item(
        &self,
        column: usize,
        items: &[Item],
        index: usize,
        value: &Value,
        is_airy: bool,
    ) -> Result<Vec<Splice>, Refusal> {
        if index > items.len() {
            return Err(Refusal { reason: Reason::Absent, at: self.end..self.end });
        }
        self.check_own_lines(items)?;
        let habit = write::habit(self.text, items.iter().map(|item| &item.seat));
        let lines = self.style.item(value, column, habit);
        let gaps = 1..items.len();
        let stands_apart = |index: usize| self.is_blank_before(lead(self.text, items, index));
        let is_airy = if gaps.is_empty() { is_airy && !items.is_empty() } else { gaps.clone().all(stands_apart) };
        let at = match index < items.len() {
            true => lead(self.text, items, index),
            false => items.last().map_or(self.end, |last| last.end),
        };
        let (air, lines) = (if is_airy { self.line_end(at) } else { "" }, self.lines(&lines, at));
        let with = if index < items.len() { format!("{lines}{air}") } else { format!("{air}{lines}") };
        Ok(vec![Splice::at(at, with)])
    }

    /// Takes an item out.
    pub fn cut_item(&self, items: &[Item], index: usize) -> Splice {
        self.cut_lines(lead(self.text, items, index)..items[index].end, index > 0)
    }

    /// Moves an item to the place of another one; what stands between the items stays there.
    pub fn move_item(&self, items: &[Item], from: usize, to: usize) -> Result<Vec<Splice>, Refusal> {
        self.check_own_lines(items)?;
        let spans: Vec<Range<usize>> =
            (0..items.len()).map(|index| lead(self.text, items, index)..items[index].end).collect();
        moved(self.text, &spans, from, to)
    }

    /// A list that begins beside the dash of another one is left to people.
    fn check_own_lines(&self, items: &[Item]) -> Result<(), Refusal> {
        let beside =
            items.first().filter(|item| !self.text[self.start_of_line(item.start)..item.start].trim().is_empty());
        match beside {
            Some(item) => Err(Refusal { reason: Reason::Damaged, at: item.start..self.end_of_line(item.start) }),
            None => Ok(()),
        }
    }
}

/// Where an item begins, with the remarks right above it.
pub fn lead(text: &str, items: &[Item], index: usize) -> usize {
    let start_of_line = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut at = start_of_line(items[index].start);
    let Some(before) = index.checked_sub(1).map(|before| items[before].end) else { return at };
    while at > before {
        let start = start_of_line(at - 1);
        if !text[start..at].trim_start().starts_with('#') {
            break;
        }
        at = start;
    }
    at
}

/// Lets pieces of a text change places so that the one at `from` comes to `to`.
pub(super) fn moved(text: &str, spans: &[Range<usize>], from: usize, to: usize) -> Result<Vec<Splice>, Refusal> {
    if from >= spans.len() || to >= spans.len() {
        return Err(Refusal { reason: Reason::Absent, at: 0..0 });
    }
    let mut order: Vec<usize> = (0..spans.len()).collect();
    let one = order.remove(from);
    order.insert(to, one);
    let changed = order.iter().zip(spans).filter(|(index, span)| spans[**index] != **span);
    Ok(changed
        .map(|(index, span)| Splice { range: span.clone(), with: text[spans[*index].clone()].to_owned() })
        .collect())
}
