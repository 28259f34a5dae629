//! A report's front matter: the official header and foot that decree 30/2020/NĐ-CP, Appendix I, gives a document.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::Date;

crate::entry! {
    /// Phần đầu và phần cuối của một báo cáo (theo Phụ lục I Nghị định 30/2020/NĐ-CP).
    pub struct ReportInfo {
        /// Tên ngắn của báo cáo dùng trong danh sách; để trống thì lấy trích yếu.
        optional title: Arc<str>,
        /// Tên loại văn bản. Mặc định BÁO CÁO.
        optional kind: Arc<str>,
        /// Cơ quan chủ quản trực tiếp, nguyên văn, nếu có.
        optional parent_body: Arc<str>,
        /// Cơ quan ban hành: mã trong issuers.yaml.
        optional issuer: Marked<IssuerId>,
        /// Số, ký hiệu như trong bản gốc; để trống phần số nếu bản gốc để trống, ví dụ "/BC-UBND".
        optional designation: Marked<Arc<str>>,
        /// Địa danh.
        optional place: Arc<str>,
        /// Ngày ban hành; để trống nếu bản gốc để trống.
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
        /// Phần cuối địa chỉ của trang; để trống thì lấy tên tệp.
        optional slug: Marked<Arc<str>>,
        /// Địa chỉ cũ của báo cáo này.
        list aliases: Marked<Arc<str>>,
        /// Bản quét, phụ lục trong files/ của kỳ.
        list files: Marked<Arc<str>>,
        /// Nguồn của bản số hóa này, ví dụ "chuyển từ tệp Word".
        optional source: Arc<str>,
    }
}

crate::entry! {
    /// Một chữ ký.
    pub struct Signature {
        /// Quyền hạn và chức vụ, mỗi dòng một mục, ví dụ "KT. CHỦ TỊCH" rồi "PHÓ CHỦ TỊCH".
        list authority: Arc<str>,
        /// Họ tên người ký.
        optional name: Arc<str>,
    }
}
