//! What is fuzzed: to add a target is a line in the table.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use congbo::inside::check::{self, fix, silence};
use congbo::inside::content::PeriodId;
use congbo::inside::diagnostic::{Diagnostic, Language, Severity, messages};
use congbo::inside::import::draft::{self, Known, Request};
use congbo::inside::import::source;
use congbo::inside::parse;
use congbo::inside::parse::names::Names;
use congbo::inside::print::{self, Look};
use congbo::inside::release::manifest::{Hash, Manifest};
use congbo::inside::release::parts::Root;
use congbo::inside::render::render;
use congbo::inside::shell::write::Output;
use congbo::inside::site::Site;
use congbo::inside::source::{Attachment, SourcePath, Sources};
use trichdan::citation;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::seeds;
use crate::fixture;

/// Something that reads what others wrote.
pub struct Target {
    pub name: &'static str,
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Panics where something is wrong.
    pub run: fn(&[u8]),
    /// How many runs the gate takes: a second of them.
    pub in_the_gate: u64,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "cite", seeds: seeds::sentences, run: cite, in_the_gate: 300 },
    Target { name: "parse", seeds: seeds::contents, run: parse_and_print, in_the_gate: 100 },
    Target { name: "site", seeds: seeds::sites, run: site, in_the_gate: 8 },
    Target { name: "import-text", seeds: seeds::texts, run: import, in_the_gate: 30 },
    Target { name: "import-docx", seeds: seeds::word, run: import, in_the_gate: 30 },
    Target { name: "import-office", seeds: seeds::office, run: import, in_the_gate: 60 },
    Target { name: "attachment", seeds: seeds::attachments, run: attachment, in_the_gate: 300 },
    Target { name: "manifest", seeds: seeds::manifests, run: manifest, in_the_gate: 1_000 },
    Target { name: "output", seeds: seeds::outputs, run: output, in_the_gate: 50 },
];

/// What every site has that brings none of its own.
const BASE: &str = "//- site.yaml\ntitle: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n";

fn cite(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    citation::json::lines(&text);
    let found = citation::find(&text);
    assert!(found.is_sorted_by_key(|one| (one.start, one.end)), "citations in the order of the text");
    assert!(
        found.iter().all(|one| one.start < one.end && text.get(one.start..one.end).is_some()),
        "places in the text"
    );
}

/// The files of an input.
fn texts(input: &[u8]) -> BTreeMap<SourcePath, Arc<str>> {
    let text = String::from_utf8_lossy(input);
    let files = fixture::files(&text).into_iter();
    // As a folder's reader gives them.
    let read = |text: String| Arc::from(text.replace('\0', ""));
    files.filter_map(|(path, text)| Some((SourcePath::new(path)?, read(text)))).collect()
}

fn parse_and_print(input: &[u8]) {
    for (path, text) in texts(input) {
        read_and_print(&path, &text);
    }
}

/// Reads a text as a file of the given path, and prints what there is to say in every form.
pub fn read_and_print(path: &SourcePath, text: &Arc<str>) {
    let parsed = parse::parse(path, text, &Names::default());
    let mut sources = Sources::default();
    sources.texts.insert(path.clone(), text.clone());
    print_all(&parsed.diagnostics, &sources);
}

/// Every form of every message; places that programs are told lie in their text.
fn print_all(said: &[Diagnostic], sources: &Sources) {
    for language in [Language::Vietnamese, Language::English] {
        let look = Look { language, color: false, folder: "content/" };
        assert_eq!(print::human(said, sources, &look).is_empty(), said.is_empty(), "what is found is shown");
        print::github(said, sources, &look);
        print::sarif(said, sources, &look);
        for line in print::json(said, sources, &look).lines() {
            let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let path = object["file"].as_str().and_then(|path| SourcePath::new(path.strip_prefix("content/")?));
            let text = path.and_then(|path| sources.texts.get(&path));
            if let (Some(text), Some(start), Some(end)) = (text, object["start"].as_u64(), object["end"].as_u64()) {
                assert!(text.get(start as usize..end as usize).is_some(), "{start}..{end} in {text:?}");
            }
        }
    }
}

/// From texts to pages and the careful reader.
fn site(input: &[u8]) {
    let mut sources = Sources::default();
    for (path, text) in texts(BASE.as_bytes()).into_iter().chain(texts(input)) {
        if path.as_str().ends_with(".yaml") || path.as_str().ends_with(".md") {
            sources.texts.insert(path, text);
        } else {
            let attachment = Attachment::of(path.file_name(), text.as_bytes());
            sources.attachments.insert(path, attachment);
        }
    }
    let mut site = Site::default();
    let update = site.update(&sources, None, |_| {});
    print_all(&update.diagnostics, &sources);
    if let Some(change) = update.change {
        for (url, view) in &change.site.plan.pages {
            let rendered = render(&change.site.theme, view);
            assert!(rendered.is_ok(), "{url:?} is not rendered: {:?}", rendered.err());
        }
    }
    let archive = site.archive().expect("an update makes an archive");
    let found = check::check(archive, &sources, site.files());
    print_all(&silence::apply(&sources.texts, &messages::codes(), found), &sources);
    sources.texts.iter().for_each(|(path, text)| drop(fix::fix(path, text)));
}

/// From an author's file to entries, none of which is refused when it is read.
fn import(input: &[u8]) {
    let (name, bytes) = name_and_bytes(input);
    let Some(path) = SourcePath::new(&name) else { return };
    let packed = (!bytes.starts_with(b"PK") && bytes.starts_with(b"//- ")).then(|| pack(bytes));
    let (manuscript, said) = source::read(&path, packed.as_deref().unwrap_or(bytes));
    print_all(&said, &Sources::default());
    let Some(manuscript) = manuscript else { return };
    let request = Request {
        source: path,
        report_name: "bao-cao".to_owned(),
        period: PeriodId::parse("2022-h1"),
        known: &Known::default(),
        existing: &BTreeMap::new(),
        replaces: false,
    };
    let (draft, said) = draft::draft(&manuscript, &request);
    let Some(draft) = draft else { return };
    let mut sources = Sources::default();
    sources.texts.extend(draft.texts.iter().map(|(path, text)| (path.clone(), Arc::from(text.as_str()))));
    print_all(&said, &sources);
    for (path, text) in &sources.texts {
        let read = parse::parse(path, text, &Names::default()).diagnostics;
        let refused = read.iter().find(|one| one.severity == Severity::Error && one.code.id.starts_with("CB1"));
        assert!(refused.is_none(), "{path} is refused: {refused:?}\n{text}");
    }
}

/// The name in the first line, and what follows it.
fn name_and_bytes(input: &[u8]) -> (String, &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (name, rest) = input.split_at(end);
    (String::from_utf8_lossy(name).into_owned(), rest.get(1..).unwrap_or_default())
}

/// A Word file with the parts of a fixture.
fn pack(fixture: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(fixture);
    let parts: BTreeMap<&str, String> = fixture::files(&text).into_iter().collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("each part has its name");
        archive.write_all(text.as_bytes()).expect("memory takes all");
    }
    archive.finish().expect("memory takes all").into_inner()
}

fn attachment(input: &[u8]) {
    let (name, bytes) = name_and_bytes(input);
    let found = Attachment::of(&name, bytes);
    assert!(found.is_cleaned || found.bytes == bytes.len() as u64, "what is not cleaned is published whole");
}

fn manifest(input: &[u8]) {
    let salvaged = Manifest::salvage(input);
    assert_eq!(Manifest::parse(&salvaged.print()).as_ref(), Ok(&salvaged), "what is written is read");
    if let Ok(read) = Manifest::read(input) {
        assert_eq!(read, salvaged, "of a whole list nothing is left out");
        let root = Root::read(input).expect("a root is a list");
        assert_eq!(root.files.0.len() + root.parts.0.len(), read.0.len(), "every line is a file or a part");
    }
}

/// A written site, with somebody's file in it.
const WRITTEN: [(&str, &str); 4] = [("index.html", "1"), ("old/a.html", "a"), ("same.css", "same"), (MINE, "mine")];

const MINE: &str = "mine.txt";

/// Which of its own files congbo reads back.
const READ_BACK: [&str; 3] = ["public/manifest-sha256.txt", ".public.congbo/seen", ".public.congbo/inputs"];

/// When all files were written.
const WRITTEN_S: u64 = 1_600_000_000;

/// What congbo reads back of its own beside the written site: the list and how the files looked.
pub fn written_output() -> Vec<u8> {
    let ours = || WRITTEN.into_iter().filter(|(path, _)| *path != MINE);
    let list = Manifest(ours().map(|(path, text)| (path.to_owned(), Hash::of(text.as_bytes()))).collect()).print();
    let hash = Hash::of(list.as_bytes());
    let looks: String = ours().map(|(path, text)| format!("{} {WRITTEN_S}000000000 {path}\n", text.len())).collect();
    let texts = [list, format!("congbo-seen-1 {hash}\n{looks}"), format!("congbo-inputs-1 {hash} {hash}\n")];
    READ_BACK.iter().zip(texts).map(|(path, text)| format!("//- {path}\n{text}")).collect::<String>().into_bytes()
}

/// A build beside whatever stands in those files: the new site stands there and nobody's file is gone, or all is as it was.
fn output(input: &[u8]) {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    let folder = tempfile::tempdir_in(place).expect("a folder can be made");
    let public = folder.path().join("public");
    for (path, text) in WRITTEN {
        let path = public.join(path);
        fixture::write_file(&path, text);
        let file = File::options().write(true).open(&path).expect("the file is there");
        file.set_modified(UNIX_EPOCH + Duration::from_secs(WRITTEN_S)).expect("a file has a time");
    }
    let text = String::from_utf8_lossy(input);
    let read_back = fixture::files(&text).into_iter().filter(|(path, _)| READ_BACK.contains(path));
    read_back.for_each(|(path, text)| fixture::write_file(&folder.path().join(path), text));

    let Ok(mut output) = Output::open(&public, &[]) else { return };
    output.is_made_from(Hash::of(b""));
    let was_damaged = output.is_damaged();
    let written = output.write_whole::<Infallible>(&[], |pages| {
        pages.put("index.html".to_owned(), b"2".to_vec());
        Ok(())
    });
    if written.is_err() {
        let stays = |(path, text): (&str, &str)| fs::read_to_string(public.join(path)).is_ok_and(|found| found == text);
        assert!(WRITTEN.into_iter().all(stays), "{written:?}");
        return;
    }
    assert_eq!(fs::read(public.join("index.html")).expect("the site stands"), b"2");
    if !text.contains(MINE) {
        assert_eq!(fs::read(public.join(MINE)).expect("nobody's file stays"), b"mine");
    }
    let is_kept = folder.path().join(".public.congbo/damaged-1/index.html").is_file();
    assert_eq!(is_kept, was_damaged, "a site whose list is damaged is kept");
}
