//! Hostile texts of reports.

use super::{Input, Shape, each, file, report};

const CITATION: &str = "theo Quyết định số 15/2021/QĐ-UBND ngày 16/3/2022 của UBND huyện ";

type Body = fn(usize) -> String;

/// What a report's text repeats.
const BODIES: &[(&str, Body)] = &[
    ("one paragraph of citations", |n| CITATION.repeat(n)),
    ("one paragraph of citations with commas", |n| {
        CITATION.trim().to_owned().repeat(1) + &format!(", {}", CITATION.trim()).repeat(n)
    }),
    ("one list item of citations", |n| format!("- {}", CITATION.repeat(n))),
    ("one cell of citations", |n| format!("| a |\n|---|\n| {} |", CITATION.repeat(n))),
    ("one footnote of citations", |n| format!("Chữ[^1]\n\n[^1]: {}", CITATION.repeat(n))),
    ("one heading of citations", |n| format!("## {}", CITATION.repeat(n))),
    ("one numbered paragraph of citations", |n| format!("1.1. {}", CITATION.repeat(n))),
    ("one paragraph of short citations", |n| "QĐ 15/2021/QĐ-UBND, ".repeat(n)),
    ("one paragraph of unknown citations", |n| each(n, |i| format!("Quyết định số {}/2019/QĐ-UBND, ", i + 100))),
    ("one paragraph of one unknown citation", |n| "Quyết định số 99/2019/QĐ-UBND và ".repeat(n)),
    ("one paragraph of citations of many days", |n| {
        each(n, |i| format!("Quyết định số 99/2019/QĐ-UBND ngày {}/{}/2019, ", i % 28 + 1, i % 12 + 1))
    }),
    ("one paragraph of citations and escapes", |n| r"theo \*Quyết định\* số 15/2021/QĐ-UBND &amp; ".repeat(n)),
    ("one paragraph of citations on lines", |n| format!("{}\n", CITATION.trim()).repeat(n)),
    ("one paragraph of citations across emphasis", |n| "theo **Quyết định số** 15/2021/QĐ-UBND ".repeat(n)),
    ("one paragraph of citations half in emphasis", |n| "theo **Quyết định số 15/2021**/QĐ-UBND ".repeat(n)),
    ("paragraphs of citations", |n| format!("{CITATION}\n\n").repeat(n)),
    ("one paragraph of mentions", |n| "tại xã Thọ Ngọc và mô hình trồng cây sen ".repeat(n)),
    ("one paragraph of mentions and citations", |n| "xã Thọ Ngọc theo QĐ 15/2021/QĐ-UBND ".repeat(n)),
    ("sections of mentions", |n| "## Mục\n\nxã Thọ Ngọc\n\n".repeat(n)),
    ("one sentence after many", |n| format!("{} {CITATION}", "Một câu. ".repeat(n))),
    ("a long sentence around a citation", |n| format!("{} {CITATION} {}", "chữ ".repeat(n), "chữ ".repeat(n))),
    ("a long citation", |n| format!("theo {} Quyết định số 15/2021/QĐ-UBND", "Điều 3, ".repeat(n))),
    ("a long pinpoint", |n| format!("{}Điều 2 Quyết định số 15/2021/QĐ-UBND", "khoản 1 ".repeat(n))),
    ("a list under one type word", |n| format!("các Quyết định số {}", each(n, |i| format!("{i}/QĐ-UBND, ")))),
    ("sentences in brackets", |n| "(Một. ".repeat(n)),
    ("brackets that close", |n| format!("{} {CITATION}", "a) ".repeat(n))),
    ("one paragraph of abbreviations", |n| format!("{CITATION} {}", "TP. ".repeat(n))),
    ("broken links on one line", |n| "[a](/x) ".repeat(n)),
    ("different broken links on one line", |n| each(n, |i| format!("[a](/x{i}) "))),
    ("broken links in paragraphs", |n| "[a](/x)\n\n".repeat(n)),
    ("refused links on one line", |n| "[a](javascript:x) ".repeat(n)),
    ("refused links in paragraphs", |n| "[a](javascript:x)\n\n".repeat(n)),
    ("links without address", |n| "[a]() ".repeat(n)),
    ("links to sections that are not there", |n| each(n, |i| format!("[a](#muc-{i}) "))),
    ("links to sections and sections", |n| each(n, |i| format!("## Mục {i}\n\n[a](#khong-co-{i})\n\n"))),
    ("links to sections that are there", |n| each(n, |i| format!("## Phần {i} a\n\n[a](#phan-{i}-a)\n\n"))),
    ("remote pictures", |n| "![a](https://a.vn/b.png) ".repeat(n)),
    ("missing pictures", |n| "![a](files/b.png) ".repeat(n)),
    ("links out", |n| "[a](https://a.vn/b) ".repeat(n)),
    ("raw HTML on one line", |n| "a <b>c</b> ".repeat(n)),
    ("raw HTML in blocks", |n| "<div>\nc\n</div>\n\n".repeat(n)),
    ("a block of HTML without an end", |n| format!("<div>\n{}", "c\n".repeat(n))),
    ("comments", |n| "<!-- a --> ".repeat(n)),
    ("comments without an end", |n| "<!-- a ".repeat(n)),
    ("declarations without an end", |n| "a <!A ".repeat(n)),
    ("instructions without an end", |n| "a <? ".repeat(n)),
    ("CDATA without an end", |n| "a <![CDATA[ ".repeat(n)),
    ("attributes of a tag", |n| format!("a <b {}>", "c=\"d\" ".repeat(n))),
    ("tags without an end", |n| "a <b c ".repeat(n)),
    ("silenced by comments", |n| "<!-- congbo: bỏ qua CB571 vì bản gốc viết vậy -->\n\nchế thải\n\n".repeat(n)),
    ("silencing comments in a row", |n| {
        format!("{}\n\nchế thải", "<!-- congbo: bỏ qua CB571 vì bản gốc viết vậy -->\n".repeat(n))
    }),
    ("silencing comments on one line", |n| {
        format!("{}\n\nchế thải", "<!-- congbo: bỏ qua CB571 vì bản gốc viết vậy -->".repeat(n))
    }),
    ("reference definitions", |n| each(n, |i| format!("[a{i}]: /x{i}\n"))),
    ("reference definitions in paragraphs", |n| each(n, |i| format!("[a{i}]: /x{i}\n\n"))),
    ("one reference defined often", |n| "[a]: /x\n".repeat(n)),
    ("one long reference used often", |n| format!("[a]: /{}\n\n{}", "x".repeat(n), "[a] ".repeat(n))),
    ("references used", |n| {
        format!("{}\n{}", each(n, |i| format!("[a{i}]: https://a.vn/{i}\n")), each(n, |i| format!("[a{i}] ")))
    }),
    ("references that are not there", |n| each(n, |i| format!("[a{i}] "))),
    ("definitions begun", |n| "[a]: \n".repeat(n)),
    ("definitions with a title that does not end", |n| "[a]: /x \"\n".repeat(n)),
    ("labels that do not end", |n| "[a]: <\n".repeat(n)),
    ("one long label", |n| format!("[{}]: /x", "a".repeat(n))),
    ("opening brackets", |n| "[".repeat(n)),
    ("opening brackets and words", |n| "[a ".repeat(n)),
    ("nested brackets", |n| format!("{}{}", "[".repeat(n), "]".repeat(n))),
    ("nested links", |n| format!("{}{}", "[a".repeat(n), "](b)".repeat(n))),
    ("nested pictures", |n| format!("{}{}", "![a".repeat(n), "](b)".repeat(n))),
    ("links begun", |n| "[a](".repeat(n)),
    ("links begun in pointed brackets", |n| "[a](<b".repeat(n)),
    ("pictures begun", |n| "![".repeat(n)),
    ("closing brackets", |n| "]".repeat(n)),
    ("brackets and links", |n| "[a](b)](c".repeat(n)),
    ("emphasis begun", |n| "*a _".repeat(n)),
    ("emphasis begun and ended", |n| "*a* _b_ ".repeat(n)),
    ("strong begun", |n| "**a ".repeat(n)),
    ("strong ended", |n| "a** ".repeat(n)),
    ("strong that is none", |n| "**01/2021/**TT ".repeat(n)),
    ("nested emphasis", |n| format!("{}{}", "*a ".repeat(n), "b*".repeat(n))),
    ("nested strong", |n| format!("{}{}", "*a **a ".repeat(n), "b** b*".repeat(n))),
    ("emphasis of all kinds", |n| "a**b~~c_d*".repeat(n)),
    ("asterisks", |n| "*".repeat(n)),
    ("underscores and words", |n| "a_".repeat(n)),
    ("tildes", |n| "~".repeat(n)),
    ("tildes and words", |n| "~~a ".repeat(n)),
    ("code", |n| "`a` ".repeat(n)),
    ("code begun", |n| "`a ".repeat(n)),
    ("runs of ticks, each longer", |n| each((n as f64).sqrt() as usize, |i| format!("a{}", "`".repeat(i)))),
    ("pointed brackets", |n| "<".repeat(n)),
    ("addresses in pointed brackets", |n| "<https://a.vn/b> ".repeat(n)),
    ("addresses begun", |n| "<https://".repeat(n)),
    ("bare addresses", |n| "https://a.vn/b ".repeat(n)),
    ("ampersands", |n| "&".repeat(n)),
    ("entities", |n| "&amp;".repeat(n)),
    ("entities begun", |n| "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".repeat(n)),
    ("backslashes", |n| "\\".repeat(n)),
    ("escapes", |n| r"\*".repeat(n)),
    ("quotes in quotes", |n| format!("{}a", "> ".repeat(n))),
    ("quotes without spaces", |n| format!("{}a", ">".repeat(n))),
    ("lists in lists on one line", |n| format!("{}a", "- ".repeat(n))),
    ("numbered lists in lists on one line", |n| format!("{}a", "1. ".repeat(n))),
    ("lists in lists", |n| each((n as f64).sqrt() as usize, |i| format!("{}- a\n", "  ".repeat(i)))),
    ("quotes and lists", |n| format!("{}a", "> - ".repeat(n))),
    ("a deep quote and lazy lines", |n| {
        format!("{}a\n{}", ">".repeat((n as f64).sqrt() as usize), "b\n".repeat((n as f64).sqrt() as usize))
    }),
    ("deep lists and blank lines", |n| {
        let d = (n as f64).sqrt() as usize;
        format!("{}a\n{}", "- ".repeat(d), "\n".repeat(n))
    }),
    ("items", |n| "- a\n".repeat(n)),
    ("empty items", |n| "-\n".repeat(n)),
    ("items of three marks", |n| "- a\n+ b\n* c\n".repeat(n)),
    ("loose items", |n| "- a\n\n".repeat(n)),
    ("lists of one item", |n| each(n, |i| format!("{}. a\n\nb\n\n", i % 9 + 1))),
    ("numbered items", |n| each(n, |i| format!("{}. a\n", i + 1))),
    ("numbered paragraphs", |n| each(n, |i| format!("{}.{}. Mục\n\n", i / 90 % 90 + 1, i % 90 + 1))),
    ("headings of one number", |n| "## 1. Mục\n\n".repeat(n)),
    ("headings of one name", |n| "## Mục\n\n".repeat(n)),
    ("headings of many names", |n| each(n, |i| format!("## Mục a{i}\n\nchữ\n\n"))),
    ("headings of one letter", |n| "## a) Mục\n\n".repeat(n)),
    ("a long heading", |n| format!("## {}", "chữ ".repeat(n))),
    ("a long heading and citations", |n| format!("## {}\n\n{}", "chữ ".repeat(n), format!("{CITATION}\n\n").repeat(n))),
    ("a long number", |n| format!("## {} Mục", "1.".repeat(n))),
    ("signs of headings", |n| format!("# {}", "#".repeat(n))),
    ("lines over a line", |n| format!("{}===", "a\n".repeat(n))),
    ("lines over lines", |n| "a\n---\n".repeat(n)),
    ("rules", |n| "---\n\n".repeat(n)),
    ("dashes", |n| "-".repeat(n)),
    ("dashes and spaces", |n| "- ".repeat(n)),
    ("rows", |n| format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(n))),
    ("columns", |n| format!("{}|\n{}|\n{}|", "| a ".repeat(n), "|---".repeat(n), "| 1 ".repeat(n))),
    ("columns and short rows", |n| format!("{}|\n{}|\n{}", "| a ".repeat(n), "|---".repeat(n), "| 1 |\n".repeat(n))),
    ("columns and short rows, begun", |n| format!("{}\n{}\n{}", "|a".repeat(n), "|-".repeat(n), "a\n".repeat(n))),
    ("rows of numbers", |n| {
        format!("| Xã | Số | Tổng |\n|---|---|---|\n{}| Tổng | {n} | {n} |", "| a | 1 | 1 |\n".repeat(n))
    }),
    ("rows of one commune", |n| {
        format!("| TT | Xã | Diện tích (ha) |\n|---|---|---|\n{}", each(n, |i| format!("| {i} | Thọ Ngọc | {i},5 |\n")))
    }),
    ("rows of citations", |n| format!("| a | b |\n|---|---|\n{}", format!("| 1 | {CITATION} |\n").repeat(n))),
    ("tables", |n| "| a | b |\n|---|---|\n| 1 | 2 |\n\n".repeat(n)),
    ("bars", |n| "|".repeat(n)),
    ("a paragraph before a table", |n| format!("{}| a |\n|---|\n", "a\n".repeat(n))),
    ("bars and dashes", |n| "|-\n".repeat(n)),
    ("footnotes", |n| format!("{}\n\n{}", each(n, |i| format!("a[^{i}] ")), each(n, |i| format!("[^{i}]: b\n\n")))),
    ("references to one footnote", |n| format!("{}\n\n[^1]: b", "a[^1] ".repeat(n))),
    ("one footnote written often", |n| format!("a[^1]\n\n{}", "[^1]: b\n\n".repeat(n))),
    ("footnotes without text", |n| each(n, |i| format!("a[^{i}] "))),
    ("footnotes without reference", |n| each(n, |i| format!("[^{i}]: b\n\n"))),
    ("footnotes in footnotes", |n| format!("a[^0]\n\n{}", each(n, |i| format!("[^{i}]: b[^{}]\n\n", i + 1)))),
    ("footnotes begun", |n| "[^".repeat(n)),
    ("footnotes begun on lines", |n| "[^a\n".repeat(n)),
    ("a long footnote's name", |n| format!("[^{}] ", "a".repeat(n))),
    ("spaces", |n| format!("a{}b", " ".repeat(n))),
    ("words and spaces", |n| format!("a{}", " b".repeat(n))),
    ("tabs", |n| format!("a{}b", "\t".repeat(n))),
    ("tabs at the start", |n| format!("{}b", "\t".repeat(n))),
    ("line ends", |n| format!("a{}b", "\n".repeat(n))),
    ("old line ends", |n| "a\r".repeat(n)),
    ("hard line ends", |n| "a  \n".repeat(n)),
    ("hard line ends and citations", |n| format!("{CITATION}  \n").repeat(n)),
    ("one long word", |n| "a".repeat(n)),
    ("one long word with marks", |n| "ế".repeat(n)),
    ("marks on one letter", |n| format!("a{}", "\u{301}".repeat(n))),
    ("marks of two kinds on one letter", |n| format!("a{}", "\u{323}\u{301}".repeat(n))),
    ("letters not composed", |n| "e\u{323}\u{302} ".repeat(n)),
    ("look-alikes", |n| "Ðề ".repeat(n)),
    ("invisible letters", |n| "a\u{200b}".repeat(n)),
    ("soft hyphens", |n| "a\u{ad}".repeat(n)),
    ("many words", |n| each(n, |i| format!("{}{} ", ["tan", "ben", "con", "dan"][i % 4], i))),
    ("many words of letters", |n| each(n, |i| format!("{} ", letters(i)))),
    ("paragraphs of many words", |n| each(n, |i| format!("{}\n\n", letters(i)))),
    ("digits", |n| "1".repeat(n)),
    ("numbers with dots", |n| "1.".repeat(n)),
    ("numbers with thousands", |n| format!("1{}", ".000".repeat(n))),
    ("numbers with slashes", |n| "1/".repeat(n)),
    ("numbers and symbols", |n| "1/QĐ-".repeat(n)),
    ("symbols", |n| "QĐ-UBND-".repeat(n)),
    ("hyphens", |n| "a-".repeat(n)),
    ("months", |n| "tháng 3 năm 2022 ".repeat(n)),
    ("days", |n| "ngày 16/3/2022 ".repeat(n)),
    ("days begun", |n| "ngày ".repeat(n)),
    ("type words", |n| "Quyết định ".repeat(n)),
    ("type words in series", |n| format!("{}{CITATION}", "Quyết định, ".repeat(n))),
    ("issuers", |n| format!("Quyết định số 15/2021/QĐ-UBND {}", "của UBND huyện ".repeat(n))),
    ("laws", |n| "Luật Khoa học và Công nghệ năm 2013 ".repeat(n)),
    ("laws begun", |n| "Luật ".repeat(n)),
    ("a long law", |n| format!("Luật {}", "Khoa học và Công nghệ ".repeat(n))),
    ("laws with commas", |n| format!("Luật {}", "Khoa học, ".repeat(n))),
    ("standards", |n| "TCVN ISO 9001:2015 ".repeat(n)),
    ("articles", |n| "Điều 3, ".repeat(n)),
    ("articles and clauses", |n| "điểm a khoản 2 Điều 3, ".repeat(n)),
    ("articles as paragraphs", |n| each(n, |i| format!("Điều {i}. Phạm vi\n\n"))),
    ("percentages", |n| "đạt 95% (120/125 hộ), tăng 5% so với năm 2021 ".repeat(n)),
    ("percentages in paragraphs", |n| "Đạt 95% (120/125 hộ), tăng 5% so với năm 2021.\n\n".repeat(n)),
    ("money", |n| "kinh phí 1.500 triệu đồng, ".repeat(n)),
    ("hectares", |n| "Mô hình trồng cây sen tại xã Thọ Ngọc (6 ha); ".repeat(n)),
    ("hectares of the model", |n| "Mô hình trồng cây sen, ".repeat(n)),
    ("tasks in words", |n| "Tổng số nhiệm vụ KH&CN mới phê duyệt: 3; ".repeat(n)),
    ("models in words", |n| "tổng số 12 mô hình ".repeat(n)),
    ("telephone numbers", |n| "ĐT: 0912345678, ".repeat(n)),
    ("persons", |n| "ông Nguyễn Văn An, ".repeat(n)),
    ("identity numbers", |n| "CCCD 038090012345 ".repeat(n)),
    ("double words", |n| "của của ".repeat(n)),
    ("slips", |n| "chế thải bổ xung ".repeat(n)),
    ("misspelt", |n| "nghiênn cưuu ".repeat(n)),
    ("double spaces", |n| "một  hai ".repeat(n)),
    ("space before comma", |n| "một ,hai ".repeat(n)),
    ("quotes opened", |n| "“một ".repeat(n)),
    ("quotes opened in paragraphs", |n| "“một\n\n".repeat(n)),
    ("brackets opened in paragraphs", |n| "(một\n\n".repeat(n)),
    ("equal paragraphs", |n| {
        "Tiếp tục triển khai thực hiện các nhiệm vụ khoa học và công nghệ trên địa bàn huyện trong thời gian tới.\n\n"
            .repeat(n)
    }),
    ("equal sentences", |n| {
        "Tiếp tục triển khai thực hiện các nhiệm vụ khoa học và công nghệ trên địa bàn. ".repeat(n)
    }),
    ("sentences without a stop", |n| "tiếp tục triển khai\n\n".repeat(n)),
    ("secrets", |n| "MẬT\n\n".repeat(n)),
    ("secrets on lines", |n| "MẬT\n".repeat(n)),
    ("code in blocks", |n| "```\na\n```\n\n".repeat(n)),
    ("a block of code without an end", |n| format!("```\n{}", "a\n".repeat(n))),
    ("indented code", |n| "    a\n\n".repeat(n)),
    ("references to annexes", |n| "(Phụ lục 1 kèm theo) ".repeat(n)),
    ("ellipses", |n| "... ".repeat(n)),
    ("fullstops", |n| ".".repeat(n)),
    ("semicolons", |n| "a; ".repeat(n)),
    ("semicolons and citations", |n| format!("{}; ", CITATION.trim()).repeat(n)),
    ("stops and citations", |n| format!("{}. ", CITATION.trim()).repeat(n)),
    ("Roman numbers", |n| "IV. ".repeat(n)),
    ("capitals", |n| "A".repeat(n)),
    ("names of bodies", |n| "Ủy ban nhân dân huyện ".repeat(n)),
];

/// A number in letters: a word that is unlike others.
pub fn letters(mut number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "co", "du", "ghe", "hi", "khan", "lo", "mun", "nge", "tra"];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[number % 10]);
        number /= 10;
        if number == 0 {
            return word;
        }
    }
}

pub fn shapes() -> Vec<Shape> {
    let bodies = BODIES.iter().map(|&(name, body)| Shape::new(format!("text: {name}"), move |n| report(body(n))));
    let citing = BODIES.iter().map(|&(name, body)| Shape::new(format!("cite: {name}"), move |n| Input::Text(body(n))));
    let page = Shape::new("page: citations", |n| {
        file("pages/a.md", format!("---\ntitle: A\n---\n\n{}\n", CITATION.repeat(n)))
    });
    bodies.chain(citing).chain([page]).collect()
}
