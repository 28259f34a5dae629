//! How long the search index takes and what a query loads. Run: `cargo bench --bench search -- [PAGES]`.
//!
//! Texts are made of common syllables drawn as a report draws them: few very often, most seldom. A text of
//! 12 KB has about as many different syllables and pairs as the district's real report.

use std::sync::Arc;
use std::time::Instant;

use congbo::content::PeriodId;
use congbo::parse::body::Block;
use congbo::search::{Index, Reader, Record};

fn main() {
    let pages = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(10_000);
    let mut words = Words::new(1);
    let texts: Vec<Vec<Block>> = (0..pages).map(|_| words.report(12_000)).collect();
    let bytes: usize = texts.iter().flatten().map(|block| block.text.len()).sum();
    println!("{pages} pages, {} MB of text", bytes / 1_000_000);

    let start = (Instant::now(), cpu_ms());
    let mut reader = Reader::default();
    let prose: Vec<_> = texts.iter().map(|blocks| reader.prose(blocks)).collect();
    println!("read      {:4} ms, {:4} ms of CPU", start.0.elapsed().as_millis(), cpu_ms() - start.1);
    let keys: usize = prose.iter().flat_map(|prose| &prose.parts).map(|part| part.keys.len()).sum();
    let code: usize = prose.iter().flat_map(|prose| &prose.parts).map(|part| part.code.len()).sum();
    println!("          {} keys and {} bytes of code a page", keys / pages, code / pages);

    let records =
        |prose: &[Arc<congbo::search::Prose>]| -> Vec<Record> { prose.iter().enumerate().map(record).collect() };
    let first = records(&prose);
    let middle = (Instant::now(), cpu_ms());
    let index = Index::new(first, &Index::default());
    println!("assemble  {:4} ms, {:4} ms of CPU", middle.0.elapsed().as_millis(), cpu_ms() - middle.1);
    println!("together        {:4} ms of CPU", cpu_ms() - start.1);
    sizes(&index);

    let mut edited = prose.clone();
    let mut blocks = texts[pages / 2].clone();
    blocks[3].text = format!("{} Bổ sung một câu về tưới nhỏ giọt.", blocks[3].text).into();
    edited[pages / 2] = reader.prose(&blocks);
    let edited = records(&edited);
    let start = (Instant::now(), cpu_ms());
    let next = Index::new(edited, &index);
    println!("one edit  {:4} ms, {:4} ms of CPU", start.0.elapsed().as_millis(), cpu_ms() - start.1);
    println!("          {} shards of {} differ", changed(&index, &next), next.shards.len());
}

fn changed(before: &Index, after: &Index) -> usize {
    after
        .shards
        .iter()
        .filter(|(path, shard)| before.shards.get(*path).is_none_or(|old| !Arc::ptr_eq(old, shard)))
        .count()
}

fn sizes(index: &Index) {
    for folder in ["chi-muc/", "trang/", "chu", "muc-luc"] {
        let mut sizes: Vec<usize> = index
            .shards
            .iter()
            .filter(|(path, _)| path.starts_with(folder))
            .map(|(_, shard)| shard.bytes().len())
            .collect();
        sizes.sort_unstable();
        let total: usize = sizes.iter().sum();
        println!(
            "{folder:9} {:6} files, {:7} KB, median {} bytes, largest {}",
            sizes.len(),
            total / 1000,
            sizes[sizes.len() / 2],
            sizes[sizes.len() - 1]
        );
    }
}

fn record((number, prose): (usize, &Arc<congbo::search::Prose>)) -> Record {
    let (year, half) = (2014 + number % 24 / 2, number % 2 + 1);
    Record {
        url: format!("bao-cao/{year}-h{half}/bao-cao-{number}/").into(),
        title: format!("Báo cáo số {number} về khoa học và công nghệ").into(),
        kind: "bao-cao".into(),
        label: "Báo cáo".into(),
        period: PeriodId::parse(&format!("{year}-h{half}")),
        date: None,
        designations: vec![format!("{number}/BC-UBND").into()],
        prose: prose.clone(),
    }
}

/// Process time in milliseconds, to a hundredth of a second.
fn cpu_ms() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    fields.get(11..13).map_or(0, |times| times.iter().filter_map(|time| time.parse::<u64>().ok()).sum::<u64>() * 10)
}

/// Draws words.
struct Words {
    syllables: Vec<&'static str>,
    pairs: Vec<(usize, usize)>,
    state: u64,
}

impl Words {
    fn new(seed: u64) -> Self {
        let syllables: Vec<_> = include_str!("../../src/search/words.txt").split_whitespace().take(1800).collect();
        let mut words = Self { syllables, pairs: Vec::new(), state: seed };
        words.pairs = (0..20_000).map(|_| (words.zipf(1800), words.zipf(1800))).collect();
        words
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.state >> 33
    }

    /// A rank below `count`, small ones far more often.
    fn zipf(&mut self, count: usize) -> usize {
        let unit = self.next() as f64 / (1u64 << 31) as f64;
        ((count as f64 + 30.0).powf(unit) * 30f64.powf(1.0 - unit) - 30.0) as usize
    }

    fn report(&mut self, bytes: usize) -> Vec<Block> {
        let (mut blocks, mut written) = (Vec::new(), 0);
        while written < bytes {
            let text = self.paragraph();
            written += text.len();
            let anchor = format!("doan-{}", blocks.len() + 1).into();
            blocks.push(Block { text: text.into(), anchor, span: (0, 0), heading: None });
        }
        blocks
    }

    fn paragraph(&mut self) -> String {
        let mut text = String::new();
        for index in 0..10 + self.next() % 40 {
            let word = match self.next() % 20 {
                0 => format!("{}/QĐ-UBND", self.next() % 6000),
                1 => format!("{}/{}/20{}", self.next() % 28 + 1, self.next() % 12 + 1, self.next() % 12 + 14),
                2..6 => ["của", "và", "các", "về", "trên"][self.next() as usize % 5].to_owned(),
                _ => {
                    let rank = self.zipf(20_000);
                    let (first, second) = self.pairs[rank];
                    format!("{} {}", self.syllables[first], self.syllables[second])
                }
            };
            let capital = index == 0 || self.next() % 16 == 0;
            let mut letters = word.chars();
            match letters.next().filter(|_| capital) {
                Some(first) => text.extend(first.to_uppercase().chain(letters)),
                None => text.push_str(&word),
            }
            text.push_str([" ", " ", " ", " ", " ", " ", ", ", "; "][self.next() as usize % 8]);
        }
        text.trim_end().to_owned() + "."
    }
}
