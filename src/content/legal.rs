//! `legal.yaml`: the register of legal documents and standards.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::{Date, Force};
use trichdan::designation::kind::Kind;
use trichdan::text::slug;

crate::content::choice_field!(Kind);

crate::content::entry! {
    /// Một văn bản trong sổ đăng ký.
    pub struct LegalDocument {
        /// Số hiệu, ví dụ 1221/QĐ-UBND, 01/2021/TT-BKHCN, 27-KH/TU, TCVN ISO 9001:2015.
        required designation: Marked<Arc<str>>,
        /// Loại văn bản, ví dụ quyet-dinh, thong-tu, ke-hoach, tieu-chuan. Để trống thì suy từ ký hiệu.
        optional kind: Kind,
        /// Tên riêng dùng thay loại, ví dụ "Kế hoạch hành động", "Luật Khoa học và Công nghệ".
        optional name: Arc<str>,
        /// Ngày ban hành.
        optional date: Marked<Date>,
        /// Cơ quan ban hành: mã trong issuers.yaml.
        optional issuer: Marked<IssuerId>,
        /// Người hoặc tập thể ký ban hành như văn bản dẫn, ví dụ "Chủ tịch UBND tỉnh".
        optional issued_by: Arc<str>,
        /// Trích yếu nội dung, nguyên văn.
        optional title: Arc<str>,
        /// Ngày có hiệu lực: ngày đầu tiên có hiệu lực.
        optional effective_from: Marked<Date>,
        /// Ngày hết hiệu lực: ngày đầu tiên không còn hiệu lực, thường là ngày văn bản thay thế có hiệu lực.
        optional effective_to: Marked<Date>,
        /// Lĩnh vực.
        list fields: Arc<str>,
        /// Thi hành, hướng dẫn các văn bản này.
        list implements: Marked<DocumentReference>,
        /// Sửa đổi, bổ sung các văn bản này.
        list amends: Marked<DocumentReference>,
        /// Thay thế các văn bản này.
        list replaces: Marked<DocumentReference>,
        /// Bãi bỏ các văn bản này.
        list repeals: Marked<DocumentReference>,
        /// Ban hành kèm theo văn bản này.
        optional annex_of: Marked<DocumentReference>,
        /// Địa chỉ của bản chính thức trên mạng.
        optional source: WebAddress,
        /// Tệp của văn bản trong files/.
        list files: Marked<Arc<str>>,
        /// Ghi chú của người lập sổ.
        optional note: Arc<str>,
        /// Địa chỉ cũ của trang văn bản này.
        list aliases: Marked<Arc<str>>,
        /// true: mục này là bản nháp, chưa công bố; chỉ `congbo serve` cho xem.
        optional draft: Marked<bool>,
    }
}

impl LegalDocument {
    /// The days on which it has force by its own words.
    pub fn force(&self) -> Force {
        Force { from: day(&self.effective_from), until: day(&self.effective_to) }
    }
}

/// How an entry names another document: `1221/QĐ-UBND`, or `ubnd-tinh-thanh-hoa 1221/QĐ-UBND 2020` where
/// the designation alone is not enough. Issuer and year narrow; the designation must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentReference {
    /// The issuer's id, if given.
    pub issuer: Option<IssuerId>,
    /// The designation as written.
    pub designation: Arc<str>,
    /// The year of issue, if given.
    pub year: Option<i16>,
}

impl DocumentReference {
    /// Takes the parts of a reference apart. A law's or standard's year belongs to its name, so only after a
    /// designation with a slash is a last word of four digits the year of issue.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let issuer = text.split_once(' ').filter(|(first, _)| first.contains('-') && slug::is_slug(first));
        let (issuer, rest) = issuer.map_or((None, text), |(issuer, rest)| (Some(issuer), rest.trim_start()));
        let year = rest.rsplit_once(' ').filter(|(before, year)| before.contains('/') && year.len() == 4);
        let year = year.and_then(|(before, year)| Some((before.trim_end(), year.parse::<i16>().ok()?)));
        let (designation, year) = year.map_or((rest, None), |(before, year)| (before, Some(year)));
        Self { issuer: issuer.map(|id| IssuerId(id.into())), designation: designation.into(), year }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, issuer: Option<&str>, designation: &str, year: Option<i16>) {
        let read = DocumentReference::parse(text);
        let read_issuer = read.issuer.as_ref().map(IssuerId::as_str);
        assert_eq!((read_issuer, &*read.designation, read.year), (issuer, designation, year), "{text}");
    }

    #[test]
    fn references_are_taken_apart() {
        check("1221/QĐ-UBND", None, "1221/QĐ-UBND", None);
        check("1221/QĐ-UBND 2020", None, "1221/QĐ-UBND", Some(2020));
        check("ubnd-tinh-thanh-hoa 1221/QĐ-UBND 2020", Some("ubnd-tinh-thanh-hoa"), "1221/QĐ-UBND", Some(2020));
        check("01/2021/TT-BKHCN", None, "01/2021/TT-BKHCN", None);
        check("TCVN ISO 9001:2015", None, "TCVN ISO 9001:2015", None);
        check("Luật Khoa học và Công nghệ 2013", None, "Luật Khoa học và Công nghệ 2013", None);
        check("27-KH/TU", None, "27-KH/TU", None);
    }
}
