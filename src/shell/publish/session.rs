//! What congbo asks of a server, whatever protocol it speaks.
//!
//! Paths are the server's own, `/` between parts. Every operation can be repeated without harm, so that a fault
//! that passes is answered by connecting again and asking once more.

use std::error::Error;
use std::io::{self, Read};

use super::path::{file_name, parent};
use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;
use crate::diagnostic::messages::fault;

/// A place where files can be put, and how to reach it.
pub trait Server: Sync {
    /// Connects, checks that the server is the one it claims to be, and logs in.
    fn connect(&self) -> Result<Box<dyn Session>, Fault>;

    /// How many sessions may work at once.
    fn lanes(&self) -> usize;

    /// Whether files are put under another name first and renamed; where they are not, a put is atomic by itself.
    fn renames(&self) -> bool;

    /// Whether a symbolic link can be replaced in one step, so that whole sites can change places.
    fn links(&self) -> bool {
        false
    }

    /// The server's name in messages.
    fn name(&self) -> &str;
}

/// One conversation with a server.
pub trait Session: Send {
    /// A file's bytes; `None` where there is none.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault>;

    /// What lies in a folder; nothing where there is no such folder.
    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault>;

    /// What bears this name, if anything does.
    fn look_up(&mut self, path: &str) -> Result<Option<Entry>, Fault> {
        let entries = self.list(parent(path))?;
        Ok(entries.into_iter().find(|entry| entry.name == file_name(path)))
    }

    /// Writes a file, replacing what is there.
    fn put(&mut self, path: &str, content: &mut dyn Read, bytes: u64) -> Result<(), Fault>;

    /// Writes a small file where there is none; `false` where there is one and the server can tell so in the same step.
    fn put_new(&mut self, path: &str, content: &[u8]) -> Result<bool, Fault> {
        self.put(path, &mut &*content, content.len() as u64).map(|()| true)
    }

    /// Gives a file another name, replacing what bears it.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault>;

    /// Removes a file; that there is none is fine.
    fn remove(&mut self, path: &str) -> Result<(), Fault>;

    /// Removes a folder if it is empty.
    fn remove_folder(&mut self, path: &str) -> Result<(), Fault>;

    /// Makes a folder whose parent exists, in one step; `false` where it exists already. Stores of objects have no
    /// folders, and always say `true`.
    fn make_folder(&mut self, path: &str) -> Result<bool, Fault>;

    /// Gives a file a second name without sending it again; `false` where the server cannot.
    fn link(&mut self, _from: &str, _to: &str) -> Result<bool, Fault> {
        Ok(false)
    }

    /// Where a symbolic link leads; `None` for anything else.
    fn link_target(&mut self, _path: &str) -> Result<Option<String>, Fault> {
        Ok(None)
    }

    /// Makes `path` a symbolic link to `target` in one step, replacing a link that is there; `false` where the server
    /// cannot.
    fn point(&mut self, _path: &str, _target: &str) -> Result<bool, Fault> {
        Ok(false)
    }
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name alone.
    pub name: String,
    /// Length in bytes; a folder's means nothing.
    pub bytes: u64,
    pub is_folder: bool,
    /// When it was last changed, in seconds since 1970 by the server's clock, where the server tells. For a folder, which
    /// only SSH tells for certain: when a name came or went.
    pub changed_s: Option<u32>,
}

/// What went wrong at a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What that means for us.
    pub kind: FaultKind,
    /// The server's or the system's own words, or ours; never a password.
    pub words: Bilingual,
}

/// What a fault means for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The connection broke or the server is busy: connecting again may help.
    Passing,
    /// A file or folder is not there.
    Missing,
    /// The server forbids it.
    Denied,
    /// The server has no room left.
    Full,
    /// User, password or key was not accepted.
    Login,
    /// The server's key or certificate is not known; `fingerprint` is what it showed.
    UnknownHost {
        /// `SHA256:` and the digest.
        fingerprint: String,
    },
    /// The server's key is another one than before.
    ChangedHost {
        /// `SHA256:` and the digest.
        fingerprint: String,
    },
    /// Whoever watches said to stop.
    Stopped,
    /// Anything else that asking again will not mend.
    Lasting,
}

impl Fault {
    /// A fault with the words that tell it.
    pub fn new(kind: FaultKind, words: impl std::fmt::Display) -> Self {
        let words = words.to_string();
        Self { kind, words: Bilingual { vi: words.clone(), en: words } }
    }

    /// A fault that a library tells: what is common in our words, and the library's behind them.
    pub fn told(kind: FaultKind, cause: &(dyn Error + 'static)) -> Self {
        match common(cause) {
            Some(Bilingual { vi, en }) => Self::said(kind, bilingual!(vi: "{vi} ({cause})", en: "{en} ({cause})")),
            None => Self::new(kind, cause),
        }
    }

    /// A fault that we put into words.
    pub fn said(kind: FaultKind, words: Bilingual) -> Self {
        Self { kind, words }
    }

    /// Says which file it was about.
    pub fn at(mut self, path: &str) -> Self {
        let Bilingual { vi, en } = self.words;
        self.words = bilingual!(vi: "{path}: {vi}", en: "{path}: {en}");
        self
    }

    /// A fault of the connection below the protocol.
    pub fn of_connection(cause: &io::Error) -> Self {
        use io::ErrorKind;
        let kind = match cause.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => {
                return Self::said(FaultKind::Passing, fault::no_answer());
            }
            ErrorKind::PermissionDenied => FaultKind::Denied,
            ErrorKind::StorageFull => FaultKind::Full,
            ErrorKind::InvalidInput => FaultKind::Lasting,
            _ => FaultKind::Passing,
        };
        Self::told(kind, cause)
    }
}

/// What a library's error, or one behind it, is called by a clerk, if it is a common one.
fn common(cause: &(dyn Error + 'static)) -> Option<Bilingual> {
    if let Some(cause) = cause.downcast_ref::<io::Error>() {
        // An error of TLS lies inside one of the system.
        let inside = cause.get_ref().and_then(|inside| common(inside));
        return inside.or_else(|| fault::of_connection(cause));
    }
    match cause.downcast_ref::<ureq::Error>() {
        Some(ureq::Error::HostNotFound) => return Some(fault::no_such_server()),
        Some(ureq::Error::Timeout(_)) => return Some(fault::no_answer()),
        Some(ureq::Error::Io(cause)) => return common(cause),
        _ => {}
    }
    match cause.downcast_ref() {
        Some(rustls::Error::InvalidCertificate(_)) => Some(fault::bad_certificate()),
        _ => common(cause.source()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libraries_say_is_worded_and_kept() {
        #[track_caller]
        fn check(cause: &(dyn Error + 'static), vi: &str, en: &str) {
            let words = Fault::told(FaultKind::Passing, cause).words;
            assert_eq!((words.vi.as_str(), words.en.as_str()), (vi, en));
        }
        let of_system = |kind: io::ErrorKind| io::Error::from(kind);
        let refused = of_system(io::ErrorKind::ConnectionRefused);
        let (vi, en) = ("máy chủ từ chối kết nối", "the server refused the connection");
        check(&refused, &format!("{vi} (connection refused)"), &format!("{en} (connection refused)"));
        let refused = ureq::Error::Io(refused);
        check(&refused, &format!("{vi} ({refused})"), &format!("{en} ({refused})"));
        let certificate = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let inside = io::Error::new(io::ErrorKind::InvalidData, certificate);
        check(
            &inside,
            &format!("chứng thư số của máy chủ không hợp lệ ({inside})"),
            &format!("the server's certificate is not valid ({inside})"),
        );
        let nowhere = ureq::Error::HostNotFound;
        check(
            &nowhere,
            &format!("không có máy chủ nào tên như vậy ({nowhere})"),
            &format!("no server has this name ({nowhere})"),
        );
        let rare = of_system(io::ErrorKind::Other);
        check(&rare, &rare.to_string(), &rare.to_string());
    }
}
