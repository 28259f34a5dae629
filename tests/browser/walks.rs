//! The walks of a citizen.

use crate::driver::{Browser, DESK, PHONE};
use crate::server::serve;
use crate::site::{REAL, REAL_FOLDER, SAMPLE, SAMPLE_FOLDER};

/// Home, period, report, decision, the citing sentence, model, commune: by links alone.
fn walk(browser: &Browser, home: &str) {
    browser.open(home);
    browser.click("#ky-moi a");
    assert_eq!(browser.text("h1"), "6 tháng đầu năm 2022");
    browser.click("#bao-cao ~ ul .card-title a");
    assert!(browser.text("h1").contains("Sơ kết công tác quản lý Khoa học và Công nghệ"));
    assert!(browser.text(".numbered").contains("để trống"), "{}", browser.text(".numbered"));
    browser.follow("Quyết định số 1221/QĐ-UBND");
    assert_eq!(browser.text("h1"), "1221/QĐ-UBND");
    assert_eq!(browser.text(".sentences mark"), "Quyết định số 1221/QĐ-UBND");
    browser.click(".sentences .where a");
    let seen = "const r = document.querySelector(':target').getBoundingClientRect();
                return r.bottom > 0 && r.top < innerHeight && document.querySelector(':target').textContent.includes('1221/QĐ-UBND');";
    browser.wait("the citing sentence to be in view", seen);
    browser.follow("Mô hình trồng cây sen");
    assert_eq!(browser.text("h1"), "Mô hình trồng cây sen");
    assert!(browser.text("table").contains("6 ha"));
    browser.click(".facts a");
    assert_eq!(browser.text("h1").to_lowercase(), "xã thọ ngọc");
    assert!(browser.text(".state-banner").contains("xã Thọ Ngọc"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_citizen_walks_from_the_home_page_to_a_commune() {
    let browser = Browser::start(DESK);
    walk(&browser, &serve(&REAL.folder()));
    browser.look(PHONE);
    walk(&browser, &REAL_FOLDER.file_address("index.html"));
    browser.scripts(false);
    browser.open(&REAL_FOLDER.file_address("index.html"));
    browser.click("#ky-moi a");
    assert_eq!(browser.text("h1"), "6 tháng đầu năm 2022");
}

/// Whether all rows are of a year, and there are any.
fn only_of(year: &str) -> String {
    format!(
        "const rows = Array.from(document.querySelectorAll('#danh-sach tbody tr'));
         return rows.length > 0 && rows.every(row => row.cells[1].textContent.trim().endsWith('{year}'));"
    )
}

#[test]
fn filters_are_pages_without_scripts_and_instant_with_them() {
    let browser = Browser::start(DESK);
    let home = serve(&SAMPLE.folder());
    let register = format!("{home}van-ban/");

    browser.open(&register);
    browser.run("window.same = true;");
    browser.click(".filters a[href*='/nam/2021/']");
    browser.wait("the list to be narrowed", "return location.search === '?year=2021';");
    browser.wait("the choice to be marked", "return !!document.querySelector('.filters [aria-current]');");
    browser.wait("the rows of that year", &only_of("2021"));
    assert_eq!(browser.run("return window.same === true;"), true, "the page was loaded anew");
    browser.open(&browser.address());
    browser.wait("the same list at the address that was sent", &only_of("2021"));
    browser.run("history.back();");
    browser.wait("the whole list", "return !document.querySelector('.filters [aria-current]');");

    browser.scripts(false);
    browser.open(&register);
    browser.click(".filters a[href*='/nam/2021/']");
    assert!(browser.address().ends_with("/van-ban/nam/2021/"));
    assert!(browser.text("h2").contains("2021"));
}

/// The filters that are chosen, by the addresses of their choices.
const CHOSEN: &str = "return Array.from(document.querySelectorAll('.filters [aria-current]'))
    .map(link => new URL(link.href).pathname).join();";
/// Whether the page that a script asked for has come, some time after it may have asked.
const SETTLED: &str =
    "return new Promise(done => setTimeout(done, 200)).then(() => !document.querySelector('[aria-busy]'));";
const ASKED: &str =
    "return performance.getEntriesByType('resource').filter(entry => entry.initiatorType === 'fetch').length;";

#[test]
fn a_step_back_takes_back_one_choice_and_a_jump_to_the_filters_none() {
    let browser = Browser::start(PHONE);
    browser.open(&format!("{}van-ban/", serve(&SAMPLE.folder())));
    browser.run("window.same = true;");
    let stays = |query: &str, chosen: &str| {
        browser.wait(&format!("the address of {query:?}"), &format!("return location.search === '{query}';"));
        browser
            .wait(&format!("the choice of {chosen:?}"), &CHOSEN.replace(".join()", &format!(".join() === '{chosen}'")));
        browser.wait("the list to settle", SETTLED);
        assert_eq!(browser.run(CHOSEN), chosen);
        assert_eq!(browser.run("return window.same === true;"), true, "the page was loaded anew");
    };
    browser.click(".to-filters a");
    browser.wait("the jump", "return location.hash === '#loc';");
    stays("", "");
    assert_eq!(browser.run(ASKED), 0, "a jump asks for the list that is there");

    browser.click(".filters a[href*='/nam/2021/']");
    stays("?year=2021", "/van-ban/nam/2021/");
    browser.click(".filters a[href*='/hieu-luc/con-hieu-luc/']");
    stays("?year=2021&status=con-hieu-luc", "/van-ban/nam/2021/,/van-ban/hieu-luc/con-hieu-luc/");
    browser.click(".to-filters a");
    stays("?year=2021&status=con-hieu-luc", "/van-ban/nam/2021/,/van-ban/hieu-luc/con-hieu-luc/");
    browser.run("history.go(-2);");
    stays("?year=2021", "/van-ban/nam/2021/");
    assert_eq!(browser.run(&only_of("2021")), true, "the rows are not of the year that is chosen");
    browser.run("history.back();");
    stays("", "");
    assert_eq!(browser.text(".filter-words [role=status]"), "", "the whole list says how many were found");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_whole_list_is_searched_at_each_letter_wherever_one_came_from() {
    let browser = Browser::start(DESK);
    browser.open(&format!("{}van-ban/nam/2021/", serve(&SAMPLE.folder())));
    browser.run("window.same = true;");
    browser.click(".unfilter a");
    browser.wait("the whole list", "return location.pathname === '/van-ban/' && !document.querySelector('.unfilter');");
    browser.type_into(".filter-words input", "100/");
    browser.wait("the words in the address", "return new URLSearchParams(location.search).get('q') === '100/';");
    let found = "const rows = Array.from(document.querySelectorAll('#danh-sach tbody tr'));
                 return rows.length > 0 && rows.every(row => row.cells[0].textContent.includes('100/'));";
    browser.wait("the rows with these words", found);
    assert_eq!(browser.run("return window.same === true;"), true, "the page was loaded anew");
}

#[test]
fn filters_are_instant_in_a_folder_without_a_server() {
    let browser = Browser::start(PHONE);
    let register = SAMPLE_FOLDER.file_address("van-ban/index.html");
    browser.open(&register);
    browser.run("window.same = true;");
    let narrowed = |year: &str| {
        let heading = format!("return document.querySelector('#danh-sach h2').textContent.includes('{year}');");
        browser.wait(&format!("the list of {year}"), &heading);
    };
    browser.click(".filters a[href*='/nam/2021/']");
    narrowed("2021");
    assert_eq!(browser.run("return window.same === true;"), true, "the page was loaded anew");
    assert_eq!(browser.run("return document.querySelectorAll('iframe').length;"), 0);
    let in_view = "const r = document.activeElement.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight;";
    assert_eq!(browser.run(in_view), true, "the new list's heading is focused and in view");
    browser.click(".filters a[href*='/nam/2020/']");
    narrowed("2020");
    browser.run("history.back();");
    narrowed("2021");
    browser.click(".to-filters a");
    browser.wait("the list to settle", SETTLED);
    narrowed("2021");
    assert_eq!(browser.run("return window.same === true;"), true, "the page was loaded anew");
    browser.open(&register);
    // Another list than the one that is there, or nobody could tell when the new one has come.
    browser.click(".filters a[href*='/nam/2020/']");
    narrowed("2020");
    // Links of a list that was made for another folder still lead where they did.
    browser.click("tbody th a");
    assert!(browser.text("h1").ends_with("/QĐ-UBND"), "{}", browser.address());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn lists_sort_in_vietnamese_order_with_what_is_unknown_last() {
    let browser = Browser::start(DESK);
    browser.open(&format!("{}xa/", serve(&SAMPLE.folder())));
    let names = "return Array.from(document.querySelectorAll('tbody th')).map(cell => cell.textContent.trim()).join();";
    browser.click("thead th button");
    assert_eq!(browser.run(names), "xã Mẫu Bình,xã Mẫu Ngọc,xã Mẫu Sơn");
    browser.click("thead th button");
    assert_eq!(browser.run(names), "xã Mẫu Sơn,xã Mẫu Ngọc,xã Mẫu Bình");
    assert_eq!(browser.run("return document.querySelector('th[aria-sort]').ariaSort;"), "descending");
}

#[test]
fn a_models_life_shows_the_periods_that_say_nothing_of_it() {
    let browser = Browser::start(PHONE);
    browser.open(&format!("{}mo-hinh/cay-sen/", serve(&SAMPLE.folder())));
    let silent = "return document.querySelectorAll('tbody .state-unknown').length;";
    assert_eq!(browser.run(silent), 2);
    assert_eq!(browser.run("return document.querySelectorAll('.chart svg[role=img] title').length > 0;"), true);
    assert_eq!(browser.run("return document.querySelectorAll('.chart table').length > 0;"), true);
}
