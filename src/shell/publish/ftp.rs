//! FTP, with TLS or without; never without where TLS was asked for.

use std::io::{self, Read};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::SystemTime;

use rustls::ClientConfig;
use suppaftp::list::ListParser;
use suppaftp::types::FileType;
use suppaftp::{FtpError, FtpResult, Mode, RustlsConnector, RustlsFtpStream, Status};

use super::credentials::Secret;
use super::path::{file_name, parent};
use super::session::{Entry, Fault, FaultKind, Server, Session};
use super::{CONNECT_TIMEOUT, IO_TIMEOUT};
use crate::diagnostic::messages;
use crate::shell::http::trust::Trust;

/// An FTP server and who we are to it.
pub struct FtpServer {
    /// Name or address.
    pub host: String,
    /// Usually 21.
    pub port: u16,
    pub user: String,
    /// Password; empty for servers that want none.
    pub password: Option<Secret>,
    /// How many connections may be open at once.
    pub connections: usize,
    /// `None`: without encryption.
    pub security: Option<FtpSecurity>,
}

/// What FTPS needs.
pub struct FtpSecurity {
    trust: Trust,
    /// One configuration for all connections: its session store lets data connections resume the control
    /// connection's session, which many servers demand.
    config: Arc<ClientConfig>,
}

impl FtpSecurity {
    /// Speaks TLS 1.2 where the server does: a session of TLS 1.3 is resumed by tickets that each serve once, and an
    /// upload never reads the new ones, so servers that demand resumption would refuse the third file.
    pub fn new(trust: Trust) -> Self {
        let config = trust.config(&[&rustls::version::TLS12]);
        Self { trust, config }
    }
}

impl Server for FtpServer {
    fn connect(&self) -> Result<Box<dyn Session>, Fault> {
        let plain = RustlsFtpStream::connect_with_stream(open(&self.host, self.port)?).map_err(fault)?;
        let mut stream = plain.passive_stream_builder(|address| open_at(address).map_err(FtpError::ConnectionError));
        stream.set_passive_nat_workaround(true);
        let mut stream = self.secure(stream)?;
        let password = self.password.as_ref().map_or("", Secret::expose);
        stream.login(self.user.as_str(), password).map_err(|cause| match fault(cause) {
            fault if fault.kind == FaultKind::Passing => fault,
            fault => Fault { kind: FaultKind::Login, ..fault },
        })?;
        stream.transfer_type(FileType::Binary).map_err(fault)?;
        // Servers that do not know the option speak UTF-8 anyway, or leave names as they are.
        let _ = stream.opts("UTF8", Some("ON"));
        let has_mlsd =
            stream.feat().is_ok_and(|features| features.contains_key("MLST") || features.contains_key("MLSD"));
        // EPSV works with IPv6 and behind address translation; a server that lacks it is asked the old way.
        stream.set_mode(Mode::ExtendedPassive);
        Ok(Box::new(FtpSession { stream, has_mlsd, mode: Mode::ExtendedPassive }))
    }

    fn lanes(&self) -> usize {
        self.connections
    }

    fn renames(&self) -> bool {
        true
    }

    fn name(&self) -> &str {
        &self.host
    }
}

impl FtpServer {
    fn secure(&self, stream: RustlsFtpStream) -> Result<RustlsFtpStream, Fault> {
        let Some(security) = &self.security else { return Ok(stream) };
        let connector = RustlsConnector::from(Arc::clone(&security.config));
        stream.into_secure(connector, &self.host).map_err(|cause| match security.trust.refused() {
            Some(fingerprint) => Fault::new(FaultKind::UnknownHost { fingerprint }, cause),
            None => match cause {
                FtpError::UnexpectedResponse(answer) => {
                    Fault::said(FaultKind::Lasting, messages::fault::no_tls(&answer.to_string()))
                }
                cause => fault(cause),
            },
        })
    }
}

fn open(host: &str, port: u16) -> Result<TcpStream, Fault> {
    let addresses = (host, port).to_socket_addrs().map_err(|cause| Fault::of_connection(&cause))?;
    let mut outcome = Err(io::ErrorKind::AddrNotAvailable.into());
    for address in addresses {
        outcome = open_at(address);
        if outcome.is_ok() {
            break;
        }
    }
    outcome.map_err(|cause| Fault::of_connection(&cause))
}

fn open_at(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&address, CONNECT_TIMEOUT)?;
    stream.set_read_timeout(Some(IO_TIMEOUT))?;
    stream.set_write_timeout(Some(IO_TIMEOUT))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

struct FtpSession {
    stream: RustlsFtpStream,
    has_mlsd: bool,
    mode: Mode,
}

impl FtpSession {
    /// Runs a command that needs a data connection; a server without EPSV is asked again with PASV.
    fn with_data<R>(&mut self, mut command: impl FnMut(&mut RustlsFtpStream) -> FtpResult<R>) -> Result<R, FtpError> {
        match command(&mut self.stream) {
            Err(FtpError::UnexpectedResponse(answer))
                if self.mode == Mode::ExtendedPassive
                    && matches!(
                        answer.status,
                        Status::BadCommand
                            | Status::NotImplemented
                            | Status::BadArguments
                            | Status::NotImplementedParameter
                    ) =>
            {
                self.mode = Mode::Passive;
                self.stream.set_mode(Mode::Passive);
                command(&mut self.stream)
            }
            outcome => outcome,
        }
    }

    fn exists(&mut self, path: &str) -> bool {
        self.stream.size(path).is_ok()
    }
}

impl Session for FtpSession {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.with_data(|stream| stream.retr_as_buffer(path)) {
            Ok(buffer) => Ok(Some(buffer.into_inner())),
            Err(cause) if is_unavailable(&cause) => Ok(None),
            Err(cause) => Err(fault(cause)),
        }
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let has_mlsd = self.has_mlsd;
        let folder = if folder.is_empty() { "." } else { folder };
        let listed =
            self.with_data(|stream| if has_mlsd { stream.mlsd(Some(folder)) } else { stream.list(Some(folder)) });
        let lines = match listed {
            Ok(lines) => lines,
            Err(cause) if is_unavailable(&cause) => return Ok(Vec::new()),
            Err(cause) => return Err(fault(cause)),
        };
        Ok(lines.iter().filter_map(|line| parse_entry(line, has_mlsd)).collect())
    }

    fn look_up(&mut self, path: &str) -> Result<Option<Entry>, Fault> {
        if !self.has_mlsd {
            let entries = self.list(parent(path))?;
            return Ok(entries.into_iter().find(|entry| entry.name == file_name(path)));
        }
        match self.stream.mlst(Some(path)) {
            Ok(line) => Ok(parse_entry(&line, true)),
            Err(cause) if is_unavailable(&cause) => Ok(None),
            Err(cause) => Err(fault(cause)),
        }
    }

    fn put(&mut self, path: &str, content: &mut dyn Read, _bytes: u64) -> Result<(), Fault> {
        let mut data = self.with_data(|stream| stream.put_with_stream(path)).map_err(fault)?;
        let copied = io::copy(content, &mut data);
        // The server's answer tells more than a broken pipe: that its disk is full, for one.
        let answer = data.finish();
        match (copied, answer) {
            (_, Err(cause @ FtpError::UnexpectedResponse(_))) => Err(fault(cause)),
            (Err(cause), _) => Err(Fault::of_connection(&cause)),
            (Ok(_), answer) => answer.map(|_| ()).map_err(fault),
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        match self.stream.rename(from, to) {
            Err(FtpError::UnexpectedResponse(answer)) => {
                if !self.exists(from) {
                    return Err(Fault::new(FaultKind::Missing, answer));
                }
                // Some servers on Windows do not rename over a file.
                let _ = self.stream.rm(to);
                self.stream.rename(from, to).map_err(fault)
            }
            outcome => outcome.map_err(fault),
        }
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        match self.stream.rm(path) {
            Err(cause) if is_unavailable(&cause) && !self.exists(path) => Ok(()),
            outcome => outcome.map_err(fault),
        }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        match self.stream.rmdir(path) {
            Err(FtpError::UnexpectedResponse(_)) => Ok(()),
            outcome => outcome.map_err(fault),
        }
    }

    fn make_folder(&mut self, path: &str) -> Result<bool, Fault> {
        match self.stream.mkdir(path) {
            // It exists already, or it cannot be made: then putting a file into it tells why.
            Err(FtpError::UnexpectedResponse(answer)) if answer.status.code() >= 500 => Ok(false),
            outcome => outcome.map(|()| true).map_err(fault),
        }
    }
}

fn parse_entry(line: &str, has_mlsd: bool) -> Option<Entry> {
    let file = if has_mlsd {
        ListParser::parse_mlsd(line).ok()?
    } else {
        ListParser::parse_posix(line).or_else(|_| ListParser::parse_dos(line)).ok()?
    };
    // Some servers list whole paths.
    let name = file.name().rsplit('/').next().unwrap_or_default().to_owned();
    let (bytes, is_folder) = (file.size() as u64, file.is_directory());
    // The other kind of list tells minutes, and in a time zone that it does not name.
    let changed_s = has_mlsd.then(|| file.modified().duration_since(SystemTime::UNIX_EPOCH).ok()).flatten();
    // The library reads the beginning of time where a server tells none.
    let changed_s = changed_s.and_then(|since| u32::try_from(since.as_secs()).ok()).filter(|&seconds| seconds > 0);
    let entry = Entry { name, bytes, is_folder, changed_s };
    (!matches!(entry.name.as_str(), "" | "." | "..")).then_some(entry)
}

/// 550, 553 and 450: the file is not there, or may not be touched; the protocol does not tell them apart. Some say
/// 501 of a folder that is not there.
fn is_unavailable(cause: &FtpError) -> bool {
    let FtpError::UnexpectedResponse(answer) = cause else { return false };
    let says_missing = || String::from_utf8_lossy(&answer.body).to_lowercase().contains("no such");
    matches!(answer.status.code(), 450 | 550 | 553) || (answer.status.code() == 501 && says_missing())
}

fn fault(cause: FtpError) -> Fault {
    let kind = match &cause {
        FtpError::ConnectionError(cause) => return Fault::of_connection(cause),
        FtpError::UnexpectedResponse(answer) => {
            kind_of_answer(answer.status.code(), &String::from_utf8_lossy(&answer.body).to_lowercase())
        }
        FtpError::SecureError(_) | FtpError::BadResponse | FtpError::DataConnectionAlreadyOpen => FaultKind::Passing,
        FtpError::InvalidAddress(_) => FaultKind::Lasting,
    };
    Fault::new(kind, cause)
}

fn kind_of_answer(code: u32, words: &str) -> FaultKind {
    let says = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
    match code {
        452 | 552 => FaultKind::Full,
        _ if says(&["no space", "quota", "disk full"]) => FaultKind::Full,
        // Resumption of the TLS session was demanded and not given: asking again gives the same.
        425 | 522 if says(&["session reuse", "not resumed"]) => FaultKind::Lasting,
        400..500 => FaultKind::Passing,
        530 => FaultKind::Login,
        _ if says(&["denied", "permission", "privilege", "not allowed"]) => FaultKind::Denied,
        550 => FaultKind::Missing,
        553 => FaultKind::Denied,
        _ => FaultKind::Lasting,
    }
}
