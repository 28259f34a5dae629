//! What a piece of work costs: time of one processor, bytes asked of the allocator, bytes held at once, bytes made.

use std::time::Duration;

/// The cost of a piece of work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Time that this thread had a processor, so that other work on the machine counts little.
    pub time: Duration,
    /// Bytes asked of the allocator in all.
    pub allocated: u64,
    /// Bytes held at once, at most.
    pub peak: u64,
    /// Bytes of pages and messages.
    pub output: u64,
}

/// Does the work and says what it cost; `output` is the size of what it makes.
pub fn measure<T>(work: impl FnOnce() -> T, output: impl FnOnce(&T) -> u64) -> (T, Cost) {
    let mut made = None;
    let start = processor_time();
    let memory = allocation_counter::measure(|| made = Some(work()));
    let time = processor_time() - start;
    let made = made.expect("the work is done once");
    let output = output(&made);
    (made, Cost { time, allocated: memory.bytes_total, peak: memory.bytes_max, output })
}

/// All work in one thread, in which alone it is measured.
pub fn in_one_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be had");
    pool.install(work)
}

#[cfg(unix)]
fn processor_time() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(spent.tv_sec.unsigned_abs(), u32::try_from(spent.tv_nsec).unwrap_or(0))
}

#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
