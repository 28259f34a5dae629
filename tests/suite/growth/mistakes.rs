//! Mistakes cost no more in a large site than in a small one: twice as many take about twice the time, printing included.

use std::fmt::Write;

use congbo::inside::diagnostic::Language;
use congbo::inside::print::{Look, human};
use congbo::inside::site::Site;
use congbo::inside::source::Sources;

use super::rate::cost::{Cost, in_one_thread, measure};
use crate::fixture;

/// How many mistakes at first; then twice and four times as many, all with numbers of four digits.
const FIRST: usize = 200;

/// Each is timed so often, and the shortest time counts: a machine is disturbed, never helped.
const TRIES: usize = 3;

/// How many times more time twice as many may take: the machine has other work.
const TIME_PER_DOUBLING: f64 = 2.7;

/// What every site has before its mistakes.
const BASE: &str = "//- site.yaml\ntitle: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n\
    //- 2022-h1/period.yaml\ntitle: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n";

#[test]
fn broken_links() {
    check("a folder was renamed", |count, site| {
        reports(count, site, |report| {
            format!("[a](/bao-cao-cu/2022-h1/r-{report:04}/) [b](/tin-tuc/gone-{report:04}/)")
        });
    });
    check("the pages are gone", |count, site| {
        reports(count, site, |report| {
            format!("[a](/bao-cao/2022-h1/gone-{report:04}/) [b](/bao-cao/2021-h1/cu-{report:04}/)")
        });
    });
}

#[test]
fn broken_anchors() {
    check("of one long text", |count, site| {
        *site += "//- 2022-h1/dai.md\n---\nsummary: Dài\n---\n";
        (0..count).for_each(|section| write!(site, "\n## Phần {section:04} hay\n").expect("a text takes all"));
        reports(count, site, |report| format!("[a](/bao-cao/2022-h1/dai/#phan-{report:04}-hai)"));
    });
}

#[test]
fn unknown_ids() {
    check("each another", |count, site| places_and_models(count, site, |model| format!("xa-sai-{model:04}")));
    check("one id", |count, site| places_and_models(count, site, |_| "xa-sai".to_owned()));
}

#[test]
fn one_id_for_all() {
    check("models", |count, site| {
        *site += "//- 2022-h1/models.yaml\n";
        for model in 0..count * 4 {
            write!(site, "- id: mot\n  name: Mô hình {model:04}\n  status: dang-trien-khai\n")
                .expect("a text takes all");
        }
    });
}

#[test]
fn successors() {
    check("a chain", |count, site| chain(count * 2, site, None));
    check("a ring", |count, site| chain(count * 2, site, Some(0)));
    check("a chain into a ring", |count, site| chain(count * 2, site, Some(count)));
}

#[test]
fn outcomes_of_no_promise() {
    check("of one period", |count, site| {
        *site += "promises:\n";
        (0..count)
            .for_each(|promise| write!(site, "- id: viec-{promise:04}\n  title: Việc\n").expect("a text takes all"));
        *site += "//- 2022-h2/period.yaml\ntitle: Kỳ\nfrom: 2022-07-01\nto: 2022-12-31\noutcomes:\n";
        for promise in 0..count {
            write!(site, "- promise: 2022-h1/viec-sai-{promise:04}\n  state: da-lam\n").expect("a text takes all");
        }
    });
}

#[test]
fn missing_files() {
    check("with the ending in capitals", |count, site| {
        for file in 0..count {
            write!(
                site,
                "//- 2022-h1/files/quet-{file:04}.pdf\n%PDF\n\
                 //- 2022-h1/r-{file:04}.md\n---\nsummary: Báo cáo\nfiles: [quet-{file:04}.PDF]\n---\n\nVăn bản.\n"
            )
            .expect("a text takes all");
        }
    });
}

/// A report for each number, with a text of its own.
fn reports(count: usize, site: &mut String, text: impl Fn(usize) -> String) {
    for report in 0..count {
        let text = text(report);
        write!(site, "//- 2022-h1/r-{report:04}.md\n---\nsummary: Báo cáo {report:04}\n---\n\n{text}\n")
            .expect("a text takes all");
    }
}

/// Communes, and models in communes that are not there.
fn places_and_models(count: usize, site: &mut String, place: impl Fn(usize) -> String) {
    *site += "//- places.yaml\n";
    (0..count)
        .for_each(|place| write!(site, "- id: xa-so-{place:04}\n  name: Xã\n  kind: xa\n").expect("a text takes all"));
    *site += "//- 2022-h1/models.yaml\n";
    for model in 0..count {
        let place = place(model);
        write!(site, "- id: m-{model:04}\n  name: Mô hình\n  places: [{place}]\n").expect("a text takes all");
    }
}

/// Communes that each became the next, and the last one of them an earlier one.
fn chain(count: usize, site: &mut String, back_to: Option<usize>) {
    *site += "//- places.yaml\n";
    for place in 0..count {
        write!(site, "- id: xa-so-{place:06}\n  name: Xã\n  kind: xa\n").expect("a text takes all");
        if let Some(next) = (place + 1 < count).then_some(place + 1).or(back_to) {
            writeln!(site, "  successors: [xa-so-{next:06}]").expect("a text takes all");
        }
    }
}

#[track_caller]
fn check(name: &str, mistakes: impl Fn(usize, &mut String)) {
    let cost = |count: usize| {
        let mut site = BASE.to_owned();
        mistakes(count, &mut site);
        let sources = fixture::sources(&site);
        in_one_thread(|| (0..TRIES).map(|_| build(&sources)).min_by_key(|cost| cost.time)).unwrap_or_default()
    };
    let [few, many] = [1, 4].map(|times| cost(FIRST * times));
    let most = super::PER_DOUBLING * super::PER_DOUBLING;
    let most_time = TIME_PER_DOUBLING * TIME_PER_DOUBLING;
    let time = many.time.as_secs_f64() / few.time.as_secs_f64();
    let memory = many.allocated as f64 / few.allocated as f64;
    assert!(
        time <= most_time && memory <= most,
        "{name}: four times as many cost {time:.1} times the time, {memory:.1} the memory"
    );
}

/// Reads, links and plans a site, and prints what there is to say of it.
fn build(sources: &Sources) -> Cost {
    let look = Look { language: Language::Vietnamese, color: false, folder: "" };
    let work = || {
        let update = Site::default().update(sources, None, |_| {});
        human(&update.diagnostics, sources, &look)
    };
    measure(work, |text| text.len() as u64).1
}
