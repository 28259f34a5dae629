//! From the archive to rows. Rows stand in the archive's own order: by id, by period, by place in the text.

use std::sync::Arc;

use super::citing::{CitingReport, CitingReports, id_in};
use super::ledger::LedgerRows;
use super::rows::*;
use super::table::Address;
use super::{Facts, Tables};
use crate::address::{self, Url};
use crate::cards::{self, Cards, kind_of};
use crate::content::{Issuer, Model, PeriodId, Quantity, Task};
use crate::link::Archive;
use crate::link::authority::Area;
use crate::link::register::{Document, DocumentIndex};
use crate::link::report::Report;
use crate::view::ReportCard;
use rust_decimal::Decimal;
use trichdan::calendar::Date;
use trichdan::designation::Designation;

/// What describes the data of an archive as a whole; none without a `site.yaml`.
pub fn facts(archive: &Archive<'_>) -> Option<Facts> {
    let site = archive.site?.value;
    let own = archive.authorities.own();
    let body = own.body.map(|body| archive.issuers.get(body));
    let from = archive.periods.keys().map(|id| days(archive, *id).0).min();
    let to = archive.periods.keys().map(|id| days(archive, *id).1).max();
    Some(Facts {
        title: site.title.clone(),
        description: site.description.clone(),
        publisher: site.publisher.name.clone(),
        creator: body.map(|body| body.name.clone()),
        creator_page: body.map(|body| address::authority(body).shared()),
        closed: body.filter(|body| archive.authorities.has_ended(body.life())).and_then(|body| body.life().to),
        base_url: site.base_url.shared(),
        id_base: site.id_base(),
        license: site.license.clone(),
        place: own.area.name(&archive.places).map(Arc::from),
        today: archive.today,
        newest_period: archive.periods.keys().next_back().map(|id| id.to_string().into()),
        covers: from.zip(to),
    })
}

pub fn tables(archive: &Archive<'_>, cards: &Cards, facts: &Facts) -> Tables {
    let rows = Rows { archive, cards, facts };
    let mut tables = Tables {
        documents: archive.register.iter().map(|(index, document)| rows.document(index, document)).collect(),
        relations: archive.register.iter().flat_map(|(index, _)| rows.relations(index)).collect(),
        reports: archive.reports.iter().zip(&cards.reports).map(|(report, card)| rows.report(report, card)).collect(),
        periods: archive.periods.keys().map(|id| rows.period(*id)).collect(),
        indicators: archive.periods.keys().flat_map(|id| rows.indicators(*id)).collect(),
        promises: rows.promises(),
        places: archive.places.iter().map(|(index, _)| place_row(archive, index)).collect(),
        issuers: archive.issuers.iter().map(|(index, issuer)| rows.issuer(index, issuer)).collect(),
        ..Tables::default()
    };
    for (id, series) in &archive.models {
        tables.models.extend(series.entries.iter().map(|(period, model)| rows.model(&id.0, *period, model.value)));
    }
    for (id, series) in &archive.tasks {
        tables.tasks.extend(series.entries.iter().map(|(period, task)| task_row(&id.0, *period, task.value)));
    }
    for ((report, card), targets) in archive.reports.iter().zip(&cards.reports).zip(&cards.citations) {
        let period = report.entry.period;
        let citing = tables.citations.entry(period).or_insert_with(|| CitingReports {
            base_url: facts.base_url.clone(),
            period: id_of(period),
            reports: Vec::new(),
        });
        let (card, body, targets) = (card.clone(), report.entry.body.clone(), targets.clone());
        citing.reports.push(CitingReport { card, body, targets });
    }
    for (index, linked) in archive.ledgers.iter().enumerate() {
        for (period, reported) in &linked.periods {
            let row = |place: &u32| {
                let row = &linked.rows[*place as usize];
                Some((row.slug.clone(), row.series.in_period(*period)?.clone()))
            };
            let rows = LedgerRows {
                base_url: facts.base_url.clone(),
                ledger: linked.ledger.clone(),
                period: id_of(*period),
                rows: reported.iter().filter_map(row).collect(),
            };
            tables.ledgers.insert((index, *period), rows);
        }
    }
    tables
}

struct Rows<'r, 'a> {
    archive: &'r Archive<'a>,
    cards: &'r Cards,
    facts: &'r Facts,
}

impl Rows<'_, '_> {
    fn address(&self, url: &Url) -> Address {
        Address(format!("{}{url}", self.facts.base_url).into())
    }

    fn document(&self, index: DocumentIndex, document: &Document<'_>) -> DocumentRow {
        let entry = document.entry.value;
        let card = &self.cards.documents[index.0 as usize];
        let is_standard = matches!(document.designation, Designation::Standard { .. });
        DocumentRow {
            id: self.document_id(index),
            designation: entry.designation.value.clone(),
            kind: kind_of(document),
            name: card.name.clone(),
            date: document.date(),
            year: document.year(),
            issuer: document.issuer.map(|issuer| self.archive.issuers.get(issuer).id.value.0.clone()),
            issued_by: entry.issued_by.clone(),
            title: entry.title.clone(),
            effective_from: entry.force().from,
            effective_to: entry.force().until,
            status: (!is_standard).then_some(card.status.word),
            fields: entry.fields.clone(),
            source: entry.source.as_ref().map(|source| Address(source.0.clone())),
            period: document.period.map(id_of),
            citations: self.archive.cited_by[index.0 as usize].len() as u32,
            url: self.address(&card.url),
        }
    }

    fn document_id(&self, index: DocumentIndex) -> Arc<str> {
        id_in("van-ban/", &self.cards.documents[index.0 as usize].url)
    }

    fn relations(&self, index: DocumentIndex) -> impl Iterator<Item = RelationRow> {
        let relations = self.archive.register.relations(index).iter().filter(|(relation, _)| relation.is_active());
        relations.map(move |(relation, other)| RelationRow {
            document: self.document_id(index),
            relation: *relation,
            other: self.document_id(*other),
        })
    }

    fn report(&self, report: &Report, card: &ReportCard) -> ReportRow {
        let info = report.entry.info();
        ReportRow {
            id: id_in("bao-cao/", &card.url),
            period: id_of(report.entry.period),
            kind: card.kind.clone(),
            title: card.title.clone(),
            summary: info.summary.clone(),
            designation: info.designation.as_ref().map(|written| written.value.clone()),
            date: info.date,
            date_written: info.date_written.clone(),
            issuer: report.issuer.map(|issuer| self.archive.issuers.get(issuer).id.value.0.clone()),
            issuer_written: info.issuer_written.clone(),
            citations: report.citations.len() as u32,
            notice: card.notice,
            notice_date: info.last_noticed(),
            notices: cards::notices(info),
            url: self.address(&card.url),
        }
    }

    fn period(&self, id: PeriodId) -> PeriodRow {
        let info = self.archive.periods.get(&id).and_then(|entries| entries.info).map(|info| info.value);
        let counts = info.and_then(|info| info.task_counts.as_ref());
        let (from, to) = days(self.archive, id);
        let authority = self.archive.authorities.of_period(id);
        PeriodRow {
            id: id_of(id),
            title: info.map_or_else(|| id_of(id), |info| info.title.clone()),
            kind: id.kind(),
            from,
            to,
            tasks_approved: counts.and_then(|counts| amount(counts.approved.as_ref())),
            tasks_continued: counts.and_then(|counts| amount(counts.continued.as_ref())),
            tasks_accepted: counts.and_then(|counts| amount(counts.accepted.as_ref())),
            tasks_grade: counts.and_then(|counts| counts.grade.clone()),
            issuer: authority.body.map(|body| self.archive.issuers.get(body).id.value.0.clone()),
            place: match authority.area {
                Area::Place(place) => Some(self.archive.places.get(place).id.value.0.clone()),
                Area::Nationwide | Area::Unknown => None,
            },
            url: self.address(&address::period(id)),
        }
    }

    fn issuer(&self, index: usize, issuer: &Issuer) -> IssuerRow {
        let card = &self.cards.authorities[index];
        IssuerRow {
            id: issuer.id.value.0.clone(),
            name: issuer.name.clone(),
            aliases: issuer.aliases.clone(),
            former_names: issuer.former_names.iter().map(|former| former.name.clone()).collect(),
            level: issuer.level,
            place: issuer.place.as_ref().map(|place| place.value.0.clone()),
            from: issuer.life().from,
            to: issuer.life().to,
            successors: issuer.successors.iter().map(|successor| successor.value.0.clone()).collect(),
            succession: self.archive.issuers.succession(index),
            ended_by: issuer.ended_by.as_ref().map(|document| document.value.designation.clone()),
            fonds: card.kept.then_some(if card.ended { FondsState::Closed } else { FondsState::Open }),
        }
    }

    fn indicators(&self, id: PeriodId) -> impl Iterator<Item = IndicatorRow> {
        let info = self.archive.periods.get(&id).and_then(|entries| entries.info);
        info.into_iter().flat_map(|info| &info.value.indicators).map(move |indicator| IndicatorRow {
            period: id_of(id),
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            value: amount(indicator.value.as_ref()),
            unit: indicator.unit.clone(),
            note: indicator.note.clone(),
        })
    }

    fn promises(&self) -> Vec<PromiseRow> {
        let row = |link: &crate::link::promise::PromiseLink<'_>| {
            let last = link.outcomes.last();
            PromiseRow {
                period: id_of(link.period),
                id: link.promise.id.value.0.clone(),
                title: link.promise.title.clone(),
                outcome_period: last.map(|(period, _)| id_of(*period)),
                outcome: last.map(|(_, outcome)| outcome.state),
                note: last.and_then(|(_, outcome)| outcome.note.clone()),
            }
        };
        self.archive.promises.iter().map(row).collect()
    }

    fn model(&self, id: &Arc<str>, period: PeriodId, model: &Model) -> ModelRow {
        ModelRow {
            id: id.clone(),
            period: id_of(period),
            name: model.name.clone(),
            technology: model.technology.clone(),
            product: model.product.clone(),
            field: model.field.clone(),
            places: model.places.iter().map(|place| place.value.0.clone()).collect(),
            hectares: model.hectares.as_ref().map(|hectares| hectares.value),
            scale: model.scale.clone(),
            households: amount(model.households.as_ref()),
            funding: amount(model.funding.as_ref()),
            funding_source: model.funding_source.clone(),
            offtake: model.offtake.clone(),
            host: model.host.clone(),
            status: model.status,
            from: model.life().from,
            to: model.life().to,
            note: model.note.clone(),
            url: self.address(&address::model(&model.id.value)),
        }
    }
}

fn task_row(id: &Arc<str>, period: PeriodId, task: &Task) -> TaskRow {
    TaskRow {
        id: id.clone(),
        period: id_of(period),
        name: task.name.clone(),
        form: task.form.clone(),
        level: task.level,
        state: task.state,
        grade: task.grade.clone(),
        funding: amount(task.funding.as_ref()),
        funding_source: task.funding_source.clone(),
        host: task.host.clone(),
        from: task.life().from,
        to: task.life().to,
        note: task.note.clone(),
    }
}

fn place_row(archive: &Archive<'_>, index: usize) -> PlaceRow {
    let place = archive.places.get(index);
    PlaceRow {
        id: place.id.value.0.clone(),
        name: place.name.clone(),
        kind: place.kind,
        code: place.code.as_ref().map(|code| code.value.0.clone()),
        former_names: place.former_names.iter().map(|former| former.name.clone()).collect(),
        within: place.within.as_ref().map(|within| within.value.0.clone()),
        from: place.life().from,
        to: place.life().to,
        successors: place.successors.iter().map(|successor| successor.value.0.clone()).collect(),
        succession: archive.places.succession(index),
        ended_by: place.ended_by.as_ref().map(|document| document.value.designation.clone()),
    }
}

fn id_of(period: PeriodId) -> Arc<str> {
    period.to_string().into()
}

/// First and last day of a period: as its file says, else by the calendar.
fn days(archive: &Archive<'_>, id: PeriodId) -> (Date, Date) {
    archive.periods.get(&id).map_or_else(|| (id.first_day(), id.last_day()), |entries| entries.days(id))
}

fn amount(quantity: Option<&Quantity>) -> Option<Decimal> {
    quantity.map(|quantity| quantity.amount)
}
