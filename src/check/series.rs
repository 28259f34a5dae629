//! Numbers against dates: a body numbers its documents in the order in which it issues them.

use std::cmp::Ordering;

use crate::diagnostic::messages::check::Readings;
use trichdan::calendar::Date;

/// A document of a series: the same issuer, symbol and year, so its numbers rise with its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issued {
    pub number: u32,
    /// Its day of issue.
    pub date: Date,
}

/// A document out of step with the others of its series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfStep {
    /// Its index in the list that was given.
    pub index: usize,
    /// The documents that come just before and just after it by number, of those that are in step.
    pub neighbours: (Option<usize>, Option<usize>),
    /// What it may have been meant to be.
    pub readings: Readings,
}

/// Fewer documents than this say nothing about the order.
const ENOUGH: usize = 3;

/// How far from the straight line between its neighbours a document may have been issued, in days.
const LEEWAY_DAYS: f64 = 2.0;

/// Which documents of one series stand where their number and date cannot both be right.
///
/// The longest run in which numbers rise with dates is taken to be right; of equally long runs, the one whose
/// numbers keep the steadiest pace through the year. A series that is mostly out of step is probably two series,
/// and is passed over.
pub fn out_of_step(series: &[Issued]) -> Vec<OutOfStep> {
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by_key(|&index| (series[index].date, series[index].number));
    order.dedup_by_key(|index| (series[*index].date, series[*index].number));
    if order.len() < ENOUGH {
        return Vec::new();
    }
    let documents: Vec<Issued> = order.iter().map(|&index| series[index]).collect();
    let kept = longest_rising_run(&documents);
    if kept.len() < 2 * (documents.len() - kept.len()) {
        return Vec::new();
    }
    let suspects = (0..documents.len()).filter(|place| kept.binary_search(place).is_err());
    suspects.map(|place| judge(&documents, &kept, place, &order)).collect()
}

/// The places, in date order, of the longest run of rising numbers; ties go to the steadiest pace.
fn longest_rising_run(documents: &[Issued]) -> Vec<usize> {
    let usual = median(documents.iter().map(pace).collect());
    let strain = |document: &Issued| (pace(document) / usual).ln().abs();
    let mut best: Vec<Run> = Vec::with_capacity(documents.len());
    let mut below = BestBelow::new(documents);
    for (place, document) in documents.iter().enumerate() {
        let (length, before_strain, before) =
            below.best(document.number).map_or((0, 0.0, None), |run| (run.length, run.strain, Some(run.last)));
        let run = Run { length: length + 1, strain: before_strain + strain(document), last: place, before };
        below.add(document.number, run);
        best.push(run);
    }
    let last = best.iter().max_by(|one, other| one.order(other)).map(|run| run.last);
    let mut run: Vec<usize> = std::iter::successors(last, |&place| best[place].before).collect();
    run.reverse();
    run
}

/// The best run of rising numbers that ends at a place.
#[derive(Clone, Copy)]
struct Run {
    length: usize,
    strain: f64,
    last: usize,
    before: Option<usize>,
}

impl Run {
    /// The greater is the longer one, or the steadier one.
    fn order(&self, other: &Self) -> Ordering {
        self.length.cmp(&other.length).then(other.strain.total_cmp(&self.strain))
    }

    /// The greater one; the earlier one where nothing tells them apart.
    fn better(self, other: Self) -> Self {
        if self.order(&other).then(other.last.cmp(&self.last)).is_ge() { self } else { other }
    }
}

/// The best of the runs so far that end below a number: a binary indexed tree over the numbers that there are.
struct BestBelow {
    numbers: Vec<u32>,
    best: Vec<Option<Run>>,
}

impl BestBelow {
    fn new(documents: &[Issued]) -> Self {
        let mut numbers: Vec<u32> = documents.iter().map(|document| document.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let best = vec![None; numbers.len() + 1];
        Self { numbers, best }
    }

    fn best(&self, number: u32) -> Option<Run> {
        let below = self.numbers.partition_point(|other| *other < number);
        let parts =
            std::iter::successors(Some(below), |at| at.checked_sub(1).map(|less| at & less)).take_while(|at| *at > 0);
        parts.filter_map(|at| self.best[at]).reduce(Run::better)
    }

    fn add(&mut self, number: u32, run: Run) {
        let mut at = self.numbers.partition_point(|other| *other < number) + 1;
        while let Some(best) = self.best.get_mut(at) {
            *best = Some(best.map_or(run, |best| best.better(run)));
            at += at & at.wrapping_neg();
        }
    }
}

/// Numbers used up for each day of the year, up to this document.
fn pace(document: &Issued) -> f64 {
    f64::from(document.number.max(1)) / f64::from(document.date.day_of_year())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn judge(documents: &[Issued], kept: &[usize], place: usize, order: &[usize]) -> OutOfStep {
    let suspect = documents[place];
    // Of those kept, the numbers rise with the dates.
    let lower = kept.partition_point(|&other| documents[other].number < suspect.number);
    let not_higher = kept.partition_point(|&other| documents[other].number <= suspect.number);
    let below = lower.checked_sub(1).map(|at| kept[at]);
    let above = kept.get(not_higher).copied();
    let likely_dates = likely_dates(documents, below, above, suspect);
    let reach = (
        below.map_or(suspect.date.first_of_year(), |other| documents[other].date),
        above.map_or(suspect.date.last_of_year(), |other| documents[other].date),
    );
    OutOfStep {
        index: order[place],
        neighbours: (below.map(|other| order[other]), above.map(|other| order[other])),
        readings: Readings {
            likely_dates,
            slip: slip(suspect.date, reach),
            likely_numbers: likely_numbers(documents, kept, suspect),
        },
    }
}

/// Where the number lies on the line between its neighbours, with some leeway, but never beyond them.
fn likely_dates(documents: &[Issued], below: Option<usize>, above: Option<usize>, suspect: Issued) -> (Date, Date) {
    let point = |other: usize| (f64::from(documents[other].number), f64::from(documents[other].date.day_of_year()));
    let last_day = f64::from(suspect.date.days_in_year());
    let (from, to) = match (below.map(point), above.map(point)) {
        (below, Some(above)) => (below.unwrap_or((0.0, 1.0)), above),
        // Past the last number known, the year goes on at the pace so far.
        (Some(below), None) => (below, (below.0 * last_day / below.1, last_day)),
        (None, None) => ((0.0, 1.0), (f64::from(suspect.number).max(1.0), last_day)),
    };
    let share = ((f64::from(suspect.number) - from.0) / (to.0 - from.0).max(1.0)).clamp(0.0, 1.0);
    let day = from.1 + share * (to.1 - from.1);
    let bound = |day: f64| day.clamp(from.1, to.1).round() as i16;
    (on_day(suspect.date, bound(day - LEEWAY_DAYS)), on_day(suspect.date, bound(day + LEEWAY_DAYS)))
}

fn on_day(in_year: Date, day_of_year: i16) -> Date {
    let first = in_year.first_of_year();
    first.checked_add(jiff::ToSpan::days(day_of_year - 1)).unwrap_or(first)
}

/// The numbers that were being given out on the suspect's date, rounded outward to fifties.
fn likely_numbers(documents: &[Issued], kept: &[usize], suspect: Issued) -> (u32, u32) {
    let day = f64::from(suspect.date.day_of_year());
    let after = kept.partition_point(|&other| documents[other].date <= suspect.date);
    let before = after.checked_sub(1).map(|at| documents[kept[at]]);
    let after = kept.get(after).map(|&other| documents[other]);
    let (low, high) = match (before, after) {
        (Some(before), Some(after)) => (f64::from(before.number), f64::from(after.number)),
        (Some(before), None) => (f64::from(before.number), pace(&before) * day * 1.2),
        (None, after) => {
            let pace = after.map_or(1.0, |after| pace(&after));
            (pace * day * 0.9, pace * day * 1.2)
        }
    };
    ((low / 50.0).floor() as u32 * 50, (high / 50.0).ceil() as u32 * 50)
}

/// A day in reach that one slip of the hand turns into the written one.
fn slip(written: Date, reach: (Date, Date)) -> Option<Date> {
    let other_months = (1..=12).filter_map(|month| Date::new(written.year(), month, written.day()).ok());
    let exchanged = Date::new(written.year(), written.day(), written.month()).ok();
    other_months.chain(exchanged).find(|&day| day != written && reach.0 <= day && day <= reach.1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// `4775 2021-01-29, …` against what is said of the suspects.
    #[track_caller]
    fn check(series: &str, expected: &[&str]) {
        let series: Vec<Issued> = series
            .split(", ")
            .map(|entry| {
                let (number, date) = entry.split_once(' ').unwrap();
                Issued { number: number.parse().unwrap(), date: date.parse().unwrap() }
            })
            .collect();
        let found: Vec<String> = out_of_step(&series)
            .iter()
            .map(|suspect| {
                let number = series[suspect.index].number;
                let (from, to) = suspect.readings.likely_dates;
                let slip = suspect.readings.slip.map_or("none".to_owned(), |slip| slip.to_string());
                format!("{number}: {from} to {to}, slip {slip}, or {:?}", suspect.readings.likely_numbers)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_month_typed_wrong_is_found_with_the_likely_date() {
        check(
            "4775 2021-01-29, 4408 2021-11-05, 4794 2021-11-29, 5249 2021-12-20, 5519 2021-12-30",
            &["4775: 2021-11-26 to 2021-11-29, slip 2021-11-29, or (350, 500)"],
        );
    }

    #[test]
    fn numbers_that_rise_with_their_dates_are_left_alone() {
        check("1221 2020-04-07, 5060 2020-11-25, 5203 2020-12-04", &[]);
        check("4408 2021-11-05, 4794 2021-11-29, 5249 2021-12-20, 5519 2021-12-30", &[]);
        check("10 2021-02-01, 11 2021-02-01, 12 2021-02-01", &[]);
    }

    #[test]
    fn the_longest_and_steadiest_run_is_found() {
        let day = |number: u32| on_day(Date::new(2021, 1, 1).unwrap(), number as i16);
        let mut seed = 1_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..300 {
            let mut documents: Vec<Issued> =
                (0..9).map(|_| Issued { number: random(12) + 1, date: day(random(360) + 1) }).collect();
            documents.sort_by_key(|document| (document.date, document.number));
            let usual = median(documents.iter().map(pace).collect());
            let judged = |run: &[usize]| {
                let strain: f64 = run.iter().map(|&place| (pace(&documents[place]) / usual).ln().abs()).sum();
                (run.len(), (-strain * 1e6).round() as i64)
            };
            let rises =
                |run: &Vec<usize>| run.windows(2).all(|two| documents[two[0]].number < documents[two[1]].number);
            let subsets =
                (1..1_u32 << 9).map(|set| (0..9).filter(|place| set >> place & 1 == 1).collect::<Vec<usize>>());
            let best = subsets.filter(rises).map(|run| judged(&run)).max().unwrap();
            let found = longest_rising_run(&documents);
            assert!(rises(&found) && judged(&found) == best, "{documents:?}: {found:?}");
        }
    }

    #[test]
    fn two_documents_say_nothing_about_the_order() {
        check("4775 2021-01-29, 4408 2021-11-05", &[]);
        check("4775 2021-01-29, 4775 2021-01-29, 4408 2021-11-05", &[]);
    }

    #[test]
    fn a_series_that_is_mostly_out_of_step_is_two_series() {
        check("900 2021-01-10, 20 2021-02-01, 800 2021-03-01, 40 2021-04-01", &[]);
    }

    #[test]
    fn a_wrong_number_at_either_end_is_found() {
        check(
            "100 2021-02-01, 200 2021-03-08, 300 2021-04-12, 30 2021-12-20",
            &["30: 2021-01-08 to 2021-01-12, slip 2021-01-20, or (300, 1250)"],
        );
    }
}
