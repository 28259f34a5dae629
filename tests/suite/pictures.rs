//! Large pictures are offered narrower too, and what was made of one is not made again.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use congbo::{Workplace, Written};

use crate::fixture::write_file;
use crate::output::Project;

const SITE: &str = "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n";
const PERIOD: &str = "title: 6 tháng đầu năm\nfrom: 2022-01-01\nto: 2022-06-30\n";
const REPORT: &str = "---\nsummary: Sơ kết\n---\n\n![Ruộng sen](files/ruong-sen.jpg)\n\n![Biểu trưng](files/nho.jpg)\n";

/// A JPEG in which no point is like its neighbours, so that it has many bytes.
fn photograph(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut state = seed;
    let noise = image::RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    });
    let mut bytes = Vec::new();
    noise.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
    bytes
}

/// A site with a large and a small picture.
fn project() -> Project {
    let project = Project::new();
    for (path, text) in [("site.yaml", SITE), ("2022-h1/period.yaml", PERIOD), ("2022-h1/bao-cao.md", REPORT)] {
        project.write(&format!("content/{path}"), text);
    }
    write_file(&project.path("content/2022-h1/files/ruong-sen.jpg"), photograph(1000, 700, 1));
    write_file(&project.path("content/2022-h1/files/nho.jpg"), photograph(700, 20, 2));
    project
}

fn build(project: &Project) -> Written {
    let path = |name| project.path(name);
    let place = Workplace { content: path("content"), themes: path("themes"), output: path("public"), today: None };
    congbo::build(&place, congbo::has_errors).unwrap().written.unwrap()
}

/// The pictures of the site, by name, with the time of their writing.
fn pictures(public: &Path) -> BTreeMap<String, (PathBuf, SystemTime)> {
    let files = std::fs::read_dir(public.join("tep/2022-h1")).unwrap().map(Result::unwrap);
    let written = |file: &std::fs::DirEntry| file.metadata().unwrap().modified().unwrap();
    let pictures = files.map(|file| (file.file_name().into_string().unwrap(), (file.path(), written(&file))));
    pictures.filter(|(name, _)| name.ends_with(".jpg")).collect()
}

/// The one of them that is a narrower copy.
fn narrower(pictures: &BTreeMap<String, (PathBuf, SystemTime)>) -> (&String, &PathBuf) {
    let copies: Vec<_> = pictures.iter().filter(|(name, _)| name.starts_with("ruong-sen.640-")).collect();
    let [(name, (path, _))] = copies[..] else { panic!("one narrower copy: {pictures:?}") };
    (name, path)
}

#[test]
fn a_large_picture_is_offered_narrower() {
    let project = project();
    build(&project);
    let pictures = pictures(&project.path("public"));
    assert_eq!(pictures.len(), 3, "the small one has no copy: {pictures:?}");
    let (name, path) = narrower(&pictures);
    let copy = image::open(path).unwrap();
    assert_eq!((copy.width(), copy.height()), (640, 448));

    let page = std::fs::read_to_string(project.path("public/bao-cao/2022-h1/bao-cao/index.html")).unwrap();
    let tag = |name: &str| page.split("<img ").find(|tag| tag.contains(name)).unwrap().to_owned();
    let large = tag("ruong-sen.jpg");
    assert!(large.contains(&format!("{name} 640w, ")) && large.contains("ruong-sen.jpg 1000w\""), "{large}");
    assert!(large.contains("sizes=") && large.contains("width=\"1000\" height=\"700\""), "{large}");
    assert!(!tag("nho.jpg").contains("srcset"), "it is offered as it is");
}

#[test]
fn a_copy_that_stands_is_not_made_again() {
    let project = project();
    build(&project);
    let before = pictures(&project.path("public"));
    project.write("content/2022-h1/bao-cao.md", &REPORT.replace("Sơ kết", "Tổng kết"));
    assert!(build(&project).differs());
    assert_eq!(pictures(&project.path("public")), before);

    // One that was spoiled is.
    let (_, copy) = narrower(&before);
    std::fs::write(copy, "spoiled").unwrap();
    build(&project);
    assert!(image::open(copy).is_ok());
}

#[test]
fn another_picture_has_copies_at_other_addresses() {
    let project = project();
    build(&project);
    let before = narrower(&pictures(&project.path("public"))).0.clone();
    write_file(&project.path("content/2022-h1/files/ruong-sen.jpg"), photograph(1000, 700, 3));
    build(&project);
    let after = pictures(&project.path("public"));
    assert_ne!(*narrower(&after).0, before);
    assert_eq!(after.len(), 3, "the old copy is gone");
}

#[test]
fn a_picture_that_cannot_be_unpacked_is_shown_as_it_is() {
    let project = project();
    let mut damaged = photograph(1000, 700, 4);
    // Its head and its end are there; of what lies between, the tables are not.
    let tables = damaged.windows(2).position(|pair| pair == [0xFF, 0xC4]).unwrap();
    damaged[tables + 4] = 0xFF;
    write_file(&project.path("content/2022-h1/files/ruong-sen.jpg"), &damaged);
    build(&project);
    let pictures = pictures(&project.path("public"));
    let (_, copy) = narrower(&pictures);
    assert_eq!(std::fs::read(copy).unwrap().len(), damaged.len());
}
