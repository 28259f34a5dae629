//! One publisher at a time: a folder at the target with a small file in it, which its owner keeps changing.
//!
//! Of several publishers that find no lock, one makes it: SSH, FTP and WebDAV make a folder only where there is none, and
//! S3 is asked to write the file only where there is none. A store that does not know that condition is asked who
//! wrote last.
//!
//! A publisher that was killed, or lost its connection, leaves its lock behind. On the same machine it is recognised by its process being
//! gone; from another machine by the lock standing still for longer than its owner ever lets it.

use std::io::Cursor;
use std::process;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::crew::Crew;
use super::path::parent;
use super::session::Fault;

/// How often the owner changes its lock, in seconds.
const BEAT_S: u64 = 15;

/// How long a lock must stand still before it counts as left behind, in seconds.
const LEFT_BEHIND_S: u64 = 50;

/// How often somebody else's lock is looked at, in seconds.
const LOOK_S: u64 = 2;

/// Who holds a lock, as it is written in it: machine, process, start, beat.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Owner {
    machine: String,
    process: u32,
    /// Tells two owners with the same process number apart, in nanoseconds since 1970.
    started_ns: u128,
}

impl Owner {
    fn this() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { machine: machine_name(), process: process::id(), started_ns: since.as_nanos() }
    }

    fn text(&self, beat: u64) -> String {
        format!("{}\n{}\n{}\n{beat}\n", self.machine, self.process, self.started_ns)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        Some(Self {
            machine: lines.next()?.to_owned(),
            process: lines.next()?.parse().ok()?,
            started_ns: lines.next()?.parse().ok()?,
        })
    }
}

/// Who else is publishing.
#[derive(Debug)]
pub(super) enum Held {
    /// Another publisher, on this machine; empty where the lock does not tell.
    By(String),
    Fault(Fault),
}

impl From<Fault> for Held {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Runs `work` while the lock at `path` is held.
pub(super) fn holding<R>(crew: &Crew<'_>, path: &str, work: impl FnOnce() -> R) -> Result<R, Held> {
    let owner = Owner::this();
    take(crew, path, &owner)?;
    let (stop, stopped) = channel::<()>();
    let outcome = thread::scope(|scope| {
        let owner = &owner;
        let beats = scope.spawn(move || {
            for beat in 1.. {
                match stopped.recv_timeout(Duration::from_secs(BEAT_S)) {
                    Err(RecvTimeoutError::Timeout) => {
                        // A beat that fails is followed by others; the work itself will tell of the server's fault.
                        let _ = change(crew, path, owner, beat);
                    }
                    _ => break,
                }
            }
        });
        let outcome = work();
        end(stop);
        let _ = beats.join();
        outcome
    });
    // A lock that cannot be removed is recognised as left behind.
    if is_ours(crew, path, &owner).unwrap_or(false) {
        let _ = remove(crew, path);
    }
    Ok(outcome)
}

/// Dropping the sender wakes the beats.
fn end(stop: Sender<()>) {
    drop(stop);
}

fn take(crew: &Crew<'_>, path: &str, owner: &Owner) -> Result<(), Held> {
    let (mut seen, mut is_cleared): (Option<Standing>, bool) = (None, false);
    while !claim(crew, path, owner)? {
        let text = read(crew, path)?;
        let standing = match seen {
            Some(standing) if standing.text == text => standing,
            // Its owner has just changed it, or made it.
            Some(_) if text.is_some() => return Err(Held::By(machine_in(text.as_deref()))),
            _ => Standing { text, since: Instant::now() },
        };
        match standing.is_left_behind() {
            Some(true) if !is_cleared => {
                clear(crew, path, standing.text.as_deref(), owner)?;
                is_cleared = true;
            }
            // Its owner is alive, or it cannot be removed: a person has to look.
            Some(_) => return Err(Held::By(machine_in(standing.text.as_deref()))),
            None => thread::sleep(Duration::from_secs(LOOK_S)),
        }
        seen = Some(standing);
    }
    Ok(())
}

/// Makes the lock where there is none; of several that do so at once, one does.
fn claim(crew: &Crew<'_>, path: &str, owner: &Owner) -> Result<bool, Fault> {
    if read(crew, path)?.is_none() && make_folder(crew, parent(path))? {
        crew.one(|session| session.put_new(path, owner.text(0).as_bytes()))?;
    }
    // The lock itself tells whose it is: an answer may be lost, and a store may write in spite of the condition.
    is_ours(crew, path, owner)
}

fn make_folder(crew: &Crew<'_>, folder: &str) -> Result<bool, Fault> {
    for _ in 0..2 {
        if crew.one(|session| session.make_folder(folder))? {
            return Ok(true);
        }
        if crew.one(|session| session.look_up(folder))?.is_some() {
            return Ok(false);
        }
        // Its owner has just removed it.
    }
    // It can neither be made nor seen: putting a file into it tells why.
    Ok(true)
}

/// Somebody else's lock.
struct Standing {
    /// `None` where its owner has not written it yet, or was killed before.
    text: Option<String>,
    /// When we saw it like that first.
    since: Instant,
}

impl Standing {
    /// Whether its owner is gone; `None` when only time will tell.
    fn is_left_behind(&self) -> Option<bool> {
        let has_stood_still = self.since.elapsed() >= Duration::from_secs(LEFT_BEHIND_S);
        match self.text.as_deref().and_then(Owner::parse) {
            // Our own process left it when a connection broke.
            Some(owner) if owner.machine == machine_name() && owner.process == process::id() => Some(true),
            Some(owner) if owner.machine == machine_name() => is_running(owner.process).map(|is_running| !is_running),
            _ => None,
        }
        .or(has_stood_still.then_some(true))
    }
}

/// Removes a lock that was left behind. One publisher at a time may do so, or a second would remove the lock that the
/// first has made since; so this needs a lock of its own.
fn clear(crew: &Crew<'_>, path: &str, left: Option<&str>, owner: &Owner) -> Result<(), Held> {
    let clearing = format!("{}-clearing/owner", parent(path));
    take(crew, &clearing, owner)?;
    if read(crew, path)?.as_deref() == left {
        remove(crew, path)?;
    }
    Ok(remove(crew, &clearing)?)
}

fn remove(crew: &Crew<'_>, path: &str) -> Result<(), Fault> {
    crew.one(|session| session.remove(path))?;
    crew.one(|session| session.remove_folder(parent(path)))
}

/// Says that the owner is alive, unless the lock went to somebody else while this machine slept.
fn change(crew: &Crew<'_>, path: &str, owner: &Owner, beat: u64) -> Result<(), Fault> {
    if is_ours(crew, path, owner)? {
        let text = owner.text(beat);
        crew.one(|session| session.put(path, &mut Cursor::new(text.as_bytes()), text.len() as u64))?;
    }
    Ok(())
}

fn is_ours(crew: &Crew<'_>, path: &str, owner: &Owner) -> Result<bool, Fault> {
    Ok(read(crew, path)?.as_deref().and_then(Owner::parse).as_ref() == Some(owner))
}

fn machine_in(text: Option<&str>) -> String {
    text.and_then(Owner::parse).map_or_else(String::new, |owner| owner.machine)
}

fn read(crew: &Crew<'_>, path: &str) -> Result<Option<String>, Fault> {
    let bytes = crew.one(|session| session.read(path))?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(unix)]
fn machine_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn machine_name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// Whether a process of this machine runs; `None` where there is no way to ask, so that the lock is judged by
/// whether it stands still.
#[cfg(unix)]
fn is_running(process: u32) -> Option<bool> {
    let Some(process) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else {
        return Some(false);
    };
    Some(!matches!(rustix::process::test_kill_process(process), Err(rustix::io::Errno::SRCH)))
}

#[cfg(not(unix))]
fn is_running(_process: u32) -> Option<bool> {
    None
}
