//! Every word of an OpenDocument text, read in the plainest way: the measure that the real reading is held against.

use crate::import::xml::{Element, Node};

/// All characters below `root` but those struck out and those of comments; notes and text boxes stand apart.
///
/// It knows no styles, lists or tables on purpose: the fewer rules, the fewer ways to lose a word.
pub fn of(root: &Element) -> String {
    let mut texts = vec![String::new()];
    push(root, &mut texts);
    texts.join("\n")
}

/// The last of `texts` is the one around; what stands apart goes before it.
fn push(element: &Element, texts: &mut Vec<String>) {
    for node in &element.children {
        let Some(text) = texts.last_mut() else { return };
        match node {
            Node::Text(characters) => text.push_str(characters),
            Node::Element(child) => match child.name.as_str() {
                "text:tracked-changes"
                | "office:change-info"
                | "office:annotation"
                | "text:note-citation"
                | "svg:title"
                | "svg:desc"
                | "text:ruby-text" => {}
                "text:s" | "text:tab" | "text:line-break" => text.push(' '),
                "text:note-body" | "draw:text-box" | "draw:custom-shape" => {
                    let inside = of(child);
                    let at = texts.len() - 1;
                    texts.insert(at, inside);
                }
                "text:p" | "text:h" => {
                    push(child, texts);
                    texts.last_mut().into_iter().for_each(|text| text.push('\n'));
                }
                _ => push(child, texts),
            },
        }
    }
}
