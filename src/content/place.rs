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
        /// Mã số đơn vị hành chính của cơ quan thống kê: 2 chữ số cho tỉnh, 3 cho huyện, 5 cho xã, ví dụ "15664".
        optional code: Marked<UnitCode>,
        /// Các cách gọi khác.
        list aliases: Arc<str>,
        /// Các tên cũ, mỗi tên với ngày cuối cùng còn mang tên ấy.
        list former_names: FormerName,
        /// Mã của đơn vị cấp trên.
        optional within: Marked<PlaceId>,
        /// Ngày thành lập: ngày đầu tiên.
        optional from: Marked<Date>,
        /// Ngày cuối cùng trước khi chấm dứt.
        optional to: Marked<Date>,
        /// Mã của các đơn vị kế thừa.
        list successors: Marked<PlaceId>,
        /// Cách chuyển tiếp khi chấm dứt: thay-the, sap-nhap hoặc chia; không ghi thì suy từ các đơn vị kế thừa, khi chắc chắn.
        optional succession: Succession,
        /// Số hiệu văn bản quyết định việc chấm dứt, ví dụ 1686/NQ-UBTVQH15.
        optional ended_by: Marked<DocumentReference>,
    }
}

impl Place {
    /// The days on which there was such a unit.
    pub fn life(&self) -> Life {
        Life { from: day(&self.from), to: day(&self.to) }
    }

    /// Its name, and those that it bore before.
    pub fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        std::iter::once(&self.name).chain(self.former_names.iter().map(|former| &former.name))
    }

    /// The times at which it bore a name.
    pub fn lives_as(&self, name: &str) -> Vec<Life> {
        lives_as(name, (&self.name, self.life()), &self.former_names)
    }

    /// The name that it bore on a day.
    pub fn name_on(&self, on: Date) -> &Arc<str> {
        name_on(&self.name, &self.former_names, on)
    }
}

/// The statistics office's number of a unit. Numbers are given again: without a day it is no key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCode(pub Arc<str>);

impl UnitCode {
    /// The number that a text is: two, three or five digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_code = matches!(text.len(), 2 | 3 | 5) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_code.then(|| Self(text.into()))
    }
}

crate::content::choice! {
    /// Loại đơn vị hành chính, nay và trước đây.
    pub enum PlaceKind {
        /// Xã.
        Commune = "xa", "xã";
        /// Phường.
        Ward = "phuong", "phường";
        /// Thị trấn.
        Town = "thi-tran", "thị trấn";
        /// Đặc khu.
        SpecialZone = "dac-khu", "đặc khu";
        /// Huyện.
        District = "huyen", "huyện";
        /// Quận.
        UrbanDistrict = "quan", "quận";
        /// Thị xã.
        DistrictTown = "thi-xa", "thị xã";
        /// Thành phố thuộc tỉnh hoặc thuộc thành phố trực thuộc trung ương.
        City = "thanh-pho", "thành phố";
        /// Tỉnh.
        Province = "tinh", "tỉnh";
        /// Thành phố trực thuộc trung ương.
        CentralCity = "thanh-pho-truc-thuoc-trung-uong", "thành phố";
    }
}

/// The level at which a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Communes, wards, towns, special zones.
    Commune,
    /// What lay between them and the provinces until 30 June 2025.
    District,
    /// Provinces and the cities at their level.
    Province,
}

impl PlaceKind {
    /// The level of such units.
    pub fn tier(self) -> Tier {
        match self {
            Self::Commune | Self::Ward | Self::Town | Self::SpecialZone => Tier::Commune,
            Self::District | Self::UrbanDistrict | Self::DistrictTown | Self::City => Tier::District,
            Self::Province | Self::CentralCity => Tier::Province,
        }
    }
}
