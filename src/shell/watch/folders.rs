//! Listening to the content and theme folders.
//!
//! Folders are watched, never files: editors replace files, and a watch on a file dies with the old one. The parent of
//! each folder is watched too, not what is in it, so that a folder that is replaced as a whole is watched again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::batch::{Batch, Gathering};
use crate::shell::load::is_leftover;
use crate::shell::workplace::Workplace;

/// How often folders are looked through where events cannot be had and the options do not say.
pub const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Listens until it is dropped.
pub struct Listener {
    roots: Vec<Root>,
    watcher: Box<dyn Watcher + Send>,
    sender: Sender<Signal>,
    receiver: Receiver<Signal>,
    /// True where folders are looked through again and again because the system sends no events.
    pub polls: bool,
}

/// A folder to listen to.
#[derive(Debug)]
struct Root {
    /// As the options name it; this is how paths in a batch begin.
    given: PathBuf,
    /// How paths in events may begin.
    absolute: PathBuf,
    canonical: PathBuf,
}

enum Signal {
    Event(notify::Result<Event>),
    Stop,
}

/// Ends a listener's wait from another thread.
#[derive(Debug, Clone)]
pub struct Stopper(Sender<Signal>);

impl Stopper {
    /// Makes [`Listener::wait`] return `None`.
    pub fn stop(&self) {
        // A listener that is gone needs no stopping.
        let _ = self.0.send(Signal::Stop);
    }
}

impl Listener {
    /// Begins to listen. `poll` asks for looking through the folders that often, as network drives need.
    ///
    /// Where the system has no more watches to give, folders are looked through instead.
    pub fn open(workplace: &Workplace, poll: Option<Duration>) -> Result<Self, Failure> {
        let (sender, receiver) = channel();
        let cannot = |cause: notify::Error| messages::file::cannot_watch(&workplace.content, &cause.to_string());
        let events = || RecommendedWatcher::new(handler(&sender), notify::Config::default());
        let polling = |every| PollWatcher::new(handler(&sender), notify::Config::default().with_poll_interval(every));
        let watcher: Box<dyn Watcher + Send> = match poll {
            Some(every) => Box::new(polling(every).map_err(cannot)?),
            None => Box::new(events().map_err(cannot)?),
        };
        let roots = vec![Root::new(&workplace.content), Root::new(&workplace.themes)];
        let mut listener = Self { roots, watcher, sender: sender.clone(), receiver, polls: poll.is_some() };
        match listener.arm() {
            Err(error) if poll.is_none() && is_out_of_watches(&error) => {
                listener.watcher = Box::new(polling(POLL_INTERVAL).map_err(cannot)?);
                listener.polls = true;
                listener.arm().map_err(cannot)?;
            }
            other => other.map_err(cannot)?,
        }
        Ok(listener)
    }

    /// What ends the wait.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Waits for changes; `None` once the stopper was used.
    pub fn wait(&mut self) -> Option<Batch> {
        let mut gathering = Gathering::default();
        loop {
            let signal = match gathering.due() {
                None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => self.receiver.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match signal {
                Ok(Signal::Event(event)) => {
                    let hints = self.hints(event);
                    if hints != Batch::default() {
                        gathering.add(hints, Instant::now());
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Some(gathering.take()),
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// What an event hints at: nothing, where it is about something beside our folders.
    fn hints(&mut self, event: notify::Result<Event>) -> Batch {
        let all = Batch { everything: true, ..Batch::default() };
        let Ok(event) = event else { return all };
        if event.need_rescan() {
            return all;
        }
        let mut paths = BTreeSet::new();
        for path in &event.paths {
            let Some(inside) = self.roots.iter().find_map(|root| root.given_path(path)) else { continue };
            if self.roots.iter().any(|root| root.given == inside) {
                // The folder itself came or went. A watch that cannot be set now is set when it comes back.
                let _ = self.arm();
                return all;
            }
            if !is_leftover(&inside.file_name().unwrap_or_default().to_string_lossy()) {
                paths.insert(inside);
            }
        }
        Batch { paths, everything: false }
    }

    /// Sets all watches, anew where they were set before. Folders that do not exist are left to their parents' watches.
    fn arm(&mut self) -> notify::Result<()> {
        let parents: BTreeSet<&Path> = self.roots.iter().filter_map(|root| root.absolute.parent()).collect();
        for parent in parents.into_iter().filter(|parent| parent.is_dir()) {
            self.watcher.watch(parent, RecursiveMode::NonRecursive)?;
        }
        for root in self.roots.iter().filter(|root| root.absolute.is_dir()) {
            // A watch of a folder that was here before.
            let _ = self.watcher.unwatch(&root.absolute);
            self.watcher.watch(&root.absolute, RecursiveMode::Recursive)?;
        }
        Ok(())
    }
}

impl Root {
    fn new(given: &Path) -> Self {
        let absolute = std::path::absolute(given).unwrap_or_else(|_| given.to_path_buf());
        let canonical = given.canonicalize().unwrap_or_else(|_| absolute.clone());
        Self { given: given.to_path_buf(), absolute, canonical }
    }

    /// A path of an event as it begins in the options, if it is in this folder.
    fn given_path(&self, path: &Path) -> Option<PathBuf> {
        let inside = path.strip_prefix(&self.absolute).or_else(|_| path.strip_prefix(&self.canonical)).ok()?;
        // Joining nothing would add a slash.
        Some(if inside.as_os_str().is_empty() { self.given.clone() } else { self.given.join(inside) })
    }
}

/// Passes on everything but mere access: reading a file makes events too, and would never end.
fn handler(sender: &Sender<Signal>) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let sender = sender.clone();
    move |event| {
        if !matches!(&event, Ok(Event { kind: EventKind::Access(_), .. })) {
            // The listener may be gone already.
            let _ = sender.send(Signal::Event(event));
        }
    }
}

/// Whether the system has no more watches to give, which Linux tells in two ways.
fn is_out_of_watches(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(cause) => cause.kind() == std::io::ErrorKind::StorageFull,
        _ => false,
    }
}
