//! The built site to where the public reads it.
//!
//! | target | how the public changes from the old site to the new one |
//! | --- | --- |
//! | folder | in one step, see [`crate::shell::write`] |
//! | SSH | in one step: two slots and a link, see [`slots`] |
//! | FTP, WebDAV | by renames in order, after everything is uploaded, see [`transfer`] |
//! | S3 | file by file in order |
//! | ZIP | nothing is public yet: a file to hand over |
//!
//! A rename takes the place of a file in one step where the server does so. WebDAV's rules have a server delete the
//! file first (wsgidav does), and some FTP servers want the same; there a page is gone for some milliseconds.

pub mod archive;
pub mod course;
pub mod credentials;
pub mod crew;
mod dav;
pub mod folder;
mod foreign;
pub mod ftp;
pub mod local;
mod lock;
mod look;
pub mod named;
mod near;
mod others;
mod path;
pub mod progress;
mod publication;
pub mod record;
mod reach;
mod runtime;
pub mod session;
pub mod sftp;
pub mod slots;
pub mod store;
pub mod transfer;
mod transport;
mod web;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::content::PublishTarget;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, messages};
use crate::release::address::{Address, Protocol};
use crate::release::manifest::Difference;
use crate::release::rewritten::Rewritten;
use crate::release::vanishing::Vanishing;
use crate::shell::http::Patience;
use crate::shell::write::Output;
use course::Course;
use credentials::Environment;
use crew::Crew;
use local::LocalSite;
use publication::Publication;
use reach::reach;
use session::{Fault, FaultKind};
pub use web::verify_web;

/// How long a connection may take to come about.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// How long a server may stay silent.
pub(crate) const IO_TIMEOUT: Duration = Duration::from_secs(40);

/// The same for HTTP, where an answer may take as long as it needs.
const PATIENCE: Patience = Patience { connect: CONNECT_TIMEOUT, silence: IO_TIMEOUT, answer: None };

/// What a publication shall do beside sending what differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Only say what would be done.
    pub dry_run: bool,
    /// Read everything back afterwards.
    pub verify: bool,
    /// Replace files that someone else changed at the target.
    pub overwrite: bool,
    /// A server's fingerprint that the person accepts.
    pub accept: Option<String>,
    /// Show no progress on the terminal.
    pub quiet: bool,
    /// How far it is, for whoever watches elsewhere.
    pub course: Course,
    /// How often something is tried again after a fault that may pass; at most 6, with growing pauses.
    pub tries: usize,
    /// Folders that a target on this machine must keep clear of.
    pub sources: Vec<PathBuf>,
    /// Where passwords, keys and known servers are looked up.
    pub environment: Environment,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            dry_run: false,
            verify: false,
            overwrite: false,
            accept: None,
            quiet: false,
            course: Course::default(),
            tries: 6,
            sources: Vec::new(),
            environment: Environment::default(),
        }
    }
}

/// What is told before anything changes at the target: what readers will miss, and what they are not told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A password goes there without encryption.
    PasswordInClear(Diagnostic),
    /// Pages that go.
    Vanishing(Vanishing),
    /// Reports with other words, and no notice.
    Rewritten(Rewritten),
}

impl News {
    /// Compares what would change with what is there: `old` and `new` give what stands in files at the target and in the
    /// new site.
    pub(super) fn of<E>(
        difference: &Difference,
        old: impl Fn(&[&String]) -> Result<Vec<Option<Vec<u8>>>, E>,
        new: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Vec<Self>, E> {
        let vanishing = Vanishing::among(&difference.removed, &difference.added, &old, &new)?;
        let rewritten = Rewritten::among(&difference.changed, &old, &new)?;
        Ok(vanishing.map(Self::Vanishing).into_iter().chain(rewritten.map(Self::Rewritten)).collect())
    }
}

/// Takes the news.
pub type Tell<'a> = dyn Fn(&News) + 'a;

/// What a publication did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files to add, change and remove at the target.
    pub difference: Difference,
    /// Lengths in bytes of the files to add and change, by path.
    pub sizes: BTreeMap<String, u64>,
    /// Bytes sent, our own notes included.
    pub sent_bytes: u64,
    /// Faults of the connection that passed.
    pub faults: usize,
    /// Whether an interrupted run was continued.
    pub continued: bool,
    /// Files read back and found right.
    pub verified: Option<usize>,
    /// What was made good at the target.
    pub mended: Option<Failure>,
}

impl Outcome {
    /// Nothing done yet.
    fn planned(site: &LocalSite, difference: Difference) -> Self {
        let paths = difference.added.iter().chain(&difference.changed);
        let sizes = paths.filter_map(|path| Some((path.clone(), *site.bytes.get(path)?))).collect();
        Self { difference, sizes, ..Self::default() }
    }

    /// Bytes of the files to add and change.
    pub fn planned_bytes(&self) -> u64 {
        self.sizes.values().sum()
    }
}

/// Publishes the site in `folder` to a target, and tells beforehand what readers will miss.
pub fn publish(target: &PublishTarget, folder: &Path, options: &Options, tell: &Tell<'_>) -> Result<Outcome, Failure> {
    let address = address_of(target)?;
    let site = LocalSite::read(folder)?;
    match address.protocol {
        Protocol::Folder => near::to_folder(&site, Path::new(&address.path), options, tell),
        Protocol::Zip => near::to_zip(&site, Path::new(&address.path), options),
        _ => {
            let server = reach(target, &address, options)?;
            let crew = Crew::new(&*server, options.tries);
            let publication = Publication { target, site: &site, options, crew, tell };
            publication.run(&root_of(&address))
        }
    }
}

/// Writes the site in `folder` as one ZIP file.
pub fn pack(folder: &Path, file: &Path, options: &Options) -> Result<Outcome, Failure> {
    near::to_zip(&LocalSite::read(folder)?, file, options)
}

/// What came of trying to reach a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Greeting {
    /// It can be reached, and lets us in.
    Well,
    /// Its server shows a key or a certificate that nobody has accepted yet.
    Unknown { fingerprint: String },
}

/// Reaches a target, and changes nothing there.
pub fn greet(target: &PublishTarget, options: &Options) -> Result<Greeting, Failure> {
    let address = address_of(target)?;
    if matches!(address.protocol, Protocol::Folder | Protocol::Zip) {
        return near::greet(Path::new(&address.path)).map(|()| Greeting::Well);
    }
    let server = reach(target, &address, options)?;
    // Whoever waits before a screen is told at once.
    let greeted = Crew::new(&*server, 1).one(|session| session.list(&root_of(&address)));
    match greeted {
        Ok(_) => Ok(Greeting::Well),
        Err(Fault { kind: FaultKind::UnknownHost { fingerprint }, .. }) => Ok(Greeting::Unknown { fingerprint }),
        // The folder comes with the first publication.
        Err(Fault { kind: FaultKind::Missing, .. }) => Ok(Greeting::Well),
        Err(fault) => Err(reach::failure_of(target, server.name(), fault)),
    }
}

/// Brings the publication before the last one back; gives what was made good on the way.
pub fn roll_back(target: &PublishTarget, options: &Options) -> Result<Option<Failure>, Failure> {
    let address = address_of(target)?;
    match address.protocol {
        Protocol::Folder => {
            let mut output = Output::open(Path::new(&address.path), &[])?;
            output.roll_back(&target.name)?;
            Ok(output.take_mended())
        }
        Protocol::Sftp => {
            let server = reach(target, &address, options)?;
            let crew = Crew::new(&*server, options.tries);
            slots::roll_back(&crew, &root_of(&address), target).map(|()| None)
        }
        _ => Err(messages::publish::no_rollback(&target.name)),
    }
}

fn address_of(target: &PublishTarget) -> Result<Address, Failure> {
    Address::parse(&target.url.value).map_err(|cause| messages::publish::bad_target(&target.name, cause))
}

/// The site's root at the server; stores of objects begin their keys below it by themselves.
fn root_of(address: &Address) -> String {
    match address.protocol {
        Protocol::Sftp | Protocol::Ftp | Protocol::Ftps => address.path.clone(),
        _ => String::new(),
    }
}
