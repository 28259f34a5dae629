//! The search index, in shards that a page can load without a server.
//!
//! Browsers refuse `fetch` on `file:`, so a shard is a script that hands one string to `congboShard`. The
//! script `search.js` asks for few of them: first `muc-luc.js` (the plan of the index), `chu.js` (the words
//! of [`codebook`]) and `hieu.js` (what people call things: [`vocabulary`]), then per query the shards of its words, then one shard per result shown.
//!
//! * **Words.** A syllable is not a word, so pairs of syllables are kept beside single ones ([`crate::prose`]). Both
//!   are found by the hash of their folded form (`hoi dong` finds `Hội đồng`) and tell apart their forms with
//!   marks, so that `bạn` ranks above `bán` for who types `bạn`. Numbers and symbols are found whole
//!   (`1221/QĐ-UBND`), in parts (`1221`, `qd`), and heavier where they name the very document.
//! * **Facts.** What is known of a page besides its words (number, day, kind, issuer, names) are keys like words ([`fact`]),
//!   which the script asks for when it understands part of a query.
//! * **Pages.** A page's number follows from its address ([`layout`]), so editing prose moves none. Period and
//!   kind follow from the number: filters cost nothing.
//! * **Postings.** Shards are ranges of hashes, about 8 KB each; their number doubles as the archive doubles.
//!   A form in more than 4,096 pages keeps the heaviest of every period and kind ([`posting`]).
//! * **Texts** stand beside titles, a few pages to a shard of about 5 KB, in a code a third as long as the
//!   text ([`codebook`]). A page of more than 16 KB is several parts, found one by one and shown as one.
//!
//! Limits: of very frequent words not every page is listed, so counts are then lower bounds, and a page may
//! be found by its rarer words alone; the script reads the texts it shows and puts last what does not hold.
//! Pairs across punctuation, with numbers, or with words of grammar (`của`, `và`) are not kept.
//!
//! An index is a value made from records and, if there is one, the index before it, from which it takes
//! over whatever is still right. Without it the same comes out, byte for byte.

mod fact;
mod findable;
mod finder;
mod layout;
mod placed;
mod number;
mod posting;
mod revise;
mod shard;
mod vocabulary;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::attic::{Attic, Kept};
use crate::content::PeriodId;
use crate::prose::{Prose, Reader, codebook, hash};
pub use fact::{Fact, Force};
pub use findable::{Findable, FindableKind, FindableText};
pub use finder::Finder;
use layout::Layout;
use placed::Placed;
use posting::Division;
pub use revise::Revision;
use shard::Content;
pub use shard::Shard;
use trichdan::calendar::Date;
pub use vocabulary::{Meaning, Vocabulary, split as phrases};

/// A page that search can find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its address in the site, without an anchor: `bao-cao/2022-h1/bao-cao/`.
    pub url: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// What it is about, in words that weigh as much as its title: a trích yếu.
    pub subject: Option<Arc<str>>,
    /// The kind of page that it is, which filters use.
    pub kind: FindableKind,
    /// What a result calls it: `Quyết định`.
    pub label: Cow<'static, str>,
    /// Its period, if it has one.
    pub period: Option<PeriodId>,
    /// Its day of issue, if known.
    pub date: Option<Date>,
    /// The forms of the number of the very document: `1221/QĐ-UBND`.
    pub designations: Vec<Arc<str>>,
    /// What else is known of it.
    pub facts: Vec<Fact>,
    /// What a result says of it first, for the script to word: `state in-force 2021-03-01`.
    pub note: Option<Arc<str>>,
    /// Its text, made ready by [`Reader::prose`].
    pub prose: Arc<Prose>,
}

/// A record with the keys of its title.
#[derive(Debug)]
struct Entry {
    record: Record,
    title_keys: Box<[u32]>,
}

impl Entry {
    fn shown_bytes(&self, part: u32) -> usize {
        self.record.prose.parts[part as usize].code.length() + self.record.title.len() + self.record.url.len() + 32
    }

    fn postings(&self) -> usize {
        self.record.prose.parts.iter().map(|part| part.keys.len() + self.title_keys.len()).sum()
    }
}

/// How many neighbouring shards of postings are written together, from one reading of all keys.
const TOGETHER: usize = 256;

/// The index of a site.
#[derive(Debug, Clone, Default)]
pub struct Index {
    attic: Attic,
    entries: BTreeMap<Arc<str>, Arc<Entry>>,
    layout: Layout,
    postings: usize,
    division: Division,
    /// The text of the shard `hieu.js`.
    vocabulary: Arc<str>,
    /// By path under the search page's folder, such as `chi-muc/3f.js`.
    pub shards: BTreeMap<String, Arc<Shard>>,
}

impl Index {
    /// An index of nothing; those that follow it put the text of their shards in the attic.
    pub fn on(attic: Attic) -> Self {
        Self { attic, ..Self::default() }
    }

    /// Makes the index of some records, each with an address of its own; `before` saves work and changes nothing.
    pub fn new(records: impl IntoIterator<Item = Record>, before: &Index) -> Self {
        Self::with(records, &[], before)
    }

    /// The same, of a site that has words of its own for things.
    pub fn with(records: impl IntoIterator<Item = Record>, vocabulary: &[Meaning], before: &Index) -> Self {
        let mut reader = Reader::default();
        let entries: BTreeMap<_, _> =
            records.into_iter().map(|record| (record.url.clone(), entry(record, before, &mut reader))).collect();
        Self::of(entries, vocabulary::text(vocabulary).into(), before)
    }

    fn of(entries: BTreeMap<Arc<str>, Arc<Entry>>, vocabulary: Arc<str>, before: &Index) -> Self {
        let layout = layout::lay_out(entries.values());
        let postings = entries.values().map(|entry| entry.postings()).sum();
        let division = Division::of(postings);
        let attic = before.attic.clone();
        let mut index = Self { attic, entries, layout, division, postings, vocabulary, shards: BTreeMap::new() };
        index.add_pages(before);
        index.add_postings(before);
        index.add(Shard { name: "chu".into(), content: Content::Text(words().into()) }, before);
        let vocabulary = Content::Text((*index.vocabulary).into());
        index.add(Shard { name: "hieu".into(), content: vocabulary }, before);
        index.add(Shard { name: "muc-luc".into(), content: Content::Text(index.table().into()) }, before);
        index
    }

    fn add(&mut self, shard: Shard, before: &Index) {
        let path = format!("{}.js", shard.name);
        let shard = match before.shards.get(&path) {
            Some(old) if **old == shard => old.clone(),
            _ => Arc::new(shard),
        };
        self.shards.insert(path, shard);
    }

    fn add_pages(&mut self, before: &Index) {
        let layout = std::mem::take(&mut self.layout);
        for cell in &layout.cells {
            let placed = &layout.placed[layout.places(cell)];
            for pages in placed.chunk_by(|one, other| cell.shard_of(one) == cell.shard_of(other)) {
                self.add(cell.shard(pages), before);
            }
        }
        self.layout = layout;
    }

    fn add_postings(&mut self, before: &Index) {
        for shard in self.written_postings(&self.fresh_shards(before)) {
            self.add(shard, before);
        }
        for shard in 0..self.division.shards() {
            let path = format!("{}.js", posting_name(shard));
            if let (false, Some(old)) = (self.shards.contains_key(&path), before.shards.get(&path)) {
                self.shards.insert(path, old.clone());
            }
        }
    }

    /// Writes shards of postings, whose numbers come in ascending order.
    fn written_postings(&self, fresh: &[u32]) -> Vec<Shard> {
        let runs: Vec<_> =
            fresh.chunk_by(|one, other| one + 1 == *other).flat_map(|run| run.chunks(TOGETHER)).collect();
        let lists = posting::lists(&self.layout);
        // As many pieces of work as threads, each with memory of its own.
        let written: Vec<Kept> = runs
            .par_chunks(runs.len().div_ceil(rayon::current_num_threads()).max(1))
            .flat_map_iter(|runs| {
                let mut writer = posting::Writer::new(&lists, &self.layout.cells, self.division, &self.attic);
                let write = |run: &&[u32]| writer.write(run[0]..run[0] + run.len() as u32);
                runs.iter().flat_map(write).collect::<Vec<_>>()
            })
            .collect();
        let shard = |(shard, text): (&u32, Kept)| Shard { name: posting_name(*shard), content: Content::Text(text) };
        fresh.iter().zip(written).map(shard).collect()
    }

    /// The shards of postings that may differ from those of the index before, in ascending order.
    fn fresh_shards(&self, before: &Index) -> Vec<u32> {
        let all = 0..self.division.shards();
        // An index of nothing has a shard too, and the one before the first has none.
        let is_first = before.shards.is_empty();
        if is_first || self.division != before.division || self.layout.cells != before.layout.cells {
            return all.collect();
        }
        let mut fresh = vec![false; all.len()];
        changes(&before.layout.placed, &self.layout.placed, |old, new| {
            differing_keys(old, new, |key| fresh[self.division.shard_of(key) as usize] = true);
        });
        all.filter(|&shard| fresh[shard as usize]).collect()
    }

    /// What the script must know before all else: how keys are divided, and the cells with their filters.
    fn table(&self) -> String {
        let cells = self.layout.cells.iter().map(|cell| {
            let period = cell.period.map_or_else(String::new, |period| period.to_string());
            format!("{period} {} {} {} {}", cell.kind.word(), cell.base, cell.capacity, cell.shard_bits)
        });
        let head = format!("{} {} {:08x}", self.division.bits, self.layout.placed.len(), self.edition());
        std::iter::once(head).chain(cells).collect::<Vec<_>>().join("\\n")
    }

    /// Changes whenever a slot changes hands, so that a browser never mixes shards of two layouts.
    fn edition(&self) -> u32 {
        let seed = hash::pair(self.division.bits, self.layout.cells.len() as u32);
        self.layout.placed.iter().fold(seed, |sum, placed| {
            hash::pair(hash::pair(sum, placed.slot), hash::home(&placed.entry.record.url, placed.part))
        })
    }
}

fn entry(record: Record, before: &Index, reader: &mut Reader) -> Arc<Entry> {
    match before.entries.get(&record.url) {
        Some(old) if old.record == record => old.clone(),
        _ => {
            let titles = std::iter::once(&*record.title).chain(record.subject.as_deref());
            let known = record.facts.iter().flat_map(Fact::keys);
            let title_keys = reader.title(titles, &record.designations, known);
            Arc::new(Entry { record, title_keys })
        }
    }
}

fn posting_name(shard: u32) -> String {
    format!("chi-muc/{shard:x}")
}

fn words() -> String {
    codebook::WORDS.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Calls `each` for every slot whose part is not the same in both.
fn changes(before: &[Placed], after: &[Placed], mut each: impl FnMut(Option<&Placed>, Option<&Placed>)) {
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        let slot = match (old.peek(), new.peek()) {
            (None, None) => return,
            (Some(one), None) | (None, Some(one)) => one.slot,
            (Some(one), Some(other)) => one.slot.min(other.slot),
        };
        let (one, other) = (old.next_if(|placed| placed.slot == slot), new.next_if(|placed| placed.slot == slot));
        if one != other {
            each(one, other);
        }
    }
}

/// Calls `each` for every key that only one of two parts has.
fn differing_keys(old: Option<&Placed>, new: Option<&Placed>, mut each: impl FnMut(u32)) {
    let lists = |placed: Option<&Placed>| {
        placed.map_or([Vec::new(), Vec::new()], |Placed { entry, part, .. }| {
            [entry.title_keys.to_vec(), entry.record.prose.parts[*part as usize].keys.to_vec()]
        })
    };
    for (one, other) in lists(old).iter().zip(lists(new).iter()) {
        let missing = |list: &[u32], key: &u32| list.binary_search(key).is_err();
        one.iter().filter(|key| missing(other, key)).for_each(|key| each(*key));
        other.iter().filter(|key| missing(one, key)).for_each(|key| each(*key));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn record(url: &str, title: &str, text: &str) -> Record {
        let anchors: Vec<String> = (1..=text.lines().count()).map(|number| format!("doan-{number}")).collect();
        Record {
            url: url.into(),
            title: title.into(),
            kind: FindableKind::Report,
            label: "Báo cáo".into(),
            period: PeriodId::parse("2022-h1"),
            date: None,
            designations: Vec::new(),
            subject: None,
            facts: Vec::new(),
            note: None,
            prose: Reader::default().prose(anchors.iter().map(String::as_str).zip(text.lines())),
        }
    }

    /// A linear congruential generator; the same words on every machine.
    struct Random(u32);

    impl Random {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (self.0 >> 8) as usize % bound
        }

        fn word(&mut self) -> &'static str {
            const WORDS: [&str; 11] =
                ["tưới", "phun", "mưa", "cây", "sen", "Thọ", "Ngọc,", "1221/QĐ-UBND", "của", "KH&CN", "hoà"];
            WORDS[self.below(WORDS.len())]
        }

        /// So many words, or fewer.
        fn text(&mut self, longest: usize) -> String {
            (0..self.below(longest)).map(|_| self.word()).collect::<Vec<_>>().join(" ")
        }
    }

    fn bytes(index: &Index) -> BTreeMap<&str, Vec<u8>> {
        index.shards.iter().map(|(path, shard)| (&**path, shard.bytes())).collect()
    }

    fn differing(before: &Index, after: &Index) -> Vec<String> {
        let old =
            |path: &String, shard: &Arc<Shard>| before.shards.get(path).is_some_and(|old| Arc::ptr_eq(old, shard));
        after.shards.iter().filter(|(path, shard)| !old(path, shard)).map(|(path, _)| path.clone()).collect()
    }

    #[test]
    fn any_edits_leave_what_a_clean_build_makes() {
        let mut random = Random(7);
        let mut records = BTreeMap::new();
        let mut index = Index::default();
        for _ in 0..200 {
            let url = format!("bao-cao/{}/", random.below(40));
            let text = random.text(30);
            match random.below(4) {
                0 => records.remove(&url),
                _ => records.insert(url.clone(), record(&url, random.word(), &text)),
            };
            index = Index::new(records.values().cloned(), &index);
            let clean = Index::new(records.values().cloned(), &Index::default());
            assert_eq!(bytes(&index), bytes(&clean));
        }
    }

    #[test]
    fn new_words_leave_what_a_clean_build_makes_and_tell_which_shards_differ() {
        let mut random = Random(11);
        let mut records: Vec<_> =
            (0..200).map(|number| record(&format!("bao-cao/{number}/"), "Báo cáo", &random.text(30))).collect();
        let mut index = Index::new(records.clone(), &Index::default());
        let mut files: BTreeMap<String, Vec<u8>> =
            index.shards.iter().map(|(path, shard)| (path.clone(), shard.bytes())).collect();
        let (mut few, mut whole) = (0, 0);
        for step in 0..120 {
            let changed = [step * 7 % 200, step * 13 % 200];
            for at in changed {
                // Now and then a page of several parts, for which there is no room in the slots that it has.
                let longest = if step % 10 == 0 { 9000 } else { 30 };
                records[at] = record(&format!("bao-cao/{at}/"), "Báo cáo", &random.text(longest));
            }
            match index.revise(changed.map(|at| records[at].clone()).into()) {
                Revision::Shards(shards) => {
                    few += 1;
                    files.extend(shards.into_iter().map(|(path, shard)| (path, shard.bytes())));
                }
                Revision::Whole => {
                    whole += 1;
                    files = index.shards.iter().map(|(path, shard)| (path.clone(), shard.bytes())).collect();
                }
            }
            let clean = Index::new(records.clone(), &Index::default());
            let told: BTreeMap<&str, Vec<u8>> = files.iter().map(|(path, bytes)| (&**path, bytes.clone())).collect();
            assert_eq!(bytes(&index), bytes(&clean), "step {step}");
            assert_eq!(told, bytes(&clean), "step {step}");
        }
        assert!(few > 40 && whole > 2, "{few} {whole}");
    }

    #[test]
    fn an_edit_changes_few_shards_and_no_slot() {
        let text = |number: usize| {
            format!("Mô hình số {number} trồng cây sen, cây gai xanh tại xã Thọ Ngọc {}", number * 7919)
        };
        let mut records: Vec<_> =
            (0..600).map(|number| record(&format!("mo-hinh/{number}/"), "Mô hình", &text(number))).collect();
        let before = Index::new(records.clone(), &Index::default());
        records[77] = record("mo-hinh/77/", "Mô hình", &(text(77) + " đã nghiệm thu"));
        let after = Index::new(records.clone(), &before);
        let slots = |index: &Index| index.layout.placed.iter().map(|placed| placed.slot).collect::<Vec<_>>();
        assert_eq!(slots(&before), slots(&after));
        let changed = differing(&before, &after);
        assert_eq!(changed.iter().filter(|path| path.starts_with("trang/")).count(), 1, "{changed:?}");
        assert!(!changed.contains(&"muc-luc.js".to_owned()), "{changed:?}");
        assert!(differing(&after, &Index::new(records, &after)).is_empty());
    }
}
