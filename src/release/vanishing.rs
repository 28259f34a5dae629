//! Pages that readers find at a target today and would miss after a publication.

use std::collections::BTreeMap;

/// How many pages are named; the rest is counted.
const NAMED_PAGES: usize = 20;

/// Pages whose addresses will lead nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vanishing {
    /// The first of them, by address.
    pub named: Vec<Page>,
    /// How many more there are.
    pub more: usize,
}

/// One such page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The address from the site's root on: `/bao-cao/2022-h1/cu/`.
    pub address: String,
    /// The address of the one new page with the same title, if there is one: the same entry under another name.
    pub heir: Option<String>,
}

impl Vanishing {
    /// Looks among the `removed` files for pages and among the `added` ones for pages of the same titles. `old` and `new` give
    /// what stands in files at the target and in the new site. `None` when no page goes.
    pub fn among<E>(
        removed: &[String],
        added: &[String],
        old: impl FnOnce(&[&String]) -> Result<Vec<Option<Vec<u8>>>, E>,
        new: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Option<Self>, E> {
        let gone: Vec<&String> = removed.iter().filter(|path| address_of(path).is_some()).collect();
        if gone.is_empty() {
            return Ok(None);
        }
        let named = &gone[..gone.len().min(NAMED_PAGES)];
        let heirs = heirs(added, new);
        let heir = |content: Option<Vec<u8>>| heirs.get(&title_of(&content?)?).cloned().flatten();
        let pages = named.iter().zip(old(named)?);
        let pages = pages.filter_map(|(path, content)| Some(Page { address: address_of(path)?, heir: heir(content) }));
        Ok(Some(Self { named: pages.collect(), more: gone.len() - named.len() }))
    }
}

/// The new pages' addresses by their titles; `None` where several bear one title.
fn heirs(added: &[String], new: impl Fn(&str) -> Option<Vec<u8>>) -> BTreeMap<String, Option<String>> {
    let mut heirs = BTreeMap::new();
    for path in added {
        let Some(address) = address_of(path) else { continue };
        if let Some(title) = new(path).and_then(|content| title_of(&content)) {
            heirs.entry(title).and_modify(|heir| *heir = None).or_insert(Some(address));
        }
    }
    heirs
}

/// The address at which readers find a page; `None` for the home page and for files that are no pages.
fn address_of(path: &str) -> Option<String> {
    path.strip_suffix("/index.html").map(|folder| format!("/{folder}/"))
}

/// What stands in a page's title, as it is written there.
fn title_of(content: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(content);
    let (_, rest) = text.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    Some(title.trim().to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn twenty_are_named_and_of_two_heirs_none() {
        let pages = |folder: &str, count: usize| -> Vec<String> {
            (10..10 + count).map(|number| format!("{folder}/{number}/index.html")).collect()
        };
        let title = |path: &str| format!("<title> {} </title>", &path[..5]).into_bytes();
        let old = |paths: &[&String]| Ok::<_, ()>(paths.iter().map(|_| Some(title("bao-c"))).collect());
        let mut removed = pages("bao-cao", 23);
        removed.extend(["index.html".to_owned(), "feed.xml".to_owned(), "anh/index.html.png".to_owned()]);
        let found = Vanishing::among(&removed, &pages("bao-cao", 2), old, |path| Some(title(path)));
        let found = found.unwrap().unwrap();
        assert_eq!((found.named.len(), found.more), (20, 3));
        assert_eq!(found.named[0], Page { address: "/bao-cao/10/".to_owned(), heir: None });
        let one = Vanishing::among(&removed[..1], &pages("bao-cao", 1), old, |path| Some(title(path)));
        assert_eq!(one.unwrap().unwrap().named[0].heir.as_deref(), Some("/bao-cao/10/"));
        assert_eq!(Vanishing::among(&removed[23..], &[], old, |_| None), Ok(None));
    }
}
