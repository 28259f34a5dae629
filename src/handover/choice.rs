//! What is taken, and why: what is the heir's or of the whole, and all that this names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::heir::Heir;
use super::names::UnitNames;
use super::realm::Realm;
use super::texts::Texts;
use super::thing::{Thing, Why};
use crate::address::{self, Url};
use crate::content::{Basis, DocumentReference, ModelId, PeriodId};
use crate::link::Archive;
use crate::link::authority::Area;
use crate::link::gather::Located;
use crate::link::ledger::{LedgerRow, RowIndex};
use crate::link::lineage::{Lineage, Lineal};
use crate::link::names::Bearer;
use crate::link::register::DocumentIndex;
use crate::link::resolve::Resolution;
use crate::link::row_targets::Target;
use crate::parse::body::Body;
use crate::plan::reference::{beside, readings};
use crate::source::SourcePath;
use trichdan::designation::Designation;

/// What is taken so far.
#[derive(Debug)]
pub struct Choice<'c, 'a> {
    pub archive: &'c Archive<'a>,
    pub heir: Heir,
    realm: Realm<'c, 'a>,
    taken: BTreeMap<Thing, Why>,
    /// What is taken and was not yet looked into.
    waiting: Vec<Thing>,
    /// The things at addresses, once a text links to one.
    by_address: Option<HashMap<Url, Thing>>,
    /// The texts by their files.
    by_path: HashMap<&'c SourcePath, Thing>,
    /// The names that taken texts use.
    names_used: BTreeSet<&'c str>,
}

impl<'c, 'a> Choice<'c, 'a> {
    /// Begins with what is the heir's or of the whole.
    pub fn of(archive: &'c Archive<'a>, heir: Heir, texts: &Texts<'_>) -> Self {
        let reports = archive.reports.iter().map(|report| (&report.entry.path, Thing::Period(report.entry.period)));
        let pages = archive.pages.iter().enumerate().map(|(index, (page, _))| (page.path, Thing::Page(index)));
        let mut choice = Self {
            archive,
            heir,
            realm: Realm::of(archive, heir.place),
            taken: BTreeMap::new(),
            waiting: Vec::new(),
            by_address: None,
            by_path: reports.chain(pages).collect(),
            names_used: BTreeSet::new(),
        };
        choice.take_periods();
        choice.take_entries();
        choice.take_register(texts);
        choice
    }

    pub fn why(&self, thing: &Thing) -> Option<Why> {
        self.taken.get(thing).copied()
    }

    pub fn has(&self, thing: &Thing) -> bool {
        self.taken.contains_key(thing)
    }

    fn take(&mut self, thing: Thing, why: Why) {
        if !self.taken.contains_key(&thing) {
            self.taken.insert(thing.clone(), why);
            self.waiting.push(thing);
        }
    }

    fn take_if(&mut self, thing: Thing, why: Option<Why>) {
        why.into_iter().for_each(|why| self.take(thing.clone(), why));
    }

    /// Takes what cannot be left where its neighbours go.
    pub fn take_beside(&mut self, things: Vec<Thing>) {
        things.into_iter().for_each(|thing| self.take(thing, Why::Beside));
    }

    fn take_periods(&mut self) {
        for period in self.archive.periods.keys() {
            let why = match self.archive.authorities.of_period(*period).area {
                Area::Place(place) => self.realm.share(place),
                Area::Nationwide | Area::Unknown => Some(Why::Whole),
            };
            self.take_if(Thing::Period(*period), why);
        }
    }

    /// Models, tasks and rows of the periods that are taken.
    fn take_entries(&mut self) {
        let archive = self.archive;
        for (id, series) in &archive.models {
            if series.entries.iter().any(|(period, _)| self.has(&Thing::Period(*period))) {
                let places = series.entries.iter().flat_map(|(_, model)| &model.value.places);
                let places = places.filter_map(|place| archive.places.find(place.value.as_str()));
                let why = self.realm.share_of(places);
                self.take_if(Thing::Model(id.clone()), why);
            }
        }
        let names = UnitNames::of(archive);
        for (id, series) in &archive.tasks {
            if series.entries.iter().any(|(period, _)| self.has(&Thing::Period(*period))) {
                let units = series.entries.iter().flat_map(|(period, task)| {
                    let words = [Some(&task.value.name), task.value.host.as_ref(), task.value.note.as_ref()];
                    words.into_iter().flatten().flat_map(|words| names.units(words, *period))
                });
                let why = self.realm.share_of(units);
                self.take_if(Thing::Task(id.clone()), why);
            }
        }
        for (index, row) in rows(archive) {
            if row.series.entries.iter().any(|(period, _)| self.has(&Thing::Period(*period))) {
                let targets = archive.row_targets.of(index).iter().filter_map(|(_, target)| match target {
                    Target::Place(place) => Some(*place),
                    _ => None,
                });
                let why = self.realm.share_of(targets);
                self.take_if(Thing::Row(index), why);
            }
        }
    }

    /// The heir, the body whose archive it is and that of the heir's units, and what these issued.
    fn take_register(&mut self, texts: &Texts<'_>) {
        let archive = self.archive;
        let own = archive.authorities.own();
        self.take(Thing::Place(self.heir.place), Why::Heirs);
        self.realm.own.clone().into_iter().for_each(|place| self.take(Thing::Place(place), Why::Heirs));
        let of_realm = |body: &usize| match archive.authorities.of_body(*body).area {
            Area::Place(place) => self.realm.own.contains(&place),
            Area::Nationwide | Area::Unknown => false,
        };
        let bodies: BTreeSet<usize> = (0..archive.issuers.len()).filter(of_realm).collect();
        for (index, document) in archive.register.iter() {
            if document.issuer.is_some_and(|body| bodies.contains(&body) && Some(body) != own.body) {
                self.take(Thing::Document(index), Why::Heirs);
            }
        }
        bodies.into_iter().for_each(|body| self.take(Thing::Body(body), Why::Heirs));
        own.body.into_iter().chain(self.heir.body).for_each(|body| self.take(Thing::Body(body), Why::Whole));
        if texts.ledgers_are_whole(archive) {
            // Nothing of what declares them can be left.
            (0_u32..).zip(&archive.ledgers).for_each(|(index, _)| self.take(Thing::Ledger(index), Why::Beside));
        }
    }

    /// Takes all that is named by what is taken, until nothing is missing.
    pub fn settle(&mut self) {
        loop {
            while let Some(thing) = self.waiting.pop() {
                self.follow(&thing);
            }
            self.take_namesakes();
            if self.waiting.is_empty() {
                return;
            }
        }
    }

    fn follow(&mut self, thing: &Thing) {
        match thing {
            Thing::Period(period) => self.follow_period(*period),
            Thing::Page(page) => {
                let (info, body) = &self.archive.pages[*page];
                self.follow_text(info.path, body);
            }
            Thing::Model(id) => self.follow_model(id),
            Thing::Task(id) => {
                let entries = self.archive.tasks.get(id).into_iter().flat_map(|series| &series.entries);
                for (_, task) in entries {
                    task.value.documents.iter().for_each(|document| self.take_reference(&document.value));
                }
            }
            Thing::Row(index) => self.follow_row(*index),
            Thing::Document(index) => self.follow_document(*index),
            Thing::Ledger(_) => {}
            Thing::Body(body) => {
                let place = self.archive.issuers.get(*body).place.as_ref();
                let place = place.and_then(|place| self.archive.places.find(place.value.as_str()));
                place.into_iter().for_each(|place| self.take(Thing::Place(place), Why::Named));
                self.follow_line(&self.archive.issuers, *body, Thing::Body);
            }
            Thing::Place(place) => {
                let within = self.archive.places.within(*place);
                within.into_iter().for_each(|outer| self.take(Thing::Place(outer), Why::Named));
                self.follow_line(&self.archive.places, *place, Thing::Place);
            }
        }
    }

    fn follow_period(&mut self, period: PeriodId) {
        let archive = self.archive;
        if let Some(info) = archive.periods.get(&period).and_then(|entries| entries.info) {
            self.take_body(info.value.issuer.as_ref().map(|issuer| issuer.value.as_str()));
            self.take_place(info.value.place.as_ref().map(|place| place.value.as_str()));
            let documents = info.value.events.iter().filter_map(|event| event.document.as_ref());
            documents.for_each(|document| self.take_reference(&document.value));
            let promised = info.value.outcomes.iter().filter_map(|outcome| outcome.promise.value.split_once('/'));
            for period in promised.filter_map(|(period, _)| PeriodId::parse(period)) {
                self.take(Thing::Period(period), Why::Named);
            }
        }
        for report in &archive.reports[archive.reports_of(period)] {
            let info = report.entry.info();
            self.take_body(info.issuer.as_ref().map(|issuer| issuer.value.as_str()));
            for basis in info.notices.iter().filter_map(|notice| notice.by.as_ref()) {
                match &basis.value {
                    Basis::Document(reference) => self.take_reference(reference),
                    Basis::Text(address) => self.take_linked(&report.entry.path, address),
                    Basis::Web(_) => {}
                }
            }
            for resolution in &report.citations {
                if let Resolution::Report(cited) = resolution {
                    self.take(Thing::Period(archive.report(*cited).entry.period), Why::Named);
                }
            }
            self.follow_text(&report.entry.path, &report.entry.body);
        }
    }

    /// All that a text may mean by what it cites and mentions, so that what was in doubt stays so.
    fn follow_text(&mut self, path: &SourcePath, body: &'c Body) {
        for site in &body.citations {
            self.take_designation(&site.citation.designation);
            let bearers = site.citation.issuer.as_deref().map(|name| self.archive.issuer_names.bearers(name));
            bearers.into_iter().flatten().for_each(|body| self.take(Thing::Body(*body), Why::Named));
        }
        for site in &body.mentions {
            self.names_used.insert(&site.name);
            for bearer in self.archive.bearers(&site.name) {
                if let Bearer::Place(place) = bearer {
                    self.take(Thing::Place(*place), Why::Named);
                }
            }
        }
        body.links.iter().for_each(|link| self.take_linked(path, &link.address));
    }

    fn follow_model(&mut self, id: &ModelId) {
        let entries = self.archive.models.get(id).into_iter().flat_map(|series| &series.entries);
        for (_, model) in entries {
            model.value.places.iter().for_each(|place| self.take_place(Some(place.value.as_str())));
            model.value.documents.iter().for_each(|document| self.take_reference(&document.value));
        }
    }

    fn follow_row(&mut self, index: RowIndex) {
        self.take(Thing::Ledger(index.ledger), Why::Named);
        // What stands beside is no more than words, if what they name is not there.
        let is_beside = self.why(&Thing::Row(index)) == Some(Why::Beside);
        for (_, target) in self.archive.row_targets.of(index) {
            match target {
                Target::Place(place) => self.take(Thing::Place(*place), Why::Named),
                Target::Body(body) => self.take(Thing::Body(*body), Why::Named),
                Target::Document(document) => self.take(Thing::Document(*document), Why::Named),
                Target::Model(_) | Target::Task(_) if is_beside => {}
                Target::Model(id) => self.take(Thing::Model(id.clone()), Why::Named),
                Target::Task(id) => self.take(Thing::Task(id.clone()), Why::Named),
            }
        }
    }

    fn follow_document(&mut self, index: DocumentIndex) {
        let document = self.archive.register.document(index);
        document.issuer.into_iter().for_each(|body| self.take(Thing::Body(body), Why::Named));
        // An entry lies in the folder of the period that registered it.
        document.period.into_iter().for_each(|period| self.take(Thing::Period(period), Why::Named));
        for (_, other) in self.archive.register.relations(index) {
            self.take(Thing::Document(*other), Why::Named);
        }
    }

    /// Forerunners and successors, and the document that ended it.
    fn follow_line<T: Lineal>(&mut self, lineage: &Lineage<'_, T>, index: usize, thing: fn(usize) -> Thing) {
        let (before, after) = (lineage.forerunners(index), lineage.successors(index));
        before.iter().chain(after).for_each(|other| self.take(thing(*other), Why::Named));
        let ended_by = lineage.get(index).ended_by();
        ended_by.into_iter().for_each(|document| self.take_reference(&document.value));
    }

    fn take_body(&mut self, id: Option<&str>) {
        let body = id.and_then(|id| self.archive.issuers.find(id));
        body.into_iter().for_each(|body| self.take(Thing::Body(body), Why::Named));
    }

    fn take_place(&mut self, id: Option<&str>) {
        let place = id.and_then(|id| self.archive.places.find(id));
        place.into_iter().for_each(|place| self.take(Thing::Place(place), Why::Named));
    }

    fn take_reference(&mut self, reference: &DocumentReference) {
        self.take_body(reference.issuer.as_ref().map(|issuer| issuer.as_str()));
        let designation = Designation::parse(&reference.designation);
        designation.into_iter().for_each(|designation| self.take_designation(&designation));
    }

    fn take_designation(&mut self, designation: &Designation) {
        for index in self.archive.register.with_designation(designation) {
            self.take(Thing::Document(*index), Why::Named);
        }
    }

    /// What a link leads to, written in the file `from`: a text by its file, or a page by its address.
    fn take_linked(&mut self, from: &SourcePath, address: &str) {
        for reading in readings(address) {
            let thing = match reading.path.strip_prefix('/') {
                Some(path) => {
                    let archive = self.archive;
                    let by_address = self.by_address.get_or_insert_with(|| addresses(archive));
                    by_address.get(&Url::new(path)).cloned()
                }
                None => beside(from, &reading.path).and_then(|path| self.by_path.get(&path).cloned()),
            };
            thing.into_iter().for_each(|thing| self.take(thing, Why::Named));
        }
    }

    /// All that bears a name which a taken text uses and something taken bears: alone it would be what the text means.
    fn take_namesakes(&mut self) {
        let thing = |bearer: &Bearer| match bearer {
            Bearer::Place(place) => Thing::Place(*place),
            Bearer::Model(id) => Thing::Model(id.clone()),
            Bearer::Row(row) => Thing::Row(*row),
        };
        let archive = self.archive;
        for name in self.names_used.clone() {
            let bearers = archive.bearers(name);
            if bearers.len() > 1 && bearers.iter().any(|bearer| self.has(&thing(bearer))) {
                bearers.iter().for_each(|bearer| self.take(thing(bearer), Why::Namesake));
            }
        }
    }
}

/// All rows of all registers.
pub fn rows<'r, 'a>(archive: &'r Archive<'a>) -> impl Iterator<Item = (RowIndex, &'r LedgerRow<'a>)> {
    let of_ledger = |(ledger, linked): (u32, &'r crate::link::ledger::LinkedLedger<'a>)| {
        (0_u32..).zip(&linked.rows).map(move |(row, entry)| (RowIndex { ledger, row }, entry))
    };
    (0_u32..).zip(&archive.ledgers).flat_map(of_ledger)
}

/// The things that have a page of their own, by its address.
fn addresses(archive: &Archive<'_>) -> HashMap<Url, Thing> {
    let periods = archive.periods.keys().map(|period| (address::period(*period), Thing::Period(*period)));
    let reports = archive.reports.iter().map(|report| (address::report(report), Thing::Period(report.entry.period)));
    let models = archive.models.keys().map(|id| (address::model(id), Thing::Model(id.clone())));
    let documents = archive.register.iter();
    let documents = documents.map(|(index, _)| (address::document(archive, index), Thing::Document(index)));
    let rows = rows(archive).map(|(index, row)| {
        let ledger = &archive.ledgers[index.ledger as usize].ledger.id;
        (address::row(ledger, &row.slug), Thing::Row(index))
    });
    let ledgers = (0_u32..).zip(&archive.ledgers);
    let ledgers = ledgers.map(|(index, linked)| (address::ledger(&linked.ledger.id), Thing::Ledger(index)));
    let bodies = archive.issuers.iter().map(|(index, issuer)| (address::authority(issuer), Thing::Body(index)));
    let places = archive.places.iter().map(|(index, place)| (address::place(place), Thing::Place(index)));
    let page = |(index, (page, _)): (usize, &(Located<'_, _>, _))| {
        (address::free_page(address::slug_of(page)), Thing::Page(index))
    };
    let pages = archive.pages.iter().enumerate().map(page);
    let texts = periods.chain(reports).chain(pages);
    texts.chain(models).chain(documents).chain(rows).chain(ledgers).chain(bodies).chain(places).collect()
}
