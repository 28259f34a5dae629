//! A published site as any reader gets it: over HTTP, only to be read.

use std::io::Read;

use ureq::http::{HeaderMap, Method};
use url::Url;

use super::crew::Crew;
use super::session::{Entry, Fault, FaultKind, Server, Session};
use super::{IO_TIMEOUT, Options, PATIENCE};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Damage, Hash};
use crate::release::parts::Root;
use crate::shell::http::trust::Trust;
use crate::shell::http::{Client, Patience, below};
use crate::shell::verify::{self, Comparison};

/// Pages asked for at the same time.
const LANES: usize = 8;

/// A site on the web.
pub(super) struct Web {
    name: String,
    base: Url,
    client: Client,
}

impl Web {
    /// The site whose home is at `base`.
    pub fn at(base: &str) -> Result<Self, Fault> {
        let url = Url::parse(base).map_err(|cause| Fault::new(FaultKind::Lasting, cause))?;
        let patience = Patience { answer: Some(IO_TIMEOUT * 2), ..PATIENCE };
        let client = Client::new(&Trust::of_system(), patience);
        Ok(Self { name: base.trim_end_matches('/').to_owned(), base: url, client })
    }
}

/// Compares a site on the web with the manifest that it serves.
pub fn verify_web(base: &str) -> Result<Comparison, Failure> {
    let failed = |fault: Fault| messages::publish::server(base, &fault.words);
    let web = Web::at(base).map_err(failed)?;
    let crew = Crew::new(&web, Options::default().tries);
    let text = crew.one(|session| session.read(manifest::FILE_NAME)).map_err(failed)?;
    let text = text.ok_or_else(|| messages::publish::no_manifest(base))?;
    let bad = |path: &str, damage| messages::publish::bad_remote_manifest(base, path, damage);
    let root = Root::read(&text).map_err(|damage| bad(manifest::FILE_NAME, damage))?;
    let paths: Vec<&String> = root.parts.0.keys().collect();
    let parts = crew.all(&paths, |session, path| session.read(path)).map_err(failed)?;
    let listed = verify::listed(&root, &parts).map_err(|(path, line)| bad(&path, Damage::Line(line)))?;
    let files: Vec<(&String, &Hash)> = listed.0.iter().collect();
    let states =
        crew.all(&files, |session, (path, hash)| Ok(session.read(path)?.map(|content| Hash::of(&content) == **hash)));
    Ok(verify::compare(&files, states.map_err(failed)?))
}

impl Server for Web {
    fn connect(&self) -> Result<Box<dyn Session>, Fault> {
        Ok(Box::new(WebSession { base: self.base.clone(), client: self.client.clone() }))
    }

    fn lanes(&self) -> usize {
        LANES
    }

    fn renames(&self) -> bool {
        false
    }

    fn name(&self) -> &str {
        &self.name
    }
}

struct WebSession {
    base: Url,
    client: Client,
}

impl Session for WebSession {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let answer = self.client.fetch(Method::GET, &below(&self.base, path), HeaderMap::new(), &[]);
        let answer = answer.map_err(|cause| Fault::told(FaultKind::Passing, &cause))?;
        match answer.status.as_u16() {
            200 => Ok(Some(answer.content)),
            404 | 410 => Ok(None),
            429 | 500..=599 => Err(Fault::new(FaultKind::Passing, answer.status)),
            _ => Err(Fault::new(FaultKind::Lasting, answer.status).at(path)),
        }
    }

    fn list(&mut self, _folder: &str) -> Result<Vec<Entry>, Fault> {
        Err(only_read())
    }

    fn put(&mut self, _path: &str, _content: &mut dyn Read, _bytes: u64) -> Result<(), Fault> {
        Err(only_read())
    }

    fn rename(&mut self, _from: &str, _to: &str) -> Result<(), Fault> {
        Err(only_read())
    }

    fn remove(&mut self, _path: &str) -> Result<(), Fault> {
        Err(only_read())
    }

    fn remove_folder(&mut self, _path: &str) -> Result<(), Fault> {
        Err(only_read())
    }

    fn make_folder(&mut self, _path: &str) -> Result<bool, Fault> {
        Err(only_read())
    }
}

fn only_read() -> Fault {
    Fault::said(FaultKind::Denied, messages::fault::only_read())
}
