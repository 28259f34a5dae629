//! The fields of an entry as a form asks for them: made of the same definition as the reader and the schema.

use std::borrow::Cow;

use crate::content::schema::{Need, paragraph};
use crate::content::{
    Column, ColumnKind, Field, Issuer, Ledger, LedgerInfo, LegalDocument, Model, PageInfo, PeriodInfo, Place,
    ReportInfo, SiteInfo, Task,
};

/// An entry's fields, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// What the entry is.
    pub title: String,
    /// Its fields.
    pub fields: Vec<FormField>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its key in the file.
    pub key: Cow<'static, str>,
    /// How much it is needed.
    pub need: Need,
    /// What it is, in a few words.
    pub label: String,
    /// What its documentation says besides.
    pub help: Option<String>,
    /// What it holds; of a list, what each item holds.
    pub kind: Kind,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A text of sentences.
    LongText,
    /// A day.
    Date,
    /// A number that is not negative: `1.234,5`.
    Number,
    /// A count or an amount: `6`, `1,5 tỷ đồng`, `Không`.
    Quantity,
    /// A whole number.
    Count,
    /// `true` or nothing.
    YesNo,
    /// One of these words.
    Choice(Vec<Choice>),
    /// The identifier of the entry itself.
    OwnId,
    /// The identifier of another entry.
    Reference(Named),
    /// An address on the web.
    Address,
    /// The name of a file in the folder `files` of the period.
    File,
    /// Fields of its own.
    Entry(Form),
}

/// A word that a field may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the file.
    pub word: Cow<'static, str>,
    /// As readers see it.
    pub label: Cow<'static, str>,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A body of `issuers.yaml`.
    Issuer,
    /// A unit of `places.yaml`.
    Place,
    /// A model, in any period.
    Model,
    /// A task, in any period.
    Task,
    /// A promise of a period.
    Promise,
    /// A document of the register.
    Document,
    /// A register that the site declares.
    Ledger,
    /// A column of such a register.
    Column,
}

impl Form {
    /// The form of an entry: what [`entry!`](crate::content::entry) makes of its definition.
    pub fn of(docs: &[&str], fields: Vec<FormField>) -> Self {
        Self { title: label_of(&paragraph(docs)), fields }
    }

    /// The field under a key.
    pub fn field(&self, key: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The form of a row of a register, as its declaration has it.
    pub fn of_row(ledger: &Ledger) -> Self {
        let id = FormField {
            key: "id".into(),
            need: Need::Optional,
            label: "Mã của dòng".to_owned(),
            help: Some("Mã của dòng, giữ nguyên qua các kỳ; để trống thì nhận ra dòng theo các cột chính.".to_owned()),
            kind: Kind::Text,
        };
        let is_key = |index: usize| ledger.key.as_slice() == [index];
        let columns = ledger.columns.iter().enumerate();
        let columns = columns.map(|(index, column)| FormField::of_column(column, is_key(index)));
        Self { title: ledger.row.to_string(), fields: columns.chain([id]).collect() }
    }

    /// The form of the files that hold site, issuers, …: the words are those of `congbo schema`.
    pub fn by_name(name: &str) -> Option<Self> {
        let kind = match name {
            "site" => SiteInfo::kind(),
            "issuers" => Issuer::kind(),
            "places" => Place::kind(),
            "registers" => LedgerInfo::kind(),
            "legal" => LegalDocument::kind(),
            "period" => PeriodInfo::kind(),
            "models" => Model::kind(),
            "tasks" => Task::kind(),
            "report" => ReportInfo::kind(),
            "page" => PageInfo::kind(),
            _ => return None,
        };
        match kind {
            Kind::Entry(form) => Some(form),
            _ => None,
        }
    }
}

impl FormField {
    /// A field of an entry, as its definition says.
    pub fn of(key: &'static str, need: Need, docs: &[&str], kind: Kind) -> Self {
        let doc = paragraph(docs);
        let label = label_of(&doc);
        let kind = match kind {
            Kind::Reference(named) if key == "id" && named != Named::Document => Kind::OwnId,
            Kind::Text if key == "files" => Kind::File,
            Kind::Text if is_long(&doc) => Kind::LongText,
            kind => kind,
        };
        let help = help_of(&doc, &label);
        Self { key: key.into(), need, label, help, kind }
    }

    /// A field of a row, as its column says.
    fn of_column(column: &Column, is_required: bool) -> Self {
        let kind = match column.kind {
            ColumnKind::Term if !column.words.is_empty() => {
                let choice = |word: &std::sync::Arc<str>| Cow::<'static, str>::Owned(word.to_string());
                Kind::Choice(
                    column.words.iter().map(|word| Choice { word: choice(word), label: choice(word) }).collect(),
                )
            }
            ColumnKind::Count | ColumnKind::Amount | ColumnKind::Money => Kind::Quantity,
            ColumnKind::Day => Kind::Date,
            ColumnKind::Place => Kind::Reference(Named::Place),
            ColumnKind::Body => Kind::Reference(Named::Issuer),
            ColumnKind::Document => Kind::Reference(Named::Document),
            ColumnKind::Model => Kind::Reference(Named::Model),
            ColumnKind::Task => Kind::Reference(Named::Task),
            ColumnKind::File => Kind::File,
            ColumnKind::Address => Kind::Address,
            ColumnKind::Text | ColumnKind::Person | ColumnKind::Term => Kind::Text,
        };
        let help = column.unit.as_ref().map(|unit| format!("Đơn vị tính: {unit}."));
        let need = if is_required { Need::Required } else { Need::Optional };
        Self { key: column.id.to_string().into(), need, label: column.title.to_string(), help, kind }
    }
}

/// Letters that a label may have before it is cut at a comma.
const LONGEST_LABEL: usize = 40;

/// The words of a documentation that name the thing: its first clause.
///
/// `Mã của cơ quan, chữ thường không dấu nối bằng "-", ví dụ ubnd-tinh-thanh-hoa.` names `Mã của cơ quan`, and
/// `true: mục này là bản nháp, …` names `Mục này là bản nháp`.
fn label_of(doc: &str) -> String {
    let doc = doc.strip_prefix("true: ").unwrap_or(doc);
    let ends = [";", ":", " (", ", ví dụ", ". "].iter().filter_map(|sign| doc.find(sign));
    let clause = doc[..ends.min().unwrap_or(doc.len())].trim_end_matches('.');
    let is_long = clause.chars().count() > LONGEST_LABEL;
    let words = clause.find(", ").filter(|_| is_long).map_or(clause, |comma| &clause[..comma]);
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a documentation says behind its label.
fn help_of(doc: &str, label: &str) -> Option<String> {
    let doc = doc.strip_prefix("true: ").unwrap_or(doc);
    let rest: String = doc.chars().skip(label.chars().count()).collect();
    let rest = rest.trim_start_matches([',', ';', ':', '.', ' ']);
    let mut letters = rest.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

/// Whether a text is one of sentences, by the words that its documentation has for such.
fn is_long(doc: &str) -> bool {
    const SENTENCES: [&str; 8] =
        ["Ghi chú", "Trích yếu", "Một câu", "Lý do", "Nguyên văn", "nói gì", "những gì", "tóm tắt"];
    SENTENCES.iter().any(|words| doc.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_the_thing() {
        for (doc, label) in [
            ("Mã của cơ quan, chữ thường không dấu nối bằng \"-\", ví dụ ubnd-tinh-thanh-hoa.", "Mã của cơ quan"),
            (
                "true: mục này là bản nháp, chưa công bố; chỉ `congbo serve` cho xem.",
                "Mục này là bản nháp, chưa công bố",
            ),
            ("Phần cuối địa chỉ; để trống thì lấy tên tệp.", "Phần cuối địa chỉ"),
            ("Cây trồng, vật nuôi hoặc sản phẩm.", "Cây trồng, vật nuôi hoặc sản phẩm"),
            ("Số hiệu, ví dụ 1221/QĐ-UBND, 01/2021/TT-BKHCN.", "Số hiệu"),
            ("Ngày tháng đúng như bản gốc ghi, khi bản gốc để trống một phần.", "Ngày tháng đúng như bản gốc ghi"),
        ] {
            assert_eq!(label_of(doc), label);
        }
    }

    #[test]
    fn helps_say_what_labels_do_not() {
        for (doc, help) in [
            ("Tên kỳ, ví dụ \"6 tháng đầu năm 2022\".", Some("Ví dụ \"6 tháng đầu năm 2022\".")),
            ("Phần cuối địa chỉ; để trống thì lấy tên tệp.", Some("Để trống thì lấy tên tệp.")),
            ("true: bản nháp, chưa công bố; chỉ `congbo serve` cho xem.", Some("Chỉ `congbo serve` cho xem.")),
            ("Diện tích, héc-ta.", None),
        ] {
            assert_eq!(help_of(doc, &label_of(doc)).as_deref(), help, "{doc}");
        }
    }
}
