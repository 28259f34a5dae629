//! Fuzzing without a compiler of its own: seeds are spoiled by chance that a number repeats, and given to a target.

pub mod mutation;
mod seeds;
pub mod targets;

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::random::Random;
use mutation::{MOST_BYTES, mutate};
use targets::Target;

/// How often a target is run, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    /// The number of the first run: each is known by the seed and its number alone.
    pub first: u64,
    pub runs: u64,
    pub seed: u64,
    /// How long a run may take.
    pub patience: Duration,
}

/// An input that a target does not bear.
#[derive(Debug)]
pub struct Finding {
    target: &'static str,
    run: u64,
    seed: u64,
    said: String,
    file: PathBuf,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { target, run, seed, said, file } = self;
        write!(
            formatter,
            "{target}, run {run} with seed {seed}: {said}\n\
             repeat: cargo bench --profile fuzz --bench fuzz -- {target} {}",
            file.display()
        )
    }
}

/// What the watchman sees of the runs.
struct Running {
    run: u64,
    since: Instant,
    input: Vec<u8>,
}

/// Runs a target on spoiled seeds until one is found that it does not bear; `tell` hears of the run every few seconds.
pub fn play(target: &'static Target, round: Round, tell: impl Fn(u64)) -> Result<(), Box<Finding>> {
    let running = Arc::new(Mutex::new(Running { run: round.first, since: Instant::now(), input: Vec::new() }));
    let (end, ended) = channel();
    let seen = running.clone();
    // A thread of its own: one that hangs cannot be stopped, only left behind.
    let runs = thread::spawn(move || {
        let found = run_all(target, round, &seen);
        let _ = end.send(());
        found
    });
    while ended.recv_timeout(round.patience) == Err(RecvTimeoutError::Timeout) {
        let now = running.lock().expect("no run holds it");
        if now.since.elapsed() >= round.patience {
            let said = format!("hangs for {:?}", now.since.elapsed());
            return Err(Box::new(keep(target, round, now.run, said, &now.input)));
        }
        tell(now.run);
    }
    match runs.join().expect("a run's panic is caught") {
        None => Ok(()),
        Some((run, said, input)) => Err(Box::new(keep(target, round, run, said, &input))),
    }
}

/// The first run that panics, what it said, and its input.
fn run_all(target: &Target, round: Round, seen: &Mutex<Running>) -> Option<(u64, String, Vec<u8>)> {
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty(), "{} has no seeds", target.name);
    // Each thread's stack is as large as in the program, and all work of a run stays in one.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be had");
    pool.install(|| {
        for run in round.first..round.first + round.runs {
            let input = input_of(&seeds, round.seed, run);
            *seen.lock().expect("the watchman does not panic") =
                Running { run, since: Instant::now(), input: input.clone() };
            if let Some(said) = panic_of(target, &input) {
                return Some((run, said, input));
            }
        }
        None
    })
}

/// The input of a run: a seed, spoiled.
fn input_of(seeds: &[Vec<u8>], seed: u64, run: u64) -> Vec<u8> {
    // SplitMix64, so that neighbouring numbers have nothing in common.
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(run);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mutate(seeds, &mut Random((state ^ (state >> 31)).max(1)))
}

/// What the target says when it panics.
pub fn panic_of(target: &Target, input: &[u8]) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).err().map(|cause| words_of(&*cause))
}

fn words_of(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".to_owned())
}

/// Writes the input where the command that repeats it finds it.
fn keep(target: &Target, round: Round, run: u64, said: String, input: &[u8]) -> Finding {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}-{}-{run}", target.name, round.seed));
    std::fs::write(&file, input).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Finding { target: target.name, run, seed: round.seed, said, file }
}

/// The smallest input found that panics as this one does, by leaving out ever smaller pieces.
pub fn smallest(target: &Target, input: &[u8]) -> Vec<u8> {
    let mut input = input[..input.len().min(MOST_BYTES)].to_vec();
    let mut piece = input.len() / 2;
    while piece > 0 {
        let mut at = 0;
        while at < input.len() {
            let end = (at + piece).min(input.len());
            let shorter = [&input[..at], &input[end..]].concat();
            if panic_of(target, &shorter).is_some() {
                input = shorter;
            } else {
                at = end;
            }
        }
        piece /= 2;
    }
    input
}
