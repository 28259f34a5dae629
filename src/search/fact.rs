//! What is known of a page besides its words: number, day, kind, issuer, names. Each is a key of the index like a word,
//! spelt as no word is: `=nam:2020`. The search script asks for the same keys when it understands a query.

use std::sync::Arc;

use crate::prose::chunk::{self, Token};
use crate::prose::key::Impact;
use trichdan::calendar::Date;

/// Something that is known of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The number of the very document, and the year inside it: `1221`, `01/2021`.
    Number(Arc<str>, Option<i16>),
    /// The day of issue.
    Day(Date),
    /// A year that it is of.
    Year(i16),
    /// What it is: `quyet-dinh`, `mo-hinh`.
    Kind(&'static str),
    /// Who issued it, by id.
    Issuer(Arc<str>),
    /// Whether it is in force: [`Force`].
    Force(Force),
    /// What it is called: who types just this means this page.
    Name(Arc<str>),
}

trichdan::choice! {
    /// What people ask of the force of a document.
    pub enum Force {
        /// In force.
        Now = "con";
        /// No longer.
        Over = "het";
        /// Not yet.
        Later = "chua";
    }
}

/// The fewest digits of a number by which it is found while somebody types it.
const BEGINNING: usize = 2;

impl Fact {
    /// What it is found by, and how much that weighs.
    pub fn keys(&self) -> Vec<(Token, Impact)> {
        let plain = |word: String| (Token::of(&format!("={word}")), Impact::Title);
        match self {
            Self::Number(number, year) => {
                let number = chunk::without_zeros(number).to_lowercase();
                let beginnings = (BEGINNING..number.len()).filter(|end| number.is_char_boundary(*end));
                let mut words: Vec<String> = beginnings.map(|end| format!("dau:{}", &number[..end])).collect();
                words.extend(year.map(|year| format!("so:{number}/{year}")));
                words.push(format!("so:{number}"));
                words.into_iter().map(|word| (plain(word).0, Impact::Designation)).collect()
            }
            Self::Day(day) => {
                let month = format!("thang:{:04}-{:02}", day.year(), day.month());
                vec![plain(format!("ngay:{day}")), plain(month), plain(format!("nam:{}", day.year()))]
            }
            Self::Name(name) => {
                let name = chunk::name(name);
                vec![(name, Impact::Designation)]
            }
            Self::Year(_) | Self::Kind(_) | Self::Issuer(_) | Self::Force(_) => vec![plain(self.word())],
        }
    }

    /// What the search script calls it.
    pub fn word(&self) -> String {
        match self {
            Self::Number(number, _) => format!("so:{number}"),
            Self::Day(day) => format!("ngay:{day}"),
            Self::Year(year) => format!("nam:{year}"),
            Self::Kind(kind) => format!("loai:{kind}"),
            Self::Issuer(issuer) => format!("cq:{issuer}"),
            Self::Force(force) => format!("hl:{}", force.word()),
            Self::Name(name) => format!("ten:{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_whole_and_while_they_are_typed() {
        let keys = |fact: Fact| fact.keys().into_iter().map(|(token, _)| token).collect::<Vec<_>>();
        let words = |words: &[&str]| words.iter().map(|word| Token::of(word)).collect::<Vec<_>>();
        assert_eq!(keys(Fact::Number("1221".into(), None)), words(&["=dau:12", "=dau:122", "=so:1221"]));
        assert_eq!(keys(Fact::Number("01".into(), Some(2021))), words(&["=so:1/2021", "=so:1"]));
        assert_eq!(
            keys(Fact::Day(Date::constant(2020, 4, 7))),
            words(&["=ngay:2020-04-07", "=thang:2020-04", "=nam:2020"])
        );
    }
}
