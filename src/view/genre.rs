//! What a page is, in a word: Dublin Core's `type`, and the category of an entry of a feed.

use super::section::Section;
use crate::diagnostic::Language;
use trichdan::designation::kind::Kind;

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// A list, or another page that a section begins with.
    Section(Section),
    /// A report.
    Report,
    /// A legal document and its type, where the register or its symbol tells it.
    Document(Option<Kind>),
    /// A model.
    Model,
    /// A row of a register that the site declares.
    Row,
    /// A commune or town.
    Place,
    /// A body that issues.
    Authority,
    /// The page of open data.
    Data,
    /// A free page.
    FreePage,
    /// What only leads elsewhere, or is for machines: nothing that it could be called.
    Door,
}

impl Genre {
    /// The word for it, in Vietnamese, as what is published is, whatever the language of the interface.
    pub fn label(self) -> &'static str {
        match self {
            Self::Section(section) => section.title(Language::Vietnamese),
            Self::Report => "Báo cáo",
            Self::Document(kind) => kind.map_or("Văn bản", Kind::label),
            Self::Model => "Mô hình",
            Self::Row => "Dòng của sổ",
            Self::Place => "Địa phương",
            Self::Authority => "Cơ quan",
            Self::Data => "Dữ liệu",
            Self::FreePage => "Trang",
            Self::Door => "",
        }
    }
}
