//! What the reader of Word files makes of one habit each.

use congbo::inside::diagnostic::{Location, Place};
use congbo::inside::import::manuscript::{Block, Cell, Height, Inline, Manuscript, Paragraph};
use congbo::inside::import::{source, unicode};
use congbo::inside::proof;
use congbo::inside::source::SourcePath;
use proptest::prelude::*;

use crate::media::sample::{heic, png};
use crate::word::{Word, bold, looking, p, r, table};

/// Reads a file and shows what was read, one block a line, then the codes of the messages.
fn read(bytes: &[u8]) -> String {
    let path = SourcePath::new("bao-cao.docx").unwrap();
    let (mut document, mut diagnostics) = source::original(&path, bytes);
    if !diagnostics.iter().any(|diagnostic| diagnostic.code.id == "CB601") {
        assert_kept(&document.manuscript, &document.words);
    }
    let location = Location { path, place: Place::File };
    diagnostics.extend(unicode::to_unicode(&mut document.manuscript, &location));
    let mut shown = show_blocks(&document.manuscript.blocks);
    for note in &document.manuscript.notes {
        shown.push_str(&format!("note: {}", show_blocks(&note.blocks)));
    }
    for diagnostic in &diagnostics {
        shown.push_str(&format!("{}: {}\n", diagnostic.code.id, diagnostic.message.en));
    }
    shown
}

/// Holds the reading against the plainest one: no word may be missing that was not named as left out.
#[track_caller]
pub fn assert_kept(manuscript: &Manuscript, words: &str) {
    let sorted = |text: &str| {
        let mut words = proof::words(text);
        words.sort();
        words
    };
    let read = format!("{} {}", manuscript.plain_text(), manuscript.left_out.join(" "));
    assert_eq!(sorted(&read), sorted(words));
}

pub fn show_blocks(blocks: &[Block]) -> String {
    blocks.iter().map(|block| format!("{}\n", show_block(block))).collect()
}

fn show_block(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => show_paragraph(paragraph),
        Block::Table(table) => {
            let show_cell = |cell: &Cell| {
                let sign = if cell.continues { "^" } else { "" };
                format!(
                    "{sign}{}{}",
                    "+".repeat(cell.columns - 1),
                    show_blocks(&cell.blocks).trim().replace('\n', " / ")
                )
            };
            let rows = table.rows.iter().map(|row| row.iter().map(show_cell).collect::<Vec<_>>().join(" | "));
            rows.collect::<Vec<_>>().join("\n")
        }
        Block::Verbatim(lines) => lines.clone(),
    }
}

fn show_paragraph(paragraph: &Paragraph) -> String {
    let mut shown = String::new();
    if let Some(level) = paragraph.heading {
        shown.push_str(&format!("h{level} "));
    }
    if !paragraph.number.is_empty() {
        shown.push_str(&format!("[{}] ", paragraph.number));
    }
    for inline in &paragraph.inlines {
        match inline {
            Inline::Text(run) => {
                let sign = match (run.look.bold, run.look.italic, run.look.height) {
                    (true, ..) => "**",
                    (_, true, _) => "*",
                    (_, _, Height::Raised) => "^",
                    (_, _, Height::Lowered) => "~",
                    _ => "",
                };
                shown.push_str(&format!("{sign}{}{sign}", run.text));
            }
            Inline::Break => shown.push('⏎'),
            Inline::Note(index) => shown.push_str(&format!("[^{index}]")),
            Inline::Picture(index) => shown.push_str(&format!("![{index}]")),
        }
    }
    shown
}

#[track_caller]
fn check(body: &str, expected: &str) {
    check_word(Word::new(body), expected);
}

#[track_caller]
fn check_word(word: Word, expected: &str) {
    assert_eq!(read(&word.bytes()).trim(), expected.trim());
}

#[test]
fn runs_that_cut_a_designation_are_joined() {
    check(&format!("<w:p>{}{}{}</w:p>", r("Quyết định số 12"), r("21/"), r("QĐ-UBND")), "Quyết định số 1221/QĐ-UBND");
}

#[test]
fn signs_that_are_elements() {
    let inside = "<w:r><w:t>27</w:t><w:noBreakHyphen/><w:t>KH/TU</w:t><w:tab/><w:t>khoa</w:t><w:softHyphen/><w:t>học</w:t>\
                  <w:br/><w:t>m</w:t></w:r>";
    let raised = looking("<w:vertAlign w:val=\"superscript\"/>", "2");
    let symbols = "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B0\"/><w:sym w:font=\"Lạ\" w:char=\"F123\"/></w:r>";
    check(
        &format!("<w:p>{inside}{raised}{symbols}</w:p>"),
        "27\u{2011}KH/TU\tkhoahọc⏎m^2^°\n\
         CB603: the part w:sym Lạ F123 of the file is not understood (1 times)\n\
         CB606: soft hyphens dropped: 1",
    );
}

#[test]
fn a_header_table_keeps_its_lines() {
    let left = "<w:p><w:r><w:t>ỦY BAN NHÂN DÂN</w:t><w:br/><w:t>HUYỆN TRIỆU SƠN</w:t></w:r></w:p>";
    check(
        &table(&[
            &[left, &bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
            &[&p("Số:      /BC-UBND"), &p("ngày    tháng    năm 2022")],
        ]),
        "ỦY BAN NHÂN DÂN⏎HUYỆN TRIỆU SƠN | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n\
         Số:      /BC-UBND | ngày    tháng    năm 2022",
    );
}

#[test]
fn merged_cells() {
    let wide = format!("<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}", p("Mô hình"));
    let tall = format!("<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}", p("Thọ Sơn"));
    let continued = format!("<w:tcPr><w:vMerge/></w:tcPr>{}", p(""));
    check(
        &table(&[&[&p("Xã"), &wide], &[&tall, &p("gai xanh"), &p("6")], &[&continued, &p("ăn quả"), &p("2")]]),
        "Xã | +Mô hình\nThọ Sơn | gai xanh | 6\n^ | ăn quả | 2",
    );
}

#[test]
fn numbers_through_styles() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Goc\"><w:name w:val=\"Gốc\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Goc\"/></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId=\"0\">\
                       <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:pStyle w:val=\"Goc\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
                       <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Muc\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
                     </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let styled =
        |style: &str, words: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(words));
    let body = [
        styled("Goc", "Kết quả"),
        styled("Muc", "Tổ chức"),
        styled("Muc", "Nhiệm vụ"),
        styled("Goc", "Phương hướng"),
        styled("Muc", "Giải pháp"),
    ];
    let word = Word::new(&body.concat()).part("styles", "styles", styles).part("numbering", "numbering", numbering);
    check_word(
        word,
        "[I.] **Kết quả**\nh2 [1.] **Tổ chức**\nh2 [2.] **Nhiệm vụ**\n[II.] **Phương hướng**\nh2 [1.] **Giải pháp**",
    );
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let changed = format!(
        "<w:p>{}<w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>03</w:delText></w:r></w:del>{}</w:p>",
        r("Có "),
        r("05"),
        r(" nhiệm vụ")
    );
    let joined = format!("<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>{}</w:p>{}", r("Trước "), p("sau"));
    check(
        &(changed + &joined),
        "Có 05 nhiệm vụ\nTrước sau\n\
         CB604: the file has 1 insertions (“05”) and 1 deletions (“03”) that nobody accepted; congbo takes them as accepted",
    );
}

#[test]
fn text_boxes_are_read_once() {
    let inside = p("MẬT");
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>\
         <wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r>{}</w:p>",
        r("Khoa"),
        r(" học")
    );
    check(&body, "Khoa học\nMẬT");
}

#[test]
fn content_controls_fields_and_smart_tags() {
    let control = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p("trong khung"));
    let prompt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p("Bấm để nhập")
    );
    let simple = format!("<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>", r("16/3/2022"));
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>kết quả</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let tag = format!("<w:smartTag>{}</w:smartTag>", r(" ở xã"));
    check(
        &format!("{control}{prompt}<w:p>{simple}{field}{tag}</w:p>"),
        "trong khung\n16/3/2022kết quả ở xã\nCB605: hidden words or a form's prompt are left out: “Bấm để nhập”",
    );
}

#[test]
fn notes_pictures_and_links() {
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:hyperlink r:id=\"l\">{}</w:hyperlink>\
         <w:r><w:drawing><wp:inline><wp:docPr descr=\"Ao sen\"/><a:graphic><a:blip r:embed=\"i\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>",
        r("Số liệu"),
        r(" trang")
    );
    let notes = format!(
        "<w:footnote w:id=\"2\">{}</w:footnote><w:footnote w:id=\"1\" w:type=\"separator\">{}</w:footnote>",
        p("Tính đến 14/6"),
        p("")
    );
    let word = Word::new(&body).part("footnotes", "footnotes", &notes).picture("i", "image1.png", &png(&[])).relation(
        "l",
        "hyperlink",
        "https://example.gov.vn/",
    );
    check_word(word, "Số liệu[^0] trang![0]\nnote: Tính đến 14/6");
}

#[test]
fn pictures_are_taken_for_what_is_in_them() {
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"Ao sen\"/><a:graphic><a:blip r:embed=\"i\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>";
    let left_out = |name: &str| {
        format!("CB040: the picture “word/media/{name}” in the file could run or is no picture, and was left out")
    };
    let odd = |name: &str| format!("![0]\nCB607: the picture “word/media/{name}” cannot be shown on a web page");
    let table: [(&str, &[u8], String, &str); 8] = [
        ("image1.png", &png(&[]), "![0]".to_owned(), "png"),
        ("image1.jpeg", &png(&[]), "![0]".to_owned(), "png"),
        ("image1.php", &png(&[]), "![0]".to_owned(), "png"),
        ("image1.svg", svg, left_out("image1.svg"), ""),
        ("image1.png", svg, left_out("image1.png"), ""),
        ("image1.php", b"<?php 1", left_out("image1.php"), ""),
        ("image1.aspx", b"1", left_out("image1.aspx"), ""),
        ("image1.jpg", &heic(), odd("image1.jpg"), "heic"),
    ];
    for (name, bytes, expected, extension) in table {
        let file = Word::new(picture).picture("i", name, bytes).bytes();
        assert_eq!(read(&file).trim(), expected, "{name}");
        let (document, _) = source::original(&SourcePath::new("a.docx").unwrap(), &file);
        let extensions: Vec<&str> =
            document.manuscript.pictures.iter().map(|picture| picture.extension.as_str()).collect();
        assert_eq!(extensions.concat(), extension, "{name}");
    }
}

#[test]
fn old_typefaces_are_converted() {
    let abc = |font: &str, words: &str| looking(&format!("<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/>"), words);
    let body = format!(
        "<w:p>{}</w:p><w:p>{}{}</w:p><w:p>{}</w:p>",
        abc(".VnTimeH", "b¸o c¸o"),
        abc(".VnTime", "KiÖn toµn Héi ®ång Khoa häc vµ C«ng nghÖ huyÖn, ch\u{AD}"),
        abc(".VnTime", "¬ng tr×nh"),
        abc("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp"),
    );
    check(
        &body,
        "BÁO CÁO\nKiện toàn Hội đồng Khoa học và Công nghệ huyện, chương trình\nCộng hòa xã hội chủ nghĩa Việt Nam, Độc lập\n\
         CB608: converted from TCVN3 (ABC) to Unicode: possible syllables rose from 0% to 100%\n\
         CB608: converted from VNI to Unicode: possible syllables rose from 0% to 100%",
    );
}

#[test]
fn what_is_not_text_is_named() {
    let formula = "<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>";
    let hidden = format!("<w:p>{}{}</w:p>", r("thấy"), looking("<w:vanish/>", " không thấy"));
    let word = Word::new(&format!("{formula}{hidden}"))
        .part("header", "hdr", &p("Dự thảo lần 2"))
        .part("footer", "ftr", &p("3"))
        .part("comments", "comments", "<w:comment/><w:comment/>");
    check_word(
        word,
        "x+1\nthấy\n\
         CB605: hidden words or a form's prompt are left out: “không thấy”\n\
         CB605: words of a page header or footer are not imported: “Dự thảo lần 2”\n\
         CB605: comments in the margin are left out: 2\n\
         CB603: the part m:oMath of the file is not understood (1 times): “x+1”",
    );
}

#[track_caller]
fn check_refused(bytes: &[u8], expected: &str) {
    assert_eq!(read(bytes).trim(), expected);
}

#[test]
fn files_that_are_refused() {
    check_refused(&Word::default().bytes(), "CB601: this is a packed file without a Word text in it");
    check_refused(
        &Word::new("<w:p>").bytes(),
        "CB601: the file is damaged: word/document.xml: ill-formed document: expected `</w:p>`, but `</w:body>` was found",
    );
}

#[test]
fn limits_hold() {
    let deep = format!("{}{}", "<w:sdt>".repeat(300), "</w:sdt>".repeat(300));
    assert!(read(&Word::new(&deep).bytes()).starts_with("CB602"));
    let bomb = Word::new("").picture("i", "image1.png", &vec![0; 66 << 20]);
    assert!(read(&bomb.bytes()).starts_with("CB602"));
}

#[test]
fn a_dtd_is_refused() {
    let mut word = Word::new("");
    word = word.raw("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>");
    assert!(read(&word.bytes()).contains("has a DTD"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let path = SourcePath::new("x.docx").unwrap();
        source::original(&path, &bytes);
        source::original(&path, &[b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    /// A good file with some bytes changed, which gets further than noise does.
    #[test]
    fn no_damage_makes_it_panic(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let path = SourcePath::new("x.docx").unwrap();
        let mut bytes = Word::new(&p("Khoa học và Công nghệ")).part("numbering", "numbering", "<w:num/>").bytes();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        source::original(&path, &bytes);
    }

    /// Any nesting of the elements that the reader knows, most of them wrong.
    #[test]
    fn no_structure_makes_it_panic(names in proptest::collection::vec(0_usize..ELEMENTS.len(), 0..40)) {
        let mut body = String::new();
        let mut open = Vec::new();
        for name in names {
            match ELEMENTS[name] {
                "" => if let Some(name) = open.pop() { body.push_str(&format!("</{name}>")) },
                "w:t" => body.push_str("<w:t>chữ </w:t>"),
                name => { body.push_str(&format!("<{name}>")); open.push(name) }
            }
        }
        while let Some(name) = open.pop() { body.push_str(&format!("</{name}>")) }
        source::original(&SourcePath::new("x.docx").unwrap(), &Word::new(&body).bytes());
    }
}

const ELEMENTS: &[&str] = &[
    "",
    "",
    "w:t",
    "w:t",
    "w:p",
    "w:r",
    "w:r",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:sdt",
    "w:sdtContent",
    "w:ins",
    "w:del",
    "w:smartTag",
    "w:hyperlink",
    "w:fldSimple",
    "w:drawing",
    "w:txbxContent",
    "mc:AlternateContent",
    "mc:Choice",
    "mc:Fallback",
    "w:lạ",
    "m:oMath",
];
