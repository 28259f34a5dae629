//! Entries for cited documents that the register lacks, added without touching what is there.

use congbo::inside::import::missing;
use congbo::inside::source::SourcePath;

use crate::fixture;

const SITE: &str = "
//- issuers.yaml
- id: ubnd-tinh-thanh-hoa
  name: Ủy ban nhân dân tỉnh Thanh Hóa
  aliases: [Chủ tịch UBND tỉnh]
  level: tinh
//- 2022-h1/legal.yaml
# của tôi
- designation: 1221/QĐ-UBND   # chú thích
  date: 07/4/2020
//- 2022-h1/bao-cao.md
---
summary: Sơ kết
designation: 05/BC-UBND
date: 14/6/2022
---

- Quyết định số 1221/QĐ-UBND ngày 07/4/2020 của Chủ tịch UBND tỉnh phê duyệt kế hoạch;

- Quyết định số 5060/QĐ-UBND ngày 25/11/2020 của Chủ tịch UBND tỉnh phê duyệt Đề án: “Phát triển”;

Theo báo cáo số 05/BC-UBND ngày 14/6/2022.
//- 2022-h2/bao-cao.md
---
summary: Tổng kết
---

Thực hiện Quyết định số 5060/QĐ-UBND và Thông tư số 01/2021/TT-BKH&CN.
";

#[test]
fn what_is_cited_and_not_entered_is_added_where_it_is_first_cited() {
    let sources = fixture::sources(SITE);
    let grown = missing::entries(&sources.texts);
    let shown: Vec<(&str, &str)> = grown.iter().map(|(path, grown)| (path.as_str(), grown.text.as_str())).collect();
    assert_eq!(
        shown,
        [
            (
                "2022-h1/legal.yaml",
                "# của tôi\n- designation: 1221/QĐ-UBND   # chú thích\n  date: 07/4/2020\n\n\
                 - designation: 5060/QĐ-UBND\n  kind: quyet-dinh\n  date: 25/11/2020\n  issuer: ubnd-tinh-thanh-hoa\n  \
                 issued_by: Chủ tịch UBND tỉnh\n  title: \"phê duyệt Đề án: “Phát triển”\"\n"
            ),
            (
                "2022-h2/legal.yaml",
                "# Các văn bản và tiêu chuẩn mà báo cáo của kỳ dẫn, theo thứ tự dẫn.\n\
                 # Trích yếu chép đúng như báo cáo viết; điều báo cáo không nói thì để trống. Các khóa được dùng: congbo schema legal\n\
                 - designation: 01/2021/TT-BKHCN\n  kind: thong-tu\n  \
                 note: Báo cáo không ghi trích yếu, và viết ký hiệu là TT-BKH&CN.\n  \
                 # Chưa rõ cơ quan ban hành (issuer): xem issuers.yaml.\n"
            ),
        ]
    );
    assert_eq!(grown[&SourcePath::new("2022-h1/legal.yaml").unwrap()].added, ["5060/QĐ-UBND"]);
}

#[test]
fn a_complete_register_does_not_grow() {
    let mut sources = fixture::sources(SITE);
    for (path, grown) in missing::entries(&sources.texts) {
        sources.texts.insert(path, grown.text.into());
    }
    assert!(missing::entries(&sources.texts).is_empty());
}
