//! Units as words name them, one by one and in lists under one kind: `các xã Thọ Sơn, Bình Sơn và thị trấn Nưa`.

use std::ops::Range;

use super::words::{Class, Words};
use super::{Named, Reader, Told, When};
use trichdan::text::one_line;

/// Some of the kinds of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Kinds(u16);

/// Every kind by the word that stands before the name; first those of communes.
const WORDS: [&str; 9] = ["xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh"];
const COMMUNES: Kinds = Kinds(0b0_0000_1111);

/// Kinds in short, before a name only.
const SHORT: [(&str, &str); 3] = [("tp", "thành phố"), ("tx", "thị xã"), ("tt", "thị trấn")];

impl Kinds {
    pub const NONE: Self = Self(0);

    /// The kind of a word: `thị trấn`.
    pub fn of(word: &str) -> Self {
        WORDS.iter().position(|known| *known == word).map_or(Self::NONE, |at| Self(1 << at))
    }

    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// Whether one of them is written so: `thị trấn`.
    pub fn has(self, word: &str) -> bool {
        self.0 & Self::of(word).0 != 0
    }

    /// Whether a commune may be meant: where no kind is written, it is.
    pub fn are_communes(self) -> bool {
        self.is_empty() || self.0 & COMMUNES.0 != 0
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One name in a list.
#[derive(Debug)]
pub(super) struct Item {
    /// What is said of it so far.
    pub told: Told,
    /// Whether its kind is written before it, and not only before an earlier name of the list.
    pub has_own_kind: bool,
    /// Whether a word after it says when it was.
    pub is_marked: bool,
    /// Whether the mention begins with its kind, so that the name itself tells it.
    pub names_kind: bool,
    /// Its words, without the kind.
    pub name: Range<usize>,
    /// The mention that it is, where the archive knows the name.
    pub mention: Option<u32>,
}

/// Names that stand in one list.
#[derive(Debug)]
pub(super) struct Group {
    /// Its items.
    pub items: Range<usize>,
    /// Its words, with what is said of the names after them.
    pub words: Range<usize>,
}

impl Item {
    pub fn named(&self, words: &Words<'_>) -> Named {
        Named { kinds: self.told.kinds, name: one_line(words.slice(&self.name)).into() }
    }
}

impl Reader<'_> {
    /// Finds every unit that the text names by its kind, and every list that begins with a known name.
    pub fn find_groups(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            at = self.group(at).unwrap_or(at + 1);
        }
    }

    /// Reads the list that begins at a word; returns where it ends.
    fn group(&mut self, start: usize) -> Option<usize> {
        let first_item = self.items.len();
        let mut at = start;
        let mut head = self.head(at);
        if head.is_none() && self.at_mention[start].is_none() {
            return None;
        }
        let said = head.filter(|head| head.when != When::Unsaid).map(|head| start..head.name);
        let mut end = None;
        self.list_is_in_bracket = head.is_some_and(|head| self.words.is_class(head.name - 1, Class::Open));
        while let Some(next) = self.item(at, head.as_ref(), first_item) {
            let next = self.attached(next);
            end = Some(next);
            let Some(after) = self.separator(next) else { break };
            let is_comma = self.words.is_class(next, Class::Comma) && after == next + 1;
            let is_one = head.is_some_and(|head| head.is_own && !head.is_list);
            at = self.words.longest(after, &["các", "những", "cả"]).unwrap_or(after);
            match self.head(at) {
                Some(own) if own.kinds.are_communes() == self.items[first_item].told.kinds.are_communes() => {
                    head = Some(own);
                }
                Some(_) => break,
                None => head = head.map(|shared| Head { is_own: false, ..shared }),
            }
            if is_comma && is_one && head.is_some_and(|head| !head.is_own) {
                self.may_lie_in(at);
            }
        }
        let end = end?;
        if let Some(said) = said {
            self.bind(said);
        }
        self.groups.push(Group { items: first_item..self.items.len(), words: start..end });
        self.spread(first_item);
        Some(end)
    }

    /// `xã Minh Sơn, Ngọc Lặc`: the next name may be that of a district.
    fn may_lie_in(&mut self, at: usize) {
        let Some(end) = self.name(at, false).filter(|end| end - at > 1) else { return };
        let unit = Named { kinds: Kinds::NONE, name: one_line(self.words.slice(&(at..end))).into() };
        let within = super::Within { unit, is_former: self.words.is(end, "cũ"), is_listed: true };
        if let Some(item) = self.items.last_mut().filter(|item| item.told.within.is_empty()) {
            item.told.within.push(within);
        }
    }

    /// Reads one name, at its kind or at itself; returns the word after it.
    fn item(&mut self, at: usize, head: Option<&Head>, first_item: usize) -> Option<usize> {
        let is_first = self.items.len() == first_item;
        let own = head.filter(|head| head.is_own);
        let start = own.map_or(at, |head| head.name);
        let end = self.name(start, own.is_some_and(|head| head.in_capitals))?;
        let mut mention = self.at_mention[start];
        let mut of_another = false;
        if let Some(head) = own {
            mention = mention.or_else(|| (head.kind..start).find_map(|at| self.at_mention[at]));
            of_another = head.of_another;
        } else if is_first || mention.is_some() {
            of_another = self.belongs_to_another(start) && is_first;
        }
        let known_end = mention.map(|mention| self.mention_ends[mention as usize]);
        of_another |= known_end.is_some_and(|known_end| known_end != end);
        let when = head.map_or(When::Unsaid, |head| head.when);
        let told = Told { kinds: head.map_or(Kinds::NONE, |head| head.kinds), when, of_another, ..Told::default() };
        let is_marked = when != When::Unsaid;
        let names_kind = own.is_some() && mention.is_some() && self.at_mention[at] == mention;
        self.items.push(Item { told, has_own_kind: own.is_some(), is_marked, names_kind, name: start..end, mention });
        if own.is_none() && is_first && self.is_of_body(start) {
            self.items[first_item].told.when = When::Unclear;
        }
        Some(end)
    }

    /// The end of a name that begins at a word: as far as its capitals go, and four words at most.
    pub fn name(&self, start: usize, in_capitals: bool) -> Option<usize> {
        const LONGEST: usize = 4;
        let words = &self.words;
        let known = self.at_mention[start].map(|mention| self.mention_ends[mention as usize]);
        // In a heading all is capitals, and only a known name says where it ends.
        if let Some(end) = known
            && (in_capitals || words.class(start) == Class::Capitals)
        {
            return Some(end);
        }
        let class = if in_capitals { Class::Capitals } else { Class::Capitalised };
        let is_name = |at: usize| words.is_class(at, class) && !(at > start && self.begins_other(at));
        let furthest = words.len().min(start + LONGEST + 1);
        let end = (start..furthest).find(|&at| !is_name(at)).unwrap_or(furthest);
        let is_person = end - start > 2 && words.is_any(start, &SURNAMES);
        let fits = end > start && end - start <= LONGEST && !is_person;
        // A known name may hold small letters or a number.
        if fits { Some(known.map_or(end, |known| known.max(end))) } else { known.map(|known| known.max(end)) }
    }

    /// Whether a capital begins another word than the rest of a name.
    fn begins_other(&self, at: usize) -> bool {
        self.words.is_any(at, &["cũ", "mới", "nay", "và", "trước"]) || kind_at(&self.words, at).is_some()
    }

    /// Kinds, and what may stand between them and the first name: `4 xã cũ gồm:`.
    fn head(&self, start: usize) -> Option<Head> {
        let words = &self.words;
        let (mut kinds, mut at) = kind_at(words, start)?;
        let mut kind = start;
        while let Some(after) = self.separator(at).or_else(|| words.is_class(at, Class::Slash).then_some(at + 1))
            && let Some((more, next)) = kind_at(words, after)
            && kinds.are_communes() == more.are_communes()
            && kinds.and(more) != kinds
        {
            (kinds, kind, at) = (kinds.and(more), after, next);
        }
        let mut when = When::Unsaid;
        let in_bracket =
            words.is_class(at, Class::Open) && words.is(at + 1, "cũ") && words.is_class(at + 2, Class::Close);
        if in_bracket {
            (when, at) = (When::Former, at + 3);
        } else if let Some(after) = words.longest(at, &HEAD_FORMER) {
            (when, at) = (When::Former, after);
        } else if words.is(at, "mới") {
            (when, at) = (When::New, at + 1);
        }
        let is_list = when != When::Unsaid || is_plural(words, start);
        if is_list {
            at = words.longest(at, &["bao gồm", "gồm có", "gồm", "là", "như"]).unwrap_or(at);
            at += usize::from(words.is_class(at, Class::Colon) || words.is_class(at, Class::Open));
        }
        let in_capitals = words.class(kind) == Class::Capitals && words.word(kind).chars().nth(2).is_some()
            || words.class(kind) == Class::Capitals && words.is(kind, "xã");
        let of_another = words.is(kind, "xã")
            && kind > 0
            && (words.is(kind - 1, "thị") || words.is(kind - 1, "tác") || words.is(kind - 1, "làng"));
        Some(Head { kinds, kind, name: at, when, is_own: true, is_list, in_capitals, of_another })
    }

    /// Where the next name may begin after what parts the names of a list.
    pub fn separator(&self, at: usize) -> Option<usize> {
        let words = &self.words;
        let and = |at: usize| words.is_any(at, &["và", "hoặc", "cùng", "với"]);
        match words.class(at) {
            _ if at >= words.len() => None,
            Class::Comma if and(at + 1) => Some(at + 2),
            Class::Comma => Some(at + 1),
            Class::Dash if words.is_class(at + 1, Class::Capitalised) => Some(at + 1),
            _ if and(at) => Some(at + 1),
            _ => None,
        }
    }

    /// Whether a name without a kind is that of a person, a village, a company, a road.
    fn belongs_to_another(&self, start: usize) -> bool {
        let words = &self.words;
        let Some(before) = start.checked_sub(1) else { return false };
        let opens = before == 0
            || !matches!(words.class(before - 1), Class::Small | Class::Capitalised | Class::Capitals | Class::Number);
        let is_longer = words.class(before) == Class::Capitalised
            && words.class(start) == Class::Capitalised
            && kind_at(words, before).is_none()
            && (!opens || words.is_any(before, &SURNAMES));
        let is_thing = THINGS.iter().any(|thing| {
            let length = thing.split(' ').count();
            start.checked_sub(length).is_some_and(|at| words.phrase(at, thing).is_some())
        });
        is_longer || is_thing || self.looks_back(start, &COMPANIES)
    }

    /// Whether a name without a kind is part of the name of a school, a cooperative: these keep theirs when communes go.
    fn is_of_body(&self, start: usize) -> bool {
        self.looks_back(start, &["trường", "htx", "thcs", "thpt", "trạm", "chợ"])
    }

    /// Whether one of some words stands shortly before, with nothing between that begins anew.
    fn looks_back(&self, start: usize, things: &[&str]) -> bool {
        const WORDS_BACK: usize = 8;
        let words = &self.words;
        for at in (start.saturating_sub(WORDS_BACK)..start).rev() {
            let is_word = matches!(words.class(at), Class::Small | Class::Capitalised | Class::Capitals);
            if !is_word || words.is_any(at, &["tại", "ở", "của", "thuộc", "trên", "từ", "đến", "về", "cho", "và", "là"])
            {
                return false;
            }
            if words.longest(at, things).is_some() {
                return true;
            }
        }
        false
    }

    /// One word after names that share their kind is said of all of them.
    ///
    /// `các xã Thọ Sơn, Bình Sơn cũ`: both. `xã Thọ Sơn, xã Bình Sơn cũ`: of the first nothing is certain, nor where some names that
    /// share their kind have a word of their own and others none.
    fn spread(&mut self, first_item: usize) {
        let mut end = self.items.len();
        let mut is_marked_after = false;
        for start in (first_item..end).rev() {
            if !self.items[start].has_own_kind && start > first_item {
                continue;
            }
            let sharing = &mut self.items[start..end];
            let marked = sharing.iter().filter(|item| item.is_marked).count();
            let last = sharing.last().filter(|last| last.is_marked && marked == 1).map(|last| last.told.when);
            for item in sharing.iter_mut().filter(|item| !item.is_marked) {
                match last {
                    Some(when) => (item.told.when, item.is_marked) = (when, true),
                    None if marked > 0 || is_marked_after => item.told.when = When::Unclear,
                    None => {}
                }
            }
            is_marked_after |= marked > 0;
            end = start;
        }
        self.share_enclosing(first_item);
    }

    /// `các xã Thọ Sơn, Bình Sơn, huyện Triệu Sơn`: the district is that of all before it that have none.
    fn share_enclosing(&mut self, first_item: usize) {
        let mut last: Vec<super::Within> = Vec::new();
        for item in self.items[first_item..].iter_mut().rev() {
            match item.told.within.is_empty() {
                true => item.told.within.extend(last.iter().filter(|within| !within.unit.kinds.is_empty()).cloned()),
                false => last.clone_from(&item.told.within),
            }
        }
    }
}

/// What stands before the first name that it is said of.
#[derive(Debug, Clone, Copy)]
struct Head {
    kinds: Kinds,
    /// The last of its kinds.
    kind: usize,
    /// Where the name begins.
    name: usize,
    when: When,
    /// Whether it stands before the name at hand, or before an earlier one.
    is_own: bool,
    /// Whether several names are announced.
    is_list: bool,
    in_capitals: bool,
    of_another: bool,
}

/// The kind that a word names, and the word after it.
pub(super) fn kind_at(words: &Words<'_>, at: usize) -> Option<(Kinds, usize)> {
    if !matches!(words.class(at), Class::Small | Class::Capitalised | Class::Capitals) {
        return None;
    }
    let short = SHORT.iter().find(|(short, _)| words.is(at, short) && words.class(at) != Class::Small);
    if let Some((_, kind)) = short {
        let next = at + 1 + usize::from(words.is_class(at + 1, Class::Stop));
        return words.is_class(next, Class::Capitalised).then(|| (Kinds::of(kind), next));
    }
    let (kind, next) = WORDS.iter().filter_map(|kind| Some((kind, words.phrase(at, kind)?))).max_by_key(|it| it.1)?;
    Some((Kinds::of(kind), next))
}

/// Whether several are announced: `các xã`, `4 xã`, `hai xã`.
fn is_plural(words: &Words<'_>, kind: usize) -> bool {
    const SEVERAL: [&str; 13] =
        ["các", "những", "mấy", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "nhiều"];
    kind.checked_sub(1).is_some_and(|at| words.is_class(at, Class::Number) || words.is_any(at, &SEVERAL))
}

/// What says of all names after it that they are former ones.
const HEAD_FORMER: [&str; 9] = [
    "cũ",
    "trước đây",
    "trước kia",
    "trước sáp nhập",
    "trước khi sáp nhập",
    "trước sắp xếp",
    "trước khi sắp xếp",
    "trước khi hợp nhất",
    "cũ trước đây",
];

/// What a name directly after it names instead of a unit.
const THINGS: [&str; 40] = [
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
    "chú",
    "bác",
    "thầy",
    "em",
    "cháu",
    "cụ",
    "đồng chí",
    "hộ",
    "tên",
    "họ",
    "thôn",
    "làng",
    "xóm",
    "bản",
    "ấp",
    "khu phố",
    "phố",
    "tiểu khu",
    "đường",
    "cầu",
    "sông",
    "suối",
    "núi",
    "đồi",
    "hồ",
    "đập",
    "kênh",
    "chùa",
    "đền",
    "đình",
    "dân phố",
    "thương hiệu",
    "nhãn hiệu",
    "giống",
    "khách sạn",
];

/// What a name some words after it is part of.
const COMPANIES: [&str; 7] = ["công ty", "doanh nghiệp", "tập đoàn", "nhà máy", "tnhh", "trang trại", "hộ kinh doanh"];

/// The first words of the names of most people.
const SURNAMES: [&str; 40] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương",
    "lý", "đào", "đinh", "hà", "lưu", "trịnh", "mai", "tống", "cao", "lương", "trương", "đoàn", "tạ", "thái", "lại",
    "tô", "quách", "vi", "hứa", "nghiêm", "thiều", "lưỡng", "doãn", "khương", "cầm",
];
