//! The built site to where the public reads it.
//!
//! | target | how the public changes from the old site to the new one |
//! | --- | --- |
//! | folder | in one step, see [`crate::shell::write`] |
//! | SSH | in one step: two slots and a link, see [`slots`] |
//! | FTP, WebDAV | by renames in order, after everything is uploaded, see [`transfer`] |
//! | S3 | file by file in order |
//! | ZIP | nothing is public yet: a file to hand over |

pub mod archive;
pub mod credentials;
pub mod crew;
pub mod ftp;
pub mod local;
mod lock;
pub mod progress;
mod runtime;
pub mod session;
pub mod sftp;
pub mod slots;
pub mod store;
pub mod transfer;
pub mod trust;
mod web;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use crate::content::PublishTarget;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::address::{Address, Protocol};
use crate::release::manifest::{self, Difference, Manifest};
use crate::shell::verify::Comparison;
use crate::shell::write::{FileCopy, Output};
use crate::source::Attachment;
use credentials::Environment;
use crew::Crew;
use local::{LocalSite, Memory};
use progress::Progress;
use session::{Fault, FaultKind, Server};
use slots::Ground;
use transfer::{Folder, Found, Other, Refusal};

/// How long a connection may take to come about.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// How long a server may stay silent.
pub(crate) const IO_TIMEOUT: Duration = Duration::from_secs(40);

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
    /// Show no progress.
    pub quiet: bool,
    /// How often something is tried again after a fault that may pass; at most 6, with growing pauses.
    pub tries: usize,
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
            tries: 6,
            environment: Environment::default(),
        }
    }
}

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
}

/// Publishes the site in `folder` to a target.
pub fn publish(target: &PublishTarget, folder: &Path, options: &Options) -> Result<Outcome, Failure> {
    let address = address_of(target)?;
    let site = LocalSite::read(folder)?;
    match address.protocol {
        Protocol::Folder => to_folder(&site, Path::new(&address.path), options),
        Protocol::Zip => to_zip(&site, Path::new(&address.path), options),
        _ => {
            let server = reach(target, &address, options)?;
            let publication = Publication { target, site: &site, options, crew: Crew::new(&*server, options.tries) };
            publication.run(&root_of(&address))
        }
    }
}

/// Brings the publication before the last one back.
pub fn roll_back(target: &PublishTarget, options: &Options) -> Result<(), Failure> {
    let address = address_of(target)?;
    match address.protocol {
        Protocol::Folder => Output::open(Path::new(&address.path), &[])?.roll_back(&target.name),
        Protocol::Sftp => {
            let server = reach(target, &address, options)?;
            let crew = Crew::new(&*server, options.tries);
            roll_back_slots(&crew, &root_of(&address), target)
        }
        _ => Err(messages::publish::no_rollback(&target.name)),
    }
}

/// Compares a site on the web with the manifest that it serves.
pub fn verify_web(base: &str) -> Result<Comparison, Failure> {
    let failed = |fault: Fault| messages::publish::server(base, &fault.words);
    let web = web::Web::at(base).map_err(failed)?;
    let crew = Crew::new(&web, Options::default().tries);
    let text = crew.one(|session| session.read(manifest::FILE_NAME)).map_err(failed)?;
    let text = text.ok_or_else(|| messages::publish::no_manifest(base))?;
    let manifest = Manifest::parse(&String::from_utf8_lossy(&text))
        .map_err(|line| messages::publish::bad_remote_manifest(base, line))?;
    let files: Vec<(&String, &manifest::Hash)> = manifest.0.iter().collect();
    let states = crew.all(&files, |session, (path, hash)| {
        Ok(session.read(path)?.map(|content| manifest::Hash::of(&content) == **hash))
    });
    Ok(super::verify::compare(&files, states.map_err(failed)?))
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

/// A server to talk to; nothing is sent yet.
fn reach(target: &PublishTarget, address: &Address, options: &Options) -> Result<Box<dyn Server>, Failure> {
    let (environment, accept) = (&options.environment, options.accept.clone());
    let password = environment.password(&target.name)?;
    let user = address.user.clone().or_else(|| target.user.as_deref().map(str::to_owned)).unwrap_or_default();
    let connections = target.connections.map_or(2, |count| count.clamp(1, 16) as usize);
    let host = address.host.clone();
    let trust = |port: u16| {
        trust::Trust::for_server(&address.host, port, options.accept.clone(), environment.accepted_certificates())
    };
    let failed = |fault| failure_of(target, &address.host, fault);
    Ok(match address.protocol {
        Protocol::Sftp => {
            let logins = sftp::Logins {
                password,
                key_file: environment.key_file(&target.name),
                passphrase: environment.setting("KEY_PASSPHRASE", &target.name)?,
                agent_socket: environment.agent_socket(),
            };
            let port = address.port.unwrap_or(22);
            let (known_hosts, shared) = (environment.known_hosts(), Mutex::new(None));
            Box::new(sftp::SftpServer { host, port, user, logins, known_hosts, accept, connections, shared })
        }
        Protocol::Ftp | Protocol::Ftps => {
            let port = address.port.unwrap_or(21);
            let is_secure = address.protocol == Protocol::Ftps;
            let security = is_secure.then(|| ftp::FtpSecurity::new(trust(port)));
            Box::new(ftp::FtpServer { host, port, user, password, connections, security })
        }
        Protocol::Webdav | Protocol::Webdavs => {
            let (scheme, usual) = if address.protocol == Protocol::Webdav { ("http", 80) } else { ("https", 443) };
            let port = address.port.unwrap_or(usual);
            let endpoint = format!("{scheme}://{host}:{port}");
            let login = (user.as_str(), password.as_ref());
            Box::new(store::Store::webdav(&endpoint, &address.path, login, trust(port), connections).map_err(failed)?)
        }
        Protocol::S3 => {
            let bucket = store::Bucket {
                name: &address.host,
                endpoint: target.endpoint.as_deref(),
                region: target.region.as_deref(),
                root: &address.path,
            };
            let login = password.as_ref().map(|secret| (user.as_str(), secret));
            Box::new(store::Store::s3(&bucket, login, trust(443), connections).map_err(failed)?)
        }
        Protocol::Folder | Protocol::Zip => return Err(messages::publish::no_rollback(&target.name)),
    })
}

fn to_folder(site: &LocalSite, folder: &Path, options: &Options) -> Result<Outcome, Failure> {
    let published = std::fs::read_to_string(folder.join(manifest::FILE_NAME)).unwrap_or_default();
    let difference = Difference::between(&Manifest::parse(&published).unwrap_or_default(), &site.manifest);
    let mut outcome = Outcome::planned(site, difference);
    if options.dry_run {
        return Ok(outcome);
    }
    let copies: Vec<FileCopy> = site.manifest.0.keys().map(|path| copy_of(site, path)).collect();
    let mut output = Output::open(folder, &[&site.folder])?;
    output.keep_previous();
    let written = output.write_whole::<std::convert::Infallible>(&copies, |_| Ok(()))?;
    outcome.sent_bytes = written.unwrap_or_else(|never| match never {}).bytes;
    if options.verify {
        outcome.verified = Some(super::verify::folder(folder)?.check(&folder.display().to_string())?);
    }
    Ok(outcome)
}

fn copy_of(site: &LocalSite, path: &str) -> FileCopy {
    let bytes = site.bytes.get(path).copied().unwrap_or_default();
    let sha256 = site.manifest.0.get(path).map(ToString::to_string).unwrap_or_default().into();
    FileCopy { to: path.to_owned(), from: site.folder.join(path), attachment: Attachment { bytes, sha256 } }
}

fn to_zip(site: &LocalSite, path: &Path, options: &Options) -> Result<Outcome, Failure> {
    let difference = Difference::between(&Manifest::default(), &site.manifest);
    let mut outcome = Outcome::planned(site, difference);
    if !options.dry_run {
        outcome.sent_bytes = archive::write(site, path)?;
    }
    Ok(outcome)
}

/// One publication to one server.
struct Publication<'a> {
    target: &'a PublishTarget,
    site: &'a LocalSite,
    options: &'a Options,
    crew: Crew<'a>,
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

impl Publication<'_> {
    fn run(&self, root: &str) -> Result<Outcome, Failure> {
        let ground = Ground::find(&self.crew, root).map_err(|fault| self.failed(fault))?;
        let seen = match &ground.seen {
            Some(seen) => self.folder(seen).look().map_err(|refusal| self.refused(refusal))?,
            None => Found::default(),
        };
        let difference = Difference::between(&seen.present, &self.site.manifest);
        let outcome = Outcome { continued: seen.unfinished, ..Outcome::planned(self.site, difference) };
        let is_done = seen.has_manifest && !seen.unfinished && outcome.difference.is_empty();
        if self.options.dry_run || is_done {
            return self.verified(outcome, &ground);
        }
        let ground = ground.prepare(&self.crew, root).map_err(|fault| self.failed(fault))?;
        let lock = format!("{}/lock", ground.own);
        let locked = lock::holding(&self.crew, &lock, || self.send(&ground, seen, outcome));
        let outcome = locked.map_err(|held| match held {
            lock::Held::By(machine) => messages::publish::busy(self.crew.server().name(), &machine),
            lock::Held::Fault(fault) => self.failed(fault),
        })??;
        Memory::of(self.site).write(&self.memory_path());
        self.verified(outcome, &ground)
    }

    fn folder(&self, root: &str) -> Folder<'_> {
        Folder { crew: &self.crew, root: root.to_owned() }
    }

    /// Everything between taking the lock and giving it back.
    fn send(&self, ground: &Ground, seen: Found, mut outcome: Outcome) -> Result<Outcome, Failure> {
        let memory = Memory::read(&self.memory_path());
        let seen_folder = ground.seen.as_deref().map(|root| self.folder(root));
        if let Some(folder) = &seen_folder {
            let changed = folder.check(&seen, &outcome.difference, &memory).map_err(|refusal| self.refused(refusal))?;
            if !changed.is_empty() && !self.options.overwrite {
                return Err(messages::publish::target_changed(self.crew.server().name(), &changed));
            }
        }
        let bar = if self.options.quiet { Progress::silent() } else { Progress::over(outcome.planned_bytes()) };
        let changed = self.folder(&ground.changed);
        outcome.sent_bytes = match &ground.switch {
            None => changed.bring(&seen, self.site, None, &bar).map_err(|fault| self.failed(fault))?,
            Some(_) => {
                let hidden = changed.look().map_err(|refusal| self.refused(refusal))?;
                outcome.continued |= hidden.unfinished;
                self.send_to_slot(ground, &changed, &hidden, seen, &bar)?
            }
        };
        outcome.faults = self.crew.faults();
        Ok(outcome)
    }

    /// Brings the hidden slot to the new site, with what others put into the seen one, and shows it.
    fn send_to_slot(
        &self,
        ground: &Ground,
        changed: &Folder<'_>,
        hidden: &Found,
        seen: Found,
        bar: &Progress,
    ) -> Result<u64, Failure> {
        let seen_folder = ground.seen.as_deref().map(|root| self.folder(root));
        let foreign = match &seen_folder {
            Some(folder) => slots::find_foreign(folder, &seen.present, &self.site.manifest)
                .map_err(|refusal| self.refused(refusal))?,
            None => Vec::new(),
        };
        let other = ground.seen.clone().map(|root| Other { root, manifest: seen.present });
        let sent = changed.bring(hidden, self.site, other.as_ref(), bar).map_err(|fault| self.failed(fault))?;
        if let Some(folder) = &seen_folder {
            slots::carry_foreign(folder, changed, &foreign, self.site).map_err(|fault| self.failed(fault))?;
        }
        ground.switch(&self.crew).map_err(|fault| self.failed(fault))?;
        Ok(sent)
    }

    /// Reads everything back if that was asked for.
    fn verified(&self, mut outcome: Outcome, ground: &Ground) -> Result<Outcome, Failure> {
        if !self.options.verify || self.options.dry_run {
            return Ok(outcome);
        }
        let shown =
            if ground.switch.is_some() && !outcome.difference.is_empty() { None } else { ground.seen.as_deref() };
        let folder = self.folder(shown.unwrap_or(&ground.changed));
        let files: Vec<_> = self.site.manifest.0.iter().collect();
        let states = self.crew.all(&files, |session, (path, hash)| {
            let content = session.read(&folder.at(path))?;
            Ok(content.map(|content| manifest::Hash::of(&content) == **hash))
        });
        let states = states.map_err(|fault| self.failed(fault))?;
        let missing = states.iter().filter(|state| state.is_none()).count();
        let wrong = states.iter().filter(|state| **state == Some(false)).count();
        if missing + wrong > 0 {
            return Err(messages::publish::copy_differs(self.crew.server().name(), wrong, missing));
        }
        outcome.verified = Some(files.len());
        Ok(outcome)
    }

    /// Where this machine remembers what it left at the target: beside the built site, never in it.
    fn memory_path(&self) -> PathBuf {
        let name = crate::text::slug::slug(&self.target.name);
        super::write::work_folder(&self.site.folder).join(format!("published-{name}"))
    }

    fn failed(&self, fault: Fault) -> Failure {
        failure_of(self.target, self.crew.server().name(), fault)
    }

    fn refused(&self, refusal: Refusal) -> Failure {
        let server = self.crew.server().name();
        match refusal {
            Refusal::Fault(fault) => self.failed(fault),
            Refusal::BadManifest(line) => messages::publish::bad_remote_manifest(server, line),
            Refusal::InTheWay(path) => messages::publish::foreign_at_target(server, &path),
        }
    }
}

fn failure_of(target: &PublishTarget, server: &str, fault: Fault) -> Failure {
    match fault.kind {
        FaultKind::UnknownHost { fingerprint } => messages::publish::unknown_host(server, &fingerprint),
        FaultKind::ChangedHost { fingerprint } => messages::publish::changed_host(server, &fingerprint),
        FaultKind::Login => {
            let variable = credentials::variable("PASSWORD", &target.name);
            messages::publish::login(server, &fault.words, &variable)
        }
        FaultKind::Denied => messages::publish::denied(server, &fault.words),
        FaultKind::Full => messages::publish::no_room(server, &fault.words),
        FaultKind::Passing | FaultKind::Missing | FaultKind::Lasting => messages::publish::server(server, &fault.words),
    }
}

fn roll_back_slots(crew: &Crew<'_>, root: &str, target: &PublishTarget) -> Result<(), Failure> {
    let failed = |fault| failure_of(target, crew.server().name(), fault);
    let nothing = || messages::publish::no_rollback(&target.name);
    let ground = Ground::find(crew, root).map_err(failed)?;
    if ground.seen.is_none() || ground.switch.is_none() {
        return Err(nothing());
    }
    let other = Folder { crew, root: ground.changed.clone() };
    match other.look() {
        Ok(found) if found.has_manifest && !found.unfinished => ground.switch(crew).map_err(failed),
        Ok(_) | Err(Refusal::BadManifest(_) | Refusal::InTheWay(_)) => Err(nothing()),
        Err(Refusal::Fault(fault)) => Err(failed(fault)),
    }
}
