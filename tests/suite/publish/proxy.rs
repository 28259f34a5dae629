//! A wire that breaks: forwards connections to a server and cuts them after so many bytes.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use super::gate::{self, Gate};

/// Forwards from addresses of its own.
pub struct Proxy {
    pub port: u16,
    /// What is sent to the server passes it.
    pub gate: Gate,
    budget: Arc<AtomicI64>,
    cuts: Arc<AtomicUsize>,
    stays_cut: Arc<AtomicBool>,
    open: Arc<Open>,
}

/// How many connections the server has not closed yet. It closes one when it has done all that it was asked on it.
#[derive(Default)]
struct Open {
    count: Mutex<usize>,
    changed: Condvar,
}

impl Open {
    fn change(&self, by: isize) {
        let mut count = self.count.lock().unwrap();
        *count = count.checked_add_signed(by).unwrap();
        self.changed.notify_all();
    }
}

impl Proxy {
    /// Forwards a free port of `127.0.0.1` to `to`.
    pub fn to(to: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let budget = Arc::new(AtomicI64::new(i64::MAX));
        let (cuts, stays_cut, open) = Default::default();
        let proxy = Self { port, gate: Gate::new(), budget, cuts, stays_cut, open };
        proxy.forward(listener, SocketAddr::from(([127, 0, 0, 1], to)));
        proxy
    }

    /// Also forwards a port of another loopback address to the same port of `127.0.0.1`.
    pub fn also(&self, address: [u8; 4], port: u16) {
        self.also_to(address, port, port);
    }

    /// Also forwards a port of another loopback address to any port of `127.0.0.1`.
    pub fn also_to(&self, address: [u8; 4], port: u16, to: u16) {
        let listener = TcpListener::bind(SocketAddr::from((address, port))).unwrap();
        self.forward(listener, SocketAddr::from(([127, 0, 0, 1], to)));
    }

    /// After so many bytes to the server, one connection breaks; later ones work.
    pub fn cut_after(&self, bytes: i64) {
        self.stays_cut.store(false, Ordering::SeqCst);
        self.budget.store(bytes, Ordering::SeqCst);
    }

    /// After so many bytes to the server, nothing gets through any more.
    pub fn cut_for_good_after(&self, bytes: i64) {
        self.stays_cut.store(true, Ordering::SeqCst);
        self.budget.store(bytes, Ordering::SeqCst);
    }

    /// Everything gets through.
    pub fn mend(&self) {
        self.cut_after(i64::MAX);
    }

    /// Waits until the server is done with all that got through: after a cut it may still be at work on that, and it
    /// closes the connection when it is not. An FTP server may also keep an idle one, waiting for more, so the wait
    /// ends.
    pub fn wait_until_done(&self) {
        let count = self.open.count.lock().unwrap();
        drop(self.open.changed.wait_timeout_while(count, Duration::from_secs(5), |count| *count > 0).unwrap());
    }

    /// How often a connection was cut.
    pub fn cuts(&self) -> usize {
        self.cuts.load(Ordering::SeqCst)
    }

    fn forward(&self, listener: TcpListener, to: SocketAddr) {
        let (budget, cuts, stays_cut) = (Arc::clone(&self.budget), Arc::clone(&self.cuts), Arc::clone(&self.stays_cut));
        let open = Arc::clone(&self.open);
        let gate = self.gate.folder().to_owned();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(to) else { continue };
                let (from_server, to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                open.change(1);
                let closing = Arc::clone(&open);
                thread::spawn(move || {
                    copy(from_server, to_client, |_| None);
                    closing.change(-1);
                });
                let (budget, cuts, stays_cut) = (Arc::clone(&budget), Arc::clone(&cuts), Arc::clone(&stays_cut));
                let gate = gate.clone();
                thread::spawn(move || {
                    copy(client, server, |bytes| {
                        gate::pass(&gate, bytes);
                        let count = bytes.len();
                        let left = budget.fetch_sub(count as i64, Ordering::SeqCst);
                        (left < count as i64).then(|| {
                            cuts.fetch_add(1, Ordering::SeqCst);
                            let next = if stays_cut.load(Ordering::SeqCst) { 0 } else { i64::MAX };
                            budget.store(next, Ordering::SeqCst);
                            left.max(0) as usize
                        })
                    });
                });
            }
        });
    }
}

/// Copies until the end, or until `limit` says how many of these bytes still get through. What nobody takes any
/// more is read all the same, so that the end is the sender's.
fn copy(mut from: TcpStream, mut to: TcpStream, limit: impl Fn(&[u8]) -> Option<usize>) {
    let mut buffer = [0; 16 << 10];
    let mut is_taken = true;
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        if let Some(last) = limit(&buffer[..count]) {
            let _ = to.write_all(&buffer[..last.min(count)]);
            let _ = from.shutdown(Shutdown::Both);
            // The server learns that nothing more comes; when it has closed as well is seen on the way back.
            let _ = to.shutdown(Shutdown::Write);
            return;
        }
        is_taken = is_taken && to.write_all(&buffer[..count]).is_ok();
    }
    let _ = to.shutdown(Shutdown::Write);
}
