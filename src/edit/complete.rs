//! What a reference may lead to, and the best of it for what was typed so far: without marks, in any order of words.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::content::form::Named;
use crate::content::{LegalDocument, Place};
use crate::parse::Entries;
use trichdan::calendar;
use trichdan::text::fold::fold;

/// A thing that entries may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What is written to name it: its id, a document's designation with what is needed to tell it from others.
    pub word: String,
    /// How people call it.
    pub name: String,
    /// What tells it from others of that name.
    pub note: String,
    /// What else it is found by.
    aliases: Vec<Arc<str>>,
}

/// Everything that a reference may lead to, by kind, gathered once from all files in the order of their paths: of a model in
/// several periods, the last one counts.
pub fn known<'e>(files: impl IntoIterator<Item = &'e Entries>) -> BTreeMap<Named, Vec<Known>> {
    let mut found: BTreeMap<Named, BTreeMap<String, Known>> = BTreeMap::new();
    let mut documents: Vec<&LegalDocument> = Vec::new();
    let mut add = |named: Named, word: &str, name: String, note: String, aliases: Vec<Arc<str>>| {
        let known = Known { word: word.to_owned(), name, note, aliases };
        found.entry(named).or_default().insert(word.to_owned(), known);
    };
    for file in files {
        match file {
            Entries::Issuers(issuers) => issuers.iter().map(|entry| &entry.value).for_each(|issuer| {
                let note = issuer.level.label().to_owned();
                add(Named::Issuer, issuer.id.value.as_str(), issuer.name.to_string(), note, issuer.aliases.clone());
            }),
            Entries::Places(places) => places.iter().map(|entry| &entry.value).for_each(|place| {
                let name = format!("{} {}", place.kind.label(), place.name);
                let aliases = place.aliases.iter().chain([&place.name]).cloned().collect();
                add(Named::Place, place.id.value.as_str(), name, life(place), aliases);
            }),
            Entries::Models(models) => models.iter().map(|entry| &entry.value).for_each(|model| {
                let note = model.product.as_deref().unwrap_or_default().to_owned();
                add(Named::Model, model.id.value.as_str(), model.name.to_string(), note, model.aliases.clone());
            }),
            Entries::Tasks(tasks) => tasks.iter().map(|entry| &entry.value).for_each(|task| {
                let note = task.level.label().to_owned();
                add(Named::Task, task.id.value.as_str(), task.name.to_string(), note, Vec::new());
            }),
            Entries::Period(period) => period.value.promises.iter().for_each(|promise| {
                let note = period.value.title.to_string();
                add(Named::Promise, promise.id.value.as_str(), promise.title.to_string(), note, Vec::new());
            }),
            Entries::Ledgers(ledgers) => ledgers.iter().for_each(|ledger| {
                add(Named::Ledger, ledger.id.as_str(), ledger.title.to_string(), ledger.row.to_string(), Vec::new());
                for column in &ledger.columns {
                    let (title, note) = (column.title.to_string(), ledger.title.to_string());
                    add(Named::Column, column.id.as_str(), title, note, Vec::new());
                }
            }),
            Entries::Legal(entries) => documents.extend(entries.iter().map(|entry| &entry.value)),
            Entries::Site(_) | Entries::Rows(_) | Entries::Report(..) | Entries::Page(..) | Entries::Nothing => {}
        }
    }
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    documents.iter().for_each(|document| *bearers.entry(&document.designation.value).or_default() += 1);
    for document in &documents {
        let (name, note) = (document.title.as_deref().unwrap_or_default().to_owned(), issue(document));
        let is_alone = bearers.get(&*document.designation.value) == Some(&1);
        add(Named::Document, &reference(document, is_alone), name, note, Vec::new());
    }
    found.into_iter().map(|(named, known)| (named, known.into_values().collect())).collect()
}

/// The years of a place that is no more, or is new: two may bear one name.
fn life(place: &Place) -> String {
    let day = |day: &Option<crate::content::Marked<calendar::Date>>| day.as_ref().map(|day| calendar::short(day.value));
    match (day(&place.from), day(&place.to)) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("từ {from}"),
        (None, Some(to)) => format!("đến {to}"),
        (None, None) => String::new(),
    }
}

fn issue(document: &LegalDocument) -> String {
    let day = document.date.as_ref().map(|day| calendar::short(day.value));
    let issuer = document.issuer.as_ref().map(|issuer| issuer.value.to_string());
    [issuer, day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The designation, with issuer and year where it alone names several documents.
fn reference(document: &LegalDocument, is_alone: bool) -> String {
    let designation = document.designation.value.to_string();
    if is_alone {
        return designation;
    }
    let issuer = document.issuer.as_ref().map(|issuer| issuer.value.to_string());
    let year = document.date.as_ref().map(|day| day.value.year().to_string());
    [issuer, Some(designation), year].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The things that what was typed may mean, the best first, at most so many; with nothing typed, the first ones.
///
/// ```
/// use congbo::inside::content::form::Named;
/// use congbo::inside::edit::{complete, known};
/// use congbo::inside::parse::{names::Names, parse};
/// use congbo::inside::source::SourcePath;
///
/// let path = SourcePath::new("places.yaml").expect("a plain name");
/// let places = "- id: xa-tho-ngoc\n  name: Thọ Ngọc\n  kind: xa\n- id: huyen-ngoc-lac\n  name: Ngọc Lặc\n  kind: huyen\n";
/// let known = known([&parse(&path, places, &Names::default()).entries]);
/// let found = complete("ngoc", &known[&Named::Place], 8);
/// assert_eq!(found.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["huyện Ngọc Lặc", "xã Thọ Ngọc"]);
/// ```
pub fn complete<'k>(typed: &str, known: &'k [Known], most: usize) -> Vec<&'k Known> {
    let typed = key(typed);
    let mut found: Vec<(Fit, &Known)> = known.iter().filter_map(|known| Some((fit(&typed, known)?, known))).collect();
    // Sorted: reaches output.
    found.sort_by(|(one_fit, one), (other_fit, other)| {
        one_fit.cmp(other_fit).then_with(|| one.name.cmp(&other.name)).then_with(|| one.word.cmp(&other.word))
    });
    found.into_iter().take(most).map(|(_, known)| known).collect()
}

/// How well something fits, the best first; of those that fit alike, the one of which the least is still to be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Begins(usize),
    HasWords(usize),
    Contains(usize),
}

fn fit(typed: &str, known: &Known) -> Option<Fit> {
    let names = [known.word.as_str(), &known.name].into_iter().chain(known.aliases.iter().map(|alias| &**alias));
    names.filter_map(|name| fit_of(typed, &key(name))).min()
}

fn fit_of(typed: &str, name: &str) -> Option<Fit> {
    let words = || typed.split(' ').all(|typed| name.split(' ').any(|word| word.starts_with(typed)));
    match name {
        name if name == typed => Some(Fit::Whole),
        name if name.starts_with(typed) => Some(Fit::Begins(name.len())),
        _ if words() => Some(Fit::HasWords(name.len())),
        name if name.contains(typed) => Some(Fit::Contains(name.len())),
        _ => None,
    }
}

/// What is compared: letters without marks, and one space for every sign between words but the slash of a designation.
fn key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric() && letter != '/').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
