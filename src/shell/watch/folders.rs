//! Listening to the content and theme folders.
//!
//! Folders are watched, never files: editors replace files, and a watch on a file dies with the old one. The parent of
//! each folder is watched too, not what is in it, so that a folder that is replaced as a whole is watched again.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::batch::{Batch, Gathering};
use crate::shell::live::Live;
use crate::shell::load::is_leftover;
use crate::shell::workplace::Workplace;

/// How often folders are looked through where events cannot be had and the options do not say.
pub const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Longer than anybody waits.
const FOR_EVER: Duration = Duration::from_secs(3600);

/// Listens until it is dropped.
pub struct Listener {
    roots: Vec<Root>,
    ears: Ears,
    sender: Sender<Signal>,
    receiver: Receiver<Signal>,
}

/// How changes are noticed.
enum Ears {
    /// The system tells.
    Events(RecommendedWatcher),
    /// The folders are looked through every so often, next at this time.
    Looks(Duration, Instant),
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
        let roots = vec![Root::new(&workplace.content), Root::new(&workplace.themes)];
        let looks = |every| Ears::Looks(every, Instant::now() + every);
        let ears = match poll {
            Some(every) => looks(every),
            None => match events(&sender, &roots) {
                Ok(watcher) => Ears::Events(watcher),
                Err(cause) if is_out_of_watches(&cause) => looks(POLL_INTERVAL),
                Err(cause) => return Err(messages::file::cannot_watch(&workplace.content, &of_system(cause))),
            },
        };
        Ok(Self { roots, ears, sender, receiver })
    }

    /// What ends the wait.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// True where folders are looked through again and again, because the options ask for it or the system sends no events.
    pub fn polls(&self) -> bool {
        matches!(self.ears, Ears::Looks(..))
    }

    /// Waits for changes against what `live` has read, at most `until` something has begun to change: then for nothing.
    /// `None` once the stopper was used.
    pub fn wait(&mut self, live: &Live, until: Option<Instant>) -> Option<Batch> {
        let mut gathering = Gathering::default();
        loop {
            let due = gathering.due().or(until);
            let next_look = match self.ears {
                Ears::Looks(_, next) => Some(next),
                Ears::Events(_) => None,
            };
            let wake = due.into_iter().chain(next_look).min().unwrap_or_else(|| Instant::now() + FOR_EVER);
            match self.receiver.recv_timeout(wake.saturating_duration_since(Instant::now())) {
                Ok(Signal::Event(event)) => self.gather(event, &mut gathering),
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if due.is_some_and(|due| due <= Instant::now()) => {
                    return Some(live.of_concern(gathering.take()));
                }
                Err(RecvTimeoutError::Timeout) => self.look(live, &mut gathering),
            }
        }
    }

    fn gather(&mut self, event: notify::Result<Event>, gathering: &mut Gathering) {
        let hints = self.hints(event);
        if !hints.is_empty() {
            gathering.add(hints, Instant::now());
        }
    }

    /// Looks through the folders, if it is time to.
    fn look(&mut self, live: &Live, gathering: &mut Gathering) {
        if let Ears::Looks(every, next) = &mut self.ears
            && *next <= Instant::now()
        {
            let hints = live.look();
            if !hints.is_empty() {
                gathering.add(hints, Instant::now());
            }
            *next = Instant::now() + *every;
        }
    }

    /// What an event hints at: nothing, where it is about something beside our folders.
    fn hints(&mut self, event: notify::Result<Event>) -> Batch {
        let Ok(event) = event else { return Batch::everything() };
        if event.need_rescan() {
            return Batch::everything();
        }
        let mut paths = BTreeSet::new();
        for path in &event.paths {
            let Some(inside) = self.roots.iter().find_map(|root| root.given_path(path)) else { continue };
            if self.roots.iter().any(|root| root.given == inside) {
                // The folder itself came or went. A watch that cannot be set now is set when it comes back.
                if let Ears::Events(watcher) = &mut self.ears {
                    let _ = arm(watcher, &self.roots);
                }
                return Batch::everything();
            }
            let below = self.roots.iter().find_map(|root| inside.strip_prefix(&root.given).ok()).unwrap_or(&inside);
            if !is_leftover(below) {
                paths.insert(inside);
            }
        }
        Batch { paths, everything: false }
    }
}

/// Asks the system to tell of changes.
fn events(sender: &Sender<Signal>, roots: &[Root]) -> notify::Result<RecommendedWatcher> {
    let mut watcher = RecommendedWatcher::new(handler(sender), notify::Config::default())?;
    arm(&mut watcher, roots)?;
    Ok(watcher)
}

/// Sets all watches, anew where they were set before. Folders that do not exist are left to their parents' watches.
fn arm(watcher: &mut RecommendedWatcher, roots: &[Root]) -> notify::Result<()> {
    let parents: BTreeSet<&Path> = roots.iter().filter_map(|root| root.absolute.parent()).collect();
    for parent in parents.into_iter().filter(|parent| parent.is_dir()) {
        watcher.watch(parent, RecursiveMode::NonRecursive)?;
    }
    for root in roots.iter().filter(|root| root.absolute.is_dir()) {
        // A watch of a folder that was here before.
        let _ = watcher.unwatch(&root.absolute);
        watcher.watch(&root.absolute, RecursiveMode::Recursive)?;
    }
    Ok(())
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

/// The system's error behind the library's.
fn of_system(error: notify::Error) -> io::Error {
    match error.kind {
        ErrorKind::Io(cause) => cause,
        ErrorKind::PathNotFound => io::ErrorKind::NotFound.into(),
        _ => io::Error::other(error),
    }
}

/// Whether the system has no more watches to give, which Linux tells in two ways.
fn is_out_of_watches(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(cause) => cause.kind() == io::ErrorKind::StorageFull,
        _ => false,
    }
}
