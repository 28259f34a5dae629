//! What paragraphs and words get from their styles, those that a person named and those that the program did.

use std::collections::HashMap;
use std::sync::Arc;

use crate::import::look::{Marks, Style};
use crate::import::manuscript::Height;
use crate::import::xml::Element;

/// Styles based on styles: further than this, the file is going round in circles.
const MOST_ANCESTORS: usize = 32;

/// All styles, by family (`paragraph`, `text`) and name.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<(String, String), Style>,
    default: Style,
    none: Style,
}

type Written<'a> = HashMap<(&'a str, &'a str), &'a Element>;

impl Styles {
    /// Reads the styles of the parts of a file, the later ones first of their name.
    pub fn read(parts: &[&Element]) -> Self {
        let tables = parts
            .iter()
            .flat_map(|part| part.elements())
            .filter(|table| matches!(table.name.as_str(), "office:styles" | "office:automatic-styles"));
        let (mut written, mut default) = (Written::new(), None);
        for element in tables.flat_map(Element::elements) {
            let family = element.attribute("style:family").unwrap_or_default();
            match element.name.as_str() {
                "style:style" => {
                    written.insert((family, element.attribute("style:name").unwrap_or_default()), element);
                }
                "style:default-style" if family == "paragraph" => default = Some(element),
                _ => {}
            }
        }
        let default = default.map(own).unwrap_or_default();
        let resolved = written.keys().map(|(family, name)| {
            let style = resolve((*family, *name), &written, MOST_ANCESTORS);
            (((*family).to_owned(), (*name).to_owned()), style)
        });
        Self { styles: resolved.collect(), default, none: Style::default() }
    }

    /// The style of a paragraph.
    pub fn paragraph(&self, element: &Element) -> Style {
        let style = self.get("paragraph", element);
        Style {
            marks: style.marks.clone().over(&self.default.marks),
            numbering: Default::default(),
            heading: style.heading,
            centred: style.centred.or(self.default.centred),
        }
    }

    /// The look that an element's style gives to words.
    pub fn marks(&self, element: &Element) -> &Marks {
        &self.get("text", element).marks
    }

    fn get(&self, family: &str, element: &Element) -> &Style {
        let name = element.attribute("text:style-name").unwrap_or_default();
        self.styles.get(&(family.to_owned(), name.to_owned())).unwrap_or(&self.none)
    }
}

fn resolve(key: (&str, &str), written: &Written, ancestors_left: usize) -> Style {
    let Some(element) = written.get(&key) else { return Style::default() };
    let below = match element.attribute("style:parent-style-name") {
        Some(parent) if ancestors_left > 0 => resolve((key.0, parent), written, ancestors_left - 1),
        _ => Style::default(),
    };
    let own = own(element);
    Style {
        marks: own.marks.over(&below.marks),
        numbering: Default::default(),
        heading: own.heading.or(below.heading),
        centred: own.centred.or(below.centred),
    }
}

fn own(element: &Element) -> Style {
    let of_paragraph = element.child("style:paragraph-properties");
    let level = element.attribute("style:default-outline-level").and_then(|level| level.parse().ok());
    Style {
        marks: element.child("style:text-properties").map(marks).unwrap_or_default(),
        numbering: Default::default(),
        heading: level.filter(|level| (1..=9).contains(level)),
        centred: of_paragraph.and_then(|own| own.attribute("fo:text-align")).map(|align| align == "center"),
    }
}

fn marks(properties: &Element) -> Marks {
    let is = |name: &str, wanted: &[&str]| properties.attribute(name).map(|value| wanted.contains(&value));
    let height = properties.attribute("style:text-position").map(|position| match position.split(' ').next() {
        Some("super") => Height::Raised,
        Some("sub") => Height::Lowered,
        Some(lift) if lift.starts_with('-') => Height::Lowered,
        Some(lift) if !lift.starts_with('0') && lift.ends_with('%') => Height::Raised,
        _ => Height::Line,
    });
    let typeface = properties.attribute("style:font-name").or(properties.attribute("fo:font-family"));
    Marks {
        bold: is("fo:font-weight", &["bold", "600", "700", "800", "900"]),
        italic: is("fo:font-style", &["italic", "oblique"]),
        hidden: is("text:display", &["none"]),
        height,
        // A typeface that stands twice in the table has a number behind its name.
        typeface: typeface.map(|name| Arc::from(name.trim_matches('\'').trim_end_matches(char::is_numeric))),
    }
}
