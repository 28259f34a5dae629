//! Things that end before they begin: places, bodies, documents, periods and what lives over them.

use crate::content::{Issuer, LegalDocument, Marked};
use crate::diagnostic::{Diagnostic, messages};
use crate::link::gather::{Gathered, Located};
use crate::link::lineage::{Lineage, Lineal};
use trichdan::calendar::Date;

/// A key of an entry, and the day that is written there.
type Day<'a> = (&'static str, &'a Option<Marked<Date>>);

/// Reports every life, force and period whose end stands before its beginning.
pub fn check(gathered: &Gathered<'_>, said: &mut Vec<Diagnostic>) {
    for place in &gathered.places {
        said.extend(backward(place, ("from", &place.value.from), ("to", &place.value.to)));
        check_names(place, &place.value.from, &place.value.to, said);
    }
    for issuer in &gathered.issuers {
        said.extend(backward(issuer, ("from", &issuer.value.from), ("to", &issuer.value.to)));
        check_names(issuer, &issuer.value.from, &issuer.value.to, said);
    }
    gathered.documents.iter().for_each(|(document, _)| check_document(document, said));
    for entries in gathered.periods.values() {
        if let Some(info) = &entries.info {
            let (from, to) = (Some(info.value.from.clone()), Some(info.value.to.clone()));
            said.extend(backward(info, ("from", &from), ("to", &to)));
        }
        for model in &entries.models {
            said.extend(backward(model, ("from", &model.value.from), ("to", &model.value.to)));
        }
        for task in &entries.tasks {
            said.extend(backward(task, ("from", &task.value.from), ("to", &task.value.to)));
        }
    }
}

/// A former name was borne for the last time within the life of its bearer.
fn check_names<T: Lineal>(
    entry: &Located<'_, T>,
    from: &Option<Marked<Date>>,
    to: &Option<Marked<Date>>,
    said: &mut Vec<Diagnostic>,
) {
    for former in entry.value.former_names() {
        let last = ("former_names.to", &Some(former.to.clone()));
        said.extend(backward(entry, ("from", from), last));
        said.extend(backward(entry, last, ("to", to)));
    }
}

/// A document may take effect before it is issued, but its force neither ends before that begins nor before its issue.
fn check_document(document: &Located<'_, LegalDocument>, said: &mut Vec<Diagnostic>) {
    let LegalDocument { date, effective_from, effective_to, .. } = document.value;
    let end = ("effective_to", effective_to);
    said.extend(backward(document, ("effective_from", effective_from), end));
    said.extend(backward(document, ("date", date), end));
}

fn backward<T>(entry: &Located<'_, T>, begin: Day<'_>, end: Day<'_>) -> Option<Diagnostic> {
    let ((begin_key, Some(from)), (end_key, Some(to))) = (begin, end) else { return None };
    (to.value < from.value).then(|| {
        let begin = (begin_key, from.value, entry.at(from.mark));
        messages::link::ends_before_it_begins(begin, (end_key, to.value, entry.at(to.mark)))
    })
}

/// The newest day of which it is told that a body began, or was no longer.
pub fn newest_day(issuers: &Lineage<'_, Issuer>) -> Date {
    let lives = issuers.iter().map(|(_, issuer)| issuer.life());
    let days = lives.flat_map(|life| [life.from, life.to.and_then(|last| last.tomorrow().ok())]);
    days.flatten().max().unwrap_or(Date::MIN)
}
