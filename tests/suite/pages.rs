//! Every page kind through the default theme: what a reader gets, and what a theme's author is told.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use congbo::inside::diagnostic::{Diagnostic, Language, Place, Severity};
use congbo::inside::print;
use congbo::inside::render::{Rendered, Theme, render};
use congbo::inside::site::Site;
use congbo::inside::source::Sources;
use congbo::inside::view::{Direction, Status, View};

use crate::fixture;
use crate::sample_views::{Variant, every_kind};

const VARIANTS: [Variant; 4] = [
    Variant { language: Language::Vietnamese, relative: false },
    Variant { language: Language::Vietnamese, relative: true },
    Variant { language: Language::English, relative: false },
    Variant { language: Language::English, relative: true },
];

fn default_theme() -> Theme {
    let (theme, diagnostics) = Theme::load("default", &BTreeMap::new());
    assert_eq!(diagnostics, []);
    theme
}

fn text(theme: &Theme, view: &View) -> String {
    match render(theme, view) {
        Ok(Rendered::Text(text)) => text,
        other => panic!("{other:?}"),
    }
}

/// The page of one address in the plain Vietnamese sample site.
fn page(address: &str) -> String {
    let (_, view) = every_kind(VARIANTS[0]).into_iter().find(|(url, _)| url.as_str() == address).unwrap();
    text(&default_theme(), &view)
}

#[test]
fn every_kind_of_page_is_made_in_both_languages_from_a_server_and_from_a_folder() {
    let theme = default_theme();
    for variant in VARIANTS {
        for (url, view) in every_kind(variant) {
            let page = text(&theme, &view);
            assert!(page.len() > 60, "{url}");
            assert!(!page.contains("{{") && !page.contains("{%"), "{url}");
        }
    }
}

#[test]
fn links_and_addresses_stay_inside_the_site() {
    let theme = default_theme();
    for variant in VARIANTS {
        for (url, view) in every_kind(variant) {
            let page = text(&theme, &view);
            let links = page.match_indices(" href=\"").map(|(at, _)| page[at + 7..].split('"').next().unwrap());
            for link in links.filter(|link| !link.contains("://") && !link.starts_with(['#', 'm'])) {
                let climbs = "../".repeat(url.as_str().matches('/').count());
                let inside = if variant.relative && url.as_str() != "404.html" {
                    link.starts_with(&climbs) && !link[climbs.len()..].starts_with("../")
                } else {
                    link.starts_with("/khcn/")
                };
                assert!(inside, "{url}: {link}");
                assert!(!variant.relative || !link.split('#').next().unwrap().ends_with('/'), "{url}: {link}");
            }
        }
    }
}

#[test]
fn no_page_has_a_script_or_a_style_inside_it() {
    let theme = default_theme();
    for (url, view) in every_kind(VARIANTS[0]) {
        let page = text(&theme, &view);
        for script in page.match_indices("<script").map(|(at, _)| page[at..].split('>').next().unwrap()) {
            assert!(script.contains(" src=\"") || script.contains("application/ld+json"), "{url}: {script}");
        }
        assert!(!page.contains("<style") && !page.contains(" style=\"") && !page.contains(" onclick="), "{url}");
    }
}

#[test]
fn what_the_original_leaves_blank_is_shown_as_blank() {
    let page = page("bao-cao/2022-h1/bao-cao-khcn/");
    assert!(page.contains("Số: <span class=\"blank\">để trống</span>/BC-UBND"));
    assert!(
        page.contains(
            "ngày <span class=\"blank\">để trống</span> tháng <span class=\"blank\">để trống</span> năm 2022"
        )
    );
    assert!(page.contains("chữ ký để trống"));
}

#[test]
fn a_citation_links_with_the_law_then_and_now() {
    let page = page("bao-cao/2022-h1/bao-cao-khcn/");
    assert!(page.contains(
        "<a class=\"cite\" href=\"/khcn/van-ban/ubnd-tinh-mau/qd-ubnd/2020/1221/#dieu-3\" \
         title=\"Quyết định số 1221/QĐ-UBND: phê duyệt &quot;kế hoạch&quot; triển khai, áp dụng và quản lý truy xuất nguồn gốc \
         sản phẩm\">Quyết định số 1221/QĐ-UBND</a>\
         <span class=\"law law-in-force law-changed now-replaced\" \
         title=\"Vào ngày báo cáo: còn hiệu lực; hiện nay: bị thay thế\">"
    ));
    assert!(page.contains("<span class=\"cite-unknown\" title=\"Văn bản này chưa có trong sổ đăng ký\">Thông tư"));
}

#[test]
fn a_link_to_a_task_leads_to_the_page_of_the_list_that_has_its_row() {
    let task =
        |number: u32| format!("- id: nv-{number}\n  name: Nhiệm vụ {number}\n  level: tinh\n  state: chuyen-tiep\n");
    let tasks: String = (1..=100).map(task).collect();
    let before = task(101);
    let mut sources = fixture::sources(&format!(
        "//- site.yaml\ntitle: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n\
         //- 2022-h1/period.yaml\ntitle: Kỳ 1\nfrom: 2022-01-01\nto: 2022-06-30\n//- 2022-h1/tasks.yaml\n{tasks}\
         //- 2021-h2/period.yaml\ntitle: Kỳ 0\nfrom: 2021-07-01\nto: 2021-12-31\n//- 2021-h2/tasks.yaml\n{before}"
    ));
    let (said, change) = Site::default().once(&mut sources, None, |_| {});
    let site = change.unwrap_or_else(|| panic!("{:?}", said.first())).site;
    let page = |address: &str| text(&site.theme, site.plan.get(address).unwrap());
    assert!(page("ky/2022-h1/").contains("href=\"/nhiem-vu/#nv-1\""));
    assert!(page("ky/2021-h2/").contains("href=\"/nhiem-vu/trang/2/#nv-101\""));
    assert!(page("nhiem-vu/").contains("id=\"nv-100\"") && page("nhiem-vu/trang/2/").contains("id=\"nv-101\""));
}

#[test]
fn structured_data_leaves_out_what_is_blank_and_cannot_end_its_script() {
    let page = page("bao-cao/2022-h1/bao-cao-khcn/");
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    assert!(!json.contains('<'));
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    let report = &data["@graph"][1];
    assert_eq!(report["@type"], "Report");
    assert_eq!(report["temporalCoverage"], "2022-01-01/2022-06-30");
    assert!(report.get("reportNumber").is_none() && report.get("datePublished").is_none());
    assert_eq!(report["citation"].as_array().unwrap().len(), 2);
    assert_eq!(data["@graph"][0]["itemListElement"].as_array().unwrap().len(), 3);
}

fn load(files: &[(&str, &str)]) -> (Theme, Vec<Diagnostic>) {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))).collect();
    Theme::load("rieng", &files)
}

#[track_caller]
fn only(diagnostics: &[Diagnostic]) -> &Diagnostic {
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    &diagnostics[0]
}

#[test]
fn a_theme_of_ones_own_overrides_file_by_file_and_word_by_word() {
    let (theme, diagnostics) = load(&[
        ("404.html", "{{ frame.title }}: {{ \"not_found\" | t }}, {{ \"search_button\" | t }}"),
        ("words/vi.yaml", "not_found: Lạc đường rồi\n"),
        ("static/site.css", "body {}"),
    ]);
    assert_eq!(diagnostics, []);
    let (_, view) = every_kind(VARIANTS[0]).into_iter().find(|(url, _)| url.as_str() == "404.html").unwrap();
    assert_eq!(text(&theme, &view), "Kho tư liệu khoa học và công nghệ huyện Mẫu: Lạc đường rồi, Tìm");
    let statics: BTreeMap<_, _> = theme.static_files().collect();
    assert_eq!(&**statics["static/site.css"], b"body {}");
    assert!(statics.contains_key("static/fonts.css"));
}

#[test]
fn a_misspelt_name_is_an_error_with_its_file_and_place() {
    let template = "<p>{{ \"skip\" | t }}\n{{ static(\"site.css\") }} {{ frame.titel }}</p>";
    let (theme, diagnostics) = load(&[("404.html", template)]);
    assert_eq!(diagnostics, []);
    let (_, view) = every_kind(VARIANTS[0]).into_iter().find(|(url, _)| url.as_str() == "404.html").unwrap();
    let error = render(&theme, &view).unwrap_err();
    assert_eq!(error.location.path.as_str(), "themes/rieng/404.html");
    assert_eq!(error.code.id, "CB401");
    let Place::Bytes(start, end) = error.location.place else { panic!("{error:?}") };
    assert_eq!(&template[start as usize..end as usize], "frame.titel");
}

#[test]
fn an_unknown_value_is_never_printed_as_a_word() {
    let (theme, _) = load(&[("period.html", "{{ view.next }}")]);
    let (_, view) = every_kind(VARIANTS[0]).into_iter().find(|(url, _)| url.as_str() == "ky/2022-h1/").unwrap();
    assert!(render(&theme, &view).unwrap_err().message.en.contains("without `if`"));
}

#[test]
fn what_is_wrong_in_a_theme_is_told_when_it_is_loaded() {
    let broken = load(&[("home.html", "a\n{% if %}\n")]).1;
    assert_eq!(only(&broken).location.path.as_str(), "themes/rieng/home.html");
    assert!(only(&broken).message.vi.contains("dòng 2"), "{broken:?}");
    assert_eq!(only(&load(&[("theme.yaml", "name: cu\ncontract: 0\n")]).1).code.id, "CB403");
    assert_eq!(only(&load(&[("words/vi.yaml", "a: b: c\n")]).1).code.id, "CB402");
    let latin = BTreeMap::from([("home.html".to_owned(), Arc::from(&b"\xe9"[..]))]);
    assert_eq!(only(&Theme::load("rieng", &latin).1).code.id, "CB404");
}

/// A file under a name that nothing asks for would have no effect in silence.
#[test]
fn a_theme_file_that_is_never_read_is_told() {
    let said = load(&[
        ("reports.html", "a"),
        ("quan-tri.html", "a"),
        ("part/own.html", "a"),
        ("page.html", "{% include 'part/own.html' %}"),
        ("README.md", "a"),
        ("LICENSE", "a"),
        ("static/own.css", "a"),
    ]);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/theme-names.txt");
    let mut actual = String::new();
    for language in [Language::Vietnamese, Language::English] {
        let look = print::Look { language, color: false, folder: "" };
        actual += &print::human(&said.1, &Sources::default(), &look);
    }
    fixture::check_golden(&golden, &actual);
    assert!(said.1.iter().all(|diagnostic| diagnostic.severity == Severity::Warning));
}

/// A status or change that the style sheet does not know would look like no state at all.
#[test]
fn every_status_and_change_has_a_look_of_its_own() {
    let (theme, _) = Theme::load("default", &BTreeMap::new());
    let style = theme.static_files().find(|(path, _)| path == "static/site.css").unwrap().1.clone();
    let style = String::from_utf8_lossy(&style);
    // A standard is applied rather than in force: nothing marks it.
    let statuses = Status::ALL.iter().filter(|status| **status != Status::Standard);
    let of_statuses = statuses.flat_map(|status| ["state", "law", "now"].map(|of| format!(".{of}-{}", status.word())));
    let of_changes = Direction::ALL.iter().map(|direction| format!(".change-{}", direction.word()));
    for class in of_statuses.chain(of_changes) {
        let is_there =
            style.match_indices(&class).any(|(at, _)| style[at + class.len()..].starts_with([' ', ':', ',', ')']));
        assert!(is_there, "site.css says nothing of {class}");
    }
}
