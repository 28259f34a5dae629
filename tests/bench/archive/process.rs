//! A program run to its end: how long it took, by the clock and of the processor, and how much memory it held.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// `USER_HZ`, which Linux keeps at this on every machine.
const TICKS_PER_SECOND: f64 = 100.0;

/// A finished run.
pub struct Run {
    pub seconds: f64,
    /// Of all threads, the system's work for them included: what does not depend on who else uses the machine.
    pub processor_seconds: f64,
    /// The largest resident size, where the system tells.
    pub peak_kilobytes: Option<u64>,
    /// What it told about itself.
    pub told: String,
}

/// Builds the archive in `folder` with congbo.
pub fn build(folder: &Path) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    command.current_dir(folder).args(["build", "--timings", "--lang", "en"]);
    run(command).expect("congbo builds the archive")
}

/// Runs a command; none when it is not installed.
pub fn run(mut command: Command) -> Option<Run> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().ok()?;
    let memory = watch_memory(child.id());
    let mut told = String::new();
    let errors = child.stderr.as_mut().expect("its errors are read here");
    errors.read_to_string(&mut told).expect("a child's words can be read");
    let processor_seconds = processor_seconds_at_end(&child);
    let status = child.wait().expect("a child can be waited for");
    let seconds = start.elapsed().as_secs_f64();
    assert!(status.success(), "{command:?}: {told}");
    let peak_kilobytes = memory.join().expect("the watcher ends with the child");
    Some(Run { seconds, processor_seconds, peak_kilobytes, told })
}

/// Waits for the end of a child and reads what it used while the kernel still keeps its record.
fn processor_seconds_at_end(child: &Child) -> f64 {
    let process = Pid::from_child(child);
    let until = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    waitid(WaitId::Pid(process), until).expect("a child can be waited for");
    let record = std::fs::read_to_string(format!("/proc/{}/stat", child.id()))
        .expect("the record is kept until it is asked for");
    // The program's name, in brackets, may hold spaces; user and system time are fields 14 and 15 (proc(5)).
    let fields = record.rsplit_once(") ").map_or("", |(_, fields)| fields).split(' ').skip(11).take(2);
    let ticks: u64 = fields.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    ticks as f64 / TICKS_PER_SECOND
}

/// Reads the kernel's high-water mark until the process is gone.
fn watch_memory(process: u32) -> std::thread::JoinHandle<Option<u64>> {
    std::thread::spawn(move || {
        let mut peak = None;
        while let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/status")) {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"));
            let Some(kilobytes) = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()) else { break };
            peak = peak.max(Some(kilobytes));
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        peak
    })
}
