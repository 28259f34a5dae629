//! Where a link or picture points, and whether a page may carry it.

/// The kinds of addresses that an author can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address<'a> {
    /// Nothing.
    Empty,
    /// A place in the same text: the anchor without its `#`.
    Anchor(&'a str),
    /// Inside the site or the content folder; only the archive knows whether it is there.
    Inside,
    /// Another site, or a letter or call to somebody.
    Outside,
    /// Something that a page must not lead to: `javascript:`, `data:`, `file:` and whatever else is not known
    /// to be harmless.
    Refused,
}

/// Reads an address as a browser would, which skips spaces around it and tabs and line ends in it.
pub fn read(address: &str) -> Address<'_> {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    if trimmed.is_empty() {
        return Address::Empty;
    }
    if let Some(anchor) = trimmed.strip_prefix('#') {
        return Address::Anchor(anchor);
    }
    if trimmed.contains(|c: char| c.is_control()) {
        return Address::Refused;
    }
    match scheme(trimmed) {
        Some(scheme) if ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            Address::Outside
        }
        Some(_) => Address::Refused,
        // A browser takes each backslash for a slash.
        None if trimmed.starts_with("//") => Address::Outside,
        None if trimmed.contains('\\') => Address::Refused,
        None => Address::Inside,
    }
}

/// What stands before the first colon, if no `/`, `?` or `#` says that it is a path.
///
/// More is taken for a scheme than a browser would, so that `java script:` is refused too.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    address[end..].starts_with(':').then(|| &address[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_pass() {
        let table = [
            ("", Address::Empty),
            (" \t", Address::Empty),
            ("#muc-2-1", Address::Anchor("muc-2-1")),
            ("/van-ban/", Address::Inside),
            ("files/bien-ban.pdf", Address::Inside),
            ("bao-cao.md#muc-1", Address::Inside),
            ("?trang=2", Address::Inside),
            ("a/b:c", Address::Inside),
            ("https://thanhhoa.gov.vn", Address::Outside),
            ("HTTP://a.vn", Address::Outside),
            ("//a.vn/x", Address::Outside),
            ("mailto:a@b.vn", Address::Outside),
            ("tel:+84", Address::Outside),
            ("javascript:alert(1)", Address::Refused),
            (" JaVaScRiPt:alert(1)", Address::Refused),
            ("java\tscript:alert(1)", Address::Refused),
            ("java\nscript:alert(1)", Address::Refused),
            ("\u{1}javascript:alert(1)", Address::Refused),
            ("data:text/html,x", Address::Refused),
            ("vbscript:x", Address::Refused),
            ("file:///etc/passwd", Address::Refused),
            ("java script:x", Address::Refused),
            ("\\\\a.vn\\x", Address::Refused),
            ("/\\a.vn", Address::Refused),
        ];
        for (address, expected) in table {
            assert_eq!(read(address), expected, "{address:?}");
        }
    }
}
