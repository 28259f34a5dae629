//! What `check --fix` mends: letters that are not what they look like. Never a word, never a space.

use similar::TextDiff;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::source::SourcePath;
use trichdan::text::lookalike::{self, Kind};

/// A mended text and how it differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedText {
    /// The whole file, mended.
    pub text: String,
    /// A unified diff for people; where letters look alike, their code points stand in brackets after the line.
    pub diff: String,
    /// Letters brought to their composed form.
    pub composed: usize,
    /// Look-alike letters exchanged.
    pub exchanged: usize,
}

/// Mends the letters of a file as it lies on disk: NFC, `Ð` to `Đ`, Cyrillic and Greek letters in Latin words.
///
/// Gives nothing when there is nothing to mend. Invisible characters stay: whether a space belongs there is wording.
pub fn fix(path: &SourcePath, text: &str) -> Option<FixedText> {
    let composed: String = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    let mut mended = composed.clone();
    let mut exchanged = 0;
    for found in lookalike::find(&composed).iter().rev().filter(|found| found.kind != Kind::Invisible) {
        if let Some(instead) = found.instead {
            mended.replace_range(found.range(), instead.encode_utf8(&mut [0; 4]));
            exchanged += 1;
        }
    }
    if mended == text {
        return None;
    }
    let marks =
        |text: &str| text.chars().filter(|&letter| unicode_normalization::char::is_combining_mark(letter)).count();
    let composed_letters = marks(text) - marks(&composed);
    let name = path.as_str();
    let diff = TextDiff::from_lines(visible(text), visible(&mended))
        .unified_diff()
        .context_radius(0)
        .header(name, name)
        .to_string();
    Some(FixedText { text: mended, diff, composed: composed_letters, exchanged })
}

/// The text with letters that cannot be told apart spelt by their code points: `⟨U+00D0⟩ề án`.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let suspects: std::collections::BTreeSet<usize> = lookalike::find(text).iter().map(|found| found.at).collect();
    for (at, letter) in text.char_indices() {
        if suspects.contains(&at) || unicode_normalization::char::is_combining_mark(letter) {
            shown.push_str(&format!("⟨U+{:04X}⟩", letter as u32));
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let path = SourcePath::new("a.md").unwrap();
        let fixed = fix(&path, text);
        assert_eq!(fixed.as_ref().map(|it| it.text.as_str()), expected);
        if let Some(fixed) = fixed {
            assert_eq!(fix(&path, &fixed.text), None, "fixing twice");
            assert!(fixed.diff.contains("⟨U+"), "{}", fixed.diff);
        }
    }

    #[test]
    fn only_letters_are_mended() {
        check("Ðề án của UВND", Some("Đề án của UBND"));
        check("Vie\u{302}\u{323}t Nam\r\n", Some("Việt Nam\r\n"));
        check("KH &CN , chuyên đổi số\u{200B}", None);
        check("Наука; α", None);
    }

    #[test]
    fn the_diff_shows_what_the_eye_cannot() {
        let path = SourcePath::new("a.md").unwrap();
        let fixed = fix(&path, "một\nÐề án\n").unwrap();
        assert_eq!(fixed.diff, "--- a.md\n+++ a.md\n@@ -2 +2 @@\n-⟨U+00D0⟩ề án\n+Đề án\n");
    }
}
