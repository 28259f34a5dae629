//! What the careful reader says: a file under `data/check/` holds a content folder, then every message of its rules.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use congbo::inside::check::{self, silence};
use congbo::inside::diagnostic::Language;
use congbo::inside::diagnostic::messages;
use congbo::inside::diagnostic::{Code, Diagnostic, Location, Place};
use congbo::inside::parse::yaml;
use congbo::inside::print::line_column;
use congbo::inside::site::Site;
use congbo::inside::source::Sources;

use crate::fixture;

const DIVIDER: &str = "//= ";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/check")
}

fn goldens() -> Vec<PathBuf> {
    let entries = folder().read_dir().expect("the folder of goldens is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn input(golden: &str) -> &str {
    golden.find(DIVIDER).map_or(golden, |end| &golden[..end])
}

/// The careful reader's own messages, silenced ones taken away.
fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    let today = "2022-07-15".parse().expect("a day");
    let mut site = Site::default();
    site.update(sources, Some(today), |_| {});
    let archive = site.archive().expect("an update makes an archive");
    let found = check::check(archive, sources, site.files());
    let mut left = silence::apply(&sources.texts, &messages::codes(), found);
    left.sort();
    left
}

fn bytes(sources: &Sources, location: &Location) -> Range<usize> {
    match location.place {
        Place::File => 0..0,
        Place::Bytes(start, end) => start as usize..end as usize,
        Place::Node(mark) => sources.texts.get(&location.path).map_or(0..0, |text| yaml::locate(text, mark)),
    }
}

/// `2022-h1/bao-cao.md:12:5 cảnh báo CB571 “…” có lẽ là “…”`, then the hint and the other places, indented.
fn line(sources: &Sources, diagnostic: &Diagnostic, language: Language) -> String {
    let place = |location: &Location| {
        let text = sources.texts.get(&location.path).map_or("", |text| text);
        let (line, column) = line_column(text, bytes(sources, location).start);
        format!("{}:{line}:{column}", location.path)
    };
    let severity = diagnostic.severity.word(language);
    let mut shown = format!(
        "{} {severity} {} {}\n",
        place(&diagnostic.location),
        diagnostic.code.id,
        diagnostic.message.of(language)
    );
    if let Some(hint) = &diagnostic.hint {
        shown.push_str(&format!("    = {}\n", hint.of(language)));
    }
    for related in &diagnostic.related {
        shown.push_str(&format!("    {}: {}\n", place(&related.location), related.label.of(language)));
    }
    shown
}

/// Rules that need the disk or the network, and one that stops a build too, which have tests of their own.
const ELSEWHERE: [&Code; 5] = [
    &messages::entry::SECRET,
    &messages::check::NOT_NFC,
    &messages::check::DEAD_LINK,
    &messages::check::LINK_MOVED,
    &messages::check::LINK_UNCERTAIN,
];

#[test]
fn every_code_of_the_careful_reader_has_an_example() {
    let mut seen: BTreeSet<&Code> = ELSEWHERE.into();
    for path in goldens() {
        let golden = std::fs::read_to_string(&path).expect("a readable golden");
        seen.extend(diagnostics(&fixture::sources(input(&golden))).iter().map(|diagnostic| diagnostic.code));
    }
    let of_reader = messages::codes().into_iter().filter(|code| code.id.starts_with("CB5"));
    let unseen: Vec<&str> = of_reader.filter(|code| !seen.contains(code)).map(|code| code.id).collect();
    assert!(unseen.is_empty(), "no example makes {unseen:?}");
}

/// The list is not asked what is in it: the sources are read for whatever looks like a code.
#[test]
fn every_code_that_stands_in_the_sources_can_be_explained() {
    let known: BTreeSet<&str> = messages::codes().iter().map(|code| code.id).collect();
    let mut found: BTreeSet<String> = BTreeSet::new();
    for text in crate::tidy::texts() {
        for (at, _) in text.match_indices("\"CB") {
            let id: String = text[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
            if id.len() == 5 && id[2..].bytes().all(|byte| byte.is_ascii_digit()) {
                found.insert(id);
            }
        }
    }
    let unknown: Vec<&String> = found.iter().filter(|id| !known.contains(id.as_str())).collect();
    assert!(found.len() >= 180 && unknown.is_empty(), "of {} codes {unknown:?} are in no list", found.len());
}

#[test]
fn every_code_is_unique_and_explained_in_both_languages() {
    let codes = messages::codes();
    for pair in codes.windows(2) {
        assert!(pair[0].id < pair[1].id, "{} is used twice", pair[0].id);
    }
    for code in codes {
        let number =
            code.id.strip_prefix("CB").is_some_and(|digits| digits.len() == 3 && digits.parse::<u16>().is_ok());
        assert!(number, "{}", code.id);
        for text in [code.title_vi, code.title_en, code.explanation_vi, code.explanation_en] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {text:?}", code.id);
        }
        assert!(code.explanation_vi.ends_with('.') && code.explanation_en.ends_with('.'), "{}", code.id);
        assert!(!code.explanation_vi.is_ascii() && code.title_en.is_ascii(), "{}", code.id);
    }
}

#[test]
fn every_rule_says_what_its_example_expects() {
    for path in goldens() {
        let golden = std::fs::read_to_string(&path).expect("a readable golden");
        let sources = fixture::sources(input(&golden));
        let found = diagnostics(&sources);
        let mut actual = input(&golden).to_owned();
        for language in [Language::Vietnamese, Language::English] {
            let lines: String = found.iter().map(|diagnostic| line(&sources, diagnostic, language)).collect();
            actual.push_str(&format!("{DIVIDER}{}\n{}\n", language.word(), lines.trim_end()));
        }
        fixture::check_golden(&path, &actual);
    }
}

/// The project's own content, which is the Triệu Sơn report of early 2022.
#[test]
fn the_seed_gets_the_remarks_that_a_careful_reader_would_make() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sources, _) = congbo::inside::shell::load::load(&root.join("content"), None).expect("the content can be read");
    let found = diagnostics(&sources);
    let actual: String = found.iter().map(|it| line(&sources, it, Language::Vietnamese)).collect();
    fixture::check_golden(&root.join("tests/suite/data/check-content.txt"), &actual);
}

/// The same report as it came from the converter: cut sentences, heading marks by size of type.
#[test]
fn the_seed_as_converted_gets_more() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = std::fs::read_to_string(root.join("tests/suite/data/seed.txt")).expect("the seed is there");
    let body = &seed[seed.find("#### **I.").expect("its first section")..seed.find("### **Nơi nhận").expect("its end")];
    let report = format!("---\nsummary: Sơ kết\nsignatures:\n  - name: Lê Quang Trung\n---\n\n{body}");
    let sources = fixture::sources(&format!("//- 2022-h1/bao-cao.md\n{report}"));
    let found = diagnostics(&sources);
    let actual: String = found.iter().map(|it| line(&sources, it, Language::Vietnamese)).collect();
    fixture::check_golden(&root.join("tests/suite/data/check-seed.txt"), &actual);
}

/// A content folder on the disk, and the program run over it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder to work in");
        let desk = Self { folder };
        for (path, text) in files {
            fixture::write_file(&desk.path(path), text);
        }
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("content").join(path)
    }

    /// Exit status, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_congbo"));
        let output = command.current_dir(self.folder.path()).args(arguments).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    /// The codes that `congbo check` gives, in order.
    fn codes(&self, arguments: &[&str]) -> Vec<String> {
        let (_, out, _) = self.run(&[&["check", "--format", "json", "--date", "2022-07-15"], arguments].concat());
        let code = |line: &str| {
            let message: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
            message["code"].as_str().expect("its code").to_owned()
        };
        out.lines().map(code).collect()
    }
}

const PAGE: &str = "---\ntitle: Giới thiệu\n---\n\n";

#[test]
fn fix_mends_letters_and_nothing_else() {
    let decomposed = "Ðề án ứng du\u{323}ng, KH &CN , chuyên đổi số.\r\n";
    let desk = Desk::new(&[("pages/a.md", &format!("{PAGE}{decomposed}")), ("pages/b.md", &format!("{PAGE}Đề án.\n"))]);
    let before = desk.codes(&[]);
    assert!(before.contains(&"CB560".to_owned()) && before.contains(&"CB561".to_owned()), "{before:?}");
    let (status, diff, told) = desk.run(&["check", "--fix", "--lang", "en", "--date", "2022-07-15"]);
    assert_eq!(status, 1, "there is no site.yaml: {told}");
    assert!(diff.contains("-⟨U+00D0⟩ề án ứng du⟨U+0323⟩ng, KH &CN , chuyên đổi số."), "{diff}");
    assert!(diff.contains("+Đề án ứng dụng, KH &CN , chuyên đổi số."), "{diff}");
    assert!(told.contains("mended 2 letters in 1 files"), "{told}");
    let mended = std::fs::read_to_string(desk.path("pages/a.md")).expect("the file is there");
    assert_eq!(mended, format!("{PAGE}Đề án ứng dụng, KH &CN , chuyên đổi số.\r\n"));
    let after = desk.codes(&[]);
    assert!(!after.contains(&"CB560".to_owned()) && !after.contains(&"CB561".to_owned()), "{after:?}");
}

#[test]
fn explain_tells_what_a_code_means() {
    let desk = Desk::new(&[]);
    let (status, out, _) = desk.run(&["explain", "cb510", "--lang", "vi"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("CB510 số văn bản lệch với ngày ban hành\n\nMột cơ quan đánh số"), "{out}");
    let (_, list, _) = desk.run(&["explain", "--lang", "en"]);
    assert_eq!(list.lines().count(), messages::codes().len());
    let (status, _, told) = desk.run(&["explain", "CB51", "--lang", "en"]);
    assert_eq!(status, 2);
    assert!(told.contains("there is no code `CB51`"), "{told}");
}

/// A server that answers by path, and counts what it was asked.
fn server() -> (String, std::sync::Arc<std::sync::Mutex<Vec<String>>>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("its address"));
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let mut line = String::new();
            let _ = BufReader::new(&stream).read_line(&mut line);
            let request = line.rsplit_once(' ').map_or("", |(request, _)| request).to_owned();
            let answer = match request.as_str() {
                "HEAD /co" | "HEAD /moi" | "GET /chi-get" | "HEAD /dich-tam" => "200 OK",
                "HEAD /chi-get" => "405 Method Not Allowed",
                "HEAD /cu" => "301 Moved Permanently\r\nLocation: /moi",
                "HEAD /tam" => "302 Found\r\nLocation: /dich-tam",
                "HEAD /loi" | "GET /loi" => "503 Service Unavailable",
                _ => "404 Not Found",
            };
            log.lock().expect("nobody panicked").push(request);
            let _ = write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (address, asked)
}

#[test]
fn other_hosts_are_asked_once_and_remembered() {
    let (address, asked) = server();
    let links: String = ["co", "chi-get", "cu", "tam", "mat"].map(|path| format!("- <{address}/{path}>\n")).concat();
    let desk = Desk::new(&[("pages/a.md", &format!("{PAGE}{links}\nXem lại {address}/co."))]);
    let arguments = ["--external", "--link-cache", "links.json"];
    let codes = desk.codes(&arguments);
    let about_links: Vec<&String> = codes.iter().filter(|code| code.starts_with("CB59")).collect();
    assert_eq!(about_links, ["CB591", "CB590"], "moved, then gone, in the order of the page");
    let first = asked.lock().expect("nobody panicked").len();
    assert_eq!(desk.codes(&arguments), codes);
    assert_eq!(asked.lock().expect("nobody panicked").len(), first, "the second check asks nobody");
    assert!(!desk.codes(&[]).iter().any(|code| code.starts_with("CB59")), "nobody is asked unless told to");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]
    /// Garbage is read to its end, and every message points into its file.
    #[test]
    fn no_text_makes_the_careful_reader_stumble(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "Quyết định số 12/QĐ-UBND ngày 31/6/2021 của UBND tỉnh", "mô hình sen (6ha)", "KH &CN", "| a | 1 |\n| - | - |\n| Tổng | 3 |\n",
                "- ", "+ ", "## I. ", "2.1. ", "\n\n", "\n", " ", "“", "\"", "...", "Ð", "а", "\u{200B}", "e\u{302}\u{323}", "chuyên đổi số",
                "0912 345 678", "<!-- congbo: bỏ qua CB571 -->", "**", "&amp;", "nghành", "của của", "tổng số 3 mô hình", ",", ";", "(", ")", "&", "Tổng cộng",
            ]),
            0..40,
        ),
    ) {
        let body: String = pieces.concat();
        let sources = fixture::sources(&format!("//- 2022-h1/bao-cao.md\n---\nsummary: Sơ kết\n---\n\n{body}\n"));
        for diagnostic in diagnostics(&sources) {
            let text = &sources.texts[&diagnostic.location.path];
            let range = bytes(&sources, &diagnostic.location);
            proptest::prop_assert!(text.get(range.clone()).is_some(), "{} at {range:?}", diagnostic.code.id);
        }
    }
}
