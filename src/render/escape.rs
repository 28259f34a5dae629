//! Text into HTML and XML: the five characters that mean something there.

use memchr::{memchr2, memchr3};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Writes `text` so that it is text both between tags and inside a quoted attribute.
///
/// Only what must be escaped is: a slash stays a slash, because designations and addresses are full of them.
pub fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Whether [`escape`] would change anything.
pub fn needs_escape(text: &str) -> bool {
    let text = text.as_bytes();
    memchr3(b'&', b'<', b'>', text).is_some() || memchr2(b'"', b'\'', text).is_some()
}

/// What an address may not hold as it is: all but letters, digits, the signs of RFC 3986, and the dividers `/` and `#`.
const OUTSIDE_ADDRESSES: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'#');

/// The same of a query.
const OUTSIDE_QUERIES: &AsciiSet = &OUTSIDE_ADDRESSES.remove(b'?').remove(b'%');

/// Writes an address of the site with everything percent-encoded that an address may not hold as it is.
///
/// A `#` begins the anchor and a `/` divides folders; both are kept, and so are the escapes of a query, which its author wrote.
pub fn encode_address(address: &str, out: &mut String) {
    let (path, query) = address.split_at(address.find('?').unwrap_or(address.len()));
    out.extend(utf8_percent_encode(path, OUTSIDE_ADDRESSES));
    out.extend(utf8_percent_encode(query, OUTSIDE_QUERIES));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_means_something_in_html_is_escaped() {
        for (text, expected) in [
            ("1221/QĐ-UBND", "1221/QĐ-UBND"),
            ("KH&CN", "KH&amp;CN"),
            (r#"<b a="x" c='y'>"#, "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;"),
        ] {
            let mut out = String::new();
            escape(text, &mut out);
            assert_eq!(out, expected);
            assert_eq!(needs_escape(text), text != expected);
        }
    }

    #[test]
    fn addresses_are_percent_encoded() {
        let mut out = String::new();
        encode_address("ky/2022-h1/files/Báo cáo 100%.pdf#điều-3", &mut out);
        assert_eq!(out, "ky/2022-h1/files/B%C3%A1o%20c%C3%A1o%20100%25.pdf#%C4%91i%E1%BB%81u-3");
    }
}
