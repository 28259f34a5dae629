//! What is said later of a report that was published: that it was corrected, replaced or withdrawn.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::content::*;
use trichdan::calendar::Date;

crate::content::entry! {
    /// Một thông báo về báo cáo đã công bố; trang của báo cáo vẫn giữ nguyên, thông báo đứng trên cùng.
    pub struct Notice {
        /// Loại thông báo: dinh-chinh, thay-the hoặc thu-hoi.
        required kind: NoticeKind,
        /// Ngày thông báo.
        required date: Marked<Date>,
        /// Lý do.
        required reason: Arc<str>,
        /// Đã đổi những gì, ví dụ "Biểu 1, dòng 3: 120 ha sửa thành 102 ha".
        optional changes: Arc<str>,
        /// Văn bản thay thế hoặc làm căn cứ: số hiệu trong sổ (15/QĐ-UBND 2023), tệp báo cáo trong kho (bao-cao-2.md), hoặc địa chỉ https://.
        optional by: Marked<Basis>,
    }
}

crate::content::choice! {
    /// Loại thông báo, từ nhẹ tới nặng.
    pub enum NoticeKind {
        /// Đính chính.
        Corrected = "dinh-chinh", "Đính chính";
        /// Thay thế.
        Replaced = "thay-the", "Thay thế";
        /// Thu hồi.
        Withdrawn = "thu-hoi", "Thu hồi";
    }
}

/// What a notice rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// A page elsewhere.
    Web(WebAddress),
    /// A text of the site: `bao-cao-2.md`, `../2022-h2/bao-cao.md`, `/gioi-thieu/`.
    Text(Arc<str>),
    /// A document of the register.
    Document(DocumentReference),
}

impl Field for Basis {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let written = reader.text(node)?;
        if written.contains("://") {
            return WebAddress::read(node, reader).map(Self::Web);
        }
        let path = written.split('#').next().unwrap_or_default();
        if path.starts_with('/') || path.ends_with(".md") {
            return Some(Self::Text(written.into()));
        }
        DocumentReference::read(node, reader).map(Self::Document)
    }

    fn schema() -> Json {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl ReportInfo {
    /// How the report stands by its notices: the gravest counts.
    pub fn standing(&self) -> Option<NoticeKind> {
        self.notices.iter().map(|notice| notice.kind).max()
    }

    /// The day of its newest notice.
    pub fn last_noticed(&self) -> Option<Date> {
        self.notices.iter().map(|notice| notice.date.value).max()
    }
}
