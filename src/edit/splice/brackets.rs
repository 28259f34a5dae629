//! Lists and fields within brackets.

use super::{Pen, Splice, absent, items::moved};
use crate::edit::outline::{Pair, Seat};
use crate::edit::refusal::Refusal;
use crate::edit::value::Value;
use crate::edit::write;

impl Pen<'_> {
    /// Sets a field; a new one comes last.
    pub(super) fn set_flow_pair(&self, holder: &Seat, pairs: &[Pair], key: &str, value: &Value) -> Splice {
        let habit = write::habit(self.text, pairs.iter().filter(|pair| pair.name != key).map(|pair| &pair.seat));
        let known = pairs.iter().find(|pair| pair.name == key);
        match (known, pairs.last()) {
            (Some(pair), _) if pair.seat.head.is_empty() => {
                Splice::at(pair.seat.head.start, format!(" {}", write::flow(value, habit)))
            }
            (Some(pair), _) => Splice { range: pair.seat.head.clone(), with: write::flow(value, habit) },
            (None, Some(last)) => Splice::at(last.end, format!(", {}", write::flow_pair(key, value, habit))),
            (None, None) => {
                Splice { range: holder.head.clone(), with: format!("{{{}}}", write::flow_pair(key, value, habit)) }
            }
        }
    }

    /// Sets an item, or adds one after the last.
    pub(super) fn set_flow_item(
        &self,
        holder: &Seat,
        items: &[Seat],
        index: usize,
        value: &Value,
    ) -> Result<Vec<Splice>, Refusal> {
        match items.get(index) {
            Some(item) => Ok(vec![Splice {
                range: item.head.clone(),
                with: write::flow(value, write::habit(self.text, items.iter())),
            }]),
            None => self.insert_flow_item(holder, items, index, value),
        }
    }

    /// Puts an item before the one at `index`, or after the last.
    pub(super) fn insert_flow_item(
        &self,
        holder: &Seat,
        items: &[Seat],
        index: usize,
        value: &Value,
    ) -> Result<Vec<Splice>, Refusal> {
        let written = write::flow(value, write::habit(self.text, items.iter()));
        let splice = match (items.get(index), items.last()) {
            (Some(next), _) => Splice::at(next.head.start, format!("{written}, ")),
            (None, _) if index > items.len() => return Err(absent(holder)),
            (None, Some(last)) => Splice::at(last.head.end, format!(", {written}")),
            (None, None) => Splice { range: holder.head.clone(), with: format!("[{written}]") },
        };
        Ok(vec![splice])
    }

    /// Moves an item to the place of another one.
    pub(super) fn move_flow_item(&self, items: &[Seat], from: usize, to: usize) -> Result<Vec<Splice>, Refusal> {
        let spans: Vec<_> = items.iter().map(|item| item.head.clone()).collect();
        moved(self.text, &spans, from, to)
    }
}
