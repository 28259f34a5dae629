//! `period.yaml`: a reporting period.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::Date;

crate::content::entry! {
    /// Một kỳ báo cáo; mã của kỳ là tên thư mục (2022-h1, 2022-q3, 2022-9m, 2022).
    pub struct PeriodInfo {
        /// Tên kỳ, ví dụ "6 tháng đầu năm 2022".
        required title: Arc<str>,
        /// Ngày đầu kỳ.
        required from: Marked<Date>,
        /// Ngày cuối kỳ.
        required to: Marked<Date>,
        /// Cơ quan mà kỳ này là của họ: mã trong issuers.yaml; không ghi thì theo báo cáo của kỳ.
        optional issuer: Marked<IssuerId>,
        /// Địa bàn của kỳ: mã trong places.yaml; không ghi thì là địa bàn của cơ quan.
        optional place: Marked<PlaceId>,
        /// Các con số chính của kỳ.
        list indicators: Indicator,
        /// Số nhiệm vụ KH&CN của kỳ theo báo cáo.
        optional task_counts: TaskCounts,
        /// Sự kiện trong kỳ, ví dụ phiên họp của Hội đồng KH&CN.
        list events: Event,
        /// Việc đề ra cho kỳ sau.
        list promises: Promise,
        /// Kết quả của việc đã đề ra ở kỳ trước.
        list outcomes: Outcome,
        /// Ghi chú.
        optional notes: Arc<str>,
        /// Địa chỉ cũ của trang kỳ này.
        list aliases: Marked<Arc<str>>,
        /// true: mọi thứ trong thư mục của kỳ này là bản nháp, chưa công bố; chỉ `congbo serve` cho xem.
        optional draft: Marked<bool>,
    }
}

crate::content::entry! {
    /// Một con số chính của kỳ.
    pub struct Indicator {
        /// Mã của chỉ số, giữ nguyên qua các kỳ để so sánh.
        required id: Arc<str>,
        /// Tên chỉ số.
        required name: Arc<str>,
        /// Giá trị; "Không" nghĩa là bằng không, để trống nghĩa là không rõ.
        optional value: Quantity,
        /// Đơn vị tính.
        optional unit: Arc<str>,
        /// Ghi chú, ví dụ "chỉ tính các mô hình nêu tên".
        optional note: Arc<str>,
        /// Các mã mô hình cộng thành con số này, để dẫn về từng dòng.
        list models: Marked<ModelId>,
    }
}

crate::content::entry! {
    /// Số nhiệm vụ KH&CN theo báo cáo.
    pub struct TaskCounts {
        /// Mới phê duyệt.
        optional approved: Quantity,
        /// Chuyển tiếp.
        optional continued: Quantity,
        /// Đã nghiệm thu.
        optional accepted: Quantity,
        /// Kết quả đánh giá xếp loại, nguyên văn.
        optional grade: Arc<str>,
    }
}

crate::content::entry! {
    /// Một sự kiện trong kỳ.
    pub struct Event {
        /// Ngày diễn ra.
        optional date: Marked<Date>,
        /// Tên sự kiện.
        required title: Arc<str>,
        /// Số hiệu văn bản liên quan.
        optional document: Marked<DocumentReference>,
    }
}

crate::content::entry! {
    /// Một việc đề ra cho kỳ sau.
    pub struct Promise {
        /// Mã của việc, chỉ cần khác nhau trong một kỳ.
        required id: Marked<PromiseId>,
        /// Nguyên văn hoặc tóm tắt việc đề ra.
        required title: Arc<str>,
        /// Đoạn trong báo cáo, ví dụ bao-cao#muc-ii.
        optional section: Marked<Arc<str>>,
    }
}

crate::content::entry! {
    /// Kết quả của một việc đã đề ra ở một kỳ trước.
    pub struct Outcome {
        /// Việc đã đề ra: KỲ/MÃ, ví dụ 2022-h1/ho-tro-doanh-nghiep.
        required promise: Marked<Arc<str>>,
        /// Kết quả.
        required state: OutcomeState,
        /// Báo cáo nói gì.
        optional note: Arc<str>,
        /// Đoạn trong báo cáo, ví dụ bao-cao#muc-1-2.
        optional section: Marked<Arc<str>>,
    }
}

crate::content::choice! {
    /// Kết quả của một việc đã đề ra.
    pub enum OutcomeState {
        /// Đã làm xong.
        Done = "da-lam", "đã làm";
        /// Làm một phần.
        Partly = "mot-phan", "làm một phần";
        /// Đang làm.
        Ongoing = "dang-lam", "đang làm";
        /// Không làm.
        Dropped = "khong-lam", "không làm";
    }
}
