//! Laws that a text has cited whole, and then calls by their names alone: `Luật Thanh tra ngày 14/11/2022`, later
//! `Điều 46 Luật Thanh tra`.

use std::collections::HashMap;

use super::reader::{self, gap};
use super::{Candidate, Citation, Naming, law};
use crate::designation::Designation;
use crate::designation::kind::Kind;
use crate::text::fold::compare_key;
use crate::text::word;

/// What a text has cited so far, by the law's name in comparable form. Begin with none for each text.
#[derive(Debug, Clone, Default)]
pub struct NamedLaws(HashMap<String, Meant>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
    One {
        designation: Designation,
        kind: Option<Kind>,
        year: Option<i16>,
    },
    /// The text knows two laws of this name, so the name alone is no citation.
    Several,
}

impl NamedLaws {
    /// Notes the law that a whole citation names, so that its name will do from now on.
    pub(super) fn note(&mut self, name: &str, citation: &Citation) {
        let year = citation.year.or(citation.date.map(|date| date.year()));
        let one = Meant::One { designation: citation.designation.clone(), kind: citation.kind, year };
        let known = self.0.entry(comparable(name)).or_insert_with(|| one.clone());
        // By number here and by year there, it is the same law.
        let is_same = matches!(known, Meant::One { year: known, .. } if *known == year);
        if !is_same && *known != one {
            *known = Meant::Several;
        }
    }

    /// The law whose type word stands at `at`, where its name alone follows and the text has cited it before.
    pub(super) fn read_at(&self, text: &str, at: usize, floor: usize) -> Option<Candidate> {
        if self.0.is_empty() {
            return None;
        }
        let type_words = law::type_words_at(text, at).filter(|words| words.start >= floor)?;
        let (end, meant) = self.longest(text, type_words.start, type_words.end)?;
        let Meant::One { designation, kind, .. } = meant else { return None };
        law::ends_name(text, end).then(|| Candidate {
            surface: type_words.start..end,
            kind: *kind,
            has_own_kind: true,
            designation: designation.clone(),
            number: None,
            year: None,
            symbol: None,
            date: None,
            issuer: None,
            law: Some(Naming::Short),
        })
    }

    /// The longest name of a law that begins at `start`, and its end.
    fn longest(&self, text: &str, start: usize, mut end: usize) -> Option<(usize, &Meant)> {
        let mut found = None;
        for _ in 0..law::LONGEST_NAME {
            let at = gap(text, end);
            // `Luật Phòng, chống tham nhũng`
            let at = if text[at..].starts_with(',') { gap(text, at + 1) } else { at };
            let Some(word) = word::at(text, at) else { break };
            end = word.end;
            if let Some(meant) = self.0.get(&comparable(&text[start..end])) {
                found = Some((end, meant));
            }
        }
        found
    }
}

fn comparable(name: &str) -> String {
    compare_key(&reader::plain(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::find_in;

    #[track_caller]
    fn check(parts: &[&str], expected: &[&str]) {
        let mut laws = NamedLaws::default();
        let found: Vec<String> = parts
            .iter()
            .flat_map(|part| {
                let citations = find_in(part, &mut laws).into_iter().filter(|citation| citation.is_short);
                let shown = citations.map(|citation| {
                    let pinpoint = citation.pinpoint.as_deref().unwrap_or("-");
                    format!("{} | {pinpoint} | {}", &part[citation.start..citation.end], citation.designation)
                });
                shown.collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(found, expected, "{parts:?}");
    }

    #[test]
    fn a_law_that_was_cited_whole_may_be_named_short() {
        check(
            &[
                "Căn cứ Luật Thanh tra ngày 14 tháng 11 năm 2022;",
                "Theo Điều 46 Luật Thanh tra, đoàn thanh tra có trách nhiệm; Luật Thanh tra quy định.",
            ],
            &["Luật Thanh tra | Điều 46 | luật thanh tra năm 2022", "Luật Thanh tra | - | luật thanh tra năm 2022"],
        );
        check(
            &[
                "Căn cứ Luật Phòng, chống tham nhũng số 36/2018/QH14",
                "theo khoản 2 Điều 5 của Luật Phòng, chống tham nhũng và các văn bản khác",
            ],
            &["Luật Phòng, chống tham nhũng | khoản 2 Điều 5 | 36/2018/QH14"],
        );
    }

    #[test]
    fn a_name_that_may_mean_another_law_is_none() {
        for text in
            ["Theo Luật Thanh tra nhân dân", "Luật Thanh tra - Kiểm tra", "Luật Khiếu nại", "pháp luật thanh tra"]
        {
            check(&["Căn cứ Luật Thanh tra năm 2022;", text], &[]);
        }
        check(&["Luật Thanh tra năm 2010 và Luật Thanh tra năm 2022", "theo Luật Thanh tra."], &[]);
        check(&["theo Luật Thanh tra."], &[]);
    }
}
