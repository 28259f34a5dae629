//! Words in, words out: each letter, digit and sign of an office's text that is no mark of congbo's Markdown stands on the
//! page, in its order. `PROPTEST_CASES=100000 cargo test --test suite words` tries as many texts.

use std::fmt::Write;

use congbo::inside::parse::body::{self, Body, Hole};
use congbo::inside::parse::names::Names;
use congbo::inside::prose::Reader;
use congbo::inside::source::SourcePath;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A part of a text as it is written, and what readers of the page see of it.
#[derive(Debug, Clone)]
struct Piece {
    written: String,
    shown: String,
}

/// Signs and words that mean themselves.
const PLAIN: &[&str] = &[
    "Diện",
    "tích",
    "xã",
    "Thọ",
    "Ngọc",
    "hộ",
    "KH&CN",
    "R&D",
    "10~15",
    "20~30",
    "5*7",
    "6*8",
    "2*3*4",
    "(*)",
    "(**)",
    "[*]",
    "A_B_C",
    "QĐ_BKHCN",
    "_",
    "__",
    "C#",
    "#1",
    "##",
    "m^2",
    "10^3",
    "5",
    "7,5",
    "1.234,5",
    "12%",
    "<5",
    "<10%",
    ">5",
    ">=10",
    "= 5",
    "==",
    "[x]",
    "[5]",
    "(a)",
    "(1)",
    "/",
    "và/hoặc",
    "12/QĐ-UBND",
    "lan@a.vn",
    "@lan",
    "https://a.vn/~x_y*z",
    "www.b.vn",
    "5<7",
    "<tên>",
    "<font>",
    "<ha>",
    "</div>",
    "|",
    "a|b",
    "||",
    "+5",
    "-3",
    "–",
    "•",
    "…",
    "\"",
    "“",
    "”",
    "'",
    "~",
    "~~",
    "*",
    "**",
    "1/",
    "a/",
    "2022.",
    "V.I.",
    "!",
    "&lt",
    "&x;",
    "\\",
    "C:\\x",
    "{a}",
    "$5",
    "^",
    ":",
    ";",
    "@",
];

fn plain() -> impl Strategy<Value = Piece> {
    select(PLAIN).prop_map(|words| Piece { written: words.to_owned(), shown: words.to_owned() })
}

/// Marks of the Markdown around plain words.
fn marked() -> impl Strategy<Value = Piece> {
    let marks = [
        ("**", "**"),
        ("*", "*"),
        ("_", "_"),
        ("__", "__"),
        ("~~", "~~"),
        ("<u>", "</u>"),
        ("<sup>", "</sup>"),
        ("<B>", "</b>"),
    ];
    (select(marks.to_vec()), "[a-zđạảấầẩẫậắặéếệíịóốộớợúứựýăâêôơư]{1,5}( [a-zđạếộợứ0-9]{1,5})?")
        .prop_map(|((open, close), words)| Piece { written: format!("{open}{words}{close}"), shown: words })
}

/// Other things that are written otherwise than shown.
fn written_otherwise() -> impl Strategy<Value = Piece> {
    let table = [
        ("\\*", "*"),
        ("\\~\\~", "~~"),
        ("&amp;", "&"),
        ("&#7885;", "ọ"),
        ("<!-- ghi chú -->", ""),
        ("[Đề án](https://a.vn/x)", "Đề án"),
        ("`a*b~c|d`", "a*b~c|d"),
        ("<https://a.vn/~x>", "https://a.vn/~x"),
    ];
    select(table.to_vec()).prop_map(|(written, shown)| Piece { written: written.into(), shown: shown.into() })
}

fn line() -> impl Strategy<Value = Piece> {
    let pieces = vec(prop_oneof![6 => plain(), 2 => marked(), 1 => written_otherwise()], 1..8);
    pieces.prop_map(|pieces| {
        let join = |of: fn(&Piece) -> &str| pieces.iter().map(of).collect::<Vec<_>>().join(" ");
        // A word first: marks at the beginning of a line are tried by the blocks.
        Piece {
            written: format!("Gồm {}", join(|piece| &piece.written)),
            shown: format!("Gồm {}", join(|piece| &piece.shown)),
        }
    })
}

/// Lines, each after a mark; what is shown of the mark is given beside it.
fn list(marks: Vec<(&'static str, &'static str)>) -> impl Strategy<Value = Piece> {
    let marks = select(vec![marks]);
    (marks, vec(line(), 1..5), any::<bool>()).prop_map(|(marks, lines, is_loose)| {
        let (mut written, mut shown) = (String::new(), String::new());
        for ((mark, seen), line) in marks.iter().cycle().zip(&lines) {
            let _ = writeln!(written, "{mark} {}{}", line.written, if is_loose { "\n" } else { "" });
            let _ = writeln!(shown, "{seen} {}", line.shown);
        }
        Piece { written, shown }
    })
}

fn lists() -> impl Strategy<Value = Piece> {
    let same = |mark| (mark, mark);
    prop_oneof![
        list(vec![("-", "")]),
        list(vec![("+", "")]),
        list(vec![("*", "")]),
        list(vec![("-", ""), ("  +", "")]),
        list(["1.", "2.", "4.", "7."].map(same).to_vec()),
        list(["3)", "4)", "4)", "9)"].map(same).to_vec()),
        list(["01.", "02.", "05.", "09."].map(same).to_vec()),
        list(["a)", "b)", "đ)", "e)"].map(same).to_vec()),
        list(["1/", "2/", "3/"].map(same).to_vec()),
        list(["•", "–", "❖"].map(same).to_vec()),
        list(["I.", "II.", "IV."].map(same).to_vec()),
        list(["1.1.", "1.2.", "1.10."].map(same).to_vec()),
        list(["(1)", "[2]", "#3"].map(same).to_vec()),
        list([">", "> "].map(|mark| (mark, "")).to_vec()),
        list(["> 5", ">7,5", ">=3"].map(same).to_vec()),
        list(["    ", "\t"].map(|mark| (mark, "")).to_vec()),
    ]
}

/// Cells hold no bar that is not escaped, and no code.
fn cell() -> impl Strategy<Value = Piece> {
    let fits = |piece: &Piece| !piece.written.contains(['|', '`']);
    let piece = prop_oneof![
        6 => plain().prop_filter("no bar", fits),
        2 => marked(),
        1 => Just(Piece { written: "\\|".into(), shown: "|".into() }),
    ];
    vec(piece, 0..4).prop_map(|pieces| {
        let join = |of: fn(&Piece) -> &str| pieces.iter().map(of).collect::<Vec<_>>().join(" ");
        Piece { written: join(|piece| &piece.written), shown: join(|piece| &piece.shown) }
    })
}

/// A table whose rows, head and line of dashes may be of any length.
fn table() -> impl Strategy<Value = Piece> {
    (vec(vec(cell(), 1..5), 1..5), 2_usize..5, any::<bool>()).prop_map(|(mut rows, dashes, is_closed)| {
        if let [only] = &mut rows[0][..] {
            let second = only.clone();
            rows[0].push(second);
        }
        let (mut written, mut shown) = (String::new(), String::new());
        for (index, row) in rows.iter().enumerate() {
            let cells: Vec<&str> = row.iter().map(|cell| &*cell.written).collect();
            let _ = writeln!(written, "| {}{}", cells.join(" | "), if is_closed || row.len() == 1 { " |" } else { "" });
            if index == 0 {
                let _ = writeln!(written, "|{}", "---|".repeat(dashes));
            }
            row.iter().for_each(|cell| shown.push_str(&cell.shown));
        }
        Piece { written, shown }
    })
}

fn block() -> impl Strategy<Value = Piece> {
    let lines = vec(line(), 1..4).prop_map(|lines| {
        let join = |of: fn(&Piece) -> &str| lines.iter().map(of).collect::<Vec<_>>().join("\n");
        Piece { written: join(|line| &line.written), shown: join(|line| &line.shown) }
    });
    let heading = (1_usize..6, line()).prop_map(|(level, line)| Piece {
        written: format!("{} {}", "#".repeat(level), line.written),
        shown: line.shown,
    });
    let alone =
        |written: &'static str, shown: &'static str| Just(Piece { written: written.into(), shown: shown.into() });
    prop_oneof![
        4 => lines,
        1 => heading,
        4 => lists(),
        3 => table(),
        1 => alone("---", ""),
        1 => alone("_____", "_____"),
        1 => alone("Dòng\n=====", "Dòng====="),
        1 => alone("Dòng\n---", "Dòng"),
        1 => alone("#", "#"),
        1 => alone("# Mẫu C #####", "Mẫu C#####"),
        1 => alone("<div>\nkhối <p>x</p>\n</div>", "<div>khối<p>x</p></div>"),
        1 => alone("<!-- một\nhai -->", ""),
        1 => alone("```\n> 5 ~a~\n```", "> 5 ~a~"),
        1 => alone("[9]: Kèm", "[9]: Kèm"),
        1 => alone("[^9]: Không ai dẫn", "[^9]: Không ai dẫn"),
    ]
}

/// What a reader sees, without spaces: tags away, entities read, the numbers of lists where a browser shows them.
fn shown(markdown: &str) -> String {
    let path = SourcePath::new("2022-h1/bao-cao.md").expect("a path");
    let body = body::parse(&path, markdown, 0, &Names::default(), &mut Reader::default()).body;
    let html = filled(&body);
    let mut shown = String::new();
    let mut lists: Vec<Option<(i64, &str)>> = Vec::new();
    let mut rest = html.as_str();
    while let Some((words, after)) = rest.split_once('<') {
        shown.push_str(words);
        let (tag, after) = after.split_once('>').expect("tags are closed");
        rest = after;
        let attribute =
            |name: &str| tag.split_once(&format!("{name}=\"")).and_then(|(_, value)| value.split('"').next());
        let number = |name| attribute(name).and_then(|value| value.parse::<i64>().ok());
        match tag.split(' ').next().unwrap_or_default() {
            "ol" => lists.push(Some((number("start").unwrap_or(1), attribute("class").unwrap_or_default()))),
            "ul" => lists.push(None),
            "/ol" | "/ul" => drop(lists.pop()),
            "li" => {
                if let Some(Some((next, class))) = lists.last_mut() {
                    let value = number("value").unwrap_or(*next);
                    *next = value + 1;
                    let own = attribute("class").unwrap_or(class);
                    let digits = if own.contains("zero") { format!("{value:02}") } else { value.to_string() };
                    shown.push_str(&format!("{digits}{}", if class.contains("paren") { ')' } else { '.' }));
                }
            }
            _ => {}
        }
    }
    shown.push_str(rest);
    let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    without_spaces(&shown)
}

fn filled(body: &Body) -> String {
    let mut html = String::new();
    body.fill(&mut html, |hole, out| match hole {
        Hole::Citation(index) => out.push_str(&body.citations[index as usize].html),
        Hole::Mention(index) => out.push_str(&body.mentions[index as usize].html),
        Hole::Address(_) | Hole::Picture(_) => {}
    });
    html
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(shown(markdown), without_spaces(expected), "{markdown}");
}

#[test]
fn figures_keep_their_signs() {
    check(
        "Diện tích 10~15 ha, kinh phí 20~30 triệu đồng, hộ 5~7.",
        "Diện tích 10~15 ha, kinh phí 20~30 triệu đồng, hộ 5~7.",
    );
    check(
        "Kích thước 5*7 m và 6*8 m. Ghi chú (*) là ước; cột (*) khác.",
        "Kích thước 5*7 m và 6*8 m. Ghi chú (*) là ước; cột (*) khác.",
    );
    check("| Hộ | Số |\n|---|---|\n| Hộ tham gia | 10~12 | 15 và 3~4 |", "Hộ Số Hộ tham gia 10~12 15 và 3~4");
    check("| a \\| b 1~2 và 3~4 |\n|---|", "a | b 1~2 và 3~4");
    check("10~~15 và 20~~30, ~~bỏ~~", "10~~15 và 20~~30, bỏ");
}

#[test]
fn lists_keep_their_numbers() {
    check("1. Đầu\n2. Nhì\n4. Tư\n7. Bảy", "1. Đầu 2. Nhì 4. Tư 7. Bảy");
    check("1) a\n2) b\n\n01. c\n03. d", "1) a 2) b 01. c 03. d");
    check("Gồm:\na) Mục a\nb) Mục b\n• Ba", "Gồm: a) Mục a b) Mục b • Ba");
}

proptest! {
    #[test]
    fn every_sign_that_is_no_mark_is_shown(blocks in vec(block(), 1..6)) {
        let join = |of: fn(&Piece) -> &str| blocks.iter().map(of).collect::<Vec<_>>().join("\n\n");
        let (written, expected) = (join(|block| &block.written), join(|block| &block.shown));
        prop_assert_eq!(shown(&written), without_spaces(&expected), "{}", written);
    }
}
