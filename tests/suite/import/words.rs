//! No text, however odd, loses a word on its way into a period.

use std::collections::BTreeMap;

use congbo::inside::import::draft::{self, Request};
use congbo::inside::import::source;
use congbo::inside::source::SourcePath;
use proptest::prelude::*;

use super::seed::known;

/// Lines that reports are made of, and lines that trip Markdown.
const LINES: &[&str] = &[
    "",
    "",
    "ỦY BAN NHÂN DÂN",
    "HUYỆN TRIỆU SƠN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số:     /BC-UBND",
    "Triệu Sơn, ngày 14 tháng 6 năm 2022",
    "BÁO CÁO",
    "Sơ kết công tác",
    "Kính gửi: Sở KH&CN;",
    "V/v báo cáo",
    "-------",
    "I. Tình hình",
    "II. Phương hướng, nhiệm vụ",
    "1. Về tổ chức",
    "3. Bỏ số hai",
    "1.1. Kiện toàn Hội đồng (theo QĐ 1089/QĐ-UBND ngày 16/3/2022 của UBND huyện).",
    "a) Nội dung",
    "đ) Nội dung khác",
    "- Quyết định số 1221/QĐ-UBND ngày 07/4/2020 của Chủ tịch UBND tỉnh về việc phê duyệt kế hoạch;",
    "- một;",
    "+ hai",
    "* ba",
    "• bốn",
    "Kết quả xếp loại: Trung bình",
    "Tổng số nhiệm vụ mới phê duyệt: 02 nhiệm vụ",
    "Mô hình trồng cây sen tại xã Thọ Ngọc (6ha)...",
    "hỗ trợ tổ chức, cá",
    "nhân xây dựng",
    "  thụt vào *một* _hai_ `ba` [bốn](năm) <sáu> &amp; ~bảy~ | tám",
    "    thụt vào bốn cột",
    "2022. Năm",
    "1) một",
    "5) năm",
    "> trích",
    "=====",
    "[^1]: chú thích",
    "\\* dấu sao",
    "Nơi nhận:",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "(Đã ký)",
    "Lê Quang Trung",
    "PHỤ LỤC",
];

/// Imports a plain text and gives what is wrong with its words, if anything is.
fn fault(text: &str) -> Option<String> {
    let path = SourcePath::new("bao-cao.txt").unwrap();
    let (manuscript, _) = source::read(&path, text.as_bytes());
    let known = known();
    let request = Request {
        source: path,
        report_name: "bao-cao".to_owned(),
        period: congbo::inside::content::PeriodId::parse("2022-h1"),
        known: &known,
        existing: &BTreeMap::new(),
        replaces: false,
    };
    let (draft, _) = draft::draft(&manuscript.unwrap(), &request);
    let proof = draft.unwrap().proof;
    (!proof.holds()).then(|| format!("{proof:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_lines_loses_a_word(lines in proptest::collection::vec(0..LINES.len(), 0..30)) {
        let text: Vec<&str> = lines.into_iter().map(|line| LINES[line]).collect();
        prop_assert_eq!(fault(&text.join("\n")), None);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["x.docx", "x.md", "x.txt", "x"] {
            source::read(&SourcePath::new(name).unwrap(), &bytes);
        }
    }
}
