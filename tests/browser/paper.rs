//! A report on paper: A4 with the margins and page numbers of decree 30/2020/NĐ-CP, Appendix I.

use std::path::Path;
use std::process::Command;

use crate::driver::{Browser, DESK};
use crate::server::serve;
use crate::site::REAL;

/// Millimetres in a point.
const MM: f64 = 25.4 / 72.0;

/// A word on a page, in millimetres from the page's top left corner.
struct Word {
    page: usize,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    text: String,
}

fn poppler(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}: run tests/browser/setup"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn words(pdf: &Path) -> Vec<Word> {
    let boxes = poppler("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"]);
    let mut page = 0;
    let mut words = Vec::new();
    for line in boxes.lines().map(str::trim) {
        page += usize::from(line.starts_with("<page "));
        let Some(word) = line.strip_prefix("<word ") else { continue };
        let number = |name: &str| -> f64 {
            let (_, rest) = word.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse::<f64>().unwrap() * MM
        };
        let text = word.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
        words.push(Word {
            page,
            left: number("xMin"),
            top: number("yMin"),
            right: number("xMax"),
            bottom: number("yMax"),
            text,
        });
    }
    words
}

#[test]
fn a_report_prints_as_the_decree_lays_it_out() {
    let browser = Browser::start(DESK);
    browser.open(&format!("{}bao-cao/2022-h1/bao-cao-khcn/", serve(&REAL.folder())));
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("report.pdf");
    std::fs::write(&pdf, decode_base64(&browser.print())).unwrap();

    let facts = poppler("pdfinfo", &[pdf.to_str().unwrap()]);
    assert!(facts.contains("(A4)"), "{facts}");
    let words = words(&pdf);
    let pages = words.last().unwrap().page;
    assert!(pages >= 3, "{pages} pages");

    // The page number is the only thing in the top margin, at its centre, and not on the first page.
    for page in 1..=pages {
        let above: Vec<&Word> = words.iter().filter(|word| word.page == page && word.bottom < 20.0).collect();
        let texts: Vec<&str> = above.iter().map(|word| &*word.text).collect();
        let number = page.to_string();
        let expected: &[&str] = if page == 1 { &[] } else { &[&number] };
        assert_eq!(texts, expected, "page {page}");
        for word in above {
            let centre = f64::midpoint(word.left, word.right);
            assert!((centre - (210.0 + 32.0 - 18.0) / 2.0).abs() < 8.0, "page number at {centre} mm");
        }
    }
    let text: Vec<&Word> = words.iter().filter(|word| word.bottom >= 20.0).collect();
    let least = |side: fn(&Word) -> f64| text.iter().map(|word| side(word)).fold(f64::MAX, f64::min);
    let most = |side: fn(&Word) -> f64| text.iter().map(|word| side(word)).fold(0.0, f64::max);
    assert!((30.0..=35.0).contains(&least(|word| word.left)), "left margin {}", least(|word| word.left));
    assert!(
        (15.0..=20.5).contains(&(210.0 - most(|word| word.right))),
        "right margin {}",
        210.0 - most(|word| word.right)
    );
    assert!(least(|word| word.top) >= 20.0, "top margin {}", least(|word| word.top));
    assert!(297.0 - most(|word| word.bottom) >= 20.0, "bottom margin {}", 297.0 - most(|word| word.bottom));

    let all = text.iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ");
    assert!(all.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && all.contains("Lê Quang Trung"), "{all}");
    for navigation in ["Trang chủ", "Mục lục", "Tìm kiếm", "Văn bản được dẫn", "hiệu lực"] {
        assert!(!all.contains(navigation), "{navigation} is printed");
    }
    // The signature never stands alone on a page.
    let last: Vec<&&Word> = text.iter().filter(|word| word.page == pages).collect();
    assert!(last.len() > 40, "the last page has {} words", last.len());

    let fonts = poppler("pdffonts", &[pdf.to_str().unwrap()]);
    assert!(fonts.contains("LiberationSerif") || fonts.contains("TimesNewRoman"), "{fonts}");
}

fn decode_base64(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits =
            chunk.iter().fold(0_u32, |bits, letter| bits << 6 | u32::from(value(*letter))) << (6 * (4 - chunk.len()));
        bytes.extend(&bits.to_be_bytes()[1..chunk.len()]);
    }
    bytes
}
