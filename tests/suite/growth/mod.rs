//! Twice as much of anything costs about twice: every shape of a catalogue of hostile inputs, and mistakes in large sites.
//!
//! Bytes asked of the allocator, held at once and written are counted, so that the gate is the same on every machine. Time
//! is that of one processor; `cargo bench --bench growth` looks at it for larger inputs.

mod mistakes;
#[allow(dead_code)]
mod rate;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use rate::Growth;
use rate::shapes::Shape;

/// How many times more twice as much may cost. What compares each with each costs four times more.
const PER_DOUBLING: f64 = 2.3;

/// How large an input the gate tries at first. What grows too fast there is tried with twice as much: tables grow by steps,
/// and a step is followed by none.
const BYTES: usize = 4_000;

#[test]
fn hostile_inputs_cost_what_they_weigh() {
    let (shapes, said) = (Mutex::new(rate::shapes::all().into_iter()), Mutex::new(Vec::new()));
    let next = || shapes.lock().expect("no thread panics while it asks").next();
    let work = || {
        while let Some(shape) = next() {
            let found = beyond_measure(&shape);
            said.lock().expect("no thread panics while it says").extend(found);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let said = said.into_inner().expect("all threads are done");
    assert!(said.is_empty(), "twice as much costs more than {PER_DOUBLING} times:\n{}", said.join("\n"));
}

/// What grows too fast with a shape, however large it is.
fn beyond_measure(shape: &Shape) -> Vec<String> {
    let first = too_fast(shape, BYTES);
    if first.is_empty() {
        return Vec::new();
    }
    let again = too_fast(shape, 2 * BYTES);
    let both = first.iter().filter_map(|(what, times)| Some((what, times, again.get(what)?)));
    both.map(|((step, what), times, again)| {
        format!("{}: {step}: {times:.1} and then {again:.1} times more {what}", shape.name)
    })
    .collect()
}

/// How many times more an input costs than its half, where that is too much: by step and by what it costs.
fn too_fast(shape: &Shape, bytes: usize) -> BTreeMap<(&'static str, &'static str), f64> {
    let (_, steps) = rate::in_one_thread(|| rate::of(shape, bytes));
    let costs = steps.into_iter().flat_map(|Growth { step, allocated, peak, output, .. }| {
        [((step, "allocated"), allocated), ((step, "held at once"), peak), ((step, "written"), output)]
    });
    costs.filter(|(_, times)| *times > PER_DOUBLING).collect()
}
