//! Whose everything is: generated histories of bodies, and no page that names a wrong one; and the cases of a district that ended.

use std::fmt::Write;

use congbo::inside::render::{Rendered, render};
use congbo::inside::site::{Site, Snapshot};
use congbo::inside::view::{Content, PageHead, View};

use crate::fixture;
use crate::random::Random;

/// A body of a generated history.
#[derive(Clone)]
struct Body {
    id: String,
    name: String,
    place: String,
    /// The first and the last year in which it is there.
    years: (i16, i16),
    successors: Vec<usize>,
    /// What it has in common with itself under other names.
    line: usize,
}

const FIRST: i16 = 2001;
const LAST: i16 = 2016;

/// Bodies that are renamed, merged and divided at the turn of years; now and then a new one bears the name of an old one.
fn history(random: &mut Random) -> Vec<Body> {
    let new = |bodies: &mut Vec<Body>, year: i16, name: String, place: Option<String>, line: Option<usize>| {
        let at = bodies.len();
        let place = place.unwrap_or_else(|| format!("xa-{at}"));
        let line = line.unwrap_or(at);
        bodies.push(Body { id: format!("ubnd-{at}"), name, place, years: (year, LAST), successors: Vec::new(), line });
        at
    };
    let mut bodies: Vec<Body> = Vec::new();
    let mut living: Vec<usize> = (0..1 + random.below(3))
        .map(|at| new(&mut bodies, FIRST, format!("Ủy ban nhân dân xã Bình {at}"), None, None))
        .collect();
    for year in FIRST + 1..LAST {
        // An old name returns, or a new one comes.
        let ended: Vec<String> =
            bodies.iter().filter(|body| body.years.1 < year - 1).map(|body| body.name.clone()).collect();
        let name = match (random.below(2), ended.len()) {
            (0, many) if many > 0 => ended[random.below(many)].clone(),
            _ => format!("Ủy ban nhân dân xã An {year}"),
        };
        let at = random.below(living.len());
        let body = living[at];
        match random.below(8) {
            0 => {
                let (place, line) = (bodies[body].place.clone(), bodies[body].line);
                let heir = new(&mut bodies, year, name, Some(place), Some(line));
                end(&mut bodies, body, year, vec![heir]);
                living[at] = heir;
            }
            1 if living.len() > 1 => {
                let other = living[(at + 1) % living.len()];
                let heir = new(&mut bodies, year, name, None, None);
                end(&mut bodies, body, year, vec![heir]);
                end(&mut bodies, other, year, vec![heir]);
                living.retain(|living| *living != body && *living != other);
                living.push(heir);
            }
            2 if living.len() < 5 => {
                let one = new(&mut bodies, year, name, None, None);
                let other = new(&mut bodies, year, format!("Ủy ban nhân dân xã Phú {year}"), None, None);
                end(&mut bodies, body, year, vec![one, other]);
                living.remove(at);
                living.extend([one, other]);
            }
            _ => {}
        }
    }
    bodies
}

fn end(bodies: &mut [Body], body: usize, year: i16, successors: Vec<usize>) {
    bodies[body].years.1 = year - 1;
    bodies[body].successors = successors;
}

/// A content folder in which each year has a period of a body that was there, and who that was.
fn content(random: &mut Random, bodies: &[Body]) -> (String, Vec<(i16, usize)>) {
    let mut text =
        "//- site.yaml\ntitle: Kho\nbase_url: https://example.gov.vn/\npublisher: {name: Cơ quan khác}\n".to_owned();
    text.push_str("//- issuers.yaml\n");
    for body in bodies {
        let successors: Vec<&str> = body.successors.iter().map(|heir| &*bodies[*heir].id).collect();
        let to = if body.years.1 < LAST { format!(", to: {}-12-31", body.years.1) } else { String::new() };
        let _ = writeln!(
            text,
            "- {{id: {}, name: {}, level: xa, place: {}, from: {}-01-01{to}, successors: [{}]}}",
            body.id,
            body.name,
            body.place,
            body.years.0,
            successors.join(", ")
        );
    }
    text.push_str("- {id: bo, name: Bộ, level: trung-uong}\n//- places.yaml\n");
    let mut places: Vec<&str> = bodies.iter().map(|body| &*body.place).collect();
    places.sort_unstable();
    places.dedup();
    places.iter().for_each(|place| {
        let _ = writeln!(text, "- {{id: {place}, name: Nơi {place}, kind: xa}}");
    });
    text.push_str("//- legal/a.yaml\n- {designation: 1/2010/TT-BKHCN, date: 2010-05-01, issuer: bo}\n");
    let mut reporters = Vec::new();
    for year in FIRST..=LAST {
        let there: Vec<usize> =
            (0..bodies.len()).filter(|body| (bodies[*body].years.0..=bodies[*body].years.1).contains(&year)).collect();
        let body = there[random.below(there.len())];
        reporters.push((year, body));
        let _ = write!(
            text,
            "//- {year}/period.yaml\ntitle: Năm {year}\nfrom: {year}-01-01\nto: {year}-12-31\nindicators:\n  - {{id: a, name: Số, value: {}}}\n\
             promises:\n  - {{id: viec, title: Việc}}\n//- {year}/models.yaml\n- {{id: mo-hinh, name: mô hình, hectares: 2}}\n- {{id: rieng-{year}, name: riêng {year}}}\n\
             //- {year}/bao-cao.md\n---\nissuer: {}\ndate: {year}-12-20\nsummary: Tổng kết\n---\n\nCó việc.\n",
            random.below(50),
            bodies[body].id
        );
    }
    (text, reporters)
}

/// The head and the content of a page.
fn page<'p>(site: &'p Snapshot, address: &str) -> (&'p PageHead, &'p Content) {
    match site.plan.get(address) {
        Some(View::Page { head, content, .. }) => (&**head, content),
        other => panic!("{address}: {other:?}"),
    }
}

#[test]
fn no_page_names_a_wrong_body_whatever_became_of_bodies() {
    for seed in 1..=120 {
        let mut random = Random(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15));
        let bodies = history(&mut random);
        let (text, reporters) = content(&mut random, &bodies);
        let mut site = Site::default();
        let update = site.update(&fixture::sources(&text), None, |_| {});
        assert!(
            update.diagnostics.iter().all(|said| said.code.id != "CB303"),
            "{seed}: {:?}\n{text}",
            update.diagnostics
        );
        let plan = site.good().unwrap_or_else(|| panic!("{seed}: {:?}\n{text}", update.diagnostics));
        for (at, (year, reporter)) in reporters.iter().enumerate() {
            let body = &bodies[*reporter];
            let earlier = &reporters[..at];
            for address in [format!("ky/{year}/"), format!("bao-cao/{year}/bao-cao/")] {
                let (head, _) = page(plan, &address);
                assert_eq!(head.creator.as_deref(), Some(&*body.name), "{seed} {address}\n{text}");
                assert_eq!(
                    head.spatial.as_deref(),
                    Some(&*format!("xã Nơi {}", body.place)),
                    "{seed} {address}\n{text}"
                );
                let card = head.authority.as_ref().unwrap_or_else(|| panic!("{address}"));
                assert_eq!(card.url.as_str(), format!("co-quan/{}/", body.id), "{seed} {address}");
                assert_eq!(card.ended, body.years.1 < LAST, "{seed} {address}");
            }
            let (_, Content::Period(period)) = page(plan, &format!("ky/{year}/")) else { panic!("{year}") };
            let is_own = |(_, other): &&(i16, usize)| bodies[*other].line == body.line;
            let own = earlier.iter().rev().find(is_own).map(|(year, _)| format!("ky/{year}/"));
            assert_eq!(period.compared.as_ref().map(|link| link.url.as_str().to_owned()), own, "{seed} {year}\n{text}");
            assert_eq!(period.follows, own.is_some(), "{seed} {year}");
            assert_eq!(period.crossing.is_some(), own.is_none() && at > 0, "{seed} {year}");
            assert_eq!(
                period.figures[0].change.as_ref().map(|change| change.period.url.as_str().to_owned()),
                own,
                "{seed} {year}"
            );
            let silent = period.model_movement.silent.len();
            let of_own = earlier.iter().filter(|(_, other)| bodies[*other].line == body.line).count();
            assert_eq!(silent, of_own, "{seed} {year}: only what the same body reported is missed\n{text}");
            let goes_on = reporters[at + 1..].iter().any(|(_, other)| bodies[*other].line == body.line);
            assert_eq!(period.promises[0].forgotten, goes_on, "{seed} {year}");
        }
        let (head, _) = page(plan, "van-ban/bo/tt-bkhcn/2010/1-2010/");
        assert_eq!((head.creator.as_deref(), head.spatial.as_deref()), (Some("Bộ"), Some("Việt Nam")), "{seed}");
    }
}

/// A district that ended, its heir, and a report of each.
fn district(site: &str) -> String {
    format!(
        "//- site.yaml
title: Kho
base_url: https://example.gov.vn/
publisher: {{name: UBND xã Thọ Ngọc}}
{site}
//- issuers.yaml
- {{id: ubnd-huyen, name: UBND huyện Triệu Sơn, level: huyen, place: huyen, to: 2025-06-30, ended_by: 203/2025/QH15, successors: [ubnd-xa]}}
- {{id: ubnd-xa, name: UBND xã Thọ Ngọc, level: xa, place: xa-moi, from: 2025-07-01}}
- {{id: quoc-hoi, name: Quốc hội, level: trung-uong}}
//- places.yaml
- {{id: huyen, name: Triệu Sơn, kind: huyen, to: 2025-06-30, successors: [xa-moi, xa-moi-khac]}}
- {{id: xa-cu, name: Thọ Ngọc, kind: xa, within: huyen, to: 2025-06-30, successors: [xa-moi]}}
- {{id: xa-khac, name: Thọ Sơn, kind: xa, within: huyen, to: 2025-06-30, successors: [xa-moi-khac]}}
- {{id: xa-moi, name: Thọ Ngọc, kind: xa, from: 2025-07-01}}
- {{id: xa-moi-khac, name: Thọ Bình, kind: xa, from: 2025-07-01}}
//- legal/a.yaml
- {{designation: 203/2025/QH15, kind: nghi-quyet, date: 2025-06-16, issuer: quoc-hoi}}
- {{designation: 1/QĐ-UBND, date: 2020-01-05, issuer: ubnd-huyen, effective_from: 2020-01-05}}
- {{designation: 2/QĐ-UBND, date: 2021-01-05, issuer: ubnd-huyen, replaces: [1/QĐ-UBND]}}
//- 2024-h1/period.yaml
title: 6 tháng đầu năm 2024
from: 2024-01-01
to: 2024-06-30
indicators:
  - {{id: dien-tich, name: Diện tích, value: 14, unit: ha, models: [sen, gai]}}
promises:
  - {{id: viec, title: Việc của huyện}}
//- 2024-h1/models.yaml
- {{id: sen, name: trồng sen, places: [xa-cu], hectares: 6}}
- {{id: gai, name: trồng gai, places: [xa-khac], hectares: 8}}
//- 2024-h1/bao-cao.md
---
issuer: ubnd-huyen
date: 2024-06-20
summary: Sơ kết
---

Có việc.
//- 2026-h1/period.yaml
title: 6 tháng đầu năm 2026
from: 2026-01-01
to: 2026-06-30
indicators:
  - {{id: dien-tich, name: Diện tích, value: 7, unit: ha, models: [sen]}}
//- 2026-h1/models.yaml
- {{id: sen, name: trồng sen, places: [xa-moi], hectares: 7}}
//- 2026-h1/bao-cao.md
---
issuer: ubnd-xa
date: 2026-06-20
summary: Sơ kết
---

Có việc.
"
    )
}

fn made(text: &str) -> Snapshot {
    let mut site = Site::default();
    let update = site.update(&fixture::sources(text), None, |_| {});
    site.good().cloned().unwrap_or_else(|| panic!("{:?}", update.diagnostics))
}

#[test]
fn a_commune_is_not_compared_with_its_district_but_with_its_own_part_of_it() {
    let site = made(&district("issuer: ubnd-xa\nplace: xa-moi"));
    let (_, Content::Period(period)) = page(&site, "ky/2026-h1/") else { panic!("a period") };
    let figure = &period.figures[0];
    assert!(figure.change.is_none() && period.model_movement.silent.is_empty());
    let crossing = period.crossing.as_ref().expect("a word on it");
    assert!(crossing.told && &*crossing.body.as_ref().expect("a body").title == "UBND huyện Triệu Sơn");
    let sum = figure.forerunners.as_ref().expect("what it was made of is known");
    assert_eq!(sum.total.to_string(), "6");
    assert_eq!((sum.rows.len(), sum.places.len()), (1, 1));
    let (_, Content::Promises(promises)) = page(&site, "viec-de-ra/") else { panic!("promises") };
    assert!(promises.rows[0].closed && promises.forgotten == 0);
}

#[test]
fn a_sum_over_forerunners_is_not_guessed() {
    let whole = district("issuer: ubnd-xa");
    for (what, old, new) in [
        ("the figure has more than its rows", "value: 14", "value: 15"),
        (
            "a place was divided",
            "successors: [xa-moi]}\n- {id: xa-khac",
            "successors: [xa-moi, xa-moi-khac]}\n- {id: xa-khac",
        ),
        ("what became of a place is not told", ", successors: [xa-moi-khac]", ""),
        (
            "a part lay elsewhere",
            "id: xa-cu, name: Thọ Ngọc, kind: xa, within: huyen",
            "id: xa-cu, name: Thọ Ngọc, kind: xa",
        ),
        ("a model lay on both sides", "places: [xa-cu]", "places: [xa-cu, xa-khac]"),
        ("a part is not known", "places: [xa-cu], hectares: 6", "places: [xa-cu]"),
    ] {
        assert!(whole.contains(old), "{what}");
        let site = made(&whole.replace(old, new));
        let (_, Content::Period(period)) = page(&site, "ky/2026-h1/") else { panic!("a period") };
        assert!(period.figures[0].forerunners.is_none(), "{what}");
    }
}

#[test]
fn a_body_that_ended_says_so_on_each_of_its_pages_and_the_publisher_is_only_the_publisher() {
    let text = district("issuer: ubnd-huyen");
    let mut sources = fixture::sources(&text);
    let (said, change) = Site::default().once(&mut sources, None, |_| {});
    let site = change.unwrap_or_else(|| panic!("{said:?}")).site;
    let html = |address: &str| match render(&site.theme, site.plan.get(address).expect(address)) {
        Ok(Rendered::Text(text)) => text,
        other => panic!("{other:?}"),
    };
    for address in [
        "",
        "ky/2024-h1/",
        "bao-cao/2024-h1/bao-cao/",
        "mo-hinh/gai/",
        "co-quan/ubnd-huyen/",
        "van-ban/ubnd-huyen/qd-ubnd/2021/2/",
    ] {
        let page = html(address);
        assert!(page.contains("hoạt động đến hết ngày 30/6/2025"), "{address}");
        assert!(page.contains("Nghị quyết số 203/2025/QH15</a>") && page.contains("UBND xã Thọ Ngọc</a>"), "{address}");
        assert!(page.contains("DCTERMS.spatial\" content=\"huyện Triệu Sơn\""), "{address}");
        assert!(page.contains("DCTERMS.publisher\" content=\"UBND xã Thọ Ngọc\""), "{address}");
    }
    let report = html("bao-cao/2024-h1/bao-cao/");
    assert!(report.contains("DCTERMS.creator\" content=\"UBND huyện Triệu Sơn\""));
    assert!(report.contains("\"spatialCoverage\":{\"@type\":\"AdministrativeArea\",\"name\":\"huyện Triệu Sơn\"}"));
    let law = html("van-ban/quoc-hoi/qh15/2025/203-2025/");
    assert!(law.contains("DCTERMS.spatial\" content=\"Việt Nam\"") && !law.contains("hoạt động đến hết"));
    assert!(law.contains("\"legislationJurisdiction\":{\"@type\":\"AdministrativeArea\",\"name\":\"Việt Nam\"}"));
    assert!(!html("ky/2026-h1/").contains("hoạt động đến hết"));
    assert!(html("").contains("Phông lưu trữ đã đóng") && html("feed.xml").contains("Phông lưu trữ đã đóng"));
    let replaced = html("van-ban/ubnd-huyen/qd-ubnd/2020/1/");
    assert!(replaced.contains("bị thay thế bởi") && replaced.contains(", không ghi ngày"));
    assert!(!replaced.contains("không rõ hiệu lực"));
    let body = html("co-quan/ubnd-xa/");
    assert!(body.contains("class=\"succession\"") && body.contains("UBND huyện Triệu Sơn</a>"));
}

#[test]
fn a_report_is_read_where_its_period_says_that_it_is_about() {
    let text = |place: &str| {
        format!(
            "//- site.yaml
title: Kho
base_url: https://example.gov.vn/
publisher: {{name: Sở}}
place: huyen-mot
//- places.yaml
- {{id: huyen-mot, name: Ngọc Lặc, kind: huyen}}
- {{id: huyen-hai, name: Yên Định, kind: huyen}}
- {{id: minh-son-mot, name: Minh Sơn, kind: xa, within: huyen-mot}}
- {{id: minh-son-hai, name: Minh Sơn, kind: xa, within: huyen-hai}}
//- 2024-h1/period.yaml
title: 6 tháng đầu năm 2024
from: 2024-01-01
to: 2024-06-30
{place}
//- 2024-h1/bao-cao.md
---
date: 2024-06-20
summary: Sơ kết
---

Có việc ở xã Minh Sơn.
"
        )
    };
    for (place, linked, other) in
        [("", "xa/minh-son-mot/", "xa/minh-son-hai/"), ("place: huyen-hai", "xa/minh-son-hai/", "xa/minh-son-mot/")]
    {
        let site = made(&text(place));
        let view = site.plan.get("bao-cao/2024-h1/bao-cao/").expect("the report has a page");
        let Ok(Rendered::Text(html)) = render(&site.theme, view) else { panic!("a page") };
        assert!(html.contains(linked) && !html.contains(other), "{place:?}: {html}");
    }
}
