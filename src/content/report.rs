//! A report's front matter: the official header and foot that decree 30/2020/NĐ-CP, Appendix I, gives a document.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::Date;

crate::content::entry! {
    /// Phần đầu và phần cuối của một báo cáo (theo Phụ lục I Nghị định 30/2020/NĐ-CP).
    pub struct ReportInfo {
        /// Tên ngắn của báo cáo dùng trong danh sách; để trống thì lấy trích yếu.
        optional title: Arc<str>,
        /// Tên loại văn bản. Mặc định BÁO CÁO.
        optional kind: Arc<str>,
        /// Cơ quan chủ quản trực tiếp, nguyên văn, nếu có.
        optional parent_body: Arc<str>,
        /// Cơ quan ban hành: mã trong issuers.yaml; bỏ trống là chưa nhập.
        optional issuer: Marked<IssuerId>,
        /// Cơ quan ban hành đúng như bản gốc ghi, khi issuers.yaml chưa có cơ quan ấy.
        optional issuer_written: Arc<str>,
        /// Số, ký hiệu như trong bản gốc; để trống phần số nếu bản gốc để trống, ví dụ "/BC-UBND".
        optional designation: Marked<Arc<str>>,
        /// Địa danh.
        optional place: Arc<str>,
        /// Ngày ban hành; bỏ trống là chưa nhập.
        optional date: Date,
        /// Ngày tháng đúng như bản gốc ghi, khi bản gốc để trống một phần, ví dụ "ngày tháng năm 2022".
        optional date_written: Arc<str>,
        /// Trích yếu nội dung.
        required summary: Arc<str>,
        /// Kính gửi.
        list addressees: Arc<str>,
        /// Nơi nhận, mỗi dòng một mục, nguyên văn.
        list recipients: Arc<str>,
        /// Người ký.
        list signatures: Signature,
        /// Những chỗ mà chính bản gốc để trống, khi số, ký hiệu và ngày tháng ghi ở trên chưa cho thấy điều đó.
        list blanks: Blank,
        /// Phần cuối địa chỉ của trang; để trống thì lấy tên tệp.
        optional slug: Marked<Arc<str>>,
        /// Địa chỉ cũ của báo cáo này.
        list aliases: Marked<Arc<str>>,
        /// Bản quét, phụ lục trong files/ của kỳ.
        list files: Marked<Arc<str>>,
        /// Nguồn của bản số hóa này, ví dụ "chuyển từ tệp Word".
        optional source: Arc<str>,
        /// Thông báo về báo cáo sau khi đã công bố: đính chính, thay thế, thu hồi.
        list notices: Notice,
        /// true: bản nháp, chưa công bố: không có trang, không có trong danh sách, tìm kiếm, dữ liệu; chỉ `congbo serve` cho xem.
        optional draft: Marked<bool>,
    }
}

crate::content::entry! {
    /// Một chữ ký.
    pub struct Signature {
        /// Quyền hạn và chức vụ, mỗi dòng một mục, ví dụ "KT. CHỦ TỊCH" rồi "PHÓ CHỦ TỊCH".
        list authority: Arc<str>,
        /// Họ tên người ký.
        optional name: Arc<str>,
    }
}

crate::content::choice! {
    /// Chỗ mà bản gốc của một báo cáo có thể để trống.
    pub enum Blank {
        /// Số.
        Number = "so", "số";
        /// Ngày tháng.
        Date = "ngay", "ngày tháng";
        /// Cơ quan ban hành.
        Issuer = "co-quan", "cơ quan ban hành";
        /// Chữ ký.
        Signature = "chu-ky", "chữ ký";
    }
}

impl ReportInfo {
    /// Whether the original itself leaves something blank. Only what a person says is blank, or what is written shows it
    /// (`/BC-UBND`, `ngày tháng năm 2022`): what is merely not entered is not.
    pub fn is_blank(&self, what: Blank) -> bool {
        let is_said = self.blanks.contains(&what);
        match what {
            Blank::Number => match &self.designation {
                Some(written) => is_without_number(&written.value),
                None => is_said,
            },
            Blank::Date if self.date.is_some() => false,
            Blank::Date => is_said || self.date_written.as_deref().is_some_and(lacks_a_number),
            Blank::Issuer => self.issuer.is_none() && self.issuer_written.is_none() && is_said,
            Blank::Signature => self.signatures.iter().all(|signature| signature.name.is_none()) && is_said,
        }
    }
}

/// Whether the number before the symbol is left blank: `/BC-UBND`, `…/BC-UBND`.
pub fn is_without_number(designation: &str) -> bool {
    !designation.trim_start().starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a date has fewer numbers than day, month and year.
pub fn lacks_a_number(date: &str) -> bool {
    date.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty()).count() < 3
}
