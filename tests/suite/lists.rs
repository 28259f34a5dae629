//! Lists that hold at any size: every address that begins another is a page, no page lists everything, and what several
//! periods report of one thing is one thing.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use congbo::inside::render::{Rendered, Theme, render};
use congbo::inside::site::Site;
use congbo::inside::view::View;

use crate::fixture;

/// A site as a reader finds it.
struct Made {
    pages: Vec<(String, View)>,
    theme: Arc<Theme>,
}

impl Made {
    fn page(&self, address: &str) -> String {
        let found = self.pages.iter().find(|(url, _)| url == address);
        let (_, view) = found.unwrap_or_else(|| panic!("no page at /{address}"));
        match render(&self.theme, view) {
            Ok(Rendered::Text(text)) => text,
            other => panic!("{other:?}"),
        }
    }
}

/// A site of so many periods with so many reports each; all list the same tasks and models, and cite alike.
fn made(periods: usize, reports: usize) -> Made {
    let mut text = String::from(
        "//- site.yaml\ntitle: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n\
         //- issuers.yaml\n- id: ubnd-tinh\n  name: UBND tỉnh\n  level: tinh\n\
         //- legal/chung.yaml\n- designation: 12/QĐ-UBND\n  date: 2015-03-01\n  issuer: ubnd-tinh\n\
         - designation: 7/KH-UBND\n  date: 2016-03-01\n  issuer: ubnd-tinh\n\
         - designation: Luật Khoa học và công nghệ 2013\n  kind: luat\n  date: 2013-06-18\n",
    );
    for index in 0..periods {
        let (year, half) = (2022 - index / 2, 2 - index % 2);
        let id = format!("{year}-h{half}");
        let (from, to) = if half == 1 { ("01-01", "06-30") } else { ("07-01", "12-31") };
        let _ = write!(text, "//- {id}/period.yaml\ntitle: Kỳ {id}\nfrom: {year}-{from}\nto: {year}-{to}\n");
        let _ = writeln!(text, "//- {id}/tasks.yaml");
        for task in [2, 10, 1, 3] {
            let _ = write!(text, "- id: nv-{task}\n  name: Nhiệm vụ {task}\n  level: tinh\n  state: chuyen-tiep\n");
        }
        let _ = writeln!(text, "//- {id}/models.yaml");
        for model in 1..=reports {
            let _ = write!(text, "- id: mh-{model}\n  name: Mô hình {model}\n  field: Trồng trọt\n  hectares: 2\n");
        }
        for report in 1..=reports {
            let _ = write!(
                text,
                "//- {id}/bao-cao-{report}.md\n---\nsummary: Sơ kết {id} số {report}\n---\n\n## 1. Kết quả\n\n\
                 Thực hiện Quyết định số 12/QĐ-UBND ngày 01/3/2015 về phát triển {report}.\n\n"
            );
        }
    }
    let mut sources = fixture::sources(&text);
    let (said, change) = Site::default().once(&mut sources, None, |_| {});
    let site = change.unwrap_or_else(|| panic!("{said:?}")).site;
    let pages = site.plan.pages.iter().map(|(url, view)| (url.to_string(), view.clone())).collect();
    Made { pages, theme: site.theme }
}

#[track_caller]
fn rows(page: &str) -> usize {
    page.matches("<tr data-of=").count()
}

#[test]
fn every_address_that_begins_another_is_a_page() {
    let made = made(12, 30);
    let all: BTreeSet<&str> = made.pages.iter().map(|(url, _)| url.as_str()).collect();
    let for_readers = made.pages.iter().filter(|(_, view)| !matches!(view, View::Shard(_)));
    for (url, _) in for_readers {
        for (end, _) in url.match_indices('/') {
            assert!(all.contains(&url[..=end]), "/{url} stands below /{}, which is no page", &url[..=end]);
        }
    }
    for address in
        ["ky/", "bao-cao/", "bao-cao/2022-h1/", "van-ban/ubnd-tinh/qd-ubnd/", "van-ban/nam/", "van-ban/luat/"]
    {
        assert!(made.page(address).contains("<h1"), "{address}");
    }
    assert!(made.page("van-ban/ubnd-tinh/").contains(">QĐ-UBND</a>"));
    assert!(made.page("van-ban/ubnd-tinh/qd-ubnd/2015/").contains("12/QĐ-UBND"));
    let document = made.page("van-ban/ubnd-tinh/qd-ubnd/2015/12/");
    assert!(document.contains("href=\"/van-ban/ubnd-tinh/qd-ubnd/2015/\">2015</a>"), "the way there is shown");
}

#[test]
fn home_and_a_period_stay_short_and_say_where_the_rest_is() {
    let made = made(49, 30);
    let home = made.page("");
    assert!(home.contains("49 kỳ báo cáo") && home.contains("1470 báo cáo"), "{home}");
    assert!(home.matches("href=\"/ky/20").count() < 12 && home.matches("href=\"/bao-cao/2022-h2/").count() < 6);
    let period = made.page("ky/2022-h2/");
    assert!(period.matches("href=\"/bao-cao/2022-h2/").count() < 25);
    assert!(period.contains("href=\"/bao-cao/2022-h2/\">") && period.contains("href=\"/ky/2022-h2/mo-hinh/\">"));
    assert!(period.contains("<a href=\"#mo-hinh\">Mô hình</a> <span class=\"count\">30</span>"));
    assert_eq!(rows(&made.page("bao-cao/2022-h2/")), 30);
    assert_eq!(rows(&made.page("ky/")), 49);
}

#[test]
fn what_several_periods_report_is_counted_once() {
    let made = made(12, 1);
    let tasks = made.page("nhiem-vu/");
    assert!(tasks.contains("4 nhiệm vụ") && rows(&tasks) == 4, "{tasks}");
    assert_eq!(rows(&made.page("nhiem-vu/ky/2020-h1/")), 4);
    let document = made.page("van-ban/ubnd-tinh/qd-ubnd/2015/12/");
    assert_eq!(document.matches("<blockquote").count(), 1, "twelve periods say the same");
    assert_eq!(document.matches("/#muc-1.1\">Kỳ ").count(), 11);
}

#[test]
fn a_filter_that_leaves_no_choice_is_not_shown_and_its_address_leads_on() {
    let made = made(12, 1);
    assert!(!made.page("mo-hinh/").contains("facet-field"));
    assert!(made.page("mo-hinh/linh-vuc/trong-trot/").contains("url=/mo-hinh/\""));
    assert!(made.page("van-ban/").contains("facet-year"));
    assert!(made.page("van-ban/").contains("data-of=\"nam/2015/ loai/quyet-dinh/ ubnd-tinh/ hieu-luc/khong-ro/\""));
}

#[test]
fn a_chart_is_over_periods_of_one_kind() {
    let mut text = String::from(
        "//- site.yaml\ntitle: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n",
    );
    for (id, from, to) in [
        ("2021-h1", "01-01", "06-30"),
        ("2021-q3", "07-01", "09-30"),
        ("2021-h2", "07-01", "12-31"),
        ("2022-h1", "01-01", "06-30"),
    ] {
        let year = &id[..4];
        let _ = write!(
            text,
            "//- {id}/period.yaml\ntitle: Kỳ {id}\nfrom: {year}-{from}\nto: {year}-{to}\n\
             //- {id}/models.yaml\n- id: sen\n  name: Trồng sen\n  hectares: 2\n"
        );
    }
    let mut sources = fixture::sources(&text);
    let (_, change) = Site::default().once(&mut sources, None, |_| {});
    let site = change.unwrap().site;
    let Ok(Rendered::Text(home)) = render(&site.theme, site.plan.get("").unwrap()) else { panic!("no home") };
    let (_, chart) = home.split_once("<figure class=\"chart\">").unwrap();
    assert!(chart.contains("Kỳ 2021-h2") && !chart.contains("Kỳ 2021-q3"));
}
