//! What stands in a paragraph: words in their looks, notes, pictures, text boxes.

use std::sync::Arc;

use super::body::Reading;
use super::spaces::SPACE;
use super::words;
use crate::import::look::Marks;
use crate::import::manuscript::{Inline, Note, push_run};
use crate::import::xml::{Element, Node};
use crate::parse::body::address::{self, Address};

/// Elements of a paragraph without words.
const WORDLESS: &[&str] = &[
    "text:soft-page-break",
    "text:bookmark",
    "text:bookmark-start",
    "text:bookmark-end",
    "text:reference-mark",
    "text:reference-mark-start",
    "text:reference-mark-end",
    "text:change",
    "text:change-start",
    "text:change-end",
    "office:annotation-end",
    "text:toc-mark",
    "text:toc-mark-start",
    "text:toc-mark-end",
    "text:alphabetical-index-mark",
    "text:alphabetical-index-mark-start",
    "text:alphabetical-index-mark-end",
    "text:ruby-text",
];

impl<'a> Reading<'a> {
    /// Reads what stands in a paragraph, or in a part of one.
    pub(super) fn inlines(
        &mut self,
        parent: &'a Element,
        marks: &Marks,
        link: Option<&Arc<str>>,
        inlines: &mut Vec<Inline>,
    ) {
        for node in &parent.children {
            match node {
                Node::Text(text) => self.words(&text.replace(['\n', '\r', '\t'], " "), marks, link, inlines),
                Node::Element(element) => self.inline(element, marks, link, inlines),
            }
        }
    }

    fn inline(&mut self, element: &'a Element, marks: &Marks, link: Option<&Arc<str>>, inlines: &mut Vec<Inline>) {
        match element.name.as_str() {
            "text:span" => {
                let marks = self.styles.marks(element).clone().over(marks);
                self.inlines(element, &marks, link, inlines);
            }
            "text:a" => {
                let own = element.attribute("xlink:href").filter(|target| {
                    // What lies on the author's own disk is not here: its words stay, and lead nowhere.
                    !self.is_in_note && address::read(target) == Address::Outside
                });
                let own = own.map(Arc::from);
                self.inlines(element, marks, own.as_ref().or(link), inlines);
            }
            "text:s" => {
                const MOST_SPACES: usize = 200;
                let count = element.attribute("text:c").and_then(|count| count.parse().ok()).unwrap_or(1);
                // A letter that the spaces of the file are not: it is made a space at the end.
                self.words(&SPACE.to_string().repeat(usize::min(count, MOST_SPACES)), marks, link, inlines);
            }
            "text:tab" => self.words("\t", marks, link, inlines),
            "text:line-break" => inlines.push(Inline::Break),
            "text:note" => self.note(element, inlines),
            "office:annotation" => self.findings.comments += 1,
            name if WORDLESS.contains(&name) => {}
            name if name.starts_with("draw:") => self.drawing(element, "", inlines),
            // Fields have their result inside.
            _ => self.inlines(element, marks, link, inlines),
        }
    }

    fn words(&mut self, text: &str, marks: &Marks, link: Option<&Arc<str>>, inlines: &mut Vec<Inline>) {
        if marks.hidden == Some(true) {
            self.hidden(text);
        } else {
            push_run(inlines, marks.run(text, link));
        }
    }

    fn note(&mut self, element: &'a Element, inlines: &mut Vec<Inline>) {
        let Some(body) = element.child("text:note-body") else { return };
        inlines.push(Inline::Note(self.manuscript.notes.len()));
        let index = self.manuscript.notes.len();
        self.manuscript.notes.push(Note::default());
        let was_in_note = std::mem::replace(&mut self.is_in_note, true);
        let blocks = self.blocks(body);
        self.is_in_note = was_in_note;
        self.manuscript.notes[index].blocks = blocks;
    }

    /// Reads what a drawing holds: pictures here, text boxes after the paragraph.
    pub(super) fn drawing(&mut self, element: &'a Element, description: &str, inlines: &mut Vec<Inline>) {
        let named = ["svg:desc", "svg:title"].iter().find_map(|name| element.child(name)).map(Element::text);
        let description = named.as_deref().unwrap_or(description);
        match element.name.as_str() {
            "draw:text-box" | "draw:custom-shape" => {
                let mut blocks = self.blocks(element);
                self.boxes.append(&mut blocks);
            }
            "draw:image" => self.picture(element, description, inlines),
            "draw:object" | "draw:object-ole" => self.findings.not_understood(&element.name, &words::of(element)),
            _ => self.drawings(element, description, inlines),
        }
    }

    fn drawings(&mut self, element: &'a Element, description: &str, inlines: &mut Vec<Inline>) {
        // A frame has one thing, in the forms that programs may choose from; an object has a picture for those that know none.
        let is_frame = element.name == "draw:frame";
        let mut has_one = false;
        for child in element.elements() {
            match child.name.as_str() {
                "text:p" | "text:h" | "text:list" if !is_frame => {
                    let mut blocks = self.blocks(element);
                    self.boxes.append(&mut blocks);
                    return;
                }
                name if name.starts_with("draw:") && !(is_frame && has_one) => {
                    has_one = true;
                    self.drawing(child, description, inlines);
                }
                _ => {}
            }
        }
    }

    fn picture(&mut self, element: &Element, description: &str, inlines: &mut Vec<Inline>) {
        let target = element.attribute("xlink:href").unwrap_or_default().trim_start_matches("./");
        let Some(part) = self.package.part(target).filter(|_| !self.is_in_note) else {
            self.findings.odd_pictures.push(target.to_owned());
            return;
        };
        let (bytes, facts) = self.pictures.of(target, part);
        let picture = self.findings.picture(target, bytes, facts, description);
        inlines.extend(picture.map(|picture| self.manuscript.keep(picture)));
    }
}
