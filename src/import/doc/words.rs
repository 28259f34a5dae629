//! Every word of a `.doc`, read in the plainest way: the measure that the real reading is held against.

use std::collections::BTreeMap;

/// The letters of a story from `first` on as words: it knows no properties, tables, styles or lists on purpose, only the letters
/// that end a line and those that begin, part and end a field. What fields compute from comes last, since no page shows it.
/// `instead` are the letters that stand for a drawing, and with none those that were struck out.
pub fn of(units: &[u16], first: usize, instead: &BTreeMap<usize, Option<char>>) -> String {
    let (mut shown, mut computed) = (String::new(), String::new());
    let mut fields = Vec::new();
    // How many of them have not come to what they show.
    let mut waiting = 0_usize;
    let mut at = first;
    for letter in char::decode_utf16(units.iter().copied()) {
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        let words = if waiting > 0 { &mut computed } else { &mut shown };
        match letter {
            '\u{13}' => {
                fields.push(false);
                waiting += 1;
                computed.push(' ');
            }
            '\u{14}' => {
                let had_result = fields.last_mut().map(|has_result| std::mem::replace(has_result, true));
                waiting -= usize::from(had_result == Some(false));
            }
            '\u{15}' => waiting -= usize::from(fields.pop() == Some(false)),
            '\u{7}' | '\t'..='\u{E}' => words.push(' '),
            _ if instead.get(&at) == Some(&None) => {}
            '\u{1E}' => words.push('\u{2011}'),
            '\u{1F}' => words.push('\u{AD}'),
            '\0'..='\u{1D}' => {}
            _ => words.extend(instead.get(&at).copied().unwrap_or(Some(letter))),
        }
        at += letter.len_utf16();
    }
    format!("{shown}\n{computed}\n")
}
