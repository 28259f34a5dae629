//! What the search script must know to understand a query: what people call kinds and bodies, and words that mean the same.
//!
//! One line for each meaning: the fact that it is, then the phrases for it. Lines without a fact are synonyms; those that
//! begin with `!` are spellings of one thing (`UBND` is `ủy ban nhân dân`), which the script takes for one wherever they stand.

use std::sync::Arc;

use super::fact::Fact;
use crate::prose::codebook;

/// Words that mean the same to people, a group a line.
const SYNONYMS: &str = include_str!("synonyms.txt");

/// A meaning and the phrases for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// What it is known as; none for words that mean the same as each other.
    pub fact: Option<Fact>,
    /// What people call it.
    pub phrases: Vec<Arc<str>>,
}

/// All meanings of a site, besides those that every site has.
pub type Vocabulary = Vec<Meaning>;

/// The text of the shard: ready to stand in a JSON string.
pub fn text(vocabulary: &[Meaning]) -> String {
    let lines = SYNONYMS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let built_in = lines.map(|line| match line.strip_prefix('!') {
        Some(line) => ("!".to_owned(), split(line)),
        None => (String::new(), split(line)),
    });
    let own = vocabulary.iter().map(|meaning| {
        let fact = meaning.fact.as_ref().map_or_else(String::new, Fact::word);
        (fact, meaning.phrases.clone())
    });
    let lines = own.chain(built_in).map(|(first, phrases)| {
        let fields = std::iter::once(&*first).chain(phrases.iter().map(|phrase| &**phrase));
        fields.map(escaped).collect::<Vec<_>>().join("\\t")
    });
    lines.collect::<Vec<_>>().join("\\n")
}

/// The phrases of a line, which commas part.
pub fn split(line: &str) -> Vec<Arc<str>> {
    line.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()).map(Arc::from).collect()
}

fn escaped(text: &str) -> String {
    let mut out = Vec::new();
    codebook::push_escaped(text, &mut out);
    String::from_utf8(out).expect("escaping leaves text as it is")
}
