//! A program run to its end: how long it took and how much memory it held.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A finished run.
pub struct Run {
    pub seconds: f64,
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
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().ok()?;
    let memory = watch_memory(child.id());
    let output = child.wait_with_output().expect("a child can be waited for");
    let seconds = start.elapsed().as_secs_f64();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {told}");
    Some(Run { seconds, peak_kilobytes: memory.join().expect("the watcher ends with the child"), told })
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
