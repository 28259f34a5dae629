//! Twice as much of anything costs about twice: every shape of a catalogue of hostile inputs, and mistakes in large sites.
//!
//! Bytes asked of the allocator, held at once and written are counted, so that the gate is the same on every machine. Time
//! is that of one processor; `cargo bench --bench growth` looks at it for larger inputs.

mod mistakes;
#[allow(dead_code)]
mod rate;

use std::sync::Mutex;
use std::thread;

use rate::Growth;
use rate::shapes::Shape;

/// How many times more twice as much may cost. What compares each with each costs four times more; below that lies what
/// small inputs have of their own, such as tables that grow by steps.
const PER_DOUBLING: f64 = 2.7;

/// How large an input the gate tries.
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

/// What grows too fast with a shape.
fn beyond_measure(shape: &Shape) -> Vec<String> {
    let (size, steps) = rate::in_one_thread(|| rate::of(shape, BYTES));
    let mut said = Vec::new();
    for Growth { step, allocated, peak, output, .. } in steps {
        for (what, times) in [("allocated", allocated), ("held at once", peak), ("written", output)] {
            if times > PER_DOUBLING {
                said.push(format!("{}, {size} of it: {step}: {times:.1} times more {what}", shape.name));
            }
        }
    }
    said
}
