//! A text as a scalar of YAML: as a careful person types it, with quotes only where YAML needs them.

/// Columns that a line of YAML may have before its text is folded.
pub const MOST_COLUMNS: usize = 120;

/// Where a scalar stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Within brackets, where commas and brackets end a text.
    pub in_brackets: bool,
    /// The quotes that its neighbours stand in without need.
    pub habit: Option<char>,
}

/// A text on one line: plain where that reads back as the same text, else in quotes.
///
/// Of the escapes, congbo reads only those of a line end and a tab: whoever edits the file should see what stands in it.
/// So every other letter stands as it is, and what cannot stand in YAML is left out.
pub fn scalar(text: &str, place: Place) -> String {
    let text = &storable(text);
    let is_plain = is_plain(text) && !(place.in_brackets && text.contains([',', '[', ']', '{', '}', ':', '#']));
    let single = || format!("'{}'", text.replace('\'', "''"));
    let is_one_line = !text.contains(char::is_control);
    match place.habit {
        None if is_plain => text.to_owned(),
        Some('\'') if is_one_line => single(),
        None if text.contains('"') && is_one_line => single(),
        _ => double(text),
    }
}

fn double(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A long text as lines of a folded scalar; `None` where it fits into `room` columns, or would not read back the same.
pub fn folded(text: &str, room: usize, indent: usize) -> Option<Vec<String>> {
    let is_safe = !text.chars().any(|letter| letter.is_control() || (letter.is_whitespace() && letter != ' '));
    let has_single_spaces = !text.contains("  ") && text.trim() == text;
    if text.chars().count() <= room || !is_safe || !has_single_spaces {
        return None;
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut()?;
        if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > MOST_COLUMNS {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    Some(lines.iter().map(|line| format!("{}{line}", " ".repeat(indent))).collect())
}

/// A text of several lines as those of a literal scalar; `None` where it has one line, or would not read back the same.
pub fn literal(text: &str, indent: usize) -> Option<Vec<String>> {
    let is_safe = |letter: char| letter == '\n' || !(letter.is_control() || letter == '\u{FEFF}');
    if !text.contains('\n') || text.trim() != text || !text.chars().all(is_safe) {
        return None;
    }
    let margin = " ".repeat(indent);
    Some(text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") }).collect())
}

/// A text without what YAML does not hold; what YAML takes for a line end is a space.
pub fn storable(text: &str) -> String {
    let letters = text.replace("\r\n", "\n");
    let letters = letters.chars().filter_map(|letter| match letter {
        '\n' | '\t' => Some(letter),
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => None,
        letter => Some(letter).filter(|letter| !letter.is_control()),
    });
    letters.collect()
}

/// Whether a text can stand without quotes, and is a text to other programs too, or the very number that is meant.
pub fn is_plain(text: &str) -> bool {
    // Not `true` and `false`: where a field asks for them they are bare, and where it asks for a text they are one.
    const WORDS: [&str; 7] = ["null", "yes", "no", "on", "off", "y", "n"];
    let starts_well = text.chars().next().is_some_and(|first| first.is_alphanumeric() || "“‘(/«…".contains(first));
    let holds_mark = text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.contains("---");
    let is_one_line = !text.contains(char::is_control);
    let is_trimmed = text.trim() == text;
    starts_well
        && !holds_mark
        && is_one_line
        && is_trimmed
        && !WORDS.contains(&text.to_lowercase().as_str())
        && !is_other_number(text)
        && !looks_like_field(text)
}

/// `tên:giá trị` of small letters: a field whose space was forgotten, if it stood as an item.
fn looks_like_field(text: &str) -> bool {
    let word = text.trim_start_matches(|letter: char| letter.is_ascii_lowercase() || letter == '_');
    word.len() < text.len() && word.starts_with(':') && !word.starts_with("://")
}

/// Whether YAML takes a text for a number that is written otherwise: `01`, `1.500`, `1e3`, `0x1F`, `1_000`, `12:30`.
fn is_other_number(text: &str) -> bool {
    let is_number =
        text.parse::<f64>().is_ok() || text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0b");
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = digits && (text == "0" || !text.starts_with('0'));
    let has_signs =
        |sign: char| text.contains(sign) && text.chars().all(|letter| letter.is_ascii_digit() || letter == sign);
    (is_number && !is_whole) || has_signs('_') || has_signs(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_only_where_needed() {
        let table = [
            ("1221/QĐ-UBND", "1221/QĐ-UBND"),
            ("/BC-UBND", "/BC-UBND"),
            ("Không", "Không"),
            ("2022-06-30", "2022-06-30"),
            ("1.234,5", "1.234,5"),
            ("1.500.000", "1.500.000"),
            ("2022", "2022"),
            ("1.10", "\"1.10\""),
            ("1.500", "\"1.500\""),
            ("0123", "\"0123\""),
            ("12:30", "\"12:30\""),
            ("infinity", "\"infinity\""),
            ("no", "\"no\""),
            ("+84 237", "\"+84 237\""),
            ("-3,5", "\"-3,5\""),
            ("Đề tài: thử", "\"Đề tài: thử\""),
            ("Mẫu #1", "\"Mẫu #1\""),
            ("title:A", "\"title:A\""),
            ("https://a.vn/#b", "https://a.vn/#b"),
            ("phê duyệt Đề án \"Khung\"", "phê duyệt Đề án \"Khung\""),
            ("phê duyệt Đề án: \"Khung\"", "'phê duyệt Đề án: \"Khung\"'"),
            ("- một", "\"- một\""),
            ("a\u{A0}b\u{200B}\u{E000}", "a\u{A0}b\u{200B}\u{E000}"),
            ("a\u{7}b\u{2028}c\u{FEFF}", "ab c"),
            ("hai\ndòng", "\"hai\\ndòng\""),
        ];
        for (text, expected) in table {
            assert_eq!(scalar(text, Place::default()), expected);
        }
        let quoted = |text, habit| scalar(text, Place { in_brackets: false, habit: Some(habit) });
        assert_eq!(quoted("a", '"'), "\"a\"");
        assert_eq!(quoted("nói 'đúng'", '\''), "'nói ''đúng'''");
        assert_eq!(quoted("hai\ndòng", '\''), "\"hai\\ndòng\"");
        assert_eq!(scalar("a, b", Place { in_brackets: true, habit: None }), "\"a, b\"");
    }
}
