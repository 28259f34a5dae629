//! Files of other programs read as Word's own do; what cannot be read is named, with what to do; and no damage makes a reader stumble.

use std::fs;
use std::path::{Path, PathBuf};

use congbo::inside::diagnostic::Language;
use congbo::inside::import::manuscript::Manuscript;
use congbo::inside::import::source;
use congbo::inside::print::{self, Look};
use congbo::inside::source::{SourcePath, Sources};
use proptest::prelude::*;

use super::docx::{assert_kept, show_blocks};
use super::pdf::pdf;
use crate::fixture::check_golden;
use crate::media::sample::png;
use crate::word::Word;

/// The files that LibreOffice wrote of one text each, beside the `.docx` of the same name.
const NAMES: &[&str] = &["bang-dau-trang", "danh-so-tu-dong", "phong-abc", "du-moi-thu"];

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/docx")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(data().join(name)).unwrap()
}

/// What stands in a file, spaces aside, and the words and pictures that it has.
fn shown(name: &str) -> String {
    let bytes = sample(name);
    let (original, _) = source::original(&SourcePath::new(name).unwrap(), &bytes);
    assert_kept(&original.manuscript, &original.words);
    let (manuscript, said) = source::read(&SourcePath::new(name).unwrap(), &bytes);
    assert!(said.iter().all(|one| one.code.id != "CB609"), "{name}: {said:?}");
    show(&manuscript.unwrap())
}

fn show(manuscript: &Manuscript) -> String {
    let notes: String = manuscript.notes.iter().map(|note| format!("note: {}", show_blocks(&note.blocks))).collect();
    let all = format!("{}{notes}", show_blocks(&manuscript.blocks));
    let lines = all.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_format_reads_as_words_own() {
    for name in NAMES {
        let expected = shown(&format!("{name}.docx"));
        for ending in ["doc", "odt", "rtf"] {
            // LibreOffice keeps the codes of a typeface for symbols, and has not laid out the page whose number it shows.
            let read = shown(&format!("{name}.{ending}")).replace('\u{F0A3}', "≤").replace("Trang 0", "Trang 1");
            assert_eq!(read, expected, "{name}.{ending}");
        }
    }
}

/// Reads a text as the file that it is, and shows blocks, notes and the codes of messages.
#[track_caller]
fn check(text: &str, expected: &str) {
    let path = SourcePath::new("bao-cao.doc").unwrap();
    let (original, _) = source::original(&path, text.as_bytes());
    assert_kept(&original.manuscript, &original.words);
    let (manuscript, said) = source::read(&path, text.as_bytes());
    let messages = said.iter().map(|one| format!("{}: {}", one.code.id, one.message.en));
    let shown = [show(&manuscript.unwrap())].into_iter().chain(messages).collect::<Vec<_>>().join("\n");
    assert_eq!(shown, expected);
}

/// What LibreOffice prints of the same texts.
#[test]
fn what_is_printed_reads_by_place() {
    for name in NAMES {
        check_golden(&data().join(format!("{name}.pdf.txt")), &shown(&format!("{name}.pdf")));
    }
}

#[test]
fn rtf_of_a_web_program_with_words_habits() {
    const RTF: &str = r#"{\rtf1\ansi\ansicpg1258\uc1{\fonttbl{\f0\fnil\fcharset163 Times New Roman;}{\f1\fnil\fcharset2 Symbol;}{\f2 .VnTime{\*\falt Arial};}}
{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}{\info{\title Kh\'f4ng hi\u7879?n}}{\*\generator X}
{\header\pard \'d0\u7847?u trang\par}
\pard\plain\s1\b K\u7871?t qu\'e1\u8209?nhi\u7879?m v\u7909?\b0\par
\pard {\listtext 1.1.\tab}S\u7889? 12\_KH{\super 2}{\footnote \pard {\super\chftn} Ghi ch\'fa}, {\v \u7849?n} {\deleted b\u7887?}{\revised th\'eam} 
{\field{\*\fldinst HYPERLINK "https://a.vn/"}{\fldrslt trang}} {\f1\'a3} {\f2 ch\'ad\'acng}\line h\'e0ng hai\par
{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard trong khung\par}}{\shprslt trong khung}}ngo\'e0i\par
{\listtext\f1\'b7\tab}ch\u7845?m\par
\trowd\cellx1000\clvmgf\cellx2000\clmgf\cellx3000\clmrg\cellx4000\pard\intbl a\cell b\cell c\cell \cell\row
\trowd\cellx1000\clvmrg\cellx2000\cellx3000\cellx4000\pard\intbl d\cell\cell e\cell f\cell\row
\pard{\*\annotation\pard nh\u7853?n x\'e9t}h\u7871?t}"#;
    check(
        RTF,
        "h1 **Kết quá‑nhiệm vụ**\n[1.1.] Số 12‑KH^2^[^0], thêm trang ≤ chương⏎hàng hai\nngoài\ntrong khung\n[•] chấm\na | b | +c\n\
         d | ^ | e | f\nhết\nnote: Ghi chú\n\
         CB604: the file has 1 insertions (“thêm”) and 1 deletions (“bỏ”) that nobody accepted; congbo takes them as accepted\n\
         CB605: hidden words or a form's prompt are left out: “ẩn”\n\
         CB605: words of a page header or footer are not imported: “Đầu trang”\n\
         CB605: comments in the margin are left out: 1\n\
         CB608: converted from TCVN3 (ABC) to Unicode: possible syllables rose from 0% to 100%",
    );
}

#[test]
fn rtf_keeps_its_pictures_once() {
    let digits: String = png(&[]).iter().map(|byte| format!("{byte:02x}")).collect();
    let picture = format!("{{\\pict\\pngblip\\picw1 {digits}}}");
    let text = format!(
        "{{\\rtf1 {{\\shp{{\\*\\shpinst{{\\sp{{\\sn pib}}{{\\sv {picture}}}}}}}}}m{{\\*\\shppict{picture}}}{{\\nonshppict{picture}}}\\par}}"
    );
    check(&text, "![0]m![1]");
}

#[test]
fn pages_that_bear_the_name_of_a_word_file() {
    const PAGE: &str = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Không hiện</title><style><!--
p.MsoTitle {text-align:center; font-weight:bold} span.an {display:none} --></style><xml><o:x>không</o:x></xml></head><body>
<p class=MsoTitle>BÁO&nbsp;CÁO<o:p></o:p></p>
<h2 align="center">Kết quả</h2><p>m<sup>2</sup>, <span class=an>ẩn</span> <del>bỏ</del><ins>thêm</ins> <a href="https://a.vn/">trang</a>
gãy<br>hàng hai<p style='mso-list:l0'><span style='mso-list:Ignore'>1.1.<span>&nbsp; </span></span>mục
<ol start=3 type=a><li>ba<li>bốn</ol><ul><li>chấm</ul>
<table><tr><td rowspan=2>a<td colspan=2><p>b<p>b<tr><td>c</td><td>d<table><tr><td>e</table></table>hết"#;
    check(
        PAGE,
        "**BÁO CÁO**\nh2 **Kết quả**\nm^2^, thêm trang gãy⏎hàng hai\n[1.1.] mục\n[c.] ba\n[d.] bốn\n[•] chấm\na | +b / b\n^ | c | d / e\nhết\n\
         CB604: the file has 1 insertions (“thêm”) and 1 deletions (“bỏ”) that nobody accepted; congbo takes them as accepted\n\
         CB605: hidden words or a form's prompt are left out: “ẩn”",
    );
}

/// Each with its message in both languages.
#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let doc = || sample("bang-dau-trang.doc");
    let in_header = |at: usize, changed: &[u8]| {
        let mut bytes = doc();
        let header = bytes.windows(2).position(|window| window == [0xEC, 0xA5]).unwrap();
        bytes[header + at..][..changed.len()].copy_from_slice(changed);
        bytes
    };
    let mut locked_odt = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<m><encryption-data/></m>"),
        ("content.xml", ""),
    ];
    for (name, content) in parts {
        locked_odt.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut locked_odt, content.as_bytes()).unwrap();
    }
    let files: &[(&str, Vec<u8>)] = &[
        ("rong.docx", Vec::new()),
        ("~$bao-cao.docx", vec![0x05, b'A', 0, 0]),
        ("mat-khau.doc", in_header(0x0B, &[0x13])),
        ("mat-khau.odt", locked_odt.finish().unwrap().into_inner()),
        ("word-95.doc", in_header(2, &[0x65, 0])),
        ("hong.doc", doc()[..2000].to_vec()),
        ("hong.pdf", b"%PDF-1.7\n%%EOF".to_vec()),
        ("quet.pdf", pdf(&[&[]], "q 600 0 0 800 0 0 cm /I Do Q")),
        ("quet.doc", png(&[])),
        ("nen.docx", Word::default().bytes()),
        ("word-2003.doc", b"<?xml version=\"1.0\"?><w:wordDocument/>".to_vec()),
        ("trang.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--a".to_vec()),
        ("la.doc", vec![1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ];
    let mut shown = String::new();
    for (name, bytes) in files {
        let (manuscript, said) = source::read(&SourcePath::new(name).unwrap(), bytes);
        assert!(manuscript.is_none(), "{name}");
        for language in [Language::Vietnamese, Language::English] {
            shown.push_str(&print::human(&said, &Sources::default(), &Look { language, color: false, folder: "" }));
        }
    }
    check_golden(&data().join("khong-doc-duoc.txt"), &shown);
}

/// Damage that gets further than noise: bytes changed, and pieces copied to other places.
fn damaged(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, prop::sample::Index, u8, usize)]) -> Vec<u8> {
    for (at, from, byte, length) in changes {
        let (at, from) = (at.index(bytes.len()), from.index(bytes.len()));
        if *length == 0 {
            bytes[at] = *byte;
        }
        let copied: Vec<u8> = bytes[from..].iter().copied().take(*length).collect();
        bytes.iter_mut().skip(at).zip(copied).for_each(|(byte, copied)| *byte = copied);
    }
    bytes
}

/// Puts damage into the part of a packed file that holds the text, and packs it again.
fn damaged_inside(bytes: &[u8], part: &str, damage: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(part).unwrap(), &mut content).unwrap();
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()), (part, damage(content))]
    {
        packed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut packed, &content).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// `PROPTEST_CASES=250000 cargo test --release --test suite import::formats::no_damage` tries over a million files.
    #[test]
    fn no_damage_makes_a_reader_stumble(
        name in prop::sample::select(NAMES),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>(), 0..48_usize), 1..12),
        is_printed in 0..8_u8,
    ) {
        for ending in ["doc", "rtf", "html", "odt"] {
            let good = sample(&format!("{name}.{ending}"));
            let bytes = match ending {
                "odt" => damaged_inside(&good, "content.xml", |content| damaged(content, &changes)),
                _ => damaged(good, &changes),
            };
            source::read(&SourcePath::new("a.doc").unwrap(), &bytes);
        }
        // One that a program printed has whole typefaces in it, which take long to read.
        let pdf = if is_printed == 0 { sample(&format!("{name}.pdf")) } else { pdf(&[&[(72, 700, "mot hai")], &[(72, 700, "ba")]], "72 700 300 1 re f") };
        source::read(&SourcePath::new("a.pdf").unwrap(), &damaged(pdf, &changes));
    }
}
