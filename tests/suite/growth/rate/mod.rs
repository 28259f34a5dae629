//! How what congbo does grows with what it is given.

pub mod cost;
pub mod shapes;
mod work;

pub use cost::{Cost, in_one_thread};
use shapes::Shape;

/// What a step costs for an input, and how many times more than for one of half the size.
pub struct Growth {
    /// What the step is called.
    pub step: &'static str,
    /// Its cost for the larger input.
    pub cost: Cost,
    /// How the processor's time grows.
    pub time: f64,
    /// How bytes asked of the allocator grow.
    pub allocated: f64,
    /// How bytes held at once grow.
    pub peak: f64,
    /// How bytes written grow.
    pub output: f64,
}

/// Below these a cost says nothing of how it grows: seconds, bytes of memory, bytes written.
const LEAST: (f64, f64, f64) = (0.004, 4e5, 5e4);

/// How each step grows from half of an input of about so many bytes to the whole; and the size of the whole.
pub fn of(shape: &Shape, bytes: usize) -> (usize, Vec<Growth>) {
    let unit = (shape.make)(64).bytes().saturating_sub((shape.make)(0).bytes()).max(64) / 64;
    let size = (bytes / unit).max(16);
    let [half, whole] = [size / 2, size].map(|size| work::steps(&(shape.make)(size)));
    let growth = whole.into_iter().map(|(step, cost)| {
        let before = half.iter().find(|(other, _)| *other == step).map(|(_, cost)| *cost).unwrap_or_default();
        let grown = |of: fn(&Cost) -> f64, least: f64| {
            let (before, after) = (of(&before), of(&cost));
            if after < least { 1.0 } else { after / before.max(least / 100.0) }
        };
        Growth {
            step,
            cost,
            time: grown(|cost| cost.time.as_secs_f64(), LEAST.0),
            allocated: grown(|cost| cost.allocated as f64, LEAST.1),
            peak: grown(|cost| cost.peak as f64, LEAST.1),
            output: grown(|cost| cost.output as f64, LEAST.2),
        }
    });
    (size, growth.collect())
}
