//! Reading the content folder: what is taken, what is refused, and that a refresh equals a first reading.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use congbo::inside::diagnostic::Diagnostic;
use congbo::inside::shell::load::{ContentFolder, Limits};
use congbo::inside::site::Site;
use congbo::inside::source::{SourcePath, Sources};
use tempfile::TempDir;

use crate::fixture::write_file;

const LIMITS: Limits = Limits { text_bytes: 1000, attachment_bytes: 2000 };

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    for (path, bytes) in files {
        write(folder.path(), path, bytes);
    }
    folder
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join("content").join(path);
    write_file(&path, bytes);
    path
}

fn load(folder: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut content = ContentFolder::open(&folder.join("content"), None, LIMITS).unwrap();
    (content.load().unwrap(), content.diagnostics())
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|message| format!("{} {}", message.location.path, message.code.id)).collect()
}

fn shown(sources: &Sources) -> Vec<String> {
    let texts = sources.texts.iter().map(|(path, text)| format!("{path}: {text}"));
    texts.chain(sources.attachments.iter().map(|(path, file)| format!("{path}: {} bytes", file.bytes))).collect()
}

#[track_caller]
fn check(files: &[(&str, &[u8])], expected: &[&str], expected_codes: &[&str]) {
    let folder = folder(files);
    let (sources, diagnostics) = load(folder.path());
    assert_eq!(shown(&sources), expected);
    assert_eq!(codes(&diagnostics), expected_codes);
}

#[test]
fn texts_and_attachments() {
    check(
        &[("site.yaml", b"\xEF\xBB\xBFtitle: a\r\n"), ("2022-h1/a.md", b"x"), ("2022-h1/files/q.pdf", b"1234")],
        &["2022-h1/a.md: x", "site.yaml: title: a\n", "2022-h1/files/q.pdf: 4 bytes"],
        &[],
    );
}

#[test]
fn hidden_files_are_taken_in_the_root_alone() {
    let files = [
        "root/.htaccess",
        "root/.well-known/security.txt",
        "root/.git/config",
        "root/.a.swp",
        "root/._x",
        "pages/.htaccess",
    ];
    let taken = ["root/.htaccess: 1 bytes", "root/.well-known/security.txt: 1 bytes"];
    check(&files.map(|path| (path, &b"x"[..])), &taken, &[]);
}

#[test]
fn leftovers_are_skipped_without_a_word() {
    let leftovers = [".git/config", ".a.md.swp", "a.md~", "#a.md#", "~$a.docx", "4913", "Thumbs.db", "x/.DS_Store"];
    check(&leftovers.map(|path| (path, &b"x"[..])), &[], &[]);
}

#[test]
fn what_is_not_used_is_said() {
    check(&[("a.docx", b"x"), ("2022-h1/b.yml", b"x")], &[], &["2022-h1/b.yml CB008", "a.docx CB008"]);
}

#[test]
fn what_cannot_be_right_is_refused_and_the_rest_is_read() {
    check(
        &[
            ("a.md", b"good"),
            ("latin.md", b"\xE0"),
            ("long.md", &[b'x'; 1001]),
            ("nul.md", b"a\0"),
            ("files/long.pdf", &[b'x'; 2001]),
            ("files/nul.pdf", b"a\0"),
        ],
        &["a.md: good", "files/nul.pdf: 2 bytes"],
        &["files/long.pdf CB003", "latin.md CB001", "long.md CB003", "nul.md CB002"],
    );
}

#[test]
fn a_file_that_is_no_text_is_not_called_missing_as_well() {
    let utf16: Vec<u8> = "title: Kỳ\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let site = b"title: Kho\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND\n";
    let folder = folder(&[("site.yaml", site), ("2022-h1/period.yaml", &utf16), ("2022-h1/tasks.yaml", b"[]\n")]);
    let (mut sources, from_load) = load(folder.path());
    let mut site = Site::default();
    let from_site = site.update(&sources, None, |_| {}).diagnostics;
    assert_eq!(codes(&[from_load, from_site].concat()), ["2022-h1/period.yaml CB001"]);
    // Once it is gone it is missing indeed.
    sources.refused.clear();
    assert_eq!(codes(&site.update(&sources, None, |_| {}).diagnostics), ["2022-h1/period.yaml CB301"]);
}

/// One mistake makes one message, wherever the file that was refused is named.
#[test]
#[cfg(unix)]
fn what_is_refused_is_not_called_missing_as_well() {
    let site = b"title: Kho\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND\n";
    let period =
        b"title: K\nfrom: 2022-01-01\nto: 2022-06-30\nindicators:\n  - id: so\n    name: S\n    models: [cay-gai]\n";
    let report = b"---\ntitle: B\nsummary: S\nissuer: ubnd-tinh\nfiles: [dai.pdf, lien-ket.pdf]\n---\n\n\
        [a](files/dai.pdf) [b](lien-ket.pdf) [c](nul.md) [d](../2022-h2/files/trong.pdf), 1221/Q\xC4\x90-UBND.\n";
    let latin = b"- id: a\n  name: B\xE0o\n";
    let folder = folder(&[
        ("site.yaml", site),
        ("issuers.yaml", latin),
        ("places.yaml", latin),
        ("2022-h1/period.yaml", period),
        ("2022-h1/legal.yaml", latin),
        ("2022-h1/models.yaml", latin),
        ("2022-h1/bao-cao.md", report),
        ("2022-h1/nul.md", b"a\0"),
        ("2022-h1/files/dai.pdf", &[b'x'; 2001]),
    ]);
    let link =
        |path: &str| std::os::unix::fs::symlink("/etc/hostname", folder.path().join("content").join(path)).unwrap();
    link("2022-h1/files/lien-ket.pdf");
    fs::create_dir(folder.path().join("content/2022-h2")).unwrap();
    link("2022-h2/files");
    let (sources, from_load) = load(folder.path());
    let mut site = Site::default();
    let from_site = site.update(&sources, None, |_| {}).diagnostics;
    let expected = [
        "2022-h1/files/dai.pdf CB003",
        "2022-h1/files/lien-ket.pdf CB004",
        "2022-h1/legal.yaml CB001",
        "2022-h1/models.yaml CB001",
        "2022-h1/nul.md CB002",
        "2022-h2/files CB004",
        "issuers.yaml CB001",
        "places.yaml CB001",
    ];
    assert_eq!(codes(&[from_load, from_site].concat()), expected);
}

/// A file that is there and holds nothing is not excused.
#[test]
fn an_empty_register_is_no_unread_one() {
    let site = b"title: Kho\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND\n";
    let period = b"title: K\nfrom: 2022-01-01\nto: 2022-06-30\n";
    let report = b"---\ntitle: B\nsummary: S\nissuer: ubnd-tinh\n---\n\nN.\n";
    let folder = folder(&[
        ("site.yaml", site),
        ("issuers.yaml", b""),
        ("2022-h1/period.yaml", period),
        ("2022-h1/bao-cao.md", report),
    ]);
    let (sources, _) = load(folder.path());
    assert_eq!(codes(&Site::default().update(&sources, None, |_| {}).diagnostics), ["2022-h1/bao-cao.md CB303"]);
}

#[test]
fn two_spellings_of_one_name_are_named_both() {
    let folder = folder(&[("Tho\u{323}.md", b"nfd"), ("Th\u{1ECD}.md", b"nfc")]);
    let (sources, diagnostics) = load(folder.path());
    assert_eq!(sources.texts.len(), 1);
    assert_eq!(codes(&diagnostics), ["Th\u{1ECD}.md CB005"]);
    let message = &diagnostics[0].message.en;
    assert!(message.contains("\"Tho\\u{323}.md\" and \"Th\u{1ECD}.md\""), "{message}");
}

#[test]
fn names_become_nfc_and_the_disk_keeps_its_own() {
    let folder = folder(&[("Tho\u{323}.md", b"x")]);
    let mut content = ContentFolder::open(&folder.path().join("content"), None, LIMITS).unwrap();
    content.load().unwrap();
    let path = SourcePath::new("Th\u{1ECD}.md").unwrap();
    assert!(content.disk_path(&path).unwrap().ends_with("Tho\u{323}.md"));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a.md", b"x")]);
    let inside = folder.path().join("content");
    symlink("/etc/passwd", inside.join("passwd.md")).unwrap();
    symlink("/etc", inside.join("etc")).unwrap();
    std::process::Command::new("mkfifo").arg(inside.join("pipe.md")).status().unwrap();
    let (sources, diagnostics) = load(folder.path());
    assert_eq!(shown(&sources), ["a.md: x"]);
    assert_eq!(codes(&diagnostics), ["etc CB004", "passwd.md CB004", "pipe.md CB004"]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_no_page_can_bear() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[("a\\b.md", b"x"), ("c\nd.md", b"x")]);
    fs::write(folder.path().join("content").join(std::ffi::OsStr::from_bytes(b"\xFF.md")), "x").unwrap();
    let (sources, diagnostics) = load(folder.path());
    assert!(sources.texts.is_empty());
    assert!(diagnostics.iter().all(|message| message.code.id == "CB006"), "{diagnostics:?}");
    assert_eq!(diagnostics.len(), 3);
}

#[test]
fn a_theme_is_read_beside_the_content() {
    let folder = folder(&[("a.md", b"x")]);
    let theme = folder.path().join("themes/xanh");
    fs::create_dir_all(theme.join("static")).unwrap();
    fs::write(theme.join("static/style.css"), "b").unwrap();
    let (sources, _) = congbo::inside::shell::load::load(&folder.path().join("content"), Some(&theme)).unwrap();
    assert_eq!(sources.theme.keys().collect::<Vec<_>>(), ["static/style.css"]);
    assert_eq!(sources.texts.len(), 1);
}

#[test]
fn a_missing_folder_is_named() {
    let failure = congbo::inside::shell::load::load(Path::new("/no/such"), None).unwrap_err();
    assert_eq!(failure.message.en, "the folder /no/such cannot be opened: it does not exist");
}

#[test]
fn a_refresh_equals_a_first_reading() {
    let folder = folder(&[("a.md", b"1"), ("b.md", b"1"), ("files/c.pdf", b"1")]);
    let root = folder.path();
    let mut content = ContentFolder::open(&root.join("content"), None, LIMITS).unwrap();
    let mut sources = content.load().unwrap();
    let mut check = |changed: &[PathBuf]| {
        content.refresh(&mut sources, changed).unwrap();
        let (fresh, diagnostics) = load(root);
        assert_eq!(shown(&sources), shown(&fresh));
        assert_eq!(content.diagnostics(), diagnostics);
    };
    check(&[write(root, "a.md", b"2")]);
    check(&[write(root, "b.md", b"\xFF")]);
    check(&[write(root, "a.md", b"3")]);
    check(&[write(root, "b.md", b"back")]);
    check(&[write(root, "new/d.md", b"1")]);
    check(&[write(root, "files/c.pdf", b"22")]);
    let gone = root.join("content/a.md");
    fs::remove_file(&gone).unwrap();
    check(&[gone]);
    let folder_gone = root.join("content/new");
    fs::remove_dir_all(&folder_gone).unwrap();
    check(&[folder_gone]);
}
