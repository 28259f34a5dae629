//! List styles: the numbers that the program shows before the first paragraph of an item.

use crate::import::numbering::{LEVELS, Level, List, MOST_PATTERN_CHARS, Numbering};
use crate::import::xml::Element;

/// The list of the numbers before headings.
pub const OUTLINE: &str = "text:outline-style";

/// Reads the list styles of the parts of a file.
pub fn read(parts: &[&Element]) -> Numbering {
    let mut numbering = Numbering::default();
    for style in parts.iter().flat_map(|part| part.elements()).flat_map(Element::elements) {
        let id = match style.name.as_str() {
            "text:list-style" => style.attribute("style:name").unwrap_or_default(),
            OUTLINE => OUTLINE,
            _ => continue,
        };
        numbering.abstracts.insert(id.to_owned(), levels(style));
    }
    let outline = List { abstract_id: OUTLINE.to_owned(), ..List::default() };
    numbering.lists.insert(OUTLINE.to_owned(), outline);
    numbering
}

fn levels(style: &Element) -> Vec<Level> {
    let mut levels = vec![Level::default(); LEVELS];
    for element in style.elements() {
        let number = element.attribute("text:level").and_then(|level| level.parse::<usize>().ok());
        let depth = number.and_then(|number| number.checked_sub(1));
        if let Some(slot) = depth.and_then(|depth| levels.get_mut(depth)) {
            *slot = level(element, depth.unwrap_or(0));
        }
    }
    levels
}

fn level(element: &Element, depth: usize) -> Level {
    let of = |name: &str| element.attribute(name).unwrap_or_default();
    let format = match of("style:num-format") {
        _ if element.name == "text:list-level-style-bullet" => "bullet",
        "1" => "decimal",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        _ => "none",
    };
    let (prefix, suffix) = (of("style:num-prefix"), of("style:num-suffix"));
    let shown_levels = of("text:display-levels").parse::<usize>().unwrap_or(1).clamp(1, depth + 1);
    let numbers: Vec<String> = (depth + 2 - shown_levels..=depth + 1).map(|level| format!("%{level}")).collect();
    let pattern = match (format, element.attribute("loext:num-list-format")) {
        ("bullet", _) => of("text:bullet-char").to_owned(),
        // `%1%.%2%`: with what stands between.
        (_, Some(list_format)) => without_closing_signs(list_format),
        ("none", None) => format!("{prefix}{suffix}"),
        _ => format!("{prefix}{}{suffix}", numbers.join(".")),
    };
    Level {
        format: format.to_owned(),
        pattern: pattern.chars().take(MOST_PATTERN_CHARS).collect(),
        start: of("text:start-value").parse().unwrap_or(1),
        restarts_after: None,
        is_legal: false,
        style: None,
    }
}

fn without_closing_signs(list_format: &str) -> String {
    let mut pattern = String::new();
    for (index, part) in list_format.split('%').enumerate() {
        if index % 2 == 1 {
            pattern.push('%');
        }
        pattern.push_str(part);
    }
    pattern
}
