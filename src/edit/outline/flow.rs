//! Brackets that close on their line: `[a, 'b, c']`, `{name: A, phone: "1"}`.

use super::{Pair, Seat, Shape, unquoted};
use crate::parse::yaml::traps::closing_quote;

/// The value in brackets that begins at `at`; none where it does not end before `end`, or is none.
pub(super) fn read(text: &str, at: usize, end: usize) -> Option<Seat> {
    Flow { text: &text[..end], at }.value()
}

struct Flow<'t> {
    /// The text up to the end of the line.
    text: &'t str,
    at: usize,
}

impl<'t> Flow<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    /// Steps over a sign, if it stands here.
    fn takes(&mut self, sign: char) -> bool {
        self.skip_spaces();
        let is_here = self.rest().starts_with(sign);
        self.at += if is_here { sign.len_utf8() } else { 0 };
        is_here
    }

    fn value(&mut self) -> Option<Seat> {
        self.skip_spaces();
        let start = self.at;
        let shape = match self.rest().chars().next()? {
            '[' => self.list()?,
            '{' => self.mapping()?,
            _ => self.text()?,
        };
        let after = self.at..self.at;
        Some(Seat { head: start..self.at, tail: after.clone(), remark: after, shape })
    }

    fn list(&mut self) -> Option<Shape> {
        self.takes('[');
        let mut items = Vec::new();
        while !self.takes(']') {
            let item = self.value()?;
            // `[a: b]` is a mapping in disguise.
            if item.head.is_empty() || self.takes(':') {
                return None;
            }
            items.push(item);
            if !self.takes(',') && !self.rest().starts_with(']') {
                return None;
            }
        }
        Some(Shape::FlowList(items))
    }

    fn mapping(&mut self) -> Option<Shape> {
        self.takes('{');
        let mut pairs = Vec::new();
        while !self.takes('}') {
            self.skip_spaces();
            let start = self.at;
            self.text()?;
            let key = start..self.at;
            if key.is_empty() || !self.takes(':') {
                return None;
            }
            let seat = self.value()?;
            pairs.push(Pair { name: unquoted(&self.text[key.clone()]), key, end: seat.head.end, seat });
            if !self.takes(',') && !self.rest().starts_with('}') {
                return None;
            }
        }
        Some(Shape::FlowMapping(pairs))
    }

    fn text(&mut self) -> Option<Shape> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if matches!(first, '"' | '\'') {
            self.at += 1 + closing_quote(&rest[1..], first)?;
            return Some(Shape::Quoted(first));
        }
        if matches!(first, '&' | '*' | '!' | '@' | '`' | '%' | '#' | '?') {
            return None;
        }
        let ends = |(at, sign): (usize, char)| match sign {
            ',' | '[' | ']' | '{' | '}' => Some(at),
            ':' => rest[at + 1..].chars().next().is_none_or(|next| ", ]}\t".contains(next)).then_some(at),
            '#' if rest[..at].ends_with(' ') => Some(at),
            _ => None,
        };
        let length = rest.char_indices().find_map(ends)?;
        let words = rest[..length].trim_end().len();
        self.at += words;
        Some(if words == 0 { Shape::Missing } else { Shape::Plain })
    }
}
