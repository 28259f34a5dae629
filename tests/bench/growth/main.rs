//! How congbo's work grows with hostile inputs: every shape of the catalogue, and many words in many arrangements, at sizes
//! that double.
//!
//! ```sh
//! cargo bench --bench growth                  # everything; says what grows faster than its input
//! cargo bench --bench growth -- trang 100000  # the shapes whose name has these letters, to this many bytes
//! ```

#[path = "../../suite/growth/cost.rs"]
mod cost;
#[path = "../../suite/growth/shapes/mod.rs"]
mod shapes;
#[path = "../../suite/import/word.rs"]
mod word;
#[path = "../../suite/growth/work.rs"]
mod work;
mod sweep;

use std::time::Duration;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let wanted = arguments.first().map_or("", String::as_str);
    let bytes = arguments.get(1).and_then(|bytes| bytes.parse().ok()).unwrap_or(96_000);
    let verbose = !wanted.is_empty() && arguments.len() > 2;
    cost::in_one_thread(|| {
        for shape in shapes::all().into_iter().chain(sweep::all()) {
            if shape.name.contains(wanted) {
                measure(&shape, bytes, verbose);
            }
        }
    });
}

fn measure(shape: &shapes::Shape, bytes: usize, verbose: bool) {
    let unit = (shape.make)(64).bytes().saturating_sub((shape.make)(0).bytes()).max(64) / 64;
    let most = (bytes / unit).max(16);
    let start = std::time::Instant::now();
    let mut runs: Vec<Vec<work::Step>> = Vec::new();
    for size in [most / 4, most / 2, most] {
        runs.push(work::steps(&(shape.make)(size)));
    }
    let elapsed = start.elapsed();
    let mut told = false;
    for (name, large) in &runs[2] {
        let find = |run: &Vec<work::Step>| {
            run.iter().find(|(other, _)| other == name).map(|(_, cost)| *cost).unwrap_or_default()
        };
        let (small, middle) = (find(&runs[0]), find(&runs[1]));
        let ratio = |of: fn(&cost::Cost) -> f64, floor: f64| {
            let (a, b, c) = (of(&small), of(&middle), of(large));
            if c < floor { 0.0 } else { c / b.max(floor / 100.0).max(1e-9) + 0.0 * a }
        };
        let time = ratio(|cost| cost.time.as_secs_f64(), 0.004);
        let allocated = ratio(|cost| cost.allocated as f64, 1e6);
        let peak = ratio(|cost| cost.peak as f64, 1e6);
        let output = ratio(|cost| cost.output as f64, 2e5);
        if verbose || time > 2.5 || allocated > 2.4 || peak > 2.4 || output > 2.3 {
            told = true;
            println!(
                "{:<44} n={most:<7} {name:<12} {:>9.1?} x{time:.1}  allocated {:>6.1}M x{allocated:.1}  peak {:>6.1}M x{peak:.1}  output {:>6.2}M x{output:.1}",
                shape.name,
                large.time,
                large.allocated as f64 / 1e6,
                large.peak as f64 / 1e6,
                large.output as f64 / 1e6,
            );
        }
    }
    if elapsed > Duration::from_millis(1500) && !told {
        println!("{:<44} n={most:<7} slow: {elapsed:.1?}", shape.name);
    }
}
