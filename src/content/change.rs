//! How a body or a unit changed over time: the names that it bore, and how it passed on what it was.

use crate::content::*;
use std::sync::Arc;
use trichdan::calendar::{Date, Life};

crate::content::entry! {
    /// Một tên đã mang trước khi đổi tên; đổi tên không làm thành đơn vị hay cơ quan mới.
    pub struct FormerName {
        /// Tên cũ, không kèm loại.
        required name: Arc<str>,
        /// Ngày cuối cùng còn mang tên này.
        required to: Marked<Date>,
    }
}

crate::content::choice! {
    /// Cách chuyển tiếp khi chấm dứt.
    pub enum Succession {
        /// Một đơn vị khác thay toàn bộ.
        Replaced = "thay-the", "được thay thế";
        /// Nhập với đơn vị khác.
        Merged = "sap-nhap", "được sáp nhập";
        /// Chia cho nhiều đơn vị.
        Divided = "chia", "được chia";
    }
}

/// The times at which one of its names was borne by what lived so long under `now` and the names before.
pub fn lives_as(name: &str, (now, life): (&str, Life), former: &[FormerName]) -> Vec<Life> {
    let mut former: Vec<&FormerName> = former.iter().collect();
    former.sort_by_key(|former| former.to.value);
    let mut spans: Vec<(&str, Life)> = Vec::new();
    let mut from = life.from;
    for FormerName { name, to } in former {
        spans.push((&**name, Life { from, to: Some(to.value) }));
        from = to.value.tomorrow().ok().or(from);
    }
    spans.push((now, Life { from, to: life.to }));
    spans.into_iter().filter(|(borne, _)| *borne == name).map(|(_, life)| life).collect()
}

/// The name that was borne on a day, by the last days of those before.
pub fn name_on<'n>(name: &'n Arc<str>, former: &'n [FormerName], on: Date) -> &'n Arc<str> {
    let borne = former.iter().filter(|former| on <= former.to.value);
    borne.min_by_key(|former| former.to.value).map_or(name, |former| &former.name)
}
