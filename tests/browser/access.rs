//! Every page kind by axe-core, on a phone in light and at a desk in dark, and without sideways scrolling.

use crate::driver::{Browser, DESK, Looks, PHONE};
use crate::server::serve;
use crate::site::{KINDS, REAL, SAMPLE};
use crate::tool;

/// Everything that axe finds, a line each.
const FINDINGS: &str = "return axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.map(
    rule => `${rule.id}: ${rule.help}: ${rule.nodes.map(node => node.target.join(' ')).join(', ')}`));";
/// The names that more than one region of the page has.
const SAME_NAMES: &str =
    "const names = Array.from(document.querySelectorAll('[role=region]')).map(one => one.ariaLabel);
    return names.filter((name, place) => names.indexOf(name) !== place);";
const TOO_WIDE: &str = "return document.documentElement.scrollWidth > document.documentElement.clientWidth;";

#[track_caller]
fn check(browser: &Browser, axe: &str, address: &str) {
    browser.open(address);
    check_page(browser, axe);
}

/// The page that is open.
#[track_caller]
pub fn check_page(browser: &Browser, axe: &str) {
    let address = browser.address();
    browser.run(axe);
    let found = browser.run(FINDINGS);
    assert_eq!(found, serde_json::json!([]), "{address}: {found:#}");
    assert_eq!(browser.run(SAME_NAMES), serde_json::json!([]), "{address}: regions cannot be told apart");
    assert_eq!(browser.run(TOO_WIDE), false, "{address} scrolls sideways");
}

pub fn axe() -> String {
    std::fs::read_to_string(tool("axe.min.js")).unwrap()
}

#[test]
fn axe_finds_nothing_on_any_page_kind_on_a_phone() {
    let browser = Browser::start(PHONE);
    let home = serve(&SAMPLE.folder());
    let axe = axe();
    for kind in KINDS {
        check(&browser, &axe, &format!("{home}{kind}"));
    }
}

#[test]
fn axe_finds_nothing_on_any_page_kind_in_the_dark() {
    let browser = Browser::start(Looks { scheme: "dark", ..DESK });
    let home = serve(&SAMPLE.folder());
    let axe = axe();
    for kind in KINDS {
        check(&browser, &axe, &format!("{home}{kind}"));
    }
}

#[test]
fn axe_finds_nothing_on_the_real_report() {
    let browser = Browser::start(DESK);
    let report = format!("{}bao-cao/2022-h1/bao-cao-khcn/", serve(&REAL.folder()));
    let axe = axe();
    check(&browser, &axe, &report);
    browser.look(Looks { width: 320, scheme: "dark" });
    check(&browser, &axe, &report);
}
