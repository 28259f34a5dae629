//! `numbering.xml`: what numbers the paragraphs of a Word file.

use std::collections::HashMap;

use crate::import::numbering::{LEVELS, Level, List, MOST_PATTERN_CHARS, Numbering, NumberingReference};
use crate::import::xml::Element;

/// Reads `w:pPr/w:numPr`.
pub fn reference(paragraph_properties: Option<&Element>) -> NumberingReference {
    let Some(numbering) = paragraph_properties.and_then(|properties| properties.child("w:numPr")) else {
        return NumberingReference::default();
    };
    let value = |name| numbering.child(name).and_then(Element::value);
    NumberingReference {
        list: value("w:numId").map(str::to_owned),
        level: value("w:ilvl").and_then(|level| level.parse().ok()),
    }
}

/// Reads `numbering.xml`.
pub fn read(root: &Element) -> Numbering {
    let mut read = Numbering::default();
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::import::xml;

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
        let mut numbering = read(&xml::read("numbering.xml", NUMBERING).unwrap());
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
        let mut numbering = read(&xml::read("numbering.xml", NUMBERING).unwrap());
        let reference = NumberingReference { list: Some("3".to_owned()), level: None };
        assert_eq!(numbering.next(&reference, Some("Muc")), "1.");
        assert_eq!(numbering.next(&reference, Some("Khac")), "I.");
    }
}
