//! Names of places in prose: each sentence of `data/told/sentences.txt`, a report of its day, with the unit that each of its names
//! means. The units are those of `data/told/places.txt`.

use std::fmt::Write;
use std::path::Path;

use congbo::inside::link::Archive;
use congbo::inside::link::names::Bearer;
use congbo::inside::render::{Rendered, render};
use congbo::inside::site::Site;

use crate::fixture;

/// A sentence of the table: the day of its report, and the line with its marks.
struct Sentence<'t> {
    day: &'t str,
    line: &'t str,
}

fn sentences(table: &str) -> Vec<Sentence<'_>> {
    let mut day = None;
    let mut all = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("# "), day) {
            (Some(next), _) => day = Some(next),
            (None, Some(day)) => all.push(Sentence { day, line }),
            (None, None) => {}
        }
    }
    all
}

/// The line without its marks.
fn plain(line: &str) -> String {
    let mut plain = String::new();
    for (index, part) in line.split(['{', '}']).enumerate() {
        plain.push_str(if index % 2 == 1 { part.split_once('=').map_or(part, |(name, _)| name) } else { part });
    }
    plain
}

/// The text with a mark for each name that the archive looks up.
fn marked(archive: &Archive<'_>, report: usize, text: &str) -> String {
    let report = &archive.reports[report];
    let mut marked = String::new();
    let mut done = 0;
    for (site, bearer) in report.entry.body.mentions.iter().zip(&report.mentions) {
        let (start, end) = site.passage.hit;
        let id = match bearer {
            Some(Bearer::Place(place)) => archive.places.get(*place).id.value.to_string(),
            Some(Bearer::Model(id)) => id.to_string(),
            Some(Bearer::Row(row)) => format!("row-{}-{}", row.ledger, row.row),
            None => "-".into(),
        };
        let _ = write!(marked, "{}{{{}={id}}}", &text[done..start as usize], site.surface);
        done = end as usize;
    }
    marked + &text[done..]
}

#[test]
fn each_name_means_the_unit_of_its_own_time() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/told");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the table is there");
    let table = read("sentences.txt");
    let sentences = sentences(&table);
    assert!(sentences.len() >= 200, "only {} sentences", sentences.len());
    let mut content = read("places.txt");
    content.push_str("//- 2022-h1/period.yaml\ntitle: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n");
    for (number, Sentence { day, line }) in sentences.iter().enumerate() {
        let text = plain(line);
        let front = format!("issuer: ubnd\nsummary: Câu {number}\ndesignation: {number}/BC-UBND\ndate: {day}\n");
        let _ = write!(content, "//- 2022-h1/cau-{number:03}.md\n---\n{front}---\n\n{text}\n");
    }
    let mut site = Site::default();
    site.update(&fixture::sources(&content), None, |_| {});
    let archive = site.archive().expect("an update makes an archive");
    assert_eq!(archive.reports.len(), sentences.len());
    let wrong: Vec<String> = sentences
        .iter()
        .enumerate()
        .filter_map(|(report, Sentence { day, line })| {
            let marked = marked(archive, report, &plain(line));
            (marked != *line).then(|| format!("{day}\n  expected {line}\n  found    {marked}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} sentences:\n{}", wrong.len(), sentences.len(), wrong.join("\n"));
}

/// How often a report's page leads to the pages of places.
fn links(words: &str) -> Vec<(String, usize)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/told");
    let places = std::fs::read_to_string(folder.join("places.txt")).expect("the places are there");
    let content = format!(
        "{places}//- 2026-h1/period.yaml\ntitle: Kỳ\nfrom: 2026-01-01\nto: 2026-06-30\n\
         //- 2026-h1/bao-cao.md\n---\nissuer: ubnd\nsummary: Sơ kết\ndate: 2026-06-18\n---\n\n{words}\n"
    );
    let mut site = Site::default();
    let update = site.update(&fixture::sources(&content), None, |_| {});
    let change = update.change.expect("the site has no errors");
    let view = change.site.plan.get("bao-cao/2026-h1/bao-cao/").expect("the report has a page");
    let Ok(Rendered::Text(page)) = render(&change.site.theme, view) else { panic!("the page is a text") };
    let count = |id: &&str| page.matches(&format!("class=\"mention\" href=\"/xa/{id}/\"")).count();
    ["tho-ngoc", "tho-ngoc-2025"].iter().map(|id| (id.to_string(), count(id))).collect()
}

#[test]
fn the_first_mention_of_each_unit_in_a_section_links() {
    let words = "## I. A\n\nTại xã Thọ Ngọc. Tại xã Thọ Ngọc cũ.\n\nỞ xã Thọ Ngọc. Ở xã Thọ Ngọc cũ.\n\n## II. B\n\nTại xã Thọ Ngọc.";
    let expected = [("tho-ngoc".to_owned(), 1), ("tho-ngoc-2025".to_owned(), 2)];
    assert_eq!(links(words), expected);
}

#[test]
fn words_above_a_list_or_a_column_are_of_what_stands_below() {
    let nothing = [("tho-ngoc".to_owned(), 0), ("tho-ngoc-2025".to_owned(), 0)];
    assert_eq!(links("Mô hình tại các xã cũ:\n\n- Xã Thọ Ngọc: 5 mô hình"), nothing);
    assert_eq!(links("| Xã cũ | Số |\n|---|---|\n| Thọ Ngọc | 5 |"), nothing);
    assert_eq!(links("> Tại xã Thọ Ngọc"), nothing);
    let todays = [("tho-ngoc".to_owned(), 0), ("tho-ngoc-2025".to_owned(), 1)];
    assert_eq!(links("Mô hình tại các xã:\n\n- Xã Thọ Ngọc: 5 mô hình"), todays);
    assert_eq!(links("| Xã | Số |\n|---|---|\n| Thọ Ngọc | 5 |"), todays);
}
