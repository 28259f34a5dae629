//! `registers.yaml`: the registers (sổ) that a site keeps, and the rows that its periods report.
//!
//! In code a register that a site declares is a *ledger*: *register* alone is that of legal documents.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::content::*;
use crate::diagnostic::{Location, Place};
use crate::source::SourcePath;
use trichdan::calendar::Date;
use trichdan::text::fold::compare_key;
use trichdan::text::one_line;

crate::content::entry! {
    /// Một sổ theo dõi của trang: mỗi kỳ báo cáo ghi các dòng của sổ vào KỲ/so/MÃ-SỔ.yaml, .csv hoặc .xlsx.
    pub struct LedgerInfo {
        /// Sổ có sẵn mà sổ này theo, ví dụ ocop; các khóa khác ghi ở đây thay cho của sổ có sẵn. Có sẵn: nhiem-vu, ocop, so-huu-tri-tue, sang-kien, giai-thuong, tieu-chuan, do-luong,
        /// tap-huan, doanh-nghiep, to-chuc, kinh-phi, tieu-chi.
        optional base = "use": Marked<LedgerId>,
        /// Mã của sổ, cũng là tên tệp các dòng của nó trong thư mục so/ của mỗi kỳ; mặc định là mã của sổ có sẵn.
        optional id: Marked<LedgerId>,
        /// Tên sổ.
        optional title: Arc<str>,
        /// Một câu nói sổ ghi gì.
        optional description: Arc<str>,
        /// Một dòng gọi là gì, ví dụ "sản phẩm".
        optional row: Arc<str>,
        /// Các cột của sổ; với sổ có sẵn thì cột cùng mã được sửa, cột mã khác được thêm.
        list columns: ColumnInfo,
        /// Các cột của sổ có sẵn mà sổ này không dùng.
        list without: Marked<ColumnId>,
        /// Các cột cùng nhau nhận ra một dòng qua các kỳ; mặc định là cột đầu tiên.
        list key: Marked<ColumnId>,
        /// Những từ trong các cột kiểu "tu" cho biết dòng đã kết thúc, ví dụ "đã nghiệm thu"; kỳ sau không nhắc tới thì không phải là thiếu.
        list ended: Arc<str>,
    }
}

crate::content::entry! {
    /// Một cột của sổ.
    pub struct ColumnInfo {
        /// Mã của cột, cũng là khóa trong tệp YAML và tên cột trong dữ liệu mở.
        required id: Marked<ColumnId>,
        /// Tên cột.
        optional title: Arc<str>,
        /// Kiểu của cột; mặc định là chữ.
        optional kind = "type": ColumnKind,
        /// Đơn vị tính, ví dụ ha; với cột tiền thì là đơn vị của số ghi trần, ví dụ triệu đồng.
        optional unit: Arc<str>,
        /// Các từ mà cột "từ" được nhận; không ghi thì nhận mọi từ.
        list words: Arc<str>,
        /// Các cách gọi khác của cột ở dòng đầu bảng.
        list aliases: Arc<str>,
    }
}

crate::content::choice! {
    /// Kiểu của một cột.
    pub enum ColumnKind {
        /// Chữ.
        Text = "chu", "chữ";
        /// Số đếm, số nguyên.
        Count = "dem", "số đếm";
        /// Đại lượng có đơn vị, có thể có phần thập phân.
        Amount = "luong", "số lượng";
        /// Số tiền, đồng.
        Money = "tien", "số tiền";
        /// Ngày.
        Day = "ngay", "ngày";
        /// Xã, thị trấn.
        Place = "noi", "nơi";
        /// Cơ quan có trong issuers.yaml.
        Body = "co-quan", "cơ quan";
        /// Người. Không có trong dữ liệu mở.
        Person = "nguoi", "người";
        /// Văn bản, theo số hiệu.
        Document = "van-ban", "văn bản";
        /// Mô hình có trong models.yaml.
        Model = "mo-hinh", "mô hình";
        /// Nhiệm vụ có trong tasks.yaml.
        Task = "nhiem-vu", "nhiệm vụ";
        /// Một trong số ít từ, dùng để lọc.
        Term = "tu", "từ";
        /// Tệp trong files/ của kỳ.
        File = "tep", "tệp";
        /// Địa chỉ web.
        Address = "dia-chi", "địa chỉ";
    }
}

impl ColumnKind {
    /// Whether its cells are numbers, which can be added up.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Amount | Self::Money)
    }

    /// Whether a list can be narrowed by it.
    pub fn is_facet(self) -> bool {
        matches!(self, Self::Term | Self::Place | Self::Body)
    }
}

/// A register as its rows are read and shown: a declaration with what it takes from a built-in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// What it is called in addresses and files: `ocop`.
    pub id: LedgerId,
    /// Its name.
    pub title: Arc<str>,
    /// A sentence about it.
    pub description: Option<Arc<str>>,
    /// What a row is called.
    pub row: Arc<str>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The columns that tell rows apart, by their places.
    pub key: Vec<usize>,
    /// Words that say that a row is over.
    pub ended: Vec<Arc<str>>,
}

/// A column of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is called in files.
    pub id: ColumnId,
    /// Its name.
    pub title: Arc<str>,
    /// What its cells are.
    pub kind: ColumnKind,
    /// Unit of its numbers.
    pub unit: Option<Arc<str>>,
    /// The words that it takes; any where there are none.
    pub words: Vec<Arc<str>>,
    /// What tables call it besides.
    pub aliases: Vec<Arc<str>>,
}

/// A row of a register in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The id that its author gave it, which names it over all periods.
    pub id: Option<Arc<str>>,
    /// One for each column of the register.
    pub cells: Vec<RowCell>,
    /// What stands in columns that the register does not have: their names, and the words.
    pub others: Vec<(Arc<str>, Arc<str>)>,
    /// `true`: it is a draft.
    pub draft: Option<Marked<bool>>,
}

/// A cell of a row.
#[derive(Debug, Clone)]
pub struct RowCell {
    /// As its author wrote it; empty where unknown.
    pub written: Arc<str>,
    /// What it was read as.
    pub value: CellValue,
    /// Where it stands in its file.
    pub place: Place,
}

/// Moving a row down a line changes no page.
impl PartialEq for RowCell {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written && self.value == other.value
    }
}

impl Eq for RowCell {}

/// What a cell was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellValue {
    /// Nothing is written: unknown, which is not zero.
    Blank,
    /// Words, or a name to be looked up.
    Words,
    /// A number; of money, in đồng.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// It is not what its column asks for, or can be read in two ways: shown as written.
    Doubtful,
}

impl Row {
    /// What a row is known by over the periods: its id, or the words of its key; none where all of these are blank.
    pub fn identity(&self, ledger: &Ledger) -> Option<String> {
        if let Some(id) = &self.id {
            return Some(format!("#{id}"));
        }
        let parts: Vec<String> = ledger.key.iter().map(|column| self.comparable(*column)).collect();
        parts.iter().any(|part| !part.is_empty()).then(|| parts.join("\u{1F}"))
    }

    /// A cell's words as they are compared over the periods: numbers and days by what they are.
    fn comparable(&self, column: usize) -> String {
        let cell = &self.cells[column];
        match &cell.value {
            CellValue::Number(number) => number.normalize().to_string(),
            CellValue::Day(day) => day.to_string(),
            _ => compare_key(&one_line(&cell.written)),
        }
    }

    /// Whether it says that it is over.
    pub fn has_ended(&self, ledger: &Ledger) -> bool {
        let terms = ledger.columns.iter().zip(&self.cells).filter(|(column, _)| column.kind == ColumnKind::Term);
        let mut said = terms.map(|(_, cell)| compare_key(&cell.written));
        !ledger.ended.is_empty() && said.any(|said| ledger.ended.iter().any(|word| compare_key(word) == said))
    }

    /// What it is called: the words of its key, else its id; a row without either is a dash.
    pub fn name(&self, ledger: &Ledger) -> Arc<str> {
        let parts = ledger.key.iter().map(|column| &self.cells[*column].written).filter(|part| !part.is_empty());
        let parts: Vec<&Arc<str>> = parts.collect();
        match parts[..] {
            [] => self.id.clone().unwrap_or_else(|| "–".into()),
            [only] => Arc::clone(only),
            _ => parts.iter().map(|part| &***part).collect::<Vec<_>>().join(", ").into(),
        }
    }
}

impl RowCell {
    /// Its number, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            CellValue::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Where it stands.
    pub fn location(&self, path: &SourcePath) -> Location {
        Location { path: path.clone(), place: self.place }
    }
}
