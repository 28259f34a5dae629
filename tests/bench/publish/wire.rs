//! A wire that counts what crosses it.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// What crossed a wire.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub sent: u64,
    pub received: u64,
    pub requests: u64,
}

impl Counts {
    pub fn since(&self, earlier: &Self) -> Self {
        Self {
            sent: self.sent - earlier.sent,
            received: self.received - earlier.received,
            requests: self.requests - earlier.requests,
        }
    }
}

/// Forwards loopback addresses to servers of this machine.
#[derive(Debug, Default)]
pub struct Wire {
    sent: AtomicU64,
    received: AtomicU64,
    requests: AtomicU64,
}

impl Wire {
    pub fn counts(&self) -> Counts {
        let read = |count: &AtomicU64| count.load(Ordering::SeqCst);
        Counts { sent: read(&self.sent), received: read(&self.received), requests: read(&self.requests) }
    }

    /// Forwards an address (port 0: a free one) to a port of `127.0.0.1`; each `request_end` that passes is a
    /// request. Gives the port.
    pub fn forward(self: &Arc<Self>, address: ([u8; 4], u16), to: u16, request_end: &'static [u8]) -> u16 {
        let listener = TcpListener::bind(SocketAddr::from(address)).expect("a loopback address");
        let port = listener.local_addr().expect("a bound address").port();
        let wire = Arc::clone(self);
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(("127.0.0.1", to)) else { continue };
                for stream in [&client, &server] {
                    stream.set_nodelay(true).expect("an open socket");
                }
                let (from_server, to_client) =
                    (server.try_clone().expect("a socket"), client.try_clone().expect("a socket"));
                let (up, down) = (Arc::clone(&wire), Arc::clone(&wire));
                thread::spawn(move || copy(from_server, to_client, |bytes| down.add(&down.received, bytes.len())));
                thread::spawn(move || {
                    copy(client, server, |bytes| {
                        up.add(&up.sent, bytes.len());
                        up.add(&up.requests, ends(bytes, request_end));
                    });
                });
            }
        });
        port
    }

    fn add(&self, count: &AtomicU64, more: usize) {
        count.fetch_add(more as u64, Ordering::SeqCst);
    }
}

/// How often a request ends in these bytes.
fn ends(bytes: &[u8], request_end: &[u8]) -> usize {
    if request_end.is_empty() {
        0
    } else {
        bytes.windows(request_end.len()).filter(|window| *window == request_end).count()
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream, count: impl Fn(&[u8])) {
    let mut buffer = vec![0; 64 << 10];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        count(&buffer[..length]);
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}
