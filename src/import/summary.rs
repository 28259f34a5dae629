//! What was found in a report, as a table for the terminal, before anything is written.

use unicode_width::UnicodeWidthStr;

use super::draft::{Cited, Draft};
use super::ledger::Offer;
use crate::content::PeriodId;
use crate::diagnostic::Bilingual;
use crate::diagnostic::Language;
use crate::diagnostic::bilingual;
use trichdan::calendar;
use trichdan::text::number;

/// Columns that a value may have on a line.
const MOST_COLUMNS: usize = 88;

pub fn table(draft: &Draft, language: Language) -> String {
    let rows = rows(draft, language);
    let widest = rows.iter().map(|(name, _)| name.of(language).width()).max().unwrap_or(0);
    let mut table = format!("{}\n", draft.report);
    for (name, values) in rows {
        let name = name.of(language);
        let gap = " ".repeat(widest - name.width());
        for (index, value) in values.iter().flat_map(|value| wrapped(value)).enumerate() {
            let start = if index == 0 { format!("{name}{gap}") } else { " ".repeat(widest) };
            table.push_str(format!("  {start}  {value}").trim_end());
            table.push('\n');
        }
    }
    table
}

fn rows(draft: &Draft, language: Language) -> Vec<(Bilingual, Vec<String>)> {
    let found = &draft.found;
    let (head, foot) = (&found.framed.head, &found.framed.foot);
    let one = |value: &Option<String>| vec![value.clone().unwrap_or_else(|| "—".to_owned())];
    let signatures = foot
        .signatures
        .iter()
        .map(|signature| format!("{}: {}", signature.authority.join(" / "), signature.name.as_deref().unwrap_or("—")));
    let headings =
        found.headings.iter().map(|(level, words)| format!("{}{words}", "  ".repeat(usize::from(*level) - 1)));
    let (blocks, tables, notes) = found.blocks;
    let counts = &found.counts;
    let count = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
    let proof = &draft.proof;
    let mut rows = vec![
        (bilingual!(vi: "Kỳ", en: "Period"), vec![draft.period.to_string()]),
        (bilingual!(vi: "Tên loại", en: "Type"), one(&head.kind)),
        (bilingual!(vi: "Số, ký hiệu", en: "Number"), one(&head.designation)),
        (bilingual!(vi: "Địa danh", en: "Place"), one(&head.place)),
        (bilingual!(vi: "Ngày", en: "Date"), one(&head.date_written)),
        (bilingual!(vi: "Trích yếu", en: "Abstract"), vec![head.summary.join(" ")]),
        (bilingual!(vi: "Kính gửi", en: "Addressees"), head.addressees.clone()),
        (bilingual!(vi: "Nơi nhận", en: "Recipients"), foot.recipients.clone()),
        (bilingual!(vi: "Người ký", en: "Signed by"), signatures.collect()),
        (bilingual!(vi: "Đề mục", en: "Sections"), headings.collect()),
        (
            bilingual!(vi: "Đoạn, bảng, chú thích", en: "Paragraphs, tables, notes"),
            vec![format!("{blocks}, {tables}, {notes}")],
        ),
        (bilingual!(vi: "Văn bản dẫn", en: "Documents cited"), found.documents.iter().map(document).collect()),
    ];
    let models = found.models.iter().map(|model| {
        let places: Vec<&str> = model.places.iter().map(|place| place.as_str()).collect();
        let area = model.hectares.map(|area| format!("{} ha", number::write(area)));
        let size = area.or(model.scale.clone()).unwrap_or_else(|| "—".to_owned());
        format!("{} ({}; {size})", model.name, places.join(", "))
    });
    rows.push((bilingual!(vi: "Mô hình", en: "Models"), models.collect()));
    rows.push((
        bilingual!(vi: "Nhiệm vụ: mới, chuyển tiếp, nghiệm thu", en: "Tasks: new, carried over, accepted"),
        vec![format!("{}, {}, {}", count(&counts.approved), count(&counts.continued), count(&counts.accepted))],
    ));
    rows.push((
        bilingual!(vi: "Bảng có thể thành sổ", en: "Tables that may be registers"),
        found.offers.iter().flat_map(|offer| offered(offer, draft.period, language)).collect(),
    ));
    rows.push((bilingual!(vi: "Việc đề ra", en: "Promises"), vec![found.promises.to_string()]));
    rows.push((
        bilingual!(vi: "Chữ: bản gốc, kết quả, mất, thừa", en: "Words: original, result, lost, added"),
        vec![format!("{}, {}, {}, {}", proof.source_words, proof.result_words, proof.lost.len(), proof.added.len())],
    ));
    rows.retain(|(_, values)| !values.is_empty());
    rows
}

/// A table that looks like one of a register: what its columns would become, and what takes its rows.
fn offered(offer: &Offer, period: PeriodId, language: Language) -> Vec<String> {
    let columns = offer.table.columns(language).collect::<Vec<_>>().join("; ");
    vec![offer.head(language), format!("  {columns}"), format!("  {}", offer.command(period))]
}

fn document(document: &Cited) -> String {
    let sign = if document.is_known { "=" } else { "+" };
    let date = document.date.map(calendar::short).unwrap_or_default();
    let issuer = document.issuer.as_ref().map_or("—", |issuer| issuer.as_str());
    format!("{sign} {} {date} {issuer}", document.written)
}

/// A value on as many lines as it needs.
fn wrapped(value: &str) -> Vec<String> {
    let indent = value.len() - value.trim_start().len();
    let mut lines = vec![" ".repeat(indent)];
    for word in value.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let is_empty = line.trim().is_empty();
        if !is_empty && line.width() + 1 + word.width() > MOST_COLUMNS {
            lines.push(format!("{}{word}", " ".repeat(indent)));
        } else {
            line.push_str(if is_empty { "" } else { " " });
            line.push_str(word);
        }
    }
    lines
}
