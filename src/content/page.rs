//! `pages/*.md`: free pages.

use crate::content::*;
use std::sync::Arc;

crate::content::entry! {
    /// Phần đầu của một trang tự do.
    pub struct PageInfo {
        /// Tên trang.
        required title: Arc<str>,
        /// Một câu tóm tắt.
        optional description: Arc<str>,
        /// Phần cuối địa chỉ; để trống thì lấy tên tệp.
        optional slug: Marked<Arc<str>>,
        /// Địa chỉ cũ của trang này.
        list aliases: Marked<Arc<str>>,
        /// true: bản nháp, chưa công bố: không có trang, không có trong danh sách, tìm kiếm, dữ liệu; chỉ `congbo serve` cho xem.
        optional draft: Marked<bool>,
    }
}
