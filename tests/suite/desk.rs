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
fn the_real_site_is_shown_in_one_look() {
    let desk = Desk::with(|folder| copy_folder(Path::new("content"), &folder.join("content")));
    let home = desk.page("/");
    assert!(home.contains("2022-h1") && home.contains("Bản gốc để trống"), "{home}");
    desk.page("/soat");
    assert!(desk.get("/xem/bao-cao/2022-h1/bao-cao-khcn/").status == 200);
}
