//! The desk over real HTTP: whom it lets in, and each part of the work, from an empty folder to a published site.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread::JoinHandle;
use std::time::Duration;

use congbo::inside::desk::{DeskOptions, Server};
use congbo::inside::diagnostic::Language;
use congbo::inside::shell::publish::credentials::Environment;
use congbo::inside::shell::workplace::Workplace;

use crate::fixture::{copy_folder, write_file};
use crate::media::sample::png;
use crate::word::{Word, p};

/// A report as an office types it.
const REPORT: &str = "ỦY BAN NHÂN DÂN\nXÃ THỌ NGỌC\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n\
    Số: 12/BC-UBND\n\nThọ Ngọc, ngày 05 tháng 7 năm 2022\n\nBÁO CÁO\nKết quả công tác khoa học và công nghệ 6 tháng đầu năm 2022\n\n\
    I. Kết quả\n\nThực hiện Quyết định số 1221/QĐ-UBND ngày 07/4/2020 của Chủ tịch UBND tỉnh, xã đã trồng 6 ha sen.\n\n\
    Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn An\n";

/// A desk at a folder of its own.
struct Desk {
    folder: Rc<tempfile::TempDir>,
    address: SocketAddr,
    key: String,
    cookie: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// An answer as it came.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    /// Where it leads.
    fn location(&self) -> &str {
        let line = self.head.lines().find_map(|line| line.strip_prefix("location: "));
        line.unwrap_or_else(|| panic!("{} leads nowhere: {}", self.status, self.body))
    }
}

impl Desk {
    fn empty() -> Self {
        Self::with(|_| {})
    }

    /// `prepare` puts into the folder what shall be there before the desk starts.
    fn with(prepare: impl Fn(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        Self::open(Rc::new(folder))
    }

    /// Closed, and opened again where it was.
    fn reopened(self) -> Self {
        let folder = self.folder.clone();
        drop(self);
        Self::open(folder)
    }

    fn open(folder: Rc<tempfile::TempDir>) -> Self {
        let at = |name| folder.path().join(name);
        let options = DeskOptions {
            workplace: Workplace { content: at("content"), themes: at("themes"), output: at("public"), today: None },
            port: Some(0),
            language: Language::Vietnamese,
            environment: Environment::default(),
            memory: Some(at("memory")),
        };
        let server = Server::open(&options).unwrap();
        let (address, url) = (server.address(), server.url());
        let key = url.split_once('?').unwrap().1.to_owned();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let thread = std::thread::spawn(move || server.run(async { _ = stopped.await }).unwrap());
        let mut desk = Self { folder, address, key, cookie: String::new(), stop: Some(stop), thread: Some(thread) };
        let entered =
            desk.send(&format!("GET /?{} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n", desk.key));
        let cookie = entered.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        desk.cookie = cookie.split(';').next().unwrap().to_owned();
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn send(&self, request: &str) -> Answer {
        self.send_bytes(request.as_bytes())
    }

    fn send_bytes(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        // A refused request may end with a reset after its answer.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let head = head.lines().map(|line| match line.split_once(':') {
            Some((name, value)) => format!("{}:{value}\n", name.to_ascii_lowercase()),
            None => format!("{line}\n"),
        });
        // Templates write the slash so, in texts and in values.
        Answer { status, head: head.collect(), body: body.replace("&#x2f;", "/") }
    }

    fn head(&self, method: &str, path: &str) -> String {
        let (address, cookie) = (self.address, &self.cookie);
        format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n")
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&(self.head("GET", path) + "\r\n"))
    }

    /// A page that is there.
    #[track_caller]
    fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post_bytes(path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Does something and gives the page that is seen afterwards.
    #[track_caller]
    fn act(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields);
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        self.page(answer.location())
    }

    fn post_bytes(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let address = self.address;
        let head = self.head("POST", path)
            + &format!(
                "Origin: http://{address}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
        self.send_bytes(&[head.as_bytes(), body].concat())
    }

    /// Hands files over and gives the address of what was read.
    #[track_caller]
    fn hand_over(&self, files: &[(&str, &[u8])]) -> String {
        let mut body = Vec::new();
        for (name, bytes) in files {
            body.extend(
                format!("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n").bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        self.post_bytes("/nhap", "multipart/form-data; boundary=x", &body).location().to_owned()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(std::thread::panicking() || ended.unwrap().is_ok());
    }
}

fn site(folder: &Path) {
    write_file(
        &folder.join("content/site.yaml"),
        "title: Kho mẫu # giữ\nbase_url: https://xa.example.vn/khcn/\npublisher:\n  name: UBND xã\n",
    );
    write_file(&folder.join("content/issuers.yaml"), "- id: ubnd-tinh\n  name: UBND tỉnh\n  level: tinh\n");
}

#[test]
fn nobody_comes_in_without_the_secret() {
    let desk = Desk::with(site);
    let host = desk.address;
    let cookie = &desk.cookie;
    let key = &desk.key;
    let ask = |request: &str| desk.send(&format!("{request}\r\nConnection: close\r\n\r\n")).status;
    let get = |path: &str, more: &str| ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}{more}"));
    assert_eq!(get("/", ""), 403);
    assert_eq!(get("/~congbo/ban/desk.css", ""), 403);
    assert_eq!(get("/?khoa=", ""), 403);
    assert_eq!(get(&format!("/soat?{key}"), ""), 403, "the secret opens the desk and nothing else");
    assert_eq!(get("/", "\r\nCookie: congbo-ban-1=x"), 403);
    assert_eq!(get("/", &format!("\r\nCookie: a=b; {cookie}")), 200);
    assert_eq!(get(&format!("/?{key}"), ""), 303);
    for foreign in ["evil.vn", "127.0.0.1.evil.vn", "10.0.0.5:80"] {
        assert_eq!(ask(&format!("GET /?{key} HTTP/1.1\r\nHost: {foreign}")), 421, "{foreign}");
    }
    for path in ["/../etc/passwd", "/%2e%2e/site.yaml", "//evil.vn/", "/xem/..%5csite.yaml", "/nhap/1/xem/%00"] {
        assert_eq!(get(path, &format!("\r\nCookie: {cookie}")), 400, "{path}");
    }
    assert_eq!(ask(&format!("PUT / HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}")), 405);
}

#[test]
fn only_pages_of_the_desk_change_anything() {
    let desk = Desk::with(site);
    let host = desk.address;
    let status = |more: &str| {
        let head = desk.head("POST", "/hoan-tac");
        desk.send(&format!("{head}Content-Length: 0\r\n{more}\r\n")).status
    };
    let ours = format!("Origin: http://{host}\r\n");
    assert_eq!(status(&ours), 303);
    assert_eq!(status(&format!("{ours}Sec-Fetch-Site: same-origin\r\n")), 303);
    assert_eq!(status("Sec-Fetch-Site: same-origin\r\n"), 303);
    let port = host.port();
    for foreign in [
        "",
        "Origin: null\r\n",
        "Origin: https://evil.vn\r\n",
        &format!("Origin: https://{host}\r\n"),
        &format!("Origin: http://localhost:{port}\r\n"),
        "Origin: http://127.0.0.1:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: none\r\n",
        &format!("{ours}Sec-Fetch-Site: same-site\r\n"),
        &format!("{ours}Origin: https://evil.vn\r\n"),
    ] {
        assert_eq!(status(foreign), 403, "{foreign}");
    }
}

#[test]
fn pages_are_framed_by_nobody_and_previews_do_nothing() {
    let desk = Desk::with(site);
    let page = desk.get("/");
    assert!(page.head.contains("frame-ancestors 'none'") && page.head.contains("script-src 'self'"), "{}", page.head);
    for header in
        ["x-content-type-options: nosniff", "cache-control: no-store", "cross-origin-resource-policy: same-origin"]
    {
        assert!(page.head.contains(header), "{header}: {}", page.head);
    }
    let preview = desk.get("/xem/");
    assert!(preview.status == 200 && preview.body.contains("Kho mẫu"), "{}", preview.body);
    assert!(
        preview.head.contains("sandbox allow-same-origin;") && !preview.head.contains("script-src 'self'"),
        "{}",
        preview.head
    );
    // Everything that the page names is there, below the preview's own address.
    let style =
        preview.body.split("href=\"").find(|rest| rest.starts_with("static/") && rest.contains(".css")).unwrap();
    let style = style.split(['"', '?']).next().unwrap();
    assert_eq!(desk.get(&format!("/xem/{style}")).status, 200);
    for missing in [
        "/xem/site.yaml",
        "/xem/khong-co/",
        "/khong-co",
        "/nhap/7",
        "/nhap/1/xem/",
        "/cong-bo/x/xem",
        "/~congbo/ban/words.yaml",
    ] {
        assert_eq!(desk.get(missing).status, 404, "{missing}");
    }
}

#[test]
fn an_empty_folder_becomes_a_site() {
    let desk = Desk::empty();
    assert!(desk.page("/").contains("name=\"publisher\""));
    assert!(desk.page("/soat").contains("name=\"publisher\""), "without a site every part leads to its beginning");
    let folder = desk.at("Kho của xã");
    let named = |folder: &str, address: &str| {
        let fields = [("publisher", "UBND xã: Thọ Ngọc"), ("title", "KH&CN"), ("folder", folder), ("address", address)];
        desk.post("/bat-dau", &fields)
    };
    for (folder, address) in [("khcn", ""), (folder.to_str().unwrap(), "khcn.example.vn")] {
        let answer = named(folder, address);
        assert!(answer.status == 200 && answer.body.contains("role=\"alert\""), "{}", answer.body);
        assert!(answer.body.contains("UBND xã: Thọ Ngọc"), "what was typed stays");
    }
    assert!(!folder.exists());
    assert_eq!(named(folder.to_str().unwrap(), "https://khcn.thongoc.gov.vn/").location(), "/");
    let text = fs::read_to_string(folder.join("content/site.yaml")).unwrap();
    assert!(text.contains("name: \"UBND xã: Thọ Ngọc\"") || text.contains("name: 'UBND xã: Thọ Ngọc'"), "{text}");
    assert!(text.contains("base_url: https://khcn.thongoc.gov.vn/") && text.contains("khcn.thongoc.gov.vn,"), "{text}");
    let home = desk.page("/");
    assert!(home.contains("<h1>KH&amp;CN</h1>") && !home.contains("địa chỉ mẫu"), "{home}");
    assert_eq!(fs::read_to_string(desk.at("memory")).unwrap().trim(), folder.to_str().unwrap());
    let again = named(folder.to_str().unwrap(), "");
    assert!(again.body.contains("đã có một trang"), "{}", again.body);
}

#[test]
fn a_file_of_an_office_becomes_a_period_and_is_taken_back() {
    let desk = Desk::with(site);
    let drafted = desk.hand_over(&[("Báo cáo.txt", REPORT.as_bytes())]);
    let page = desk.page(&drafted);
    for read in ["12/BC-UBND", "6 tháng đầu năm", "Lê Văn An", "1221/QĐ-UBND", "Đủ từng chữ", "trồng 6 ha sen"]
    {
        assert!(page.contains(read), "{read}: {page}");
    }
    assert!(!desk.at("content/2022-h1").exists(), "nothing is written yet");
    let preview = desk.get(&format!("{drafted}/xem/bao-cao/2022-h1/bao-cao/"));
    assert!(preview.status == 200 && preview.body.contains("trồng 6 ha sen"), "{}", preview.body);
    let home = desk.act(&format!("{drafted}/ghi"), &[]);
    assert!(home.contains("Đã ghi") && home.contains("Hoàn tác") && home.contains("2022-h1"), "{home}");
    let report = desk.at("content/2022-h1/bao-cao.md");
    assert!(fs::read_to_string(&report).unwrap().contains("Quyết định số 1221/QĐ-UBND"));
    assert_eq!(desk.get(&drafted).status, 404, "it is done");
    let home = desk.act("/hoan-tac", &[]);
    assert!(home.contains("Đã hoàn tác") && !desk.at("content/2022-h1").exists(), "{home}");
}

#[test]
fn what_others_do_meanwhile_is_never_lost() {
    let desk = Desk::with(site);
    let drafted = desk.hand_over(&[("a.txt", REPORT.as_bytes())]);
    desk.page(&drafted);
    // Somebody writes the same report before her.
    let report = desk.at("content/2022-h1/bao-cao.md");
    write_file(&report, "---\nsummary: Của người khác\n---\n\nChữ.\n");
    let page = desk.act(&format!("{drafted}/ghi"), &[]);
    assert!(page.contains("role=\"alert\"") && page.contains("name=\"replaces\""), "{page}");
    assert!(fs::read_to_string(&report).unwrap().contains("Của người khác"));
    fs::remove_dir_all(desk.at("content/2022-h1")).unwrap();
    desk.page(&drafted);
    desk.act(&format!("{drafted}/ghi"), &[]);
    // And somebody edits what she wrote: that is not taken back over their head.
    let edited = fs::read_to_string(&report).unwrap() + "\nThêm.\n";
    fs::write(&report, &edited).unwrap();
    let page = desk.act("/hoan-tac", &[]);
    assert!(page.contains("role=\"alert\"") && page.contains("bao-cao.md"), "{page}");
    assert_eq!(fs::read_to_string(&report).unwrap(), edited);
}

#[test]
fn a_file_that_tells_no_period_is_asked_about() {
    let desk = Desk::with(site);
    let drafted = desk.hand_over(&[("a.txt", "BÁO CÁO\nKết quả trồng sen\n\nĐã trồng 6 ha.\n".as_bytes())]);
    let page = desk.page(&drafted);
    assert!(page.contains("Báo cáo này của kỳ nào?") && !page.contains("id=\"ghi\""), "{page}");
    let page = desk.act(&format!("{drafted}/sua"), &[("year", "2023"), ("part", "-q3"), ("name", "Trồng sen")]);
    assert!(page.contains("2023-q3/trong-sen.md"), "{page}");
    for (name, bytes) in [("a.pdf", &b"%PDF-1.4\n%%EOF\n"[..]), ("a.docx", b""), ("../../a.docx", b"PK\x03\x04")] {
        let refused = desk.page(&desk.hand_over(&[(name, bytes)]));
        assert!(refused.contains("Chưa nhập được") && !refused.contains("id=\"ghi\""), "{name}: {refused}");
    }
    let nothing = desk.post_bytes("/nhap", "multipart/form-data; boundary=x", b"--x--\r\n");
    assert!(desk.page(nothing.location()).contains("Chưa chọn tệp nào"));
}

#[test]
fn what_was_done_is_taken_back_also_tomorrow() {
    let desk = Desk::with(site);
    let before = fs::read(desk.at("content/site.yaml")).unwrap();
    desk.act("/cong-bo/them", &[("name", "noi-bo"), ("kind", "folder"), ("folder", "/srv/www")]);
    let drafted = desk.hand_over(&[("Báo cáo.txt", REPORT.as_bytes())]);
    desk.page(&drafted);
    desk.act(&format!("{drafted}/ghi"), &[]);
    let desk = desk.reopened();
    let number =
        |page: &str| page.split_once("name=\"number\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let home = desk.page("/");
    assert!(home.contains("Hoàn tác") && home.contains("Đã ghi"), "{home}");
    let shown = number(&home);
    let back = desk.act("/hoan-tac", &[("number", &shown)]);
    assert!(back.contains("Đã hoàn tác: Đã ghi") && !desk.at("content/2022-h1").exists(), "{back}");
    assert!(back.contains(": Đã thêm đích noi-bo</span>"), "the one before it is offered: {back}");
    // Pressed once more on the page that still shows the later one.
    desk.act("/hoan-tac", &[("number", &shown)]);
    assert_ne!(fs::read(desk.at("content/site.yaml")).unwrap(), before);
    let back = desk.act("/hoan-tac", &[("number", &number(&back))]);
    assert!(back.contains("Đã hoàn tác") && !back.contains("action=\"/hoan-tac\""), "{back}");
    assert_eq!(fs::read(desk.at("content/site.yaml")).unwrap(), before);
}

/// `name="start" value="12"` of the first finding of a code.
fn place_of(page: &str, code: &str) -> (String, String) {
    let after = |text: &str, name: &str| {
        let (_, rest) = text.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let form = page.split("action=\"/soat/de-nguyen\"").skip(1).find(|form| after(form, "code") == code).unwrap();
    (after(form, "file"), after(form, "start"))
}

fn with_mistakes(folder: &Path) {
    site(folder);
    let content = folder.join("content/2022-h1");
    write_file(&content.join("period.yaml"), "title: 6 tháng\nfrom: 2022-01-01\nto: 2022-06-30\n");
    // A letter of Iceland in place of ours, and lines as Windows ends them.
    write_file(
        &content.join("bao-cao.md"),
        "---\r\nsummary: Sơ kết # giữ\r\n---\r\n\r\nĐoạn một.\r\n\r\nÐề án theo Quyết định số 1221/QĐ-UBND.\r\n",
    );
}

#[test]
fn findings_are_mended_or_left_with_a_reason() {
    let desk = Desk::with(with_mistakes);
    let report = desk.at("content/2022-h1/bao-cao.md");
    let count = |page: &str| -> usize {
        page.split_once("data-count=\"").map_or(0, |(_, rest)| rest.split('"').next().unwrap().parse().unwrap())
    };
    let before = desk.page("/soat");
    assert!(before.contains("<mark>Ð") && before.contains("2022-h1/bao-cao.md"), "{before}");

    let page = desk.act("/soat/sua", &[("file", "2022-h1/bao-cao.md")]);
    assert!(count(&page) < count(&before), "the count goes down");
    let mended = fs::read_to_string(&report).unwrap();
    assert_eq!(
        mended,
        "---\r\nsummary: Sơ kết # giữ\r\n---\r\n\r\nĐoạn một.\r\n\r\nĐề án theo Quyết định số 1221/QĐ-UBND.\r\n"
    );

    let (file, start) = place_of(&page, "CB310");
    assert_eq!(file, "2022-h1/bao-cao.md");
    let fields = |reason| [("file", &*file), ("start", &*start), ("code", "CB310"), ("reason", reason)];
    let refused = desk.act("/soat/de-nguyen", &fields(" "));
    assert!(refused.contains("Cần ghi lý do") && fs::read_to_string(&report).unwrap() == mended);
    let left = desk.act("/soat/de-nguyen", &fields("chờ văn phòng tìm"));
    assert_eq!(count(&left) + 1, count(&page), "{left}");
    let comment = "<!-- congbo: bỏ qua CB310 vì chờ văn phòng tìm -->\r\n\r\nĐề án";
    assert_eq!(fs::read_to_string(&report).unwrap(), mended.replace("Đề án", comment));
    let back = desk.act("/hoan-tac", &[]);
    assert!(back.contains("Đã hoàn tác"));
    assert_eq!(fs::read_to_string(&report).unwrap(), mended);
    assert!(desk.page("/soat?loai=CB310").contains("aria-current=\"true\""));
    for wrong in [("file", "../site.yaml"), ("file", "2022-h1/khong-co.md")] {
        desk.act("/soat/sua", &[wrong]);
    }
}

#[test]
fn a_target_is_set_up_tried_and_published_to() {
    let desk = Desk::with(with_mistakes);
    assert!(desk.page("/cong-bo").contains("Chưa có đích công bố nào"));
    assert!(desk.page("/cong-bo/them").contains("name=\"kind\""));
    let wrong = desk.post("/cong-bo/them", &[("name", "x"), ("kind", "ftp"), ("host", "a:b@c")]);
    assert!(wrong.status == 200 && wrong.body.contains("Chưa thêm được"), "{}", wrong.body);
    let www = desk.at("Trang của xã");
    let folder = [("name", "noi-bo"), ("kind", "folder"), ("folder", www.to_str().unwrap())];
    let page = desk.act("/cong-bo/them", &folder);
    assert!(page.contains("Đã thêm đích noi-bo") && page.contains("Chưa công bố lần nào"), "{page}");
    assert!(fs::read_to_string(desk.at("content/site.yaml")).unwrap().starts_with("title: Kho mẫu # giữ\n"));
    assert!(desk.act("/cong-bo/0/thu", &[]).contains("Kết nối được"));
    assert!(!www.exists(), "trying changes nothing");

    let plan = finished(&desk, desk.post("/cong-bo/0/xem", &[]).location());
    assert!(plan.contains("/bao-cao/2022-h1/bao-cao/") && plan.contains("action=\"/cong-bo/0/chay\""), "{plan}");
    assert!(!www.exists());
    let done = finished(&desk, desk.post("/cong-bo/0/chay", &[]).location());
    assert!(done.contains("Đã công bố lên noi-bo") && done.contains("tất cả đúng"), "{done}");
    assert!(fs::read_to_string(www.join("bao-cao/2022-h1/bao-cao/index.html")).unwrap().contains("Đoạn một."));
    assert!(desk.page("/").contains("Mọi thứ đã công bố"));

    write_file(&desk.at("content/pages/moi.md"), "---\ntitle: Mới\n---\n\nChữ.\n");
    assert!(desk.page("/").contains("1 tệp nội dung mới"));
    fs::remove_file(desk.at("content/2022-h1/bao-cao.md")).unwrap();
    let plan = finished(&desk, desk.post("/cong-bo/0/xem", &[]).location());
    assert!(plan.contains("<code>/bao-cao/2022-h1/bao-cao/</code>") && plan.contains("Xin lưu ý"), "{plan}");
    finished(&desk, desk.post("/cong-bo/0/chay", &[]).location());
    assert!(!www.join("bao-cao/2022-h1/bao-cao/index.html").exists());
    assert!(desk.act("/cong-bo/0/quay-lai", &[]).contains("đã trở lại bản trước"));
    assert!(www.join("bao-cao/2022-h1/bao-cao/index.html").exists());
    assert_eq!(desk.post("/cong-bo/9/chay", &[]).status, 404);
}

/// The page of a publication once it has ended.
#[track_caller]
fn finished(desk: &Desk, address: &str) -> String {
    for _ in 0..600 {
        if desk.page("/cong-bo/tien-do").contains("\"ended\":true") {
            return desk.page(address);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the publication does not end");
}

#[test]
fn errors_forbid_publishing_and_are_said() {
    let desk = Desk::with(|folder| {
        with_mistakes(folder);
        let www = folder.join("www");
        let site = folder.join("content/site.yaml");
        let text =
            fs::read_to_string(&site).unwrap() + &format!("targets:\n  - {{ name: a, url: {} }}\n", www.display());
        fs::write(site, text).unwrap();
        write_file(&folder.join("content/2022-h1/models.yaml"), "- khong: co\n");
    });
    assert!(desk.page("/").contains("Còn lỗi thì chưa công bố được"));
    let said = finished(&desk, desk.post("/cong-bo/0/chay", &[]).location());
    assert!(said.contains("Còn lỗi trong nội dung") && !desk.at("www").exists(), "{said}");
    assert_eq!(desk.get("/xem/").location(), "/soat", "what cannot be shown yet is to be mended");
}

#[test]
fn a_zip_and_a_package_are_handed_over() {
    let desk = Desk::with(with_mistakes);
    assert!(desk.page("/nop").contains("ban-giao"));
    assert!(desk.act("/nop/zip", &[]).contains(".zip"));
    let files: Vec<PathBuf> = fs::read_dir(desk.at("ban-giao")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(fs::read(&files[0]).unwrap().starts_with(b"PK"), "{files:?}");
    assert!(desk.act("/nop/goi", &[("period", "2022-h1")]).contains("Đã đóng gói"));
    assert!(desk.at("ban-giao/goi-2022-h1/bagit.txt").is_file());
    let wrong = desk.post("/nop/goi", &[("period", "../../x")]);
    assert!(wrong.status == 200 && wrong.body.contains("role=\"alert\""), "{}", wrong.body);
}

#[test]
fn the_desk_is_closed_by_its_own_button() {
    let mut desk = Desk::with(site);
    assert!(desk.post("/dong", &[]).body.contains("Bàn làm việc đã đóng"));
    desk.thread.take().unwrap().join().unwrap();
    assert!(TcpStream::connect(desk.address).is_err());
    desk.thread = Some(std::thread::spawn(|| {}));
}

#[test]
fn the_desk_asks_before_it_closes_on_a_publication() {
    // A server that takes a call and says nothing.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let mut desk = Desk::with(|folder| {
        site(folder);
        let target = format!("targets:\n  - {{ name: trang-xa, url: \"ftp://127.0.0.1:{port}/www\" }}\n");
        let text = fs::read_to_string(folder.join("content/site.yaml")).unwrap() + &target;
        write_file(&folder.join("content/site.yaml"), &text);
    });
    desk.post("/cong-bo/0/chay", &[]);
    let asked = desk.post("/dong", &[]).body;
    assert!(asked.contains("đang chạy") && asked.contains("trang-xa"), "{asked}");
    assert_eq!(desk.get("/").status, 200, "it is open");
    assert!(desk.post("/dong", &[("stop", "1")]).body.contains("Bàn làm việc đã đóng"));
    desk.thread.take().unwrap().join().unwrap();
    desk.thread = Some(std::thread::spawn(|| {}));
}

/// What was read of a picture is what is published of it; that its file holds more must not look like somebody's change.
#[test]
fn a_report_with_a_picture_is_imported_again() {
    let desk = Desk::with(site);
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"Ao sen\"/><a:graphic><a:blip r:embed=\"i\"/></a:graphic>\
        </wp:inline></w:drawing></w:r></w:p>";
    let bytes = png(&[(b"tEXt", b"Author\0Lan")]);
    for words in ["Đã trồng 6 ha.", "Đã trồng 7 ha."] {
        let body = ["BÁO CÁO", "Kết quả trồng sen 6 tháng đầu năm 2022", words].map(p).concat() + picture;
        let word = Word::new(&body).picture("i", "image1.png", &bytes).bytes();
        let drafted = desk.hand_over(&[("a.docx", &word)]);
        desk.page(&drafted);
        desk.act(&format!("{drafted}/sua"), &[("replaces", "1")]);
        let home = desk.act(&format!("{drafted}/ghi"), &[]);
        assert!(home.contains("Đã ghi") && !home.contains("role=\"alert\""), "{home}");
    }
    let texts = fs::read_dir(desk.at("content/2022-h1")).unwrap().map(|entry| entry.unwrap().path());
    let reports: Vec<String> = texts.filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert!(reports.iter().any(|text| text.contains("7 ha")), "{reports:?}");
    assert_eq!(fs::read_dir(desk.at("content/2022-h1/files")).unwrap().count(), 1);
}

#[test]
fn the_real_site_is_shown_in_one_look() {
    let desk = Desk::with(|folder| copy_folder(Path::new("content"), &folder.join("content")));
    let home = desk.page("/");
    assert!(home.contains("2022-h1") && home.contains("Bản gốc để trống"), "{home}");
    desk.page("/soat");
    assert!(desk.get("/xem/bao-cao/2022-h1/bao-cao-khcn/").status == 200);
}

/// The places of a site as somebody typed them, with remarks and lines as Windows ends them.
const PLACES: &str = "\u{FEFF}# Các xã\r\n- id: xa-tho-son   # mã cũ\r\n  name: Thọ Sơn\r\n  kind: xa\r\n\r\n- id: xa-tho-ngoc\r\n  name:  'Thọ Ngọc'\r\n  kind: xa\r\n";
const MODELS: &str = "# Chưa phải là tất cả\n- id: sen\n  name: Trồng sen # như báo cáo\n  places: [xa-tho-ngoc]\n";

fn with_entries(folder: &Path) {
    with_mistakes(folder);
    write_file(&folder.join("content/places.yaml"), PLACES);
    write_file(&folder.join("content/2022-h1/models.yaml"), MODELS);
}

/// The fields of the form on a page, as a browser would send them untouched.
fn fields_of(page: &str) -> Vec<(String, String)> {
    let form = page.split_once("<form id=\"muc\"").unwrap().1;
    let form = form.split_once("</form>").unwrap().0;
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(unescaped(rest.split_once('"').unwrap().0))
    };
    let mut fields = Vec::new();
    for piece in form.split('<').skip(1) {
        let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
        let is_ticked = !tag.contains("type=\"checkbox\"") || tag.contains(" checked");
        match (tag.split(' ').next().unwrap_or_default(), value(tag, "name")) {
            ("input", Some(name)) if is_ticked && !tag.contains("type=\"file\"") => {
                fields.push((name, value(tag, "value").unwrap_or_default()));
            }
            ("textarea", Some(name)) => fields.push((name, unescaped(rest.strip_prefix('\n').unwrap_or(rest)))),
            ("select", Some(name)) => fields.push((name, String::new())),
            ("option", _) if tag.contains(" selected") => fields.last_mut().unwrap().1 = value(tag, "value").unwrap(),
            _ => {}
        }
    }
    fields
}

fn unescaped(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    signs.iter().fold(text.to_owned(), |text, (written, sign)| text.replace(written, sign))
}

impl Desk {
    /// Sends the form of a page as it is but for these fields.
    fn save(&self, page: &str, changed: &[(&str, &str)]) -> Answer {
        let mut fields = fields_of(page);
        for (name, value) in changed {
            match fields.iter_mut().rfind(|(known, _)| known == name) {
                Some((_, known)) => *known = (*value).to_owned(),
                None => fields.push(((*name).to_owned(), (*value).to_owned())),
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        self.post("/dien/muc", &fields)
    }

    /// Saves, and gives the page that is seen afterwards.
    #[track_caller]
    fn saved(&self, page: &str, changed: &[(&str, &str)]) -> String {
        let answer = self.save(page, changed);
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.page(answer.location())
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.at(&format!("content/{path}"))).unwrap()
    }
}

#[test]
fn an_entry_is_filled_in_and_every_other_byte_stays() {
    let desk = Desk::with(with_entries);
    let shelf = desk.page("/dien");
    for file in ["site.yaml", "registers.yaml", "2022-h1/models.yaml", "2022-h1/tasks.yaml", "2022-h1/bao-cao.md"] {
        assert!(shelf.contains(&format!("<code>{file}</code>")), "{file}: {shelf}");
    }
    assert!(desk.page("/").contains("/dien/tep?ten=2022-h1%2Fmodels.yaml"), "each period has its parts");
    let list = desk.page("/dien/tep?ten=places.yaml&tim=tho+ngoc");
    assert!(list.contains("Thọ Ngọc") && !list.contains("Thọ Sơn") && list.contains("1 trong 2"), "{list}");
    let form = desk.page("/dien/muc?ten=places.yaml&muc=1");
    let list = desk.saved(&form, &[]);
    assert!(list.contains("Không có gì thay đổi") && desk.text("places.yaml") == PLACES);
    let list = desk.saved(&form, &[("f.to", "ngày 30 tháng 6 năm 2025"), ("f.aliases.0", "xã Ngọc: cũ")]);
    assert!(list.contains("Đã ghi “Thọ Ngọc”"), "{list}");
    let aliases = "  aliases:\r\n    - \"xã Ngọc: cũ\"\r\n";
    assert_eq!(desk.text("places.yaml"), format!("{PLACES}{aliases}  to: 30/6/2025\r\n"));
    let back = desk.act("/hoan-tac", &[]);
    assert!(back.contains("Đã hoàn tác") && desk.text("places.yaml") == PLACES);

    let site = desk.text("site.yaml");
    let form = desk.page("/dien/muc?ten=site.yaml&muc=0");
    desk.saved(&form, &[("f.publisher.phone", "0237 3 123 456"), ("f.relative_urls", "on")]);
    assert_eq!(desk.text("site.yaml"), format!("{site}  phone: 0237 3 123 456\nrelative_urls: true\n"));
    let form = desk.page("/dien/muc?ten=2022-h1/period.yaml&muc=0");
    desk.saved(&form, &[("f.task_counts.approved", "Không")]);
    assert!(desk.text("2022-h1/period.yaml").ends_with("task_counts:\n  approved: Không\n"));
}

#[test]
fn a_new_entry_takes_its_id_from_its_name_and_its_references_from_their_names() {
    let desk = Desk::with(with_entries);
    let form = desk.page("/dien/muc?ten=2022-h1/models.yaml&muc=moi");
    let fields = [("f.name", "Nuôi cá: lồng"), ("f.places.0", "xã Thọ Sơn"), ("f.status", "nhan-rong")];
    let list = desk.saved(&form, &fields);
    assert!(list.contains("Đã thêm “Nuôi cá: lồng”") && list.contains("2 mục"), "{list}");
    let added = "\n- id: nuoi-ca-long\n  name: \"Nuôi cá: lồng\"\n  places: [xa-tho-son]\n  status: nhan-rong\n";
    let text = desk.text("2022-h1/models.yaml");
    assert!(text.starts_with(MODELS) && text.replace("\n    - xa-tho-son", " [xa-tho-son]").ends_with(added), "{text}");
    // Into a file that is not there yet; then on to the next.
    let form = desk.page("/dien/muc?ten=2022-h1/tasks.yaml&muc=moi");
    let fields = [("f.name", "Đề tài"), ("f.level", "tinh"), ("f.state", "chuyen-tiep"), ("tiep", "1")];
    let next = desk.save(&form, &fields);
    assert!(next.location().ends_with("muc=moi"));
    assert_eq!(desk.text("2022-h1/tasks.yaml"), "- id: de-tai\n  name: Đề tài\n  level: tinh\n  state: chuyen-tiep\n");
    let more = desk.save(&form, &[("f.name", "Giữ"), ("them", "documents")]);
    assert!(more.status == 200 && more.body.contains("f.documents.2") && more.body.contains("value=\"Giữ\""));
    let found = desk.page("/dien/goi-y?loai=noi&chu=tho+ngoc");
    assert!(found.contains("\"word\":\"xa-tho-ngoc\"") && found.contains("xã Thọ Ngọc"), "{found}");
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_not_written() {
    let desk = Desk::with(with_entries);
    let form = desk.page("/dien/muc?ten=places.yaml&muc=0");
    let refused = desk.save(&form, &[("f.to", "31/6/2025"), ("f.name", "Đã gõ")]);
    assert!(refused.status == 200 && refused.body.contains("role=\"alert\""), "{}", refused.body);
    let (_, at) = refused.body.split_once("id=\"f-to-said\"").unwrap();
    assert!(at.split_once("</div>").unwrap().0.contains("không phải là ngày"), "{at}");
    assert!(refused.body.contains("value=\"Đã gõ\"") && desk.text("places.yaml") == PLACES);
    let unknown = desk.page("/dien/muc?ten=2022-h1/models.yaml&muc=0");
    let refused = desk.save(&unknown, &[("f.places.0", "xa-khong-co")]);
    assert!(refused.body.contains("id=\"f-places-0-said\""), "{}", refused.body);
    // What breaks another place is written only by who says so.
    let refused = desk.save(&desk.page("/dien/muc?ten=places.yaml&muc=1"), &[("f.id", "xa-ngoc")]);
    assert!(refused.body.contains("hỏng") && refused.body.contains("name=\"chap_nhan\""), "{}", refused.body);
    assert_eq!(desk.text("places.yaml"), PLACES);
    desk.saved(&refused.body, &[("chap_nhan", "1")]);
    assert_eq!(desk.text("places.yaml"), PLACES.replace("id: xa-tho-ngoc", "id: xa-ngoc"));
    // And from the finding that this made, a click leads to the field.
    let mend = desk.page("/soat");
    let address = mend.split("href=\"").find(|rest| rest.contains("o=places.0")).unwrap().split('"').next().unwrap();
    let form = desk.page(&address.replace("&amp;", "&"));
    assert!(
        form.split_once("name=\"f.places.0\"").unwrap().1.split('>').next().unwrap().contains("autofocus"),
        "{form}"
    );
}

#[test]
fn two_who_write_at_once_are_shown_each_other() {
    let desk = Desk::with(with_entries);
    let form = desk.page("/dien/muc?ten=places.yaml&muc=1");
    let others =
        PLACES.replace("# Các xã\r\n", "- id: xa-moi\r\n  name: Mới\r\n  kind: xa\r\n").replace("'Thọ Ngọc'", "Ngọc");
    write_file(&desk.at("content/places.yaml"), &others);
    // Another field of the same entry, which has moved meanwhile.
    desk.saved(&form, &[("f.from", "1/1/2000")]);
    assert_eq!(desk.text("places.yaml"), format!("{others}  from: 1/1/2000\r\n"));
    // The same field: neither is lost before she has seen both.
    let conflict = desk.save(&form, &[("f.name", "Thọ Ngọc 2")]);
    assert!(conflict.status == 200 && conflict.body.contains("role=\"alert\""), "{}", conflict.body);
    let at = conflict.body.split_once("id=\"f-name-said\"").unwrap().1.split_once("</div>").unwrap().0;
    assert!(at.contains("Ngọc") && conflict.body.contains("value=\"Thọ Ngọc 2\""), "{at}");
    desk.saved(&conflict.body, &[]);
    assert_eq!(desk.text("places.yaml"), format!("{others}  from: 1/1/2000\r\n").replace(" Ngọc\r", " Thọ Ngọc 2\r"));
    let form = desk.page("/dien/muc?ten=places.yaml&muc=2");
    write_file(&desk.at("content/places.yaml"), "- id: xa-tho-son\n  name: Thọ Sơn\n  kind: xa\n");
    let gone = desk.save(&form, &[("f.name", "Khác")]);
    assert!(gone.body.contains("bị người khác bỏ") && gone.body.contains("value=\"Khác\""), "{}", gone.body);
}

#[test]
fn an_entry_is_taken_out_after_it_was_said_what_names_it() {
    let desk = Desk::with(with_entries);
    let ask = desk.page("/dien/bo?ten=places.yaml&muc=1");
    assert!(ask.contains("2022-h1/models.yaml") && ask.contains("xa-tho-ngoc"), "{ask}");
    let kept = ask.split_once("name=\"goc\" value=\"").unwrap().1.split('"').next().unwrap();
    let fields = [("ten", "places.yaml"), ("muc", "1"), ("goc", &unescaped(kept))];
    let list = desk.act("/dien/bo", &fields);
    assert!(list.contains("Đã bỏ “Thọ Ngọc”") && list.contains("1 mục"), "{list}");
    assert_eq!(desk.text("places.yaml"), PLACES.split("\r\n- id: xa-tho-ngoc").next().unwrap());
    assert!(desk.act("/dien/bo", &fields).contains("role=\"alert\""), "it is gone already");
    desk.act("/hoan-tac", &[]);
    assert_eq!(desk.text("places.yaml"), PLACES);
}

#[test]
fn only_files_that_were_read_are_filled_in() {
    let desk = Desk::with(with_entries);
    for name in ["../site.yaml", "/etc/passwd", "khong-co.yaml", "2022-h2/models.yaml", "2022-h1/files/a.yaml", ""] {
        let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        for page in ["tep", "muc", "bo"] {
            assert_eq!(desk.get(&format!("/dien/{page}?ten={name}&muc=0")).status, 404, "{page} {name}");
        }
        let fields = [("ten", &*name), ("muc", "moi"), ("f.name", "x")];
        assert_eq!(desk.post("/dien/muc", &fields).status, 404, "{name}");
        assert_eq!(desk.post("/viet/thu", &fields).status, 404, "{name}");
    }
    assert_eq!(desk.get("/dien/muc?ten=places.yaml&muc=9").status, 404);
}

#[test]
fn a_report_is_written_beside_its_page() {
    let desk = Desk::with(with_entries);
    let before = desk.text("2022-h1/bao-cao.md");
    let form = desk.page("/dien/muc?ten=2022-h1/bao-cao.md&muc=0");
    assert!(form.contains("src=\"/xem/bao-cao/2022-h1/bao-cao/\"") && form.contains("name=\"f.summary\""), "{form}");
    let text = "\nĐoạn một.\n\n## Mới\n\nĐã làm xong.\n";
    let mut fields = fields_of(&form);
    fields.iter_mut().find(|(name, _)| name == "than").unwrap().1 = text.to_owned();
    let typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let sketch: serde_json::Value = serde_json::from_str(&desk.post("/viet/thu", &typed).body).unwrap();
    let page = desk.page(sketch["address"].as_str().unwrap());
    assert!(page.contains("Đã làm xong.") && page.contains("Mới"), "{page}");
    assert_eq!(desk.text("2022-h1/bao-cao.md"), before, "nothing is written");
    let page = desk.saved(&form, &[("than", text), ("f.place", "Thọ Ngọc")]);
    assert!(page.contains("Đã ghi “Sơ kết”"), "{page}");
    let head = "---\r\nplace: Thọ Ngọc\r\nsummary: Sơ kết # giữ\r\n---\r\n";
    assert_eq!(desk.text("2022-h1/bao-cao.md"), format!("{head}{}", text.replace('\n', "\r\n")));
    // Two who write the same text.
    let others = desk.text("2022-h1/bao-cao.md").replace("Đã làm", "Chưa làm");
    write_file(&desk.at("content/2022-h1/bao-cao.md"), &others);
    let conflict = desk.save(&page, &[("than", "\nCủa tôi.\n")]);
    assert!(conflict.body.contains("Của tôi.") && conflict.body.contains("Chưa làm"), "{}", conflict.body);
    assert_eq!(desk.text("2022-h1/bao-cao.md"), others);
    desk.saved(&conflict.body, &[]);
    assert_eq!(desk.text("2022-h1/bao-cao.md"), format!("{head}\r\nCủa tôi.\r\n"));
}

#[test]
fn a_file_is_put_beside_its_entry_and_over_no_other() {
    let desk = Desk::with(with_entries);
    let form = desk.page("/dien/muc?ten=2022-h1/bao-cao.md&muc=0");
    let hand_over = |form: &str, bytes: &[u8]| {
        let mut body = Vec::new();
        for (name, value) in fields_of(form) {
            body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let head = "--x\r\nContent-Disposition: form-data; name=\"tep.files\"; filename=\"../Biên bản.PDF\"\r\n\r\n";
        body.extend([head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat());
        desk.post_bytes("/dien/muc", "multipart/form-data; boundary=x", &body)
    };
    let pdf = |number: u8| [b"%PDF-1.4\n%", &[b'0' + number][..], b"\n%%EOF\n"].concat();
    assert_eq!(hand_over(&form, &pdf(1)).status, 303);
    assert_eq!(fs::read(desk.at("content/2022-h1/files/bien-ban.pdf")).unwrap(), pdf(1));
    assert!(desk.text("2022-h1/bao-cao.md").contains("files:\r\n  - bien-ban.pdf\r\n"));
    let form = desk.page("/dien/muc?ten=2022-h1/bao-cao.md&muc=0");
    assert_eq!(hand_over(&form, &pdf(2)).status, 303);
    assert_eq!(fs::read(desk.at("content/2022-h1/files/bien-ban.pdf")).unwrap(), pdf(1));
    assert_eq!(fs::read(desk.at("content/2022-h1/files/bien-ban-2.pdf")).unwrap(), pdf(2));
    desk.act("/hoan-tac", &[]);
    assert!(!desk.at("content/2022-h1/files/bien-ban-2.pdf").exists());
}
