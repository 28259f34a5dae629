//! The address of a link inside the site, read in each way that its author may have meant it.
//!
//! Editors and file managers write one file in many ways: `Phụ lục 1.pdf`, `Ph%E1%BB%A5%20l%E1%BB%A5c%201.pdf`,
//! `./files/quet.pdf#page=5`. A file's name may hold the very signs that begin an anchor or a query: `Biểu #2.pdf`.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use crate::source::SourcePath;

/// One reading of an address.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// What is linked to, in NFC.
    pub path: String,
    /// What follows `?`, as it was written.
    pub query: &'a str,
    /// What follows `#`.
    pub anchor: String,
}

/// The readings of an address, the longest name first: all of it, then up to the last `#`, then without query and anchor; each
/// as it stands, then with its escapes resolved.
pub fn readings(address: &str) -> Vec<Reference<'_>> {
    let address = address.trim();
    let (before, anchor) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = before.split_once('?').unwrap_or((before, ""));
    let mut readings: Vec<Reference<'_>> = Vec::with_capacity(4);
    let (named, last) = address.rsplit_once('#').unwrap_or((address, ""));
    for (path, query, anchor) in [(address, "", ""), (named, "", last), (path, query, anchor)] {
        let anchor = resolved(anchor).unwrap_or_else(|| anchor.to_owned());
        for path in std::iter::once(path.to_owned()).chain(resolved(path)) {
            let reading = Reference { path, query, anchor: anchor.clone() };
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings
}

/// A text with its escapes resolved; none where they are no UTF-8, or would hide a control character.
fn resolved(text: &str) -> Option<String> {
    let text: String = percent_decode_str(text).decode_utf8().ok()?.nfc().collect();
    (!text.contains(char::is_control)).then_some(text)
}

/// The paths that a name may mean, written in the entry at `from`.
pub fn meant(from: &SourcePath, name: &str) -> impl Iterator<Item = SourcePath> {
    let paths = match name.strip_prefix('/') {
        Some(path) => [SourcePath::new(path), None],
        None => [beside(from, name), beside(from, &format!("files/{name}"))],
    };
    paths.into_iter().flatten()
}

/// The path that `relative` names when it is written in the file `from`; none when it leaves the content folder.
pub fn beside(from: &SourcePath, relative: &str) -> Option<SourcePath> {
    let mut parts: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    SourcePath::new(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &[(&str, &str, &str)]) {
        let readings = readings(address);
        let found: Vec<_> = readings.iter().map(|one| (&*one.path, one.query, &*one.anchor)).collect();
        assert_eq!(found, expected, "{address}");
    }

    #[test]
    fn an_address_is_read_in_each_way_that_it_may_be_meant() {
        check("files/a.pdf", &[("files/a.pdf", "", "")]);
        check("files/a.pdf#page=5", &[("files/a.pdf#page=5", "", ""), ("files/a.pdf", "", "page=5")]);
        check(
            "/tim-kiem/?q=g%C3%A0",
            &[("/tim-kiem/?q=g%C3%A0", "", ""), ("/tim-kiem/?q=gà", "", ""), ("/tim-kiem/", "q=g%C3%A0", "")],
        );
        check("files/Ph%E1%BB%A5%201.pdf", &[("files/Ph%E1%BB%A5%201.pdf", "", ""), ("files/Phụ 1.pdf", "", "")]);
        check("B #2.pdf#a", &[("B #2.pdf#a", "", ""), ("B #2.pdf", "", "a"), ("B ", "", "2.pdf#a")]);
        check("100%.pdf", &[("100%.pdf", "", "")]);
        check("a%0Ab", &[("a%0Ab", "", "")]);
        check("a%FFb", &[("a%FFb", "", "")]);
        check("Tho\u{323}.md", &[("Tho\u{323}.md", "", ""), ("Th\u{1ECD}.md", "", "")]);
    }
}
