//! How reports cite: dates, validity, titles, uniform wording.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Desk, Report};
use super::passage::{Kind, Passage};
use super::symbols::has_symbol;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::messages::check::{Dated, Ending};
use crate::link::resolve::Resolution;
use crate::link::status::Status;
use crate::parse::body::CitationSite;
use trichdan::designation::Designation;
use trichdan::text::fold::fold;

/// Reads every citation of every report.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| {
        check_wording(report, said);
        check_issuers(desk, report, said);
        check_first_citations(report, said);
        check_titles(desk, report, said);
        for (site, resolution) in report.body().citations.iter().zip(&report.linked.citations) {
            check_validity(desk, report, site, *resolution, said);
        }
    });
    check_dates_agree(desk, said);
}

/// Whether the document was there, and still in force, on the day of the report.
fn check_validity(
    desk: &Desk<'_>,
    report: Report<'_>,
    site: &CitationSite,
    resolution: Resolution,
    said: &mut Vec<Diagnostic>,
) {
    let day = report.linked.law_date;
    let document = match resolution {
        Resolution::Found(index) => Some((index, desk.archive.register.document(index))),
        Resolution::Report(_) | Resolution::Missing | Resolution::Ambiguous => None,
    };
    let issued = site.citation.date.or(document.and_then(|(_, document)| document.date()));
    if let Some(issued) = issued.filter(|issued| *issued > day) {
        said.push(messages::not_yet_issued(&site.surface, issued, day, report.at(site.span)));
        return;
    }
    let Some((index, document)) = document else { return };
    let found = desk.archive.status(index, day);
    let ending = match found.status {
        Status::Expired => Ending::Expired,
        Status::Replaced => Ending::Replaced,
        Status::Repealed => Ending::Repealed,
        Status::NotYet | Status::InForce | Status::Standard | Status::Unknown => return,
    };
    let (here, there) = (report.at(site.span), document.entry.location());
    said.push(messages::no_longer_in_force(&site.surface, ending, found.since, day, here, there));
}

/// Documents that no register holds, cited with different days of one year. (Registered ones are compared by `link`.)
fn check_dates_agree(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let mut first_seen: BTreeMap<(&Designation, String, i16), Dated<'_>> = BTreeMap::new();
    for report in &desk.reports {
        let sites = report.body().citations.iter().zip(&report.linked.citations);
        for (site, _) in sites.filter(|(_, resolution)| **resolution == Resolution::Missing) {
            let Some(date) = site.citation.date else { continue };
            let issuer = site.citation.issuer.as_deref().map(fold).unwrap_or_default();
            let here = Dated { designation: &site.surface, date, location: report.at(site.span) };
            match first_seen.get(&(&site.citation.designation, issuer.clone(), date.year())) {
                Some(first) if first.date != date => said.push(messages::two_dates(&here, first)),
                Some(_) => {}
                None => {
                    first_seen.insert((&site.citation.designation, issuer, date.year()), here);
                }
            }
        }
    }
}

/// One run of documents whose issuer is now the committee, now its chairman.
fn check_issuers(desk: &Desk<'_>, report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let mut runs: BTreeMap<(&str, usize), BTreeMap<&str, Vec<&CitationSite>>> = BTreeMap::new();
    for site in &report.body().citations {
        let (Some(written), Designation::State { symbol, .. }) = (&site.citation.issuer, &site.citation.designation)
        else {
            continue;
        };
        if let [issuer] = desk.archive.issuer_names.bearers(written) {
            runs.entry((symbol, *issuer)).or_default().entry(written).or_default().push(site);
        }
    }
    for names in runs.values() {
        let is_head = |name: &str| name.starts_with("Chủ tịch");
        let [Some(heads), Some(bodies)] =
            [true, false].map(|head| names.iter().find(|(name, _)| is_head(name) == head))
        else {
            continue;
        };
        let (rare, usual) = if heads.1.len() < bodies.1.len() { (heads, bodies) } else { (bodies, heads) };
        if usual.1.len() >= 4 * rare.1.len() {
            for site in rare.1 {
                said.push(messages::issuer_varies(&site.surface, rare.0, usual.0, usual.1.len(), report.at(site.span)));
            }
        }
    }
}

/// Documents of the state that a report cites without ever giving a date or an issuer.
fn check_first_citations(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let sites = &report.body().citations;
    let is_explained = |site: &&CitationSite| site.citation.date.is_some() || site.citation.issuer.is_some();
    let mut known: BTreeSet<&Designation> =
        sites.iter().filter(is_explained).map(|site| &site.citation.designation).collect();
    let of_state = sites.iter().filter(|site| matches!(site.citation.designation, Designation::State { .. }));
    let bare: Vec<&CitationSite> = of_state.filter(|site| known.insert(&site.citation.designation)).collect();
    if let Some((first, others)) = bare.split_first() {
        let others = others.iter().map(|site| report.at(site.span)).collect();
        said.push(messages::bare_citations(&first.surface, report.at(first.span), others));
    }
}

/// Abbreviated types, and `số` that is missing where it usually stands.
fn check_wording(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let mut without = Vec::new();
    let mut with = 0;
    for site in &report.body().citations {
        let Some(start) = site.surface.find(|letter: char| letter.is_ascii_digit()) else { continue };
        let lead = site.surface[..start].trim_end();
        if !has_symbol(site) || lead.is_empty() {
            continue;
        }
        let type_word = lead.split_whitespace().next().unwrap_or("");
        if let Some(full) = spelled_out(type_word) {
            let whole = format!("{full} số {}", &site.surface[start..]);
            said.push(messages::abbreviated_type(&site.surface, &whole, report.at(site.span)));
        } else if lead.ends_with("số") {
            with += 1;
        } else {
            without.push(site);
        }
    }
    // Two of each may be chance; a clear habit and a few exceptions are not.
    if with >= 3 && without.len() * 3 <= with {
        for site in &without {
            said.push(messages::uneven_citation(&site.surface, with, without.len(), report.at(site.span)));
        }
    }
}

fn spelled_out(type_word: &str) -> Option<&'static str> {
    Some(match type_word {
        "QĐ" => "Quyết định",
        "NĐ" => "Nghị định",
        "TT" => "Thông tư",
        "TTLT" => "Thông tư liên tịch",
        "NQ" => "Nghị quyết",
        "CT" => "Chỉ thị",
        "KH" => "Kế hoạch",
        "CV" => "Công văn",
        "TB" => "Thông báo",
        "HD" => "Hướng dẫn",
        _ => return None,
    })
}

/// An item that cites more is no document's title.
const MOST_IN_AN_ITEM: usize = 8;

/// A title that follows a citation against the registered one.
fn check_titles(desk: &Desk<'_>, report: Report<'_>, said: &mut Vec<Diagnostic>) {
    // Only a list item is sure to hold one document's title and nothing more.
    let is_item = |passage: &&Passage<'_>| matches!(passage.kind, Kind::Item(_));
    let mut items: Vec<&Passage<'_>> = desk.passages(report).iter().filter(is_item).collect();
    items.sort_by_key(|item| item.span);
    let mut cited: BTreeMap<usize, Vec<(&CitationSite, Resolution)>> = BTreeMap::new();
    for (site, resolution) in report.body().citations.iter().zip(&report.linked.citations) {
        let item = items.partition_point(|item| item.span.0 <= site.span.0).checked_sub(1);
        if let Some(item) = item.filter(|item| site.span.1 <= items[*item].span.1) {
            cited.entry(item).or_default().push((site, *resolution));
        }
    }
    for (item, sites) in cited.into_iter().filter(|(_, sites)| sites.len() <= MOST_IN_AN_ITEM) {
        for (site, resolution) in sites {
            let Resolution::Found(index) = resolution else { continue };
            let entry = &desk.archive.register.document(index).entry;
            let Some(registered) = entry.value.title.as_deref() else { continue };
            let Some(written) = title_after(items[item], &site.surface) else { continue };
            if is_nearly(written, registered) {
                said.push(messages::two_titles(written, registered, report.at(site.span), entry.location()));
            }
        }
    }
}

/// The words between a citation's issuer and the end of its list item: `phê duyệt …;`
fn title_after<'a>(item: &Passage<'a>, surface: &str) -> Option<&'a str> {
    const BEGINNINGS: [&str; 5] = ["về việc ", "phê duyệt ", "ban hành ", "quy định ", "hướng dẫn "];
    let after = &item.text[item.text.find(surface)? + surface.len()..];
    let start = BEGINNINGS.iter().filter_map(|word| after.find(word)).min()?;
    Some(after[start..].trim_end_matches(['.', ';', ',', ' ']))
}

/// Nearly the same words: most are shared, yet not all, and neither is simply a part of the other.
fn is_nearly(written: &str, registered: &str) -> bool {
    // Far from each other in length: no words need be looked at.
    if written.len().max(registered.len()) > 4 * written.len().min(registered.len()) {
        return false;
    }
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        folded
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, two) = (words(written), words(registered));
    let (short, long) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    if short.len() < 5 || long.windows(short.len()).any(|window| window == short.as_slice()) {
        return false;
    }
    let long_words: BTreeSet<&String> = long.iter().collect();
    let shared = short.iter().filter(|word| long_words.contains(word)).count();
    shared * 10 >= long.len() * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_compared_by_their_words() {
        let registered = "về việc phê duyệt Kế hoạch phát triển khoa học của tỉnh giai đoạn 2021-2025";
        assert!(is_nearly("phê duyệt Kế hoạch phát triển công khoa học của tỉnh, giai đoạn 2021-2025", registered));
        assert!(!is_nearly("phê duyệt Kế hoạch phát triển khoa học của tỉnh", registered));
        assert!(!is_nearly("về việc thành lập Hội đồng khoa học", registered));
    }
}
