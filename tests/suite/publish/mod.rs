//! Publishing to real servers on loopback, whole and with faults: the public always sees the old or the new site,
//! and the next run ends with the new one.
#![allow(clippy::unwrap_used)]

mod commands;
mod faults;
mod gate;
mod meetings;
mod places;
mod proxy;
pub mod servers;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use congbo::inside::content::{Marked, PublishTarget};
use congbo::inside::diagnostic::Mark;
use congbo::inside::diagnostic::failure::Failure;
use congbo::inside::release::manifest::{FILE_NAME, Hash, Manifest};
use congbo::inside::shell::publish::credentials::Environment;
use congbo::inside::shell::publish::{Options, Outcome, publish};
use congbo::inside::shell::write::Output;
use tempfile::TempDir;

type Files = BTreeMap<String, String>;

/// A site of one home page, one listing, a style sheet and so many reports, all of one version; every fourth
/// report is the same in all versions, and the last belongs to one version only.
pub fn site(version: usize, reports: usize) -> Files {
    let mut files = Files::new();
    let mut links = String::new();
    for number in 0..reports {
        let shown = if number % 4 == 0 { 0 } else { version };
        let name = if number == reports - 1 { format!("rieng-{version}") } else { format!("bao-cao-{number}") };
        let text = format!("<p>Báo cáo {number}, bản {shown}.</p>\n").repeat(60 + number * 7 % 90);
        files.insert(format!("bao-cao/2022-h1/{name}/index.html"), text);
        links += &format!("/bao-cao/2022-h1/{name}/\n");
    }
    files.insert("index.html".to_owned(), format!("bản {version}\n{links}"));
    files.insert("bao-cao/index.html".to_owned(), format!("danh mục {version}\n{links}"));
    files.insert("feed.xml".to_owned(), format!("<feed>{version}</feed>"));
    files.insert("tinh/style.css".to_owned(), format!("/* {version} */"));
    files
}

/// A project with a built site in `public`, and what its owner's environment says.
pub struct Project {
    pub folder: TempDir,
    pub environment: Environment,
}

impl Project {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// With variables of its own, and with lists of known servers of its own.
    pub fn with(variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lists = ["CONGBO_KNOWN_HOSTS", "CONGBO_ACCEPTED_CERTIFICATES"];
        let lists = lists.map(|name| (name.to_owned(), folder.path().join(name).display().to_string()));
        let variables = variables.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        Self { environment: Environment(variables.chain(lists).collect()), folder }
    }

    pub fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    pub fn build(&self, site: &Files) {
        let mut output = Output::open(&self.public(), &[]).unwrap();
        let built = output.write_whole::<Infallible>(&[], |pages| {
            site.iter().for_each(|(path, text)| pages.put(path.clone(), text.clone().into_bytes()));
            Ok(())
        });
        built.unwrap().unwrap();
    }

    pub fn publish(&self, target: &PublishTarget) -> Result<Outcome, Failure> {
        self.publish_with(target, &options())
    }

    /// A publication that must work; what it says when it does not.
    #[track_caller]
    pub fn publishes(&self, target: &PublishTarget) -> Outcome {
        self.publish(target).unwrap_or_else(|failure| panic!("{}", failure.message.en))
    }

    pub fn publish_with(&self, target: &PublishTarget, options: &Options) -> Result<Outcome, Failure> {
        publish(target, &self.public(), &self.options(options), &|_| {})
    }

    /// The same options with the project's environment.
    pub fn options(&self, options: &Options) -> Options {
        Options { environment: self.environment.clone(), ..options.clone() }
    }

    /// Accepts a server's key by the fingerprint that the refusal shows.
    pub fn accept(&self, target: &PublishTarget) {
        self.build(&site(0, 2));
        let dry_run = Options { dry_run: true, ..options() };
        let refused = self.publish_with(target, &dry_run).unwrap_err();
        assert_eq!(refused.code.id, "CB706", "{refused:?}");
        let hint = refused.hint.unwrap().en;
        let fingerprint = hint.rsplit_once("--accept-host-key ").unwrap().1.to_owned();
        let wrong = Options { accept: Some("SHA256:wrong".to_owned()), ..dry_run.clone() };
        assert_eq!(self.publish_with(target, &wrong).unwrap_err().code.id, "CB706");
        let accepted = self.publish_with(target, &Options { accept: Some(fingerprint), ..dry_run.clone() });
        accepted.unwrap_or_else(|failure| panic!("{}", failure.message.en));
        self.publish_with(target, &dry_run).unwrap();
    }
}

pub fn options() -> Options {
    Options { quiet: true, tries: 3, ..Options::default() }
}

pub fn target(name: &str, url: &str) -> PublishTarget {
    let mark = Mark { entry_start: 0, entry_bytes: 0, ordinal: 0 };
    PublishTarget {
        name: name.into(),
        url: Marked { value: Arc::from(url), mark },
        base_url: None,
        user: None,
        endpoint: None,
        region: None,
        connections: Some(2),
    }
}

/// Every file below a folder but our own and the manifest.
pub fn read_tree(root: &Path) -> Files {
    let walk = walkdir::WalkDir::new(root).follow_links(true).into_iter().map(Result::unwrap);
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (path, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned())
        })
        .filter(|(path, _)| !path.starts_with(".congbo/") && path != FILE_NAME)
        .collect()
}

/// Asserts that a tree is this site, with its manifest, and nothing else but `foreign`.
#[track_caller]
pub fn check_is(tree: &Path, site: &Files, foreign: &[&str]) {
    let mut found = read_tree(tree);
    for path in foreign {
        assert!(found.remove(*path).is_some(), "{path} was lost");
    }
    check_same(&found, site);
    let manifest = Manifest(site.iter().map(|(path, text)| (path.clone(), Hash::of(text.as_bytes()))).collect());
    assert_eq!(fs::read_to_string(tree.join(FILE_NAME)).unwrap(), manifest.print());
}

/// Asserts that two trees are equal, naming only what differs.
#[track_caller]
pub fn check_same(found: &Files, expected: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(expected));
    let different: Vec<_> =
        expected.iter().filter(|(path, text)| found[*path] != **text).map(|(path, _)| path).collect();
    assert!(different.is_empty(), "these differ: {different:?}");
}

/// Asserts that every file is whole and of one of the versions, and that home and listing lead nowhere that is not
/// there: what the public may see while files are replaced one by one.
#[track_caller]
pub fn check_consistent(found: &Files, versions: &[&Files]) {
    for (path, text) in found {
        assert!(versions.iter().any(|site| site.get(path) == Some(text)), "{path} is of no version");
    }
    for path in ["index.html", "bao-cao/index.html"] {
        let links = found.get(path).into_iter().flat_map(|text| text.lines().skip(1));
        for link in links {
            let page = format!("{}index.html", link.trim_start_matches('/'));
            assert!(found.contains_key(&page), "{path} leads to {page}, which is not there");
        }
    }
}

/// A bucket, as a project that publishes to it and as anybody who reads it.
pub struct Bucket {
    pub project: Project,
    pub target: PublishTarget,
    endpoint: String,
}

impl Bucket {
    pub fn of(server: &servers::Running) -> Self {
        Self::through(server.port, server.port)
    }

    /// Publishes through one port and reads through another.
    pub fn through(port: u16, reading: u16) -> Self {
        let project = Project::with(&[("CONGBO_PASSWORD_KHO", "mat-khau")]);
        let target = Self::target_at(&format!("http://127.0.0.1:{port}"));
        Self { project, target, endpoint: format!("http://127.0.0.1:{reading}/kho") }
    }

    /// The bucket as a target.
    pub fn target_at(endpoint: &str) -> PublishTarget {
        PublishTarget {
            user: Some("lan".into()),
            endpoint: Some(endpoint.into()),
            region: Some("us-east-1".into()),
            ..target("kho", "s3://kho/trang")
        }
    }

    /// Puts a file as someone else would.
    pub fn put(&self, key: &str, text: &str) {
        let mut curl = Command::new("curl");
        curl.args(["-sf", "-X", "PUT", "-H", "Content-Type: text/plain", "--data-binary", text]);
        curl.arg(format!("{}/{key}", self.endpoint));
        assert!(curl.args(["-H", AS_SOMEBODY]).status().unwrap().success());
    }

    /// Everything in the bucket but our own files and the manifest.
    pub fn files(&self) -> Files {
        let keys = self.keys().into_iter().filter(|key| !key.starts_with(".congbo/") && key != FILE_NAME);
        keys.map(|key| (key.clone(), self.get(&format!("/trang/{key}")))).collect()
    }

    /// Our own files, which a finished publication does not leave.
    pub fn own_names(&self) -> Vec<String> {
        self.keys().into_iter().filter(|key| key.starts_with(".congbo/")).collect()
    }

    fn keys(&self) -> Vec<String> {
        let list = self.get("?list-type=2");
        list.split("<Key>trang/").skip(1).map(|rest| rest.split("</Key>").next().unwrap().to_owned()).collect()
    }

    fn get(&self, path: &str) -> String {
        let address = format!("{}{path}", self.endpoint);
        let output = Command::new("curl").args(["-sf", "-H", AS_SOMEBODY, &address]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

const AS_SOMEBODY: &str = "Authorization: AWS4-HMAC-SHA256 Credential=lan/20260101/us-east-1/s3/aws4_request, \
    SignedHeaders=host, Signature=0";
