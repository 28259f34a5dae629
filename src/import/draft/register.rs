//! Register entries for the documents that a report cites and the register does not have yet.

use std::collections::HashMap;
use std::ops::Range;

use super::doubt::{Common, Doubts, Spot};
use super::known::{Known, Match};
use crate::content::IssuerId;
use crate::diagnostic::messages::import as messages;
use crate::import::yaml::Fields;
use trichdan::calendar::{self, Date};
use trichdan::citation::{self, Citation};
use trichdan::designation::Designation;
use trichdan::designation::kind::Kind;
use trichdan::text::fold::compare_key;
use trichdan::text::lookalike;

/// A paragraph or item that may cite documents.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// Its number among the text's blocks.
    pub block: usize,
    /// Its words.
    pub text: &'a str,
    /// True for an item of a list, which often is one citation with its title.
    pub is_item: bool,
}

/// A cited document, with all that the citing texts say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its designation in comparable form.
    pub designation: Designation,
    /// Its designation as the register writes it: the author's digits, the symbol as it should be.
    pub written: String,
    /// The symbol as the author wrote it, where that is not how it should be.
    pub odd_symbol: Option<String>,
    /// Its type.
    pub kind: Option<Kind>,
    /// What the author calls it instead of its type: `Kế hoạch hành động`.
    pub name: Option<String>,
    pub date: Option<Date>,
    /// Its issuer as written.
    pub issued_by: Option<String>,
    /// Its issuer, where the site knows exactly one of that name.
    pub issuer: Option<IssuerId>,
    /// Its title as written.
    pub title: Option<String>,
    /// The title is the sentence that leans on it, not words of its own.
    pub title_is_sentence: bool,
    /// The documents in its title that it carries out.
    pub implements: Vec<String>,
    /// The first place that cites it: block, and bytes in its text.
    pub place: (usize, Range<usize>),
    /// Whether the register has it already.
    pub is_known: bool,
}

/// Every document that the passages cite, each once, in the order of the text.
pub fn cited(
    passages: &[Passage],
    own: Option<&Designation>,
    known: &Known,
    day: Option<Date>,
    doubts: &mut Doubts,
) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    let mut by_designation: HashMap<Designation, Vec<usize>> = HashMap::new();
    for passage in passages {
        let citations = citation::find(passage.text);
        for (index, citation) in citations.iter().enumerate() {
            if Some(&citation.designation) == own {
                continue;
            }
            let mut document = read(passage, &citations, index, known, day, doubts);
            document.is_known = known.has_document(&document.designation, document.date, document.issuer.as_ref());
            let earlier = by_designation.entry(document.designation.clone()).or_default();
            match earlier.iter().find(|index| is_same(&found[**index], &document)) {
                Some(index) => merge(&mut found[*index], document, doubts),
                None => {
                    earlier.push(found.len());
                    found.push(document);
                }
            }
        }
    }
    found
}

fn read(
    passage: &Passage,
    citations: &[Citation],
    index: usize,
    known: &Known,
    day: Option<Date>,
    doubts: &mut Doubts,
) -> Cited {
    let citation = &citations[index];
    let surface = &passage.text[citation.start..citation.end];
    let issuer = match citation.issuer.as_deref().map(|written| (written, known.issuer(written, citation.date.or(day))))
    {
        Some((_, Match::One(issuer))) => Some(issuer),
        Some((written, _)) => {
            let (written, surface) = (written.to_owned(), surface.to_owned());
            let spot = Spot::Words(passage.block, surface.clone());
            doubts.add_alike(spot, Common::IssuerUnknown(written), surface);
            None
        }
        None => None,
    };
    let title = title(passage, citations, index);
    let (written, odd_symbol) = register_form(citation, surface);
    Cited {
        designation: citation.designation.clone(),
        written,
        odd_symbol,
        kind: citation.kind,
        name: own_name(surface, citation),
        date: citation.date,
        issued_by: citation.issuer.as_deref().map(str::to_owned),
        issuer,
        implements: implemented(passage.text, citations, index, title.as_ref()),
        title_is_sentence: title.as_ref().is_some_and(|title| title.end <= citation.start),
        title: title.map(|range| passage.text[range].to_owned()),
        place: (passage.block, citation.start..citation.end),
        is_known: false,
    }
}

/// How the register writes the designation, and the author's symbol where that differs.
fn register_form(citation: &Citation, surface: &str) -> (String, Option<String>) {
    let (Some(number), Some(symbol)) = (&citation.number, &citation.symbol) else {
        // `Luật Khoa học và Công nghệ ngày 18 tháng 6 năm 2013`: by name alone no law can be told from an earlier one.
        let year = match &citation.designation {
            Designation::Named { year: Some(year), .. } if Designation::parse(surface).is_none() => Some(year),
            _ => None,
        };
        return (year.map_or_else(|| surface.to_owned(), |year| format!("{surface} năm {year}")), None);
    };
    match &citation.designation {
        Designation::State { year, .. } => {
            let proper = lookalike::normalise_symbol(symbol);
            let year = year.map_or(String::new(), |year| format!("{year}/"));
            (format!("{number}/{year}{proper}"), odd(symbol, &proper))
        }
        Designation::Party { symbol: proper, .. } => (format!("{number}-{proper}"), odd(symbol, proper)),
        Designation::Standard { .. } | Designation::Named { .. } => (surface.to_owned(), None),
    }
}

/// The author's symbol, where it differs from the proper one by more than the kind of hyphen or a space.
fn odd(written: &str, proper: &str) -> Option<String> {
    let plain: String = written
        .chars()
        .filter(|letter| !lookalike::space(*letter))
        .map(|letter| if lookalike::hyphen(letter) { '-' } else { letter })
        .collect();
    (plain != proper).then(|| written.to_owned())
}

/// What the author calls the document, where that says more than its type: `Kế hoạch hành động số 27-KH/TU`.
fn own_name(surface: &str, citation: &Citation) -> Option<String> {
    let number = surface.find(|letter: char| letter.is_ascii_digit())?;
    let words = surface[..number].trim();
    let words = words.strip_suffix("số").unwrap_or(words).trim();
    let label = citation.kind.map_or("", Kind::label);
    let says_more = words.split_whitespace().count() > label.split_whitespace().count();
    let begins_with_type = compare_key(words).starts_with(&compare_key(label));
    (says_more && begins_with_type && !label.is_empty() && citation.kind != Some(Kind::TieuChuan))
        .then(|| words.to_owned())
}

/// Words that begin a title without `về việc`.
const TITLE_VERBS: &[&str] = &[
    "phê duyệt",
    "ban hành",
    "quy định",
    "hướng dẫn",
    "sửa đổi",
    "bổ sung",
    "thay thế",
    "bãi bỏ",
    "công nhận",
    "kiện toàn",
    "thành lập",
    "giao",
    "triển khai",
    "thực hiện",
    "tăng cường",
    "đẩy mạnh",
    "chuyển đổi",
    "nâng cao",
    "phát triển",
    "tổ chức",
    "quản lý",
    "áp dụng",
    "công bố",
    "phân công",
    "phân bổ",
];

/// The bytes of the title that follows a citation, or of the sentence that leans on it in brackets.
fn title(passage: &Passage, citations: &[Citation], index: usize) -> Option<Range<usize>> {
    let (text, citation) = (passage.text, &citations[index]);
    if citation.kind == Some(Kind::TieuChuan) {
        return None;
    }
    let rest = text[citation.context_end..].trim_start();
    let lead = ["về việc ", "Về việc ", "v/v ", "V/v ", "về "].iter().find_map(|lead| rest.strip_prefix(lead));
    let heads_item = passage.is_item
        && text[..citation.start].trim().is_empty()
        && citations[..index].iter().all(|before| before.context_end <= citation.start);
    let follows_space = text[citation.context_end..].starts_with(char::is_whitespace);
    let begins =
        TITLE_VERBS.iter().any(|verb| rest.starts_with(verb)) || (heads_item && rest.starts_with(char::is_alphabetic));
    if lead.is_none() && !(begins && follows_space) {
        return sentence_before_brackets(text, citation);
    }
    let start = text.len() - lead.unwrap_or(rest).trim_start().len();
    let end = start + title_length(&text[start..], passage.is_item, citations, start)?;
    let words = text[start..end].trim_end_matches(|sign: char| ";,.:/".contains(sign) || sign.is_whitespace());
    (!words.is_empty()).then(|| start..start + words.len())
}

/// What is longer is no title, and no sentence that stands for one.
const LONGEST_TITLE_BYTES: usize = 2000;

/// How far a title goes: to the end of its sentence; in prose also only to a semicolon or a closing bracket.
fn title_length(text: &str, is_item: bool, citations: &[Citation], start: usize) -> Option<usize> {
    let mut open_brackets = 0;
    for (at, letter) in text.char_indices().take_while(|(at, _)| *at < LONGEST_TITLE_BYTES) {
        let after = || text[at + letter.len_utf8()..].trim_start();
        // After a semicolon an item may go on with the title, unless another document begins there.
        let begins_document = || {
            let next = start + text.len() - after().len();
            citations.binary_search_by_key(&next, |other| other.start).is_ok()
        };
        match letter {
            '(' => open_brackets += 1,
            ')' if open_brackets == 0 => return Some(at),
            ')' => open_brackets -= 1,
            '.' if after().is_empty() || after().starts_with(char::is_uppercase) && text[at + 1..].starts_with(' ') => {
                return Some(at);
            }
            ';' if !is_item || begins_document() => return Some(at),
            _ => {}
        }
    }
    (text.len() <= LONGEST_TITLE_BYTES).then_some(text.len())
}

/// `Kiện toàn Hội đồng … (theo QĐ 1089/QĐ-UBND …)`: the sentence that rests on the decision says what it decides.
fn sentence_before_brackets(text: &str, citation: &Citation) -> Option<Range<usize>> {
    let before = text[..citation.start].trim_end();
    let opening = ["(theo", "(Theo", "(tại"].iter().find_map(|opening| before.strip_suffix(opening))?;
    let end = opening.trim_end().len();
    let near = opening.floor_char_boundary(end.saturating_sub(LONGEST_TITLE_BYTES));
    let stop = opening[near..end].rfind(". ").map(|at| near + at + 2);
    let sentence = stop.or((near == 0).then_some(0))?;
    // The section's number is no word of the title.
    let start = match crate::import::number::split(&opening[sentence..end]) {
        Some((_, rest)) => end - rest.trim_end().len(),
        None => sentence,
    };
    (start < end).then_some(start..end)
}

/// Documents in the title that it says to carry out: `phê duyệt Kế hoạch thực hiện Kế hoạch hành động số 27-KH/TU`.
fn implemented(text: &str, citations: &[Citation], index: usize, title: Option<&Range<usize>>) -> Vec<String> {
    let Some(title) = title else { return Vec::new() };
    let inside = citations[index + 1..].iter().take_while(|inner| inner.start < title.end);
    let inside = inside.filter(|inner| title.contains(&inner.start));
    let carried_out = inside.filter(|inner| text[title.start..inner.start].trim_end().ends_with("thực hiện"));
    carried_out.map(|inner| register_form(inner, &text[inner.start..inner.end]).0).collect()
}

/// Whether two citations are of one document: the same designation, and no sure sign of two.
fn is_same(one: &Cited, other: &Cited) -> bool {
    let same_issuer = one.issuer.is_none() || other.issuer.is_none() || one.issuer == other.issuer;
    // Numbers without a year begin anew every year.
    let same_year = match (one.date, other.date) {
        (Some(one), Some(other)) => one.year() == other.year(),
        _ => true,
    };
    one.designation == other.designation && same_issuer && same_year
}

fn merge(earlier: &mut Cited, later: Cited, doubts: &mut Doubts) {
    if let (Some(one), Some(other)) = (earlier.date, later.date)
        && one != other
    {
        let written = earlier.written.clone();
        let spot = Spot::Words(later.place.0, calendar::short(other));
        doubts.add(spot, move |at| messages::cited_twice(at, &written, &calendar::short(one), &calendar::short(other)));
    }
    earlier.date = earlier.date.or(later.date);
    earlier.issuer = earlier.issuer.take().or(later.issuer);
    earlier.issued_by = earlier.issued_by.take().or(later.issued_by);
    earlier.name = earlier.name.take().or(later.name);
    if earlier.title.is_none() || (earlier.title_is_sentence && later.title.is_some() && !later.title_is_sentence) {
        earlier.title = later.title;
        earlier.title_is_sentence = later.title_is_sentence;
    }
    if earlier.implements.is_empty() {
        earlier.implements = later.implements;
    }
    earlier.is_known |= later.is_known;
}

/// The register entry of a cited document, with its doubts.
pub fn entry(document: &Cited, doubts: &mut Doubts) -> Fields {
    let spot = || Spot::Entry("legal.yaml", format!("- designation: {}", document.written));
    let is_standard = document.kind == Some(Kind::TieuChuan);
    let mut fields = Fields::new()
        .text("designation", &document.written)
        .text("kind", document.kind.map_or("", Kind::word))
        .text("name", document.name.as_deref().unwrap_or_default())
        .text("date", &document.date.map(calendar::short).unwrap_or_default())
        .text("issuer", document.issuer.as_ref().map_or("", IssuerId::as_str))
        .text("issued_by", document.issued_by.as_deref().unwrap_or_default())
        .text("title", document.title.as_deref().unwrap_or_default())
        .texts("implements", &document.implements)
        .text("note", &note(document));
    if document.issuer.is_none() && !is_standard {
        fields = fields.remark("Chưa rõ cơ quan ban hành (issuer): xem issuers.yaml.");
    }
    let missing: Vec<(&'static str, &'static str)> = [
        (document.title.is_none() || document.title_is_sentence, ("trích yếu", "title")),
        (document.date.is_none() && !is_standard, ("ngày ban hành", "date")),
        (document.issuer.is_none() && !is_standard, ("cơ quan ban hành", "issuer")),
    ]
    .into_iter()
    .filter_map(|(is_missing, names)| is_missing.then_some(names))
    .collect();
    if !missing.is_empty() {
        doubts.add_alike(spot(), Common::Untold(missing), document.written.clone());
    }
    if let Some(odd) = document.odd_symbol.clone() {
        let written = document.written.clone();
        doubts.add(spot(), move |at| messages::odd_symbol(at, &written, &odd));
    }
    fields
}

fn note(document: &Cited) -> String {
    let mut note = match (&document.title, document.title_is_sentence) {
        _ if document.kind == Some(Kind::TieuChuan) => String::new(),
        (None, _) => "Báo cáo không ghi trích yếu".to_owned(),
        (Some(_), true) => {
            let kind = document.kind.map_or("văn bản", Kind::label).to_lowercase();
            format!("Báo cáo không ghi trích yếu; phần trên là câu mà báo cáo dẫn {kind} này")
        }
        (Some(_), false) => String::new(),
    };
    if let Some(odd) = &document.odd_symbol {
        note.push_str(if note.is_empty() { "Báo cáo" } else { ", và" });
        note.push_str(&format!(" viết ký hiệu là {odd}"));
    }
    if note.is_empty() { note } else { note + "." }
}
