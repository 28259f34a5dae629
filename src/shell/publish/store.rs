//! WebDAV and S3-compatible storage.

use std::io::Read;

use opendal::layers::TimeoutLayer;
use opendal::services::{S3, Webdav};
use opendal::{ErrorKind, HttpTransporter, Metadata, OperationContext, Operator};

use super::credentials::Secret;
use super::dav::{self, Dav};
use super::path::{file_name, parent};
use super::runtime::wait;
use super::session::{Entry, Fault, FaultKind, Server, Session};
use super::transport::Transport;
use super::{IO_TIMEOUT, PATIENCE};
use crate::media;
use crate::shell::http::Client;
use crate::shell::http::trust::Trust;

/// Requests in flight for each connection that the target allows.
const LANES_PER_CONNECTION: usize = 4;

/// A server that keeps files by HTTP.
pub struct Store {
    name: String,
    operator: Operator,
    trust: Trust,
    connections: usize,
    /// What only a server with folders is asked: WebDAV.
    dav: Option<Dav>,
}

/// Where an S3-compatible store is.
#[derive(Debug)]
pub struct Bucket<'a> {
    pub name: &'a str,
    /// Address of the service; Amazon's when absent.
    pub endpoint: Option<&'a str>,
    /// Region; `auto` when absent.
    pub region: Option<&'a str>,
    /// Prefix of every key.
    pub root: &'a str,
}

impl Store {
    /// A WebDAV folder; `endpoint` is the server's address with `http` or `https`.
    pub fn webdav(
        endpoint: &str,
        root: &str,
        login: (&str, Option<&Secret>),
        trust: Trust,
        connections: usize,
    ) -> Result<Self, Fault> {
        let (user, password) = login;
        let mut builder = Webdav::default().endpoint(endpoint).root(root).disable_create_dir(true);
        if !user.is_empty() {
            builder = builder.username(user).password(password.map_or("", Secret::expose));
        }
        let operator = Operator::new(builder).map_err(|cause| lasting(&cause))?;
        let client = Client::new(&trust, PATIENCE);
        let dav = Dav::at(client.clone(), endpoint, root, login)?;
        Ok(Self::with(endpoint, (operator, client), trust, connections, Some(dav)))
    }

    /// A bucket; without a login the environment and the files of Amazon's own tools are asked.
    pub fn s3(
        bucket: &Bucket<'_>,
        login: Option<(&str, &Secret)>,
        trust: Trust,
        connections: usize,
    ) -> Result<Self, Fault> {
        let mut builder = S3::default().bucket(bucket.name).root(bucket.root).disable_ec2_metadata();
        builder = builder.region(bucket.region.unwrap_or("auto"));
        if let Some(endpoint) = bucket.endpoint {
            builder = builder.endpoint(endpoint);
        }
        if let Some((key_id, secret)) = login {
            builder = builder.access_key_id(key_id).secret_access_key(secret.expose());
        }
        let operator = Operator::new(builder).map_err(|cause| lasting(&cause))?;
        let client = Client::new(&trust, PATIENCE);
        Ok(Self::with(bucket.name, (operator, client), trust, connections, None))
    }

    fn with(
        name: &str,
        (operator, client): (Operator, Client),
        trust: Trust,
        connections: usize,
        dav: Option<Dav>,
    ) -> Self {
        let context = OperationContext::new().with_http_transport(HttpTransporter::new(Transport(client)));
        let layer = TimeoutLayer::new().with_timeout(IO_TIMEOUT).with_io_timeout(IO_TIMEOUT);
        let operator = operator.with_context(context).layer(layer);
        Self { name: name.to_owned(), operator, trust, connections, dav }
    }
}

impl Server for Store {
    fn connect(&self) -> Result<Box<dyn Session>, Fault> {
        let (operator, trust, dav) = (self.operator.clone(), self.trust.clone(), self.dav.clone());
        Ok(Box::new(StoreSession { operator, trust, dav }))
    }

    fn lanes(&self) -> usize {
        self.connections * LANES_PER_CONNECTION
    }

    fn renames(&self) -> bool {
        self.dav.is_some()
    }

    fn name(&self) -> &str {
        &self.name
    }
}

struct StoreSession {
    operator: Operator,
    trust: Trust,
    dav: Option<Dav>,
}

impl StoreSession {
    fn fault(&self, cause: &opendal::Error) -> Fault {
        if let Some(fingerprint) = self.trust.refused() {
            return Fault::new(FaultKind::UnknownHost { fingerprint }, cause.kind());
        }
        Fault::told(kind_of(cause), cause)
    }

    fn run<R>(&self, request: impl Future<Output = opendal::Result<R>>) -> Result<R, Fault> {
        wait(request).map_err(|cause| self.fault(&cause))
    }
}

/// What a failure means. A number counts only where it is an answer's status: addresses are full of numbers too.
fn kind_of(cause: &opendal::Error) -> FaultKind {
    let words = cause.to_string();
    let says = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
    match cause.kind() {
        ErrorKind::NotFound => FaultKind::Missing,
        ErrorKind::PermissionDenied if says(&["status: 401", "InvalidAccessKeyId", "SignatureDoesNotMatch"]) => {
            FaultKind::Login
        }
        ErrorKind::PermissionDenied => FaultKind::Denied,
        ErrorKind::RateLimited => FaultKind::Passing,
        ErrorKind::Unexpected if says(&["status: 507", "QuotaExceeded", "No space left"]) => FaultKind::Full,
        ErrorKind::Unexpected if says(&["status: 401"]) => FaultKind::Login,
        ErrorKind::Unexpected if cause.is_temporary() || says(&["status: 5"]) => FaultKind::Passing,
        _ => FaultKind::Lasting,
    }
}

/// When a file was last changed, in seconds since 1970, where the server tells.
fn changed_s(metadata: &Metadata) -> Option<u32> {
    u32::try_from(metadata.last_modified()?.into_inner().as_second()).ok()
}

impl Session for StoreSession {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.run(self.operator.read(path)) {
            Ok(content) => Ok(Some(content.to_vec())),
            Err(fault) if fault.kind == FaultKind::Missing => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let folder = as_folder(folder);
        let listed = match self.run(self.operator.list(&folder)) {
            Ok(listed) => listed,
            Err(fault) if fault.kind == FaultKind::Missing => return Ok(Vec::new()),
            Err(fault) => return Err(fault),
        };
        let inside = |entry: &opendal::Entry| entry.path() != folder && !entry.name().is_empty() && entry.path() != "/";
        let entry = |entry: opendal::Entry| Entry {
            name: entry.name().trim_end_matches('/').to_owned(),
            bytes: entry.metadata().content_length(),
            is_folder: entry.metadata().is_dir(),
            changed_s: changed_s(entry.metadata()),
        };
        Ok(listed.into_iter().filter(inside).map(entry).collect())
    }

    fn look_up(&mut self, path: &str) -> Result<Option<Entry>, Fault> {
        let entry =
            |is_folder, bytes, changed_s| Entry { name: file_name(path).to_owned(), bytes, is_folder, changed_s };
        match self.run(self.operator.stat(path)) {
            Ok(found) => Ok(Some(entry(found.is_dir(), found.content_length(), changed_s(&found)))),
            // A store of objects has no folders, only names that begin alike.
            Err(fault) if fault.kind == FaultKind::Missing && self.dav.is_none() => {
                let below = self.run(self.operator.list_with(&as_folder(path)).limit(1).into_future())?;
                Ok((!below.is_empty()).then(|| entry(true, 0, None)))
            }
            Err(fault) if fault.kind == FaultKind::Missing => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn put(&mut self, path: &str, content: &mut dyn Read, bytes: u64) -> Result<(), Fault> {
        let mut whole = Vec::with_capacity(bytes as usize);
        content.read_to_end(&mut whole).map_err(|cause| Fault::told(FaultKind::Lasting, &cause))?;
        let write = async {
            let write = self.operator.write_with(path, whole);
            match self.dav {
                Some(_) => write.await,
                // A store has no other way to know what it serves.
                None => write.content_type(media::type_of(path)).await,
            }
        };
        self.run(write).map(|_| ())
    }

    fn put_new(&mut self, path: &str, content: &[u8]) -> Result<bool, Fault> {
        if !self.operator.info().capability().write_with_if_not_exists {
            return self.put(path, &mut &*content, content.len() as u64).map(|()| true);
        }
        let write = self.operator.write_with(path, content.to_vec()).if_not_exists(true).into_future();
        match wait(write) {
            Ok(_) => Ok(true),
            // Something is there, or somebody else is putting it at this moment.
            Err(cause) if matches!(cause.kind(), ErrorKind::ConditionNotMatch | ErrorKind::Conflict) => Ok(false),
            // Older stores do not know the condition.
            Err(cause) if cause.to_string().contains("NotImplemented") => {
                self.put(path, &mut &*content, content.len() as u64).map(|()| true)
            }
            Err(cause) => Err(self.fault(&cause)),
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        if let Some(dav) = &self.dav
            && dav.rename(from, to)?
        {
            return Ok(());
        }
        // The library makes the folders that somebody removed.
        self.run(self.operator.rename(from, to))
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        self.run(self.operator.delete(path))
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        // WebDAV deletes a folder with all that it holds, so look first.
        if self.dav.is_some() && self.list(path)?.is_empty() {
            return self.run(self.operator.delete(&as_folder(path)));
        }
        Ok(())
    }

    fn make_folder(&mut self, path: &str) -> Result<bool, Fault> {
        let Some(dav) = &self.dav else { return Ok(true) };
        match dav.make_folder(path)? {
            dav::Folder::New => Ok(true),
            dav::Folder::Existing => Ok(false),
            dav::Folder::Nowhere => {
                self.run(self.operator.create_dir(&as_folder(parent(path))))?;
                Ok(matches!(dav.make_folder(path)?, dav::Folder::New))
            }
        }
    }
}

fn as_folder(path: &str) -> String {
    format!("{}/", path.trim_end_matches('/'))
}

fn lasting(cause: &opendal::Error) -> Fault {
    Fault::new(FaultKind::Lasting, cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_an_address_are_no_answers() {
        let cut = |url: &str| {
            let error = opendal::Error::new(ErrorKind::Unexpected, "send http request").set_temporary();
            kind_of(&error.with_context("url", url))
        };
        assert_eq!(cut("http://127.0.0.1:45079/kho/"), FaultKind::Passing);
        assert_eq!(cut("http://127.0.0.1:40100/kho/"), FaultKind::Passing);
        let full = opendal::Error::new(ErrorKind::Unexpected, "").with_context("response", "Parts { status: 507 }");
        assert_eq!(kind_of(&full), FaultKind::Full);
        let denied =
            opendal::Error::new(ErrorKind::PermissionDenied, "").with_context("response", "Parts { status: 403 }");
        assert_eq!(kind_of(&denied.with_context("url", "http://kho:4010/")), FaultKind::Denied);
    }
}
