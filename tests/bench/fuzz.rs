//! The fuzz targets for as long as one likes, with every sum and every assertion looked at.
//!
//! ```sh
//! cargo bench --profile fuzz --bench fuzz                        # what targets there are
//! cargo bench --profile fuzz --bench fuzz -- cite 1000000        # so many runs of one
//! cargo bench --profile fuzz --bench fuzz -- cite 1000000 7 5000 # with another seed, from a run on
//! cargo bench --profile fuzz --bench fuzz -- cite FILE           # an input that was found, made as small as can be
//! ```

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

#[allow(dead_code)]
#[path = "../suite/fuzz/engine/mod.rs"]
mod engine;
#[allow(dead_code)]
#[path = "../suite/fixture.rs"]
mod fixture;
#[allow(dead_code)]
#[path = "../suite/random.rs"]
mod random;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use engine::Round;
use engine::targets::{TARGETS, Target};

/// How long a run may take.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let target = arguments.first().and_then(|name| TARGETS.iter().find(|target| target.name == name));
    let (Some(target), Some(what)) = (target, arguments.get(1)) else {
        println!("TARGET RUNS [SEED [FIRST RUN]], or TARGET FILE");
        TARGETS.iter().for_each(|target| println!("  {}", target.name));
        return ExitCode::from(2);
    };
    let number = |at: usize| arguments.get(at).and_then(|number| number.parse().ok());
    match what.parse() {
        Ok(runs) => play(target, runs, number(2).unwrap_or(1), number(3).unwrap_or(1)),
        Err(_) => repeat(target, Path::new(what)),
    }
}

fn play(target: &'static Target, runs: u64, seed: u64, first: u64) -> ExitCode {
    println!("{}: {runs} runs from {first} with seed {seed}", target.name);
    let started = Instant::now();
    let round = Round { first, runs, seed, patience: PATIENCE };
    let tell = |run| println!("{}: run {run} after {:.0?}", target.name, started.elapsed());
    match engine::play(target, round, tell) {
        Ok(()) => {
            println!("{}: {runs} runs in {:.0?}, nothing found", target.name, started.elapsed());
            ExitCode::SUCCESS
        }
        Err(finding) => {
            println!("{finding}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one input; if it panics, leaves out of it what can be left out.
fn repeat(target: &Target, file: &Path) -> ExitCode {
    let input = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    if engine::panic_of(target, &input).is_none() {
        println!("{}: nothing is wrong with {}", target.name, file.display());
        return ExitCode::SUCCESS;
    }
    std::panic::set_hook(Box::new(|_| {}));
    let smallest = engine::smallest(target, &input);
    let small = file.with_extension("small");
    std::fs::write(&small, &smallest).unwrap_or_else(|error| panic!("{}: {error}", small.display()));
    println!("{}: {} bytes do the same: {}", target.name, smallest.len(), small.display());
    println!("{}", String::from_utf8_lossy(&smallest));
    ExitCode::FAILURE
}
