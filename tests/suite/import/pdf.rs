//! PDF files: words by their place, put together to paragraphs and tables; what is no text is said to be none.

use std::fmt::Write as _;

use congbo::inside::import::source;
use congbo::inside::source::SourcePath;

use super::docx::{assert_kept, show_blocks};

/// Words on a page: from the left, from below, in points.
type Words<'a> = (u32, u32, &'a str);

/// A file of pages with words in a typeface that every reader has, 12 points high, and what else is drawn on them.
pub fn pdf(pages: &[&[Words<'_>]], drawn: &str) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n\
         stream\n.\nendstream"
            .to_owned(),
    ];
    let mut kids = String::new();
    for words in pages {
        let mut content = format!("{drawn}\nBT /F 12 Tf\n");
        for (left, base, words) in *words {
            writeln!(content, "1 0 0 1 {left} {base} Tm ({words}) Tj").unwrap();
        }
        content.push_str("ET");
        let number = objects.len() + 1;
        write!(kids, "{number} 0 R ").unwrap();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> \
             /XObject << /I 4 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    places.iter().for_each(|place| writeln!(file, "{place:010} 00000 n ").unwrap());
    write!(file, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    file.into_bytes()
}

/// The blocks of a file, what was left out of them, and the codes of messages.
fn shown(bytes: &[u8]) -> String {
    let path = SourcePath::new("a.pdf").unwrap();
    let (original, said) = source::original(&path, bytes);
    assert_kept(&original.manuscript, &original.words);
    let mut shown = show_blocks(&original.manuscript.blocks);
    for words in &original.manuscript.left_out {
        writeln!(shown, "left out: {words}").unwrap();
    }
    said.iter().for_each(|one| writeln!(shown, "{}: {}", one.code.id, one.message.en).unwrap());
    shown
}

#[track_caller]
fn check(pages: &[&[Words<'_>]], drawn: &str, expected: &str) {
    assert_eq!(shown(&pdf(pages, drawn)).trim_end(), expected);
}

#[test]
fn a_line_goes_on_where_the_next_word_had_no_room() {
    // A letter of this typeface is 7.2 points wide.
    check(
        &[&[
            (72, 700, "Thuc hien ke hoach so 12/KH-UBND cua huyen, bao cao so 12/BC-"),
            (72, 684, "UBND neu hai mo hinh; mo hinh thu nhat o xa Tho Ngoc, dien tich"),
            (72, 668, "6 ha."),
            (72, 652, "Mo hinh thu hai."),
            (72, 600, "Cach xa."),
        ]],
        "",
        "Thuc hien ke hoach so 12/KH-UBND cua huyen, bao cao so 12/BC-UBND neu hai mo hinh; mo hinh thu nhat o xa Tho Ngoc, dien tich 6 ha.\n\
         Mo hinh thu hai.\nCach xa.\nCB624: pages read from PDF: 1; paragraphs and tables were put together by the places of words",
    );
}

#[test]
fn what_stands_on_every_page_is_no_part_of_the_text() {
    let (first, second) = ("Cau nay di qua trang va con tiep tuc o trang sau vi khong con", "cho nao.");
    let long: Words<'_> = (72, 100, "Cau nay bat dau o cuoi trang mot va di sang trang hai vi dong");
    check(
        &[
            &[(280, 760, "UBND huyen"), (72, 700, first), (72, 684, second), long, (296, 30, "1")],
            &[
                (280, 760, "UBND huyen"),
                (72, 700, "nay day chu."),
                (72, 684, first),
                (72, 668, second),
                (288, 30, "- 2 -"),
            ],
            &[(280, 760, "UBND huyen"), (72, 700, "2022"), (72, 684, first), (72, 668, second), (280, 30, "Trang 3/3")],
        ],
        "",
        "Cau nay di qua trang va con tiep tuc o trang sau vi khong con cho nao.\n\
         Cau nay bat dau o cuoi trang mot va di sang trang hai vi dong nay day chu.\n\
         Cau nay di qua trang va con tiep tuc o trang sau vi khong con cho nao.\n2022\n\
         Cau nay di qua trang va con tiep tuc o trang sau vi khong con cho nao.\n\
         left out: UBND huyen\nleft out: 1\nleft out: UBND huyen\nleft out: - 2 -\nleft out: UBND huyen\nleft out: Trang 3/3\n\
         CB605: words of a page header or footer are not imported: “UBND huyen”\n\
         CB624: pages read from PDF: 3; paragraphs and tables were put together by the places of words",
    );
}

#[test]
fn two_sides_without_a_line_between() {
    check(
        &[&[
            (72, 760, "UY BAN NHAN DAN"),
            (300, 760, "CONG HOA XA HOI CHU NGHIA"),
            (300, 744, "VIET NAM"),
            (72, 744, "HUYEN AN MAU"),
            (72, 712, "So: 12/BC"),
            (300, 712, "An Mau, ngay 15/6/2022"),
            (179, 670, "BAO CAO KET QUA NAM 2022"),
        ]],
        "",
        "UY BAN NHAN DAN HUYEN AN MAU / So: 12/BC | CONG HOA XA HOI CHU NGHIA VIET NAM / An Mau, ngay 15/6/2022\n\
         BAO CAO KET QUA NAM 2022\n\
         CB624: pages read from PDF: 1; paragraphs and tables were put together by the places of words",
    );
}

#[test]
fn a_table_that_lines_are_drawn_around() {
    // Two columns; the second goes on over two rows, the last row over both columns.
    const LINES: &str = "72 700 300 1 re f 72 660 100 1 re f 72 620 300 1 re f 72 580 300 1 re f \
                         72 580 1 120 re f 172 620 1 80 re f 372 580 1 120 re f";
    check(
        &[&[
            (72, 720, "Truoc bang."),
            (80, 680, "Cay sen"),
            (180, 680, "Xa Tho Ngoc,"),
            (180, 664, "sau ha"),
            (80, 640, "Cay lua"),
            (80, 600, "Cong: hai"),
            (72, 540, "Sau bang."),
        ]],
        LINES,
        "Truoc bang.\nCay sen | Xa Tho Ngoc, / sau ha\nCay lua | ^\n+Cong: hai\nSau bang.\n\
         CB624: pages read from PDF: 1; paragraphs and tables were put together by the places of words",
    );
}

#[test]
fn a_table_goes_on_with_its_head_again() {
    const LINES: &str =
        "72 700 300 1 re f 72 660 300 1 re f 72 620 300 1 re f 72 620 1 80 re f 172 620 1 80 re f 372 620 1 80 re f";
    check(
        &[
            &[(80, 680, "Ten"), (180, 680, "So"), (80, 640, "Sen"), (180, 640, "6")],
            &[(80, 680, "Ten"), (180, 680, "So"), (80, 640, "Lua"), (180, 640, "7")],
        ],
        LINES,
        "Ten | So\nSen | 6\nLua | 7\nleft out: Ten So\n\
         CB624: pages read from PDF: 2; paragraphs and tables were put together by the places of words",
    );
}

#[test]
fn a_scan_is_said_to_be_one() {
    const WHOLE_PAGE: &str = "q 600 0 0 800 0 0 cm /I Do Q";
    let refused = |bytes: &[u8]| shown(bytes).contains("CB601: this PDF is a scan");
    assert!(refused(&pdf(&[&[], &[(10, 10, "CamScanner")]], WHOLE_PAGE)));
    assert!(!refused(&pdf(&[&[(72, 700, "mot hai ba bon nam sau bay tam chin muoi muoi-mot")]], WHOLE_PAGE)));
    // Words that a program recognised lie behind the picture, and are not seen.
    let recognised =
        pdf(&[&[(72, 700, "mot hai ba bon nam sau bay tam chin muoi mot")]], "q 600 0 0 800 0 0 cm /I Do Q 3 Tr");
    assert!(shown(&recognised).contains("CB624: pages that are scans: 1"), "{}", shown(&recognised));
}

#[test]
fn words_drawn_twice_are_bold() {
    let words = "mot hai ba bon";
    let twice = pdf(&[&[(72, 700, words), (72, 700, words)]], "");
    assert!(shown(&twice).starts_with("**mot hai ba bon**\n"), "{}", shown(&twice));
}
