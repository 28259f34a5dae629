//! `tasks.yaml`: funded science-and-technology tasks as they stand in a period.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::{Date, Life};

crate::content::entry! {
    /// Một nhiệm vụ KH&CN trong một kỳ; cùng mã ở kỳ khác là cùng nhiệm vụ.
    pub struct Task {
        /// Mã của nhiệm vụ, giữ nguyên qua các kỳ.
        required id: Marked<TaskId>,
        /// Tên nhiệm vụ.
        required name: Arc<str>,
        /// Hình thức, ví dụ đề tài, dự án sản xuất thử nghiệm.
        optional form: Arc<str>,
        /// Cấp quản lý.
        required level: TaskLevel,
        /// Tình trạng trong kỳ.
        required state: TaskState,
        /// Kết quả nghiệm thu, nguyên văn.
        optional grade: Arc<str>,
        /// Kinh phí, đồng.
        optional funding: Quantity,
        /// Nguồn kinh phí.
        optional funding_source: Arc<str>,
        /// Tổ chức chủ trì.
        optional host: Arc<str>,
        /// Chủ nhiệm.
        optional lead: Arc<str>,
        /// Ngày bắt đầu.
        optional from: Marked<Date>,
        /// Ngày kết thúc.
        optional to: Marked<Date>,
        /// Quyết định phê duyệt và văn bản liên quan.
        list documents: Marked<DocumentReference>,
        /// Ghi chú.
        optional note: Arc<str>,
        /// true: mục này là bản nháp, chưa công bố; chỉ `congbo serve` cho xem.
        optional draft: Marked<bool>,
    }
}

impl Task {
    /// The days on which it ran.
    pub fn life(&self) -> Life {
        Life { from: day(&self.from), to: day(&self.to) }
    }
}

crate::content::choice! {
    /// Cấp của nhiệm vụ.
    pub enum TaskLevel {
        /// Quốc gia.
        National = "quoc-gia", "cấp quốc gia";
        /// Tỉnh.
        Provincial = "tinh", "cấp tỉnh";
        /// Cơ sở.
        Grassroots = "co-so", "cấp cơ sở";
    }
}

crate::content::choice! {
    /// Tình trạng của nhiệm vụ trong kỳ.
    pub enum TaskState {
        /// Mới phê duyệt.
        Approved = "moi-phe-duyet", "mới phê duyệt";
        /// Chuyển tiếp.
        Continued = "chuyen-tiep", "chuyển tiếp";
        /// Đã nghiệm thu.
        Accepted = "da-nghiem-thu", "đã nghiệm thu";
        /// Dừng thực hiện.
        Stopped = "dung", "dừng thực hiện";
    }
}
