//! What chance does to a seed.

use crate::random::Random;

/// Inputs are cut at this length: what only larger ones do is for `suite/growth`.
pub const MOST_BYTES: usize = 24_000;

/// How many changes an input has at most.
const MOST_CHANGES: usize = 8;

/// Pieces that a reader of ours gives a meaning to.
const WORDS: &[&str] = &[
    // YAML
    "\n- ",
    ": ",
    " #",
    "\n  ",
    "\n---\n",
    "\n...\n",
    "&a ",
    "*a",
    "!b ",
    "!!int ",
    "? ",
    "<<: ",
    "|\n",
    ">-\n",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    "\"",
    "\\x41",
    "\\u200B",
    "%YAML",
    "~",
    "null",
    "\t",
    "id: ",
    "name: ",
    "title: ",
    "date: ",
    "from: ",
    "to: ",
    "designation: ",
    "replaces: ",
    "within: ",
    "successors: ",
    "places: ",
    "summary: ",
    "files: ",
    "aliases: ",
    "slug: ",
    "anchors: ",
    "targets: ",
    // Markdown
    "# ",
    "\n## ",
    "**",
    "_",
    "`",
    "```\n",
    "> ",
    "\n| a | b |\n| --- | --- |\n",
    "|",
    "[a](",
    "](/bao-cao/)",
    "![",
    "[^1]",
    "\n[^1]: ",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "\\",
    "  \n",
    "[a]: /b\n",
    "http://",
    "$",
    "~~",
    "==",
    "\n1. ",
    "\n* ",
    // Words of the reports
    "Quyết định số 1221/QĐ-UBND",
    "ngày 07/4/2020",
    "của UBND tỉnh",
    "khoản 2 Điều 5 ",
    "Thông tư",
    "Luật ",
    "và ",
    "số ",
    "/2021/TT-BKHCN",
    "TCVN 1234:2015",
    "BÁO CÁO",
    "Kính gửi: ",
    "Nơi nhận:",
    "KT. CHỦ TỊCH",
    "1.250,5 triệu đồng",
    "12,5%",
    "tăng 12% so với ",
    "2022-h1",
    "6 tháng đầu năm 2022",
    "2022-06-31",
    "31/12/9999",
    "-0001-01-01",
    "MẬT",
    "Đ",
    "ộ",
    "NFD e\u{302}\u{301}",
    // Letters that are counted wrongly
    "\u{FEFF}",
    "\u{200B}",
    "\u{202E}",
    "\u{A0}",
    "\u{85}",
    "\u{2028}",
    "\u{FFFD}",
    "\u{10FFFF}",
    "İ",
    "ß",
    "ﬁ",
    "漢",
    "\u{1F468}\u{200D}\u{1F469}",
    "\r\n",
    "\r",
    "\u{C}",
    // XML
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>",
    "</w:t></w:r>",
    "<w:tbl>",
    "<w:tr><w:tc>",
    "<w:gridSpan w:val=\"99999\"/>",
    "<w:vMerge/>",
    "<w:ilvl w:val=\"-1\"/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:ins>",
    "<w:del>",
    "<!DOCTYPE a>",
    "<![CDATA[",
    "]]>",
    "<?xml?>",
    "&#xD800;",
    "/>",
    "mc:AlternateContent",
    // RTF and what else is written by programs
    "{\\rtf1 ",
    "\\u-3913?",
    "\\'e1",
    "\\par ",
    "\\bin99999 ",
    "\\fs-1 ",
    "<text:p>",
    "<table:table-cell table:number-columns-repeated=\"99999\"/>",
    // Manifests, journals and archives
    "  ",
    "\n//- ",
    "../",
    "/",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "18446744073709551616",
    "-1",
    "PK\u{3}\u{4}",
    "\0",
    "\0\0\0\0",
];

/// A seed after a few changes.
pub fn mutate(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(MOST_CHANGES) {
        change(&mut input, seeds, random);
        input.truncate(MOST_BYTES);
    }
    input
}

fn change(input: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Random) {
    let at = random.below(input.len() + 1);
    // Most pieces are short, some are long.
    let longest = [4, 40, 400, 4_000][random.below(4)];
    let end = (at + random.below(longest)).min(input.len());
    match random.below(9) {
        0 if at < input.len() => input[at] ^= 1 << random.below(8),
        1 if at < input.len() => input[at] = random.pick(&[0, 0x7F, 0x80, 0xFF, b'\n', b' ', b'0', b'9']),
        2 => drop(input.drain(at..end)),
        3 | 4 => drop(input.splice(at..at, random.pick(WORDS).bytes())),
        5 => drop(input.splice(at..end, random.pick(WORDS).bytes())),
        6 => {
            let piece = input[at..end].repeat(1 + random.below(6));
            input.splice(at..at, piece);
        }
        7 => {
            let other = &seeds[random.below(seeds.len())];
            let from = random.below(other.len() + 1);
            let piece = &other[from..(from + random.below(longest)).min(other.len())];
            input.splice(at..end, piece.iter().copied());
        }
        _ if random.below(8) == 0 => input.truncate(at),
        _ => {
            // A piece goes somewhere else.
            let piece: Vec<u8> = input.drain(at..end).collect();
            let to = random.below(input.len() + 1);
            input.splice(to..to, piece);
        }
    }
}
