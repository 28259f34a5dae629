//! Files over SSH: one connection, many requests in flight.

mod host_key;
mod login;
mod session;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use russh::client::{self, Handle};
use russh::compression;
use russh::keys::Algorithm;
use russh::keys::known_hosts::known_host_keys_path;
use russh_sftp::client::RawSftpSession;
use tokio::time::timeout;

use super::runtime::wait;
use super::session::{Fault, FaultKind, Server, Session};
use super::{CONNECT_TIMEOUT, IO_TIMEOUT};
use crate::diagnostic::messages::fault;
use host_key::HostKey;
pub use login::Logins;
use session::{SftpSession, sftp_fault};

/// Requests of one connection that wait for their answers at the same time.
const LANES_PER_CONNECTION: usize = 8;

/// A server and who we are to it.
pub struct SftpServer {
    /// Name or address.
    pub host: String,
    /// Usually 22.
    pub port: u16,
    pub user: String,
    /// What we may log in with.
    pub logins: Logins,
    /// The list of known servers' keys.
    pub known_hosts: Option<PathBuf>,
    /// A host key's fingerprint that the person accepts with this command.
    pub accept: Option<String>,
    /// How many connections' worth of requests may be in flight.
    pub connections: usize,
    /// The connection that all sessions share while it works.
    pub shared: Mutex<Option<Arc<Connection>>>,
}

/// A connection that is logged in, with its file service.
pub struct Connection {
    /// Dropping it would end the connection.
    _handle: Handle<HostKey>,
    sftp: RawSftpSession,
    can_rename_over: bool,
    can_link: bool,
    /// Whether links are asked for with the target first; unknown until tried.
    is_reversed: OnceLock<bool>,
    is_broken: AtomicBool,
}

impl Server for SftpServer {
    fn connect(&self) -> Result<Box<dyn Session>, Fault> {
        let mut shared = self.shared.lock().map_err(|_| Fault::said(FaultKind::Lasting, fault::broken_session()))?;
        let working = shared.as_ref().filter(|connection| !connection.is_broken.load(Ordering::Relaxed));
        let connection = match working {
            Some(connection) => Arc::clone(connection),
            None => {
                let within = wait(async { timeout(CONNECT_TIMEOUT * 2, self.open()).await });
                let connection = within.map_err(|_| Fault::said(FaultKind::Passing, fault::no_answer()))??;
                Arc::clone(shared.insert(Arc::new(connection)))
            }
        };
        Ok(Box::new(SftpSession { connection }))
    }

    fn lanes(&self) -> usize {
        self.connections * LANES_PER_CONNECTION
    }

    fn renames(&self) -> bool {
        true
    }

    fn links(&self) -> bool {
        true
    }

    fn name(&self) -> &str {
        &self.host
    }
}

impl SftpServer {
    async fn open(&self) -> Result<Connection, Fault> {
        let verdict = Arc::new(Mutex::new(None));
        let judge = HostKey {
            host: self.host.clone(),
            port: self.port,
            known_hosts: self.known_hosts.clone(),
            accept: self.accept.clone(),
            verdict: Arc::clone(&verdict),
        };
        let connected = client::connect(Arc::new(self.config()), (self.host.as_str(), self.port), judge).await;
        let mut handle = connected.map_err(|cause| match verdict.lock().ok().and_then(|mut kind| kind.take()) {
            Some(kind) => Fault::new(kind, &cause),
            None => ssh_fault(&cause),
        })?;
        self.logins.log_in(&self.user, &mut handle).await?;
        let channel = handle.channel_open_session().await.map_err(|cause| ssh_fault(&cause))?;
        channel.request_subsystem(true, "sftp").await.map_err(|cause| ssh_fault(&cause))?;
        let sftp = RawSftpSession::new(channel.into_stream());
        sftp.set_timeout(IO_TIMEOUT.as_secs());
        let version = sftp.init().await.map_err(|cause| sftp_fault(&cause))?;
        let has = |extension: &str| version.extensions.contains_key(extension);
        Ok(Connection {
            can_rename_over: has("posix-rename@openssh.com"),
            can_link: has("hardlink@openssh.com"),
            _handle: handle,
            sftp,
            is_reversed: OnceLock::new(),
            is_broken: AtomicBool::new(false),
        })
    }

    /// Prefers the kinds of key that are known already, so that a server with several keys shows a known one.
    fn config(&self) -> client::Config {
        let known = self.known_hosts.as_ref().and_then(|list| known_host_keys_path(&self.host, self.port, list).ok());
        let known: Vec<Algorithm> = known.unwrap_or_default().into_iter().map(|(_, key)| key.algorithm()).collect();
        let mut config =
            client::Config { nodelay: true, keepalive_interval: Some(IO_TIMEOUT / 2), ..Default::default() };
        let is_known = |algorithm: &Algorithm| match algorithm {
            Algorithm::Rsa { .. } => known.iter().any(|known| matches!(known, Algorithm::Rsa { .. })),
            other => known.contains(other),
        };
        let mut keys = config.preferred.key.to_vec();
        keys.sort_by_key(|algorithm| !is_known(algorithm));
        config.preferred.key = keys.into();
        // Pages and listings shrink to a quarter; the second name begins only after the login, as servers like it.
        config.preferred.compression = vec![compression::ZLIB_LEGACY, compression::ZLIB, compression::NONE].into();
        config
    }
}

fn ssh_fault(cause: &russh::Error) -> Fault {
    let kind = match cause {
        russh::Error::NoCommonAlgo { .. } | russh::Error::UnsupportedAuthMethod => FaultKind::Lasting,
        _ => FaultKind::Passing,
    };
    Fault::told(kind, cause)
}
