//! The real site's open data by the tools that its users have: Frictionless for the tables, rdflib for the catalogue.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use crate::publish::servers;

#[test]
fn the_reference_tools_accept_the_real_open_data() {
    servers::need(&[], &["frictionless", "rdflib"]);
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let public = folder.path().join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(["build", "--content"])
        .arg(project.join("content"))
        .arg("--output")
        .arg(&public)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));

    let program = project.join("tests/suite/open_data.py");
    let checked = servers::python_command(&[program.to_str().unwrap()]).arg(public.join("du-lieu")).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
    assert!(said.contains("tables are valid"), "{said}");
}
