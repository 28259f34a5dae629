//! `congbo serve`, asked through raw sockets, because clients tidy what they send.

#![allow(clippy::unwrap_used)]

mod attachments;
mod clients;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

use congbo::inside::diagnostic::Language;
use congbo::inside::shell::serve::{Patience, ServeOptions, Server};
use congbo::inside::shell::workplace::Workplace;

use crate::fixture::copy_folder;

/// A server over a copy of the project's own content.
struct Served {
    folder: tempfile::TempDir,
    address: SocketAddr,
    base: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// An answer as it came.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn options() -> ServeOptions {
    let patience = Patience::default();
    ServeOptions {
        host: None,
        port: Some(0),
        host_names: Vec::new(),
        poll: None,
        language: Language::English,
        patience,
    }
}

impl Served {
    fn new() -> Self {
        Self::with(|_| {})
    }

    /// `prepare` changes the content before the server starts.
    fn with(prepare: impl Fn(&Path)) -> Self {
        Self::start(prepare, &options())
    }

    fn start(prepare: impl Fn(&Path), options: &ServeOptions) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(Path::new("content"), &folder.path().join("content"));
        prepare(&folder.path().join("content"));
        let at = |name| folder.path().join(name);
        let workplace = Workplace { content: at("content"), themes: at("themes"), output: at("public"), today: None };
        let (server, _) = Server::open(&workplace, options).unwrap();
        let (address, url) = (server.address(), server.url());
        let base = url.strip_prefix(&format!("http://localhost:{}", address.port())).unwrap().to_owned();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let thread = std::thread::spawn(move || server.run(async { _ = stopped.await }, |_, _| {}).unwrap());
        Self { folder, address, base, stop: Some(stop), thread: Some(thread) }
    }

    fn content(&self, name: &str) -> PathBuf {
        self.folder.path().join("content").join(name)
    }

    /// Sends bytes as they are and reads to the end.
    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A refused request may end with a reset after its answer.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    /// The part of a page's script address that tells which page it is.
    fn query_of(&self, path: &str) -> String {
        let page = self.get(path).body;
        let (_, rest) = page.split_once("/~congbo/live.js?").expect("a page follows changes");
        rest.split_once('"').unwrap().0.replace("&amp;", "&")
    }

    /// Opens the stream of a page.
    fn listen(&self, path: &str, query: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let page = path.replace('/', "%2F");
        write!(
            stream,
            "GET /~congbo/events?page={page}&{query} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n\r\n"
        )
        .unwrap();
        BufReader::new(stream)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(std::thread::panicking() || ended.unwrap().is_ok());
    }
}

/// The next event of this kind on a stream, with its data.
fn next_event(stream: &mut BufReader<TcpStream>, kind: &str) -> String {
    let wanted = format!("event: {kind}");
    let mut line = String::new();
    loop {
        line.clear();
        assert!(stream.read_line(&mut line).expect("an event comes in time") > 0, "the stream ended without {kind}");
        if line.trim_end() == wanted {
            line.clear();
            stream.read_line(&mut line).unwrap();
            return line.trim_start_matches("data: ").trim_end().to_owned();
        }
    }
}

#[test]
fn pages_files_and_types() {
    let served = Served::new();
    let table = [
        ("", 200, "text/html; charset=utf-8"),
        ("ky/2022-h1/", 200, "text/html; charset=utf-8"),
        ("ky/2022-h1/index.html", 200, "text/html; charset=utf-8"),
        ("k%79/2022-h1/", 200, "text/html; charset=utf-8"),
        ("ky/2022-h1/?q=../x#a", 200, "text/html; charset=utf-8"),
        ("feed.xml", 200, "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", 200, "application/xml; charset=utf-8"),
        ("robots.txt", 200, "text/plain; charset=utf-8"),
        ("static/site.css", 200, "text/css; charset=utf-8"),
        ("ky/2022-h9/", 404, "text/html; charset=utf-8"),
        ("content/site.yaml", 404, "text/html; charset=utf-8"),
        ("%ff%fe/", 404, "text/html; charset=utf-8"),
    ];
    for (path, status, content_type) in table {
        let answer = served.get(&format!("{}{path}", served.base));
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.head.contains(&format!("content-type: {content_type}\r\n")), "{path}: {}", answer.head);
        assert!(
            answer.head.contains("x-content-type-options: nosniff") && answer.head.contains("no-store"),
            "{}",
            answer.head
        );
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
    }
    let answer = served.get(&format!("{}ky/2022-h1?a=b", served.base));
    assert_eq!(answer.status, 302);
    assert!(answer.head.contains(&format!("location: {}ky/2022-h1/?a=b", served.base)), "{}", answer.head);
    let head = served.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, &*head.body), (200, ""));
}

#[test]
fn pages_follow_changes_without_inline_script() {
    let served = Served::new();
    let page = served.get(&served.base).body;
    let scripts = page.matches("<script").count();
    let harmless = page.matches("<script src=").count() + page.matches("<script type=\"application/ld+json\">").count();
    assert_eq!(scripts, harmless);
    assert_eq!(page.matches("/~congbo/live.js?").count(), 1);
    assert!(served.get("/~congbo/live.js").head.contains("text/javascript"));
    assert!(served.get("/~congbo/live.css").head.contains("text/css"));
    assert!(!served.get(&format!("{}feed.xml", served.base)).body.contains("~congbo"));
}

#[test]
fn what_is_not_ours_to_answer_is_refused() {
    let served = Served::new();
    let with_host =
        |host: &str| served.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status;
    for host in ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:1", "x.localhost"] {
        assert_eq!(with_host(host), 200, "{host}");
    }
    for host in ["evil.vn", "localhost.evil.vn", "10.0.0.1", "127.0.0.1.evil.vn"] {
        assert_eq!(with_host(host), 421, "{host}");
    }
    for host in ["", "localhost:http", "localhost:99999", "[::1", "[::1]x", "evil.vn@localhost", "localhost/", "a b"] {
        assert_eq!(with_host(host), 400, "{host}");
    }
    for target in [
        "/../../etc/passwd",
        "/..",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/a%5c..%5cb",
        "/static/%00",
        "//etc/passwd",
        "/static/..\\x",
    ] {
        let answer = served.get(target);
        assert_eq!(answer.status, 400, "{target}");
        assert!(!answer.body.contains("root:"), "{target}");
    }
    assert_eq!(served.get("http://evil.vn/").status, 421);
    assert_eq!(
        served.send("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.vn\r\nConnection: close\r\n\r\n").status,
        400
    );
    assert_eq!(served.send("GET / HTTP/1.0\r\n\r\n").status, 400);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = served
            .send(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, head"), "{}", answer.head);
    }
    for origin in ["http://evil.vn", "null"] {
        let request =
            format!("GET /~congbo/events HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nConnection: close\r\n\r\n");
        assert_eq!(served.send(&request).status, 403, "{origin}");
    }
}

#[test]
fn a_missing_page_names_what_may_have_been_meant() {
    let served = Served::new();
    let answer = served.get(&format!("{}ky/2022-h2/", served.base));
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains(&format!("<a href=\"{}ky/2022-h1/\">", served.base)), "{}", answer.body);
    let answer = served.get(&format!("{}%3Cscript%3Ealert(1)%3C/script%3E", served.base));
    assert!(!answer.body.contains("<script>"));
}

#[test]
fn a_page_is_loaded_again_only_when_it_changed() {
    let served = Served::new();
    let page = format!("{}gioi-thieu/", served.base);
    let other = format!("{}mo-hinh/", served.base);
    let (mut stream, query) = (served.listen(&page, &served.query_of(&page)), served.query_of(&other));
    let mut untouched = served.listen(&other, &query);
    next_event(&mut stream, "notices");
    next_event(&mut untouched, "notices");

    let file = served.content("pages/gioi-thieu.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\n\nmột câu thêm\n")).unwrap();
    next_event(&mut stream, "reload");
    assert!(served.get(&page).body.contains("một câu thêm"));

    // A page of before the change learns of it as soon as it listens, a page of after it does not.
    next_event(&mut served.listen(&page, &query), "reload");
    untouched.get_ref().set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    let mut line = String::new();
    while let Ok(length) = untouched.read_line(&mut line) {
        assert!(length > 0 && !line.contains("reload"), "{line}");
    }
    // A page of a server that ran before.
    next_event(&mut served.listen(&other, "session=x&generation=1"), "reload");
}

#[test]
fn errors_are_shown_on_the_page_and_the_last_good_site_stays() {
    let served = Served::new();
    let page = served.base.clone();
    let mut stream = served.listen(&page, &served.query_of(&page));
    next_event(&mut stream, "notices");
    let file = served.content("2022-h1/period.yaml");
    let good = fs::read_to_string(&file).unwrap();
    fs::write(&file, good.replace("from: 2022-01-01", "from: 2022-01-32")).unwrap();
    let notices: serde_json::Value = serde_json::from_str(&next_event(&mut stream, "notices")).unwrap();
    assert_eq!(notices["has_errors"], true);
    let mut texts = notices["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap());
    assert!(texts.any(|text| text.contains("2022-h1/period.yaml:3:") && text.contains("^^")), "{notices}");
    assert_eq!(served.get(&page).status, 200);
    fs::write(&file, good).unwrap();
    let notices: serde_json::Value = serde_json::from_str(&next_event(&mut stream, "notices")).unwrap();
    assert_eq!(notices["has_errors"], false);
}

#[test]
fn a_site_that_was_never_good_comes_when_it_is_mended() {
    let served = Served::with(|content| fs::write(content.join("site.yaml"), "title: [").unwrap());
    let answer = served.get("/");
    assert_eq!(answer.status, 503);
    let query = served.query_of("/");
    let mut stream = served.listen("/", &query);
    assert!(next_event(&mut stream, "notices").contains("\"has_errors\":true"));
    fs::copy("content/site.yaml", served.content("site.yaml")).unwrap();
    next_event(&mut stream, "reload");
}

#[test]
fn attachments_come_from_the_content_folder_and_links_out_of_it_do_not() {
    let served = Served::with(|content| {
        let files = content.join("2022-h1/files");
        fs::create_dir_all(&files).unwrap();
        fs::write(files.join("anh.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
        let report = content.join("2022-h1/bao-cao.md");
        let text = fs::read_to_string(&report).unwrap();
        fs::write(report, format!("{text}\n\n![Ảnh](files/anh.svg)\n")).unwrap();
    });
    let page = served.get(&format!("{}bao-cao/2022-h1/bao-cao-khcn/", served.base)).body;
    let address =
        page.split("src=\"").find(|rest| rest.contains("anh.svg")).map(|rest| rest.split_once('"').unwrap().0);
    let Some(address) = address.filter(|address| address.starts_with('/')) else {
        panic!("the picture is linked: {page}");
    };
    let answer = served.get(address);
    assert_eq!(answer.status, 200);
    assert!(
        answer.head.contains("content-type: image/svg+xml") && answer.head.contains("content-security-policy: sandbox"),
        "{}",
        answer.head
    );
}

#[test]
fn a_taken_port_is_left_to_who_has_it() {
    let served = Served::new();
    let taken = Some(served.address.port());
    let folder = served.folder.path();
    let workplace = Workplace {
        content: folder.join("content"),
        themes: folder.join("themes"),
        output: folder.join("public"),
        today: None,
    };
    let failure = Server::open(&workplace, &ServeOptions { port: taken, ..options() }).err().unwrap();
    assert!(
        failure.message.en.contains("another congbo") && failure.message.en.contains("content"),
        "{}",
        failure.message.en
    );

    let stranger = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = Some(stranger.local_addr().unwrap().port());
    let failure = Server::open(&workplace, &ServeOptions { port: taken, ..options() }).err().unwrap();
    assert!(failure.message.en.contains("another program"), "{}", failure.message.en);
}

#[test]
fn open_streams_do_not_keep_the_server_from_ending() {
    let served = Served::new();
    let mut stream = served.listen(&served.base, &served.query_of(&served.base));
    next_event(&mut stream, "notices");
    let start = std::time::Instant::now();
    drop(served);
    assert!(start.elapsed() < Duration::from_secs(10));
    let mut rest = Vec::new();
    assert!(stream.read_to_end(&mut rest).is_ok());
}
