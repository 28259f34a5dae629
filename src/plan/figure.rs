//! Figures: a period's numbers, their change against the comparable period before, and the rows that add up to them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::content::{Indicator, PeriodId, PeriodInfo, PeriodKind, Quantity};
use crate::link::authority::{Area, Kinship};
use crate::link::series::Series;
use crate::plan::planner::Planner;
use crate::view::*;

/// The kind of period that a chart is over: the one with most of them, of several the longest. A quarter beside a half
/// would look like a fall.
pub fn kind_of_chart(periods: impl Iterator<Item = PeriodId>) -> Option<PeriodKind> {
    let mut counts: BTreeMap<PeriodKind, u32> = BTreeMap::new();
    periods.for_each(|id| *counts.entry(id.kind()).or_default() += 1);
    counts.into_iter().max_by_key(|(kind, count)| (*count, *kind)).map(|(kind, _)| kind)
}

impl Planner<'_, '_> {
    /// The newest earlier period of the same kind and the same body: halves are compared with halves.
    pub fn compared_with(&self, period: PeriodId) -> Option<PeriodId> {
        let authorities = &self.archive.authorities;
        self.earlier_of_kind(period).find(|other| authorities.kinship(*other, period) == Kinship::Same)
    }

    /// Earlier periods of the same kind, newest first.
    fn earlier_of_kind(&self, period: PeriodId) -> impl Iterator<Item = PeriodId> {
        let earlier = self.archive.periods.range(..period).rev().map(|(other, _)| *other);
        earlier.filter(move |other| other.kind() == period.kind())
    }

    /// The period before, of the same kind, where it is another body's and none of the same body's is there.
    pub fn crossed(&self, period: PeriodId) -> Option<PeriodId> {
        let before = self.earlier_of_kind(period).next()?;
        self.compared_with(period).is_none().then_some(before)
    }

    /// Why a period is not compared with the one before.
    pub fn crossing(&self, period: PeriodId) -> Option<Arc<Crossing>> {
        let before = self.crossed(period)?;
        let authorities = &self.archive.authorities;
        Some(Arc::new(Crossing {
            period: self.period_link(before),
            body: self.body_of_period(before),
            told: authorities.kinship(before, period) == Kinship::Other,
        }))
    }

    /// The headline figures of a period.
    pub fn figures(&self, period: PeriodId) -> Vec<Arc<Figure>> {
        let Some(info) = self.archive.periods[&period].info else { return Vec::new() };
        let compared = self.compared(period);
        let before = compared.as_ref().map_or(&[][..], |compared| &compared.info.indicators);
        // Of equal keys the last stays, which here is the first in the file.
        let before: HashMap<_, _> =
            before.iter().rev().map(|indicator| ((&indicator.id, &indicator.unit), indicator)).collect();
        let forerunners = self.forerunners(period);
        let figure = |indicator: &Indicator| {
            let same = before.get(&(&indicator.id, &indicator.unit));
            let then = same.and_then(|before| before.value.as_ref());
            let before = forerunners.as_ref().and_then(|forerunners| self.forerunner_sum(forerunners, indicator));
            Arc::new(Figure { forerunners: before, ..self.figure(period, indicator, compared.as_ref(), then) })
        };
        info.value.indicators.iter().map(figure).collect()
    }

    fn figure(
        &self,
        period: PeriodId,
        indicator: &Indicator,
        compared: Option<&Compared<'_>>,
        then: Option<&Quantity>,
    ) -> Figure {
        let rows = self.figure_rows(period, indicator);
        let total = rows.iter().map(|row| row.amount).sum::<Option<Decimal>>().filter(|_| !rows.is_empty());
        let amount = indicator.value.as_ref().map(|value| value.amount);
        Figure {
            name: indicator.name.clone(),
            written: indicator.value.as_ref().map(|value| value.written.clone()),
            amount,
            unit: indicator.unit.clone(),
            note: indicator.note.clone(),
            change: compared.and_then(|compared| compared.change(amount, then)),
            forerunners: None,
            rows,
            rows_total: total,
            adds_up: total.is_some() && total == amount,
        }
    }

    /// The models that an indicator names, with what each adds: hectares, or one where it counts models.
    pub fn figure_rows(&self, period: PeriodId, indicator: &Indicator) -> Vec<Arc<FigureRow>> {
        let counts_hectares = indicator.unit.as_deref() == Some("ha");
        let row = |id: &crate::content::Marked<crate::content::ModelId>| {
            let model = self.archive.models.get(&id.value)?.in_period(period);
            let hectares = model.and_then(|model| model.hectares.as_ref()).map(|hectares| hectares.value);
            let amount = if counts_hectares { hectares } else { model.map(|_| Decimal::ONE) };
            let link = self.model_link(&id.value);
            Some(Arc::new(FigureRow { link, amount }))
        };
        indicator.models.iter().filter_map(row).collect()
    }

    /// Task counts as the period's report gives them.
    pub fn task_figures(&self, period: PeriodId) -> Vec<Arc<Figure>> {
        let Some(counts) = self.archive.periods[&period].info.and_then(|info| info.value.task_counts.as_ref()) else {
            return Vec::new();
        };
        type Pick = fn(&crate::content::TaskCounts) -> Option<&Quantity>;
        let picks: [(&str, Pick); 3] = [
            ("Nhiệm vụ mới phê duyệt", |counts| counts.approved.as_ref()),
            ("Nhiệm vụ chuyển tiếp", |counts| counts.continued.as_ref()),
            ("Nhiệm vụ đã nghiệm thu", |counts| counts.accepted.as_ref()),
        ];
        let compared = self.compared(period);
        let before = compared.as_ref().and_then(|compared| compared.info.task_counts.as_ref());
        let figure = |(name, pick): (&str, Pick)| {
            let value = pick(counts);
            let amount = value.map(|value| value.amount);
            Arc::new(Figure {
                name: name.into(),
                written: value.map(|value| value.written.clone()),
                amount,
                unit: None,
                note: None,
                change: compared.as_ref().and_then(|compared| compared.change(amount, before.and_then(pick))),
                forerunners: None,
                rows: Vec::new(),
                rows_total: None,
                adds_up: false,
            })
        };
        picks.into_iter().map(figure).collect()
    }

    /// What the figures of a period are compared with.
    fn compared(&self, period: PeriodId) -> Option<Compared<'_>> {
        let other = self.compared_with(period)?;
        let info = self.archive.periods[&other].info?.value;
        Some(Compared { period: self.period_link(other), info, caution: self.merger_between(other, period) })
    }

    /// Units whose end between two periods may have changed the area that the body of both is there for.
    pub fn merger_between(&self, earlier: PeriodId, later: PeriodId) -> Option<Arc<Merger>> {
        let (start, end) = (earlier.first_day(), later.last_day());
        let area = self.archive.authorities.of_period(later).area;
        let concerned = |place: &usize| {
            let ended = self.archive.places.get(*place).life().to.is_some_and(|to| start <= to && to < end);
            ended && self.moves_border(*place, area)
        };
        let concerned: Vec<usize> = self.archive.places.iter().map(|(place, _)| place).filter(concerned).collect();
        let (places, more) = self.few_places(&concerned);
        (!concerned.is_empty()).then(|| Arc::new(Merger { places, more }))
    }

    /// Whether the end of a unit may move the border of an area: units that merge inside it do not.
    fn moves_border(&self, place: usize, area: Area) -> bool {
        match area {
            Area::Nationwide => false,
            Area::Unknown => true,
            Area::Place(area) => {
                let is_inside = |place: usize| self.lies_within(place, area);
                self.archive.places.successors(place).iter().any(|heir| is_inside(*heir) != is_inside(place))
            }
        }
    }

    /// The first of some places as links, and how many more there are.
    pub fn few_places(&self, places: &[usize]) -> (Vec<Arc<Link>>, u32) {
        const FEW: usize = 4;
        let shown = if places.len() > FEW { FEW - 1 } else { places.len() };
        let with_page = places.iter().filter(|place| self.has_page(**place)).take(shown);
        let links: Vec<_> = with_page.map(|place| self.ground.cards.places[*place].clone()).collect();
        let more = places.len() - links.len();
        (links, more as u32)
    }

    /// How the things of a kind moved into and out of a period. What other bodies reported before is known, so it is not new;
    /// but nobody is silent about another's things.
    pub fn movement<'s, Id: 's, T: 's>(
        &self,
        period: PeriodId,
        series: impl Iterator<Item = (&'s Id, &'s Series<'s, T>)>,
        link: impl Fn(&Id, &T) -> Arc<Link>,
        ended: impl Fn(&T) -> bool,
    ) -> Arc<Movement> {
        let mut movement = Movement { new: Vec::new(), carried: Vec::new(), ended: Vec::new(), silent: Vec::new() };
        let authorities = &self.archive.authorities;
        let line = authorities.line(period);
        for (id, series) in series {
            match (series.before(period), series.in_period(period)) {
                (_, Some(now)) if ended(now) => movement.ended.push(link(id, now)),
                (None, Some(now)) => movement.new.push(link(id, now)),
                (Some(_), Some(now)) => movement.carried.push(link(id, now)),
                (Some(_), None) => {
                    let own = series.before_among(period, |other| authorities.line(other) == line);
                    movement.silent.extend(own.filter(|before| !ended(before)).map(|before| link(id, before)));
                }
                (None, None) => {}
            }
        }
        Arc::new(movement)
    }
}

/// The comparable period before.
struct Compared<'a> {
    period: Arc<Link>,
    info: &'a PeriodInfo,
    /// Why sums may not be comparable.
    caution: Option<Arc<Merger>>,
}

impl Compared<'_> {
    /// The change of an amount; none when either is unknown.
    fn change(&self, now: Option<Decimal>, then: Option<&Quantity>) -> Option<Arc<Change>> {
        Some(change(now?, then?.amount, self.period.clone(), self.caution.clone()))
    }
}

/// How an amount changed since a period.
pub fn change(now: Decimal, before: Decimal, period: Arc<Link>, caution: Option<Arc<Merger>>) -> Arc<Change> {
    let difference = now - before;
    let direction = match difference.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => Direction::Up,
        std::cmp::Ordering::Less => Direction::Down,
        std::cmp::Ordering::Equal => Direction::Same,
    };
    Arc::new(Change { before, difference, direction, period, caution })
}
