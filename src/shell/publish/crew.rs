//! Several sessions that share one list of jobs, connect again when a connection breaks, and give up in the end.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::session::{Fault, FaultKind, Server, Session};

/// How long to wait before each new try of a job, in milliseconds.
const PAUSES_MS: [u64; 6] = [200, 500, 1_000, 2_000, 4_000, 8_000];

/// Sessions to one server, kept from one list of jobs to the next.
pub struct Crew<'a> {
    server: &'a dyn Server,
    idle: Mutex<Vec<Box<dyn Session>>>,
    faults: AtomicUsize,
    tries: usize,
}

impl<'a> Crew<'a> {
    /// Nobody is connected yet. A job is tried again at most so many times.
    pub fn new(server: &'a dyn Server, tries: usize) -> Self {
        Self { server, idle: Mutex::new(Vec::new()), faults: AtomicUsize::new(0), tries }
    }

    /// The server that all sessions talk to.
    pub fn server(&self) -> &'a dyn Server {
        self.server
    }

    /// How many faults have passed so far.
    pub fn faults(&self) -> usize {
        self.faults.load(Ordering::Relaxed)
    }

    pub fn one<R>(&self, job: impl Fn(&mut dyn Session) -> Result<R, Fault>) -> Result<R, Fault> {
        let mut session = self.take();
        let outcome = self.persist(&mut session, &job, || false);
        self.put_back(session);
        outcome
    }

    /// Does every job, several at once, and gives the results in the order of the jobs.
    ///
    /// After the first fault that does not pass, no new job is begun.
    pub fn all<J: Sync, R: Send>(
        &self,
        jobs: &[J],
        work: impl Fn(&mut dyn Session, &J) -> Result<R, Fault> + Sync,
    ) -> Result<Vec<R>, Fault> {
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let lane = || -> Result<Vec<(usize, R)>, Fault> {
            let mut session = self.take();
            let mut results = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(job) = jobs.get(index) else { break };
                let outcome =
                    self.persist(&mut session, &|session| work(session, job), || stop.load(Ordering::Relaxed));
                match outcome {
                    Ok(result) => results.push((index, result)),
                    Err(fault) => {
                        stop.store(true, Ordering::Relaxed);
                        return Err(fault);
                    }
                }
            }
            self.put_back(session);
            Ok(results)
        };
        let lanes = self.server.lanes().clamp(1, jobs.len().max(1));
        let outcomes: Vec<_> = thread::scope(|scope| {
            let workers: Vec<_> = (0..lanes).map(|_| scope.spawn(lane)).collect();
            let join = |worker: thread::ScopedJoinHandle<'_, _>| {
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            workers.into_iter().map(join).collect()
        });
        let mut results = Vec::with_capacity(jobs.len());
        for outcome in outcomes {
            results.extend(outcome?);
        }
        results.sort_by_key(|&(index, _)| index);
        Ok(results.into_iter().map(|(_, result)| result).collect())
    }

    /// Tries until it works, or the fault is one that does not pass, or patience ends.
    fn persist<R>(
        &self,
        session: &mut Option<Box<dyn Session>>,
        job: &dyn Fn(&mut dyn Session) -> Result<R, Fault>,
        stopped: impl Fn() -> bool,
    ) -> Result<R, Fault> {
        let mut pauses = PAUSES_MS.iter().take(self.tries);
        loop {
            let outcome = match session {
                Some(session) => job(session.as_mut()),
                None => self.server.connect().and_then(|connected| job(session.insert(connected).as_mut())),
            };
            let fault = match outcome {
                Err(fault) if fault.kind == FaultKind::Passing => fault,
                settled => return settled,
            };
            self.faults.fetch_add(1, Ordering::Relaxed);
            *session = None;
            match pauses.next() {
                Some(&pause_ms) if !stopped() => thread::sleep(Duration::from_millis(pause_ms)),
                _ => return Err(fault),
            }
        }
    }

    fn take(&self) -> Option<Box<dyn Session>> {
        self.idle.lock().ok()?.pop()
    }

    fn put_back(&self, session: Option<Box<dyn Session>>) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.extend(session);
        }
    }
}
