//! A table of sentences and what they cite, field by field: `data/citations.txt`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::fmt::Write as _;
use trichdan::citation::{self, Citation};
use trichdan::designation::kind::Kind;

const TABLE: &str = include_str!("data/citations.txt");

/// The table as the recogniser would write it: comments and sentences as they are, its own findings under each.
fn rewritten(table: &str) -> String {
    let mut rewritten = String::new();
    for line in table.lines().filter(|line| !line.starts_with("    ")) {
        let _ = writeln!(rewritten, "{line}");
        if line.starts_with('#') {
            continue;
        }
        let text = line.replace("\\n", "\n");
        for citation in citation::find(&text) {
            let _ = writeln!(rewritten, "    {}", fields(&text, &citation));
        }
    }
    rewritten
}

fn fields(text: &str, citation: &Citation) -> String {
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let words = |value: &Option<std::sync::Arc<str>>| or_none(value.as_deref().map(str::to_owned));
    [
        text[citation.start..citation.end].replace('\n', "\\n"),
        or_none(citation.kind.map(|kind| kind.word().to_owned())),
        words(&citation.number),
        or_none(citation.year.map(|year| year.to_string())),
        words(&citation.symbol),
        or_none(citation.date.map(|date| date.to_string())),
        words(&citation.issuer),
        words(&citation.pinpoint),
    ]
    .join(" | ")
}

#[test]
fn every_sentence_of_the_table_cites_what_the_table_says() {
    expect_test::expect_file!["data/citations.txt"].assert_eq(&rewritten(TABLE));
}

#[test]
fn the_table_is_large_and_holds_sentences_that_cite_nothing() {
    let sentences = TABLE.lines().filter(|line| !line.starts_with([' ', '#']) && !line.is_empty()).count();
    assert!(sentences >= 200, "{sentences} sentences");
}

/// What is found must lie in order on character boundaries, and its surface alone must be found again.
fn check_is_sound(text: &str) {
    let mut last = 0;
    for citation in citation::find(text) {
        assert!(last <= citation.start && citation.start < citation.end, "order in {text:?}");
        assert!(citation.end <= citation.context_end && citation.context_end <= text.len(), "context in {text:?}");
        assert!(text.is_char_boundary(citation.start) && text.is_char_boundary(citation.context_end));
        last = citation.end;
        let surface = &text[citation.start..citation.end];
        // A law known by its date alone has no surface that could be read without the date.
        let again = citation::find(surface);
        let is_dated_name = citation.number.is_none() && citation.year.is_none();
        assert!(is_dated_name || again.len() == 1 || depends_on_words_before(&citation), "{surface:?} of {text:?}");
        if let [again] = again.as_slice() {
            assert_eq!(again.designation, citation.designation, "{surface:?} of {text:?}");
        }
    }
}

/// A number whose type word stands apart (`số **12/ABC-XYZ**`, later in a list) is believed for that word.
fn depends_on_words_before(citation: &Citation) -> bool {
    citation.kind != Some(Kind::TieuChuan)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1500))]

    #[test]
    fn any_text_is_read_soundly(text in "\\PC{0,60}") {
        check_is_sound(&text);
    }

    #[test]
    fn any_heap_of_a_citations_parts_is_read_soundly(text in concat!(
        "((Quyết định|Nghị định|QĐ|Luật|Bộ luật|Thông tư|TCVN|QCVN|ISO|Điều|khoản|điểm|Phụ lục|của|ngày|tháng|năm|số|và|từ|các|do|được",
        "|UBND|tỉnh|Thanh Hóa|Bộ|Chính phủ|khóa|XII|TT-BKH&CN|QĐ-UBND|NQ/TW|QH15|[0-9]{1,4}|[/:.,;()*<>|\\-–]|\n|\u{301}|\u{a0})[ ]?){0,24}",
    )) {
        check_is_sound(&text);
    }

    #[test]
    fn citations_are_found_in_any_surroundings(
        before in "[a-zà-ỹ ]{0,20}",
        number in 1u32..9999,
        year in proptest::option::of(1990i16..2030),
        symbol in "(QĐ|TT|KH|BC|NQ)-(UBND|BKHCN|SGDĐT|HĐND)",
        after in "[a-zà-ỹ ]{0,20}",
    ) {
        let designation = match year {
            Some(year) => format!("{number}/{year}/{symbol}"),
            None => format!("{number}/{symbol}"),
        };
        let text = format!("{before}; số {designation}; {after}");
        let found = citation::find(&text);
        proptest::prop_assert_eq!(found.len(), 1);
        proptest::prop_assert_eq!(&text[found[0].start..found[0].end], designation);
    }
}

/// One law in all the forms in which texts arrive: the offsets are bytes of the text as it is.
#[test]
fn offsets_are_bytes_of_the_text_as_given() {
    use unicode_normalization::UnicodeNormalization;
    let composed =
        "Căn cứ Luật Phá sản 2014 và Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2020 của Ủy ban nhân dân tỉnh;";
    for text in [
        composed.to_owned(),
        composed.nfd().collect(),
        composed.replace(' ', "\u{a0}"),
        composed.replace(' ', "\r\n"),
        format!("\u{feff}{composed}\r\n\r\n"),
    ] {
        let found = citation::find(&text);
        let surfaces: Vec<String> = found.iter().map(|one| text[one.start..one.end].nfc().collect()).collect();
        let surfaces: Vec<String> =
            surfaces.iter().map(|one| one.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(surfaces, ["Luật Phá sản 2014", "Quyết định số 12/QĐ-UBND"], "{text:?}");
        assert_eq!(found[1].issuer.as_deref(), Some("Ủy ban nhân dân tỉnh"), "{text:?}");
        assert_eq!(found[1].date.map(|date| date.to_string()).as_deref(), Some("2020-03-05"), "{text:?}");
    }
}

#[test]
fn machines_read_a_line_a_citation() {
    let text = "Theo Điều 3 Thông tư số 05/2019/TT-BKHCN ngày 26/6/2019 của Bộ KH&CN và TCVN ISO 9001:2015.";
    let lines = citation::json::lines(text);
    assert_eq!(
        lines,
        "{\"surface\":\"Thông tư số 05/2019/TT-BKHCN\",\"start\":15,\"end\":47,\"type\":\"thong-tu\",\"number\":\"05\",\"year\":2019,\
         \"symbol\":\"TT-BKHCN\",\"date\":\"2019-06-26\",\"issuer\":\"Bộ KH&CN\",\"pinpoint\":\"Điều 3\"}\n\
         {\"surface\":\"TCVN ISO 9001:2015\",\"start\":85,\"end\":103,\"type\":\"tieu-chuan\",\"number\":\"9001\",\"year\":2015,\
         \"symbol\":\"TCVN ISO\",\"date\":null,\"issuer\":null,\"pinpoint\":null}\n"
    );
}
