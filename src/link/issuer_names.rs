//! Which issuing body a text means by the name it uses.

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::Issuer;
use crate::link::lineage::Lineage;
use trichdan::text::fold::compare_key;

/// Names and aliases of all issuers, in comparable form, and what texts call them.
#[derive(Debug, Default)]
pub struct IssuerNames {
    by_name: HashMap<String, Vec<usize>>,
    /// What the texts call issuers, each way once: there are few, and making one comparable costs more than finding it.
    by_written: HashMap<Arc<str>, Vec<usize>>,
}

impl IssuerNames {
    /// Takes the names from the list of issuers, and those that texts use from their citations.
    pub fn new<'t>(issuers: &Lineage<'_, Issuer>, written: impl Iterator<Item = &'t Arc<str>>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, issuer) in issuers.iter() {
            let former = issuer.former_names.iter().map(|former| &former.name);
            for name in std::iter::once(&issuer.name).chain(&issuer.aliases).chain(former) {
                let bearers = by_name.entry(comparable(name)).or_default();
                // Issuers come by their indexes.
                if bearers.last() != Some(&index) {
                    bearers.push(index);
                }
            }
        }
        let mut by_written: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        for written in written {
            if !by_written.contains_key(written) {
                let bearers = by_name.get(&comparable(written)).cloned().unwrap_or_default();
                by_written.insert(written.clone(), bearers);
            }
        }
        Self { by_name, by_written }
    }

    /// Whether a text may mean this issuer by the name it uses. Where the text names none, or the issuer is unknown, nothing
    /// disagrees; nor does a name that nobody in the list bears.
    pub fn may_mean(&self, written: Option<&str>, issuer: Option<usize>) -> bool {
        let (Some(written), Some(issuer)) = (written, issuer) else { return true };
        let bearers = self.bearers(written);
        // They come by their indexes.
        bearers.is_empty() || bearers.binary_search(&issuer).is_ok()
    }

    /// The issuers that a text may mean by `written`; empty when nobody bears the name.
    pub fn bearers(&self, written: &str) -> &[usize] {
        let bearers = self.by_written.get(written).or_else(|| self.by_name.get(&comparable(written)));
        bearers.map_or(&[], Vec::as_slice)
    }
}

/// One form for all ways of writing a body's name.
///
/// A chairman's and his committee's decisions share one series of numbers, as do a minister's and his
/// ministry's, so the head's title is dropped.
fn comparable(name: &str) -> String {
    const SHORT: [(&str, &str); 6] = [
        ("ubnd", "ủy ban nhân dân"),
        ("hđnd", "hội đồng nhân dân"),
        ("ttg", "thủ tướng chính phủ"),
        ("khcn", "khoa học và công nghệ"),
        ("bch", "ban chấp hành"),
        ("tw", "trung ương"),
    ];
    let folded = compare_key(name).replace("kh&cn", "khcn");
    let words: Vec<&str> = folded
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty())
        .map(|word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| *long))
        .collect();
    let whole = words.join(" ");
    let heads = ["chủ tịch ", "bộ trưởng ", "giám đốc ", "chủ nhiệm "];
    heads.iter().find_map(|head| whole.strip_prefix(head)).unwrap_or(&whole).to_string()
}

#[cfg(test)]
mod tests {
    use super::comparable;

    #[test]
    fn ways_of_writing_one_name_agree() {
        for (one, other) in [
            ("Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh"),
            ("Bộ KH&CN", "Bộ Khoa học và Công nghệ"),
            ("Bộ trưởng Bộ KHCN", "bộ khoa học và công nghệ"),
            ("Uỷ ban Nhân dân tỉnh Thanh Hoá", "UBND tỉnh Thanh Hóa"),
        ] {
            assert_eq!(comparable(one), comparable(other), "{one} / {other}");
        }
        assert_ne!(comparable("UBND tỉnh"), comparable("UBND huyện"));
    }
}
