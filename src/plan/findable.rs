//! What search can find: every page that a reader would look for, with its own text and nothing of its neighbours'.

use std::sync::Arc;

use crate::address::{self, Url, slug_of};
use crate::content::{NoticeKind, PeriodId, Place};
use crate::diagnostic::Language;
use crate::link::names::full_name;
use crate::link::register::Document;
use crate::link::report::ReportIndex;
use crate::link::status::Status;
use crate::media::{Paper, Text};
use crate::parse::kind::period_of;
use crate::plan::planner::Planner;
use crate::plan::promise::numbered_pages;
use crate::search::{Fact, Findable, FindableKind, FindableText, Force, phrases};
use crate::view::{DocumentCard, Section, StatusView};
use trichdan::calendar;
use trichdan::designation::Designation;

/// What people call the site's own lists; each phrase by itself leads there.
const LISTS: [(Section, &str); 7] = [
    (
        Section::Register,
        "văn bản, sổ văn bản, danh sách văn bản, danh mục văn bản, văn bản pháp luật, tra cứu văn bản, văn bản còn hiệu lực, \
         còn hiệu lực, văn bản hết hiệu lực, hết hiệu lực, quyết định, documents, register",
    ),
    (Section::Models, "mô hình, danh sách mô hình, các mô hình, mô hình sản xuất, mô hình trồng trọt, models"),
    (
        Section::Tasks,
        "nhiệm vụ, nhiệm vụ khoa học và công nghệ, danh sách nhiệm vụ, đề tài, đề tài khoa học, dự án khoa học, tasks, projects",
    ),
    (Section::Places, "xã, danh sách xã, các xã, xã thị trấn, thị trấn, phường, sáp nhập xã, communes"),
    (
        Section::Promises,
        "việc đề ra, việc chưa làm, việc đã làm, việc phải làm, lời hứa, cam kết, phương hướng nhiệm vụ, kết quả thực hiện, promises",
    ),
    (Section::Gaps, "chỗ để trống, để trống, bỏ trống, thiếu số, thiếu ngày, chưa có số, gaps, blanks"),
    (
        Section::Data,
        "dữ liệu, dữ liệu mở, tải dữ liệu, tải dữ liệu csv, csv, json, excel, tải về, số liệu, open data, data, download",
    ),
];

impl Planner<'_, '_> {
    /// Everything that search can find.
    pub fn findable(&self) -> Vec<Findable> {
        let pages = self.archive.pages.iter().map(|(info, body)| {
            let page = self.plain(FindableKind::Page, &address::free_page(slug_of(info)), &info.value.title);
            let subject = info.value.description.clone();
            named(Findable { text: FindableText::Prose(body.prose.clone()), subject, ..page }, [&*info.value.title])
        });
        let mut all: Vec<Findable> = pages.collect();
        all.extend(self.findable_periods());
        all.extend(self.findable_places());
        all.extend(self.findable_issuers());
        all.extend(self.findable_lists());
        all.extend(self.findable_reports());
        all.extend(self.findable_documents());
        all.extend(self.findable_models());
        all.extend(self.findable_tasks());
        all.extend(self.findable_rows());
        all.extend(self.findable_files());
        all
    }

    fn plain(&self, kind: FindableKind, url: &Url, title: &Arc<str>) -> Findable {
        Findable {
            url: url.clone(),
            title: title.clone(),
            subject: None,
            kind,
            label: kind.title(self.ground.language),
            period: None,
            date: None,
            designation: None,
            facts: vec![Fact::Kind(kind.word())],
            note: None,
            text: FindableText::Words(Arc::default()),
        }
    }

    /// Of pages of one language there is one word for each.
    fn word(&self, vietnamese: &'static str, english: &'static str) -> &'static str {
        self.ground.language.choose(vietnamese, english)
    }

    fn findable_periods(&self) -> impl Iterator<Item = Findable> {
        self.archive.periods.iter().map(|(id, entries)| {
            let link = &self.ground.cards.periods[id];
            let mut page = self.plain(FindableKind::Period, &link.url, &link.title);
            page.period = Some(*id);
            page.facts.extend([Fact::Year(id.year()), Fact::Name(id.to_string().into())]);
            if let Some(info) = entries.info {
                let info = info.value;
                page.note = Some(format!("days {} {}", info.from.value, info.to.value).into());
                let figures = info.indicators.iter().map(|indicator| {
                    let written = indicator.value.as_ref().map_or("", |value| &*value.written);
                    format!("{}: {written} {}.", indicator.name, indicator.unit.as_deref().unwrap_or_default())
                });
                let events = info.events.iter().map(|event| event.title.to_string());
                let counts = info.task_counts.iter().map(|_| {
                    let counted = self.task_figures(*id);
                    let figure = |name: &Arc<str>, written: &Option<Arc<str>>| {
                        format!("{name}: {}.", written.as_deref().unwrap_or_default())
                    };
                    counted.iter().map(|one| figure(&one.name, &one.written)).collect::<Vec<_>>().join(" ")
                });
                page.text = lines(figures.chain(counts).chain(events).chain(info.notes.as_deref().map(str::to_owned)));
            }
            let (title, year) = (page.title.clone(), id.year());
            named(page, [&*title, &*format!("năm {year}"), &*year.to_string()])
        })
    }

    fn findable_places(&self) -> impl Iterator<Item = Findable> {
        let places = &self.archive.places;
        places.iter().filter(|(index, _)| self.has_page(*index)).map(move |(index, place)| {
            let link = &self.ground.cards.places[index];
            let page = self.plain(FindableKind::Place, &link.url, &link.title);
            let names = |indices: &[usize]| {
                let names: Vec<String> = indices.iter().map(|other| full_name(places.get(*other))).collect();
                (!names.is_empty()).then(|| names.join(", "))
            };
            let within = place.within.as_ref().and_then(|within| places.find(within.value.as_str()));
            let (heirs, forerunners) = (names(places.successors(index)), names(places.forerunners(index)));
            let note = place
                .life()
                .to
                .map(|to| format!("until {to} {}", heirs.as_deref().unwrap_or_default()).trim_end().into());
            let text = lines(
                [
                    within.map(|within| format!("Thuộc {}.", full_name(places.get(within)))),
                    heirs.map(|heirs| format!("Sáp nhập vào {heirs}, nay là {heirs}.")),
                    forerunners.map(|forerunners| format!("Xã mới, trước sáp nhập là {forerunners}.")),
                ]
                .into_iter()
                .flatten(),
            );
            let called = names_of(place);
            named(Findable { note, text, ..page }, called.iter().map(|name| &**name))
        })
    }

    /// The bodies with documents: each has its part of the register.
    fn findable_issuers(&self) -> impl Iterator<Item = Findable> {
        self.archive.issuers.iter().filter(|(index, _)| self.ground.issuing.contains(index)).map(|(index, issuer)| {
            let link = &self.ground.cards.issuers[index];
            let page = self.plain(FindableKind::Issuer, &link.url, &issuer.name);
            let aliases: Vec<String> = issuer.aliases.iter().map(|alias| alias.to_string()).collect();
            let text = lines([aliases.join(", ")]);
            named(
                Findable { text, ..page },
                std::iter::once(&*issuer.name).chain(issuer.aliases.iter().map(|alias| &**alias)),
            )
        })
    }

    /// The site's own lists, and what stands in those of promises and gaps.
    fn findable_lists(&self) -> impl Iterator<Item = Findable> {
        let label = self.word("Danh sách", "List");
        let lists = LISTS.iter().map(move |(section, called)| {
            let title = section.title(self.ground.language);
            let page = Findable { label, ..self.plain(FindableKind::Page, &section.url(), &title.into()) };
            let called = phrases(called);
            let text = match section {
                Section::Promises | Section::Gaps => page.text.clone(),
                _ => lines([called.join(", ")]),
            };
            named(Findable { text, ..page }, called.iter().map(|name| &**name).chain([title]))
        });
        let mut lists: Vec<Findable> = lists.collect();
        let promises = self.listed_promises();
        let promised = promises.iter().map(|row| format!("{}\t{} ({}).", row.anchor, row.title, row.period.title));
        let promised: Vec<String> = promised.collect();
        let blank = self.gaps();
        let blank: Vec<String> = blank.iter().map(|row| format!("{}.", row.report.title)).collect();
        for (section, rows) in [(Section::Promises, promised), (Section::Gaps, blank)] {
            for (number, rows) in numbered_pages(&rows) {
                let url = address::page_of(&section.url(), number);
                let text = lines(rows.iter().cloned());
                match lists.iter_mut().find(|list| list.url == url) {
                    Some(list) => list.text = text,
                    None => {
                        let title = section.title(self.ground.language).into();
                        lists.push(Findable { label, text, ..self.plain(FindableKind::Page, &url, &title) });
                    }
                }
            }
        }
        lists.into_iter()
    }

    fn findable_reports(&self) -> impl Iterator<Item = Findable> {
        (0..self.archive.reports.len()).map(|index| self.findable_report(ReportIndex(index as u32)))
    }

    pub fn findable_report(&self, index: ReportIndex) -> Findable {
        let (report, card) = (self.archive.report(index), self.report(index));
        let (entry, info) = (&report.entry, report.entry.info());
        let mut page = Findable {
            period: Some(entry.period),
            date: card.date,
            label: self.report_label(card.notice),
            text: FindableText::Prose(entry.body.prose.clone()),
            ..self.plain(FindableKind::Report, &card.url, &card.title)
        };
        let signed = info.signatures.iter().filter_map(|signature| signature.name.as_deref());
        let about: Vec<&str> =
            Some(&*info.summary).into_iter().filter(|summary| **summary != *card.title).chain(signed).collect();
        page.subject = (!about.is_empty()).then(|| about.join(". ").into());
        page.facts.push(Fact::Year(entry.period.year()));
        page.facts.extend(card.date.map(Fact::Day));
        page.facts.extend(report.issuer.map(|issuer| self.issuer_fact(issuer)));
        if let Some(written) = &card.designation {
            page.facts.extend(Designation::parse(written).and_then(|designation| number_of(&designation)));
            page.designation = Some(written.clone());
        }
        named(page, [&*card.title])
    }

    fn report_label(&self, notice: Option<NoticeKind>) -> &'static str {
        match (self.ground.language, notice) {
            (language, None) => FindableKind::Report.title(language),
            (Language::Vietnamese, Some(NoticeKind::Corrected)) => "Báo cáo, đã đính chính",
            (Language::Vietnamese, Some(NoticeKind::Replaced)) => "Báo cáo, đã bị thay thế",
            (Language::Vietnamese, Some(NoticeKind::Withdrawn)) => "Báo cáo, đã thu hồi",
            (Language::English, Some(NoticeKind::Corrected)) => "Report, corrected",
            (Language::English, Some(NoticeKind::Replaced)) => "Report, replaced",
            (Language::English, Some(NoticeKind::Withdrawn)) => "Report, withdrawn",
        }
    }

    fn findable_documents(&self) -> impl Iterator<Item = Findable> {
        self.archive.register.iter().map(|(index, document)| {
            let card = self.document(index);
            let own = document.entry.value;
            let mut page = self.plain(FindableKind::Document, &card.url, &card.name);
            page.facts.extend(self.document_facts(document, card));
            let issued = [card.issuer.as_deref(), own.issued_by.as_deref(), own.name.as_deref()].into_iter().flatten();
            let issued = issued.chain(own.fields.iter().map(|field| &**field)).collect::<Vec<_>>().join(". ");
            let day = card.date.map(|day| format!("Ngày {}.", calendar::short(day)));
            Findable {
                label: card.kind(),
                subject: own.title.clone(),
                period: document.period,
                date: card.date,
                designation: Some(card.designation.clone()),
                note: Some(status_note(&card.status)),
                text: lines(own.title.as_deref().map(str::to_owned).into_iter().chain([issued]).chain(day)),
                ..page
            }
        })
    }

    fn document_facts(&self, document: &Document<'_>, card: &DocumentCard) -> Vec<Fact> {
        let mut facts: Vec<Fact> = number_of(&document.designation).into_iter().collect();
        facts.extend(card.kind.map(|kind| Fact::Kind(kind.word())));
        facts.extend(card.date.map(Fact::Day));
        facts.extend(
            document
                .designation
                .year()
                .filter(|year| card.date.is_none_or(|date| date.year() != *year))
                .map(Fact::Year),
        );
        facts.extend(document.issuer.map(|issuer| self.issuer_fact(issuer)));
        facts.extend(force_of(card.status.word).map(Fact::Force));
        let own = document.entry.value;
        let names = [Some(&card.designation), own.name.as_ref(), own.title.as_ref()].into_iter().flatten();
        facts.extend(names.filter(|name| name.len() <= LONGEST_NAME).cloned().map(Fact::Name));
        facts
    }

    fn issuer_fact(&self, issuer: usize) -> Fact {
        Fact::Issuer(self.archive.issuers.get(issuer).id.value.as_str().into())
    }

    /// The files with words in them.
    fn findable_files(&self) -> impl Iterator<Item = Findable> {
        self.attachments.iter().filter_map(|(path, attachment)| {
            let Paper { text: Text::Pages(pages), .. } = attachment.facts.paper.as_ref()? else { return None };
            if pages.iter().all(|words| words.is_empty()) {
                return None;
            }
            let period = period_of(path);
            let text = FindableText::Paper { sha256: attachment.sha256.clone(), pages: pages.clone() };
            let file = self.plain(FindableKind::File, &address::attachment(path), &path.file_name().into());
            Some(Findable { period: period.filter(|id| self.archive.periods.contains_key(id)), text, ..file })
        })
    }

    /// The rows of registers, each with what it says in words.
    fn findable_rows(&self) -> impl Iterator<Item = Findable> {
        self.archive.ledgers.iter().flat_map(move |linked| {
            linked.rows.iter().map(move |series| {
                let (period, entry) = series.series.last();
                let row = entry.value;
                let cells = linked.ledger.columns.iter().zip(&row.cells).filter(|(column, _)| !column.kind.is_number());
                let cells = cells.map(|(_, cell)| &*cell.written).chain(row.others.iter().map(|(_, words)| &**words));
                let words: Vec<&str> = cells.filter(|words| !words.is_empty()).collect();
                let url = address::row(&linked.ledger.id, &series.slug);
                let text = FindableText::Words(words.join(". ").into());
                let found = self.plain(FindableKind::Row, &url, &row.name(linked.ledger));
                Findable { period: Some(*period), text, ..found }
            })
        })
    }

    fn findable_models(&self) -> impl Iterator<Item = Findable> {
        let places = &self.archive.places;
        self.archive.models.iter().map(move |(id, series)| {
            let (period, entry) = series.last();
            let model = entry.value;
            let card = &self.ground.cards.models[id];
            let stood: Vec<String> = card.communes.iter().map(|place| place.title.to_string()).collect();
            let heirs =
                crate::cards::places_of(self.archive, model).into_iter().flat_map(|place| places.successors(place));
            let heirs = heirs.map(|heir| format!("nay là {}", full_name(places.get(*heir))));
            let facts = [&model.technology, &model.product, &model.field, &model.host].into_iter().flatten();
            let size = model.hectares.as_ref().map(|hectares| format!("diện tích {} ha", hectares.value));
            let status = model.status.map(|status| status.label().to_owned());
            let told =
                stood.into_iter().chain(heirs).chain(facts.map(|fact| fact.to_string())).chain(size).chain(status);
            let mut page = self.plain(FindableKind::Model, &card.url, &card.name);
            page.period = Some(*period);
            page.facts.extend(years(series.entries.iter().map(|(period, _)| *period)));
            page.text = lines([told.collect::<Vec<_>>().join(". ")]);
            named(page, std::iter::once(&*card.name).chain(model.aliases.iter().map(|alias| &**alias)))
        })
    }

    fn findable_tasks(&self) -> impl Iterator<Item = Findable> {
        self.archive.tasks.iter().map(|(id, series)| {
            let (period, entry) = series.last();
            let task = entry.value;
            let mut page = self.plain(FindableKind::Task, &self.task_row(id), &task.name);
            page.period = Some(*period);
            page.facts.extend(years(series.entries.iter().map(|(period, _)| *period)));
            let told = [&task.form, &task.host, &task.lead, &task.grade].into_iter().flatten().map(|fact| &**fact);
            let told: Vec<&str> =
                ["nhiệm vụ", task.level.label(), task.state.label()].into_iter().chain(told).collect();
            page.text = lines([told.join(". ")]);
            named(page, [&*task.name])
        })
    }
}

/// Nobody types a longer name to the letter.
const LONGEST_NAME: usize = 120;

/// A page that is also found by just its names.
fn named<'n>(mut page: Findable, names: impl IntoIterator<Item = &'n str>) -> Findable {
    page.facts.extend(names.into_iter().map(|name| Fact::Name(name.into())));
    page
}

/// `xã Thọ Ngọc`, `Thọ Ngọc`, and what else it is called.
fn names_of(place: &Place) -> Vec<String> {
    let aliases = place.aliases.iter().map(|alias| alias.to_string());
    [full_name(place), place.name.to_string()].into_iter().chain(aliases).collect()
}

fn lines(lines: impl IntoIterator<Item = String>) -> FindableText {
    FindableText::Words(lines.into_iter().collect::<Vec<_>>().join("\n").into())
}

/// Each year of some periods once, oldest first.
fn years(periods: impl Iterator<Item = PeriodId>) -> Vec<Fact> {
    let mut years: Vec<i16> = periods.map(PeriodId::year).collect();
    years.sort_unstable();
    years.dedup();
    years.into_iter().map(Fact::Year).collect()
}

/// The number that people know a document by: `9001` of a standard too.
fn number_of(designation: &Designation) -> Option<Fact> {
    match designation {
        Designation::State { number, year, .. } => Some(Fact::Number(number.clone(), *year)),
        Designation::Party { number, .. } => Some(Fact::Number(number.clone(), None)),
        Designation::Standard { name, year } => {
            name.rsplit(' ').next().map(|number| Fact::Number(number.into(), *year))
        }
        Designation::Named { .. } => None,
    }
}

/// `state replaced 2021-03-01 Quyết định số …`, for the search page to word.
fn status_note(status: &StatusView) -> Arc<str> {
    let since = status.since.map_or_else(|| "-".to_owned(), |since| since.to_string());
    let by = status.by.as_ref().map_or("", |by| &*by.title);
    format!("state {} {since} {by}", status.word.word()).trim_end().into()
}

fn force_of(status: Status) -> Option<Force> {
    match status {
        Status::InForce => Some(Force::Now),
        Status::Expired | Status::Replaced | Status::Repealed => Some(Force::Over),
        Status::NotYet => Some(Force::Later),
        Status::Standard | Status::Unknown => None,
    }
}
