//! `places.yaml`: communes, towns, districts, provinces.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::{Date, Life};

crate::content::entry! {
    /// Một đơn vị hành chính.
    pub struct Place {
        /// Mã của đơn vị, ví dụ xa-tho-ngoc; đơn vị mới trùng tên cần mã khác, ví dụ xa-tho-ngoc-2025.
        required id: Marked<PlaceId>,
        /// Tên không kèm loại, ví dụ Thọ Ngọc.
        required name: Arc<str>,
        /// Loại đơn vị.
        required kind: PlaceKind,
        /// Các cách gọi khác.
        list aliases: Arc<str>,
        /// Mã của đơn vị cấp trên.
        optional within: Marked<PlaceId>,
        /// Ngày thành lập: ngày đầu tiên.
        optional from: Marked<Date>,
        /// Ngày cuối cùng trước khi chấm dứt.
        optional to: Marked<Date>,
        /// Mã của các đơn vị kế thừa.
        list successors: Marked<PlaceId>,
    }
}

impl Place {
    /// The days on which there was such a unit.
    pub fn life(&self) -> Life {
        Life { from: day(&self.from), to: day(&self.to) }
    }
}

crate::content::choice! {
    /// Loại đơn vị hành chính.
    pub enum PlaceKind {
        /// Xã.
        Commune = "xa", "xã";
        /// Thị trấn.
        Town = "thi-tran", "thị trấn";
        /// Phường.
        Ward = "phuong", "phường";
        /// Huyện.
        District = "huyen", "huyện";
        /// Tỉnh.
        Province = "tinh", "tỉnh";
    }
}
