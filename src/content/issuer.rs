//! `issuers.yaml`: the bodies that issue documents.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::{Date, Life};

crate::content::entry! {
    /// Một cơ quan ban hành văn bản.
    pub struct Issuer {
        /// Mã của cơ quan, chữ thường không dấu nối bằng "-", ví dụ ubnd-tinh-thanh-hoa.
        required id: Marked<IssuerId>,
        /// Tên đầy đủ.
        required name: Arc<str>,
        /// Các cách gọi khác gặp trong văn bản, ví dụ "UBND tỉnh", "Chủ tịch UBND tỉnh".
        list aliases: Arc<str>,
        /// Các tên cũ, mỗi tên với ngày cuối cùng còn mang tên ấy.
        list former_names: FormerName,
        /// Cấp của cơ quan.
        required level: IssuerLevel,
        /// Địa bàn: mã trong places.yaml.
        optional place: Marked<PlaceId>,
        /// Ngày bắt đầu tồn tại: ngày đầu tiên.
        optional from: Marked<Date>,
        /// Ngày cuối cùng trước khi chấm dứt.
        optional to: Marked<Date>,
        /// Mã của các cơ quan kế thừa.
        list successors: Marked<IssuerId>,
        /// Cách chuyển tiếp khi chấm dứt: thay-the, sap-nhap hoặc chia; không ghi thì suy từ các cơ quan kế thừa, khi chắc chắn.
        optional succession: Succession,
        /// Số hiệu văn bản quyết định việc chấm dứt, ví dụ 1686/NQ-UBTVQH15.
        optional ended_by: Marked<DocumentReference>,
    }
}

impl Issuer {
    /// The days on which there was such a body.
    pub fn life(&self) -> Life {
        Life { from: day(&self.from), to: day(&self.to) }
    }

    /// The name that it bore on a day.
    pub fn name_on(&self, on: Date) -> &Arc<str> {
        name_on(&self.name, &self.former_names, on)
    }
}

crate::content::choice! {
    /// Cấp của cơ quan ban hành.
    pub enum IssuerLevel {
        /// Trung ương.
        Central = "trung-uong", "Trung ương";
        /// Tỉnh.
        Province = "tinh", "Cấp tỉnh";
        /// Huyện.
        District = "huyen", "Cấp huyện";
        /// Xã.
        Commune = "xa", "Cấp xã";
        /// Đảng.
        Party = "dang", "Cơ quan Đảng";
        /// Tổ chức tiêu chuẩn.
        Standards = "tieu-chuan", "Tổ chức tiêu chuẩn";
    }
}
