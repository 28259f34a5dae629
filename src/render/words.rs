//! The words of the interface, by language: `words/vi.yaml` and `words/en.yaml` of a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The languages a theme must speak.
pub const LANGUAGES: [&str; 2] = ["vi", "en"];

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
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_by_name() {
        let value = |name: &str| (name == "count").then(|| "3".to_owned());
        assert_eq!(fill("{count} văn bản, {count} mô hình", value), "3 văn bản, 3 mô hình");
        assert_eq!(fill("{other} và { rest", value), "{other} và { rest");
    }
}
