//! The file service of an SSH server: many requests in flight over one connection.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, StatusCode};
use tokio::time::timeout;

use super::Connection;
use crate::shell::publish::IO_TIMEOUT;
use crate::shell::publish::path::file_name;
use crate::shell::publish::runtime::wait;
use crate::shell::publish::session::{Entry, Fault, FaultKind, Session};

/// Bytes in one write request; every server must take this much.
const WRITE_BYTES: usize = 32 << 10;

/// Write requests of one file that wait for their answers at the same time.
const WRITES_IN_FLIGHT: usize = 32;

/// A connection as one of many sees it.
pub(super) struct SftpSession {
    pub connection: Arc<Connection>,
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
                Ok(names) => entries.extend(names.files.into_iter().map(|file| entry(file.filename, &file.attrs))),
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

fn entry(name: String, attributes: &FileAttributes) -> Entry {
    let bytes = attributes.size.unwrap_or_default();
    Entry { name, bytes, is_folder: attributes.is_dir(), changed_s: attributes.mtime }
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

    fn look_up(&mut self, path: &str) -> Result<Option<Entry>, Fault> {
        let found = missing_is_none(self.run(self.connection.sftp.lstat(path)))?;
        Ok(found.map(|found| entry(file_name(path).to_owned(), &found.attrs)))
    }

    fn put(&mut self, path: &str, content: &mut dyn Read, bytes: u64) -> Result<(), Fault> {
        let mut whole = Vec::with_capacity(bytes as usize);
        content.read_to_end(&mut whole).map_err(|cause| Fault::told(FaultKind::Lasting, &cause))?;
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

    fn make_folder(&mut self, path: &str) -> Result<bool, Fault> {
        let make = || self.run(self.connection.sftp.mkdir(path, FileAttributes::empty())).map(|_| true);
        match make() {
            Err(fault) if fault.kind == FaultKind::Lasting => {
                match missing_is_none(self.run(self.connection.sftp.stat(path)))? {
                    Some(found) if found.attrs.is_dir() => Ok(false),
                    Some(_) => Err(fault),
                    // What was in the way went in between, or asking again tells the same.
                    None => make(),
                }
            }
            outcome => outcome,
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

pub(super) fn sftp_fault(cause: &SftpError) -> Fault {
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
