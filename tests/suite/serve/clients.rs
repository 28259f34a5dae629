//! Clients that keep the server waiting, on purpose or not.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use congbo::inside::shell::serve::{Patience, ServeOptions};

use super::{Served, options};

/// A server that waits this long for each.
fn hasty(head_ms: u64, reading_ms: u64) -> Served {
    let patience = Patience { head: Duration::from_millis(head_ms), reading: Duration::from_millis(reading_ms) };
    Served::start(|_| {}, &ServeOptions { patience, ..options() })
}

/// A connection on which these bytes were sent, and nothing more.
fn connection(served: &Served, sent: &str) -> TcpStream {
    let mut stream = TcpStream::connect(served.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(sent.as_bytes()).unwrap();
    stream
}

/// Everything that still comes; a connection may end by a reset.
fn rest(mut stream: TcpStream) -> String {
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    String::from_utf8_lossy(&rest).into_owned()
}

#[test]
fn a_head_that_does_not_come_is_not_waited_for() {
    let served = hasty(300, 60_000);
    for sent in ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "] {
        let started = Instant::now();
        assert_eq!(rest(connection(&served, sent)), "", "{sent:?}");
        assert!(started.elapsed() < Duration::from_secs(10), "{sent:?}");
    }
    // A byte now and then does not buy time.
    let started = Instant::now();
    let mut stream = connection(&served, "GET / HTTP/1.1\r\n");
    while stream.write_all(b"X-A: b\r\n").is_ok() {
        assert!(started.elapsed() < Duration::from_secs(10), "the server listens for ever");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(served.get(&served.base).status, 200);
}

#[test]
fn a_connection_without_a_further_request_ends() {
    let served = hasty(300, 60_000);
    let started = Instant::now();
    let answer = rest(connection(&served, &format!("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", served.base)));
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("</html>"), "{answer}");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_page_that_listens_is_not_cut() {
    let served = hasty(200, 200);
    let mut stream = served.listen(&served.base, &served.query_of(&served.base));
    super::next_event(&mut stream, "notices");
    std::thread::sleep(Duration::from_millis(800));
    let file = served.content("pages/gioi-thieu.md");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}\n\n[a](khong-co-trang-nay.md)\n")).unwrap();
    super::next_event(&mut stream, "notices");
}
