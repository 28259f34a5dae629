//! Headings and signatures in the forms that people give them.

use super::{Framed, take};
use crate::import::manuscript::{Block, Cell, Inline, Look, Manuscript, Paragraph, Run, Table};
use crate::import::plain;

/// Shows a frame: a line for each part found, then the body.
fn show(framed: &Framed) -> String {
    let head = &framed.head;
    let bodies: Vec<&str> = head.bodies.iter().map(|line| line.text.as_str()).collect();
    let mut shown = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            shown.push_str(&format!("{name}: {value}\n"));
        }
    };
    line("bodies", &bodies.join(" / "));
    line("number", head.designation.as_deref().unwrap_or_default());
    line("place", head.place.as_deref().unwrap_or_default());
    line("date", head.date_written.as_deref().unwrap_or_default());
    line("day", &head.date.map(|date| date.to_string()).unwrap_or_default());
    line("kind", head.kind.as_deref().unwrap_or_default());
    line("summary", &head.summary.join(" / "));
    line("to", &head.addressees.join(" / "));
    line("secret", head.secrecy.as_deref().unwrap_or_default());
    line("recipients", &framed.foot.recipients.join(" / "));
    for signature in &framed.foot.signatures {
        line("signed", &format!("{} = {}", signature.authority.join(" / "), signature.name.as_deref().unwrap_or("?")));
    }
    let body = Manuscript { blocks: framed.body.clone(), ..Manuscript::default() };
    line("body", body.plain_text().trim().replace('\n', " / ").as_str());
    shown
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(&take(&plain::read(text))), expected.trim_start());
}

#[test]
fn the_converted_report_with_blanks() {
    check(
        "Số: /BC-UBND\n\nTriệu Sơn, ngày tháng năm 2022\n\n## **BÁO CÁO**\n\n### **Sơ kết công tác 6 tháng.**\n\n#### **I. Tình hình**\n\nThân bài./.\n\n\
         ### **Nơi nhận:**\n\n- Sở KH&CN (để b/c);\n- Lưu: VT, KTHT.\n\n**KT. CHỦ TỊCH  \nPHÓ CHỦ TỊCH**\n\n**Lê Quang Trung**\n",
        "
number: /BC-UBND
place: Triệu Sơn
date: ngày tháng năm 2022
kind: BÁO CÁO
summary: Sơ kết công tác 6 tháng.
recipients: Sở KH&CN (để b/c); / Lưu: VT, KTHT.
signed: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH = Lê Quang Trung
body: I. Tình hình / Thân bài./.
",
    );
}

#[test]
fn plain_text_in_two_columns() {
    check(
        "ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN TRIỆU SƠN               Độc lập - Tự do - Hạnh phúc\n\
         -------             ---------\nSố:  05/BC-UBND         Triệu Sơn, ngày 14 tháng 6 năm 2022\n\nBÁO CÁO\nKết quả công tác\n\nKính gửi:\n- Sở Khoa học và Công nghệ;\n- UBND tỉnh.\n\nThực hiện kế hoạch.",
        "
bodies: ỦY BAN NHÂN DÂN / HUYỆN TRIỆU SƠN
number: 05/BC-UBND
place: Triệu Sơn
date: ngày 14 tháng 6 năm 2022
day: 2022-06-14
kind: BÁO CÁO
summary: Kết quả công tác
to: Sở Khoa học và Công nghệ; / UBND tỉnh.
body: Thực hiện kế hoạch.
",
    );
}

#[test]
fn a_letter_and_a_secret_one() {
    check(
        "MẬT\nUBND HUYỆN\nSố: 12/UBND-KTHT\nV/v báo cáo mô hình\n\nKính gửi: Sở KH&CN tỉnh.\n\nUBND huyện báo cáo như sau.\n\nTL. CHỦ TỊCH\nTRƯỞNG PHÒNG\n(Đã ký)\nTrần Văn An\n\nPHỤ LỤC\n\nBiểu 1",
        "
bodies: UBND HUYỆN
number: 12/UBND-KTHT
summary: báo cáo mô hình
to: Sở KH&CN tỉnh.
secret: MẬT
signed: TL. CHỦ TỊCH / TRƯỞNG PHÒNG = Trần Văn An
body: UBND huyện báo cáo như sau. / PHỤ LỤC / Biểu 1
",
    );
}

#[test]
fn a_text_without_a_frame_stays_whole() {
    check("Mở đầu.\n\nKết thúc.", "body: Mở đầu. / Kết thúc.\n");
    check("", "");
}

fn cell(lines: &[(&str, bool)]) -> Cell {
    let inlines = lines.iter().enumerate().flat_map(|(index, (text, bold))| {
        let look = Look { bold: *bold, ..Look::default() };
        let run = Inline::Text(Run { text: (*text).to_owned(), look, ..Run::default() });
        if index > 0 { vec![Inline::Break, run] } else { vec![run] }
    });
    let paragraph = Paragraph { inlines: inlines.collect(), ..Paragraph::default() };
    Cell { blocks: vec![Block::Paragraph(paragraph)], columns: 1, continues: false }
}

#[test]
fn tables_of_word() {
    let head = Table {
        rows: vec![
            vec![
                cell(&[("UBND TỈNH THANH HÓA", false), ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", true)]),
                cell(&[("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true), ("Độc lập - Tự do - Hạnh phúc", true)]),
            ],
            vec![cell(&[("Số: 89/BC-SKHCN", false)]), cell(&[("Thanh Hóa, ngày     tháng 6 năm 2022", false)])],
        ],
    };
    let foot = Table {
        rows: vec![vec![
            cell(&[("Nơi nhận:", true), ("- Như trên;", false), ("- Lưu: VT.", false)]),
            cell(&[("GIÁM ĐỐC", true), ("Phạm Thị Hà", true)]),
        ]],
    };
    let text = plain::read("BÁO CÁO\n\nTình hình\n\nI. Thân bài").blocks;
    let blocks = [vec![Block::Table(head)], text, vec![Block::Table(foot)]].concat();
    let framed = take(&Manuscript { blocks, ..Manuscript::default() });
    assert_eq!(
        show(&framed),
        "bodies: UBND TỈNH THANH HÓA / SỞ KHOA HỌC VÀ CÔNG NGHỆ\nnumber: 89/BC-SKHCN\nplace: Thanh Hóa\ndate: ngày tháng 6 năm 2022\n\
         kind: BÁO CÁO\nsummary: Tình hình\nrecipients: Như trên; / Lưu: VT.\nsigned: GIÁM ĐỐC = Phạm Thị Hà\nbody: I. Thân bài\n"
    );
}
