//! Scans and annexes as the server gives them: in parts, and never whole in memory.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use congbo::inside::media;
use congbo::inside::shell::serve::{Patience, ServeOptions};

use crate::fixture::copy_folder;
use crate::media::sample::{exif_segment, jpeg};

use super::{Answer, Served, options};

/// A scan of this many bytes under `files/`; each byte tells where it stands.
fn put_scan(content: &Path, bytes: usize) -> Vec<u8> {
    let files = content.join("2022-h1/files");
    fs::create_dir_all(&files).unwrap();
    let mut scan: Vec<u8> = b"%PDF-1.4\n".iter().copied().chain((0..bytes as u32).map(|at| (at % 251) as u8)).collect();
    scan.truncate(bytes - 6);
    scan.extend_from_slice(b"%%EOF\n");
    fs::write(files.join("quet.pdf"), &scan).unwrap();
    scan
}

fn request(served: &Served, headers: &str) -> Answer {
    let base = &served.base;
    served.send(&format!(
        "GET {base}tep/2022-h1/quet.pdf HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n"
    ))
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn a_photo_is_shown_as_it_will_be_published() {
    let photo = jpeg(&[exif_segment(6, true)]);
    let served = Served::with(|content| {
        fs::create_dir_all(content.join("2022-h1/files")).unwrap();
        fs::write(content.join("2022-h1/files/anh.jpg"), &photo).unwrap();
    });
    let answer = served.get(&format!("{}tep/2022-h1/anh.jpg", served.base));
    assert_eq!((answer.status, header(&answer, "content-type")), (200, Some("image/jpeg")));
    let length = media::published(&photo).unwrap().len().to_string();
    assert_eq!(header(&answer, "content-length"), Some(&*length));
    assert!(!answer.body.contains("Dien thoai"), "the camera's words are gone");
}

#[test]
fn a_part_of_a_scan_can_be_asked_for() {
    let served = Served::with(|content| _ = put_scan(content, 1000));
    let whole = request(&served, "");
    assert_eq!(whole.status, 200);
    assert_eq!((header(&whole, "content-length"), header(&whole, "accept-ranges")), (Some("1000"), Some("bytes")));
    assert_eq!(header(&whole, "content-type"), Some("application/pdf"));
    let (mark, date) = (header(&whole, "etag").unwrap(), header(&whole, "last-modified").unwrap());
    // A date stands in a header as it came; the heads of answers are kept in lower case.
    let date = date.split(' ').map(capital).collect::<Vec<_>>().join(" ").replace("Gmt", "GMT");
    let table = [
        ("Range: bytes=0-99\r\n".to_owned(), 206, Some("bytes 0-99/1000"), "100"),
        ("Range: bytes=990-\r\n".to_owned(), 206, Some("bytes 990-999/1000"), "10"),
        ("Range: bytes=-6\r\n".to_owned(), 206, Some("bytes 994-999/1000"), "6"),
        ("Range: bytes=900-5000\r\n".to_owned(), 206, Some("bytes 900-999/1000"), "100"),
        (format!("Range: bytes=0-9\r\nIf-Range: {mark}\r\n"), 206, Some("bytes 0-9/1000"), "10"),
        (format!("Range: bytes=0-9\r\nIf-Range: {date}\r\n"), 206, Some("bytes 0-9/1000"), "10"),
        ("Range: bytes=0-9\r\nIf-Range: \"khac\"\r\n".to_owned(), 200, None, "1000"),
        (format!("Range: bytes=0-9\r\nIf-Range: W/{mark}\r\n"), 200, None, "1000"),
        ("Range: bytes=0-9\r\nIf-Range: Wed, 01 Jan 2020 00:00:00 GMT\r\n".to_owned(), 200, None, "1000"),
        ("Range: bytes=0-1,4-5\r\n".to_owned(), 200, None, "1000"),
        (format!("If-None-Match: {mark}\r\n"), 304, None, ""),
        ("Range: bytes=1000-\r\n".to_owned(), 416, Some("bytes */1000"), "0"),
        ("Range: bytes=9-2\r\n".to_owned(), 416, Some("bytes */1000"), "0"),
    ];
    for (headers, status, range, length) in table {
        let answer = request(&served, &headers);
        let told = (answer.status, header(&answer, "content-range"), header(&answer, "content-length").unwrap_or(""));
        assert_eq!(told, (status, range, length), "{headers}\n{}", answer.head);
        assert!(answer.head.contains("x-content-type-options: nosniff"), "{}", answer.head);
    }
    assert_eq!(request(&served, "Range: bytes=0-7\r\n").body, "%PDF-1.4");
    assert_eq!(request(&served, "Range: bytes=-6\r\n").body, "%%EOF\n");
}

fn capital(word: &str) -> String {
    word.chars()
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + &word[first.len_utf8()..])
}

#[test]
fn a_scan_comes_whole_and_unaltered() {
    let folder = tempfile::tempdir().unwrap();
    let expected = put_scan(folder.path(), 3_000_000);
    let served = Served::with(|content| _ = put_scan(content, 3_000_000));
    let mut stream = ask(served.address.port(), &served.base);
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    assert!(answer[body..] == expected);
}

#[test]
fn who_no_longer_reads_is_left() {
    let patience = Patience { head: Duration::from_secs(60), reading: Duration::from_millis(300) };
    let served = Served::start(|content| _ = put_scan(content, 50 << 20), &ServeOptions { patience, ..options() });
    let mut stream = ask(served.address.port(), &served.base);
    let mut some = [0; 1024];
    stream.read_exact(&mut some).unwrap();
    std::thread::sleep(Duration::from_secs(2));
    // What the system had taken is still there, and then it ends early.
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(rest.len() < 40 << 20, "{} bytes came", rest.len());
}

/// Asks for the scan, and reads nothing yet.
fn ask(port: u16, base: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let head = format!("GET {base}tep/2022-h1/quet.pdf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// The program by itself, so that its memory is nobody else's.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Program {
    /// Starts over a content folder, and waits until it says its address: the port, and where the site begins.
    fn start(folder: &Path) -> (Self, u16, String) {
        let log = folder.join("log.txt");
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command.current_dir(folder).args(["serve", "--port", "0", "--lang", "en"]);
        let output = fs::File::create(&log).unwrap();
        command.stdout(Stdio::null()).stdin(Stdio::null()).stderr(output);
        let program = Self(command.spawn().expect("the program starts"));
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let told = fs::read_to_string(&log).unwrap();
            if let Some((_, rest)) = told.split_once("http://localhost:")
                && let Some((address, _)) = rest.split_once(' ')
            {
                let (port, base) = address.split_once('/').unwrap();
                return (program, port.parse().unwrap(), format!("/{base}"));
            }
            assert!(Instant::now() < deadline, "{told}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What it has in memory, in bytes (Linux: proc_pid_status(5), `VmRSS`).
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        kibibytes.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
    }
}

#[cfg(target_os = "linux")]
#[test]
fn slow_readers_of_a_large_scan_cost_no_memory() {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(Path::new("content"), &folder.path().join("content"));
    put_scan(&folder.path().join("content"), 50 << 20);
    let (program, port, base) = Program::start(folder.path());
    let before = program.memory();
    let mut readers: Vec<TcpStream> = (0..30).map(|_| ask(port, &base)).collect();
    for reader in &mut readers {
        let mut some = vec![0; 100_000];
        reader.read_exact(&mut some).unwrap();
        assert!(some.starts_with(b"HTTP/1.1 200 OK\r\n"));
    }
    std::thread::sleep(Duration::from_millis(300));
    let more = program.memory().saturating_sub(before);
    assert!(more < 48 << 20, "30 slow readers of 50 MiB take {more} bytes");
}
