//! The record of a handover: a page for readers, a list of all that was taken and left, and a list of hashes that can be checked.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::account::{Account, Line};
use super::thing::Why;
use crate::import::yaml::Fields;
use crate::source::SourcePath;
use trichdan::calendar::short;
use trichdan::text::one_line;

/// The list of all that was taken and left, and that of the files' hashes: at the site's root, so that whoever reads the page can check it.
const LIST: &str = "root/ban-giao.txt";
pub const HASHES: &str = "root/ban-giao-sha256.txt";

/// The texts of the record by their paths; but for the hashes, which are known once all files are.
pub fn record(account: &Account) -> BTreeMap<SourcePath, String> {
    let path = |path: &str| SourcePath::new(path).expect("made of fixed names and a slug");
    BTreeMap::from([(path(&format!("pages/{}.md", account.page)), page(account)), (path(LIST), list(account))])
}

fn whence(account: &Account) -> String {
    let Account { title, address, .. } = account;
    let whose = account.body.as_deref().map(|body| format!(" của {body}")).unwrap_or_default();
    format!("kho lưu trữ \"{title}\"{whose} ({address})")
}

/// The units that the heir was made of, behind its name: ` (lập từ xã Thọ Ngọc, xã Thọ Tiến)`.
pub fn made_of(account: &Account) -> String {
    match account.forerunners.as_slice() {
        [] => String::new(),
        units => format!(" (lập từ {})", units.join(", ")),
    }
}

fn page(account: &Account) -> String {
    let Account { heir, keeper, address, .. } = account;
    let front = Fields::new()
        .text("title", &format!("Bàn giao phần kho lưu trữ về {heir}"))
        .text("description", "Trang này lấy gì từ kho lưu trữ nào, để lại gì và vì sao.");
    let made_of = made_of(account);
    let mut text = format!("---\n{}---\n\n", front.write());
    let _ = write!(
        text,
        "Đây là phần liên quan đến {heir}{made_of}, lấy từ {} ngày {}, do {keeper} giữ. Xem [kho đầy đủ](<{address}>).\n\n",
        whence(account),
        short(account.day),
    );
    text.push_str(
        "Báo cáo được lấy nguyên vẹn và vẫn là của cơ quan đã ban hành; mỗi mục giữ nguyên từng chữ; địa chỉ của từng trang giữ như \
         ở kho đầy đủ. Mô hình, nhiệm vụ, dòng sổ không nói về đơn vị nào thì là của chung, nên được lấy.\n\n",
    );
    text.push_str("| | Lấy | Để lại | Vì sao để lại |\n| --- | ---: | ---: | --- |\n");
    for Line { kind, taken, left } in &account.lines {
        let why = if left.is_empty() { String::new() } else { kind.why_left().vi };
        let _ = writeln!(text, "| {} | {} | {} | {why} |", kind.name().vi, taken.len(), left.len());
    }
    if !account.cut.is_empty() {
        let _ = write!(
            text,
            "\n{} con số của kỳ không còn dẫn về các mô hình cộng thành, vì có mô hình để lại; con số giữ nguyên.\n",
            account.cut.len()
        );
    }
    text.push_str(
        "\nTên từng mục được lấy và để lại, kèm lý do: `ban-giao.txt`; mã SHA-256 của từng tệp: `ban-giao-sha256.txt`, đều ở gốc của trang này.\n",
    );
    text
}

fn list(account: &Account) -> String {
    let Account { heir, keeper, .. } = account;
    let mut text = format!(
        "Bàn giao phần kho lưu trữ về {heir} cho {keeper}\nTừ {}\nNgày {}\n",
        whence(account),
        short(account.day)
    );
    for Line { kind, taken, left } in &account.lines {
        let _ = writeln!(text, "\n{}: lấy {}, để lại {}", kind.name().vi, taken.len(), left.len());
        for (name, why) in taken {
            let why = why.map(|why| format!(" [{}]", reason(why))).unwrap_or_default();
            let _ = writeln!(text, "  + {}{why}", one_line(name));
        }
        for name in left {
            let _ = writeln!(text, "  - {} [{}]", one_line(name), kind.why_left().vi);
        }
    }
    if !account.cut.is_empty() {
        text.push_str("\nCon số không còn dẫn về mô hình (bỏ `models` của con số trong tệp, vì có mô hình để lại)\n");
        account.cut.iter().for_each(|(path, figure)| _ = writeln!(text, "  {path}: {figure}"));
    }
    text
}

/// Why something is taken, in words.
fn reason(why: Why) -> &'static str {
    match why {
        Why::Heirs => "của đơn vị này hoặc của đơn vị lập nên nó",
        Why::Whole => "của chung cả địa bàn",
        Why::Undecided => "ở đơn vị chưa rõ nay thuộc đâu",
        Why::Named => "mục được lấy nhắc tới",
        Why::Namesake => "trùng tên với mục được lấy",
        Why::Beside => "nằm trong tệp không cắt rời được",
    }
}
