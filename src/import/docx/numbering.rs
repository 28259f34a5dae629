//! `numbering.xml`: the numbers that Word shows before paragraphs and stores nowhere in the text.

use std::collections::HashMap;

use super::styles::NumberingReference;
use super::xml::Element;
use trichdan::text::roman;

/// Levels that Word lets a list have.
const LEVELS: usize = 9;

/// Characters of a number's pattern: every paragraph of the list shows them, and no list has as many.
const MOST_PATTERN_CHARS: usize = 80;

/// All lists, and how far each has been counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// `w:num`: a use of an abstract list, by its id.
    lists: HashMap<String, List>,
    /// `w:abstractNum` by its id.
    abstracts: HashMap<String, Vec<Level>>,
    /// How far each abstract list is counted; uses of one abstract list go on counting together.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Uses whose own starting values have been taken.
    started: HashMap<(String, usize), ()>,
}

#[derive(Debug, Default)]
struct List {
    abstract_id: String,
    starts: HashMap<usize, u32>,
    replaced: HashMap<usize, Level>,
}

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    /// `decimal`, `lowerLetter`, `upperRoman`, `bullet`, …
    format: String,
    /// `%1.%2.`: the numbers of which levels, and what stands between.
    pattern: String,
    start: u32,
    /// The level (from 1) after which it starts anew; 0 for never.
    restarts_after: Option<usize>,
    /// Shows every number in Arabic digits.
    is_legal: bool,
    /// The paragraph style bound to it.
    style: Option<String>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(root: &Element) -> Self {
        let mut read = Self::default();
        let mut by_style_link = HashMap::new();
        let mut links = Vec::new();
        for element in root.elements().filter(|element| element.name == "w:abstractNum") {
            let Some(id) = element.attribute("w:abstractNumId") else { continue };
            if let Some(link) = element.child("w:styleLink").and_then(Element::value) {
                by_style_link.insert(link.to_owned(), id.to_owned());
            }
            if let Some(link) = element.child("w:numStyleLink").and_then(Element::value) {
                links.push((id.to_owned(), link.to_owned()));
            }
            read.abstracts.insert(id.to_owned(), levels(element));
        }
        for (id, link) in links {
            let levels = by_style_link.get(&link).and_then(|target| read.abstracts.get(target)).cloned();
            read.abstracts.insert(id, levels.unwrap_or_default());
        }
        for element in root.elements().filter(|element| element.name == "w:num") {
            if let Some(id) = element.attribute("w:numId") {
                read.lists.insert(id.to_owned(), list(element));
            }
        }
        read
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
        let counters = self.counters.entry(list.abstract_id.clone()).or_default();
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

fn levels(element: &Element) -> Vec<Level> {
    let mut levels = vec![Level::default(); LEVELS];
    for child in element.elements().filter(|child| child.name == "w:lvl") {
        let depth = child.attribute("w:ilvl").and_then(|depth| depth.parse::<usize>().ok());
        if let Some(slot) = depth.and_then(|depth| levels.get_mut(depth)) {
            *slot = level(child);
        }
    }
    levels
}

fn level(element: &Element) -> Level {
    let value = |name| element.child(name).and_then(Element::value);
    Level {
        format: value("w:numFmt").unwrap_or("decimal").to_owned(),
        pattern: value("w:lvlText").unwrap_or_default().chars().take(MOST_PATTERN_CHARS).collect(),
        start: value("w:start").and_then(|start| start.parse().ok()).unwrap_or(1),
        restarts_after: value("w:lvlRestart").and_then(|level| level.parse().ok()),
        is_legal: element.is_on("w:isLgl").unwrap_or(false),
        style: value("w:pStyle").map(str::to_owned),
    }
}

fn list(element: &Element) -> List {
    let mut list = List {
        abstract_id: element.child("w:abstractNumId").and_then(Element::value).unwrap_or_default().to_owned(),
        ..List::default()
    };
    for change in element.elements().filter(|child| child.name == "w:lvlOverride") {
        let Some(depth) = change.attribute("w:ilvl").and_then(|depth| depth.parse().ok()) else {
            continue;
        };
        let start = change.child("w:startOverride").and_then(Element::value);
        if let Some(start) = start.and_then(|start| start.parse().ok()) {
            list.starts.insert(depth, start);
        }
        if let Some(replaced) = change.child("w:lvl") {
            list.replaced.insert(depth, level(replaced));
        }
    }
    list
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

/// A number in one of Word's formats; those without a plain written form are shown in digits.
fn number(count: u32, format: &str) -> String {
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::import::docx::xml;

    const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Muc"/><w:lvlText w:val="%2."/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
          <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
          <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%5"/><w:isLgl/></w:lvl>
          <w:lvl w:ilvl="5"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF02D;"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
      </w:numbering>"#;

    #[track_caller]
    fn check(uses: &[(&str, usize)], expected: &[&str]) {
        let mut numbering = Numbering::read(&xml::read("numbering.xml", NUMBERING).unwrap());
        let shown: Vec<String> = uses
            .iter()
            .map(|(list, level)| {
                let reference = NumberingReference { list: Some((*list).to_owned()), level: Some(*level) };
                numbering.next(&reference, None)
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn counts_as_word_does() {
        check(
            &[("3", 0), ("3", 1), ("3", 2), ("3", 2), ("3", 1), ("3", 2)],
            &["I.", "1.", "1.1.", "1.2.", "2.", "2.1."],
        );
        check(&[("3", 0), ("3", 3), ("3", 3), ("3", 0), ("3", 3)], &["I.", "a)", "b)", "II.", "a)"]);
        check(&[("3", 0), ("3", 0), ("3", 4), ("3", 5)], &["I.", "II.", "2.1", "-"]);
        check(&[("3", 1), ("4", 1), ("4", 1), ("3", 1)], &["1.", "5.", "6.", "7."]);
        check(&[("0", 0), ("9", 0)], &["", ""]);
    }

    #[test]
    fn a_style_is_bound_to_a_level() {
        let mut numbering = Numbering::read(&xml::read("numbering.xml", NUMBERING).unwrap());
        let reference = NumberingReference { list: Some("3".to_owned()), level: None };
        assert_eq!(numbering.next(&reference, Some("Muc")), "1.");
        assert_eq!(numbering.next(&reference, Some("Khac")), "I.");
    }

    #[test]
    fn formats() {
        let written: Vec<String> = [1, 4, 9, 14, 49, 4000].iter().map(|count| number(*count, "upperRoman")).collect();
        assert_eq!(written, ["I", "IV", "IX", "XIV", "XLIX", "4000"]);
        assert_eq!([number(1, "lowerLetter"), number(27, "lowerLetter"), number(5, "decimalZero")], ["a", "aa", "05"]);
    }
}
