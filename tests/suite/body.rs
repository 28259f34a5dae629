//! Markdown bodies: what readers get, what is found, what never passes.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use congbo::inside::diagnostic::Diagnostic;
use congbo::inside::parse::body::{self, Body, Hole, Read};
use congbo::inside::parse::names::Names;
use congbo::inside::prose::Reader;
use congbo::inside::source::SourcePath;
use proptest::prelude::*;

fn names() -> Names {
    let list = ["Thọ Ngọc", "xã Thọ Ngọc", "xã Thọ Sơn", "Mô hình trồng cây sen", "Hoà Bình"];
    Names::new(list.map(Into::into))
}

fn read(markdown: &str) -> Read {
    body::parse(&SourcePath::new("2022-h1/bao-cao.md").unwrap(), markdown, 0, &names(), &mut Reader::default())
}

fn parse(markdown: &str) -> (Body, Vec<Diagnostic>) {
    let Read { body, said, .. } = read(markdown);
    (body, said)
}

/// The body with its holes filled: citations in `⟦⟧`, mentions in `⟨⟩`, addresses as written.
fn filled(body: &Body) -> String {
    let mut html = String::new();
    body.fill(&mut html, |hole, out| {
        _ = match hole {
            Hole::Citation(index) => write!(out, "⟦{}⟧", body.citations[index as usize].html),
            Hole::Mention(index) => write!(out, "⟨{}⟩", body.mentions[index as usize].html),
            Hole::Address(index) => write!(out, "{}", escaped(&body.links[index as usize].address)),
            Hole::Picture(index) => write!(out, "src=\"{}\"", escaped(&body.links[index as usize].address)),
        };
    });
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The words of a page: without tags, entities read, spaces and line ends alike.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        words.push_str(text);
        let (_, after) = tag.split_once('>').expect("every tag is closed");
        rest = after;
    }
    words.push_str(rest);
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    let (body, _) = parse(markdown);
    assert_eq!(filled(&body).trim(), expected.trim());
}

/// Each message as `CODE "the place's text"`.
#[track_caller]
fn check_messages(markdown: &str, expected: &[&str]) {
    let (_, diagnostics) = parse(markdown);
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let congbo::inside::diagnostic::Place::Bytes(start, end) = diagnostic.location.place else {
                panic!("no place")
            };
            format!("{} {:?}", diagnostic.code.id, &markdown[start as usize..end as usize])
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn blocks_become_html() {
    check(
        "Một\nhai  \nba *b* **c** ~~d~~ `e<f`",
        "<p id=\"doan-1\">Một<br>\nhai<br>\nba <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>",
    );
    check("> trích\n\n---", "<blockquote>\n<p id=\"doan-1\">trích</p>\n</blockquote>\n<hr>");
    check("3. a\n4. b", "<ol start=\"3\">\n<li id=\"doan-1\">a\n</li>\n<li id=\"doan-2\">b\n</li>\n</ol>");
    check("```\n<b>\n```", "<pre id=\"doan-1\"><code>&lt;b&gt;\n</code></pre>");
    check("KH&CN, m², \"a\" &amp; &lt;b&gt;", "<p id=\"doan-1\">KH&amp;CN, m², \"a\" &amp; &lt;b&gt;</p>");
    check("- a\n\n  b", "<ul class=\"dash\">\n<li id=\"doan-1\"><p>a</p>\n<p id=\"doan-2\">b</p>\n</li>\n</ul>");
}

#[test]
fn tables_keep_their_alignment_and_line_breaks() {
    check(
        "| Mô hình | ha |\n|---|--:|\n| sen<br>gai | 6 |",
        "<table>\n<thead>\n<tr id=\"doan-1\"><th scope=\"col\">Mô hình</th><th scope=\"col\" class=\"right\">ha</th></tr>\n</thead>\n\
         <tbody>\n<tr id=\"doan-2\"><td>sen<br>\ngai</td><td class=\"right\">6</td></tr>\n</tbody>\n</table>",
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    check(
        "Một[^a] hai[^a].\n\n[^a]: Chú thích.",
        "<p id=\"doan-1\">Một<sup id=\"chu-thich-1-o-1\"><a href=\"#chu-thich-1\" role=\"doc-noteref\">1</a></sup> \
         hai<sup id=\"chu-thich-1-o-2\"><a href=\"#chu-thich-1\" role=\"doc-noteref\">1</a></sup>.</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"chu-thich-1\"><p>Chú thích. \
         <a href=\"#chu-thich-1-o-1\" role=\"doc-backlink\">↩</a> <a href=\"#chu-thich-1-o-2\" role=\"doc-backlink\">↩<sup>2</sup></a></p>\n\
         </li>\n</ol>\n</section>",
    );
}

#[test]
fn a_flat_outline_of_marks_is_nested() {
    check(
        "- a\n\n+ b\n\n+ c\n\n- d",
        "<ul class=\"dash\">\n<li id=\"doan-1\">a\n<ul class=\"plus\">\n<li id=\"doan-2\">b\n</li>\n<li id=\"doan-3\">c\n</li>\n</ul>\n</li>\n</ul>\n\
         <ul class=\"dash\">\n<li id=\"doan-4\">d\n</li>\n</ul>",
    );
}

/// The shape of the district's report: marks that lie, numbered paragraphs, a lone `2.` that Markdown takes for a list.
const REPORT: &str = "#### **I. Tình hình KH&CN**\n\n##### **1. Tổ chức**\n\n1.1. Kiện toàn (theo QĐ).\n\n2. Thực hiện\n\n2.1. Các hoạt động: rất tốt.\n\n\
    #### **3.1. Kết quả**\n\n- Tốt\n\n**II. Phương hướng**\n\n### Nơi nhận";

#[test]
fn sections_follow_their_numbers() {
    let (body, diagnostics) = parse(REPORT);
    assert_eq!(diagnostics, []);
    let shown: Vec<String> = body
        .headings
        .iter()
        .map(|h| format!("{} {}|{}|{}{}", h.level, h.number(), h.title(), h.anchor, if h.is_prose { " ¶" } else { "" }))
        .collect();
    assert_eq!(
        shown,
        [
            "1 I.|Tình hình KH&CN|muc-i",
            "2 1.|Tổ chức|muc-1",
            "3 1.1.|Kiện toàn|muc-1-1 ¶",
            "2 2.|Thực hiện|muc-2 ¶",
            "3 2.1.|Các hoạt động|muc-2-1 ¶",
            "3 3.1.|Kết quả|muc-3-1",
            "1 II.|Phương hướng|muc-ii",
            "1 |Nơi nhận|noi-nhan",
        ]
    );
    check(
        REPORT,
        "<h2 id=\"muc-i\"><strong>I. Tình hình KH&amp;CN</strong></h2>\n<h3 id=\"muc-1\"><strong>1. Tổ chức</strong></h3>\n\
         <p id=\"muc-1-1\">1.1. Kiện toàn (theo QĐ).</p>\n<p id=\"muc-2\">2. Thực hiện</p>\n<p id=\"muc-2-1\">2.1. Các hoạt động: rất tốt.</p>\n\
         <h3 id=\"muc-3-1\"><strong>3.1. Kết quả</strong></h3>\n<ul class=\"dash\">\n<li id=\"muc-3-1.1\">Tốt\n</li>\n</ul>\n\
         <h2 id=\"muc-ii\"><strong>II. Phương hướng</strong></h2>\n<h2 id=\"noi-nhan\">Nơi nhận</h2>",
    );
}

#[test]
fn every_mention_has_its_place() {
    check(
        "## I. A\n\nTại xã Thọ Ngọc và Xã THỌ NGỌC, xã Thọ Ngọc (xã *Thọ\nNgọc*).\n\n## II. B\n\nXã **Thọ Ngọc**, Hòa Bình, [xã Thọ Sơn](/xa/) `Thọ Ngọc`",
        "<h2 id=\"muc-i\">I. A</h2>\n<p id=\"muc-i.1\">Tại ⟨xã Thọ Ngọc⟩ và Xã ⟨THỌ NGỌC⟩, ⟨xã Thọ Ngọc⟩ (⟨xã <em>Thọ<br>\nNgọc</em>⟩).</p>\n\
         <h2 id=\"muc-ii\">II. B</h2>\n<p id=\"muc-ii.1\">⟨Xã <strong>Thọ Ngọc</strong>⟩, ⟨Hòa Bình⟩, <a href=\"/xa/\">xã Thọ Sơn</a> <code>Thọ Ngọc</code></p>",
    );
}

#[test]
fn citations_are_seen_through_everything_but_links_and_code() {
    check(
        "theo Quyết\nđịnh số **1221/QĐ-UBND** ngày 07/4/2020, *Thông tư 01/2021/TT-BKH&amp;CN* và\nNghị định 30\\/2020/NĐ\\-CP",
        "<p id=\"doan-1\">theo ⟦Quyết<br>\nđịnh số <strong>1221/QĐ-UBND</strong>⟧ ngày 07/4/2020, \
         <em>⟦Thông tư 01/2021/TT-BKH&amp;CN⟧</em> và<br>\n⟦Nghị định 30/2020/NĐ-CP⟧</p>",
    );
    check("## 1. Theo QĐ 1089/QĐ-UBND", "<h2 id=\"muc-1\">1. Theo ⟦QĐ 1089/QĐ-UBND⟧</h2>");
    check(
        "| QĐ 1089/QĐ-UBND |\n|---|",
        "<table>\n<thead>\n<tr id=\"doan-1\"><th scope=\"col\">⟦QĐ 1089/QĐ-UBND⟧</th></tr>\n</thead>\n</table>",
    );
    check(
        "[QĐ 1/QĐ-UBND](/a) `2/QĐ-UBND` ![3/QĐ-UBND](b)",
        "<p id=\"doan-1\"><a href=\"/a\">QĐ 1/QĐ-UBND</a> <code>2/QĐ-UBND</code> <img src=\"b\" alt=\"3/QĐ-UBND\"></p>",
    );
}

#[test]
fn a_citation_cut_by_emphasis_is_noted_and_not_linked() {
    let markdown = "**theo Quyết định** số 1221/QĐ-UBND.";
    let (body, _) = parse(markdown);
    check(markdown, "<p id=\"doan-1\"><strong>theo Quyết định</strong> số 1221/QĐ-UBND.</p>");
    assert_eq!(body.citations.len(), 1);
    assert!(!body.citations[0].linked);
    check_messages(markdown, &["CB205 \"Quyết định** số 1221/QĐ-UBND\""]);
}

#[test]
fn a_citation_knows_its_sentence_and_section() {
    let prose = "Phòng Kinh tế và Hạ tầng là cơ quan chuyên môn thuộc UBND huyện. ".repeat(5);
    let markdown = format!("## 2. A\n\n{prose}Họp theo QĐ 1089/QĐ-UBND ngày 16/3/2022; sau đó báo cáo. {prose}");
    let (body, _) = parse(&markdown);
    let site = &body.citations[0];
    assert_eq!(
        (&*site.passage.sentence, &*site.surface),
        ("Họp theo QĐ 1089/QĐ-UBND ngày 16/3/2022;", "QĐ 1089/QĐ-UBND")
    );
    assert_eq!((&*site.passage.anchor, site.passage.section.as_deref()), ("muc-2.1", Some("2. A")));
    assert_eq!(&markdown[site.span.0 as usize..site.span.1 as usize], "QĐ 1089/QĐ-UBND");
}

/// A citation of a place in a report outlives edits of its other sections.
#[test]
fn a_place_keeps_its_anchor_whatever_is_written_in_other_sections() {
    let anchor = |first: &str| {
        let (body, _) = parse(&format!("{first}\n\n## 1. A\n\n{first}\n\n## 2. B\n\nMột.\n\n- Theo QĐ 1089/QĐ-UBND."));
        body.citations.last().unwrap().passage.anchor.to_string()
    };
    for first in ["Một.", "Một.\n\nHai.\n\n- Ba.\n- Bốn.", "| a | b |\n| - | - |\n| c | d |"] {
        assert_eq!(anchor(first), "muc-2.2", "{first}");
    }
}

#[test]
fn what_is_named_knows_its_place() {
    let markdown = "## 1. A\n\n- Một.\n\n- Trồng &quot;sen&quot; \\(6ha\\) tại X&#7885; xã Thọ\n  Ngọc.";
    let (body, _) = parse(markdown);
    let mention = &body.mentions[0];
    assert_eq!(&*mention.name, "xã Thọ Ngọc");
    assert_eq!(&*mention.surface, "xã Thọ Ngọc");
    assert_eq!(&*mention.passage.sentence, "Trồng \"sen\" (6ha) tại Xọ xã Thọ Ngọc.");
    let (start, end) = mention.passage.hit;
    assert_eq!(&mention.passage.sentence[start as usize..end as usize], "xã Thọ Ngọc");
    assert_eq!(&*mention.passage.anchor, "muc-1.2");
    assert_eq!(mention.passage.section.as_deref(), Some("1. A"));
    assert_eq!(&markdown[mention.span.0 as usize..mention.span.1 as usize], "xã Thọ\n  Ngọc");
}

#[test]
fn links_are_sorted_by_where_they_lead() {
    check(
        "[a](/van-ban/ \"Tên \\\" onx=\\\"\") [b](https://a.vn/?x=1&y=2) [c](#muc-1) <https://b.vn> ![d](files/a.png) [e](<a b.md#muc-1>)\n\n# 1. X",
        "<p id=\"doan-1\"><a href=\"/van-ban/\" title=\"Tên &quot; onx=&quot;\">a</a> <a rel=\"noopener\" href=\"https://a.vn/?x=1&amp;y=2\">b</a> \
         <a href=\"#muc-1\">c</a> <a rel=\"noopener\" href=\"https://b.vn\">https://b.vn</a> <img src=\"files/a.png\" alt=\"d\"> \
         <a href=\"a b.md#muc-1\">e</a></p>\n<h2 id=\"muc-1\">1. X</h2>",
    );
}

#[test]
fn what_may_mislead_is_said() {
    check_messages("a <b>x</b> <font>x</font> <!-- ghi chú --> y<br>z", &["CB201 \"<font>\""]);
    check_messages("<div>\nx\n</div>\n\n<!-- a\n\nb -->", &["CB201 \"<div>\""]);
    check_messages(
        "[a](javascript:alert(1)) ![b](data:image/png;x)",
        &["CB202 \"[a](javascript:alert(1))\"", "CB202 \"![b](data:image/png;x)\""],
    );
    check_messages("![b](https://a.vn/x.png)", &["CB203 \"![b](https://a.vn/x.png)\""]);
    check_messages(
        "[a](#muc-2) [b](#muc-1) [c](#doan-1) [d](#doan-2) [e](#)\n\n## 1. A",
        &["CB204 \"[a](#muc-2)\"", "CB204 \"[d](#doan-2)\""],
    );
    let in_section = "[a](#muc-1.1) [b](#muc-1.2) [c](#doan-2) [d](#muc-1.01)\n\n## 1. A\n\nMột.";
    check_messages(in_section, &["CB204 \"[b](#muc-1.2)\"", "CB204 \"[d](#muc-1.01)\""]);
    check_messages("[a](#doan-01) [b](#doan-+1)", &["CB204 \"[a](#doan-01)\"", "CB204 \"[b](#doan-+1)\""]);
    check_messages("số **01/2021/**TT-X, \\*\\*a", &["CB206 \"**\"", "CB206 \"**\""]);
    check_messages("a[^1] b[^x]\n\n[^1]: c\n[^y]: d", &["CB207 \"[^x]\"", "CB208 \"[^y]\""]);
    check_messages("a[^1]\n\n[^1]: c\n\n[^1]: d", &["CB211 \"[^1]\""]);
    check_messages("[a]()", &["CB210 \"[a]()\""]);
    let (_, diagnostics) = parse("[a](#mục-2-1)\n\n## 2.1. A");
    assert_eq!(diagnostics[0].hint.as_ref().unwrap().en, "did you mean \"#muc-2-1\"?");
}

/// Inputs meant to run something on a reader's machine.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "a <script src=x></script> b",
    "<img src=x onerror=alert(1)>",
    "<ScRiPt>x</sCrIpT>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](  javascript:alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](&#1;javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1))",
    "![\" onerror=\"alert(1)](files/a.png)",
    "![a](files/a.png \"\\\" onerror=\\\"alert(1)\")",
    "[a](/x \"\\\"><script>alert(1)</script>\")",
    "[a](/x\"onclick=alert(1)//)",
    "[a](<https://a.vn/\" onclick=\"x>)",
    "[a](#\"onclick=\"x)",
    "```\"onclick=x\n</code><script>x</script>\n```",
    "`</code><script>x</script>`",
    "# <script>x</script>",
    "# \" onclick=\"x",
    "| <script>x</script> |\n|---|\n| <img onerror=x> |",
    "[^\"><script>]\n\n[^\"><script>]: x",
    "<a href=\"java\nscript:x\">x</a>",
    "&lt;script&gt;x&lt;/script&gt;",
    "\\<script>x\\</script>",
    "<!-- --><script>x</script>",
    "<?php x ?> <![CDATA[<script>x</script>]]>",
];

#[test]
fn nothing_hostile_passes() {
    for hostile in HOSTILE {
        assert_harmless(hostile);
    }
}

/// Only tags that congbo writes, with only its attributes, and no address that runs something.
#[track_caller]
fn assert_harmless(markdown: &str) {
    let (body, _) = parse(markdown);
    let html = filled(&body);
    let mut open: Vec<String> = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("unclosed tag in {html:?}"));
        let mut rest = tag.trim_start_matches('/');
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(TAGS.contains(&name.as_str()), "<{tag}> from {markdown:?}");
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_ref(), Some(&name), "{html} from {markdown:?}");
        } else if !["br", "hr", "img"].contains(&name.as_str()) {
            assert!(name != "a" || !open.contains(&name), "{html} from {markdown:?}");
            open.push(name.clone());
        }
        rest = &rest[name.len()..];
        while let Some(attribute) = rest.strip_prefix(' ') {
            let (key, value) = attribute.split_once("=\"").unwrap_or_else(|| panic!("<{tag}> from {markdown:?}"));
            assert!(ATTRIBUTES.contains(&key), "<{tag}> from {markdown:?}");
            let (value, after) = value.split_once('"').unwrap();
            let address = value.trim().to_lowercase();
            let runs = ["javascript:", "data:", "vbscript:"].iter().any(|scheme| address.starts_with(scheme));
            assert!(!(runs && ["href", "src"].contains(&key)), "<{tag}> from {markdown:?}");
            rest = after;
        }
        assert_eq!(rest, "", "<{tag}> from {markdown:?}");
    }
    assert_eq!(open, [""; 0], "{html} from {markdown:?}");
}

const TAGS: &[&str] = &[
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "br",
    "a",
    "img",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "sup",
    "sub",
    "u",
    "section",
];
const ATTRIBUTES: &[&str] = &[
    "id", "class", "href", "src", "alt", "title", "rel", "role", "scope", "start", "value", "rowspan", "colspan",
    "loading",
];

/// Deep and quadratic inputs, each of some hundred thousand bytes: a parser that is linear reads them in a moment.
#[test]
fn no_input_takes_long() {
    let many = |part: &str| part.repeat(200_000 / part.len());
    let inputs = [
        many("> "),
        many("- "),
        many("*a _b "),
        many("["),
        many("![a"),
        many("[a]("),
        many("**"),
        many("`a``"),
        many("<!--"),
        many("&"),
        many("\\"),
        many("(QĐ "),
        many("1/"),
        many("1."),
        many("a **b"),
        many("[^1] "),
        many("|"),
        many("x."),
        many("xã Thọ "),
        many("_*"),
        format!("{}\n{}", "a|".repeat(500), "-|".repeat(500)),
        many("\n\n# I. A\n"),
        many("\n\na) b\n"),
        many("\n- a\n\n+ b\n"),
        many("[a](#b) "),
    ];
    for input in inputs {
        let start = std::time::Instant::now();
        parse(&input);
        let took = start.elapsed();
        assert!(took.as_secs() < 5, "{took:?} for {:?}…", &input[..20]);
    }
}

/// Pieces of Markdown that together make every kind of block, and trouble.
const PIECES: &[&str] = &[
    "Thọ Ngọc",
    "xã Thọ Ngọc",
    "xã",
    " ",
    " ",
    "\n",
    "\n\n",
    "# ",
    "## I. ",
    "1.1. ",
    "2. ",
    "a) ",
    "- ",
    "+ ",
    "> ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "](/a)",
    "](#muc-1)",
    "![",
    "<b>",
    "<br>",
    "<!--",
    "-->",
    "|",
    "|---|\n",
    "[^1]",
    "[^1]: ",
    "&amp;",
    "&#7885;",
    "\\",
    "~~",
    "ợ",
    "Đ",
    "  \n",
    "\t",
    "\r\n",
    "\u{a0}",
    "\u{1f}",
    "Quyết định số 1221/QĐ-UBND ngày 07/4/2020",
    "Thông tư 01/2021/TT-BKH&CN",
    ".",
    ";",
    "(",
    "<script>",
    "javascript:",
    "\"",
    "'",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_markdown_is_read_whole_and_harmless(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let markdown = pieces.concat();
        let Read { body, blocks, said: diagnostics } = read(&markdown);
        assert_harmless(&markdown);

        // Holes hide no words and add none.
        let html = filled(&body).replace(['⟦', '⟧', '⟨', '⟩'], "");
        let said: String = blocks.iter().map(|block| &*block.text).collect::<Vec<_>>().join(" ");
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if !html.contains("<sup") && !markdown.contains("![") {
            prop_assert_eq!(plain(&words(&html)), plain(&said));
        }

        // Everything that is found is where it says it is.
        let found = body.citations.iter().map(|site| (&site.surface, &site.passage));
        for (surface, passage) in found.chain(body.mentions.iter().map(|site| (&site.surface, &site.passage))) {
            prop_assert_eq!(&passage.sentence[passage.hit.0 as usize..passage.hit.1 as usize], &**surface);
        }
        let spans = body.citations.iter().map(|site| site.span).chain(body.mentions.iter().map(|site| site.span)).chain(blocks.iter().map(|block| block.span));
        for (start, end) in spans {
            prop_assert!(markdown.get(start as usize..end as usize).is_some());
        }
        for diagnostic in diagnostics {
            let congbo::inside::diagnostic::Place::Bytes(start, end) = diagnostic.location.place else { panic!("no place") };
            prop_assert!(markdown.get(start as usize..end as usize).is_some());
        }
        prop_assert_eq!(&parse(&markdown).0, &body);
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        parse(&text);
    }
}
