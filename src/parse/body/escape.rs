//! Characters that mean something to HTML, made to mean themselves.

use std::fmt::Write;

/// Text between tags.
pub fn text(out: &mut String, words: &str) {
    let mut done = 0;
    for at in memchr::memchr3_iter(b'&', b'<', b'>', words.as_bytes()) {
        out.push_str(&words[done..at]);
        out.push_str(match words.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        done = at + 1;
    }
    out.push_str(&words[done..]);
}

/// The value of an attribute that stands in double quotes.
pub fn attribute(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('"') {
        text(out, before);
        out.push_str("&quot;");
        rest = after;
    }
    text(out, rest);
}

/// An address as the value of an attribute: what may not stand in one is percent-encoded, as browsers do.
pub fn address(out: &mut String, address: &str) {
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            _ if stands_in_address(byte) => out.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
}

fn stands_in_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~!*();:@=+$,/?#%[]".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(write: fn(&mut String, &str), words: &str, expected: &str) {
        let mut out = String::new();
        write(&mut out, words);
        assert_eq!(out, expected);
    }

    #[test]
    fn nothing_breaks_out() {
        check(text, "KH&CN <b> \"a\" '", "KH&amp;CN &lt;b&gt; \"a\" '");
        check(attribute, "\" onclick=\"x\" <&>", "&quot; onclick=&quot;x&quot; &lt;&amp;&gt;");
        check(address, "https://a.vn/?a=1&b=\"'><Đ \\", "https://a.vn/?a=1&amp;b=%22&#39;%3E%3C%C4%90%20%5C");
        check(address, "a%20b[1]\n", "a%20b[1]%0A");
    }
}
