//! What an archive is made of, as far as it can be handed over or left by itself.

use crate::content::{ModelId, PeriodId, TaskId};
use crate::diagnostic::{Bilingual, bilingual};
use crate::link::ledger::RowIndex;
use crate::link::register::DocumentIndex;

/// Something that is taken or left as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A period with its reports.
    Period(PeriodId),
    /// A model over all periods.
    Model(ModelId),
    /// A task over all periods.
    Task(TaskId),
    /// A row of a register over all periods.
    Row(RowIndex),
    /// A document of the register.
    Document(DocumentIndex),
    /// A register that the site declares, by its place among them.
    Ledger(u32),
    /// A body.
    Body(usize),
    /// A place.
    Place(usize),
    /// A free page, by its place among them.
    Page(usize),
}

/// A kind of things, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Period,
    /// Each goes with its period.
    Report,
    Model,
    Task,
    Row,
    Document,
    Ledger,
    Body,
    Place,
    Page,
    /// What lies beside the texts.
    File,
}

impl Kind {
    /// What things of the kind are called.
    pub fn name(self) -> Bilingual {
        match self {
            Self::Period => bilingual!(vi: "kỳ báo cáo", en: "periods"),
            Self::Report => bilingual!(vi: "báo cáo", en: "reports"),
            Self::Model => bilingual!(vi: "mô hình", en: "models"),
            Self::Task => bilingual!(vi: "nhiệm vụ", en: "tasks"),
            Self::Row => bilingual!(vi: "dòng sổ", en: "rows of registers"),
            Self::Document => bilingual!(vi: "văn bản", en: "documents"),
            Self::Ledger => bilingual!(vi: "sổ", en: "registers"),
            Self::Body => bilingual!(vi: "cơ quan", en: "bodies"),
            Self::Place => bilingual!(vi: "đơn vị hành chính", en: "places"),
            Self::Page => bilingual!(vi: "trang tự do", en: "free pages"),
            Self::File => bilingual!(vi: "tệp kèm theo", en: "files"),
        }
    }

    /// Why things of the kind are left.
    pub fn why_left(self) -> Bilingual {
        match self {
            Self::Period | Self::Report => bilingual!(vi: "của đơn vị khác", en: "of another unit"),
            Self::Model | Self::Task | Self::Row => {
                bilingual!(vi: "chỉ ở hoặc chỉ nói về đơn vị khác", en: "in other units, or about them alone")
            }
            Self::Document | Self::Ledger | Self::Body | Self::Place => {
                bilingual!(vi: "không mục nào được lấy nhắc tới", en: "nothing that is taken names them")
            }
            Self::Page => bilingual!(
                vi: "nói về cả kho và cơ quan công bố kho",
                en: "they speak of the whole archive and of who publishes it",
            ),
            Self::File => bilingual!(
                vi: "của mục để lại, hoặc là tệp riêng của trang cũ",
                en: "of what is left, or the former site's own",
            ),
        }
    }
}

impl Thing {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Period(_) => Kind::Period,
            Self::Model(_) => Kind::Model,
            Self::Task(_) => Kind::Task,
            Self::Row(_) => Kind::Row,
            Self::Document(_) => Kind::Document,
            Self::Ledger(_) => Kind::Ledger,
            Self::Body(_) => Kind::Body,
            Self::Place(_) => Kind::Place,
            Self::Page(_) => Kind::Page,
        }
    }
}

/// Why something is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is of the heir, or of a unit that the heir was made of.
    Heirs,
    /// It names no unit, or one around the heir's: it is of the whole.
    Whole,
    /// It names a unit of which nothing tells what it became.
    Undecided,
    /// What is taken names it.
    Named,
    /// It bears a name that a taken text uses.
    Namesake,
    /// It stands in a file that cannot be cut, beside what is taken.
    Beside,
}
