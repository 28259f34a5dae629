//! A period's entries, drafted from a manuscript: what is sure is written, what is not is left out and doubted.

mod doubt;
mod files;
mod free_id;
mod front;
mod known;
mod models;
mod period;
mod register;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::body::{self, Body, Piece, Shape};
use super::frame::{self, Framed};
use super::ledger::{Offer, offers};
use super::manuscript::{Block, Inline, Manuscript};
use super::{markdown, number, tables};
use crate::content::PeriodId;
use crate::diagnostic::messages::{entry, import as messages};
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::parse::ledger::declared::built_in;
use crate::parse::{self, names::Names};
use crate::proof::{self, Proof};
use crate::prose::Reader;
use crate::source::SourcePath;
use doubt::{Doubts, Spot, WrittenPlaces};
use files::{path_in, picture_name, pictures, write_texts};
use front::Front;
use period::Promised;
use trichdan::calendar::Date;
use trichdan::designation::Designation;

pub use files::add_to_register;
pub use known::Known;
pub use models::Named;
pub use period::{Counts, title as period_title};
pub use register::{Cited, Passage};

/// What to import, beside the manuscript.
#[derive(Debug)]
pub struct Request<'a> {
    /// The author's file, for messages.
    pub source: SourcePath,
    /// The file name of the report without its ending: `bao-cao`.
    pub report_name: String,
    /// The period, where the author names it.
    pub period: Option<PeriodId>,
    /// What the site has already.
    pub known: &'a Known,
    /// The texts of the content folder, which new entries are added to.
    pub existing: &'a BTreeMap<SourcePath, Arc<str>>,
    /// Whether a report and a period's entry that are there may be replaced.
    pub replaces: bool,
}

/// What would be written.
#[derive(Debug)]
pub struct Draft {
    /// The period.
    pub period: PeriodId,
    /// The report's path.
    pub report: SourcePath,
    /// Whole texts of the files that are new or change, the report among them, by path.
    pub texts: BTreeMap<SourcePath, String>,
    /// Pictures, by path.
    pub pictures: BTreeMap<SourcePath, Arc<[u8]>>,
    /// What was found, for the table that is shown before anything is written.
    pub found: Found,
    /// The words of the manuscript against those of the report.
    pub proof: Proof,
}

/// What was found in a report.
#[derive(Debug)]
pub struct Found {
    /// The frame around the text.
    pub framed: frame::Framed,
    /// Headings, with their levels.
    pub headings: Vec<(u8, String)>,
    /// Paragraphs and items, tables, footnotes.
    pub blocks: (usize, usize, usize),
    /// Documents that the report cites.
    pub documents: Vec<Cited>,
    pub models: Vec<Named>,
    /// What it says of tasks.
    pub counts: Counts,
    /// What it promises for the next period.
    pub promises: usize,
    /// Its tables that look like those of registers. They stay in the text; their rows are taken when somebody asks.
    pub offers: Vec<Offer>,
}

/// Drafts a period's entries. Without a period there is no draft, only the message that asks for one.
pub fn draft(manuscript: &Manuscript, request: &Request) -> (Option<Draft>, Vec<Diagnostic>) {
    let framed = frame::take(manuscript);
    let summary = framed.head.summary.join(" ");
    let derived = period::derive(&summary, framed.head.date_written.as_deref());
    let Some(period) = request.period.or(derived) else {
        let location = Location { path: request.source.clone(), place: Place::File };
        return (None, vec![messages::period_unknown(location, &summary)]);
    };
    let mut doubts = Doubts::default();
    if let Some(derived) = derived.filter(|derived| *derived != period) {
        doubts.add(Spot::Source, move |at| messages::period_contradicts(at, &period.to_string(), &derived.to_string()));
    }
    let report = write_report(manuscript, &framed, request, period, &mut doubts);
    let gathered = gather(&report, &framed, request, period, &mut doubts);
    let texts = write_texts(&report, &gathered, period, request, &mut doubts);
    let proof = prove(manuscript, &report);
    let location = Location { path: request.source.clone(), place: Place::File };
    let written =
        WrittenPlaces { source: request.source.clone(), report: report.path.clone(), texts, blocks: report.places };
    let mut diagnostics = doubts.place(&written);
    diagnostics.extend(secret_marks(&written.texts));
    if !proof.holds() {
        diagnostics.insert(0, messages::words_differ(location, &proof));
    }
    let pictures = pictures(manuscript, period, &request.report_name);
    let found = Found {
        headings: headings(&report.body.pieces),
        blocks: counts_of(&report.body),
        documents: gathered.documents,
        models: gathered.models,
        counts: gathered.counts,
        promises: gathered.promises.len(),
        offers: offers(&tables::of_manuscript(&request.source, manuscript), &request.known.ledgers, built_in()),
        framed,
    };
    (Some(Draft { period, report: report.path, texts: written.texts, pictures, found, proof }), diagnostics)
}

/// The marks of secrecy for which building would refuse what is written, told before anything is.
fn secret_marks(texts: &BTreeMap<SourcePath, String>) -> Vec<Diagnostic> {
    let said = texts.iter().flat_map(|(path, text)| parse::parse(path, text, &Names::default()).diagnostics);
    said.filter(|diagnostic| *diagnostic.code == entry::SECRET).collect()
}

/// The report as it would be written.
struct Report {
    path: SourcePath,
    front: Front,
    body: Body,
    markdown: String,
    /// The whole file.
    text: String,
    /// Where each block of the body stands in the file.
    places: Vec<Range<usize>>,
}

fn write_report(
    manuscript: &Manuscript,
    framed: &Framed,
    request: &Request,
    period: PeriodId,
    doubts: &mut Doubts,
) -> Report {
    let picture_path = |index: usize| picture_name(manuscript, &request.report_name, index);
    let body = body::write(&framed.body, manuscript, &picture_path);
    doubt_text(&body, manuscript, framed, doubts);
    let day = framed.head.date.or(Some(period.last_day()));
    let notes = (source_note(&body), first_words(&body, &request.report_name));
    let front = front::write(&framed.head, &framed.foot, (&notes.0, &notes.1), request.known, day, doubts);
    let (markdown, spans) = body.text();
    let top = format!("---\n{}---\n\n", front.fields.write());
    Report {
        path: path_in(period, &format!("{}.md", request.report_name)),
        places: spans.iter().map(|span| span.start + top.len()..span.end + top.len()).collect(),
        text: format!("{top}{markdown}"),
        front,
        body,
        markdown,
    }
}

/// What the report's text says that entries are made of.
struct Gathered {
    documents: Vec<Cited>,
    models: Vec<Named>,
    counts: Counts,
    events: Vec<period::Happened>,
    promises: Vec<Promised>,
    notes: &'static str,
}

fn gather(report: &Report, framed: &Framed, request: &Request, period: PeriodId, doubts: &mut Doubts) -> Gathered {
    let day = framed.head.date.or(Some(period.last_day()));
    let passages = passages(&report.body.pieces);
    let own = framed.head.designation.as_deref().and_then(Designation::parse);
    let documents = register::cited(&passages, own.as_ref(), request.known, day, doubts);
    let models = models::named(&passages, request.known, day, doubts);
    let counts = period::counts(&passages);
    doubt_counts(&counts, &models, doubts);
    Gathered {
        events: period::events(&passages, &documents, report.front.issuer.as_ref(), period),
        promises: promises(report),
        notes: blank_note(framed),
        documents,
        models,
        counts,
    }
}

/// Every document that passages cite and the site does not have, each once.
pub fn unregistered(passages: &[Passage], own: Option<&Designation>, known: &Known, day: Option<Date>) -> Vec<Cited> {
    let mut documents = register::cited(passages, own, known, day, &mut Doubts::default());
    documents.retain(|document| !document.is_known);
    documents
}

/// Holds the words of the manuscript against those that a reader of the report sees.
fn prove(manuscript: &Manuscript, report: &Report) -> Proof {
    let front = &report.front;
    let result = [front.fields.words(), front.stood_for.clone(), markdown::seen_words(&report.markdown)].join("\n");
    let descriptions: Vec<&str> = manuscript.pictures.iter().map(|picture| picture.description.as_str()).collect();
    let put_in = [report.body.put_in.join("\n"), front.put_in.clone(), descriptions.join("\n")].join("\n");
    proof::compare(&manuscript.plain_text(), &front.left_out, &result, &put_in)
}

/// The blocks whose sentences entries are made of.
fn passages(pieces: &[Piece]) -> Vec<Passage<'_>> {
    let passages = pieces.iter().enumerate().map(|(block, piece)| Passage {
        block,
        text: own_words(piece),
        is_item: matches!(piece.shape, Shape::Item(_)),
    });
    passages.collect()
}

/// A block's words; an item's without its dash.
fn own_words(piece: &Piece) -> &str {
    match (piece.shape, number::split(&piece.plain)) {
        (Shape::Item(_), Some((_, rest))) => rest,
        _ => &piece.plain,
    }
}

fn headings(pieces: &[Piece]) -> Vec<(u8, String)> {
    let heading = |piece: &Piece| match piece.shape {
        Shape::Heading(level) => Some((level, piece.plain.clone())),
        _ => None,
    };
    pieces.iter().filter_map(heading).collect()
}

/// Paragraphs and items, tables, footnotes.
fn counts_of(body: &Body) -> (usize, usize, usize) {
    let count = |shapes: fn(&Shape) -> bool| body.pieces.iter().filter(|piece| shapes(&piece.shape)).count();
    let prose = count(|shape| matches!(shape, Shape::Paragraph | Shape::Item(_)));
    (prose, count(|shape| *shape == Shape::Table), body.notes.len())
}

/// What the items below a heading of plans promise, each with the anchor of its section on the site.
fn promises(report: &Report) -> Vec<Promised> {
    let body_start = report.text.len() - report.markdown.len();
    let reader = &mut Reader::default();
    let read = parse::body::parse(&report.path, &report.text, body_start, &Names::default(), reader).body;
    let mut plan_level = None;
    let mut found = Vec::new();
    for (piece, place) in report.body.pieces.iter().zip(&report.places) {
        match piece.shape {
            Shape::Heading(level) if plan_level.is_none_or(|plan| level <= plan) => {
                plan_level = period::is_plan_heading(&piece.plain).then_some(level);
            }
            Shape::Item(_) if plan_level.is_some() && !piece.plain.ends_with(':') => {
                let after = read.headings.partition_point(|heading| heading.span.0 as usize <= place.start);
                let section = after.checked_sub(1).map(|at| &read.headings[at]);
                let anchor = section.map_or(String::new(), |heading| heading.anchor.to_string());
                let parts = period::promises(own_words(piece)).into_iter();
                found.extend(parts.map(|words| Promised { words, anchor: anchor.clone() }));
            }
            _ => {}
        }
    }
    found
}

/// The first words of a text, for want of an abstract; of one without words the file's name.
fn first_words(body: &Body, name: &str) -> String {
    const MOST: usize = 20;
    let words = body.pieces.iter().map(own_words).find(|words| words.contains(char::is_alphabetic));
    words.unwrap_or(name).split_whitespace().take(MOST).collect::<Vec<_>>().join(" ")
}

/// What to say of the report's origin.
fn source_note(body: &Body) -> String {
    let joints: usize = body.pieces.iter().map(|piece| piece.joints.len()).sum();
    let count = period::in_words(joints);
    match joints {
        0 => "Bản chữ chuyển từ bản gốc, giữ nguyên câu chữ.".to_owned(),
        _ => {
            format!("Bản chữ chuyển từ bản gốc, giữ nguyên câu chữ; {count} câu bị ngắt do sang trang đã được nối lại.")
        }
    }
}

/// What the period's notes say of blanks in the report.
fn blank_note(framed: &Framed) -> &'static str {
    match (framed.head.is_without_number(), framed.head.is_without_date()) {
        (true, true) => "Số và ngày của báo cáo để trống trong bản gốc.",
        (true, false) => "Số của báo cáo để trống trong bản gốc.",
        (false, true) => "Ngày của báo cáo để trống trong bản gốc.",
        (false, false) => "",
    }
}

/// Doubts about the text itself: joints, tables, notes and pictures in the frame.
fn doubt_text(body: &Body, manuscript: &Manuscript, framed: &Framed, doubts: &mut Doubts) {
    for (index, piece) in body.pieces.iter().enumerate() {
        for (left, right) in piece.joints.clone() {
            let words = format!("{left} {right}");
            doubts.add(Spot::Words(index, words), move |at| messages::joined(at, &left, &right));
        }
        let joined = piece.joined_cells;
        if joined > 0 {
            doubts.add(Spot::Words(index, String::new()), move |at| messages::table_changed(at, joined));
        }
    }
    let lost = marks_in(&manuscript.blocks).saturating_sub(marks_in(&framed.body));
    if lost > 0 {
        doubts.add(Spot::Report, move |at| messages::marks_in_frame(at, lost));
    }
    for (index, picture) in manuscript.pictures.iter().enumerate() {
        if picture.description.is_empty() {
            doubts.add(Spot::Report, move |at| messages::picture_undescribed(at, index + 1));
        }
    }
}

/// Notes and pictures among blocks.
fn marks_in(blocks: &[Block]) -> usize {
    let of_block = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            paragraph.inlines.iter().filter(|inline| matches!(inline, Inline::Note(_) | Inline::Picture(_))).count()
        }
        Block::Table(table) => table.rows.iter().flatten().map(|cell| marks_in(&cell.blocks)).sum(),
        Block::Verbatim(_) => 0,
    };
    blocks.iter().map(of_block).sum()
}

fn doubt_counts(counts: &Counts, models: &[Named], doubts: &mut Doubts) {
    for (block, words) in counts.unclear.clone() {
        doubts.add(Spot::Words(block, words.clone()), move |at| messages::count_unclear(at, &words));
    }
    if counts.has_tasks() {
        doubts.add(Spot::Entry("period.yaml", "task_counts:".to_owned()), messages::tasks_to_write);
    }
    if let Some(open) = models.iter().find(|model| model.list_is_open) {
        doubts.add(Spot::Words(open.block, String::new()), messages::open_list);
    }
}
