//! A gate on the way to a server: it lets everything through but one request, and holds that until it is opened.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A folder that says how the gate stands, so that a server of another process can ask it too: `closed` holds what the
/// request that waits contains, and is called `reached` once it waits.
pub struct Gate(TempDir);

impl Gate {
    /// Open.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// The first request that contains these bytes shall wait.
    pub fn close(&self, request: &[u8]) {
        let whole = self.folder().join("new");
        fs::write(&whole, request).unwrap();
        fs::rename(whole, self.folder().join("closed")).unwrap();
    }

    /// Waits until a request waits.
    #[track_caller]
    pub fn wait_until_reached(&self) {
        let start = Instant::now();
        while !self.folder().join("reached").exists() {
            assert!(start.elapsed() < Duration::from_secs(60), "the request never came");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Lets the waiting request through, and all that follow.
    pub fn open(&self) {
        fs::remove_file(self.folder().join("reached")).unwrap();
    }
}

/// What a wire asks before it carries these bytes on.
pub fn pass(gate: &Path, bytes: &[u8]) {
    let [closed, reached] = ["closed", "reached"].map(|name| gate.join(name));
    let Ok(request) = fs::read(&closed) else { return };
    let is_it = bytes.windows(request.len()).any(|window| window == request);
    if is_it && fs::rename(closed, &reached).is_ok() {
        while reached.exists() {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// OpenSSH's file service behind gates, as [`pass`] does it: the program, then the gates' folders.
pub const FILE_SERVICE: &str = r#"
import os, subprocess, sys, time
def passes(gate, data):
    closed, reached = gate + "/closed", gate + "/reached"
    try:
        with open(closed, "rb") as file:
            if file.read() not in data:
                return
        os.rename(closed, reached)
    except FileNotFoundError:
        return
    while os.path.exists(reached):
        time.sleep(0.005)
server = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE)
while data := os.read(0, 1 << 16):
    for gate in sys.argv[2:]:
        passes(gate, data)
    server.stdin.write(data)
    server.stdin.flush()
server.stdin.close()
server.wait()
"#;
