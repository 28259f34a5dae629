//! A short round of every fuzz target. `cargo bench --profile fuzz --bench fuzz` goes on for as long as it is asked to.

#[allow(dead_code)]
pub mod engine;

use std::time::Duration;

use engine::Round;
use engine::targets::TARGETS;

/// Far beyond what any input takes: other tests run beside this one.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn no_input_stops_any_target() {
    for target in TARGETS {
        let round = Round { first: 1, runs: target.in_the_gate, seed: 1, patience: PATIENCE };
        if let Err(finding) = engine::play(target, round, |_| {}) {
            panic!("{finding}");
        }
    }
}
