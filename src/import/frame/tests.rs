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
    line("draft", head.draft.as_deref().unwrap_or_default());
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

/// The parts of the frame that `wanted` names, of a report whose heading, title and foot are these.
#[track_caller]
fn check_parts(head: &str, title: &str, foot: &str, wanted: &[&str]) {
    let text = format!("{head}\n\n{title}\n\nI. Tình hình\n\nThân bài.\n\n{foot}\n");
    let shown = show(&take(&plain::read(&text)));
    for part in wanted {
        assert!(shown.lines().any(|line| line == *part), "{part:?} is not in:\n{shown}");
    }
}

const HEAD: &str = "ỦY BAN NHÂN DÂN\nHUYỆN AN MẪU\nSố: 12/BC-UBND\nAn Mẫu, ngày 15 tháng 6 năm 2022";
const TITLE: &str = "BÁO CÁO\nKết quả công tác";
const FOOT: &str = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\nLê Văn Mẫu";

#[test]
fn numbers_and_dates_as_offices_type_them() {
    for (head, wanted) in [
        ("UBND HUYỆN\nSố:12/BC-UBND\nAn Mẫu, ngày 15/6/2022", ["number: 12/BC-UBND", "date: ngày 15/6/2022"]),
        ("UBND HUYỆN\nSố. 12/BC - UBND\nQuận 12, ngày 15 tháng 6 năm 2022", ["number: 12/BC - UBND", "place: Quận 12"]),
        (
            "Mẫu số 01\nUBND HUYỆN\nSố: 12/BC-UBND\nAn Mẫu, ngày 15 tháng 6 năm 2022",
            ["bodies: UBND HUYỆN", "day: 2022-06-15"],
        ),
        (
            "DỰ THẢO\nUBND HUYỆN\nSố:   /BC-UBND\nAn Mẫu, ngày tháng 6 năm 2022",
            ["bodies: UBND HUYỆN", "number: /BC-UBND"],
        ),
    ] {
        check_parts(head, TITLE, FOOT, &wanted);
    }
}

#[test]
fn a_stamp_says_that_it_is_a_draft() {
    let head = |stamp: &str| format!("{stamp}\nUBND HUYỆN\nSố: 12/BC-UBND\nAn Mẫu, ngày 15 tháng 6 năm 2022");
    for stamp in [
        "DỰ THẢO",
        "Dự thảo",
        "(Dự thảo lần 2)",
        "BẢN DỰ THẢO",
        "Dự thảo 3",
        "[DỰ THẢO NGÀY 05/6/2022]",
        "DỰ THẢO TRÌNH",
    ] {
        check_parts(&head(stamp), TITLE, FOOT, &[&format!("draft: {stamp}"), "number: 12/BC-UBND"]);
    }
    for other in ["KHẨN", "Dự thảo kế hoạch của tỉnh", "Mẫu số 01"] {
        let text = format!("{}\n\n{TITLE}\n\nI. Tình hình\n\nThân bài.\n\n{FOOT}\n", head(other));
        assert!(take(&plain::read(&text)).head.draft.is_none(), "{other}");
    }
}

#[test]
fn a_stamp_in_the_page_header_counts_too() {
    let text = format!("{HEAD}\n\n{TITLE}\n\nI. Tình hình\n\nThân bài.\n\n{FOOT}\n");
    let stamped = |words: &str| Manuscript { margin_words: vec![words.to_owned()], ..plain::read(&text) };
    assert_eq!(take(&stamped(" 1\nDỰ THẢO \n")).head.draft.as_deref(), Some("DỰ THẢO"));
    assert_eq!(take(&stamped("Báo cáo 6 tháng, trang 1")).head.draft, None);
}

#[test]
fn a_law_and_what_is_attached_to_a_decision() {
    check(
        "QUỐC HỘI\nLuật số: 56/2010/QH12\nHà Nội, ngày 15 tháng 11 năm 2010\n\nLUẬT\nThanh tra\n\nCăn cứ Hiến pháp.\n\n\
         - Ký thay thì ghi:\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLuật này có hiệu lực.\n\nCHỦ TỊCH QUỐC HỘI\nLê Văn Mẫu\n\nPhụ lục I\n\nGIÁM ĐỐC\nLê Văn Hai",
        "
bodies: QUỐC HỘI
number: 56/2010/QH12
place: Hà Nội
date: ngày 15 tháng 11 năm 2010
day: 2010-11-15
kind: LUẬT
summary: Thanh tra
signed: CHỦ TỊCH QUỐC HỘI = Lê Văn Mẫu
body: Căn cứ Hiến pháp. / - Ký thay thì ghi: / TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Luật này có hiệu lực. / Phụ lục I / GIÁM ĐỐC / Lê Văn Hai
",
    );
    check_parts(
        HEAD,
        "**QUY ĐỊNH**\n\n**Việc tuyển chọn, xét chọn tổ chức chủ trì**\n\n**thực hiện nhiệm vụ khoa học**\n\n**(Ban hành kèm theo Quyết định số 9/QĐ-UBND)**\n\n**Chương I**",
        "Nơi nhận:\tTHỦ TƯỚNG\n- Như trên;\n- CT, PCT;\t(Đã ký)\n- Lưu: VT.\tLê Văn Mẫu\n\nTHỦ TƯỚNG CHÍNH PHỦ\n\n\
         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nQUY CHẾ\n\nThực hiện cơ chế",
        &[
            "summary: Việc tuyển chọn, xét chọn tổ chức chủ trì / thực hiện nhiệm vụ khoa học",
            "recipients: Như trên; / CT, PCT; / Lưu: VT.",
            "signed: THỦ TƯỚNG = Lê Văn Mẫu",
            "body: (Ban hành kèm theo Quyết định số 9/QĐ-UBND) / Chương I / I. Tình hình / Thân bài. / THỦ TƯỚNG CHÍNH PHỦ / CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / QUY CHẾ / Thực hiện cơ chế",
        ],
    );
}

#[test]
fn every_type_of_document_is_known() {
    for (title, wanted) in [
        ("BÁO CÁO SƠ KẾT\nCông tác 6 tháng", ["kind: BÁO CÁO", "summary: SƠ KẾT / Công tác 6 tháng"]),
        ("BÁO CÁO KẾT QUẢ CÔNG TÁC", ["kind: BÁO CÁO", "summary: KẾT QUẢ CÔNG TÁC"]),
        ("THÔNG TƯ\nQuy định về mẫu", ["kind: THÔNG TƯ", "summary: Quy định về mẫu"]),
        ("THÔNG TƯ LIÊN TỊCH\nQuy định về mẫu", ["kind: THÔNG TƯ LIÊN TỊCH", "summary: Quy định về mẫu"]),
        ("ĐỀ CƯƠNG BÁO CÁO\nKết quả", ["kind: ĐỀ CƯƠNG BÁO CÁO", "summary: Kết quả"]),
        (
            "NGHỊ QUYẾT\nVề kế hoạch\nHỘI ĐỒNG NHÂN DÂN HUYỆN AN MẪU KHÓA XX",
            ["kind: NGHỊ QUYẾT", "summary: Về kế hoạch"],
        ),
    ] {
        check_parts(HEAD, title, FOOT, &wanted);
    }
}

#[test]
fn feet_as_offices_type_them() {
    for (foot, wanted) in [
        (
            "Nơi nhận: - Như trên; - Lưu: VT.\n\nCHỦ TỊCH\nLê Văn Mẫu",
            ["recipients: Như trên; / Lưu: VT.", "signed: CHỦ TỊCH = Lê Văn Mẫu"],
        ),
        (
            "Nơi nhân:\n- Như trên.\n\nHIỆU TRƯỞNG\nĐã ký\nLê Văn Mẫu",
            ["recipients: Như trên.", "signed: HIỆU TRƯỞNG = Lê Văn Mẫu"],
        ),
        (
            "Nơi nhận:\n- Như trên.\n\nKT. CHI CỤC TRƯỞNG\nPHÓ CHI CỤC TRƯỞNG\nLê Văn Mẫu",
            ["recipients: Như trên.", "signed: KT. CHI CỤC TRƯỞNG / PHÓ CHI CỤC TRƯỞNG = Lê Văn Mẫu"],
        ),
        (
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tCHỦ TỊCH\n- Lưu: VT.\tLê Văn Mẫu",
            ["recipients: Như trên; / Lưu: VT.", "signed: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH = Lê Văn Mẫu"],
        ),
        (
            "Nơi nhận mô hình là xã An Một.\n\nNơi nhận:\n- Như trên.\n\nCHỦ TỊCH\nLê Văn Mẫu",
            ["recipients: Như trên.", "body: I. Tình hình / Thân bài. / Nơi nhận mô hình là xã An Một."],
        ),
    ] {
        check_parts(HEAD, TITLE, foot, &wanted);
    }
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

#[test]
fn a_text_that_speaks_of_feet_has_none() {
    check("Nơi nhận:\n\nlà tên cơ quan.\n\nHết.", "body: Nơi nhận: / là tên cơ quan. / Hết.\n");
}

#[test]
fn a_table_with_many_columns_is_no_foot() {
    let names = ["STT", "Trường thông tin", "Nơi nhận", "CHỦ TỊCH", "Kiểu"].map(|name| cell(&[(name, true)]));
    let table = Block::Table(Table { rows: vec![names.to_vec()] });
    let framed = take(&Manuscript { blocks: vec![table.clone()], ..Manuscript::default() });
    assert_eq!((framed.foot, framed.body), (super::Foot::default(), vec![table]));
}

#[test]
fn only_what_is_blank_in_the_heading_is_called_so() {
    for (number, date, expected) in [
        ("Số: 12/BC-UBND", "An Mẫu, ngày 15 tháng 6 năm 2022", (false, false)),
        ("Số: /BC-UBND", "An Mẫu, ngày 15 tháng 6 năm 2022", (true, false)),
        ("Số: …/BC-UBND", "An Mẫu, ngày   tháng 6 năm 2022", (true, true)),
        ("Số: 12/BC-UBND", "An Mẫu, ngày 31 tháng 6 năm 2022", (false, false)),
    ] {
        let head = take(&plain::read(&format!("UBND HUYỆN\n{number}\n{date}\n\n{TITLE}\n\nThân bài.\n"))).head;
        assert_eq!((head.is_without_number(), head.is_without_date()), expected, "{number}, {date}");
    }
}
