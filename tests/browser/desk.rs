//! The walk of a clerk at the desk: an empty folder, a site, a Word file, a finding, a target, the public site. By mouse and keyboard
//! alone, and counted.

use std::cell::Cell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::access;
use crate::driver::{Browser, Looks, PHONE};
use crate::word::{Word, p, table};

/// A laptop of an office.
const OFFICE: Looks = Looks { width: 1366, scheme: "light" };

/// `congbo desk`, ended with the test.
struct Desk {
    program: Child,
    url: String,
}

impl Desk {
    /// Starts the program in a folder, which is also its user's home.
    fn start(folder: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_congbo"))
            .args(["desk", "--no-open", "--port", "0", "--lang", "vi"])
            .current_dir(folder)
            .env("HOME", folder)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(program.stderr.take().unwrap()).lines();
        let line = said.next().unwrap().unwrap();
        let url = line.split(' ').find(|word| word.starts_with("http://")).unwrap().to_owned();
        // What it says later must not find the pipe closed.
        std::thread::spawn(move || said.for_each(drop));
        Self { program, url }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Whoever sits there, with what she has done so far.
struct Clerk<'b> {
    browser: &'b Browser,
    axe: String,
    clicks: Cell<usize>,
    fields: Cell<usize>,
}

impl Clerk<'_> {
    #[track_caller]
    fn click(&self, selector: &str) {
        self.browser.click(selector);
        self.clicks.set(self.clicks.get() + 1);
    }

    #[track_caller]
    fn fill(&self, selector: &str, words: &str) {
        self.browser.type_into(selector, words);
        self.fields.set(self.fields.get() + 1);
    }

    /// Waits for words on the page, and lets axe look at it.
    #[track_caller]
    fn sees(&self, words: &str) {
        let words = serde_json::Value::from(words);
        self.browser.wait(
            &words.to_string(),
            &format!("return document.readyState === 'complete' && document.body.innerText.includes({words});"),
        );
        access::check_page(self.browser, &self.axe);
    }
}

/// A table of cells whose lines are paragraphs.
fn rows(rows: &[&[&str]]) -> String {
    let cell = |cell: &&str| cell.lines().map(p).collect::<String>();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    table(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// A report as Word writes it, over several pages, with a table.
fn report() -> Vec<u8> {
    let mut body = rows(&[
        &["ỦY BAN NHÂN DÂN\nXÃ THỌ NGỌC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        &["Số: 12/BC-UBND", "Thọ Ngọc, ngày 05 tháng 7 năm 2022"],
    ]);
    body += &["BÁO CÁO", "Kết quả công tác khoa học và công nghệ 6 tháng đầu năm 2022", "I. Kết quả"].map(p).concat();
    body +=
        &p("Thực hiện Quyết định số 1221/QĐ-UBND ngày 07/4/2020 của Chủ tịch UBND tỉnh, xã đã triển khai các mô hình.");
    for number in 1..40 {
        body += &p(&format!("Hộ thứ {number} đã trồng sen theo hướng dẫn của cán bộ khuyến nông, kết quả tốt."));
    }
    body += &rows(&[&["Mô hình", "Diện tích (ha)"], &["Trồng sen", "6"], &["Nuôi cá", "2,5"], &["Tổng", "9"]]);
    body += &["II. Phương hướng", "- Mở rộng mô hình trồng sen.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn An"]
        .map(p)
        .concat();
    Word::new(&body).bytes()
}

#[test]
fn a_clerk_goes_from_an_empty_folder_to_a_public_site() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("Báo cáo 6 tháng.docx");
    fs::write(&file, report()).unwrap();
    let desk = Desk::start(place.path());
    let browser = Browser::start(OFFICE);
    let clerk = Clerk { browser: &browser, axe: access::axe(), clicks: Cell::new(0), fields: Cell::new(0) };

    browser.open(&desk.url);
    clerk.sees("Bắt đầu một kho lưu trữ");
    assert!(!browser.address().contains("khoa="), "the secret is not left in the address");
    clerk.fill("#publisher", "UBND xã Thọ Ngọc");
    clerk.fill("#address", "https://khcn.thongoc.gov.vn/");
    clerk.click("form[action='/bat-dau'] button");
    clerk.sees("Chưa có kỳ báo cáo nào");
    let content = place.path().join("khcn/content");
    assert!(content.join("site.yaml").is_file());

    clerk.click("a[href='/nhap']");
    clerk.sees("Chọn tệp hoặc thả vào đây");
    clerk.fill("#files", file.to_str().unwrap());
    clerk.click("form[action='/nhap'] button");
    clerk.sees("Đủ từng chữ");
    assert!(!content.join("2022-h1").exists());
    let inside = "const page = document.querySelector('iframe').contentDocument; \
                  return page.readyState === 'complete' && page.body.innerText.includes('Hộ thứ 39');";
    browser.wait("the page within the page", inside);
    clerk.click("#ghi button");
    clerk.sees("Đã ghi");
    assert!(content.join("2022-h1/bao-cao.md").is_file());

    let findings =
        || browser.run("return +(document.querySelector('[data-count]')?.dataset.count ?? 0);").as_u64().unwrap();
    clerk.click("nav a[href='/soat']");
    clerk.sees("Soát lỗi");
    let at_first = findings();
    assert!(at_first > 0, "the sum of the table is wrong, and more");
    for dealt_with in 1..=at_first.min(2) {
        clerk.click("details.why:has([name=reason]) summary");
        clerk.fill("[name=reason]", "bản gốc viết như vậy");
        clerk.click("details[open] form button");
        clerk.sees("Đã để nguyên");
        assert_eq!(findings(), at_first - dealt_with);
    }

    clerk.click("a.brand");
    clerk.sees("Thông tin của kỳ");
    clerk.click("a[href^='/dien/tep'][href$='models.yaml']");
    clerk.sees("Thêm mục");
    clerk.click("a.button[href$='muc=moi']");
    clerk.sees("Tên mô hình");
    clerk.fill("#f-name", "Nuôi cá lồng");
    clerk.fill("#f-hectares", "hai");
    clerk.click(".save-line .button");
    clerk.sees("Chưa ghi");
    browser.run("document.querySelector('#f-hectares').value = '';");
    clerk.fill("#f-hectares", "2,5");
    clerk.click(".save-line .button");
    clerk.sees("Đã thêm “Nuôi cá lồng”");
    assert!(
        fs::read_to_string(content.join("2022-h1/models.yaml"))
            .unwrap()
            .contains("name: Nuôi cá lồng\n  hectares: 2,5")
    );

    clerk.click("nav a[href='/cong-bo']");
    clerk.sees("Chưa có đích công bố nào");
    clerk.click("a[href='/cong-bo/them']");
    clerk.sees("Thêm đích công bố");
    let www = place.path().join("www");
    clerk.fill("#name", "trang-xa");
    clerk.fill("#folder", www.to_str().unwrap());
    clerk.click("form[action='/cong-bo/them'] button");
    clerk.sees("Đã thêm đích trang-xa");
    clerk.click("form[action='/cong-bo/0/xem'] button");
    clerk.sees("Sẽ thay đổi gì ở trang-xa");
    clerk.click("form[action='/cong-bo/0/chay'] button");
    clerk.sees("Đã công bố lên trang-xa");
    clerk.sees("tất cả đúng");
    assert!(fs::read_to_string(www.join("bao-cao/2022-h1/bao-cao/index.html")).unwrap().contains("Hộ thứ 39"));
    let verified = Command::new(env!("CARGO_BIN_EXE_congbo")).arg("verify").arg(&www).status().unwrap();
    assert!(verified.success());

    clerk.click("a.brand");
    clerk.sees("Mọi thứ đã công bố");
    browser.look(PHONE);
    let base = desk.url.split("/?").next().unwrap();
    let forms = [
        "tep?ten=issuers.yaml",
        "muc?ten=site.yaml&muc=0",
        "muc?ten=2022-h1/bao-cao.md&muc=0",
        "bo?ten=issuers.yaml&muc=0",
    ];
    let forms = forms.map(|form| format!("/dien/{form}"));
    let parts = ["/", "/nhap", "/dien", "/soat", "/cong-bo", "/cong-bo/them", "/nop"].map(str::to_owned);
    for part in parts.iter().chain(&forms) {
        browser.open(&format!("{base}{part}"));
        clerk.sees("Bàn làm việc");
    }
    // Scripts of the site do not run within the desk, which the browser mentions.
    let mut complaints = browser.complaints();
    complaints.retain(|complaint| !complaint.contains("/xem/"));
    assert!(complaints.is_empty(), "{complaints:#?}");
    let (clicks, fields) = (clerk.clicks.get(), clerk.fields.get());
    eprintln!("from an empty folder to a public site: {clicks} clicks, {fields} fields");
    assert!(clicks <= 23 && fields <= 11, "{clicks} clicks, {fields} fields");
}

#[test]
fn what_the_desk_asks_can_be_done_by_keyboard_alone_and_without_scripts() {
    let place = tempfile::tempdir().unwrap();
    let desk = Desk::start(place.path());
    let browser = Browser::start(OFFICE);
    browser.scripts(false);
    browser.open(&desk.url);
    let (tab, enter) = ("\u{E004}", "\u{E007}");
    // The way past the head, the brand, the button that closes, the place, then the office.
    for _ in 0..5 {
        browser.press(tab);
    }
    for letter in "UBND xã".chars() {
        browser.press(&letter.to_string());
    }
    browser.press(enter);
    assert!(browser.text("main").contains("Chưa có kỳ báo cáo nào"), "{}", browser.text("main"));
    assert!(place.path().join("khcn/content/site.yaml").is_file());
}
