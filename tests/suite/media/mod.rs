//! Files under `files/` are judged by what is in them, and photographs are published without what cameras write into them.
#![allow(clippy::unwrap_used)]

pub mod sample;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

use congbo::inside::diagnostic::{Language, Severity, has_errors};
use congbo::inside::hash::Hash;
use congbo::inside::media::{self, Danger, Hands, Kind, Marks, Misnamed, Paper, Size, State, Text, Traces};
use congbo::inside::print::{self, Look};
use congbo::inside::release::manifest::Manifest;
use congbo::inside::shell::build::build;
use congbo::inside::shell::workplace::Workplace;
use congbo::inside::site::Site;
use congbo::inside::source::Attachment;
use congbo::inside::view::View;
use exif::{In, Reader, Tag};
use proptest::prelude::*;
use sample::*;

use crate::fixture;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

fn kinds() -> Vec<(&'static str, Vec<u8>, Kind)> {
    vec![
        ("a.jpg", jpeg(&[]), Kind::Jpeg),
        ("a.png", png(&[]), Kind::Png),
        ("a.webp", webp(&[(b"VP8 ", &[0; 10])]), Kind::Webp),
        ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), Kind::Gif),
        ("a.bmp", b"BM\x3A\0\0\0\0\0\0\0\x36\0\0\0".to_vec(), Kind::Bmp),
        ("a.heic", heic(), Kind::Heic),
        ("a.tif", b"II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec(), Kind::Tiff),
        ("a.tiff", b"MM\0*\0\0\0\x08\0\0\0\0\0\0".to_vec(), Kind::Tiff),
        ("a.svg", format!("{SVG}<path d=\"M0 0\"/></svg>").into(), Kind::Svg),
        (
            "a.svg",
            b"<?xml version=\"1.0\"?>\n<!-- a -->\n<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"/>".to_vec(),
            Kind::Svg,
        ),
        ("a.pdf", b"%PDF-1.7\n\xE2\xE3\n%%EOF\n".to_vec(), Kind::Pdf),
        ("a.pdf", b"\n\n%PDF-1.4\n%%EOF".to_vec(), Kind::Pdf),
        ("a.docx", zip("", &["[Content_Types].xml", "word/document.xml"]), Kind::Word),
        ("a.xlsx", zip("", &["[Content_Types].xml", "xl/workbook.xml"]), Kind::Excel),
        ("a.pptx", zip("", &["[Content_Types].xml", "ppt/presentation.xml"]), Kind::PowerPoint),
        ("a.odt", zip("application/vnd.oasis.opendocument.text", &["mimetype"]), Kind::OpenText),
        ("a.ods", zip("application/vnd.oasis.opendocument.spreadsheet", &["mimetype"]), Kind::OpenSheet),
        ("a.doc", compound("/WordDocument"), Kind::OldWord),
        ("a.xls", compound("/Workbook"), Kind::OldExcel),
        ("a.docx", compound("/EncryptedPackage"), Kind::LockedOffice),
        ("a.zip", zip("1", &["1.txt"]), Kind::Zip),
        ("a.zip", zip("", &["[Content_Types].xml", "word/document.xml"]), Kind::Word),
        ("a.rtf", b"{\\rtf1 a}".to_vec(), Kind::Rtf),
        ("a.csv", "Xã,Số\nThọ Ngọc,1\n".into(), Kind::Text),
        ("a.csv", "<b>,1\n".into(), Kind::Html),
        ("a.txt", b"\xFF\xFEa\0".to_vec(), Kind::Text),
        ("a.xml", b"<?xml version=\"1.0\"?><bao-cao/>".to_vec(), Kind::Xml),
        ("a.rar", b"Rar!\x1A\x07\0\0\0".to_vec(), Kind::Archive),
        ("a.mp3", b"ID3\x03\0\0\0\0\0\0".to_vec(), Kind::Audio),
    ]
}

#[test]
fn a_file_is_what_is_in_it() {
    for (name, bytes, kind) in kinds() {
        let (facts, _) = media::examine(name, &bytes);
        let seen = (facts.kind, facts.state, facts.danger.clone(), facts.misnamed(name));
        assert_eq!(seen, (kind, State::Whole, None, None), "{name} {:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_name_that_says_otherwise_is_found() {
    let table = [
        ("a.pdf", b"Words of a letter.".to_vec(), Some(Misnamed::Otherwise(Kind::Pdf))),
        ("a.jpg", png(&[]), Some(Misnamed::Otherwise(Kind::Jpeg))),
        ("a.JPG", png(&[]), Some(Misnamed::Otherwise(Kind::Jpeg))),
        ("a.jpg", heic(), Some(Misnamed::Otherwise(Kind::Jpeg))),
        ("a.doc", zip("", &["[Content_Types].xml", "word/document.xml"]), Some(Misnamed::Otherwise(Kind::OldWord))),
        ("a.xlsx", b"Xa,So\n".to_vec(), Some(Misnamed::Otherwise(Kind::Excel))),
        ("ban-quet", b"%PDF-1.7\n%%EOF".to_vec(), Some(Misnamed::Nameless)),
        ("a.la-lung", b"%PDF-1.7\n%%EOF".to_vec(), Some(Misnamed::Nameless)),
        ("a.jpeg", jpeg(&[]), None),
        ("a.geojson", b"{}".to_vec(), None),
        ("a.la-lung", b"\x01\x02\x03".to_vec(), None),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(media::examine(name, &bytes).0.misnamed(name), expected, "{name}");
    }
}

/// A file is seen to be cut wherever that happens behind the marks by which its kind is told.
#[test]
fn what_is_cut_is_seen() {
    let pdf = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF".to_vec();
    let named = kinds().into_iter().filter(|(_, _, kind)| {
        matches!(kind, Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Word | Kind::Zip | Kind::OpenText | Kind::OldWord)
    });
    for (name, bytes, kind) in named.chain([("a.pdf", pdf, Kind::Pdf)]) {
        // The last sectors of a compound file may be spare.
        let end = if kind == Kind::OldWord { bytes.len() / 2 } else { bytes.len() };
        for length in 16..end {
            let (facts, _) = media::examine(name, &bytes[..length]);
            assert_eq!(facts.state, State::Cut, "{name}: {length} of {}", bytes.len());
            assert!(facts.kind_when_whole(name).is_kept_by(kind) || name == "a.zip", "{name}: {length}");
        }
    }
    assert_eq!(media::examine("a.pdf", b"").0.state, State::Empty);
}

#[test]
fn names_that_act_are_known() {
    let table = [
        (Danger::Page, "a.html A.HTM a.xhtml a.svgz a.mht"),
        (Danger::ServerCode, "a.php a.PHTML a.phar a.asp a.aspx a.ashx a.jsp a.jspx a.cgi a.pl a.py a.shtml"),
        (Danger::ServerSettings, "web.config Web.Config a.htaccess php.ini"),
        (Danger::Program, "a.exe a.scr a.msi a.bat a.cmd a.ps1 a.vbs a.js a.hta a.lnk a.jar a.apk a.sh a.swf a.wasm"),
    ];
    for (danger, names) in table {
        for name in names.split(' ') {
            assert_eq!(Danger::by_name(name), Some(danger.clone()), "{name}");
        }
    }
    for name in "a.pdf a.php.pdf a.docx a.csv a.json a.xml a.svg a.zip a.config php html".split(' ') {
        assert_eq!(Danger::by_name(name), None, "{name}");
    }
}

#[test]
fn contents_that_act_are_known_under_every_name() {
    let program = [b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0", &[0; 48][..]].concat();
    let table: [(&str, &[u8], Danger); 10] = [
        ("a.pdf", b"<html><body>1", Danger::QuietPage),
        ("a.txt", b"<!DOCTYPE html><p>1", Danger::QuietPage),
        ("a.jpg", b"\n<!-- 1 --><script>alert(1)</script>", Danger::Page),
        ("a.pdf", b"<html>%PDF-1.7", Danger::QuietPage),
        ("a.csv", b"<?php echo 1;", Danger::ServerCode),
        ("a.txt", b"<%@ Page Language=\"C#\" %>", Danger::ServerCode),
        ("a.gif", b"GIF89a\x01\0\x01\0<?php echo 1;", Danger::ServerCode),
        ("a.pdf", &program, Danger::Program),
        ("a", b"#!/bin/sh\n", Danger::Program),
        ("a.zip", &zip("", &["META-INF/MANIFEST.MF"]), Danger::Program),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(media::examine(name, bytes).0.danger, Some(expected), "{name} {:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_drawing_may_draw_and_nothing_else() {
    let whole = |inside: &str| format!("{SVG}\n{inside}\n</svg>");
    for inside in [
        "<style>.a { fill: url(#b) }</style><path class=\"a\"/>",
        "<use xlink:href=\"#a\"/><image href=\"data:image/png;base64,AA==\"/>",
        "<a href=\"https://example.gov.vn/\"><text>onload javascript:</text></a>",
    ] {
        assert_eq!(media::examine("a.svg", whole(inside).as_bytes()).0.danger, None, "{inside}");
    }
    let table = [
        ("<script>1</script>", "<script>"),
        ("<s:script xmlns:s=\"http://www.w3.org/2000/svg\">1</s:script>", "<script>"),
        ("<path onload=\"alert(1)\"/>", "onload=alert(1)"),
        ("<a xlink:href=\"java&#10;script:alert(1)\"/>", "xlink:href=javascript:alert(1)"),
        ("<set attributeName=\"href\" to=\"#\"/>", "attributeName=href"),
        ("<foreignObject><p>1</p></foreignObject>", "<foreignObject>"),
        ("<image href=\"https://a.vn/1.png\"/>", "href=https://a.vn/1.png"),
        ("<style>@import 'https://a.vn/1.css';</style>", "@import"),
        ("<path style=\"fill: url(https://a.vn/1.svg#a)\"/>", "style=fill:url(https://a.vn/1.svg#a)"),
    ];
    for (inside, what) in table {
        let Some(Danger::Markup(found)) = media::examine("a.svg", whole(inside).as_bytes()).0.danger else {
            panic!("{inside} passes");
        };
        assert_eq!((&*found.what, found.line_number), (what, 2), "{inside}");
    }
}

/// What a picture says of itself.
fn read_exif(bytes: &[u8]) -> exif::Exif {
    Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).unwrap()
}

/// A telephone's photo with all that has been seen in such: a smaller copy, words of programs, a second picture behind.
fn photo() -> Vec<u8> {
    let parts = [
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb"),
        segment(0xE0, b"JFXX\0smaller copy"),
        exif_segment(6, true),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"19,48N\"/>"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xE2, b"MPF\0where the second picture is"),
        segment(0xED, b"Photoshop 3.0\0who took it"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"),
        segment(0xFE, b"a remark"),
    ];
    [jpeg(&parts), jpeg(&[exif_segment(1, true)])].concat()
}

#[test]
fn a_photo_loses_what_its_camera_wrote_and_nothing_that_is_seen() {
    let (facts, cleaned) = media::examine("a.jpg", &photo());
    assert_eq!((facts.state, facts.traces), (State::Whole, Traces::LeftOut { has_place: true }));
    let up = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let expected = jpeg(&[
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xE1, &[b"Exif\0\0", &up[..]].concat()),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"),
    ]);
    assert_eq!(cleaned.as_deref(), Some(&expected[..]));
    let exif = read_exif(&expected);
    assert_eq!(exif.fields().count(), 1);
    assert_eq!(exif.get_field(Tag::Orientation, In::PRIMARY).unwrap().value.get_uint(0), Some(6));
}

#[test]
fn other_pictures_are_cleaned_too() {
    let place = exif(8, true);
    let plain = exif(1, false);
    let said = |has_place| Traces::LeftOut { has_place };
    let vp8 = |first: u8| vec![first, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let table = [
        ("a.jpg", jpeg(&[exif_segment(3, false)]), said(false), Some(3)),
        ("a.jpg", jpeg(&[exif_segment(1, true)]), said(true), None),
        ("a.png", png(&[(b"eXIf", &place), (b"tEXt", b"Author\0a")]), said(true), Some(8)),
        ("a.png", png(&[(b"gAMA", &[0; 4]), (b"tIME", &[0; 7])]), Traces::None, None),
        (
            "a.webp",
            webp(&[(b"VP8X", &vp8(0x0C)), (b"VP8 ", &vp8(1)), (b"EXIF", &place), (b"XMP ", b"a")]),
            said(true),
            Some(8),
        ),
        ("a.webp", webp(&[(b"VP8X", &vp8(0x08)), (b"VP8 ", &vp8(1)), (b"EXIF", &plain)]), said(false), None),
    ];
    for (name, bytes, traces, orientation) in table {
        let (facts, cleaned) = media::examine(name, &bytes);
        let cleaned = cleaned.unwrap_or_else(|| panic!("{name} is cleaned"));
        assert_eq!((facts.state, facts.traces), (State::Whole, traces), "{name}");
        for word in ["Dien thoai", "Author", "tIME", "XMP "] {
            assert_eq!(memchr::memmem::find(&cleaned, word.as_bytes()), None, "{name}: {word}");
        }
        let read = Reader::new().read_from_container(&mut std::io::Cursor::new(&cleaned)).ok();
        let up = read.and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0));
        assert_eq!(up, orientation, "{name}");
        assert_eq!(media::examine(name, &cleaned).1, None, "{name}: what is clean stays as it is");
    }
}

#[test]
fn a_place_that_cannot_be_taken_out_is_said() {
    let tiff = exif(1, true);
    let torn = [b"\xFF\xD8", &exif_segment(1, true)[..]].concat();
    for (name, bytes, traces) in [
        ("a.tif", &tiff, Traces::Stuck),
        ("a.tif", &exif(1, false), Traces::None),
        ("a.jpg", &torn, Traces::Stuck),
        ("a.heic", &heic(), Traces::None),
    ] {
        assert_eq!(media::examine(name, bytes).0.traces, traces, "{name}");
    }
}

/// A site of one page with this text, and these files beside it.
fn page_with(folder: &Path, text: &str, files: &[(&str, Vec<u8>)]) -> Workplace {
    let content = folder.join("content");
    fs::create_dir_all(content.join("pages/files")).unwrap();
    fs::write(content.join("site.yaml"), "title: Kho\nbase_url: https://a.gov.vn/\npublisher: {name: A}\n").unwrap();
    fs::write(content.join("pages/anh.md"), format!("---\ntitle: Ảnh\n---\n{text}\n")).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(content.join("pages/files").join(name), bytes).unwrap());
    Workplace { content, themes: folder.join("themes"), output: folder.join("public"), today: None }
}

/// A JPEG 4 points wide and 3 high, with this side up.
fn lying(orientation: u8) -> Vec<u8> {
    let mut bytes = jpeg(&[exif_segment(orientation, false)]);
    let head = memchr::memmem::find(&bytes, &[0xFF, 0xC2]).unwrap();
    bytes[head + 5..head + 9].copy_from_slice(&[0, 3, 0, 4]);
    bytes
}

#[test]
fn a_picture_is_as_large_as_it_is_shown() {
    let size = |width, height| Some(Size { width, height });
    let mut table = vec![
        ("a.png", png(&[]), size(1, 1)),
        ("a.gif", b"GIF89a\x02\0\x01\0\0\0\0;".to_vec(), size(2, 1)),
        ("a.webp", webp(&[(b"VP8X", &[0, 0, 0, 0, 4, 0, 0, 1, 0, 0]), (b"VP8 ", &[0; 10])]), size(5, 2)),
        ("a.png", png(&[])[..20].to_vec(), None),
        ("a.svg", format!("{SVG}</svg>").into(), None),
        ("a.tif", exif(6, false), None),
        ("a.pdf", b"%PDF-1.7\n%%EOF".to_vec(), None),
    ];
    table.extend((1..=4).map(|orientation| ("a.jpg", lying(orientation), size(4, 3))));
    table.extend((5..=8).map(|orientation| ("a.jpg", lying(orientation), size(3, 4))));
    for (name, bytes, expected) in table {
        assert_eq!(media::examine(name, &bytes).0.size, expected, "{name} {}", String::from_utf8_lossy(&bytes));
    }
}

/// The room for a picture is kept before it comes; what is below the first comes when it is near.
#[test]
fn a_page_says_how_large_its_pictures_are() {
    let folder = tempfile::tempdir().unwrap();
    let drawing = format!("{SVG}<path d=\"M0 0\"/></svg>").into_bytes();
    let text = "![Một](files/a.jpg)\n\n[tệp](files/a.jpg) ![Hai](files/b.svg \"Sơ đồ\")\n\n![Ba](files/a.jpg)";
    let workplace = page_with(folder.path(), text, &[("a.jpg", lying(6)), ("b.svg", drawing)]);
    let built = build(&workplace, |_| false).unwrap();
    assert!(!has_errors(&built.diagnostics), "{:?}", built.diagnostics);
    let page = fs::read_to_string(workplace.output.join("anh/index.html")).unwrap();
    let pictures: Vec<&str> = page.split("<img ").skip(1).map(|rest| rest.split_once('>').unwrap().0).collect();
    let expected = [
        "src=\"/tep/pages/a.jpg\" width=\"3\" height=\"4\" alt=\"Một\"",
        "src=\"/tep/pages/b.svg\" loading=\"lazy\" decoding=\"async\" alt=\"Hai\" title=\"Sơ đồ\"",
        "src=\"/tep/pages/a.jpg\" width=\"3\" height=\"4\" loading=\"lazy\" decoding=\"async\" alt=\"Ba\"",
    ];
    assert_eq!(pictures, expected);
}

#[test]
fn the_words_of_a_pdf_are_read_page_by_page() {
    let words = |pages: &[&str]| Text::Pages(pages.iter().map(|page| (*page).into()).collect());
    let vietnamese = "Kết quả hoạt động khoa học và công nghệ 6 tháng đầu năm 2022";
    let old =
        "B¸o c¸o kÕt qu¶ ho¹t ®éng khoa häc vµ c«ng nghÖ n¨m 2003 cña huyÖn, ph\u{AD}¬ng h\u{AD}íng nhiÖm vô n¨m 2004";
    let read = "Báo cáo kết quả hoạt động khoa học và công nghệ năm 2003 của huyện, phương hướng nhiệm vụ năm 2004";
    let strange = "¤½¾ÆÐ ×ØÝÞ ßðñ÷ ¤½¾ÆÐa ×ØÝÞb ßðñ÷c ¤½¾ÆÐd ×ØÝÞe ßðñ÷g ¤½¾ÆÐh";
    let table: [(&[(&str, bool)], Text); 7] = [
        (&[(vietnamese, false), ("", false), ("Trang ba\u{AD}", true)], words(&[vietnamese, "", "Trang ba"])),
        (&[(vietnamese, true)], words(&[vietnamese])),
        (&[("Results of the year 2022 in the district", false)], words(&["Results of the year 2022 in the district"])),
        (&[(old, false)], words(&[read])),
        (&[("", true), ("Scanned by CamScanner", true)], Text::Scanned),
        (&[("", false)], words(&[""])),
        (&[(strange, false)], Text::Strange),
    ];
    for (pages, text) in table {
        let expected = Paper { pages: pages.len() as u32, text };
        assert_eq!(media::examine("a.pdf", &pdf(pages)).0.paper, Some(expected), "{pages:?}");
    }
    assert_eq!(media::examine("a.pdf", b"%PDF-1.7\n%%EOF").0.paper, None);
}

/// What Word 97 wrote of itself: properties at their places, each with its type, its length and its letters.
fn old_word(page: u16, names: &[(u32, &[u8])]) -> Vec<u8> {
    let mut values = [&2_u32.to_le_bytes()[..], &u32::from(page).to_le_bytes()].concat();
    let first = 8 + 8 * (names.len() as u32 + 1);
    let mut places = [1_u32.to_le_bytes(), first.to_le_bytes()].concat();
    for (number, name) in names {
        places.extend([number.to_le_bytes(), (first + values.len() as u32).to_le_bytes()].concat());
        values.extend([0x1E_u32.to_le_bytes(), (name.len() as u32 + 1).to_le_bytes()].concat());
        values.extend([name, &b"\0"[..]].concat());
        values.resize(values.len().next_multiple_of(4), 0);
    }
    let head = [&[0xFE, 0xFF, 0, 0][..], &[0; 20], &1_u32.to_le_bytes(), &[0; 16], &48_u32.to_le_bytes()].concat();
    let length = 8 + (places.len() + values.len()) as u32;
    let set = [&length.to_le_bytes()[..], &(names.len() as u32 + 1).to_le_bytes(), &places, &values].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/WordDocument").unwrap().write_all(&[7; 600]).unwrap();
    file.create_stream("/\u{5}SummaryInformation").unwrap().write_all(&[head, set].concat()).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn old_word_files_name_who_made_them() {
    let an = b"Tr\xE2n An".as_slice();
    type Row<'a> = (u16, &'a [(u32, &'a [u8])], &'a [&'a str]);
    let table: [Row<'_>; 4] = [
        (1258, &[(4, an), (8, b"Le Thi B")], &["Trân An", "Le Thi B"]),
        (65001, &[(2, b"Title"), (8, "Trần An".as_bytes())], &["Trần An"]),
        (1252, &[(4, b"User"), (8, b"User")], &["User"]),
        (1252, &[(4, b"")], &[]),
    ];
    for (page, names, expected) in table {
        let owners = media::examine("a.doc", &old_word(page, names)).0.hands.owners;
        assert_eq!(owners.iter().map(|name| &**name).collect::<Vec<_>>(), expected, "{page} {names:?}");
    }
}

/// Parts of files that are named otherwise than in the example of `check`.
#[test]
fn remarks_are_counted_in_every_format() {
    let types = ("[Content_Types].xml", "<Types/>");
    type Row<'a> = (&'a str, &'a [(&'a str, &'a str)], u32, &'a [&'a str]);
    let table: [Row<'_>; 4] = [
        (
            "a.xlsx",
            &[
                types,
                ("xl/workbook.xml", ""),
                ("xl/comments/comment1.xml", ""),
                (
                    "xl/comments1.xml",
                    "<x:comments xmlns:x=\"a\"><x:authors><x:author>Lê &#65;</x:author></x:authors><x:comment/><x:comment/></x:comments>",
                ),
            ],
            2,
            &["Lê A"],
        ),
        (
            "a.xlsx",
            &[
                types,
                ("xl/workbook.xml", ""),
                ("xl/comments1.xml", "<comment/>"),
                ("xl/persons/person.xml", "<personList><person displayName=\"Lê B\"/></personList>"),
            ],
            1,
            &["Lê B"],
        ),
        (
            "a.pptx",
            &[
                types,
                ("ppt/presentation.xml", ""),
                ("ppt/commentAuthors.xml", "<p:cmAuthor name=\"Lê C\"/>"),
                ("ppt/comments/comment1.xml", "<p:cmLst><p:cm><p:text>1</p:text></p:cm></p:cmLst>"),
            ],
            1,
            &["Lê C"],
        ),
        (
            "a.ods",
            &[
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", "<office:annotation><dc:creator>Lê D</dc:creator></office:annotation>"),
            ],
            1,
            &["Lê D"],
        ),
    ];
    for (name, parts, count, by) in table {
        let comments = Marks { count, by: by.iter().map(|name| (*name).into()).collect() };
        let expected = Hands { comments, ..Hands::default() };
        assert_eq!(media::examine(name, &fixture::zip(parts)).0.hands, expected, "{name} {parts:?}");
    }
}

/// On the disk, in the list of hashes and in the data it is the same picture, and the content folder keeps its own.
#[test]
fn a_built_site_has_the_cleaned_photo() {
    let folder = tempfile::tempdir().unwrap();
    let workplace = page_with(folder.path(), "![Ruộng](files/anh.jpg)", &[("anh.jpg", photo())]);
    for _ in 0..2 {
        let built = build(&workplace, |_| false).unwrap();
        let said: Vec<(&str, Severity)> =
            built.diagnostics.iter().map(|diagnostic| (diagnostic.code.id, diagnostic.severity)).collect();
        assert_eq!(said, [("CB047", Severity::Hint)]);
        let address = "tep/pages/anh.jpg";
        let published = fs::read(workplace.output.join(address)).unwrap();
        assert_eq!(Some(&published), media::published(&photo()).as_ref());
        let manifest = fs::read_to_string(workplace.output.join("manifest-sha256.txt")).unwrap();
        let manifest = Manifest::parse(&manifest).unwrap();
        assert_eq!(manifest.0[address], Hash::of(&published));
        let attachment = Attachment::of("anh.jpg", &photo());
        assert_eq!(
            (attachment.bytes, &*attachment.sha256),
            (published.len() as u64, &*Hash::of(&published).to_string())
        );
    }
    assert_eq!(fs::read(workplace.content.join("pages/files/anh.jpg")).unwrap(), photo());
}

proptest! {
    /// No file makes a library stumble, and what was cleaned once is clean.
    #[test]
    fn whatever_is_in_a_file_it_is_looked_at(
        sample in 0..40_usize, at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..8), cut in any::<bool>()
    ) {
        let mut samples: Vec<Vec<u8>> = kinds().into_iter().map(|(_, bytes, _)| bytes).collect();
        samples.extend([photo(), png(&[(b"eXIf", &exif(8, true))]), exif(6, true), old_word(1258, &[(4, b"An")])]);
        samples.push(pdf(&[("Kết quả", true)]));
        let mut file = samples.swap_remove(sample % samples.len());
        let at = at.index(file.len());
        let end = if cut { file.len() } else { (at + bytes.len()).min(file.len()) };
        file.splice(at..end, bytes);
        let (facts, cleaned) = media::examine("a.pdf", &file);
        prop_assert_ne!(facts.state, State::Unreadable);
        if let Some(cleaned) = cleaned {
            prop_assert_eq!(media::published(&cleaned), None);
            prop_assert_eq!(media::published(&file), Some(cleaned));
        }
    }
}

/// Of a file over which a library stumbled nobody knows anything: it is published as it is, and told.
#[test]
fn a_file_that_cannot_be_looked_into_is_told() {
    let mut sources = fixture::sources(
        "//- site.yaml\ntitle: Kho\nbase_url: https://example.gov.vn/\npublisher: {name: UBND}\n\
         //- 2022-h1/period.yaml\ntitle: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n\
         //- 2022-h1/files/la.jpg\n%PDF\n",
    );
    let attachment = sources.attachments.values_mut().next().unwrap();
    let facts = Arc::make_mut(&mut attachment.facts);
    (facts.kind, facts.state) = (Kind::Unknown, State::Unreadable);
    let update = Site::default().update(&sources, None, |_| {});
    let look = |language| Look { language, color: false, folder: "" };
    let said = |language| print::human(&update.diagnostics, &sources, &look(language)).trim_end().to_owned();
    assert_eq!(
        said(Language::English),
        "warning[CB046]: the file cannot be looked into\n--> 2022-h1/files/la.jpg\n = help: open it in the program that made it \
         and save it again"
    );
    assert_eq!(
        said(Language::Vietnamese),
        "cảnh báo[CB046]: không xem được bên trong tệp\n--> 2022-h1/files/la.jpg\n = cách sửa: mở bằng chương trình đã tạo ra \
         tệp rồi lưu lại"
    );
    let plan = update.change.unwrap().site.plan;
    let copies = plan.pages.iter().filter(|(_, view)| matches!(view, View::Attachment { .. }));
    assert_eq!(copies.count(), 1);
}
