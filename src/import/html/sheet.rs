//! How elements look: by themselves, by the page's style sheet, and by their attributes.

use std::collections::HashMap;
use std::sync::Arc;

use super::part::Tag;
use crate::import::look::Marks;
use crate::import::manuscript::Height;

/// What is said of an element.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The look of its words.
    pub marks: Marks,
    /// Whether it stands in the middle.
    pub centred: Option<bool>,
    /// It holds the number that the program shows before a paragraph.
    pub is_number: bool,
}

/// Rules for elements, classes and both: other rules say how pages look, not texts.
#[derive(Debug, Default)]
pub struct Sheet(HashMap<String, Said>);

impl Sheet {
    /// Takes what stands in a `style` element.
    pub fn take(&mut self, text: &str) {
        // Old programs hide the sheet from older ones.
        let text = text.replace("<!--", " ").replace("-->", " ");
        for rule in text.split('}') {
            let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
            let selectors = selectors.rsplit("*/").next().unwrap_or_default();
            let said = said(declarations);
            for selector in
                selectors.split(',').map(str::trim).filter(|selector| !selector.contains([' ', '@', ':', '#', '>']))
            {
                let known = self.0.remove(&selector.to_ascii_lowercase()).unwrap_or_default();
                self.0.insert(selector.to_ascii_lowercase(), over(said.clone(), known));
            }
        }
    }

    /// All that is said of an element.
    pub fn of(&self, tag: &Tag) -> Said {
        // A rule for all elements of a name stands back behind what this one says: programs write both.
        let mut all = over(by_itself(tag), self.0.get(&tag.name).cloned().unwrap_or_default());
        let classes = tag.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let of_class =
            classes.split_whitespace().take(8).flat_map(|class| [format!(".{class}"), format!("{}.{class}", tag.name)]);
        for selector in of_class {
            if let Some(said) = self.0.get(&selector) {
                all = over(said.clone(), all);
            }
        }
        match tag.attribute("style") {
            Some(style) => over(said(style), all),
            None => all,
        }
    }
}

fn over(said: Said, below: Said) -> Said {
    Said {
        marks: said.marks.over(&below.marks),
        centred: said.centred.or(below.centred),
        is_number: said.is_number || below.is_number,
    }
}

fn by_itself(tag: &Tag) -> Said {
    let mut said = Said::default();
    match tag.name.as_str() {
        "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => said.marks.bold = Some(true),
        "i" | "em" => said.marks.italic = Some(true),
        "sup" => said.marks.height = Some(Height::Raised),
        "sub" => said.marks.height = Some(Height::Lowered),
        "font" => said.marks.typeface = tag.attribute("face").and_then(first_typeface),
        _ => {}
    }
    said.centred = match tag.attribute("align") {
        // The attribute of a table places the table.
        Some(align) if tag.name != "table" => Some(align.eq_ignore_ascii_case("center")),
        _ => matches!(tag.name.as_str(), "center" | "th").then_some(true),
    };
    said
}

fn said(declarations: &str) -> Said {
    let mut said = Said::default();
    for declaration in declarations.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim();
        let is = |wanted: &[&str]| Some(wanted.iter().any(|wanted| value.eq_ignore_ascii_case(wanted)));
        match name.trim().to_ascii_lowercase().as_str() {
            "font-weight" => said.marks.bold = is(&["bold", "bolder", "600", "700", "800", "900"]),
            "font-style" => said.marks.italic = is(&["italic", "oblique"]),
            "font-family" => said.marks.typeface = first_typeface(value),
            "text-align" => said.centred = is(&["center"]),
            "vertical-align" => {
                said.marks.height = match value {
                    "super" => Some(Height::Raised),
                    "sub" => Some(Height::Lowered),
                    _ => None,
                };
            }
            "display" => said.marks.hidden = is(&["none"]),
            "mso-hide" => said.marks.hidden = is(&["all"]),
            "mso-list" => said.is_number = value.eq_ignore_ascii_case("ignore"),
            _ => {}
        }
    }
    said
}

fn first_typeface(names: &str) -> Option<Arc<str>> {
    let name = names.split(',').next()?.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| Arc::from(name))
}
