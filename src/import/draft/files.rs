//! The files of a draft: their paths, their headings, and what their authors wrote before.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::doubt::{Doubts, Spot};
use super::models::{self, Named};
use super::register::{self, Cited};
use super::{Gathered, Report, Request, period};
use crate::content::PeriodId;
use crate::diagnostic::messages::import as messages;
use crate::import::manuscript::Manuscript;
use crate::import::yaml::Fields;
use crate::parse::{self, names::Names};
use crate::source::SourcePath;

/// Whole texts of the files that are new or change.
pub(super) fn write_texts(
    report: &Report,
    gathered: &Gathered,
    period: PeriodId,
    request: &Request,
    doubts: &mut Doubts,
) -> BTreeMap<SourcePath, String> {
    let told = period::Told {
        period,
        models: &gathered.models,
        counts: &gathered.counts,
        events: &gathered.events,
        promises: &gathered.promises,
        report: &request.report_name,
        notes: gathered.notes,
    };
    let new = gathered.documents.iter().filter(|document| !document.is_known);
    let documents: Vec<Fields> = new.map(|document| register::entry(document, doubts)).collect();
    let models = new_models(&gathered.models, &path_in(period, "models.yaml"), request, doubts);
    let models: Vec<Fields> = models.into_iter().map(|entry| held_back(entry, report)).collect();
    let mut texts = BTreeMap::from([(report.path.clone(), report.text.clone())]);
    if request.existing.contains_key(&report.path) && !request.replaces {
        doubts.add(Spot::Report, messages::exists);
    }
    let period_path = path_in(period, "period.yaml");
    if request.existing.contains_key(&period_path) && !request.replaces {
        doubts.add(Spot::Entry("period.yaml", String::new()), messages::kept);
    } else {
        texts.insert(period_path, format!("{PERIOD_HEADING}{}", held_back(period::entry(&told), report).write()));
    }
    for (name, heading, entries) in [("legal.yaml", LEGAL_HEADING, documents), ("models.yaml", MODELS_HEADING, models)]
    {
        if !entries.is_empty() {
            let path = path_in(period, name);
            let existing = request.existing.get(&path).map(|text| (**text).to_owned());
            let text = with_entries(existing, heading, &entries);
            texts.insert(path, text);
        }
    }
    texts
}

/// An entry made of what a report says: where that is a draft, it is one too.
fn held_back(entry: Fields, report: &Report) -> Fields {
    if report.front.is_draft { entry.yes("draft") } else { entry }
}

const PERIOD_HEADING: &str = "# Kỳ báo cáo và những gì báo cáo của kỳ nói. Các khóa được dùng: congbo schema period\n";
const LEGAL_HEADING: &str = "# Các văn bản và tiêu chuẩn mà báo cáo của kỳ dẫn, theo thứ tự dẫn.\n\
    # Trích yếu chép đúng như báo cáo viết; điều báo cáo không nói thì để trống. Các khóa được dùng: congbo schema legal\n";
const MODELS_HEADING: &str = "# Các mô hình mà báo cáo của kỳ nêu tên; điều báo cáo không nói thì để trống.\n\
    # Các khóa được dùng: congbo schema models\n";

/// A list file with entries added at its end; what its author wrote stays as it is. `heading` begins a new file.
fn with_entries(existing: Option<String>, heading: &str, entries: &[Fields]) -> String {
    let mut text = match existing {
        Some(mut text) => {
            text.truncate(text.trim_end().len());
            text + "\n\n"
        }
        None => heading.to_owned(),
    };
    for (index, entry) in entries.iter().enumerate() {
        text.push_str(if index > 0 { "\n" } else { "" });
        text.push_str(&entry.write_item());
    }
    text
}

/// Entries of the models that the period's file does not have yet.
fn new_models(models: &[Named], path: &SourcePath, request: &Request, doubts: &mut Doubts) -> Vec<Fields> {
    let existing = request.existing.get(path).map(|text| parse::parse(path, text, &Names::default()).entries);
    let there: Vec<_> = match existing {
        Some(parse::Entries::Models(entries)) => entries.into_iter().map(|entry| entry.value.id.value).collect(),
        _ => Vec::new(),
    };
    let mut new = Vec::new();
    for model in models {
        if there.contains(&model.id) {
            let id = model.id.to_string();
            doubts.add(Spot::Entry("models.yaml", format!("- id: {id}")), move |at| messages::model_is_there(at, &id));
        } else {
            new.push(models::entry(model));
        }
    }
    new
}

/// Adds register entries for documents to a register file, as `congbo cite --add` does.
pub fn add_to_register(existing: Option<String>, documents: &[Cited]) -> String {
    let entries: Vec<Fields> =
        documents.iter().map(|document| register::entry(document, &mut Doubts::default())).collect();
    with_entries(existing, LEGAL_HEADING, &entries)
}

/// A file's path in the period's folder.
pub(super) fn path_in(period: PeriodId, name: &str) -> SourcePath {
    SourcePath::new(&format!("{period}/{name}")).expect("a period's id and a slug make a good path")
}

/// `files/bao-cao-hinh-1.png`, as the report names it.
pub(super) fn picture_name(manuscript: &Manuscript, report_name: &str, index: usize) -> String {
    let extension = manuscript.pictures.get(index).map_or("", |picture| picture.extension.as_str());
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("files/{report_name}-hinh-{}.{extension}", index + 1)
}

/// The manuscript's pictures by the paths at which they will stand.
pub(super) fn pictures(
    manuscript: &Manuscript,
    period: PeriodId,
    report_name: &str,
) -> BTreeMap<SourcePath, Arc<[u8]>> {
    let named = manuscript.pictures.iter().enumerate().map(|(index, picture)| {
        (path_in(period, &picture_name(manuscript, report_name, index)), picture.bytes.clone())
    });
    named.collect()
}
