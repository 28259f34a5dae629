//! What search must know to understand what people type: what kinds and bodies are called on this site.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::plan::planner::Planner;
use crate::search::{Fact, Force, Meaning, Vocabulary, phrases};
use trichdan::designation::kind::{self, Kind};

/// More bodies than this would make what every search loads too large: the others are found by the words of their names.
const MOST_ISSUERS: usize = 300;

/// What people call types of documents in English.
const ENGLISH: [(Kind, &str); 14] = [
    (Kind::Luat, "law"),
    (Kind::NghiQuyet, "resolution"),
    (Kind::NghiDinh, "decree"),
    (Kind::QuyetDinh, "decision"),
    (Kind::ThongTu, "circular"),
    (Kind::ChiThi, "directive"),
    (Kind::ThongBao, "notice"),
    (Kind::HuongDan, "guidance"),
    (Kind::ChuongTrinh, "programme"),
    (Kind::KeHoach, "plan"),
    (Kind::DeAn, "scheme"),
    (Kind::ToTrinh, "submission"),
    (Kind::CongVan, "official letter"),
    (Kind::TieuChuan, "standard"),
];

/// What people call kinds of pages and the force of documents.
const COMMON: [(Fact, &str); 9] = [
    (Fact::Kind("bao-cao"), "báo cáo, bc, report, reports"),
    (Fact::Kind("van-ban"), "văn bản, document, documents"),
    (Fact::Kind("mo-hinh"), "mô hình, mh, model, models"),
    (Fact::Kind("nhiem-vu"), "nhiệm vụ, đề tài, task, tasks"),
    (Fact::Kind("ky"), "kỳ, kỳ báo cáo, period, periods"),
    (Fact::Kind("tep"), "tệp, tập tin, file, pdf"),
    (Fact::Force(Force::Now), "còn hiệu lực, đang có hiệu lực, có hiệu lực, in force"),
    (Fact::Force(Force::Over), "hết hiệu lực, không còn hiệu lực, bị thay thế, bị bãi bỏ, expired, repealed"),
    (Fact::Force(Force::Later), "chưa có hiệu lực, chưa hiệu lực"),
];

impl Planner<'_, '_> {
    /// What search calls things on this site.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary: Vocabulary = COMMON
            .iter()
            .map(|(fact, called)| Meaning { fact: Some(fact.clone()), phrases: phrases(called) })
            .collect();
        vocabulary.extend(self.kinds_called());
        vocabulary.extend(self.issuers_called());
        let own = self.archive.site.iter().flat_map(|site| &site.value.synonyms);
        vocabulary.extend(own.map(|line| Meaning { fact: None, phrases: phrases(line) }));
        vocabulary
    }

    /// The types of the archive's documents.
    fn kinds_called(&self) -> impl Iterator<Item = Meaning> {
        let used: BTreeSet<&str> =
            self.ground.cards.documents.iter().filter_map(|card| card.kind).map(Kind::word).collect();
        let kinds = Kind::ALL.iter().filter(move |kind| used.contains(kind.word()));
        kinds.map(|kind| {
            let english = ENGLISH.iter().filter(|(other, _)| other == kind).map(|(_, english)| *english);
            let called = std::iter::once(kind.label()).chain(kind::abbreviations_of(*kind)).chain(english);
            Meaning { fact: Some(Fact::Kind(kind.word())), phrases: called.map(Arc::from).collect() }
        })
    }

    /// The bodies that issued most, as texts call them; without the name of their place too: `UBND tỉnh`.
    fn issuers_called(&self) -> impl Iterator<Item = Meaning> {
        let mut issued: BTreeMap<usize, usize> = BTreeMap::new();
        let documents = self.archive.register.iter().filter_map(|(_, document)| document.issuer);
        for issuer in documents.chain(self.archive.reports.iter().filter_map(|report| report.issuer)) {
            *issued.entry(issuer).or_default() += 1;
        }
        let mut issuers: Vec<(usize, usize)> = issued.into_iter().collect();
        // Sorted: reaches output.
        issuers.sort_by_key(|(issuer, count)| (std::cmp::Reverse(*count), *issuer));
        issuers.truncate(MOST_ISSUERS);
        issuers.into_iter().map(|(index, _)| {
            let issuer = self.archive.issuers.get(index);
            let place = issuer.place.as_ref().and_then(|place| self.archive.places.find(place.value.as_str()));
            let short = place.and_then(|place| issuer.name.strip_suffix(&*self.archive.places.get(place).name));
            let short = short.map(|short| short.trim_end().into());
            let called = std::iter::once(issuer.name.clone()).chain(issuer.aliases.iter().cloned()).chain(short);
            let fact = Fact::Issuer(issuer.id.value.as_str().into());
            Meaning { fact: Some(fact), phrases: called.collect() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::FindableKind;

    #[test]
    fn what_is_called_a_kind_of_page_is_one() {
        let kinds = COMMON.iter().filter_map(|(fact, _)| match fact {
            Fact::Kind(kind) => Some(*kind),
            _ => None,
        });
        kinds.for_each(|kind| assert!(FindableKind::WORDS.contains(&kind), "{kind}"));
    }
}
