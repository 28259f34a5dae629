//! How long the search index takes and what a query loads. Run: `cargo bench --bench search -- [PAGES [BYTES]]`.
//!
//! Texts are made of common syllables drawn as a report draws them: few very often, most seldom. A text of
//! 12 KB has about as many different syllables, pairs and numbers as the district's real report.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use congbo::inside::content::PeriodId;
use congbo::inside::prose::{Prose, Reader};
use congbo::inside::search::FindableKind;
use congbo::inside::search::{Index, Record};

/// What people type: common words and rare ones, with and without marks, numbers, many words, half a word.
const QUERIES: [&str; 14] = [
    "khoa học công nghệ",
    "khoa hoc cong nghe",
    "quyết định của tỉnh về sản xuất nông nghiệp năm 2021",
    "hoi dong",
    "số",
    "công",
    "1221/QĐ-UBND",
    "qd 12",
    "12",
    "báo cáo 77",
    "tưới nhỏ giọt",
    "nghiệm thu nhiệm vụ khoa học",
    "phat trien kinh te xa hoi ben vung tren dia ban",
    "chuyển giao công ng",
];

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let (pages, size) = (numbers.first().copied().unwrap_or(10_000), numbers.get(1).copied().unwrap_or(12_000));
    let (mut words, mut reader) = (Words::new(1), Reader::default());
    let texts: Vec<Vec<Block>> = (0..pages).map(|_| words.report(size)).collect();
    let start = thread_us();
    let prose: Vec<Arc<Prose>> = texts.iter().map(|text| read(&mut reader, text)).collect();
    let spent = thread_us() - start;
    let mut middle = texts[pages / 2].clone();
    drop(texts);
    println!("{pages} pages of {size} bytes");
    println!("read      {:5} ms of CPU", spent / 1000);
    let index = assemble("assemble", &prose, &Index::default());
    sizes(&prose, &index);

    let mut edited = prose;
    middle[0].1.push_str(" Bổ sung một câu về tưới nhỏ giọt.");
    edited[pages / 2] = read(&mut reader, &middle);
    let next = assemble("one edit", &edited, &index);
    println!("          {} files of {} differ", changed(&index, &next), next.shards.len());
    queries(&next);
}

/// The anchor and the words of a block.
type Block = (String, String);

fn read(reader: &mut Reader, text: &[Block]) -> Arc<Prose> {
    reader.prose(text.iter().map(|(anchor, words)| (anchor.as_str(), words.as_str())))
}

fn assemble(name: &str, prose: &[Arc<Prose>], before: &Index) -> Index {
    let records: Vec<Record> = prose.iter().enumerate().map(record).collect();
    let (start, cpu) = (Instant::now(), process_ms());
    let index = Index::new(records, before);
    println!("{name:9} {:5} ms of CPU, {} ms by the clock", process_ms() - cpu, start.elapsed().as_millis());
    index
}

fn changed(before: &Index, after: &Index) -> usize {
    let old = |path: &String, shard| before.shards.get(path).is_some_and(|old| Arc::ptr_eq(old, shard));
    after.shards.iter().filter(|(path, shard)| !old(path, shard)).count()
}

fn sizes(prose: &[Arc<Prose>], index: &Index) {
    let parts = || prose.iter().flat_map(|prose| &prose.parts);
    let keys: usize = parts().map(|part| part.keys.len()).sum();
    let code: usize = parts().map(|part| part.code.length()).sum();
    println!("          {} keys and {} bytes of code a page", keys / prose.len(), code / prose.len());
    for folder in ["chi-muc/", "trang/", "chu", "muc-luc"] {
        let shards = index.shards.iter().filter(|(path, _)| path.starts_with(folder));
        let mut sizes: Vec<usize> = shards.map(|(_, shard)| shard.bytes().len()).collect();
        // Sorted: the median and the largest are shown.
        sizes.sort_unstable();
        let (total, largest): (usize, usize) = (sizes.iter().sum(), sizes[sizes.len() - 1]);
        println!(
            "{folder:9} {:5} files, {} KB, median {} bytes, largest {largest}",
            sizes.len(),
            total / 1000,
            sizes[sizes.len() / 2]
        );
    }
}

/// What each query loads, as the first one of a visit, beyond the two shards that every search needs.
fn queries(index: &Index) {
    let folder = std::env::temp_dir().join(format!("congbo-search-{}", std::process::id()));
    for (path, shard) in &index.shards {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a temporary folder");
        std::fs::write(path, shard.bytes()).expect("a temporary file");
    }
    for query in QUERIES {
        println!("{:>9}  {query}", ask(&folder, query).unwrap_or_else(|| "no Node".to_owned()));
    }
    std::fs::remove_dir_all(folder).expect("what was written can be removed");
}

/// Bytes loaded and pages found.
fn ask(folder: &Path, query: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node")
        .args([root.join("tests/suite/data/search.cjs"), root.join("themes/default/static/search-engine.js")])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    node.stdin.take()?.write_all(serde_json::json!({ "text": query }).to_string().as_bytes()).ok()?;
    let answer: serde_json::Value = serde_json::from_slice(&node.wait_with_output().ok()?.stdout).ok()?;
    Some(format!("{:7} bytes, {:6} found", answer["loaded"].as_u64()?, answer["total"].as_u64()?))
}

fn record((number, prose): (usize, &Arc<Prose>)) -> Record {
    let (year, half) = (2014 + number % 24 / 2, number % 2 + 1);
    Record {
        url: format!("bao-cao/{year}-h{half}/bao-cao-{number}/").into(),
        title: format!("Báo cáo số {number} về khoa học và công nghệ").into(),
        kind: FindableKind::Report,
        label: "Báo cáo".into(),
        period: PeriodId::parse(&format!("{year}-h{half}")),
        date: None,
        subject: None,
        facts: Vec::new(),
        note: None,
        designations: vec![format!("{number}/BC-UBND").into()],
        prose: prose.clone(),
    }
}

/// Time of the whole process in milliseconds, to a hundredth of a second.
fn process_ms() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    fields.get(11..13).map_or(0, |times| times.iter().filter_map(|time| time.parse::<u64>().ok()).sum::<u64>() * 10)
}

/// Time of this thread in microseconds.
fn thread_us() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|time| time.parse::<u64>().ok()).unwrap_or(0) / 1000
}

/// Draws words.
struct Words {
    syllables: Vec<&'static str>,
    pairs: Vec<(usize, usize)>,
    state: u64,
}

impl Words {
    fn new(seed: u64) -> Self {
        let words = include_str!("../../src/prose/words.txt").split_whitespace();
        let syllables: Vec<_> = words.filter(|word| word.len() > 2 && word.chars().all(char::is_lowercase)).collect();
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
            blocks.push((format!("doan-{}", blocks.len() + 1), text));
        }
        blocks
    }

    fn paragraph(&mut self) -> String {
        let mut text = String::new();
        for index in 0..10 + self.next() % 40 {
            let word = match self.next() % 40 {
                0 => self.citation(),
                1 => format!("{}", self.next() % 40),
                2..10 => ["của", "và", "các", "về", "trên"][self.next() as usize % 5].to_owned(),
                _ => {
                    let rank = self.zipf(20_000);
                    let (first, second) = self.pairs[rank];
                    format!("{} {}", self.syllables[first], self.syllables[second])
                }
            };
            let capital = index == 0 || self.next().is_multiple_of(16);
            let mut letters = word.chars();
            match letters.next().filter(|_| capital) {
                Some(first) => text.extend(first.to_uppercase().chain(letters)),
                None => text.push_str(&word),
            }
            text.push_str([" ", " ", " ", " ", " ", " ", ", ", "; "][self.next() as usize % 8]);
        }
        text.trim_end().to_owned() + "."
    }

    /// One of two thousand documents, each with its day.
    fn citation(&mut self) -> String {
        let number = self.zipf(2000);
        format!("số {number}/QĐ-UBND ngày {:02}/{}/{}", number % 28 + 1, number % 10 + 3, 2012 + number % 12)
    }
}
