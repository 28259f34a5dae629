//! Beginnings: a site, a period, a report, a page, as texts to be filled in.

mod unit;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::period_title;
use super::yaml::Fields;
use crate::content::{BaseAddress, Identity, LedgerId, ModelStatus, PeriodId, TaskState};
use crate::diagnostic::Mark;
use crate::parse::names::Names;
use crate::parse::{Entries, parse};
use crate::source::SourcePath;
use trichdan::calendar::Date;

/// Texts by the path at which they are to be written.
pub type Texts = BTreeMap<SourcePath, String>;

/// What an office says of its site when it begins, in place of what would stand there as a sample.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    pub title: Option<String>,
    pub publisher: Option<String>,
    /// Where the site will be read.
    pub address: Option<BaseAddress>,
}

impl Office {
    /// What stands instead of a line of `site.yaml`; none where nothing does.
    fn line(&self, line: &str, year: i16) -> Option<String> {
        let field = |key: &'static str, value: &str| Fields::new().text(key, value).write();
        let as_it_is = format!("{line}\n");
        Some(match (&self.address, line.split(':').next().unwrap_or_default()) {
            (_, "title") => self.title.as_deref().map_or(as_it_is, |title| field("title", title)),
            (_, "  name") => self.publisher.as_deref().map_or(as_it_is, |name| format!("  {}", field("name", name))),
            (Some(_), "# Địa chỉ mẫu" | "# Định danh mẫu") => return None,
            (Some(address), "base_url") => field("base_url", &address.shared()),
            // An address that is no domain gives none; then ids are made of the address.
            (Some(address), "identity") => {
                let identity = Identity::parse(&format!("{},{year}", address.host()))?;
                field("identity", &identity)
            }
            _ => as_it_is,
        })
    }
}

/// A site that builds at once: its own entry, bodies, a place, a page about it. It is known by this year, and knows the unit of the
/// list that it is about, if one is given.
pub fn site(office: &Office, today: Date, unit: Option<usize>) -> Texts {
    let identity = format!("identity: {},{}\n", Identity::SAMPLE_HOST, today.year());
    let (site, issuers, places) = match unit {
        Some(unit) => unit::files(unit),
        None => (SITE.to_owned(), ISSUERS.to_owned(), PLACES.to_owned()),
    };
    let files = [
        ("site.yaml", (site + &identity).lines().filter_map(|line| office.line(line, today.year())).collect()),
        ("issuers.yaml", issuers),
        ("places.yaml", places),
        ("pages/gioi-thieu.md", ABOUT.to_owned()),
    ];
    files.into_iter().map(|(path, text)| (fixed(path), text)).collect()
}

/// A period's entry, and the models and tasks of the period before that have not ended, to be confirmed.
pub fn period(period: PeriodId, existing: &BTreeMap<SourcePath, Arc<str>>) -> Texts {
    let fields = Fields::new()
        .text("title", &period_title(period))
        .text("from", &period.first_day().to_string())
        .text("to", &period.last_day().to_string());
    let heading = "# Kỳ báo cáo. Các khóa được dùng: congbo schema period\n";
    let mut texts = BTreeMap::from([(in_period(period, "period.yaml"), format!("{heading}{}", fields.write()))]);
    let Some(before) = period_before(period, existing) else {
        return texts;
    };
    for name in ["models.yaml", "tasks.yaml"] {
        let path = in_period(before, name);
        let carried = existing.get(&path).map(|text| carried_on(&path, text)).unwrap_or_default();
        if !carried.is_empty() {
            let kind = name.trim_end_matches(".yaml");
            let heading = format!(
                "# Chuyển từ kỳ {before}: xác nhận từng mục theo báo cáo của kỳ này, sửa số liệu, xóa mục không còn.\n\
                 # Các khóa được dùng: congbo schema {kind}\n"
            );
            texts.insert(in_period(period, name), heading + &carried.join("\n"));
        }
    }
    texts
}

/// The registers of a site with one more of those that come with congbo. What its author wrote stays as it is.
pub fn with_register(existing: Option<&str>, id: &LedgerId) -> String {
    let mut text = existing.map_or_else(|| REGISTERS.to_owned(), |text| text.trim_end().to_owned() + "\n");
    text.push_str(&format!("- use: {id}\n"));
    text.trim_start().to_owned()
}

/// A report whose front matter waits to be filled in.
pub fn report(period: PeriodId, name: &str) -> Texts {
    let title = period_title(period).to_lowercase();
    let text = format!(
        "---\nkind: BÁO CÁO\n# Cơ quan ban hành: mã trong issuers.yaml\n# issuer:\n# Để trống phần số nếu bản gốc để trống: /BC-UBND\n# designation:\n\
         # place:\n# date:\nsummary: Kết quả công tác khoa học và công nghệ {title}\n# recipients:\n#   - Sở KH&CN (để b/c);\n\
         # signatures:\n#   - authority:\n#       - KT. CHỦ TỊCH\n#       - PHÓ CHỦ TỊCH\n#     name:\n---\n\n## I. Kết quả\n\n## II. Phương hướng, nhiệm vụ\n"
    );
    BTreeMap::from([(in_period(period, &format!("{name}.md")), text)])
}

/// A free page.
pub fn page(name: &str, title: &str) -> Texts {
    let front = Fields::new().text("title", title).write();
    BTreeMap::from([(fixed(&format!("pages/{name}.md")), format!("---\n{front}---\n\n"))])
}

/// The newest period before this one that the content folder has.
fn period_before(period: PeriodId, existing: &BTreeMap<SourcePath, Arc<str>>) -> Option<PeriodId> {
    let periods = existing
        .keys()
        .filter(|path| path.file_name() == "period.yaml")
        .filter_map(|path| PeriodId::parse(path.folder()));
    periods.filter(|other| *other < period).max()
}

/// The entries of a file that go on in the next period, in their author's own words.
fn carried_on(path: &SourcePath, text: &Arc<str>) -> Vec<String> {
    let words = |mark: Mark| {
        let (start, bytes) = (mark.entry_start as usize, mark.entry_bytes as usize);
        let entry = text.get(start..start + bytes).unwrap_or_default();
        format!("{}\n", entry.trim_end())
    };
    match parse(path, text, &Names::default()).entries {
        Entries::Models(models) => {
            let goes_on = models.iter().filter(|model| model.value.status != Some(ModelStatus::Ended));
            goes_on.map(|model| words(model.mark)).collect()
        }
        Entries::Tasks(tasks) => {
            let has_ended = |state| matches!(state, TaskState::Accepted | TaskState::Stopped);
            let goes_on = tasks.iter().filter(|task| !has_ended(task.value.state));
            // What was new in one period is carried over in the next.
            let renamed = |text: String| text.replace(TaskState::Approved.word(), TaskState::Continued.word());
            goes_on.map(|task| renamed(words(task.mark))).collect()
        }
        _ => Vec::new(),
    }
}

fn in_period(period: PeriodId, name: &str) -> SourcePath {
    fixed(&format!("{period}/{name}"))
}

fn fixed(path: &str) -> SourcePath {
    SourcePath::new(path).expect("made of a period's id, slugs and fixed names")
}

const SITE: &str = "# Thông tin chung của trang. Các khóa được dùng: congbo schema site
title: Khoa học và công nghệ
description: Kho lưu trữ công khai các báo cáo, văn bản và mô hình khoa học và công nghệ.
# Địa chỉ mẫu: thay bằng địa chỉ thật của trang trước khi công bố.
base_url: https://example.gov.vn/
language: vi
publisher:
  name: Cơ quan công bố
# Định danh mẫu: thay cùng lúc bằng tên miền của cơ quan, rồi giữ mãi, kể cả khi đổi tên miền.
";

/// The bodies of the centre, which every office cites.
const ISSUERS: &str = include_str!("begin/issuers.yaml");

const PLACES: &str = "# Các đơn vị hành chính. Các khóa được dùng: congbo schema places
# - id: xa-vi-du
#   name: Ví Dụ
#   kind: xa
";

const REGISTERS: &str = "# Các sổ mà trang theo dõi. Các khóa được dùng: congbo schema registers\n";

const ABOUT: &str = "---
title: Giới thiệu
---

Trang này công khai các báo cáo khoa học và công nghệ, những văn bản mà báo cáo dẫn, các mô hình và nhiệm vụ.
";
