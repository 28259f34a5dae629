//! What never changes in a template is put in once, when the theme is loaded: words without slots, static files.
//!
//! Half of what a page's frame asks for are such words; a template that holds them as text is made in half the
//! time. Offsets in the result are led back to the source, so that an error still points at the author's own text.

use std::collections::BTreeMap;

use crate::render::escape::escape;
use crate::render::words::Words;

/// A template's text with its constants in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The text to compile.
    pub text: String,
    /// The end of each replaced place: in `text`, and in the source.
    pub places: Places,
}

/// Ends of replaced places, in order: in the filled text, and in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<(usize, usize)>);

impl Places {
    /// The offset in the source of an offset in the filled text that lies outside replaced places.
    pub fn in_source(&self, offset: usize) -> usize {
        let before = self.0.partition_point(|(filled, _)| *filled <= offset);
        match before.checked_sub(1).and_then(|last| self.0.get(last)) {
            Some((filled, source)) => offset - filled + source,
            None => offset,
        }
    }
}

/// Puts words and static files into a template.
///
/// ```text
/// {{ "skip" | t }}             Tới nội dung
/// {{ static("site.css") }}     {{ root }}static/site.css?v=0b1c2d3e
/// ```
///
/// What is not known stays as it is, so that its use is reported where it stands.
pub fn fill(source: &str, words: &Words, versions: &BTreeMap<String, String>) -> Filled {
    let mut text = String::with_capacity(source.len());
    let mut places = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find("{{ ") {
        let (before, expression) = rest.split_at(at);
        text.push_str(before);
        let used = push_word(expression, words, &mut text).or_else(|| push_static(expression, versions, &mut text));
        if used.is_none() {
            text.push_str("{{ ");
        }
        rest = &expression[used.unwrap_or("{{ ".len())..];
        if used.is_some() {
            places.push((text.len(), source.len() - rest.len()));
        }
    }
    text.push_str(rest);
    Filled { text, places: Places(places) }
}

/// Writes the word of `{{ "key" | t }}`, and says how long the expression is.
fn push_word(expression: &str, words: &Words, out: &mut String) -> Option<usize> {
    let (key, _) = expression.strip_prefix("{{ \"")?.split_once("\" | t }}")?;
    let word = words.get(key).filter(|word| !word.contains('{'))?;
    escape(word, out);
    Some("{{ \"\" | t }}".len() + key.len())
}

/// Writes the address of `{{ static("name") }}`, and says how long the expression is.
fn push_static(expression: &str, versions: &BTreeMap<String, String>, out: &mut String) -> Option<usize> {
    let (name, _) = expression.strip_prefix("{{ static(\"")?.split_once("\") }}")?;
    let version = versions.get(name)?;
    out.push_str("{{ root }}static/");
    out.push_str(name);
    out.push_str("?v=");
    out.push_str(version);
    Some("{{ static(\"\") }}".len() + name.len())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_put_in_and_offsets_lead_back() {
        let words = Words::new([("a".into(), "KH&CN".into()), ("b".into(), "{count} dòng".into())]);
        let versions = BTreeMap::from([("site.css".to_owned(), "01".to_owned())]);
        let source = "1 {{ \"a\" | t }} 2 {{ static(\"site.css\") }} 3 {{ \"b\" | t }} {{ \"c\" | t }} {{ view.x }}";
        let filled = fill(source, &words, &versions);
        assert_eq!(
            filled.text,
            "1 KH&amp;CN 2 {{ root }}static/site.css?v=01 3 {{ \"b\" | t }} {{ \"c\" | t }} {{ view.x }}"
        );
        for mark in ["1", "2", "3", "view.x"] {
            let offset = filled.text.find(mark).unwrap();
            // `2` and `3` occur first in their own places, after which nothing is replaced before them.
            assert!(source[filled.places.in_source(offset)..].starts_with(mark), "{mark}");
        }
    }
}
