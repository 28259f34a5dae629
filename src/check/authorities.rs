//! Things dated outside the life of the body or unit that they are from.

use super::desk::{Desk, Report};
use crate::content::{Issuer, Marked, PeriodInfo};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::messages::check::{Lived, Outside};
use crate::diagnostic::{Diagnostic, Location};
use crate::link::gather::Located;
use crate::link::lineage::{Lineage, Lineal};
use crate::link::names::full_name;
use trichdan::calendar::Date;

/// Holds every report, document, period, event and model against the life of its body or place.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    for report in &desk.reports {
        said.extend(check_report(desk, *report));
    }
    let issuers = &desk.archive.issuers;
    for (_, document) in desk.archive.register.iter() {
        let (Some(body), Some(date)) = (document.issuer, &document.entry.value.date) else { continue };
        let here = document.entry.at(date.mark);
        said.extend(dated_outside(issuers, body, &document.entry.value.designation.value, date.value, here));
    }
    check_periods(desk, said);
    check_models(desk, said);
}

fn check_report(desk: &Desk<'_>, report: Report<'_>) -> Option<Diagnostic> {
    let (body, date) = (report.linked.issuer?, report.info().date?);
    let named = report.info().designation.as_ref().map_or("báo cáo", |written| &written.value);
    dated_outside(&desk.archive.issuers, body, named, date, report.field("date"))
}

/// What is dated before its body began, or after it ended.
fn dated_outside(
    issuers: &Lineage<'_, Issuer>,
    body: usize,
    named: &str,
    date: Date,
    here: Location,
) -> Option<Diagnostic> {
    let issuer = issuers.get(body);
    let (outside, there) = outside(issuers, body, (date, date))?;
    // What a body did before it began was done by what was before it, and so on.
    let kin = match outside {
        Outside::Before(_) => issuers.forerunners(body),
        Outside::After(_) => issuers.successors(body),
    };
    let mut fitting = kin.iter().map(|kin| issuers.get(*kin)).filter(|kin| kin.life().contains(date));
    let meant = fitting.next().filter(|_| fitting.next().is_none()).map(|kin| (&*kin.name, kin.id.value.as_str()));
    let lived = Lived { name: &issuer.name, outside, there };
    Some(messages::dated_outside_life(named, date, lived, meant, here))
}

/// On which side of a life some days lie, none of which it has, and where the end of the life is written.
fn outside<T: Lineal>(all: &Lineage<'_, T>, index: usize, (first, last): (Date, Date)) -> Option<(Outside, Location)> {
    let at = |day: &Marked<Date>| all.located(index).at(day.mark);
    match all.get(index).ends() {
        (Some(began), _) if last < began.value => Some((Outside::Before(began.value), at(began))),
        (_, Some(ended)) if first > ended.value => Some((Outside::After(ended.value), at(ended))),
        _ => None,
    }
}

/// Periods that are said to be of a body that was not there, and events on a day on which their period's body was not.
fn check_periods(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let archive = desk.archive;
    for (period, entries) in &archive.periods {
        let Some(info) = &entries.info else { continue };
        let Some(body) = archive.authorities.of_period(*period).body else { continue };
        let issuer = archive.issuers.get(body);
        let days = (info.value.from.value, info.value.to.value);
        if let Some(written) = &info.value.issuer
            && let Some((outside, there)) = outside(&archive.issuers, body, days)
        {
            let lived = Lived { name: &issuer.name, outside, there };
            said.push(messages::period_outside_life(*period, lived, info.at(written.mark)));
        }
        check_events(desk, info, body, said);
    }
}

fn check_events(desk: &Desk<'_>, info: &Located<'_, PeriodInfo>, body: usize, said: &mut Vec<Diagnostic>) {
    let issuers = &desk.archive.issuers;
    let issuer = issuers.get(body);
    for event in &info.value.events {
        let Some(date) = &event.date else { continue };
        if let Some((outside, there)) = outside(issuers, body, (date.value, date.value)) {
            let lived = Lived { name: &issuer.name, outside, there };
            said.push(messages::event_outside_life(&event.title, date.value, lived, info.at(date.mark)));
        }
    }
}

/// Models in a unit that was not there on any day of their period.
fn check_models(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let (archive, places) = (desk.archive, &desk.archive.places);
    for (period, entries) in &archive.periods {
        let Some(info) = &entries.info else { continue };
        let days = (info.value.from.value, info.value.to.value);
        for model in &entries.models {
            for written in &model.value.places {
                let Some(index) = places.find(written.value.as_str()) else { continue };
                let place = places.get(index);
                let Some((outside, there)) = outside(places, index, days) else { continue };
                let name = full_name(place);
                let heirs = places.successors(index).iter().map(|heir| places.get(*heir).id.value.as_str());
                let heirs: Vec<&str> = heirs.collect();
                let lived = Lived { name: &name, outside, there };
                said.push(messages::model_outside_life(
                    &model.value.name,
                    *period,
                    lived,
                    &heirs,
                    model.at(written.mark),
                ));
            }
        }
    }
}
