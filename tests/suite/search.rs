//! Search as a reader meets it: the theme's own script, run in Node against an index in a folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use congbo::inside::content::PeriodId;
use congbo::inside::diagnostic::has_errors;
use congbo::inside::prose::Reader;
use congbo::inside::search::FindableKind;
use congbo::inside::search::{Index, Record};
use congbo::inside::shell::build::build;
use congbo::inside::shell::workplace::Workplace;
use serde_json::{Value, json};

use crate::media::sample::pdf;

/// A small archive: an address, a title and a number if it has one, then its text, a block a line.
const ARCHIVE: &str = "\
//- bao-cao/2022-h1/so-ket/ | Sơ kết công tác quản lý Khoa học và Công nghệ 6 tháng đầu năm 2022
Kiện toàn Hội đồng Khoa học và Công nghệ huyện theo QĐ 1089/QĐ-UBND ngày 16/3/2022 của UBND huyện.
Quyết định số 1221/QĐ-UBND ngày 07/4/2020 phê duyệt kế hoạch truy xuất nguồn gốc; triển khai ở các xã.
Mô hình trồng cây sen tại xã Thọ Ngọc (6ha), mô hình tưới phun mưa tại xã Thọ Sơn. Người dân đo lường kết quả hàng năm.
//- bao-cao/2022-h2/tong-ket/ | Tổng kết công tác năm 2022
Phong trào thi đua của hội nông dân và hội phụ nữ rất sôi nổi, nhiều bạn trẻ tham gia.
Thuỷ lợi nội đồng được nâng cấp, nhân dân phấn khởi; kĩ thuật mới được áp dụng.
Khoa học không tách rời công nghệ thông tin.
//- van-ban/ubnd-tinh-thanh-hoa/qd-ubnd/2020/1221/ | Quyết định số 1221/QĐ-UBND # 1221/QĐ-UBND
Phê duyệt kế hoạch triển khai, áp dụng và quản lý truy xuất nguồn gốc sản phẩm.
//- van-ban/bkhcn/tt-bkhcn/2021/1/ | Thông tư số 01/2021/TT-BKHCN # 01/2021/TT-BKHCN
Hướng dẫn chức năng, nhiệm vụ của cơ quan chuyên môn về khoa học, công nghệ.
//- mo-hinh/cay-sen-tho-ngoc/ | Trồng cây sen ở Thọ Ngọc
Diện tích 6 ha, hộ dân bán hạt sen; phòng Kinh tế và Hạ tầng theo dõi.
";

fn record(entry: &'static str) -> Record {
    let (head, text) = entry.split_once('\n').expect("an entry has a head and a text");
    let (url, title) = head.split_once(" | ").expect("a head has an address and a title");
    let (title, number) = title.split_once(" # ").unwrap_or((title, ""));
    let (kind, rest) = url.split_once('/').expect("an address begins with its kind");
    let anchors: Vec<String> = (1..=text.lines().count()).map(|number| format!("doan-{number}")).collect();
    Record {
        url: url.into(),
        title: title.into(),
        kind: FindableKind::from_word(kind).expect("a kind's word"),
        label: kind.into(),
        period: rest.split('/').next().filter(|_| kind == "bao-cao").and_then(PeriodId::parse),
        date: None,
        subject: None,
        facts: Vec::new(),
        note: None,
        designations: Some(number).filter(|number| !number.is_empty()).map(Arc::from).into_iter().collect(),
        prose: Reader::default().prose(anchors.iter().map(String::as_str).zip(text.lines())),
    }
}

/// The archive's index, written to a folder.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = Index::new(ARCHIVE.split("//- ").skip(1).map(record), &Index::default());
    for (path, shard) in &index.shards {
        write(&folder.path().join(path), &shard.bytes());
    }
    folder
});

/// The line that tells how an index is divided, with its edition.
fn head_of(index: &Index) -> String {
    let (_, table) = index.shards.iter().find(|(path, _)| path.contains("muc-luc")).expect("an index has a table");
    let text = String::from_utf8(table.bytes().to_vec()).expect("a table is text");
    text.split("\\n").next().expect("a text has a first line").to_owned()
}

/// A browser must never mix shards of two layouts: where a slot changes hands, the edition differs, and nowhere else.
#[test]
fn another_layout_is_another_edition() {
    let entries: Vec<&'static str> = ARCHIVE.split("//- ").skip(1).collect();
    let index = |entries: &[&'static str]| Index::new(entries.iter().copied().map(record), &Index::default());
    let head = head_of(&index(&entries));
    let reversed: Vec<&'static str> = entries.iter().rev().copied().collect();
    assert_eq!(head, head_of(&index(&reversed)), "the order of what is told does not matter");
    let moved = ARCHIVE.replace("mo-hinh/cay-sen-tho-ngoc/", "mo-hinh/cay-sen-xa-tho-ngoc/").leak();
    let moved: Vec<&'static str> = moved.split("//- ").skip(1).collect();
    let other = head_of(&index(&moved));
    let without_edition = |head: &str| head.rsplit_once(' ').map(|(rest, _)| rest.to_owned());
    assert_eq!(without_edition(&head), without_edition(&other), "as many slots");
    assert_ne!(head, other);
}

fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a file has a folder");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, bytes))
        .expect("a temporary file can be written");
}

/// Asks the theme's script about the archive; each answer is one value.
fn ask(queries: &[Value]) -> Vec<Value> {
    ask_in(FOLDER.path(), queries)
}

/// Asks it about the index in a folder.
pub fn ask_in(folder: &Path, queries: &[Value]) -> Vec<Value> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node")
        .args([root.join("tests/suite/data/search.cjs"), root.join("themes/default/static/search-engine.js")])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("these tests need Node: install `nodejs`");
    let lines: Vec<String> = queries.iter().map(Value::to_string).collect();
    node.stdin.take().expect("it was piped").write_all(lines.join("\n").as_bytes()).expect("Node listens");
    let output = node.wait_with_output().expect("Node ends");
    assert!(output.status.success(), "the script failed");
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// The results of a query as lines: address and sentence, hits in brackets.
#[track_caller]
fn check(queries: &[(&str, &[&str])]) {
    let asked: Vec<Value> = queries.iter().map(|(text, _)| json!({ "text": text })).collect();
    for ((text, expected), answer) in queries.iter().zip(ask(&asked)) {
        assert_eq!(shown(&answer), *expected, "{text}");
    }
}

fn shown(answer: &Value) -> Vec<String> {
    let results = answer["results"].as_array().expect("an answer has results");
    results
        .iter()
        .map(|result| format!("{} {}", result["url"].as_str().unwrap_or(""), marked(&result["sentence"])))
        .collect()
}

fn marked(pieces: &Value) -> String {
    let piece = |piece: &Value| {
        let text = piece["text"].as_str().unwrap_or("");
        if piece["marked"] == true { format!("[{text}]") } else { text.to_owned() }
    };
    pieces.as_array().expect("pieces are a list").iter().map(piece).collect()
}

/// A PDF is listed with its pages, and its words are found where they stand in it.
#[test]
fn a_pdf_is_found_at_its_page() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    let long = "Hội đồng nghiệm thu đề án. ".repeat(400);
    let pages = [(&*long, false), ("Nhiệm vụ trồng cây gai xanh ở Thọ Sơn", true), (&long, false), (&long, false)];
    write(&content.join("site.yaml"), b"title: Kho\nbase_url: https://a.gov.vn/\npublisher: {name: A}\n");
    write(&content.join("issuers.yaml"), "- {id: ubnd, name: UBND huyện A, level: huyen}\n".as_bytes());
    write(&content.join("2022-h1/period.yaml"), b"title: Ky\nfrom: 2022-01-01\nto: 2022-06-30\n");
    let register = "- {designation: 1/QĐ-UBND, date: 2022-03-01, issuer: ubnd, title: A, files: [qd 1.pdf]}\n";
    write(&content.join("2022-h1/legal.yaml"), register.as_bytes());
    write(&content.join("2022-h1/files/qd 1.pdf"), &pdf(&pages));
    let output = folder.path().join("public");
    let workplace = Workplace { content, themes: folder.path().join("themes"), output: output.clone(), today: None };
    let built = build(&workplace, |_| false).expect("a site");
    assert!(!has_errors(&built.diagnostics), "{:?}", built.diagnostics);
    let page = std::fs::read_to_string(output.join("van-ban/ubnd/qd-ubnd/2022/1/index.html")).expect("a page");
    assert!(page.contains("(PDF, 4 trang, "), "{page}");
    let answers =
        ask_in(&output.join("tim-kiem"), &[json!({ "text": "cay gai xanh" }), json!({ "text": "nghiem thu" })]);
    let found = &answers[0]["results"][0];
    let seen = ["url", "title", "kind", "anchor"].map(|key| found[key].as_str().unwrap_or_default());
    assert_eq!(seen, ["tep/2022-h1/qd-1.pdf", "qd 1.pdf", "tep", "page=2"], "{answers:?}");
    assert_eq!(answers[1]["total"], 1, "a file in parts is one: {answers:?}");
}

#[test]
fn the_script_folds_as_the_program_does() {
    let table = include_str!("../../crates/trichdan/tests/data/fold.txt");
    let cases: Vec<(&str, &str)> = table.lines().filter_map(|line| line.split_once('\t')).collect();
    let asked: Vec<Value> = cases.iter().map(|(text, _)| json!({ "fold": text })).collect();
    for ((text, folded), answer) in cases.iter().zip(ask(&asked)) {
        assert_eq!(answer["fold"], *folded, "{text}");
    }
}

#[test]
fn words_are_found_with_and_without_marks() {
    const SCIENCE: [&str; 3] = [
        "bao-cao/2022-h1/so-ket/ Kiện toàn Hội đồng [Khoa học] và [Công nghệ] huyện theo QĐ 1089/QĐ-UBND ngày 16/3/2022 của UBND huyện.",
        "van-ban/bkhcn/tt-bkhcn/2021/1/ Hướng dẫn chức năng, nhiệm vụ của cơ quan chuyên môn về [khoa học], [công nghệ].",
        "bao-cao/2022-h2/tong-ket/ [Khoa học] không tách rời [công nghệ] thông tin.",
    ];
    const WATER: [&str; 1] = ["bao-cao/2022-h2/tong-ket/ [Thuỷ lợi] nội đồng được nâng cấp, nhân dân phấn khởi;"];
    check(&[
        ("khoa học công nghệ", &SCIENCE),
        ("khoa hoc cong nghe", &SCIENCE),
        ("KHOA HỌC CÔNG NGHỆ", &SCIENCE),
        ("thuy loi", &WATER),
        ("thủy lợi", &WATER),
        ("thuỷ lợi", &WATER),
        ("kỹ thuật", &["bao-cao/2022-h2/tong-ket/ [kĩ thuật] mới được áp dụng."]),
    ]);
}

#[test]
fn d_with_a_stroke_is_found_by_a_plain_d() {
    let council = "bao-cao/2022-h1/so-ket/ Kiện toàn [Hội đồng] Khoa học và Công nghệ huyện theo QĐ 1089/QĐ-UBND ngày 16/3/2022 của UBND huyện.";
    let apart = "bao-cao/2022-h2/tong-ket/ Phong trào thi đua của [hội] nông dân và [hội] phụ nữ rất sôi nổi, nhiều bạn trẻ tham gia.";
    check(&[
        ("hoi dong", &[council, apart]),
        ("Hội đồng", &[council, apart]),
        ("do luong", &["bao-cao/2022-h1/so-ket/ Người dân [đo lường] kết quả hàng năm."]),
    ]);
}

#[test]
fn other_marks_are_another_word() {
    let friend = "bao-cao/2022-h2/tong-ket/ Phong trào thi đua của hội nông dân và hội phụ nữ rất sôi nổi, nhiều [bạn] trẻ tham gia.";
    let sell = "mo-hinh/cay-sen-tho-ngoc/ Diện tích 6 ha, hộ dân [bán] hạt sen;";
    check(&[("bạn", &[friend]), ("bán", &[sell])]);
}

/// What a page lacks is said, what is spelt as people confuse it is found, and what is in quotes must be there.
#[test]
fn nothing_is_dropped_in_silence() {
    let queries = ["cây sen rồng", "truy suất nguồn gốc", "\"sen rồng\"", "99/2030/NĐ-CP"];
    let asked: Vec<Value> = queries.iter().map(|text| json!({ "text": text })).collect();
    let answers = ask(&asked);
    assert_eq!(answers[0]["leftOut"], json!(["rồng"]), "{}", answers[0]);
    assert_eq!(answers[1]["correction"]["text"], "truy xuất nguồn gốc", "{}", answers[1]);
    assert_eq!(answers[1]["results"][0]["url"], "van-ban/ubnd-tinh-thanh-hoa/qd-ubnd/2020/1221/");
    assert_eq!((&answers[2]["total"], &answers[3]["total"]), (&json!(0), &json!(0)), "{answers:?}");
    assert_eq!(answers[3]["designation"], "99/2030/NĐ-CP");
}

#[test]
fn numbers_lead_to_their_document_first() {
    let decision = [
        "van-ban/ubnd-tinh-thanh-hoa/qd-ubnd/2020/1221/ Phê duyệt kế hoạch triển khai, áp dụng và quản lý truy xuất nguồn gốc sản phẩm.",
        "bao-cao/2022-h1/so-ket/ Quyết định số [1221/QĐ-UBND] ngày 07/4/2020 phê duyệt kế hoạch truy xuất nguồn gốc;",
    ];
    let circular =
        ["van-ban/bkhcn/tt-bkhcn/2021/1/ Hướng dẫn chức năng, nhiệm vụ của cơ quan chuyên môn về khoa học, công nghệ."];
    check(&[
        ("1221", &decision),
        ("1221/QĐ-UBND", &decision),
        ("1221/qd-ubnd", &decision),
        ("qd 1221", &decision),
        ("01/2021/TT-BKHCN", &circular),
        ("1/2021/tt-bkh&cn", &circular),
        ("tt bkhcn", &circular),
    ]);
}

#[test]
fn a_half_typed_word_keeps_what_is_found() {
    let lotus = [
        "mo-hinh/cay-sen-tho-ngoc/ Diện tích 6 ha, hộ dân bán hạt [sen];",
        "bao-cao/2022-h1/so-ket/ Mô hình trồng [cây sen] tại xã [Thọ Ngọc] (6ha), mô hình tưới phun mưa tại xã Thọ Sơn.",
    ];
    check(&[("cay sen tho ngoc", &lotus), ("cay sen tho ng", &lotus), ("zzz", &[]), ("", &[])]);
}

#[test]
fn filters_narrow_by_kind_and_period() {
    let table = [
        (json!({}), 3),
        (json!({ "kind": "van-ban" }), 1),
        (json!({ "period": "2022-h1" }), 1),
        (json!({ "kind": "van-ban", "period": "2022-h1" }), 0),
    ];
    let asked: Vec<Value> =
        table.iter().map(|(filter, _)| json!({ "text": "khoa học công nghệ", "filter": filter })).collect();
    for ((filter, expected), answer) in table.iter().zip(ask(&asked)) {
        assert_eq!(answer["total"], *expected, "{filter}");
    }
}

#[test]
fn a_result_says_kind_period_and_place() {
    let answer = &ask(&[json!({ "text": "tưới phun mưa" })])[0];
    let result = &answer["results"][0];
    assert_eq!(
        (&result["kind"], &result["period"], &result["anchor"], &result["title"]),
        (
            &json!("bao-cao"),
            &json!("2022-h1"),
            &json!("doan-3"),
            &json!("Sơ kết công tác quản lý Khoa học và Công nghệ 6 tháng đầu năm 2022")
        )
    );
}
