//! What search can find: every page that a reader would look for, with its own text and nothing of its neighbours'.

use std::sync::Arc;

use crate::address::{self, Url, slug_of};
use crate::content::NoticeKind;
use crate::diagnostic::Language;
use crate::link::report::ReportIndex;
use crate::media::{Paper, Text};
use crate::parse::kind::period_of;
use crate::plan::planner::Planner;
use crate::search::{Findable, FindableKind, FindableText};

impl Planner<'_, '_> {
    /// Everything that search can find.
    pub fn findable(&self) -> Vec<Findable> {
        let periods = self.ground.cards.periods.iter().map(|(id, link)| Findable {
            period: Some(*id),
            ..self.plain(FindableKind::Period, &link.url, &link.title)
        });
        let places = self.archive.places.iter().filter(|(index, _)| self.has_page(*index)).map(|(index, _)| {
            let link = &self.ground.cards.places[index];
            self.plain(FindableKind::Place, &link.url, &link.title)
        });
        let pages = self.archive.pages.iter().map(|(info, body)| {
            let page = self.plain(FindableKind::Page, &address::free_page(slug_of(info)), &info.value.title);
            Findable { text: FindableText::Prose(body.prose.clone()), ..page }
        });
        let mut all: Vec<Findable> = periods.chain(places).chain(pages).collect();
        all.extend(self.findable_reports());
        all.extend(self.findable_documents());
        all.extend(self.findable_models());
        all.extend(self.findable_files());
        all
    }

    fn plain(&self, kind: FindableKind, url: &Url, title: &Arc<str>) -> Findable {
        Findable {
            url: url.clone(),
            title: title.clone(),
            kind,
            label: kind.title(self.ground.language),
            period: None,
            date: None,
            designation: None,
            text: FindableText::Words(Arc::default()),
        }
    }

    fn findable_reports(&self) -> impl Iterator<Item = Findable> {
        (0..self.archive.reports.len()).map(|index| self.findable_report(ReportIndex(index as u32)))
    }

    pub fn findable_report(&self, index: ReportIndex) -> Findable {
        let (entry, card) = (&self.archive.report(index).entry, self.report(index));
        Findable {
            period: Some(entry.period),
            date: card.date,
            label: self.report_label(card.notice),
            text: FindableText::Prose(entry.body.prose.clone()),
            ..self.plain(FindableKind::Report, &card.url, &card.title)
        }
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
            let words = own.title.clone().unwrap_or_default();
            Findable {
                label: card.kind(),
                period: document.period,
                date: card.date,
                designation: Some(card.designation.clone()),
                text: FindableText::Words(words),
                ..self.plain(FindableKind::Document, &card.url, &card.name)
            }
        })
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

    fn findable_models(&self) -> impl Iterator<Item = Findable> {
        self.archive.models.iter().map(|(id, series)| {
            let (period, entry) = series.last();
            let model = entry.value;
            let card = &self.ground.cards.models[id];
            let places = card.places.iter().map(|place| &*place.title);
            let facts = [&model.technology, &model.product, &model.field, &model.host];
            let words: Vec<&str> = places.chain(facts.into_iter().flatten().map(|fact| &**fact)).collect();
            let text = FindableText::Words(words.join(". ").into());
            Findable { period: Some(*period), text, ..self.plain(FindableKind::Model, &card.url, &card.name) }
        })
    }
}
