//! From a file of Word to a period: read, shown beside what it will become, asked about, and written when she says so.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::Desk;
use super::asked::{Asked, Form};
use super::change::Seen;
use super::finding::{Finding, findings};
use super::pages::shown;
use super::preview::Preview;
use super::reply::Reply;
use crate::content::PeriodId;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages::import::{PERIOD_UNKNOWN, WORDS_DIFFER};
use crate::diagnostic::{Diagnostic, Language, Location, Severity};
use crate::import::draft::Draft;
use crate::import::{draft, source};
use crate::shell::import::{ImportOptions, Imported, Original, read, shown_path};
use crate::shell::workplace::{Workplace, clock_day};
use crate::source::Sources;
use trichdan::calendar;
use trichdan::text::number;
use trichdan::text::slug::slug;

/// Files that were handed over, and what she said of them.
#[derive(Default)]
pub(super) struct Intake {
    originals: Vec<Original>,
    period: Option<PeriodId>,
    name: Option<String>,
    /// Whether a report and a period's entry that are there may be replaced.
    replaces: bool,
    /// What was made of them, and the reading of the content that it was made for.
    read: Option<(u64, Read)>,
}

/// What was made of files.
struct Read {
    imported: Imported,
    /// What the content held then.
    before: Sources,
    /// The words of the originals.
    originals: Vec<OriginalText>,
    preview: Result<Preview, Vec<Diagnostic>>,
}

#[derive(Debug, Clone, Serialize)]
struct OriginalText {
    name: String,
    text: String,
}

/// A report as it would be written.
#[derive(Debug, Serialize)]
struct Drafted {
    report: String,
    period: String,
    period_title: String,
    address: String,
    rows: Vec<(&'static str, Vec<String>)>,
    documents: Vec<Document>,
    models: Vec<String>,
    /// Tables that may be registers: each with what its columns would become.
    tables: Vec<(String, Vec<String>)>,
    headings: Vec<(u8, String)>,
    words: usize,
    lost: Vec<String>,
    added: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Document {
    name: String,
    title: String,
    /// How it looks, and what the desk calls that.
    state: &'static str,
    word: &'static str,
}

pub(super) fn answer(desk: &mut Desk, asked: &Asked, rest: &[&str]) -> Reply {
    let (number, rest) = match rest {
        [] => return if asked.is_post { take(desk, asked) } else { desk.page("import.html", "import", shown! {}) },
        [number, rest @ ..] => (number.parse().unwrap_or(0), rest),
    };
    if !desk.intakes.contains_key(&number) {
        return desk.missing();
    }
    match (asked.is_post, rest) {
        (false, []) => desk.or_failure(|desk| page(desk, number)),
        (false, ["xem", address @ ..]) => seen(desk, number, &address.join("/")),
        (true, ["sua"]) => change(desk, number, &asked.form),
        (true, ["ghi"]) => desk.or_failure(|desk| write(desk, number, &asked.form)),
        (true, ["bo"]) => {
            desk.intakes.remove(&number);
            Reply::Elsewhere("/nhap".to_owned())
        }
        _ => desk.missing(),
    }
}

/// Takes files that were handed over. Nothing is written.
fn take(desk: &mut Desk, asked: &Asked) -> Reply {
    let original =
        |file: &super::asked::Upload| Original { name: PathBuf::from(&file.name), bytes: file.bytes.clone() };
    let originals: Vec<Original> = asked.files.iter().map(original).collect();
    if originals.is_empty() {
        desk.refuse(desk.pages.say("no_file", &[]), String::new());
        return Reply::Elsewhere("/nhap".to_owned());
    }
    desk.handed_over += 1;
    let number = desk.handed_over;
    desk.intakes.insert(number, Intake { originals, ..Intake::default() });
    Reply::Elsewhere(format!("/nhap/{number}"))
}

/// Takes what she says of the files: their period, the report's name, whether it may replace one that is there.
fn change(desk: &mut Desk, number: u32, form: &Form) -> Reply {
    if let Some(intake) = desk.intakes.get_mut(&number) {
        let whole = format!("{}{}", form.get("year"), form.get("part"));
        intake.period = PeriodId::parse(&whole).or(intake.period);
        intake.name = Some(slug(form.get("name"))).filter(|name| !name.is_empty());
        intake.replaces = form.has("replaces");
        intake.read = None;
    }
    Reply::Elsewhere(format!("/nhap/{number}"))
}

impl Intake {
    /// Makes of the files what they become, unless it was made for the content as it is now.
    fn read_again(&mut self, turn: u64, sources: &Sources, workplace: &Workplace) {
        if self.read.as_ref().is_some_and(|(seen, _)| *seen == turn) {
            return;
        }
        let options = ImportOptions {
            files: Vec::new(),
            content: workplace.content.clone(),
            period: self.period,
            name: self.name.clone(),
            dry_run: true,
            force: self.replaces,
        };
        let imported = read(&self.originals, sources.clone(), &options);
        let preview = Preview::of(imported.sources.clone(), &imported.pictures, workplace.today);
        let originals = self.originals.iter().map(words).collect();
        self.read = Some((turn, Read { imported, before: sources.clone(), originals, preview }));
    }
}

/// The words of an original, as a reader of it sees them.
fn words(original: &Original) -> OriginalText {
    let (manuscript, _) = source::read(&shown_path(&original.name), &original.bytes);
    let text = manuscript.map(|manuscript| manuscript.plain_text()).unwrap_or_default();
    OriginalText { name: original.name.display().to_string(), text }
}

/// Looks at what was handed over, with the content as it is now.
fn with<R>(desk: &mut Desk, number: u32, look: impl FnOnce(&Read, &Intake) -> R) -> Result<R, Failure> {
    let workplace = desk.workplace.clone();
    // Not on the desk while the content is read for it.
    let mut intake = desk.intakes.remove(&number).unwrap_or_default();
    let looked = desk.room().map(|room| {
        intake.read_again(room.turn, room.sources(), &workplace);
        let (_, read) = intake.read.as_ref().expect("it was just read");
        look(read, &intake)
    });
    desk.intakes.insert(number, intake);
    looked
}

fn seen(desk: &mut Desk, number: u32, address: &str) -> Reply {
    let intake = desk.intakes.get(&number);
    let preview = intake.and_then(|intake| intake.read.as_ref()?.1.preview.as_ref().ok());
    let folder = desk.room.as_ref().map(|room| room.live().folder());
    let found = preview.and_then(|preview| preview.find(address, folder));
    found.map_or_else(|| desk.missing(), |(bytes, kind)| Reply::Preview(bytes, kind))
}

/// What was read out of the files, what is doubtful, and the page that it will be.
fn page(desk: &mut Desk, number: u32) -> Result<Reply, Failure> {
    let language = desk.language;
    let page = with(desk, number, |read, intake| {
        let imported = &read.imported;
        let is_asked = |diagnostic: &&Diagnostic| *diagnostic.code == PERIOD_UNKNOWN;
        let (asked, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = imported.diagnostics.iter().partition(is_asked);
        let others: Vec<Diagnostic> = others.into_iter().cloned().collect();
        let all = findings(&others, &imported.sources, language);
        let of = |severity: &str| all.iter().filter(|finding| finding.severity == severity).cloned().collect();
        let (errors, warnings, hints): (Vec<Finding>, Vec<Finding>, Vec<Finding>) =
            (of("error"), of("warning"), of("hint"));
        let drafted: Vec<Drafted> = imported.drafts.iter().map(|draft| drafted(draft, number, language)).collect();
        let period = intake.period.or_else(|| imported.drafts.first().map(|draft| draft.period));
        let preview_errors = match &read.preview {
            Ok(_) => Vec::new(),
            Err(said) => findings(said, &imported.sources, language),
        };
        let refused: Vec<&Diagnostic> =
            imported.diagnostics.iter().filter(|said| said.severity == Severity::Error).collect();
        shown! {
            number,
            originals => read.originals,
            needs_period => !asked.is_empty(),
            year => period.map_or_else(|| clock_day().year().to_string(), |period| period.to_string()[..4].to_owned()),
            period_part => period.map(|period| period.to_string()[4..].to_owned()).unwrap_or_else(|| "-h1".to_owned()),
            period => intake.period.or(period).map(|period| period.to_string()),
            name => imported.drafts.first().map(|draft| draft.report.stem().to_owned()),
            replaces => intake.replaces,
            is_there => others.iter().any(|said| is_kept(said, &read.before)),
            drafted,
            errors, warnings, hints, preview_errors,
            words_differ => refused.iter().any(|said| *said.code == WORDS_DIFFER),
            is_refused => imported.drafts.is_empty() || imported.forbids_writing(true),
            files => changes(read).into_iter().map(|(path, is_new)| shown! { path, is_new }).collect::<Vec<_>>(),
        }
    })?;
    Ok(desk.page("draft.html", "import", page))
}

/// Whether a message says that a file of the content stays as it is.
fn is_kept(said: &Diagnostic, before: &Sources) -> bool {
    let Location { path, .. } = &said.location;
    *said.code == crate::diagnostic::messages::import::EXISTS && before.texts.contains_key(path)
}

/// The files that would be written, and whether each is new.
fn changes(read: &Read) -> Vec<(String, bool)> {
    let is_new = |path| !read.before.texts.contains_key(path) && !read.before.attachments.contains_key(path);
    read.imported.files().into_keys().map(|path| (path.to_string(), is_new(path))).collect()
}

fn drafted(draft: &Draft, number: u32, language: Language) -> Drafted {
    let (head, foot) = (&draft.found.framed.head, &draft.found.framed.foot);
    let one = |value: &Option<String>| value.iter().cloned().collect();
    let signatures = foot.signatures.iter();
    let signatures = signatures
        .map(|signature| format!("{}: {}", signature.authority.join(", "), signature.name.as_deref().unwrap_or("—")));
    let (blocks, tables, notes) = draft.found.blocks;
    let counts = &draft.found.counts;
    let differences = |all: &[crate::proof::Difference]| {
        all.iter().map(|word| format!("“{}” (…{}…)", word.word, word.context)).collect()
    };
    Drafted {
        report: draft.report.to_string(),
        period: draft.period.to_string(),
        period_title: draft::period_title(draft.period),
        address: format!("/nhap/{number}/xem/bao-cao/{}/{}/", draft.period, draft.report.stem()),
        rows: vec![
            ("read_kind", one(&head.kind)),
            ("read_number", one(&head.designation)),
            ("read_place", one(&head.place)),
            ("read_date", one(&head.date_written)),
            ("read_summary", vec![head.summary.join(" ")]),
            ("read_addressees", head.addressees.clone()),
            ("read_signatures", signatures.collect()),
            ("read_recipients", foot.recipients.clone()),
            ("read_tasks", [&counts.approved, &counts.continued, &counts.accepted].map(shown_count).into()),
            ("read_blocks", vec![blocks.to_string(), tables.to_string(), notes.to_string()]),
            ("read_promises", vec![draft.found.promises.to_string()]),
        ],
        documents: draft.found.documents.iter().map(of_document).collect(),
        models: draft.found.models.iter().map(of_model).collect(),
        tables: draft
            .found
            .offers
            .iter()
            .map(|offer| (offer.head(language), offer.table.columns(language).collect()))
            .collect(),
        headings: draft.found.headings.clone(),
        words: draft.proof.source_words,
        lost: differences(&draft.proof.lost),
        added: differences(&draft.proof.added),
    }
}

fn shown_count(count: &Option<String>) -> String {
    count.clone().unwrap_or_else(|| "—".to_owned())
}

fn of_document(document: &draft::Cited) -> Document {
    let date = document.date.map(|date| format!(", {}", calendar::short(date))).unwrap_or_default();
    let is_doubtful = document.issuer.is_none() || document.date.is_none();
    let (state, word) = match (document.is_known, is_doubtful) {
        (true, _) => ("known", "document_known"),
        (false, false) => ("new", "document_new"),
        (false, true) => ("doubtful", "document_doubtful"),
    };
    Document {
        name: format!("{}{date}", document.written),
        title: document.title.clone().unwrap_or_default(),
        state,
        word,
    }
}

fn of_model(model: &draft::Named) -> String {
    let places: Vec<&str> = model.places.iter().map(|place| place.as_str()).collect();
    let area = model.hectares.map(|area| format!("{} ha", number::write(area)));
    let about: Vec<String> = [(!places.is_empty()).then(|| places.join(", ")), area].into_iter().flatten().collect();
    match about.is_empty() {
        true => model.name.clone(),
        false => format!("{} ({})", model.name, about.join("; ")),
    }
}

/// Writes what was shown, as one change.
fn write(desk: &mut Desk, number: u32, form: &Form) -> Result<Reply, Failure> {
    let accepts_words = form.has("accepts_words");
    let shown = desk.intakes.get(&number).and_then(|intake| intake.read.as_ref().map(|(_, read)| texts(read)));
    let (texts, files, period, forbids) = with(desk, number, |read, _| {
        let files = read
            .imported
            .files()
            .into_iter()
            .map(|(path, bytes)| (path.clone(), (Seen::of(path, &read.before), bytes.to_vec())));
        let files: BTreeMap<_, _> = files.collect();
        let period = read.imported.drafts.first().map(|draft| draft.period.to_string()).unwrap_or_default();
        (texts(read), files, period, read.imported.forbids_writing(accepts_words) || read.imported.drafts.is_empty())
    })?;
    let back = Reply::Elsewhere(format!("/nhap/{number}"));
    if forbids || shown.as_ref() != Some(&texts) {
        let key = if forbids { "not_yet_written" } else { "content_changed" };
        desk.refuse(desk.pages.say(key, &[]), String::new());
        return Ok(back);
    }
    let title = desk.pages.say("imported", &[("count", files.len().to_string()), ("period", period)]);
    if !desk.write(title, files) {
        return Ok(back);
    }
    desk.intakes.remove(&number);
    Ok(Reply::Elsewhere("/".to_owned()))
}

/// What would be written, as it was shown.
fn texts(read: &Read) -> BTreeMap<String, Vec<u8>> {
    read.imported.files().into_iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect()
}
