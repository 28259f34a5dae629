//! `models.yaml`: models as they stand in a period.

use crate::content::*;
use rust_decimal::Decimal;
use std::sync::Arc;
use trichdan::calendar::{Date, Life};

crate::content::entry! {
    /// Một mô hình trong một kỳ; cùng mã ở kỳ khác là cùng mô hình.
    pub struct Model {
        /// Mã của mô hình, giữ nguyên qua các kỳ.
        required id: Marked<ModelId>,
        /// Tên mô hình như báo cáo viết, bỏ chữ "Mô hình" ở đầu thì vẫn hiểu được.
        required name: Arc<str>,
        /// Các cách gọi khác trong báo cáo.
        list aliases: Arc<str>,
        /// Công nghệ áp dụng.
        optional technology: Arc<str>,
        /// Cây trồng, vật nuôi hoặc sản phẩm.
        optional product: Arc<str>,
        /// Lĩnh vực, ví dụ Trồng trọt.
        optional field: Arc<str>,
        /// Xã, thị trấn nơi thực hiện: mã trong places.yaml.
        list places: Marked<PlaceId>,
        /// Diện tích, héc-ta.
        optional hectares: Marked<Decimal>,
        /// Quy mô khác, ví dụ "500 con".
        optional scale: Arc<str>,
        /// Số hộ tham gia.
        optional households: Quantity,
        /// Kinh phí, đồng.
        optional funding: Quantity,
        /// Nguồn kinh phí.
        optional funding_source: Arc<str>,
        /// Bao tiêu sản phẩm.
        optional offtake: Arc<str>,
        /// Đơn vị chủ trì.
        optional host: Arc<str>,
        /// Tình trạng trong kỳ.
        optional status: ModelStatus,
        /// Ngày bắt đầu.
        optional from: Marked<Date>,
        /// Ngày kết thúc.
        optional to: Marked<Date>,
        /// Văn bản liên quan.
        list documents: Marked<DocumentReference>,
        /// Ghi chú.
        optional note: Arc<str>,
        /// Địa chỉ cũ của trang mô hình này.
        list redirects: Marked<Arc<str>>,
        /// true: mục này là bản nháp, chưa công bố; chỉ `congbo serve` cho xem.
        optional draft: Marked<bool>,
    }
}

impl Model {
    /// The days on which it ran.
    pub fn life(&self) -> Life {
        Life { from: day(&self.from), to: day(&self.to) }
    }
}

crate::content::choice! {
    /// Tình trạng của một mô hình trong kỳ.
    pub enum ModelStatus {
        /// Đang triển khai.
        Ongoing = "dang-trien-khai", "đang triển khai";
        /// Nhân rộng.
        Expanding = "nhan-rong", "nhân rộng";
        /// Tạm dừng.
        Paused = "tam-dung", "tạm dừng";
        /// Đã kết thúc.
        Ended = "da-ket-thuc", "đã kết thúc";
    }
}
