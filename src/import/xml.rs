//! A part's XML as a tree: bounded in depth and size, without DTDs, names under Word's usual prefixes.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

use super::original::Refusal;

/// Elements inside elements; Word's own files stay below 60.
pub const MOST_DEPTH: usize = 200;
/// Elements and their attributes in one part; a report of 300 pages has about 600,000.
pub const MOST_ELEMENTS: usize = 1_500_000;
/// Attributes of one element; Word's own files stay below 40.
const MOST_ATTRIBUTES: usize = 1000;
/// Names of namespaces that one element may declare; Word's own files stay below 40.
const MOST_NAMESPACES: usize = 200;

/// An element: its name with the usual prefix (`w:p`), attributes, children.
#[derive(Debug, Default)]
pub struct Element {
    /// `w:p`, whatever prefix the file itself chose.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// Elements and texts, in order.
    pub children: Vec<Node>,
}

/// What stands inside an element.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute's value by its name with the usual prefix: `w:val`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The attribute `w:val`.
    pub fn value(&self) -> Option<&str> {
        self.attribute("w:val")
    }

    /// Child elements, in order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of this name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element below this one that bears the name, depth first.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| if element.name == name { Some(element) } else { element.find(name) })
    }

    /// The characters directly inside.
    pub fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// Whether a switch such as `w:b` is on: there, and not told to be off.
    pub fn is_on(&self, name: &str) -> Option<bool> {
        let switch = self.child(name)?;
        Some(!matches!(switch.value(), Some("0" | "false" | "off" | "none")))
    }
}

/// Reads one part; `part` names it in refusals.
pub fn read(part: &str, text: &str) -> Result<Element, Refusal> {
    let mut reader = NsReader::from_str(text);
    let mut open = vec![Element::default()];
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|error| damaged(part, &error))?;
        match event {
            Event::Start(start) => {
                if open.len() > MOST_DEPTH {
                    return Err(Refusal::TooLarge("depth"));
                }
                let element = element(&reader, &start)?;
                elements += 1 + element.attributes.len();
                open.push(element);
            }
            Event::Empty(start) => {
                let element = element(&reader, &start)?;
                elements += 1 + element.attributes.len();
                push(&mut open, Node::Element(element));
            }
            Event::End(_) => {
                if let Some(closed) = open.pop() {
                    push(&mut open, Node::Element(closed));
                }
            }
            Event::Text(text) => push_text(&mut open, &text.xml10_content()),
            Event::CData(text) => push_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| damaged(part, &error))?;
                match character {
                    Some(character) => push_text(&mut open, character.encode_utf8(&mut [0; 4])),
                    None => push_text(&mut open, predefined(part, &reference)?),
                }
            }
            Event::DocType(_) => return Err(Refusal::HasDtd(part.to_owned())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
        if elements > MOST_ELEMENTS {
            return Err(Refusal::TooLarge("elements"));
        }
    }
    let root = (open.len() == 1).then(|| open.swap_remove(0).children.into_iter()).and_then(|mut children| {
        children.find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    });
    root.ok_or_else(|| Refusal::Damaged(format!("{part}: the XML ends too early")))
}

fn damaged(part: &str, error: &quick_xml::Error) -> Refusal {
    Refusal::Damaged(format!("{part}: {error}"))
}

fn predefined(part: &str, name: &str) -> Result<&'static str, Refusal> {
    match name {
        "amp" => Ok("&"),
        "lt" => Ok("<"),
        "gt" => Ok(">"),
        "quot" => Ok("\""),
        "apos" => Ok("'"),
        _ => Err(Refusal::Damaged(format!("{part}: &{name};"))),
    }
}

fn push(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart) -> Result<Element, Refusal> {
    // Unchecked: to look for names that stand twice would compare each with all before it.
    let mut unchecked = start.attributes();
    if unchecked.with_checks(false).take(MOST_ATTRIBUTES + 1).count() > MOST_ATTRIBUTES {
        return Err(Refusal::TooLarge("attributes"));
    }
    let mut unchecked = start.attributes();
    let written = unchecked.with_checks(false).filter_map(Result::ok);
    let is_namespace = |name: &QName| name.as_namespace_binding().is_some();
    let (namespaces, attributes): (Vec<_>, Vec<_>) = written.partition(|attribute| is_namespace(&attribute.key));
    if namespaces.len() > MOST_NAMESPACES {
        return Err(Refusal::TooLarge("namespaces"));
    }
    let attributes = attributes.into_iter().map(|attribute| {
        let (namespace, _) = reader.resolver().resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        (usual_name(namespace, attribute.key), value.unwrap_or_default().into_owned())
    });
    let (namespace, _) = reader.resolver().resolve_element(start.name());
    let name = usual_name(namespace, start.name());
    Ok(Element { name, attributes: attributes.collect(), children: Vec::new() })
}

/// Namespaces and the prefixes that everyone writes for them; the `purl` ones are of the "strict" form of the format.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("http://www.w3.org/1999/xlink", "xlink"),
];

fn usual_name(namespace: ResolveResult, name: QName) -> String {
    let ResolveResult::Bound(uri) = namespace else {
        return name.as_ref().to_owned();
    };
    let local = name.local_name();
    let local: &str = local.as_ref();
    match NAMESPACES.iter().find(|(known, _)| *known == uri.0) {
        Some((_, prefix)) => format!("{prefix}:{local}"),
        None if uri.0.starts_with("http://schemas.openxmlformats.org/package/") => local.to_owned(),
        None => name.as_ref().to_owned(),
    }
}
