//! The law, lives, names and series by value: each file under `data/tables/` is a content folder and, below `//=`, what the
//! archive makes of it, a line for each question. `UPDATE_EXPECT=1` rewrites the answers; read each.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use congbo::inside::link::Archive;
use congbo::inside::link::names::Bearer;
use congbo::inside::link::report::ReportIndex;
use congbo::inside::link::resolve::Resolution;
use congbo::inside::site::Site;
use trichdan::calendar::{Date, parse_iso};

use crate::fixture::{self, check_golden};

#[track_caller]
fn check(name: &str, show: fn(&Archive<'_>, &str) -> String) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/suite/data/tables/{name}.txt"));
    let golden = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (input, _) = golden.split_once("//=").expect("a line `//=` ends the content");
    let mut site = Site::default();
    let update = site.update(&fixture::sources(input), None, |_| {});
    let mut shown = format!("{input}//=\n{}", show(site.archive().expect("an update makes an archive"), input));
    for diagnostic in update.diagnostics {
        let _ = writeln!(shown, "{} {}", diagnostic.code.id, diagnostic.message.en);
    }
    check_golden(&path, &shown);
}

/// The days that a file's remark asks about: `days: 2020-01-09 2020-01-10`.
fn days(input: &str) -> Vec<Date> {
    let line = input.lines().find_map(|line| line.strip_prefix("days: ")).expect("a line `days:` in the remark");
    line.split(' ').map(|day| parse_iso(day).unwrap_or_else(|| panic!("{day}"))).collect()
}

fn place(archive: &Archive<'_>, index: usize) -> String {
    archive.places.get(index).id.value.to_string()
}

/// Document by document: its status on each day, since when and by what.
fn law(archive: &Archive<'_>, input: &str) -> String {
    let mut shown = String::new();
    for (index, document) in archive.register.iter() {
        let _ = writeln!(shown, "{}", document.entry.value.designation.value);
        for day in days(input) {
            let found = archive.status(index, day);
            let by = found.by.map(|by| archive.register.document(by).entry.value.designation.value.clone());
            let since = found.since.map(|since| format!(" since {since}")).unwrap_or_default();
            let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
            let _ = writeln!(shown, "  {day} {:?}{since}{by}", found.status.word());
        }
    }
    shown
}

/// Document by document: what it does to others and what others do to it.
fn relations(archive: &Archive<'_>, _input: &str) -> String {
    let mut shown = String::new();
    for (index, document) in archive.register.iter() {
        let _ = writeln!(shown, "{}", document.entry.value.designation.value);
        for (relation, other) in archive.register.relations(index) {
            let other = &archive.register.document(*other).entry.value.designation.value;
            let _ = writeln!(shown, "  {} {other}", relation.word());
        }
    }
    shown
}

/// Report by report: what each name and each citation of it means on its day.
fn meanings(archive: &Archive<'_>, _input: &str) -> String {
    let mut shown = String::new();
    for (index, report) in (0..).zip(&archive.reports) {
        let _ = writeln!(shown, "{} of {}", report.entry.path, report.law_date);
        for citing in archive.reports_citing.get(&ReportIndex(index)).into_iter().flatten() {
            let _ = writeln!(shown, "  cited by {}", archive.report(*citing).entry.path);
        }
        for (site, bearer) in report.entry.body.mentions.iter().zip(&report.mentions) {
            let means = match bearer {
                Some(Bearer::Place(index)) => place(archive, *index),
                Some(Bearer::Model(id)) => format!("model {id}"),
                Some(Bearer::Row(row)) => format!("row {} of register {}", row.row, row.ledger),
                None => "-".to_owned(),
            };
            let _ = writeln!(shown, "  {} = {means}", site.surface);
        }
        for (site, resolution) in report.entry.body.citations.iter().zip(&report.citations) {
            let means = match resolution {
                Resolution::Found(index) => {
                    let entry = archive.register.document(*index).entry.value;
                    let issuer = entry.issuer.as_ref().map_or("-", |issuer| issuer.value.as_str());
                    let date = entry.date.as_ref().map_or("-".to_owned(), |date| date.value.to_string());
                    format!("{} {issuer} {date}", entry.designation.value)
                }
                other => format!("{other:?}"),
            };
            let _ = writeln!(shown, "  {} = {means}", site.surface);
        }
    }
    shown
}

/// Models and tasks period by period, and what became of promises.
fn series(archive: &Archive<'_>, _input: &str) -> String {
    let mut shown = String::new();
    for (id, series) in &archive.models {
        let periods: Vec<String> = series.entries.iter().map(|(period, _)| period.to_string()).collect();
        let (first, _) = series.first();
        let _ = writeln!(
            shown,
            "model {id}: {}; last {}; before {first}: {}",
            periods.join(" "),
            series.last().0,
            series.before(*first).is_some()
        );
    }
    for (id, series) in &archive.tasks {
        let states: Vec<String> =
            series.entries.iter().map(|(period, task)| format!("{period} {}", task.value.state.word())).collect();
        let _ = writeln!(shown, "task {id}: {}", states.join(", "));
    }
    for link in &archive.promises {
        let outcomes: Vec<String> = link.outcomes.iter().map(|(period, _)| period.to_string()).collect();
        let _ = writeln!(shown, "promise {}/{}: [{}]", link.period, link.promise.id.value, outcomes.join(" "));
    }
    shown
}

/// Place by place: what came of it, and how far it is certain in which way.
fn successions(archive: &Archive<'_>, _input: &str) -> String {
    let mut shown = String::new();
    for (index, place) in archive.places.iter() {
        let heirs: Vec<String> =
            archive.places.successors(index).iter().map(|heir| self::place(archive, *heir)).collect();
        let way = archive.places.succession(index).map_or("-", |way| way.word());
        let _ = writeln!(shown, "{}: {way} [{}]", place.id.value, heirs.join(" "));
    }
    shown
}

/// The addresses of all pages, of which no two are one.
fn addresses(input: &str) -> String {
    let mut site = Site::default();
    site.update(&fixture::sources(input), None, |_| {});
    let Some(plan) = site.good().map(|good| &good.plan) else { return "no site: errors\n".to_owned() };
    let documents = plan.pages.iter().map(|(url, _)| url.as_str()).filter(|url| url.starts_with("van-ban/"));
    documents.map(|url| format!("{url}\n")).collect()
}

#[test]
fn the_law_on_each_day() {
    check("law", law);
}

#[test]
fn what_documents_do_to_each_other() {
    check("relations", relations);
}

#[test]
fn names_on_the_days_around_the_end_of_a_commune() {
    check("lives", meanings);
}

#[test]
fn names_that_a_unit_bore_one_after_the_other() {
    check("former-names", meanings);
}

#[test]
fn what_came_of_units() {
    check("successions", successions);
}

#[test]
fn names_and_numbers_of_several() {
    check("choices", meanings);
}

#[test]
fn things_over_periods() {
    check("series", series);
}

#[test]
fn documents_that_nearly_share_an_address() {
    check("collisions", |_, input| addresses(input));
    check("clashes", |_, input| addresses(input));
}
