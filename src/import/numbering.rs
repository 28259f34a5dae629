//! The numbers that programs show before paragraphs and store nowhere in the text.

use std::collections::HashMap;

use trichdan::text::roman;

/// Levels that Word lets a list have.
pub const LEVELS: usize = 9;

/// Characters of a number's pattern: every paragraph of the list shows them, and no list has as many.
pub const MOST_PATTERN_CHARS: usize = 80;

/// All lists, and how far each has been counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Uses of abstract lists, by the ids that paragraphs name (`w:num`, LFO).
    pub lists: HashMap<String, List>,
    /// Abstract lists by their ids (`w:abstractNum`, LSTF).
    pub abstracts: HashMap<String, Vec<Level>>,
    /// How far each list is counted.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Uses whose own starting values have been taken.
    started: HashMap<(String, usize), ()>,
}

/// A use of an abstract list.
#[derive(Debug, Default)]
pub struct List {
    /// The abstract list's id.
    pub abstract_id: String,
    /// What it counts together with; empty for all uses of the abstract list.
    pub counts_with: String,
    /// Where it starts anew, by level.
    pub starts: HashMap<usize, u32>,
    /// Levels that it shows in its own way.
    pub replaced: HashMap<usize, Level>,
}

impl List {
    /// Uses of one abstract list go on counting together where nothing else is said.
    fn counter(&self) -> &str {
        if self.counts_with.is_empty() { &self.abstract_id } else { &self.counts_with }
    }
}

/// What numbers a paragraph: a list's id, and the level in it (from 0).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberingReference {
    /// The list; `0` switches numbering off.
    pub list: Option<String>,
    /// The level.
    pub level: Option<usize>,
}

/// One level of a list.
#[derive(Debug, Clone, Default)]
pub struct Level {
    /// `decimal`, `lowerLetter`, `upperRoman`, `bullet`, …
    pub format: String,
    /// `%1.%2.`: the numbers of which levels, and what stands between.
    pub pattern: String,
    /// The first number.
    pub start: u32,
    /// The level (from 1) after which it starts anew; 0 for never.
    pub restarts_after: Option<usize>,
    /// Shows every number in Arabic digits.
    pub is_legal: bool,
    /// The paragraph style bound to it.
    pub style: Option<String>,
}

impl Numbering {
    /// Makes a list's next number at a level this one.
    pub fn go_on_with(&mut self, list: &str, depth: usize, next: u32) {
        let Some(list) = self.lists.get(list) else { return };
        let counters = self.counters.entry(list.counter().to_owned()).or_default();
        counters[depth.min(LEVELS - 1)] = next.checked_sub(1);
    }

    /// Counts a paragraph and gives the number to show before it: `1.1.`, `a)`, `-`; empty for none.
    ///
    /// `style` is the paragraph's style, which may be bound to a level of its own.
    pub fn next(&mut self, reference: &NumberingReference, style: Option<&str>) -> String {
        let Some(list_id) = reference.list.as_deref().filter(|id| *id != "0") else {
            return String::new();
        };
        let Some(list) = self.lists.get(list_id) else {
            return String::new();
        };
        let Some(levels) = self.abstracts.get(&list.abstract_id) else {
            return String::new();
        };
        let of_style = || levels.iter().position(|level| style.is_some() && level.style.as_deref() == style);
        let depth = reference.level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let level_at = |depth: usize| list.replaced.get(&depth).or_else(|| levels.get(depth));
        let Some(level) = level_at(depth) else {
            return String::new();
        };
        let counters = self.counters.entry(list.counter().to_owned()).or_default();
        let own_start = list.starts.get(&depth).copied();
        let is_first_use = self.started.insert((list_id.to_owned(), depth), ()).is_none();
        let count = match (counters[depth], own_start) {
            (_, Some(start)) if is_first_use => start,
            (Some(count), _) => count.saturating_add(1),
            (None, _) => level.start,
        };
        counters[depth] = Some(count);
        for (deeper, counter) in counters.iter_mut().enumerate().skip(depth + 1) {
            let restarts_after = level_at(deeper).and_then(|level| level.restarts_after).unwrap_or(deeper);
            if restarts_after > depth {
                *counter = None;
            }
        }
        let counted: Vec<u32> = (0..=depth)
            .map(|depth| counters[depth].or(level_at(depth).map(|level| level.start)).unwrap_or(1))
            .collect();
        shown(level, &counted, |depth| level_at(depth).map_or("decimal", |level| &level.format))
    }
}

/// Fills the pattern: `%1.%2.` with 2 and 1 is `2.1.`.
fn shown<'a>(level: &Level, counted: &[u32], format_at: impl Fn(usize) -> &'a str) -> String {
    if level.format == "bullet" {
        return bullet(&level.pattern);
    }
    let mut shown = String::new();
    let mut characters = level.pattern.chars().peekable();
    while let Some(character) = characters.next() {
        let depth = characters.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0);
        match depth {
            Some(depth) if character == '%' => {
                characters.next();
                let depth = depth as usize - 1;
                let format = if level.is_legal { "decimal" } else { format_at(depth) };
                if let Some(count) = counted.get(depth) {
                    shown.push_str(&number(*count, format));
                }
            }
            _ => shown.push(character),
        }
    }
    shown.trim().to_owned()
}

/// A bullet as its plain character. Word's bullets are often letters of a picture font, in the private-use area.
fn bullet(pattern: &str) -> String {
    let first = pattern.trim().chars().next();
    match first {
        None => String::new(),
        Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{F02D}') => "-".to_owned(),
        Some('+' | '\u{F02B}') => "+".to_owned(),
        Some('*') => "*".to_owned(),
        Some(_) => "•".to_owned(),
    }
}

/// A number that a file holds as its program shows it.
pub fn as_shown(number: &str) -> String {
    let number = number.trim();
    if number.contains(char::is_alphanumeric) { number.to_owned() } else { bullet(number) }
}

/// A number in one of Word's formats; those without a plain written form are shown in digits.
pub fn number(count: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{count:02}"),
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        _ => count.to_string(),
    }
}

fn roman(count: u32) -> String {
    roman::write(count).unwrap_or_else(|| count.to_string())
}

/// `a` … `z`, then `aa`, `bb`, as Word counts: always Latin, so its list goes from d to e and knows no đ.
fn letters(count: u32) -> String {
    let Some(index) = count.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    let times = (index / 26 + 1).min(20) as usize;
    String::from(letter).repeat(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let written: Vec<String> = [1, 4, 9, 14, 49, 4000].iter().map(|count| number(*count, "upperRoman")).collect();
        assert_eq!(written, ["I", "IV", "IX", "XIV", "XLIX", "4000"]);
        assert_eq!([number(1, "lowerLetter"), number(27, "lowerLetter"), number(5, "decimalZero")], ["a", "aa", "05"]);
    }
}
