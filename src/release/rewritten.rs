//! Reports whose words are others than those that readers find at a target, without a notice that says so.
//!
//! The site has a short list for each period with the hashes of its reports' words, so that neither a theme nor other
//! pages count, and only the lists that differ are read at a target.

use std::collections::BTreeMap;

use crate::hash::Hash;

/// The list's name in the folder of a period's reports.
pub const LIST: &str = "cau-chu.txt";

/// How many reports are named; the rest is counted.
const NAMED_REPORTS: usize = 20;

/// A report in the list of its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The last part of its address.
    pub slug: &'a str,
    /// Of its own words.
    pub words: Hash,
    /// Of its notices.
    pub notices: Hash,
}

/// The list of a period's reports.
pub fn list<'a>(reports: impl Iterator<Item = Listed<'a>>) -> String {
    let line = |report: Listed<'a>| format!("{} {} {}\n", report.words, report.notices, report.slug);
    reports.map(line).collect()
}

/// Reports whose words were changed in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The addresses of the first of them, from the site's root on: `/bao-cao/2022-h1/bao-cao/`.
    pub named: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl Rewritten {
    /// Looks among the `changed` files for lists; `old` and `new` give what stands in files at the target and in the new
    /// site. `None` where no report was rewritten in silence.
    pub fn among<E>(
        changed: &[String],
        old: impl FnOnce(&[&String]) -> Result<Vec<Option<Vec<u8>>>, E>,
        new: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Option<Self>, E> {
        let lists: Vec<&String> = changed.iter().filter(|path| path.ends_with(&format!("/{LIST}"))).collect();
        if lists.is_empty() {
            return Ok(None);
        }
        let mut found = Self { named: Vec::new(), more: 0 };
        for (path, old) in lists.iter().zip(old(&lists)?) {
            let (old, new) = (old.unwrap_or_default(), new(path).unwrap_or_default());
            let (old, new) = (String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
            let folder = path.trim_end_matches(LIST);
            found.add(folder, &read(&old), &read(&new));
        }
        Ok(Some(found).filter(|found| !found.named.is_empty()))
    }

    /// Adds the reports of a folder whose words differ, while their notices are the same.
    fn add(&mut self, folder: &str, old: &BTreeMap<&str, Listed<'_>>, new: &BTreeMap<&str, Listed<'_>>) {
        let is_silent = |report: &&Listed<'_>| {
            let before = old.get(report.slug);
            before.is_some_and(|before| before.words != report.words && before.notices == report.notices)
        };
        for report in new.values().filter(is_silent) {
            if self.named.len() < NAMED_REPORTS {
                self.named.push(format!("/{folder}{}/", report.slug));
            } else {
                self.more += 1;
            }
        }
    }
}

/// A list by the last parts of addresses; a line that is none says nothing.
fn read(list: &str) -> BTreeMap<&str, Listed<'_>> {
    let line = |line| {
        let mut parts = str::split(line, ' ');
        let (words, notices, slug) = (Hash::parse(parts.next()?)?, Hash::parse(parts.next()?)?, parts.next()?);
        Some((slug, Listed { slug, words, notices }))
    };
    list.lines().filter_map(line).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_words_without_a_new_notice_count() {
        let of = |text: &str| Hash::of(text.as_bytes());
        let list = |reports: &[(&str, &str, &str)]| {
            let listed =
                reports.iter().map(|(slug, words, notices)| Listed { slug, words: of(words), notices: of(notices) });
            super::list(listed)
        };
        let old = list(&[("a", "1", ""), ("b", "1", ""), ("c", "1", ""), ("d", "1", "x"), ("gone", "1", "")]);
        let new = list(&[("a", "1", ""), ("b", "2", ""), ("c", "2", "x"), ("d", "2", "x"), ("new", "1", "")]);
        let paths = ["bao-cao/2022-h1/cau-chu.txt".to_owned(), "bao-cao/2022-h1/b/index.html".to_owned()];
        let read = |paths: &[&String]| Ok::<_, ()>(paths.iter().map(|_| Some(old.clone().into_bytes())).collect());
        let found = Rewritten::among(&paths, read, |_| Some(new.clone().into_bytes())).unwrap().unwrap();
        assert_eq!(found.named, ["/bao-cao/2022-h1/b/", "/bao-cao/2022-h1/d/"]);
        let missing = |paths: &[&String]| Ok::<_, ()>(paths.iter().map(|_| None).collect());
        assert_eq!(Rewritten::among(&paths, missing, |_| Some(new.clone().into_bytes())), Ok(None));
        assert_eq!(Rewritten::among(&paths[1..], missing, |_| None), Ok(None));
    }
}
