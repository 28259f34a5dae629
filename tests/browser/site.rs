//! The sites under test: the real one, and a sample with twelve periods, each as published and as opened from a folder.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

/// A built site.
pub struct Site {
    folder: TempDir,
}

/// The project's own content, as it is published.
pub static REAL: LazyLock<Site> = LazyLock::new(|| Site::build(&real_content(), false));
/// The project's own content, to be opened from a folder.
pub static REAL_FOLDER: LazyLock<Site> = LazyLock::new(|| Site::build(&real_content(), true));
/// The sample with twelve periods, as it is published.
pub static SAMPLE: LazyLock<Site> = LazyLock::new(|| Site::build(&sample_content(), false));
/// The sample, to be opened from a folder.
pub static SAMPLE_FOLDER: LazyLock<Site> = LazyLock::new(|| Site::build(&sample_content(), true));

impl Site {
    /// Builds a content folder with the program itself.
    fn build(content: &[(String, String)], relative: bool) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (path, text) in content {
            let path = folder.path().join("content").join(path);
            std::fs::create_dir_all(path.parent().expect("files lie in a folder")).expect("folders can be made");
            std::fs::write(path, text).expect("files can be written");
        }
        let site_file = folder.path().join("content/site.yaml");
        let site = std::fs::read_to_string(&site_file).expect("every content has a site.yaml");
        std::fs::write(site_file, format!("{site}\nrelative_urls: {relative}\n")).expect("files can be written");
        let built = Command::new(env!("CARGO_BIN_EXE_congbo"))
            .args(["build", "--lang", "en", "--date", "2026-11-01"])
            .current_dir(folder.path())
            .output()
            .expect("congbo runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        Self { folder }
    }

    /// The site's folder.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// The `file:` address of one of its files.
    pub fn file_address(&self, path: &str) -> String {
        format!("file://{}", self.folder().join(path).display())
    }
}

/// The page kinds of the sample, by address.
pub const KINDS: [&str; 17] = [
    "",
    "ky/2022-h1/",
    "bao-cao/2022-h1/bao-cao/",
    "van-ban/",
    "van-ban/loai/quyet-dinh/",
    "van-ban/ubnd-tinh-mau/qd-ubnd/2020/100/",
    "mo-hinh/",
    "mo-hinh/cay-sen/",
    "nhiem-vu/",
    "xa/",
    "xa/xa-mau-son/",
    "tim-kiem/",
    "du-lieu/",
    "de-trong/",
    "viec-de-ra/",
    "gioi-thieu/",
    "404.html",
];

fn real_content() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("the content can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&root).expect("it lies inside").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(entry.path()).expect("the content is text");
            files.push((path, text));
        }
    }
    files
}

const HALVES: [(&str, &str, &str, &str); 2] =
    [("h1", "6 tháng đầu năm", "01-01", "06-30"), ("h2", "6 tháng cuối năm", "07-01", "12-31")];

/// Six years of an invented district, plainly called a sample.
fn sample_content() -> Vec<(String, String)> {
    let mut files = vec![
        ("site.yaml".to_owned(), SITE.to_owned()),
        ("issuers.yaml".to_owned(), ISSUERS.to_owned()),
        ("places.yaml".to_owned(), PLACES.to_owned()),
        ("pages/gioi-thieu.md".to_owned(), ABOUT.to_owned()),
    ];
    let mut number = 0;
    for year in 2019..=2024 {
        for (half, title, from, to) in HALVES {
            let id = format!("{year}-{half}");
            let mut file = |name: &str, text: String| files.push((format!("{id}/{name}"), text));
            file("period.yaml", period(year, title, from, to, number));
            file("models.yaml", models(number));
            file("tasks.yaml", tasks(number));
            file("legal.yaml", legal(year, number));
            file("bao-cao.md", report(year, title, number));
            number += 1;
        }
    }
    files
}

fn period(year: u32, title: &str, from: &str, to: &str, number: u32) -> String {
    let mut text = format!(
        "title: {title} {year}\nfrom: {year}-{from}\nto: {year}-{to}\nindicators:\n  \
         - id: dien-tich\n    name: Diện tích mô hình\n    value: {}\n    unit: ha\n  \
         - id: so-ho\n    name: Số hộ tham gia\n    value: {}\n  - id: chua-ro\n    name: Doanh thu\n\
         task_counts:\n  approved: {}\n  continued: Không\n  accepted: 1\n  grade: Khá\n\
         promises:\n  - id: viec-{number}\n    title: Hướng dẫn {} doanh nghiệp áp dụng công nghệ mới\n    \
         section: bao-cao#muc-ii\n",
        10 + number,
        40 + 3 * (number % 4),
        1 + number % 3,
        number + 2,
    );
    if number % 3 == 1 {
        let before = number - 1;
        let promised = if number.is_multiple_of(2) { format!("{}-h2", year - 1) } else { format!("{year}-h1") };
        let _ = write!(
            text,
            "outcomes:\n  - promise: {promised}/viec-{before}\n    state: mot-phan\n    note: Đã hướng dẫn một nửa.\n"
        );
    }
    text
}

/// Lotus skips two periods, the vineyard ends in the sixth, the orchard begins in the fourth.
fn models(number: u32) -> String {
    let mut text = String::new();
    let mut model = |id: &str, name: &str, place: &str, hectares: u32, status: &str| {
        let _ = write!(
            text,
            "- id: {id}\n  name: {name}\n  field: Trồng trọt\n  places: [{place}]\n  hectares: {hectares}\n  \
             households: {}\n  status: {status}\n",
            5 + number
        );
    };
    if !(4..6).contains(&number) {
        model("cay-sen", "Mô hình trồng cây sen", "xa-mau-ngoc", 4 + number, "dang-trien-khai");
    }
    if number <= 5 {
        let status = if number == 5 { "da-ket-thuc" } else { "dang-trien-khai" };
        model("cay-nho", "Mô hình trồng cây nho", "xa-mau-son", 3, status);
    }
    if number >= 3 {
        model("cay-cam", "Mô hình trồng cây cam ứng dụng tưới phun mưa", "xa-mau-son", 2 + number, "nhan-rong");
    }
    text
}

fn tasks(number: u32) -> String {
    let state = ["moi-phe-duyet", "chuyen-tiep", "da-nghiem-thu"][number as usize % 3];
    format!(
        "- id: nhiem-vu-{}\n  name: Ứng dụng chế phẩm sinh học đợt {}\n  form: đề tài\n  level: co-so\n  state: {state}\n  \
         funding: 350 triệu đồng\n  host: Phòng Kinh tế và Hạ tầng\n",
        number / 3,
        number / 3 + 1
    )
}

fn legal(year: u32, number: u32) -> String {
    let mut text = String::new();
    for step in 0..6 {
        let designation = 100 * (number + 1) + step;
        // The document number 100 of 2020 is the one the walks visit.
        let designation = if year == 2020 && number == 2 && step == 0 { 100 } else { designation };
        let _ = write!(
            text,
            "- designation: {designation}/QĐ-UBND\n  date: {year}-0{}-12\n  issuer: ubnd-tinh-mau\n  issued_by: Chủ tịch UBND tỉnh\n  \
             title: phê duyệt Kế hoạch số {step} về truy xuất nguồn gốc sản phẩm và quản lý chất lượng, năm {year}\n  \
             effective_from: {year}-0{}-20\n  fields: [chất lượng]\n",
            2 + number % 2 * 6,
            2 + number % 2 * 6,
        );
        if step == 1 && number > 3 {
            let _ = writeln!(text, "  replaces: [ubnd-tinh-mau {}/QĐ-UBND]", 100 * (number - 1) + 1);
        }
    }
    text
}

fn report(year: u32, title: &str, number: u32) -> String {
    let (designation, date) = match number % 4 {
        0 => ("/BC-UBND".to_owned(), format!("date_written: ngày tháng năm {year}")),
        _ => (format!("{}/BC-UBND", 20 + number), format!("date: {year}-0{}-25", 6 + number % 2 * 3)),
    };
    let first = if number == 2 { 100 } else { 100 * (number + 1) };
    let day = 2 + number % 2 * 6;
    format!(
        "---\ntitle: Báo cáo KH&CN {title} {year}\nissuer: ubnd-huyen-mau\ndesignation: {designation}\nplace: Mẫu\n{date}\n\
         summary: Sơ kết công tác quản lý khoa học và công nghệ {title} năm {year}\naddressees: [Sở Khoa học và Công nghệ tỉnh Mẫu]\n\
         recipients: [Như trên;, 'Lưu: VT, KTHT.']\nsignatures:\n  - authority: [KT. CHỦ TỊCH, PHÓ CHỦ TỊCH]\n    name: Nguyễn Văn Mẫu\n---\n\
         ## I. Kết quả thực hiện\n\n### 1. Văn bản\n\n\
         Thực hiện Quyết định số {first}/QĐ-UBND ngày 12/0{day}/{year} của Chủ tịch UBND tỉnh, huyện đã triển khai tới các xã.\n\n\
         Theo Điều 3 Quyết định số 100/QĐ-UBND ngày 12/02/2020 của Chủ tịch UBND tỉnh, việc kiểm tra được làm hằng quý.\n\n\
         ### 2. Mô hình\n\n- Mô hình trồng cây sen tại xã Mẫu Ngọc;\n\n- Mô hình trồng cây cam ứng dụng tưới phun mưa tại xã Mẫu Sơn.\n\n\
         | Mô hình | Diện tích (ha) |\n| --- | ---: |\n| Cây sen | {} |\n| Cây cam | {} |\n\n\
         ## II. Phương hướng\n\n- Hướng dẫn {} doanh nghiệp áp dụng công nghệ mới.\n",
        4 + number,
        2 + number,
        number + 2,
    )
}

const SITE: &str = "title: Kho tư liệu mẫu huyện Mẫu
description: Trang mẫu để thử giao diện, không phải tư liệu thật.
base_url: https://example.gov.vn/
publisher:
  name: Ủy ban nhân dân huyện Mẫu
  address: Số 1, đường Mẫu
  email: mau@example.gov.vn
place: huyen-mau
license: CC-BY-4.0
";

const ISSUERS: &str = "- id: ubnd-tinh-mau
  name: Ủy ban nhân dân tỉnh Mẫu
  aliases: [UBND tỉnh, Chủ tịch UBND tỉnh]
  level: tinh
- id: ubnd-huyen-mau
  name: Ủy ban nhân dân huyện Mẫu
  aliases: [UBND huyện]
  level: huyen
  place: huyen-mau
";

const PLACES: &str = "- id: huyen-mau
  name: Mẫu
  kind: huyen
- id: xa-mau-son
  name: Mẫu Sơn
  kind: xa
  within: huyen-mau
  to: 2025-06-30
  successors: [xa-mau-binh]
- id: xa-mau-ngoc
  name: Mẫu Ngọc
  kind: xa
  within: huyen-mau
- id: xa-mau-binh
  name: Mẫu Bình
  kind: xa
  from: 2025-07-01
";

const ABOUT: &str = "---
title: Giới thiệu
description: Trang mẫu.
---
## Về trang này

Đây là trang mẫu, có [đường dẫn](/van-ban/) và một bảng.

| Cột | Giá trị |
| --- | --- |
| Một | 1 |
";
