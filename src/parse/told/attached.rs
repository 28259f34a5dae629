//! What is said of a name directly after it: `cũ`, `(cũ)`, `trước sáp nhập`, `, huyện Ngọc Lặc`, `(Ngọc Lặc)`.

use std::ops::Range;

use super::units::kind_at;
use super::words::Class;
use super::{Kinds, Named, Reader, When, Within};
use trichdan::text::one_line;

impl Reader<'_> {
    /// Reads what is said of the last item after its name; returns where that ends.
    pub fn attached(&mut self, start: usize) -> usize {
        let mut at = start;
        while let Some(next) = self.time(at).or_else(|| self.bracket(at)).or_else(|| {
            self.enclosing(at).map(|(within, next)| {
                self.bind(at..next);
                self.push_within(within);
                next
            })
        }) {
            at = next;
        }
        at
    }

    fn push_within(&mut self, within: Within) {
        if let Some(item) = self.items.last_mut() {
            item.told.within.push(within);
        }
    }

    fn mark(&mut self, when: When) {
        if let Some(item) = self.items.last_mut() {
            item.told.when = when;
            item.is_marked = true;
        }
    }

    /// A word of time that ends what is said, or stands for itself.
    fn time(&mut self, at: usize) -> Option<usize> {
        let words = &self.words;
        let (when, end) = if words.is(at, "cũ") {
            (When::Former, at + 1)
        } else if let Some(end) = words.longest(at, &["theo địa giới cũ", "theo địa giới hành chính cũ", "địa giới cũ"])
        {
            (When::Former, end)
        } else if let Some(end) =
            words.longest(at, &NOW).filter(|end| !words.is_any(*end, &["là", "thuộc", "đã", "được", "gọi", "mang"]))
        {
            (When::Present, end)
        } else if let Some(end) = words.longest(at, &AFTER) {
            (When::New, end)
        } else if let Some(end) = self.before(at).filter(|end| {
            // `trước đây` alone may be said of what is told, and not of the name.
            let is_adverb = words.longest(at, &ADVERBS) == Some(*end);
            !words.is_any(*end, &["là", "thuộc", "gồm", "bao"]) && (!is_adverb || self.is_end(*end))
        }) {
            (When::Former, end)
        } else if let Some(end) =
            words.longest(at, &["mới", "mới thành lập", "mới được thành lập"]).filter(|end| self.is_end(*end))
        {
            (When::New, end)
        } else {
            return None;
        };
        self.bind(at..end);
        self.mark(when);
        Some(end)
    }

    /// `trước đây`, `trước khi sáp nhập`, `trước ngày 01/7/2025`.
    pub fn before(&self, at: usize) -> Option<usize> {
        let words = &self.words;
        if !words.is(at, "trước") {
            return None;
        }
        if let Some(end) = words.longest(at, &BEFORE) {
            return Some(end);
        }
        let day = words.longest(
            at,
            &["trước", "trước ngày", "trước thời điểm", "trước thời điểm ngày", "trước tháng", "trước năm"],
        )?;
        let end = (day..words.len())
            .find(|&at| !matches!(words.class(at), Class::Number | Class::Slash | Class::Dash))
            .unwrap_or(words.len());
        // `trước ngày 30/6` is a term, and no past.
        (end > day && self.is_year(end - 1)).then_some(end)
    }

    /// Whether what stands there begins something new: a mark, or a word that goes on to another thing.
    fn is_end(&self, at: usize) -> bool {
        let words = &self.words;
        !matches!(words.class(at), Class::Small | Class::Capitalised | Class::Capitals | Class::Number)
            || words.is_any(at, &["và", "nay", "hoặc", "cùng", "với"])
    }

    /// A bracket after a name: what it says of the name, or something else that does not part a list.
    fn bracket(&mut self, open: usize) -> Option<usize> {
        // `các xã (Thọ Sơn, Bình Sơn) cũ`
        if self.words.is_class(open, Class::Close) && self.list_is_in_bracket && self.words.is(open + 1, "cũ") {
            return Some(open + 1);
        }
        if !self.words.is_class(open, Class::Open) {
            return None;
        }
        let close = self.words.closing(open)?;
        let (first, end) = (open + 1, close + 1);
        let inner = kind_at(&self.words, first).filter(|(_, next)| self.words.is(*next, "cũ")).map_or(first, |it| it.1);
        let inner = self.words.longest(inner, &["tên", "tên gọi"]).unwrap_or(inner);
        if let Some(next) = self.time_alone(inner, close) {
            return Some(if next == close { end } else { next });
        }
        if let Some(withins) = self.enclosing_only(first, close) {
            self.bind(open..end);
            withins.into_iter().for_each(|within| self.push_within(within));
            return Some(end);
        }
        let is_lower = self.items.last().is_some_and(|item| item.told.kinds.are_communes());
        if is_lower && let Some(names) = self.bare_names(first, close) {
            names.into_iter().for_each(|within| self.push_within(within));
        }
        let is_unit = |at: usize| kind_at(&self.words, at).is_some_and(|(_, name)| self.name(name, false).is_some());
        let names_one = (first..close).any(|at| self.at_mention[at].is_some() || is_unit(at));
        if !names_one && self.words.is_any(first, &["nay", "hiện", "trước"]) {
            self.mark(When::Unclear);
        }
        (!names_one).then_some(end)
    }

    /// A word of time that a bracket begins with, and that ends with it or is followed by a comma: `(cũ)`, `(cũ, nay là …)`.
    fn time_alone(&mut self, first: usize, close: usize) -> Option<usize> {
        let goes_on = |reader: &Self, at: usize| {
            at == close || reader.words.is_class(at, Class::Comma) || reader.words.is(at, "nay")
        };
        let end = if self.words.is(first, "mới") { Some(first + 1) } else { None };
        let end = end.or_else(|| self.before(first)).or_else(|| self.words.longest(first, &["cũ"]));
        let end = end.or_else(|| self.words.longest(first, &NOW)).or_else(|| self.words.longest(first, &AFTER));
        end.filter(|end| goes_on(self, *end)).and_then(|_| self.time(first))
    }

    /// `, huyện Ngọc Lặc`, `thuộc huyện Ngọc Lặc cũ`, ` - huyện Ngọc Lặc`: a unit that is higher than the last item.
    fn enclosing(&self, at: usize) -> Option<(Within, usize)> {
        let words = &self.words;
        let after_mark =
            at + usize::from(matches!(words.class(at), Class::Comma | Class::Dash | Class::Slash) && at < words.len());
        let start = words.longest(after_mark, &["thuộc", "của", "ở", "thuộc địa bàn"]).unwrap_or(after_mark);
        let (kinds, name) = kind_at(words, start)?;
        let item = self.items.last()?;
        let is_higher = match item.told.kinds.are_communes() {
            true => !kinds.are_communes(),
            false => rank(kinds) > rank(item.told.kinds),
        };
        if !is_higher || item.told.within.len() >= DEEPEST {
            return None;
        }
        let end =
            self.name(name, words.class(start) == Class::Capitals && words.word(start).chars().nth(2).is_some())?;
        let unit = Named { kinds, name: one_line(words.slice(&(name..end))).into() };
        let former = words.phrase(end, "cũ").or_else(|| self.before(end).filter(|end| self.is_end(*end)));
        let former =
            former.or_else(|| words.is_class(end, Class::Open).then(|| words.phrase(end + 1, "cũ"))??.checked_add(1));
        Some((Within { unit, is_former: former.is_some(), is_listed: false }, former.unwrap_or(end)))
    }

    /// A bracket that holds nothing but units in which the name lies.
    fn enclosing_only(&self, first: usize, close: usize) -> Option<Vec<Within>> {
        let mut at = first;
        let mut all = Vec::new();
        while at < close {
            // `(thành phố Sông Công, Thái Nguyên)`
            let bare = || {
                let start = at + usize::from(self.words.is_class(at, Class::Comma));
                self.name(start, false).filter(|_| !all.is_empty()).map(|end| (self.bare(start..end), end))
            };
            let (within, next) = self.enclosing(at).or_else(bare)?;
            all.push(within);
            at = next;
        }
        (at == close && !all.is_empty()).then_some(all)
    }

    /// A name without a kind, as that of what another lies in.
    fn bare(&self, name: Range<usize>) -> Within {
        let unit = Named { kinds: Kinds::NONE, name: one_line(self.words.slice(&name)).into() };
        Within { unit, is_former: false, is_listed: false }
    }

    /// A bracket that holds nothing but names: `(Ngọc Lặc)`, `(Thọ Xuân, Thanh Hóa)`, `(Triệu Sơn cũ)`.
    fn bare_names(&self, first: usize, close: usize) -> Option<Vec<Within>> {
        let words = &self.words;
        let mut at = first;
        let mut all = Vec::new();
        loop {
            let end = self.name(at, false)?;
            if end - at < 2 || all.len() == DEEPEST || kind_at(words, at).is_some() {
                return None;
            }
            let former = words.phrase(end, "cũ");
            all.push(Within { is_former: former.is_some(), ..self.bare(at..end) });
            at = former.unwrap_or(end);
            if at == close {
                return Some(all);
            }
            if !matches!(words.class(at), Class::Comma | Class::Dash) {
                return None;
            }
            at += 1;
        }
    }
}

/// A commune lies in a district, that in a province; what names more says nothing.
const DEEPEST: usize = 4;

/// How high a kind of unit stands.
fn rank(kinds: Kinds) -> u8 {
    match kinds {
        _ if kinds.has("tỉnh") => 3,
        _ if kinds.has("thành phố") => 2,
        _ if kinds.are_communes() => 0,
        _ => 1,
    }
}

/// What may as well be said of all that is told.
pub(super) const ADVERBS: [&str; 3] = ["trước đây", "trước kia", "trước đó"];

/// What says of the name before it that it is today's.
const NOW: [&str; 5] = ["hiện nay", "ngày nay", "hiện tại", "bây giờ", "hôm nay"];

/// What says of the name before it that a merger made it.
pub(super) const AFTER: [&str; 9] = [
    "sau sáp nhập",
    "sau khi sáp nhập",
    "sau khi được sáp nhập",
    "sau sắp xếp",
    "sau khi sắp xếp",
    "sau hợp nhất",
    "sau khi hợp nhất",
    "mới sau sáp nhập",
    "mới sau sắp xếp",
];

/// What says of the name before it that it had ended.
const BEFORE: [&str; 12] = [
    "trước đây",
    "trước kia",
    "trước đó",
    "trước sáp nhập",
    "trước khi sáp nhập",
    "trước khi được sáp nhập",
    "trước sắp xếp",
    "trước khi sắp xếp",
    "trước hợp nhất",
    "trước khi hợp nhất",
    "trước khi sắp xếp đơn vị hành chính",
    "trước khi sáp nhập đơn vị hành chính",
];
