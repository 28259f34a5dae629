//! A draft shows nowhere in what is published, and is marked wherever its authors see it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use congbo::inside::link::drafts::Audience;
use congbo::inside::render::{Rendered, render};
use congbo::inside::shell::workplace::Workplace;
use congbo::inside::site::Site;
use congbo::inside::source::Sources;
use congbo::inside::view::Narrowed;

use crate::fixture;

/// Each entry that may be a draft is one, and has a word that nothing else has; one file belongs to a draft alone.
const SITE: &str = "\
//- site.yaml
title: Kho mẫu
base_url: https://example.gov.vn/
publisher:
  name: UBND huyện
//- places.yaml
- id: xa-an
  name: An
  kind: xa
//- pages/gioi-thieu.md
---
title: Giới thiệu
---
Xem [tệp chung](/2022-h1/files/chung.txt).
//- pages/nhap.md
---
title: Trang kinbatmot
draft: true
aliases: [/cu/kinbatmot/]
---
Chữ kinbathai.
//- 2022-h1/period.yaml
title: Kỳ đầu
from: 2022-01-01
to: 2022-06-30
//- 2022-h1/bao-cao.md
---
summary: Sơ kết
---
Mô hình ở xã An theo Quyết định số 15/QĐ-UBND.
//- 2022-h1/nhap.md
---
summary: Dự thảo kinbatba
draft: true
slug: kinbatba
files: [kinbatba.txt, chung.txt]
---
Chữ kinbatbon ở xã An theo Quyết định số 16/QĐ-UBND; xem [hình](files/kinbatbon.txt).
//- 2022-h1/files/kinbatba.txt
Một.
//- 2022-h1/files/kinbatbon.txt
Hai.
//- 2022-h1/files/chung.txt
Ba.
//- 2022-h1/legal.yaml
- designation: 15/QĐ-UBND
  title: kinbatsau
  date: 2022-01-05
  draft: true
- designation: 16/QĐ-UBND
  date: 2022-01-06
//- 2022-h1/models.yaml
- id: kinbatnam
  name: Mô hình kinbatnam
  draft: true
  product: kinbatbay
//- 2022-h1/tasks.yaml
- id: kinbattam
  name: Nhiệm vụ kinbattam
  level: tinh
  state: chuyen-tiep
  draft: true
//- 2022-h2/period.yaml
title: Kỳ kinbatchin
from: 2022-07-01
to: 2022-12-31
draft: true
//- 2022-h2/bao-cao.md
---
summary: Báo cáo kinbatmuoi
---
Chữ kinbatmuoi.
//- 2022-h2/files/kinbatmuoi.txt
Bốn.
";

/// The site for an audience, file by file; a file that is copied is its path.
fn made(sources: &Sources, audience: Audience) -> BTreeMap<String, String> {
    let (said, change) = Site::default().shown_to(audience).once(&mut sources.clone(), None, |_| {});
    let site = change.unwrap_or_else(|| panic!("{:?}", said.first())).site;
    let file = |(url, view): &(congbo::inside::address::Url, _)| {
        let text = match render(&site.theme, view).expect("the theme renders") {
            Rendered::Text(text) => text,
            Rendered::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Rendered::Attachment(path) | Rendered::Narrowed(Narrowed { source: path, .. }) => path.to_string(),
        };
        (url.file(), text)
    };
    site.plan.pages.iter().map(file).collect()
}

#[test]
fn nothing_of_a_draft_is_published() {
    let public = made(&fixture::sources(SITE), Audience::Public);
    for (file, text) in &public {
        assert!(!file.contains("kinbat") && !text.contains("kinbat"), "{file}");
        assert!(!text.contains("2022-h2"), "{file}");
    }
    assert!(public.contains_key("tep/2022-h1/chung.txt"));
    assert!(!public["van-ban/khong-ro/qd-ubnd/2022/16/index.html"].contains("bao-cao/2022-h1/"), "a draft cites it");
}

#[test]
fn a_site_is_as_if_its_drafts_were_not_there() {
    let all = fixture::sources(SITE);
    let mut without = all.clone();
    for path in ["pages/nhap.md", "2022-h1/nhap.md", "2022-h1/models.yaml", "2022-h1/tasks.yaml"] {
        without.texts.remove(&congbo::inside::source::SourcePath::new(path).unwrap());
    }
    without.texts.retain(|path, _| !path.as_str().starts_with("2022-h2/"));
    let legal = congbo::inside::source::SourcePath::new("2022-h1/legal.yaml").unwrap();
    without.texts.insert(legal, "- designation: 16/QĐ-UBND\n  date: 2022-01-06\n".into());
    without.attachments.retain(|path, _| !path.as_str().contains("kinbat"));
    assert_eq!(made(&all, Audience::Public), made(&without, Audience::Public));
}

#[test]
fn authors_see_drafts_with_a_mark_that_search_engines_heed() {
    let shown = made(&fixture::sources(SITE), Audience::Authors);
    for (file, is_draft) in [
        ("nhap/index.html", true),
        ("gioi-thieu/index.html", false),
        ("bao-cao/2022-h1/kinbatba/index.html", true),
        ("bao-cao/2022-h1/bao-cao/index.html", false),
        ("bao-cao/2022-h2/bao-cao/index.html", true),
        ("ky/2022-h1/index.html", false),
        ("ky/2022-h2/index.html", true),
        ("mo-hinh/kinbatnam/index.html", true),
        ("van-ban/khong-ro/qd-ubnd/2022/15/index.html", true),
        ("van-ban/khong-ro/qd-ubnd/2022/16/index.html", false),
    ] {
        let page = &shown[file];
        assert_eq!(page.contains("Bản nháp – chưa công bố"), is_draft, "{file}");
        assert_eq!(page.contains("<meta name=\"robots\" content=\"noindex\">"), is_draft, "{file}");
    }
    assert!(shown["ky/2022-h1/index.html"].contains("Bản nháp</span>"), "lists mark it too");
}

#[test]
fn check_reads_drafts_and_tells_who_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let broken = SITE.replace("Chữ kinbathai.", "Xem [trang không có](/khong-co/).");
    let named = broken.replace("Xem [tệp chung]", "Xem [trang nháp](nhap.md), [tệp chung]");
    for (path, text) in &fixture::sources(&named).texts {
        let file = folder.path().join(path.as_str());
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, &**text).unwrap();
    }
    let content = folder.path().to_owned();
    let workplace = Workplace { themes: content.join("themes"), output: content.join("public"), content, today: None };
    let said = congbo::check(&workplace, None).unwrap().diagnostics;
    let codes_in = |path: &str| -> Vec<&str> {
        let of_file = said.iter().filter(|diagnostic| diagnostic.location.path.as_str() == path);
        of_file.map(|diagnostic| diagnostic.code.id).filter(|id| id.starts_with("CB3")).collect()
    };
    assert_eq!(codes_in("pages/nhap.md"), ["CB315", "CB324"], "its own mistakes are told");
    assert!(codes_in("pages/gioi-thieu.md").contains(&"CB323"), "a link to it is told: {said:?}");
}
