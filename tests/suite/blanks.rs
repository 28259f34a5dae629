//! Blank in the original, and merely not entered: only the first is called blank in public.

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
title: Kỳ
from: 2022-01-01
to: 2022-06-30
//- 2022-h1/bao-cao.md
---
summary: Sơ kết
";

/// What the report's page says of what its front matter lacks, and what the list of blanks has of it.
fn said(front: &str) -> (Vec<&'static str>, usize) {
    let sources = fixture::sources(&format!("{SITE}{front}---\n\nVăn bản.\n"));
    let update = Site::default().update(&sources, None, |_| {});
    let site = update.change.expect("the site is sound").site;
    let page = |address: &str| {
        let view = site.plan.get(address).expect("the page is planned");
        let Ok(Rendered::Text(page)) = render(&site.theme, view) else { panic!("the page is text") };
        page
    };
    let report = page("bao-cao/2022-h1/bao-cao/");
    let words = ["Bản gốc để trống:", "cơ quan để trống", "chữ ký để trống", "chưa nhập"];
    let list = page("de-trong/");
    (words.into_iter().filter(|words| report.contains(words)).collect(), list.matches("<span class=\"blank\">").count())
}

#[test]
fn only_what_is_blank_in_the_original_is_called_so() {
    for (front, expected) in [
        ("", (vec!["chưa nhập"], 0)),
        ("designation: 12/BC-UBND\ndate: 2022-06-15\n", (vec!["chưa nhập"], 0)),
        ("designation: /BC-UBND\n", (vec!["Bản gốc để trống:", "chưa nhập"], 1)),
        ("date_written: ngày tháng 6 năm 2022\n", (vec!["Bản gốc để trống:", "chưa nhập"], 1)),
        ("date_written: ngày 31 tháng 6 năm 2022\n", (vec!["chưa nhập"], 0)),
        ("signatures:\n  - authority: [CHỦ TỊCH]\n", (vec!["chưa nhập"], 0)),
        (
            "signatures:\n  - authority: [CHỦ TỊCH]\nblanks: [chu-ky]\n",
            (vec!["Bản gốc để trống:", "chữ ký để trống", "chưa nhập"], 1),
        ),
        ("issuer_written: UBND HUYỆN A\nblanks: [so, ngay, co-quan]\n", (vec!["Bản gốc để trống:"], 2)),
        ("blanks: [so, ngay, co-quan]\n", (vec!["Bản gốc để trống:", "cơ quan để trống"], 3)),
    ] {
        assert_eq!(said(front), expected, "{front}");
    }
}
