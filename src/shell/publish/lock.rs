//! One publisher at a time: a small file at the target that its owner keeps changing.
//!
//! A publisher that was killed, or lost its connection, leaves its lock behind. On the same machine it is recognised by its process being
//! gone; from another machine by the lock standing still for longer than its owner ever lets it.

use std::io::Cursor;
use std::process;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::crew::Crew;
use super::session::Fault;

/// How often the owner changes its lock, in seconds.
const BEAT_S: u64 = 15;

/// How long a lock must stand still before it counts as left behind, in seconds.
const LEFT_BEHIND_S: u64 = 50;

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
    /// Another publisher, on this machine.
    By(String),
    /// The server's fault.
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
                        let _ = write(crew, path, &owner.text(beat));
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
    let _ = crew.one(|session| session.remove(path));
    Ok(outcome)
}

/// Dropping the sender wakes the beats.
fn end(stop: Sender<()>) {
    drop(stop);
}

fn take(crew: &Crew<'_>, path: &str, owner: &Owner) -> Result<(), Held> {
    if let Some(text) = read(crew, path)? {
        wait_until_left_behind(crew, path, text)?;
    }
    write(crew, path, &owner.text(0))?;
    // Two that found no lock at the same moment both wrote; the one that wrote last stays.
    match read(crew, path)?.as_deref().and_then(Owner::parse) {
        Some(found) if found == *owner => Ok(()),
        Some(found) => Err(Held::By(found.machine)),
        // Whoever held it when we wrote ours has just removed it.
        None => take(crew, path, owner),
    }
}

fn wait_until_left_behind(crew: &Crew<'_>, path: &str, mut text: String) -> Result<(), Held> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(LEFT_BEHIND_S) {
        match Owner::parse(&text) {
            // Our own process left it when a connection broke.
            Some(owner) if owner.machine == machine_name() && owner.process == process::id() => return Ok(()),
            Some(owner) if owner.machine == machine_name() => match is_running(owner.process) {
                Some(true) => return Err(Held::By(owner.machine)),
                Some(false) => return Ok(()),
                None => {}
            },
            _ => {}
        }
        thread::sleep(Duration::from_secs(BEAT_S / 3));
        match read(crew, path)? {
            None => return Ok(()),
            Some(now) if now != text => {
                let machine = Owner::parse(&now).map_or_else(String::new, |owner| owner.machine);
                return Err(Held::By(machine));
            }
            Some(now) => text = now,
        }
    }
    Ok(())
}

fn read(crew: &Crew<'_>, path: &str) -> Result<Option<String>, Fault> {
    let bytes = crew.one(|session| session.read(path))?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn write(crew: &Crew<'_>, path: &str, text: &str) -> Result<(), Fault> {
    crew.one(|session| session.put(path, &mut Cursor::new(text.as_bytes()), text.len() as u64))
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
