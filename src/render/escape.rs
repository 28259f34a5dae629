//! Text into HTML and XML: the five characters that mean something there.

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
    text.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\''))
}

/// Writes an address of the site with everything percent-encoded that an address may not hold as it is.
///
/// A `#` begins the anchor and a `/` divides folders; both are kept.
pub fn encode_address(address: &str, out: &mut String) {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/#".contains(letter);
    let mut rest = address;
    while let Some(at) = rest.find(|letter| !is_plain(letter)) {
        out.push_str(&rest[..at]);
        let letter = rest[at..].chars().next().map_or(0, char::len_utf8);
        for byte in rest[at..at + letter].bytes() {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
        rest = &rest[at + letter..];
    }
    out.push_str(rest);
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
