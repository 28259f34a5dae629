//! Links to files and pages, in every form that editors and file managers write.

use congbo::inside::diagnostic::Severity;
use congbo::inside::render::{Rendered, render};
use congbo::inside::site::Site;

use crate::fixture;

const SITE: &str = "\
//- site.yaml
title: Kho mẫu
base_url: https://example.gov.vn/
publisher:
  name: UBND huyện
//- 2021-h2/period.yaml
title: Kỳ trước
from: 2021-07-01
to: 2021-12-31
//- 2021-h2/files/cu.pdf
%PDF
//- 2022-h1/period.yaml
title: Kỳ
from: 2022-01-01
to: 2022-06-30
//- 2022-h1/tong-ket.md
---
summary: Tổng kết
aliases: [/cu/tong-ket/]
---

## I. Kết quả
//- 2022-h1/files/Phụ lục 1.pdf
%PDF
//- 2022-h1/files/quet.pdf
%PDF
//- 2022-h1/files/Biểu #2.pdf
%PDF
//- 2022-h1/files/100%.pdf
%PDF
//- 2022-h1/files/hỏi?.pdf
%PDF
//- pages/lien-he.md
---
title: Liên hệ
---

Xã.
//- 2022-h1/bao-cao.md
---
summary: Sơ kết
---

";

/// What a link leads to, or what is said of it.
fn lead(written: &str) -> String {
    let sources = fixture::sources(&format!("{SITE}[đây](<{written}>)\n"));
    let update = Site::default().update(&sources, None, |_| {});
    let said: Vec<String> = update
        .diagnostics
        .iter()
        .filter(|said| said.severity == Severity::Error)
        .map(|said| match &said.hint {
            Some(hint) => format!("{} {}", said.code.id, hint.vi),
            None => said.code.id.to_owned(),
        })
        .collect();
    let Some(change) = update.change.filter(|_| said.is_empty()) else { return said.join(", ") };
    let view = change.site.plan.get("bao-cao/2022-h1/bao-cao/").expect("the report has a page");
    let Ok(Rendered::Text(page)) = render(&change.site.theme, view) else { panic!("the report is text") };
    let (before, _) = page.split_once(">đây</a>").expect("the link is there");
    let (_, href) = before.rsplit_once("href=\"").expect("it has an address");
    href.trim_end_matches('"').to_owned()
}

#[test]
fn every_form_of_an_address_leads_there() {
    for (written, expected) in [
        // Files beside the report.
        ("files/Phụ lục 1.pdf", "/tep/2022-h1/phu-luc-1.pdf"),
        ("files/Ph%E1%BB%A5%20l%E1%BB%A5c%201.pdf", "/tep/2022-h1/phu-luc-1.pdf"),
        ("files/Phu\u{323} lu\u{323}c 1.pdf", "/tep/2022-h1/phu-luc-1.pdf"),
        ("files/Phu%CC%A3%20lu%CC%A3c%201.pdf", "/tep/2022-h1/phu-luc-1.pdf"),
        ("./files/quet.pdf", "/tep/2022-h1/quet.pdf"),
        ("quet.pdf", "/tep/2022-h1/quet.pdf"),
        ("../2022-h1/files/quet.pdf", "/tep/2022-h1/quet.pdf"),
        ("../2021-h2/files/cu.pdf", "/tep/2021-h2/cu.pdf"),
        ("/2021-h2/files/cu.pdf", "/tep/2021-h2/cu.pdf"),
        ("/tep/2021-h2/cu.pdf", "/tep/2021-h2/cu.pdf"),
        ("files/quet.pdf#page=5", "/tep/2022-h1/quet.pdf#page=5"),
        ("files/quet.pdf?tai=1", "/tep/2022-h1/quet.pdf?tai=1"),
        ("files/Biểu #2.pdf", "/tep/2022-h1/bieu-2.pdf"),
        ("files/Bi%E1%BB%83u%20%232.pdf", "/tep/2022-h1/bieu-2.pdf"),
        ("files/Biểu #2.pdf#page=3", "/tep/2022-h1/bieu-2.pdf#page=3"),
        ("files/Biểu %232.pdf#page=3", "/tep/2022-h1/bieu-2.pdf#page=3"),
        ("files/100%.pdf", "/tep/2022-h1/100.pdf"),
        ("files/100%25.pdf", "/tep/2022-h1/100.pdf"),
        ("files/hỏi?.pdf", "/tep/2022-h1/hoi.pdf"),
        // What may have been meant.
        ("files/Quet.PDF", "CB315 có phải là `files/quet.pdf`?"),
        ("files/phu luc 1.pdf", "CB315 có phải là `files/Phụ lục 1.pdf`?"),
        ("quét.pdf", "CB315 có phải là `files/quet.pdf`?"),
        ("../2021-h2/files/cu1.pdf", "CB315 có phải là `../2021-h2/files/cu.pdf`?"),
        // Texts.
        ("tong-ket.md", "/bao-cao/2022-h1/tong-ket/"),
        ("./tong-ket.md#muc-i", "/bao-cao/2022-h1/tong-ket/#muc-i"),
        ("../pages/lien-he.md", "/lien-he/"),
        ("tong-ket.md#xi", "CB319"),
        // Pages and files that congbo makes.
        ("/van-ban/", "/van-ban/"),
        ("/feed.xml", "/feed.xml"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("/du-lieu/", "/du-lieu/"),
        ("/tim-kiem/?q=gai", "/tim-kiem/?q=gai"),
        ("/tim-kiem/?q=gai%20xanh&loai=mo-hinh", "/tim-kiem/?q=gai%20xanh&amp;loai=mo-hinh"),
        ("/tim-kiem/?q=gai xanh", "/tim-kiem/?q=gai%20xanh"),
        ("/cu/tong-ket/", "/cu/tong-ket/"),
        ("/van-bn/", "CB315 có phải là `van-ban/`?"),
    ] {
        assert_eq!(lead(written), expected, "{written}");
    }
}
