//! How congbo's work grows with hostile inputs: every shape of the catalogue at a size and at its double.
//!
//! ```sh
//! cargo bench --bench growth                  # everything; says what grows faster than its input
//! cargo bench --bench growth -- trang 100000  # every step of the shapes whose name has these letters, to this many bytes
//! ```

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

#[allow(dead_code)]
#[path = "../suite/growth/rate/mod.rs"]
mod rate;
#[path = "../suite/word.rs"]
mod word;

use rate::Growth;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let wanted = arguments.first().map_or("", String::as_str);
    let bytes = arguments.get(1).and_then(|bytes| bytes.parse().ok()).unwrap_or(96_000);
    rate::in_one_thread(|| {
        for shape in rate::shapes::all().iter().filter(|shape| shape.name.contains(wanted)) {
            let (size, steps) = rate::of(shape, bytes);
            for step in steps.iter().filter(|step| !wanted.is_empty() || is_too_fast(step)) {
                print(&shape.name, size, step);
            }
        }
    });
}

fn is_too_fast(step: &Growth) -> bool {
    step.time > 2.5 || [step.allocated, step.peak, step.output].iter().any(|times| *times > 2.3)
}

fn print(name: &str, size: usize, Growth { step, cost, time, allocated, peak, output }: &Growth) {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    println!(
        "{name:<44} n={size:<7} {step:<12} {:>9.1?} x{time:.1}  allocated {:>6.1}M x{allocated:.1}  peak {:>6.1}M x{peak:.1}  \
         output {:>6.2}M x{output:.1}",
        cost.time,
        megabytes(cost.allocated),
        megabytes(cost.peak),
        megabytes(cost.output),
    );
}
