//! Spans of days, of two kinds that must not be mixed: what lives has a last day, and a rule has a first day without force.

use super::Date;

/// The days on which a body, a place or a period is there: the first and the last, both included. An absent end is open
/// or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Life {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// The days on which a document has force: `ngày có hiệu lực` is the first, and `ngày hết hiệu lực` is the first day
/// without (law on the promulgation of legal documents, 2015, articles 151 and 154). Circular 24/2011/TT-BTTTT ceased on the
/// very day, 05/4/2024, on which circular 22/2023/TT-BTTTT took effect. An absent end is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Force {
    /// The first day with force.
    pub from: Option<Date>,
    /// The first day without force any more.
    pub until: Option<Date>,
}

impl Life {
    /// Whether it was there on a day, as far as its ends are known.
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The days that both have; none where they share none.
    pub fn common(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = match (self.to, other.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let is_one = from.zip(to).is_none_or(|(from, to)| from <= to);
        is_one.then_some(Self { from, to })
    }

    /// Whether its last day is known and lies in another span.
    pub fn ends_in(self, other: Self) -> bool {
        self.to.is_some_and(|to| other.contains(to))
    }
}

impl Force {
    /// Whether it is known to begin only after a day.
    pub fn begins_after(self, day: Date) -> bool {
        self.from.is_some_and(|from| day < from)
    }

    /// The first day without force, if that day has come.
    pub fn ended_by(self, day: Date) -> Option<Date> {
        self.until.filter(|until| *until <= day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Date = Date::constant(2022, 1, 1);
    const LAST: Date = Date::constant(2022, 6, 30);
    const NEXT: Date = Date::constant(2022, 7, 1);

    #[test]
    fn both_ends_belong_to_a_life() {
        let life = Life { from: Some(FIRST), to: Some(LAST) };
        assert!(life.contains(FIRST) && life.contains(LAST) && !life.contains(NEXT));
        assert!(Life::default().contains(NEXT));
        let later = |from| Life { from: Some(from), to: None };
        assert_eq!(life.common(later(LAST)), Some(Life { from: Some(LAST), to: Some(LAST) }));
        assert_eq!(life.common(later(NEXT)), None);
        assert!(life.ends_in(life) && !life.ends_in(later(NEXT)) && !later(FIRST).ends_in(life));
    }

    #[test]
    fn the_last_day_of_force_is_the_one_before_its_end() {
        let force = Force { from: Some(FIRST), until: Some(NEXT) };
        assert!(force.begins_after(Date::constant(2021, 12, 31)) && !force.begins_after(FIRST));
        assert_eq!((force.ended_by(LAST), force.ended_by(NEXT)), (None, Some(NEXT)));
        assert_eq!((Force::default().ended_by(NEXT), Force::default().begins_after(FIRST)), (None, false));
    }
}
