//! Search as people type: with and without marks, numbers, from a host and from a folder, by keyboard, without scripts.

use crate::driver::{Browser, PHONE};
use crate::server::serve;
use crate::site::{REAL, REAL_FOLDER};

/// Types a query and waits for the results' titles: not for those of the query before, which stay until the new ones come.
fn find(browser: &Browser, query: &str) -> Vec<String> {
    browser.type_into("#search", query);
    browser.run(
        "Array.from(document.getElementById('search-results').children).forEach(card => card.dataset.stale = '');",
    );
    browser.press("\u{E007}");
    let ready = format!(
        "const [list, status] = ['search-results', 'search-status'].map(id => document.getElementById(id));
        const asked = new URLSearchParams(location.search).get('q') !== null || location.protocol === 'file:';
        return asked && !list.hidden && document.getElementById('search').value === {query:?}
            && !list.querySelector('[data-stale]') && status.textContent !== status.dataset.loading;"
    );
    browser.wait(&format!("results for {query}"), &ready);
    let titles =
        "return Array.from(document.querySelectorAll('#search-results .card-title')).map(title => title.textContent);";
    let titles = browser.run(titles);
    titles.as_array().unwrap().iter().map(|title| title.as_str().unwrap().to_owned()).collect()
}

#[track_caller]
fn check(browser: &Browser, query: &str, wanted: &str) {
    let titles = find(browser, query);
    assert!(titles.iter().take(3).any(|title| title.contains(wanted)), "{query}: {titles:?}");
}

#[test]
fn queries_find_with_and_without_marks_from_a_host_and_from_a_folder() {
    let browser = Browser::start(PHONE);
    let host = format!("{}tim-kiem/", serve(&REAL.folder()));
    for address in [host, REAL_FOLDER.file_address("tim-kiem/index.html")] {
        browser.open(&address);
        check(&browser, "cây sen", "cây sen");
        check(&browser, "cay sen", "cây sen");
        check(&browser, "1221", "1221/QĐ-UBND");
        check(&browser, "qd 1221", "1221/QĐ-UBND");
        let found = find(&browser, "hoi dong khoa hoc");
        assert!(!found.is_empty());
        assert!(browser.text("#search-results .card-text mark").to_lowercase().contains("hội"), "the hit is marked");
        assert_eq!(browser.complaints(), Vec::<String>::new());
    }
}

#[test]
fn a_result_is_reached_by_keyboard() {
    let browser = Browser::start(PHONE);
    browser.open(&format!("{}tim-kiem/", serve(&REAL.folder())));
    find(&browser, "1221/QĐ-UBND");
    browser.press("\u{E015}");
    browser.press("\u{E007}");
    browser.wait("the document", "return location.pathname.includes('/van-ban/');");
    assert_eq!(browser.text("h1"), "1221/QĐ-UBND");
}

#[test]
fn without_scripts_the_search_page_offers_the_lists() {
    let browser = Browser::start(PHONE);
    browser.scripts(false);
    browser.open(&format!("{}tim-kiem/", serve(&REAL.folder())));
    assert!(browser.text("noscript").contains("JavaScript"));
    browser.click(".browse a");
    assert!(browser.address().ends_with("/van-ban/"));
}
