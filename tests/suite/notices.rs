//! What was said of a report after it was published is shown wherever the report is.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use congbo::inside::render::{Rendered, render};
use congbo::inside::site::Site;

use crate::fixture;

const SITE: &str = "\
//- site.yaml
title: Kho mẫu
base_url: https://example.gov.vn/
publisher:
  name: UBND huyện
//- 2022-h1/period.yaml
title: Kỳ đầu
from: 2022-01-01
to: 2022-06-30
//- 2022-h1/bao-cao.md
---
summary: Sơ kết
date: 2022-06-15
notices:
  - kind: dinh-chinh
    date: 05/8/2022
    reason: Ghi sai đơn vị tính
    changes: Biểu 1 ghi 120 ha, sửa thành 102 ha.
  - kind: thu-hoi
    date: 01/9/2022
    reason: Tính lại toàn bộ số liệu.
    by: bao-cao-2.md
---
Trồng sen 102 ha.
//- 2022-h1/bao-cao-2.md
---
summary: Sơ kết, tính lại
date: 2022-08-31
---
Trồng sen 90 ha.
";

fn made() -> BTreeMap<String, String> {
    let (said, change) = Site::default().once(&mut fixture::sources(SITE), None, |_| {});
    let site = change.unwrap_or_else(|| panic!("{:?}", said.first())).site;
    assert_eq!(said, []);
    let text = |view| match render(&site.theme, view).expect("the theme renders") {
        Rendered::Text(text) => text,
        Rendered::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Rendered::Attachment(_) | Rendered::Narrowed(_) => String::new(),
    };
    site.plan.pages.iter().map(|(url, view)| (url.file(), text(view))).collect()
}

#[test]
fn notices_stand_above_the_words_which_remain() {
    let page = &made()["bao-cao/2022-h1/bao-cao/index.html"];
    let places = [
        "<strong>Đã thu hồi</strong> ngày 01/9/2022",
        "<strong>Đã đính chính</strong> ngày 05/8/2022",
        "Trồng sen 102 ha.",
    ];
    let found: Vec<usize> = places.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("{words}"))).collect();
    assert!(found.is_sorted(), "{found:?}");
    assert!(page.contains("Biểu 1 ghi 120 ha, sửa thành 102 ha."));
    assert!(page.contains("<a href=\"/bao-cao/2022-h1/bao-cao-2/\" lang=\"vi\">Sơ kết, tính lại</a>"));
    assert_eq!(page.matches("role=\"note\"").count(), 2);
    assert!(page.contains("<meta name=\"DCTERMS.modified\" content=\"2022-09-01\">"));
}

#[test]
fn lists_feed_data_and_search_tell_of_them() {
    let made = made();
    for list in ["index.html", "ky/2022-h1/index.html"] {
        assert_eq!(made[list].matches("Đã thu hồi").count(), 1, "{list}");
    }
    let feed = &made["feed.xml"];
    let entry = &feed[feed.find("/bao-cao/2022-h1/bao-cao/").unwrap()..];
    assert!(entry.contains("<updated>2022-09-01T00:00:00+07:00</updated>"));
    assert!(entry.contains(
        "<summary>Thu hồi ngày 01/9/2022: Tính lại toàn bộ số liệu. Đính chính ngày 05/8/2022: Ghi sai đơn vị tính. \
         Biểu 1 ghi 120 ha, sửa thành 102 ha. Sơ kết</summary>"
    ));
    let csv = &made["du-lieu/bao-cao.csv"];
    assert!(csv.contains(",thu-hoi,2022-09-01,"), "{csv}");
    let found = made.iter().filter(|(file, _)| file.starts_with("tim-kiem/"));
    assert!(found.into_iter().any(|(_, text)| text.contains("Báo cáo, đã thu hồi")));
}

#[test]
fn machines_are_told_in_the_words_of_schema_org() {
    let page = &made()["bao-cao/2022-h1/bao-cao/index.html"];
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let data: serde_json::Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
    let report = &data["@graph"][1];
    assert_eq!(report["creativeWorkStatus"], "Thu hồi");
    assert_eq!(report["dateModified"], "2022-09-01");
    let correction = &report["correction"][0];
    assert_eq!(correction["@type"], "CorrectionComment");
    assert_eq!(correction["text"], "Biểu 1 ghi 120 ha, sửa thành 102 ha.");
}

#[test]
fn a_notice_of_a_day_to_come_is_told() {
    let day = trichdan::calendar::day::day("2022-08-31").unwrap();
    let said = Site::default().update(&fixture::sources(SITE), Some(day), |_| {}).diagnostics;
    let told: Vec<&str> = said.iter().map(|diagnostic| diagnostic.message.en.as_str()).collect();
    assert_eq!(told, ["the notice of 01/9/2022 is of a day after that of the build, 31/8/2022"]);
}
