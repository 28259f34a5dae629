//! Brackets nested beyond all sense, found before the library reads them: its time grows with the square of their depth.

use super::MAX_NODES;

/// More brackets than this may stand open only by mistake. In texts they need no partners, so it is far more than
/// lists and mappings may be nested.
const MAX_OPEN: usize = 200;

/// The first bracket that is one too many, if there is one.
///
/// What is text and what is not only the library knows. Here quoted texts are told apart where they begin like one; who
/// hides brackets from this count can hide no more than the nodes that an entry may have.
pub(super) fn too_deep(yaml: &str) -> Option<usize> {
    let bytes = yaml.as_bytes();
    let opening = memchr::memchr2_iter(b'[', b'{', bytes);
    if let Some(last) = opening.clone().nth(MAX_NODES as usize) {
        return Some(last);
    }
    opening.clone().nth(MAX_OPEN)?;
    let mut open = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'[' | b'{' if open == MAX_OPEN => return Some(at),
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            quote @ (b'"' | b'\'') if open > 0 && begins_text(bytes, at) => at = closing(bytes, at + 1, quote),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a quote opens a text rather than being a letter of one.
fn begins_text(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1)
        .is_none_or(|before| matches!(bytes[before], b'[' | b'{' | b',' | b':' | b'?' | b' ' | b'\t' | b'\n'))
}

/// Where the quote is closed; the end where it is not.
fn closing(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        at += if quote == b'"' && bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_counted_outside_of_texts() {
        let deep = MAX_OPEN + 1;
        assert_eq!(too_deep(&format!("a: {}", "[".repeat(deep))), Some(3 + MAX_OPEN));
        assert_eq!(too_deep(&format!("a: {}", "[{b: ".repeat(deep))), Some(3 + MAX_OPEN / 2 * 5));
        assert_eq!(too_deep(&format!("a: {}", "[\"]\", '}', ".repeat(deep))), Some(3 + MAX_OPEN * 11));
        assert_eq!(too_deep(&format!("a: [{}]", "[b], ".repeat(10 * deep))), None);
        assert_eq!(too_deep(&format!("a: [{}]", "\"[\", ".repeat(10 * deep))), None);
        assert_eq!(too_deep(&"a: xem [1]\n".repeat(10 * deep)), None);
        assert!(too_deep(&"[] ".repeat(MAX_NODES as usize + 1)).is_some());
    }
}
