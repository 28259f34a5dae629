//! Files over SSH: one connection, many requests in flight.

use std::env;
use std::io::Read;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use russh::client::{self, AuthResult, Handle, KeyboardInteractiveAuthResponse};
use russh::keys::agent::AgentIdentity;
use russh::keys::known_hosts::{check_known_hosts_path, known_host_keys_path, learn_known_hosts_path};
use russh::keys::{Algorithm, HashAlg, PrivateKeyWithHashAlg, PublicKey, PublicKeyOrCertificate, load_secret_key};

use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, StatusCode};
use tokio::time::timeout;

use super::credentials::Secret;
use super::runtime::wait;
use super::session::{Entry, Fault, FaultKind, Server, Session};
use super::{CONNECT_TIMEOUT, IO_TIMEOUT};

/// Bytes in one write request; every server must take this much.
const WRITE_BYTES: usize = 32 << 10;

/// Write requests of one file that wait for their answers at the same time.
const WRITES_IN_FLIGHT: usize = 32;

/// Requests of one connection that wait for their answers at the same time.
const LANES_PER_CONNECTION: usize = 8;

/// A server and who we are to it.
pub struct SftpServer {
    /// Name or address.
    pub host: String,
    /// Usually 22.
    pub port: u16,
    /// Login.
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

/// What we may log in with.
#[derive(Debug, Default)]
pub struct Logins {
    /// A password, also asked for word by word (keyboard-interactive).
    pub password: Option<Secret>,
    /// A private key named for this target.
    pub key_file: Option<PathBuf>,
    /// Its passphrase.
    pub passphrase: Option<Secret>,
    /// Where the agent that holds keys listens.
    pub agent_socket: Option<PathBuf>,
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

/// Judges the server's key.
pub struct HostKey {
    host: String,
    port: u16,
    known_hosts: Option<PathBuf>,
    accept: Option<String>,
    /// Why the key was refused.
    verdict: Arc<Mutex<Option<FaultKind>>>,
}

impl client::Handler for HostKey {
    type Error = russh::Error;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        let PublicKeyOrCertificate::PublicKey { key, .. } = shown else { return Ok(false) };
        let refused = self.judge(key);
        let is_good = refused.is_none();
        if let Ok(mut verdict) = self.verdict.lock() {
            *verdict = refused;
        }
        Ok(is_good)
    }
}

impl HostKey {
    fn judge(&self, key: &PublicKey) -> Option<FaultKind> {
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        let Some(list) = &self.known_hosts else { return Some(FaultKind::UnknownHost { fingerprint }) };
        let accepted = self.accept.as_deref() == Some(fingerprint.as_str());
        match check_known_hosts_path(&self.host, self.port, key, list) {
            Ok(true) => None,
            Err(russh::keys::Error::KeyChanged { .. }) => Some(FaultKind::ChangedHost { fingerprint }),
            _ if accepted => {
                // Not being able to remember only means being asked again.
                let _ = learn_known_hosts_path(&self.host, self.port, key, list);
                None
            }
            _ => Some(FaultKind::UnknownHost { fingerprint }),
        }
    }
}

impl Server for SftpServer {
    fn connect(&self) -> Result<Box<dyn Session>, Fault> {
        let mut shared = self.shared.lock().map_err(|_| Fault::new(FaultKind::Lasting, "a session panicked"))?;
        let working = shared.as_ref().filter(|connection| !connection.is_broken.load(Ordering::Relaxed));
        let connection = match working {
            Some(connection) => Arc::clone(connection),
            None => {
                let within = wait(async { timeout(CONNECT_TIMEOUT * 2, self.open()).await });
                let connection = within.map_err(|_| Fault::new(FaultKind::Passing, "the server does not answer"))??;
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
        self.log_in(&mut handle).await?;
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
        config
    }

    /// A key named for this target, its password, the agent, and then the keys that ssh would use.
    async fn log_in(&self, handle: &mut Handle<HostKey>) -> Result<(), Fault> {
        if let Some(path) = &self.logins.key_file {
            let passphrase = self.logins.passphrase.as_ref().map(Secret::expose);
            let key = load_secret_key(path, passphrase)
                .map_err(|cause| Fault::new(FaultKind::Login, format!("{}: {cause}", path.display())))?;
            if self.try_key(handle, key).await? {
                return Ok(());
            }
        }
        if let Some(password) = &self.logins.password
            && self.try_password(handle, password).await?
        {
            return Ok(());
        }
        if self.try_agent(handle).await? {
            return Ok(());
        }
        let own_keys = env::home_dir().map(|home| home.join(".ssh"));
        for name in ["id_ed25519", "id_ecdsa", "id_rsa"] {
            let key = own_keys.as_ref().and_then(|folder| load_secret_key(folder.join(name), None).ok());
            if let Some(key) = key
                && self.try_key(handle, key).await?
            {
                return Ok(());
            }
        }
        Err(Fault::new(FaultKind::Login, "no password, key or agent was accepted"))
    }

    async fn try_key(&self, handle: &mut Handle<HostKey>, key: russh::keys::PrivateKey) -> Result<bool, Fault> {
        let hash = handle.best_supported_rsa_hash().await.ok().flatten().flatten();
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), hash);
        let outcome = handle.authenticate_publickey(&self.user, key).await;
        outcome.map(|outcome| matches!(outcome, AuthResult::Success)).map_err(|cause| ssh_fault(&cause))
    }

    async fn try_password(&self, handle: &mut Handle<HostKey>, password: &Secret) -> Result<bool, Fault> {
        let outcome = handle.authenticate_password(&self.user, password.expose()).await;
        if matches!(outcome.map_err(|cause| ssh_fault(&cause))?, AuthResult::Success) {
            return Ok(true);
        }
        let mut step = handle.authenticate_keyboard_interactive_start(&self.user, None).await;
        loop {
            match step.map_err(|cause| ssh_fault(&cause))? {
                KeyboardInteractiveAuthResponse::Success => return Ok(true),
                KeyboardInteractiveAuthResponse::Failure { .. } => return Ok(false),
                KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => {
                    let answers = prompts.iter().map(|_| password.expose().to_owned()).collect();
                    step = handle.authenticate_keyboard_interactive_respond(answers).await;
                }
            }
        }
    }

    #[cfg(unix)]
    async fn try_agent(&self, handle: &mut Handle<HostKey>) -> Result<bool, Fault> {
        let Some(socket) = &self.logins.agent_socket else { return Ok(false) };
        let connected = russh::keys::agent::client::AgentClient::connect_uds(socket).await;
        let Ok(mut agent) = connected else { return Ok(false) };
        let identities = agent.request_identities().await.unwrap_or_default();
        let hash = handle.best_supported_rsa_hash().await.ok().flatten().flatten();
        for identity in identities {
            let AgentIdentity::PublicKey { key, .. } = identity else { continue };
            let hash = if key.algorithm().is_rsa() { hash } else { None };
            let outcome = handle.authenticate_publickey_with(&self.user, key, hash, &mut agent).await;
            if matches!(outcome, Ok(AuthResult::Success)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[cfg(not(unix))]
    async fn try_agent(&self, _handle: &mut Handle<HostKey>) -> Result<bool, Fault> {
        Ok(false)
    }
}

struct SftpSession {
    connection: Arc<Connection>,
}

impl SftpSession {
    /// Runs a request; a fault of the connection makes every session take a new one.
    fn run<R>(&self, request: impl Future<Output = Result<R, SftpError>>) -> Result<R, Fault> {
        let outcome = wait(async { timeout(IO_TIMEOUT * 2, request).await }).unwrap_or(Err(SftpError::Timeout));
        outcome.map_err(|cause| {
            let fault = sftp_fault(&cause);
            if fault.kind == FaultKind::Passing {
                self.connection.is_broken.store(true, Ordering::Relaxed);
            }
            fault
        })
    }

    /// A folder's names, half of them read in one answer, the rest in others.
    async fn names(&self, folder: &str) -> Result<Vec<Entry>, SftpError> {
        let sftp = &self.connection.sftp;
        let handle = sftp.opendir(folder).await?.handle;
        let mut entries = Vec::new();
        let outcome = loop {
            match sftp.readdir(handle.as_str()).await {
                Ok(names) => entries.extend(names.files.into_iter().map(|file| Entry {
                    bytes: file.attrs.size.unwrap_or_default(),
                    is_folder: file.attrs.is_dir(),
                    name: file.filename,
                })),
                Err(SftpError::Status(status)) if status.status_code == StatusCode::Eof => break Ok(entries),
                Err(cause) => break Err(cause),
            }
        };
        sftp.close(handle).await?;
        outcome
    }

    async fn write(&self, path: &str, content: Vec<u8>) -> Result<(), SftpError> {
        let sftp = &self.connection.sftp;
        let flags = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        let handle = sftp.open(path, flags, FileAttributes::empty()).await?.handle;
        if content.len() <= WRITE_BYTES {
            // Closing need not wait for the write: the server answers in order.
            let (written, closed) = tokio::join!(sftp.write(handle.as_str(), 0, content), sftp.close(handle.as_str()));
            return written.and(closed).map(|_| ());
        }
        let outcome = self.write_in_parts(&handle, content).await;
        let closed = sftp.close(handle.as_str()).await;
        outcome.and(closed.map(|_| ()))
    }

    async fn write_in_parts(&self, handle: &str, content: Vec<u8>) -> Result<(), SftpError> {
        let mut writes = tokio::task::JoinSet::new();
        let mut offset = 0;
        for part in content.chunks(WRITE_BYTES) {
            if writes.len() >= WRITES_IN_FLIGHT {
                settle(writes.join_next().await)?;
            }
            let (connection, handle, part) = (Arc::clone(&self.connection), handle.to_owned(), part.to_vec());
            let bytes = part.len() as u64;
            writes.spawn(async move { connection.sftp.write(handle, offset, part).await.map(|_| ()) });
            offset += bytes;
        }
        while !writes.is_empty() {
            settle(writes.join_next().await)?;
        }
        Ok(())
    }

    /// In which order the server takes a link's name and its target: the draft says one, OpenSSH does the other.
    /// `None`: it makes no links.
    fn try_order(&mut self, path: &str) -> Result<Option<bool>, Fault> {
        let [one, two] = ["try-1", "try-2"].map(|name| format!("{path}.congbo-{name}"));
        let made = self.run(self.connection.sftp.symlink(one.as_str(), two.as_str()));
        let order = match made {
            Err(fault) if fault.kind == FaultKind::Passing => return Err(fault),
            Err(_) => None,
            Ok(_) if self.link_target(&one)?.is_some() => Some(false),
            Ok(_) => self.link_target(&two)?.map(|_| true),
        };
        self.remove(&one)?;
        self.remove(&two)?;
        Ok(order)
    }

    /// OpenSSH says only "failure" when the disk is full; the free space tells.
    fn is_full(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
        self.run(self.connection.sftp.statvfs(folder)).is_ok_and(|space| space.blocks_avail == 0)
    }
}

fn settle(joined: Option<Result<Result<(), SftpError>, tokio::task::JoinError>>) -> Result<(), SftpError> {
    match joined {
        Some(Ok(outcome)) => outcome,
        Some(Err(cause)) => Err(SftpError::UnexpectedBehavior(cause.to_string())),
        None => Ok(()),
    }
}

impl Session for SftpSession {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let sftp = &self.connection.sftp;
        let read = async {
            let handle = sftp.open(path, OpenFlags::READ, FileAttributes::empty()).await?.handle;
            let mut content = Vec::new();
            let outcome = loop {
                match sftp.read(handle.as_str(), content.len() as u64, WRITE_BYTES as u32).await {
                    Ok(part) if part.data.is_empty() => break Ok(content),
                    Ok(part) => content.extend(part.data),
                    Err(SftpError::Status(status)) if status.status_code == StatusCode::Eof => break Ok(content),
                    Err(cause) => break Err(cause),
                }
            };
            sftp.close(handle).await?;
            outcome
        };
        missing_is_none(self.run(read))
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let listed = missing_is_none(self.run(self.names(if folder.is_empty() { "." } else { folder })))?;
        let real = |entry: &Entry| !matches!(entry.name.as_str(), "." | "..");
        Ok(listed.unwrap_or_default().into_iter().filter(real).collect())
    }

    fn put(&mut self, path: &str, content: &mut dyn Read, bytes: u64) -> Result<(), Fault> {
        let mut whole = Vec::with_capacity(bytes as usize);
        content.read_to_end(&mut whole).map_err(|cause| Fault::new(FaultKind::Lasting, cause))?;
        self.run(self.write(path, whole)).map_err(|fault| match fault.kind {
            FaultKind::Lasting if self.is_full(path) => Fault { kind: FaultKind::Full, ..fault },
            _ => fault,
        })
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let sftp = &self.connection.sftp;
        if !self.connection.can_rename_over {
            // Version 3 of the protocol renames over nothing: for an instant there is no file.
            self.remove(to)?;
            return self.run(self.connection.sftp.rename(from, to)).map(|_| ());
        }
        let arguments = [wire_string(from), wire_string(to)].concat();
        let answer = async {
            match sftp.extended("posix-rename@openssh.com", arguments).await? {
                Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
                Packet::Status(status) => Err(SftpError::Status(status)),
                _ => Err(SftpError::UnexpectedPacket),
            }
        };
        self.run(answer)
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        missing_is_none(self.run(self.connection.sftp.remove(path))).map(|_| ())
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        match self.run(self.connection.sftp.rmdir(path)) {
            // Not empty: the protocol has no word for it.
            Err(fault) if matches!(fault.kind, FaultKind::Lasting | FaultKind::Missing) => Ok(()),
            outcome => outcome.map(|_| ()),
        }
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        match self.run(self.connection.sftp.mkdir(path, FileAttributes::empty())) {
            Err(fault) if fault.kind == FaultKind::Lasting => {
                let is_folder = self.run(self.connection.sftp.stat(path)).is_ok_and(|found| found.attrs.is_dir());
                if is_folder { Ok(()) } else { Err(fault) }
            }
            outcome => outcome.map(|_| ()),
        }
    }

    fn link(&mut self, from: &str, to: &str) -> Result<bool, Fault> {
        if !self.connection.can_link {
            return Ok(false);
        }
        match self.run(self.connection.sftp.hardlink(from, to)) {
            Ok(_) => Ok(true),
            Err(fault) if fault.kind == FaultKind::Passing => Err(fault),
            Err(_) => Ok(false),
        }
    }

    fn link_target(&mut self, path: &str) -> Result<Option<String>, Fault> {
        match self.run(self.connection.sftp.readlink(path)) {
            Ok(names) => Ok(names.files.into_iter().next().map(|file| file.filename)),
            Err(fault) if fault.kind == FaultKind::Passing => Err(fault),
            Err(_) => Ok(None),
        }
    }

    fn point(&mut self, path: &str, target: &str) -> Result<bool, Fault> {
        if !self.connection.can_rename_over {
            return Ok(false);
        }
        let temporary = format!("{path}.congbo-link");
        self.remove(&temporary)?;
        let is_reversed = match self.connection.is_reversed.get() {
            Some(&known) => known,
            None => {
                let Some(found) = self.try_order(path)? else { return Ok(false) };
                *self.connection.is_reversed.get_or_init(|| found)
            }
        };
        let (first, second) = if is_reversed { (target, temporary.as_str()) } else { (temporary.as_str(), target) };
        self.run(self.connection.sftp.symlink(first, second))?;
        self.rename(&temporary, path).map(|()| true)
    }
}

/// A string as SSH writes it: four bytes of length, then the bytes.
fn wire_string(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    [length.to_be_bytes().as_slice(), text.as_bytes()].concat()
}

fn missing_is_none<R>(outcome: Result<R, Fault>) -> Result<Option<R>, Fault> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(fault) if fault.kind == FaultKind::Missing => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn sftp_fault(cause: &SftpError) -> Fault {
    let kind = match cause {
        SftpError::Status(status) => match status.status_code {
            StatusCode::NoSuchFile => FaultKind::Missing,
            StatusCode::PermissionDenied => FaultKind::Denied,
            StatusCode::NoConnection | StatusCode::ConnectionLost => FaultKind::Passing,
            _ => FaultKind::Lasting,
        },
        SftpError::Limited(_) => FaultKind::Lasting,
        _ => FaultKind::Passing,
    };
    Fault::new(kind, cause)
}

fn ssh_fault(cause: &russh::Error) -> Fault {
    let kind = match cause {
        russh::Error::NoCommonAlgo { .. } | russh::Error::UnsupportedAuthMethod => FaultKind::Lasting,
        _ => FaultKind::Passing,
    };
    Fault::new(kind, cause)
}
