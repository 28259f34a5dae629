//! Links to other hosts: where they stand, and what a server's answer says of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::source::SourcePath;

/// What a server said of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Found,
    /// It is there, and for good at another address.
    Moved(String),
    /// It is gone, or its host has no address: the status, or what failed.
    Gone(String),
    /// No telling: refused, too slow, a passing fault.
    Uncertain(String),
}

/// Every address of another host, with all its places.
pub fn links(texts: &BTreeMap<SourcePath, Arc<str>>) -> BTreeMap<&str, Vec<Location>> {
    let mut links: BTreeMap<&str, Vec<Location>> = BTreeMap::new();
    for (path, text) in texts {
        for (at, _) in text.match_indices("http") {
            if let Some(address) = address_at(text, at) {
                let place = Place::Bytes(at as u32, (at + address.len()) as u32);
                links.entry(address).or_default().push(Location { path: path.clone(), place });
            }
        }
    }
    links
}

/// The address that begins at a byte: up to a space, a quote or a bracket, without the sentence's own marks.
fn address_at(text: &str, at: usize) -> Option<&str> {
    let rest = &text[at..];
    let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric)
        || !host.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[')
    {
        return None;
    }
    let ends =
        |letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '\'' | '`' | '|' | '{' | '}' | '”');
    let mut address = &rest[..rest.find(ends).unwrap_or(rest.len())];
    // A bracket belongs to the address only if it was opened in it: `(xem https://a.vn/b)`.
    while let Some(last) = address.chars().next_back() {
        let unopened = (last == ')' && !address.contains('(')) || (last == ']' && !address.contains('['));
        if !unopened && !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_') {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    Some(address)
}

/// What there is to say of an address at each of its places.
pub fn judge(address: &str, answer: &Answer, places: &[Location]) -> Vec<Diagnostic> {
    let say = |location: &Location| match answer {
        Answer::Found => None,
        Answer::Moved(to) => Some(messages::link_moved(address, to, location.clone())),
        Answer::Gone(why) => Some(messages::dead_link(address, why, location.clone())),
        Answer::Uncertain(why) => Some(messages::link_uncertain(address, why, location.clone())),
    };
    places.iter().filter_map(say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        let table = [
            ("https://a.gov.vn/b.", Some("https://a.gov.vn/b")),
            ("https://a.vn/b_(c))", Some("https://a.vn/b_(c))")),
            ("http://a.vn/x?y=1&z=2) và", Some("http://a.vn/x?y=1&z=2")),
            ("https://a.vn/đường>", Some("https://a.vn/đường")),
            ("https://", None),
            ("httpd", None),
        ];
        for (text, expected) in table {
            assert_eq!(address_at(text, 0), expected, "{text}");
        }
    }
}
