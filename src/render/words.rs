//! The words of the interface, by language: `words/vi.yaml` and `words/en.yaml` of a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::view::InterfaceWord;

trichdan::choice! {
    /// What congbo itself says on pages; all other words are asked for by templates, or stand for what views hold.
    pub enum OwnWord {
        /// What an original leaves blank.
        Blank = "blank";
        /// A value that no period reported.
        NotReported = "not_reported";
        /// Where the numbers of a chart are, for who cannot see it.
        ChartDescription = "chart_description";
        /// A document that the register does not have.
        CitationUnregistered = "citation_unregistered";
        /// A citation that several documents of the register fit.
        CitationAmbiguous = "citation_ambiguous";
        /// The law on a report's date, and today.
        LawThenNow = "law_then_now";
    }
}

impl InterfaceWord for OwnWord {
    fn word(self) -> &'static str {
        self.word()
    }

    fn key(self) -> String {
        self.word().to_owned()
    }
}

/// Words by key: `recent_documents: Văn bản mới ghi`; `{count}` in a text is filled by whoever uses it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<Arc<str>, Arc<str>>);

impl Words {
    /// Takes keys and texts; a later one wins, so that a theme can override a single word.
    pub fn new(pairs: impl IntoIterator<Item = (Arc<str>, Arc<str>)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// The text of a key.
    pub fn get(&self, key: &str) -> Option<&Arc<str>> {
        self.0.get(key)
    }

    /// What readers see of a member of a closed set. The default theme has words for each, which a test holds.
    pub fn of(&self, meaning: impl InterfaceWord) -> &str {
        self.get(&meaning.key()).map_or(meaning.word(), |text| text)
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|key| &**key)
    }
}

/// Puts `values` into the `{name}` slots of a text; a slot without a value is left as it is.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, tail)| Some((value(name)?, tail))) {
            Some((filled, tail)) => {
                out.push_str(&filled);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::Language;
    use crate::render::Theme;
    use crate::view::interface_keys;

    const DEFAULT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");

    /// The keys of `"key" | t` in the templates of a folder and of those in it.
    fn asked_for_in(folder: &std::path::Path, keys: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("static") {
                asked_for_in(&path, keys);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let text = std::fs::read_to_string(&path).unwrap();
                let before = text.match_indices("\" | t").filter(|(at, found)| {
                    !text[at + found.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '_')
                });
                keys.extend(before.filter_map(|(at, _)| Some(text[..at].rsplit_once('"')?.1.to_owned())));
            }
        }
    }

    /// A member of a closed set without words would be shown as its bare word, and a word that nobody asks for is one
    /// that somebody misspelt.
    #[test]
    fn the_default_theme_has_every_word_that_is_asked_for_in_every_language_and_no_other() {
        let mut asked_for: BTreeSet<String> = interface_keys().collect();
        asked_for.extend(OwnWord::ALL.iter().map(|word| word.key()));
        asked_for_in(DEFAULT.as_ref(), &mut asked_for);
        let theme = Theme::load("default", &BTreeMap::new()).0;
        for language in Language::ALL {
            let words = theme.words(*language);
            let blank: Vec<&str> = words.keys().filter(|key| words.0[*key].trim().is_empty()).collect();
            assert!(blank.is_empty(), "{language:?}: {blank:?}");
            let there: BTreeSet<String> = words.keys().map(str::to_owned).collect();
            let missing: Vec<_> = asked_for.difference(&there).collect();
            let idle: Vec<_> = there.difference(&asked_for).collect();
            assert!(missing.is_empty() && idle.is_empty(), "{language:?}: missing {missing:?}, never used {idle:?}");
        }
    }

    #[test]
    fn both_languages_have_their_words_in_one_order_and_none_twice() {
        let keys = |language: &Language| -> Vec<String> {
            let text = std::fs::read_to_string(format!("{DEFAULT}/words/{}.yaml", language.word())).unwrap();
            let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
            lines.map(|line| line.split_once(':').unwrap().0.to_owned()).collect()
        };
        let first = keys(&Language::Vietnamese);
        Language::ALL.iter().for_each(|language| assert_eq!(keys(language), first));
        assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), first.len());
    }

    #[test]
    fn slots_are_filled_by_name() {
        let value = |name: &str| (name == "count").then(|| "3".to_owned());
        assert_eq!(fill("{count} văn bản, {count} mô hình", value), "3 văn bản, 3 mô hình");
        assert_eq!(fill("{other} và { rest", value), "{other} và { rest");
    }
}
