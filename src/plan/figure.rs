//! Figures: a period's numbers, their change against the comparable period before, and the rows that add up to them.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::content::{Indicator, PeriodId, PeriodInfo, Quantity};
use crate::link::series::Series;
use crate::plan::planner::Planner;
use crate::view::*;

impl Planner<'_, '_> {
    /// The newest earlier period of the same kind: halves are compared with halves.
    pub fn compared_with(&self, period: PeriodId) -> Option<PeriodId> {
        let same_kind = |other: &&PeriodId| **other < period && other.kind() == period.kind();
        self.archive.periods.keys().rev().find(same_kind).copied()
    }

    /// The headline figures of a period.
    pub fn figures(&self, period: PeriodId) -> Vec<Arc<Figure>> {
        let Some(info) = self.archive.periods[&period].info else { return Vec::new() };
        let compared = self.compared(period);
        let before = compared.as_ref().map_or(&[][..], |compared| &compared.info.indicators);
        // Of equal keys the last stays, which here is the first in the file.
        let before: HashMap<_, _> =
            before.iter().rev().map(|indicator| ((&indicator.id, &indicator.unit), indicator)).collect();
        let figure = |indicator: &Indicator| {
            let same = before.get(&(&indicator.id, &indicator.unit));
            let then = same.and_then(|before| before.value.as_ref());
            Arc::new(self.figure(period, indicator, compared.as_ref(), then))
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
            rows,
            rows_total: total,
            adds_up: total.is_some() && total == amount,
        }
    }

    /// The models that an indicator names, with what each adds: hectares, or one where it counts models.
    fn figure_rows(&self, period: PeriodId, indicator: &Indicator) -> Vec<Arc<FigureRow>> {
        let counts_hectares = indicator.unit.as_deref() == Some("ha");
        let row = |id: &crate::content::Marked<crate::content::ModelId>| {
            let card = self.ground.cards.models.get(&id.value)?;
            let model = self.archive.models[&id.value].in_period(period);
            let hectares = model.and_then(|model| model.hectares.as_ref()).map(|hectares| hectares.value);
            let amount = if counts_hectares { hectares } else { model.map(|_| Decimal::ONE) };
            let link = Arc::new(Link { title: card.name.clone(), url: card.url.clone() });
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

    /// Communes that ended between two periods make their sums incomparable without mapping; names them.
    fn merger_between(&self, earlier: PeriodId, later: PeriodId) -> Option<Arc<str>> {
        let (start, end) = (earlier.first_day(), later.last_day());
        let ended =
            |(_, place): &(usize, &crate::content::Place)| place.life().to.is_some_and(|to| start <= to && to < end);
        let names: Vec<String> =
            self.archive.places.iter().filter(ended).map(|(_, place)| crate::link::names::full_name(place)).collect();
        (!names.is_empty()).then(|| names.join(", ").into())
    }

    /// How the things of a kind moved into and out of a period.
    pub fn movement<'s, Id: 's, T: 's>(
        &self,
        period: PeriodId,
        series: impl Iterator<Item = (&'s Id, &'s Series<'s, T>)>,
        link: impl Fn(&Id, &T) -> Arc<Link>,
        ended: impl Fn(&T) -> bool,
    ) -> Arc<Movement> {
        let mut movement = Movement { new: Vec::new(), carried: Vec::new(), ended: Vec::new(), silent: Vec::new() };
        for (id, series) in series {
            match (series.before(period), series.in_period(period)) {
                (_, Some(now)) if ended(now) => movement.ended.push(link(id, now)),
                (None, Some(now)) => movement.new.push(link(id, now)),
                (Some(_), Some(now)) => movement.carried.push(link(id, now)),
                (Some(before), None) if !ended(before) => movement.silent.push(link(id, before)),
                (_, None) => {}
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
    caution: Option<Arc<str>>,
}

impl Compared<'_> {
    /// The change of an amount; none when either is unknown.
    fn change(&self, now: Option<Decimal>, then: Option<&Quantity>) -> Option<Arc<Change>> {
        let before = then?.amount;
        let difference = now? - before;
        let direction = match difference.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Greater => Direction::Up,
            std::cmp::Ordering::Less => Direction::Down,
            std::cmp::Ordering::Equal => Direction::Same,
        };
        let (period, caution) = (self.period.clone(), self.caution.clone());
        Some(Arc::new(Change { before, difference, direction, period, caution }))
    }
}
