//! Bodies: a page for each whose things are here, with its life, what was before it and what carries on.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::PeriodId;
use crate::link::authority::{Area, Authority, Line};
use crate::link::lineage::line_by_steps;
use crate::link::row_targets::Target;
use crate::plan::link::check_own_slug;
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::plan::works::Works;
use crate::view::*;
use trichdan::text::order;

/// Reports shown on a body's page.
const REPORTS_SHOWN: usize = 50;

/// Forerunners, and heirs, shown on a body's page.
const RELATED_SHOWN: usize = 24;

impl Planner<'_, '_> {
    /// Says on a page whose it is.
    pub fn attribute(&self, head: &mut PageHead, authority: Authority) {
        head.authority = authority.body.map(|body| self.ground.cards.authorities[body].clone());
        head.spatial = self.area_name(authority.area);
    }

    /// The name of an area, as pages have it.
    fn area_name(&self, area: Area) -> Option<Arc<str>> {
        area.name(&self.archive.places).map(Arc::from)
    }

    /// The body that reports a period, as a link.
    pub fn body_of_period(&self, period: PeriodId) -> Option<Arc<Link>> {
        Some(self.body_link(self.archive.authorities.of_period(period).body?))
    }

    /// Periods that can be compared with each other, oldest first, by the name of their body where there are several; the body
    /// with the newest period comes first.
    pub fn lines(&self, periods: impl Iterator<Item = PeriodId>) -> Vec<(Option<Arc<str>>, Vec<PeriodId>)> {
        let mut lines: BTreeMap<Line, Vec<PeriodId>> = BTreeMap::new();
        for period in periods {
            lines.entry(self.archive.authorities.line(period)).or_default().push(period);
        }
        let mut lines: Vec<(Line, Vec<PeriodId>)> = lines.into_iter().collect();
        // Sorted: reaches output.
        lines.sort_by_key(|(line, periods)| (Reverse(periods.last().copied()), *line));
        let are_several = lines.len() > 1;
        let name = |(body, _): Line| Some(self.archive.issuers.get(body?).name.clone());
        lines.into_iter().map(|(line, periods)| (name(line).filter(|_| are_several), periods)).collect()
    }

    /// Plans the list of bodies and a page for each.
    pub fn plan_authorities(&self, pages: &mut Pages) {
        let (works, with_page) = (&self.ground.works, &self.ground.with_page);
        if with_page.is_empty() {
            return;
        }
        let own = self.archive.authorities.own().body;
        let mut rows: Vec<usize> = with_page.iter().copied().collect();
        // Sorted: reaches output. The archive's own first, then by name in Vietnamese order; the id settles ties.
        rows.sort_by_cached_key(|body| {
            let issuer = self.archive.issuers.get(*body);
            (Some(*body) != own, order::key(&issuer.name), issuer.id.value.clone())
        });
        let row = |body: usize| {
            let of_body = works.get(&body);
            Arc::new(AuthorityRow {
                card: self.ground.cards.authorities[body].clone(),
                reports: of_body.map_or(0, |works| works.reports.len() as u32),
                documents: of_body.map_or(0, |works| works.documents),
            })
        };
        let title = Section::Authorities.title(self.ground.language);
        let head = self.head(Section::Authorities.url(), title, Genre::Section(Section::Authorities), &[Section::Home]);
        let rows = rows.into_iter().map(row).collect();
        pages.add(None, head, Content::Authorities(Arc::new(AuthoritiesView { rows })));
        let none = Works::default();
        for body in with_page {
            self.plan_authority(pages, *body, works.get(body).unwrap_or(&none));
        }
    }

    fn plan_authority(&self, pages: &mut Pages, body: usize, works: &Works) {
        let archive = self.archive;
        let issuer = archive.issuers.get(body);
        let card = self.ground.cards.authorities[body].clone();
        let authority = archive.authorities.of_body(body);
        let area_page = match authority.area {
            Area::Place(place) if self.has_page(place) => Some(self.ground.cards.places[place].url.clone()),
            _ => None,
        };
        let (succession, more_related) = self.succession(body);
        let reports = works.reports.iter().rev().take(REPORTS_SHOWN);
        let view = AuthorityView {
            aliases: issuer.aliases.clone(),
            area: self.area_name(authority.area),
            area_page,
            succession,
            more_related,
            periods: works.periods.iter().rev().map(|period| self.period_link(*period)).collect(),
            reports: reports.map(|index| self.ground.cards.reports[*index as usize].clone()).collect(),
            report_count: works.reports.len() as u32,
            register: (works.documents > 0).then(|| self.ground.cards.issuers[body].clone()),
            document_count: works.documents,
            rows: self.rows_naming(&Target::Body(body)),
            own: archive.authorities.own().body == Some(body),
            card: card.clone(),
        };
        let source = archive.issuers.located(body).at(issuer.id.mark);
        let way = [Section::Home, Section::Authorities];
        let mut head = self.head(card.url.clone(), card.name.clone(), Genre::Authority, &way);
        self.attribute(&mut head, authority);
        check_own_slug(pages, issuer.id.value.as_str(), &source);
        pages.add(Some(source), head, Content::Authority(Arc::new(view)));
    }

    /// What was before a body, itself and what came after, in the order of time, and how many more there are.
    fn succession(&self, body: usize) -> (Vec<Arc<SuccessionRow>>, u32) {
        let issuers = &self.archive.issuers;
        let row = |word: Succession, (body, steps): (usize, u32)| {
            Arc::new(SuccessionRow { word, body: self.ground.cards.authorities[body].clone(), steps })
        };
        let before = line_by_steps(body, |body| issuers.forerunners(body).iter().copied());
        let after = line_by_steps(body, |body| issuers.successors(body).iter().copied());
        let more = before.len().saturating_sub(RELATED_SHOWN) + after.len().saturating_sub(RELATED_SHOWN);
        let shown = before.len().min(RELATED_SHOWN);
        let mut rows: Vec<_> =
            before[..shown].iter().rev().map(|related| row(Succession::Forerunner, *related)).collect();
        rows.push(row(Succession::Itself, (body, 0)));
        rows.extend(after.iter().take(RELATED_SHOWN).map(|related| row(Succession::Heir, *related)));
        (rows, more as u32)
    }
}
