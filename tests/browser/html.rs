//! Every page of both sites by the Nu HTML checker.

use std::process::Command;

use crate::site::{REAL, SAMPLE};
use crate::tool;

#[test]
fn the_nu_html_checker_finds_no_error() {
    let checked = Command::new("java")
        .arg("-Xmx1g")
        .arg("-jar")
        .arg(tool("vnu.jar"))
        .args(["--errors-only", "--skip-non-html", "--format", "text"])
        .args([REAL.folder(), SAMPLE.folder()])
        .output()
        .expect("java should be installed: run tests/browser/setup");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
