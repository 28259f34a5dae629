//! What is spoiled: the content of this repository and whatever other tests read.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::fixture;

/// Longer texts are cut into pieces of this length where a piece is as good as the whole.
const PIECE_BYTES: usize = 1_500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn data() -> PathBuf {
    root().join("tests/suite/data")
}

/// Every file of a folder whose name ends so, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths = walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(path: &Path) -> String {
    String::from_utf8_lossy(&bytes(path)).into_owned()
}

/// The content of this repository as a fixture.
fn own_content() -> String {
    let folder = root().join("content");
    let paths = [files(&folder, "yaml"), files(&folder, "md")].concat();
    let name =
        |path: &Path| path.strip_prefix(&folder).expect("it was found there").to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| format!("//- {}\n{}", name(path), text(path))).collect()
}

/// Whole sites, each a fixture; what a test expects of it is left out.
pub fn sites() -> Vec<Vec<u8>> {
    let folders = ["sites", "check", "tables", "messages"];
    let fixtures = folders.iter().flat_map(|folder| files(&data().join(folder), "txt")).map(|path| text(&path));
    let inputs = fixtures.map(|text| text.split("//=").next().unwrap_or_default().to_owned());
    inputs.filter(|text| text.contains("//- ")).chain([own_content()]).map(String::into_bytes).collect()
}

/// Each file of those sites alone.
pub fn contents() -> Vec<Vec<u8>> {
    let sites = sites();
    let sites = sites.iter().map(|site| String::from_utf8_lossy(site));
    sites
        .flat_map(|site| {
            let files = fixture::files(&site);
            files.into_iter().map(|(path, text)| format!("//- {path}\n{text}").into_bytes()).collect::<Vec<_>>()
        })
        .collect()
}

/// Pieces of everything that is written in sentences.
pub fn sentences() -> Vec<Vec<u8>> {
    let paths = [files(&data(), "txt"), files(&root().join("crates/trichdan/tests/data"), "txt")].concat();
    paths.iter().flat_map(|path| bytes(path).chunks(PIECE_BYTES).map(<[u8]>::to_vec).collect::<Vec<_>>()).collect()
}

/// Authors' files of a format: the name in the first line, then the bytes.
pub fn authors(ending: &str) -> Vec<Vec<u8>> {
    files(&data(), ending).iter().map(|path| named(ending, &bytes(path))).collect()
}

fn named(ending: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("bao-cao.{ending}\n").as_bytes(), bytes].concat()
}

/// Plain texts and Markdown.
pub fn texts() -> Vec<Vec<u8>> {
    let markdown = files(&root().join("content"), "md");
    let plain = authors("txt").into_iter().filter(|seed| !seed.windows(4).any(|four| four == b"//- "));
    markdown.iter().map(|path| named("md", &bytes(path))).chain(plain).collect()
}

/// Word files, and their parts as a fixture, so that what is spoiled is not always the archive.
pub fn word() -> Vec<Vec<u8>> {
    let parts = files(&data(), "docx").into_iter().map(|path| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes(&path))).expect("a Word file is an archive");
        let mut fixture = "bao-cao.docx\n".to_owned();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part can be read");
            let name = part.name().expect("a part has a name").into_owned();
            let mut text = String::new();
            if part.read_to_string(&mut text).is_ok() {
                fixture += &format!("//- {name}\n{text}\n");
            }
        }
        fixture.into_bytes()
    });
    authors("docx").into_iter().chain(parts).collect()
}

/// What other programs write: old Word files, those of LibreOffice, rich text, pages.
pub fn office() -> Vec<Vec<u8>> {
    ["doc", "odt", "rtf", "html"].into_iter().flat_map(authors).collect()
}

/// Lists of files, whole and with parts.
pub fn manifests() -> Vec<Vec<u8>> {
    let line = |path: &str| format!("{}  {path}\n", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    let list = |paths: &[&str]| paths.iter().map(|path| line(path)).collect::<String>().into_bytes();
    vec![
        list(&["index.html", "bao-cao/2022-h1/bao-cao/index.html", "xã/a b.html"]),
        list(&["manifest-sha256/00.txt", "manifest-sha256/ff.txt", "index.html"]),
        list(&["index.html"]).iter().map(|byte| if *byte == b' ' { b'*' } else { *byte }).collect(),
    ]
}

/// What `watch` and `build` read back of their own: the manifest of a written site and the record beside it.
pub fn outputs() -> Vec<Vec<u8>> {
    vec![super::targets::written_output()]
}

/// Attachments: a name in the first line, then the bytes.
pub fn attachments() -> Vec<Vec<u8>> {
    let endings = ["docx", "rtf", "fodt", "html"];
    let office = endings.iter().flat_map(|ending| authors(ending));
    let drawn: [(&str, &[u8]); 4] = [
        ("svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"#a\"><rect onload=\"a()\"/></a></svg>"),
        ("pdf", b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (a)>>>> endobj\n%%EOF"),
        ("csv", "a;b\n=1+1;đ\n".as_bytes()),
        ("jpg", b"\xFF\xD8\xFF\xE1\0\x20Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0\xFF\xDA\0\x02\x12\xFF\xD9"),
    ];
    office.chain(drawn.iter().map(|(ending, bytes)| named(ending, bytes))).collect()
}
