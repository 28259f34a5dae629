//! Light, dark, and as the system says.

use crate::driver::{Browser, DESK, Looks};
use crate::server::serve;
use crate::site::SAMPLE;

const BACKGROUND: &str = "return getComputedStyle(document.documentElement).backgroundColor;";

#[test]
fn the_reader_chooses_the_colours_and_the_choice_stays() {
    let browser = Browser::start(DESK);
    let home = serve(&SAMPLE.folder());
    browser.open(&home);
    let light = browser.run(BACKGROUND);
    browser.click(".theme-switch button:nth-child(3)");
    let dark = browser.run(BACKGROUND);
    assert_ne!(light, dark);
    browser.open(&format!("{home}van-ban/"));
    assert_eq!(browser.run(BACKGROUND), dark);
    assert_eq!(browser.text(".theme-switch [aria-pressed=true]"), "Tối");
    browser.click(".theme-switch button:nth-child(1)");
    assert_eq!(browser.run(BACKGROUND), light);
    browser.look(Looks { scheme: "dark", ..DESK });
    assert_eq!(browser.run(BACKGROUND), dark);
}

#[test]
fn forced_colours_keep_the_marks_that_carry_meaning() {
    let browser = Browser::start(DESK);
    browser.media(&[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]);
    browser.open(&format!("{}van-ban/", serve(&SAMPLE.folder())));
    let mark = "const style = getComputedStyle(document.querySelector('.state'), '::before');
                return style.borderTopStyle !== 'none' && parseFloat(style.width) > 4;";
    assert_eq!(browser.run(mark), true);
    assert_eq!(browser.run("return getComputedStyle(document.documentElement).scrollBehavior;"), "auto");
}

#[test]
fn the_keyboard_reaches_the_content_first() {
    let browser = Browser::start(DESK);
    browser.open(&format!("{}van-ban/", serve(&SAMPLE.folder())));
    browser.press("\u{E004}");
    assert_eq!(browser.run("return document.activeElement.className;"), "skip");
    assert_eq!(browser.run("return document.activeElement.getBoundingClientRect().top >= 0;"), true);
    browser.press("\u{E007}");
    browser.wait("the content to have the focus", "return document.activeElement.id === 'noi-dung';");
}
