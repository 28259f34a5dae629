//! A published site as any reader gets it: over HTTP, only to be read.

use std::io::Read;
use std::sync::Arc;

use super::crew::Crew;
use super::runtime::wait;
use super::session::{Entry, Fault, FaultKind, Server, Session};
use super::trust::Trust;
use super::{CONNECT_TIMEOUT, IO_TIMEOUT, Options};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Hash};
use crate::release::parts::{Damage, Root};
use crate::shell::verify::{self, Comparison};

/// Pages asked for at the same time.
const LANES: usize = 8;

/// A site on the web.
pub(super) struct Web {
    base: String,
    client: reqwest::Client,
}

impl Web {
    /// The site whose home is at `base`.
    pub fn at(base: &str) -> Result<Self, Fault> {
        let tls = Trust::for_server(base, 443, None, None).config(rustls::DEFAULT_VERSIONS);
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(Arc::unwrap_or_clone(tls))
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(IO_TIMEOUT * 2)
            .build()
            .map_err(|cause| Fault::new(FaultKind::Lasting, cause))?;
        Ok(Self { base: base.trim_end_matches('/').to_owned(), client })
    }
}

/// Compares a site on the web with the manifest that it serves.
pub fn verify_web(base: &str) -> Result<Comparison, Failure> {
    let failed = |fault: Fault| messages::publish::server(base, &fault.words);
    let web = Web::at(base).map_err(failed)?;
    let crew = Crew::new(&web, Options::default().tries);
    let text = crew.one(|session| session.read(manifest::FILE_NAME)).map_err(failed)?;
    let text = text.ok_or_else(|| messages::publish::no_manifest(base))?;
    let bad = |path: &str, line| messages::publish::bad_remote_manifest(base, path, Damage::Line(line));
    let root = Root::parse(&String::from_utf8_lossy(&text)).map_err(|line| bad(manifest::FILE_NAME, line))?;
    let paths: Vec<&String> = root.parts.0.keys().collect();
    let parts = crew.all(&paths, |session, path| session.read(path)).map_err(failed)?;
    let listed = verify::listed(&root, &parts).map_err(|(path, line)| bad(&path, line))?;
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
        &self.base
    }
}

struct WebSession {
    base: String,
    client: reqwest::Client,
}

impl Session for WebSession {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let mut address = reqwest::Url::parse(&self.base).map_err(|cause| Fault::new(FaultKind::Lasting, cause))?;
        if let Ok(mut parts) = address.path_segments_mut() {
            parts.pop_if_empty().extend(path.split('/'));
        }
        let answer = wait(async {
            let answer = self.client.get(address).send().await?;
            let status = answer.status();
            Ok::<_, reqwest::Error>((status, answer.bytes().await?))
        });
        let (status, bytes) = answer.map_err(|cause| Fault::new(FaultKind::Passing, cause))?;
        match status.as_u16() {
            200 => Ok(Some(bytes.to_vec())),
            404 | 410 => Ok(None),
            429 | 500..=599 => Err(Fault::new(FaultKind::Passing, status)),
            _ => Err(Fault::new(FaultKind::Lasting, status).at(path)),
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
