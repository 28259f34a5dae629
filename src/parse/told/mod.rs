//! What the words around a name of a place tell of the unit that is meant: `xã Thọ Ngọc cũ`, `nay là xã Thọ Bình`,
//! `xã Minh Sơn (Ngọc Lặc)`.
//!
//! Names outlive units and return: since July 2025 most communes bear the name of an older one. So a name alone names
//! nothing; a careful archivist asks five things, and this module reads what the sentence says of each:
//!
//! - *When?* `cũ`, `trước sáp nhập`, `nguyên là` say that the unit had ended, `nay là`, `hiện nay`, `sau sáp nhập` that it is there.
//!   One word after a list that shares its kind (`các xã Thọ Sơn, Bình Sơn cũ`) is said of the whole list; after a list in
//!   which each name has its kind, only of the last, and of the others nothing is certain.
//! - *What became of it, what was it made of?* `xã Thọ Sơn (nay là xã Thọ Bình)`, `sáp nhập các xã A, B thành xã C`.
//! - *Within what?* `xã Minh Sơn, huyện Ngọc Lặc` is not the commune of that name elsewhere.
//! - *What kind?* `các xã Thọ Sơn, Bình Sơn`: the word is written once.
//! - *Is it a unit at all?* Neither `ông Lê Minh Sơn` is one, nor `thôn Minh Sơn`, nor `hợp tác xã Minh Sơn`.
//!
//! Where a sentence speaks of the past without saying so of the name (`Trước đây, …`, `nguyên Chủ tịch xã …`, a quotation), the
//! time is [`When::Unclear`]; days that it tells are kept ([`Told::days`]), because what was done in 2023 was done in a commune of
//! 2023, whatever bears its name today. Which unit it is, is for the archive to say (`link::meant`); a name of which this
//! says nothing is one of the day of its text.
//!
//! It knows words alone: no archive, no day.

mod attached;
mod days;
mod relations;
mod sentences;
mod units;
mod words;

use std::ops::Range;
use std::sync::Arc;

pub use units::Kinds;

use trichdan::calendar::Date;
use units::{Group, Item};
use words::Words;

/// What is told of the unit that a mention means; empty for most.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Told {
    /// Whether it was, is or will be.
    pub when: When,
    /// The kinds that the words name, written beside it or once for a list; none where the name stands alone.
    pub kinds: Kinds,
    /// What it lies in, nearest first.
    pub within: Vec<Within>,
    /// What it became.
    pub became: Vec<Named>,
    /// What it was made of.
    pub made_of: Vec<Named>,
    /// The days of which the sentence speaks.
    pub days: Vec<Span>,
    /// True for the name of something else: a person, a village, a company, or a part of a longer name.
    pub of_another: bool,
}

/// When a unit bore its name, seen from the day of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum When {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// It had ended.
    Former,
    /// It is there.
    Present,
    /// It is what a merger made or will make.
    New,
    /// The sentence speaks of another time, and may mean the unit of that time or today's.
    Unclear,
}

/// A unit as words name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Named {
    /// Its kind, if that is said.
    pub kinds: Kinds,
    /// Its name without the kind, as written.
    pub name: Arc<str>,
}

/// A unit that is named as what another lies in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Within {
    /// The unit. Without a kind it may be something else: `xã Thọ Ngọc (Thọ Long)`.
    pub unit: Named,
    /// True where that unit had ended: `huyện Triệu Sơn cũ`.
    pub is_former: bool,
    /// True for a name without a kind that may as well be the next of a list: `xã Minh Sơn, Ngọc Lặc`.
    pub is_listed: bool,
}

/// The first and the last day of what a sentence speaks of: of `năm 2023` the year's.
pub type Span = (Date, Date);

/// What `text` tells of each of the names that stand in it, given in order by their bytes; `is_past` where it stands below
/// words that speak of another time, or is quoted.
pub fn read(text: &str, mentions: &[Range<usize>], is_past: bool) -> Vec<Option<Arc<Told>>> {
    if mentions.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader::new(text, mentions);
    if reader.at_mention.iter().all(Option::is_none) {
        return vec![None; mentions.len()];
    }
    reader.find_groups();
    reader.relate();
    reader.doubt(is_past);
    reader.finish(mentions.len())
}

/// Whether a text, such as the head of a column, speaks of another time than its own.
pub fn speaks_of_past(text: &str) -> bool {
    let reader = Reader::new(text, &[]);
    (0..reader.words.len()).any(|at| reader.words.is(at, "cũ") || reader.speaks_of_past(at))
}

/// A block as it is being read.
struct Reader<'t> {
    words: Words<'t>,
    /// For each word, the mention that begins there.
    at_mention: Vec<Option<u32>>,
    /// For each mention, the word after it.
    mention_ends: Vec<usize>,
    items: Vec<Item>,
    groups: Vec<Group>,
    /// Whether the list that is being read stands in a bracket after its kind.
    list_is_in_bracket: bool,
    /// For each word, whether it was taken as being said of a name.
    is_bound: Vec<bool>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, mentions: &[Range<usize>]) -> Self {
        let words = Words::of(text);
        let mut at_mention = vec![None; words.len() + 1];
        let mention_ends = (0..).zip(mentions).map(|(index, range)| {
            let (first, end) = (words.from(range.start), words.from(range.end));
            // A model's name begins with no name of a place.
            if words.start(first) == range.start && words.last_is_capitalised(first..end) {
                at_mention[first] = Some(index);
            }
            end
        });
        let mention_ends = mention_ends.collect();
        let is_bound = vec![false; words.len() + 1];
        Self {
            at_mention,
            mention_ends,
            items: Vec::new(),
            groups: Vec::new(),
            list_is_in_bracket: false,
            is_bound,
            words,
        }
    }

    fn bind(&mut self, words: Range<usize>) {
        self.is_bound[words].fill(true);
    }

    fn finish(self, count: usize) -> Vec<Option<Arc<Told>>> {
        let mut all = vec![None; count];
        for mut item in self.items {
            if item.names_kind {
                item.told.kinds = Kinds::NONE;
            }
            if let Some(mention) = item.mention
                && item.told != Told::default()
            {
                all[mention as usize] = Some(Arc::new(item.told));
            }
        }
        all
    }
}
