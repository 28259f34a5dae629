//! The report's front matter, from the frame around its text.

use super::doubt::{Doubts, Spot};
use super::known::{Known, Match};
use crate::content::IssuerId;
use crate::diagnostic::messages::import as messages;
use crate::import::frame::{Foot, Head};
use crate::import::yaml::{Fields, Value};
use trichdan::calendar::{self, Date};

/// A report's front matter, and what it stands for.
pub struct Front {
    /// The fields, ready to be written.
    pub fields: Fields,
    /// Whether the original is stamped as a draft.
    pub is_draft: bool,
    /// The issuing body.
    pub issuer: Option<IssuerId>,
    /// Words of the frame that the fields do not hold as they were written: an issuer that became an id, a date
    /// in another form.
    pub stood_for: String,
    /// Words of the frame that are in no field, because none is for them.
    pub left_out: String,
    /// Words of the fields that are not the author's: ids, dates in the site's form, the note on the source.
    pub put_in: String,
}

/// Makes the front matter. `day` is the report's date, or the last of its period. A report must have an abstract: without
/// one it gets `first_words`, and a remark that says so.
pub fn write(
    head: &Head,
    foot: &Foot,
    (source_note, first_words): (&str, &str),
    known: &Known,
    day: Option<Date>,
    doubts: &mut Doubts,
) -> Front {
    let bodies = bodies(head, known, day, doubts);
    let summary = head.summary.join(" ");
    check_header(head, &summary, doubts);
    check_signatures(foot, doubts);
    let mut fields = Fields::new();
    if let Some(stamp) = &head.draft {
        fields = fields.remark(&format!("Bản gốc ghi “{stamp}”: bỏ dòng dưới khi văn bản đã ban hành."));
        fields = fields.yes("draft");
    }
    fields = fields.text("kind", head.kind.as_deref().unwrap_or_default());
    fields = fields.text("parent_body", &bodies.parent);
    fields = fields.text("issuer", bodies.issuer.as_ref().map_or("", IssuerId::as_str));
    fields = fields.text("issuer_written", &bodies.written);
    if let Some(remark) = blank_remark(head) {
        fields = fields.remark(remark);
    }
    fields = fields.text("designation", head.designation.as_deref().unwrap_or_default());
    fields = fields.text("place", head.place.as_deref().unwrap_or_default());
    let mut stood_for = bodies.stood_for;
    match (head.date, &head.date_written) {
        (Some(date), written) => {
            fields = fields.text("date", &calendar::short(date));
            stood_for.push_str(&format!("\n{}", written.as_deref().unwrap_or_default()));
        }
        (None, Some(written)) => fields = fields.text("date_written", written),
        (None, None) => {}
    }
    let signatures = foot.signatures.iter().map(|signature| {
        let name = signature.name.as_deref().unwrap_or_default();
        Value::Map(Fields::new().texts("authority", &signature.authority).text("name", name))
    });
    let is_found = !summary.is_empty();
    if !is_found {
        fields = fields.remark("Không thấy trích yếu trong bản gốc: đây là những chữ đầu, hãy thay bằng trích yếu.");
    }
    fields = fields
        .text("summary", if is_found { &summary } else { first_words })
        .texts("addressees", &head.addressees)
        .texts("recipients", &foot.recipients)
        .list("signatures", signatures.collect())
        .text("source", source_note);
    let left_out = [head.form_words.join("\n"), foot.form_words.join("\n")].join("\n");
    let id = bodies.issuer.as_ref().map_or("", IssuerId::as_str);
    let put_in_words = if is_found { "" } else { first_words };
    let put_in = [id, &head.date.map(calendar::short).unwrap_or_default(), source_note, put_in_words].join("\n");
    Front { fields, is_draft: head.draft.is_some(), issuer: bodies.issuer, stood_for, left_out, put_in }
}

/// What a reader of the front matter is told of blanks in the heading.
fn blank_remark(head: &Head) -> Option<&'static str> {
    match (head.is_without_number(), head.is_without_date()) {
        (true, true) => Some("Bản gốc để trống số và ngày tháng."),
        (true, false) => Some("Bản gốc để trống số."),
        (false, true) => Some("Bản gốc để trống ngày tháng."),
        (false, false) => None,
    }
}

fn check_header(head: &Head, summary: &str, doubts: &mut Doubts) {
    if let Some(mark) = head.secrecy.clone() {
        doubts.add(Spot::Source, move |at| messages::secret(at, &mark));
    }
    if let Some(stamp) = head.draft.clone() {
        doubts.add(Spot::Field("draft"), move |at| messages::draft(at, &stamp));
    }
    match &head.designation {
        None => doubts.add(Spot::Report, |at| messages::header_missing(at, "số, ký hiệu", "number and symbol")),
        Some(designation) if head.is_without_number() => {
            let designation = designation.clone();
            doubts.add(Spot::Field("designation"), move |at| messages::number_blank(at, &designation));
        }
        Some(_) => {}
    }
    match (&head.date_written, head.date) {
        (None, _) => {
            doubts.add(Spot::Report, |at| messages::header_missing(at, "địa danh và ngày tháng", "place and date"))
        }
        (Some(written), None) => {
            let written = written.clone();
            doubts.add(Spot::Field("date_written"), move |at| messages::date_blank(at, &written));
        }
        (Some(_), Some(_)) => {}
    }
    if head.kind.is_none() && summary.is_empty() {
        doubts.add(Spot::Report, |at| messages::header_missing(at, "tên loại văn bản", "type of document"));
    }
    if summary.is_empty() {
        doubts.add(Spot::Report, |at| messages::header_missing(at, "trích yếu (summary)", "abstract (summary)"));
    }
    for line in head.leftovers.clone() {
        doubts.add(Spot::Report, move |at| messages::unknown_line(at, &line));
    }
}

fn check_signatures(foot: &Foot, doubts: &mut Doubts) {
    if foot.signatures.is_empty() {
        doubts.add(Spot::Report, |at| messages::header_missing(at, "người ký", "signature"));
    }
    for signature in &foot.signatures {
        if signature.name.is_none() {
            let authority = signature.authority.join(" / ");
            doubts.add(Spot::Field("signatures"), move |at| messages::signer_unknown(at, &authority));
        }
    }
    for line in foot.leftovers.clone() {
        doubts.add(Spot::Report, move |at| messages::unknown_line(at, &line));
    }
}

/// The bodies at the top left, told apart.
#[derive(Default)]
struct Bodies {
    parent: String,
    issuer: Option<IssuerId>,
    stood_for: String,
    /// The issuer's name as it stands there, where the site's list has no such body.
    written: String,
}

/// Tells the issuing body from the body above it. A people's committee has none above it.
fn bodies(head: &Head, known: &Known, day: Option<Date>, doubts: &mut Doubts) -> Bodies {
    let lines: Vec<&str> = head.bodies.iter().map(|line| line.text.as_str()).collect();
    if lines.is_empty() {
        return guessed_body(head, known, day, doubts);
    }
    // The issuer's name may take several lines, and stands last.
    for first in 0..lines.len() {
        let name = lines[first..].join(" ");
        if let Match::One(issuer) = known.issuer(&name, day) {
            return Bodies {
                parent: lines[..first].join(" "),
                issuer: Some(issuer),
                stood_for: name,
                written: String::new(),
            };
        }
    }
    let first_bold = head.bodies.iter().position(|line| line.is_bold);
    let first =
        first_bold.filter(|first| *first > 0 && head.bodies[*first..].iter().all(|line| line.is_bold)).unwrap_or(0);
    let name = lines[first..].join(" ");
    let shown = name.clone();
    doubts.add(Spot::Report, move |at| messages::issuer_unknown(at, &shown));
    Bodies { parent: lines[..first].join(" "), issuer: None, stood_for: String::new(), written: name }
}

/// Where the heading names no body: that of the symbol at the place, if the site knows exactly one, and a doubt.
fn guessed_body(head: &Head, known: &Known, day: Option<Date>, doubts: &mut Doubts) -> Bodies {
    let symbol = head.designation.as_deref().and_then(|designation| designation.rsplit(['-', '/']).next());
    let issuer = match (symbol, &head.place) {
        (Some("UBND"), Some(place)) => known.committee_of(place, day).one(),
        _ => None,
    };
    match &issuer {
        Some(id) => {
            let (id, place) = (id.to_string(), head.place.clone().unwrap_or_default());
            doubts.add(Spot::Field("issuer"), move |at| messages::issuer_guessed(at, &id, &place));
        }
        None => doubts.add(Spot::Report, |at| messages::header_missing(at, "cơ quan ban hành", "issuing body")),
    }
    Bodies { issuer, ..Bodies::default() }
}
