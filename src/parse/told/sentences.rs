//! Sentences that speak of another time without saying so of a name, and the days that they tell.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::words::Class;
use super::{Reader, When};

impl Reader<'_> {
    /// Leaves the time unclear of names that nothing was said of in sentences that speak of the past, and in quotations.
    pub fn doubt(&mut self, is_past: bool) {
        let mut next_item = 0;
        let mut start = 0;
        while start < self.words.len() {
            let end = (start..self.words.len()).find(|&at| self.words.ends_sentence(at)).unwrap_or(self.words.len());
            let items = next_item..next_item + self.items[next_item..].partition_point(|item| item.name.start <= end);
            next_item = items.end;
            if !items.is_empty() {
                self.doubt_sentence(start..end, items, is_past);
            }
            start = end + 1;
        }
        self.doubt_quoted();
    }

    fn doubt_sentence(&mut self, sentence: Range<usize>, items: Range<usize>, is_past: bool) {
        let is_past = is_past || sentence.clone().any(|at| !self.is_bound[at] && self.speaks_of_past(at));
        let days = self.days(sentence);
        for item in &mut self.items[items] {
            if is_past && item.told.when == When::Unsaid {
                item.told.when = When::Unclear;
            }
            if matches!(item.told.when, When::Unsaid | When::Unclear) {
                item.told.days.clone_from(&days);
            }
        }
    }

    pub fn speaks_of_past(&self, at: usize) -> bool {
        let words = &self.words;
        let may_begin = match words.class(at) {
            Class::Small => begins_past(words.word(at)),
            class => matches!(class, Class::Capitalised | Class::Capitals),
        };
        if !may_begin {
            return false;
        }
        if words.is(at, "trước") {
            return self.before(at).is_some();
        }
        if words.is_any(at, &["nguyên", "cựu"]) {
            return words.longest(at + 1, &OFFICES).is_some();
        }
        words.longest(at, &PAST).is_some()
    }

    /// A name in a quotation is one of the time of what is quoted.
    fn doubt_quoted(&mut self) {
        let straight = (0..self.words.len()).filter(|&at| self.words.word(at) == "\"").count();
        let mut open: Option<usize> = None;
        let mut quoted = Vec::new();
        for at in (0..self.words.len()).filter(|&at| self.words.class(at) == Class::Quote) {
            match (self.words.word(at), open) {
                ("\"", _) if straight % 2 == 1 => {}
                ("“" | "«" | "‘" | "\"", None) => open = Some(at),
                (_, Some(start)) => {
                    quoted.push(start + 1..at);
                    open = None;
                }
                (_, None) => {}
            }
        }
        let mut quotes = quoted.iter().peekable();
        for group in &self.groups {
            while quotes.next_if(|quote| quote.end <= group.words.start).is_some() {}
            let Some(quote) = quotes.peek() else { break };
            let is_all = quote.start >= group.words.start && quote.end <= group.words.end;
            if quote.start <= group.words.start && !is_all && **quote != group.words {
                for item in self.items[group.items.clone()].iter_mut().filter(|item| item.told.when == When::Unsaid) {
                    item.told.when = When::Unclear;
                }
            }
        }
    }
}

/// Whether a small word may begin what speaks of the past; of most it is said at once that they do not.
fn begins_past(word: &str) -> bool {
    static FIRST: LazyLock<HashSet<&str>> =
        LazyLock::new(|| PAST.iter().filter_map(|phrase| phrase.split(' ').next()).chain(["nguyên", "cựu"]).collect());
    FIRST.contains(word)
}

/// Offices that one has held.
const OFFICES: [&str; 18] = [
    "chủ",
    "phó",
    "bí",
    "trưởng",
    "giám",
    "cán",
    "công",
    "đảng",
    "ủy",
    "uỷ",
    "hiệu",
    "thường",
    "là",
    "lãnh",
    "xã",
    "bí thư",
    "chiến",
    "đại",
];

/// What speaks of a time before, or of the end of a unit.
const PAST: [&str; 45] = [
    "sáp nhập",
    "sát nhập",
    "hợp nhất",
    "chia tách",
    "sắp xếp đơn vị hành chính",
    "không còn",
    "giải thể",
    "chấm dứt",
    "kết thúc hoạt động",
    "xã cũ",
    "thị trấn cũ",
    "phường cũ",
    "huyện cũ",
    "đơn vị cũ",
    "địa chỉ cũ",
    "tên cũ",
    "tên gọi cũ",
    "địa danh cũ",
    "địa bàn cũ",
    "địa giới cũ",
    "địa phận cũ",
    "khu vực cũ",
    "khi còn",
    "khi chưa",
    "khi đó",
    "khi ấy",
    "lúc đó",
    "lúc ấy",
    "bấy giờ",
    "hồi đó",
    "hồi ấy",
    "ngày ấy",
    "xưa",
    "ngày trước",
    "thời điểm đó",
    "thời kỳ đó",
    "thời kỳ trước",
    "giai đoạn trước",
    "nhiệm kỳ trước",
    "năm trước",
    "trước khi bỏ",
    "trước khi thực hiện chính quyền",
    "trước khi có chính quyền",
    "năm thành lập",
    "ngày thành lập",
];
