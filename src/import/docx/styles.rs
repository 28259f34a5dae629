//! `styles.xml`: what a paragraph or a run gets from its style and the styles that one is based on.

use std::collections::HashMap;
use std::sync::Arc;

use super::numbering;
use crate::import::look::{Marks, Style, heading_name};
use crate::import::manuscript::Height;
use crate::import::numbering::NumberingReference;
use crate::import::xml::Element;

/// Styles based on styles: further than this, the file is going round in circles.
const MOST_ANCESTORS: usize = 32;

/// Reads `w:rPr`.
pub fn marks(properties: Option<&Element>) -> Marks {
    let Some(properties) = properties else {
        return Marks::default();
    };
    let height = properties.child("w:vertAlign").and_then(Element::value).map(|word| match word {
        "superscript" => Height::Raised,
        "subscript" => Height::Lowered,
        _ => Height::Line,
    });
    // LibreOffice raises by half-points instead.
    let lift = properties.child("w:position").and_then(Element::value).and_then(|lift| lift.parse::<i32>().ok());
    let lifted = lift.map(|lift| match lift.signum() {
        1 => Height::Raised,
        -1 => Height::Lowered,
        _ => Height::Line,
    });
    let fonts = properties.child("w:rFonts");
    let typeface = fonts.and_then(|fonts| fonts.attribute("w:ascii").or(fonts.attribute("w:hAnsi")));
    Marks {
        bold: properties.is_on("w:b"),
        italic: properties.is_on("w:i"),
        hidden: properties.is_on("w:vanish"),
        height: height.or(lifted),
        typeface: typeface.map(Arc::from),
    }
}

/// All styles by id.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Style,
    default_marks: Marks,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(root: &Element) -> Self {
        let elements: HashMap<&str, &Element> = root
            .elements()
            .filter(|element| element.name == "w:style")
            .filter_map(|element| Some((element.attribute("w:styleId")?, element)))
            .collect();
        let default_run = root.find("w:rPrDefault").and_then(|defaults| defaults.child("w:rPr"));
        let mut read = Self { default_marks: marks(default_run), ..Self::default() };
        for element in root.elements().filter(|element| element.name == "w:style") {
            let Some(id) = element.attribute("w:styleId") else { continue };
            let style = resolve(id, &elements, MOST_ANCESTORS);
            let is_default = matches!(element.attribute("w:default"), Some("1" | "true" | "on"));
            if is_default && element.attribute("w:type") == Some("paragraph") {
                read.default_paragraph = style.clone();
            }
            read.styles.insert(id.to_owned(), style);
        }
        read
    }

    pub fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.default_paragraph)
    }

    /// The marks of a run: its own, then its style's, then the paragraph style's, then the file's.
    pub fn run(&self, properties: Option<&Element>, paragraph: &Style) -> Marks {
        let style = properties.and_then(|properties| properties.child("w:rStyle")).and_then(Element::value);
        let mut own = marks(properties);
        if let Some(style) = style.and_then(|id| self.styles.get(id)) {
            own = own.over(&style.marks);
        }
        own.over(&paragraph.marks).over(&self.default_marks)
    }
}

fn resolve(id: &str, elements: &HashMap<&str, &Element>, ancestors_left: usize) -> Style {
    let Some(element) = elements.get(id) else {
        return Style::default();
    };
    let base = element.child("w:basedOn").and_then(Element::value);
    let below = match base {
        Some(base) if ancestors_left > 0 => resolve(base, elements, ancestors_left - 1),
        _ => Style::default(),
    };
    let properties = element.child("w:pPr");
    let own = numbering::reference(properties);
    let name = element.child("w:name").and_then(Element::value).unwrap_or_default();
    Style {
        marks: marks(element.child("w:rPr")).over(&below.marks),
        numbering: NumberingReference {
            list: own.list.or(below.numbering.list),
            level: own.level.or(below.numbering.level),
        },
        heading: outline_level(properties).or_else(|| heading_name(name)).or(below.heading),
        centred: centred(properties).or(below.centred),
    }
}

/// `w:outlineLvl` counts from 0, and 9 means body text.
pub fn outline_level(paragraph_properties: Option<&Element>) -> Option<u8> {
    let level: u8 = paragraph_properties?.child("w:outlineLvl")?.value()?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// Whether `w:jc` centres, when it is there.
pub fn centred(paragraph_properties: Option<&Element>) -> Option<bool> {
    Some(paragraph_properties?.child("w:jc")?.value()? == "center")
}
