//! Whole Word files, with the habits of real ones: each imports as its golden text says, and the site then builds.

use std::fs;
use std::path::{Path, PathBuf};

use congbo::inside::diagnostic::{Language, Severity};
use congbo::inside::print;
use congbo::inside::shell::build::build;
use congbo::inside::shell::import::{ImportOptions, Imported, run};
use congbo::inside::shell::workplace::Workplace;

use crate::fixture::check_golden;
use crate::media::sample::png;
use crate::word::{Word, bold, looking, p, r, table};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/docx")
}

/// A site as it is before its first import.
fn site(folder: &Path) -> PathBuf {
    let content = folder.join("content");
    fs::create_dir(&content).unwrap();
    for name in ["site.yaml", "issuers.yaml", "places.yaml"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
        fs::copy(from, content.join(name)).unwrap();
    }
    content
}

/// Imports a file into a fresh site.
fn import(content: &Path, file: &Path) -> Imported {
    run(&ImportOptions {
        files: vec![file.to_owned()],
        content: content.to_owned(),
        period: None,
        name: None,
        dry_run: false,
        force: false,
    })
    .unwrap()
}

/// Every file that was written, then the messages.
fn show(imported: &Imported, content: &Path) -> String {
    let mut shown = String::new();
    for path in &imported.written {
        let bytes = fs::read(content.join(path.as_str())).unwrap();
        match String::from_utf8(bytes) {
            Ok(text) if !path.as_str().contains("/files/") => {
                shown.push_str(&format!("//- {path}\n{}\n", text.trim_end()))
            }
            _ => shown.push_str(&format!("//- {path}\n")),
        }
    }
    for diagnostic in &imported.diagnostics {
        shown.push_str(&format!("//= {} {}\n", diagnostic.code.id, diagnostic.message.en));
    }
    shown
}

/// Imports, compares with the golden text, proves the words and builds the site.
#[track_caller]
fn check(name: &str, file: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let content = site(folder.path());
    let imported = import(&content, file);
    check_golden(&data().join(format!("{name}.txt")), &show(&imported, &content));
    for draft in &imported.drafts {
        assert!(draft.proof.holds(), "{name}: {:?}", draft.proof);
    }
    let themes = folder.path().join("themes");
    let output = folder.path().join("public");
    let built = build(&Workplace { content, themes, output, today: None }, |_| false).unwrap();
    let errors: Vec<_> = built.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
}

/// A message names a file as the clerk typed it.
#[test]
fn a_file_that_is_no_text_is_named_as_typed() {
    let folder = tempfile::tempdir().unwrap();
    let content = site(folder.path());
    let file = folder.path().join("bao-cao.doc");
    fs::write(&file, png(&[])).unwrap();
    let imported = import(&content, &file);
    let look = print::Look { language: Language::Vietnamese, color: false, folder: "content/" };
    let shown = print::human(&imported.diagnostics, &imported.sources, &look);
    let typed = file.display();
    assert!(
        shown.starts_with(&format!("lỗi[CB601]: đây là tệp hình\n--> {typed}\n = cách sửa: xin người soạn tệp Word")),
        "{shown}"
    );
    // Also where there is no content folder yet.
    let missing = folder.path().join("khong-co.docx");
    let options = ImportOptions {
        files: vec![missing.clone()],
        content: folder.path().join("khong-co"),
        period: None,
        name: None,
        dry_run: false,
        force: false,
    };
    let failure = run(&options).unwrap_err();
    assert_eq!(failure.code.id, "CB020");
    assert!(failure.message.en.contains(&missing.display().to_string()), "{failure:?}");
}

#[test]
fn files_that_libreoffice_wrote() {
    for name in ["bang-dau-trang", "danh-so-tu-dong", "phong-abc", "du-moi-thu"] {
        check(name, &data().join(format!("{name}.docx")));
    }
}

#[track_caller]
fn check_hand_made(name: &str, word: Word) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{name}.docx"));
    fs::write(&file, word.bytes()).unwrap();
    check(name, &file);
}

/// The heading that most offices use: a table without lines, the body's name on two lines.
fn head(number: &str, date: &str, summary: &str) -> String {
    let body = format!(
        "<w:p>{}<w:r><w:br/></w:r>{}</w:p>",
        looking("<w:b/>", "ỦY BAN NHÂN DÂN"),
        looking("<w:b/>", "HUYỆN TRIỆU SƠN")
    );
    let state = format!("{}{}", bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), bold("Độc lập - Tự do - Hạnh phúc"));
    let rows = table(&[&[&body, &state], &[&p(number), &p(date)]]);
    format!("{rows}{}{}", bold("BÁO CÁO"), bold(summary))
}

fn foot() -> String {
    let left = ["Nơi nhận:", "- Sở KH&amp;CN;", "- Lưu: VT."].map(p).concat();
    let right = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Nguyễn Văn Mẫu"].map(bold).concat();
    table(&[&[&left, &right]])
}

/// Word's own habits: runs cut by the spelling checker, a hyphen that does not break, bold headings without
/// numbering, a content control, a smart tag, a field, tracked changes.
#[test]
fn made_by_hand_in_words_habits() {
    let cut = format!(
        "<w:p>{}{}<w:proofErr w:type=\"spellStart\"/>{}<w:r><w:noBreakHyphen/></w:r>{}<w:smartTag>{}</w:smartTag>{}</w:p>",
        r("- Quyết định số 12"),
        r("21/"),
        r("QĐ"),
        r("UBND "),
        r("ngày 07/4/2020"),
        r(" của Chủ tịch UBND tỉnh phê duyệt kế hoạch triển khai;")
    );
    let changed = format!(
        "<w:p>{}<w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>03</w:delText></w:r></w:del>{}</w:p>",
        r("- Tổng số nhiệm vụ mới phê duyệt: "),
        r("02"),
        r(" nhiệm vụ")
    );
    let control =
        format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p("Trong kỳ, huyện họp Hội đồng."));
    let field =
        format!("<w:p>{}<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>{}</w:p>", r("Xem trang "), r("2"), r("."));
    let body = [
        head("Số:      /BC-UBND", "Triệu Sơn, ngày      tháng 6 năm 2022", "Mẫu thử: sơ kết 6 tháng đầu năm 2022"),
        bold("I. Tình hình"),
        bold("1. Văn bản"),
        cut,
        changed,
        bold("Kết quả khác"),
        control,
        field,
        foot(),
    ];
    check_hand_made("tay-thoi-quen-word", Word::new(&body.concat()));
}

/// Sections numbered by styles, footnotes, a text box in both its forms, a picture with a description.
#[test]
fn made_by_hand_with_styles_and_notes() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Muc1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Muc2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Muc1\"/></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:pStyle w:val=\"Muc1\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Muc2\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let styled =
        |style: &str, words: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(words));
    let box_words = p("Khung bên lề");
    let noted = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor>\
         <a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{box_words}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>\
         </wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{box_words}</w:txbxContent></v:textbox></v:shape>\
         </w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        r("Diện tích tăng")
    );
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"Ao sen ở xã Thọ Ngọc\"/><a:graphic><a:blip r:embed=\"i\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    let body = [
        head(
            "Số: 31/BC-UBND",
            "Triệu Sơn, ngày 20 tháng 9 năm 2023",
            "Mẫu thử: kết quả 9 tháng đầu năm, nhiệm vụ 3 tháng cuối năm 2023",
        ),
        styled("Muc1", "Kết quả"),
        styled("Muc2", "Mô hình"),
        noted,
        picture.to_owned(),
        styled("Muc1", "Phương hướng, nhiệm vụ"),
        p("- Nhân rộng mô hình trồng sen. Tập huấn cho hộ dân."),
        foot(),
    ];
    let notes = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("So với cùng kỳ."));
    let word = Word::new(&body.concat())
        .part("styles", "styles", styles)
        .part("numbering", "numbering", numbering)
        .part("footnotes", "footnotes", &notes)
        .picture("i", "image1.png", &png(&[]));
    check_hand_made("tay-kieu-va-chu-thich", word);
}

/// A table with merged cells, and VNI in its own typeface beside Unicode.
#[test]
fn made_by_hand_with_merged_cells_and_vni() {
    let tall = format!("<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}", p("Thọ Sơn"));
    let below = format!("<w:tcPr><w:vMerge/></w:tcPr>{}", p(""));
    let wide = format!("<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}{}", p("Mô hình"), p("và diện tích (ha)"));
    let cells = table(&[&[&p("Xã"), &wide], &[&tall, &p("Gai xanh"), &p("6")], &[&below, &p("Ăn quả"), &p("2")]]);
    let vni = looking(
        "<w:rFonts w:ascii=\"VNI-Times\" w:hAnsi=\"VNI-Times\"/>",
        "Thöïc hieän keá hoaïch öùng duïng khoa hoïc vaø coâng ngheä.",
    );
    let body = [
        head("Số: 7/BC-UBND", "Triệu Sơn, ngày 01 tháng 7 năm 2004", "Mẫu thử: kết quả quý II năm 2004"),
        bold("I. Kết quả"),
        format!("<w:p>{vni}</w:p>"),
        cells,
        foot(),
    ];
    check_hand_made("tay-bang-va-vni", Word::new(&body.concat()));
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = tempfile::tempdir().unwrap();
    let content = site(folder.path());
    let file = data().join("bang-dau-trang.docx");
    assert_eq!(import(&content, &file).written.len(), 4);
    let report = content.join("2022/bao-cao.md");
    fs::write(&report, "của tôi").unwrap();
    let again = import(&content, &file);
    assert!(again.written.is_empty() && again.diagnostics.iter().any(|diagnostic| diagnostic.code.id == "CB620"));
    assert_eq!(fs::read_to_string(&report).unwrap(), "của tôi");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let content = site(folder.path());
    let options = ImportOptions {
        files: vec![data().join("bang-dau-trang.docx")],
        content: content.clone(),
        period: None,
        name: None,
        dry_run: true,
        force: false,
    };
    assert_eq!(run(&options).unwrap().drafts.len(), 1);
    assert!(!content.join("2022").exists());
}

/// A stamp holds back the report and all that import makes of what it says.
#[test]
fn what_is_stamped_as_a_draft_is_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let content = site(folder.path());
    let file = folder.path().join("bao-cao.txt");
    let text = "DỰ THẢO LẦN 2\n\nUBND HUYỆN MẪU\nSố:     /BC-UBND\nMẫu, ngày     tháng 6 năm 2022\n\nBÁO CÁO\nSơ kết 6 tháng đầu năm 2022\n\n\
                I. Kết quả\n\nMô hình trồng sen tại xã An: 5 ha.\n\nII. Phương hướng\n\n- Nhân rộng mô hình.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\nLê Văn Mẫu\n";
    fs::write(&file, text).unwrap();
    let imported = import(&content, &file);
    assert!(imported.drafts.iter().all(|draft| draft.proof.holds()));
    assert!(imported.diagnostics.iter().any(|diagnostic| diagnostic.code.id == "CB622"), "{:?}", imported.diagnostics);
    let report = fs::read_to_string(content.join("2022-h1/bao-cao.md")).unwrap();
    let stamp = "# Bản gốc ghi “DỰ THẢO LẦN 2”: bỏ dòng dưới khi văn bản đã ban hành.\ndraft: true\n";
    assert!(report.contains(stamp), "{report}");
    for (path, text) in
        imported.written.iter().map(|path| (path, fs::read_to_string(content.join(path.as_str())).unwrap()))
    {
        assert!(text.contains("draft: true"), "{path}: {text}");
    }
    let (themes, output) = (folder.path().join("themes"), folder.path().join("public"));
    build(&Workplace { content, themes, output: output.clone(), today: None }, |_| false).unwrap();
    assert!(
        output.join("index.html").exists()
            && !output.join("bao-cao/2022-h1").exists()
            && !output.join("ky/2022-h1").exists()
    );
}

#[test]
fn a_stamp_in_the_page_header_holds_a_report_back_too() {
    let folder = tempfile::tempdir().unwrap();
    let content = site(folder.path());
    let body = ["BÁO CÁO", "Sơ kết 6 tháng đầu năm 2022", "I. Kết quả", "Thân bài."].map(p).concat();
    for (name, part) in [
        ("a", p("DỰ THẢO")),
        ("b", "<w:p><w:r><w:pict><v:shape><v:textpath string=\"DỰ THẢO\"/></v:shape></w:pict></w:r></w:p>".to_owned()),
    ] {
        let file = folder.path().join(format!("{name}.docx"));
        fs::write(&file, Word::new(&body).part("header", "hdr", &part).bytes()).unwrap();
        let options = ImportOptions {
            files: vec![file],
            content: content.clone(),
            period: None,
            name: Some(name.to_owned()),
            dry_run: false,
            force: false,
        };
        let imported = run(&options).unwrap();
        assert!(imported.drafts.iter().all(|draft| draft.proof.holds()), "{:?}", imported.diagnostics);
        let report = fs::read_to_string(content.join(format!("2022-h1/{name}.md"))).unwrap();
        assert!(report.starts_with("---\n# Bản gốc ghi “DỰ THẢO”"), "{report}");
    }
}
