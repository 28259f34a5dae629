//! Runs: words in one look, and the many things that may stand between them.

use std::sync::Arc;

use super::body::{Reading, Role, role};
use super::words;
use crate::import::look::{Marks, Style};
use crate::import::manuscript::{Inline, Run, push_run};
use crate::import::symbol::symbol;
use crate::import::xml::Element;
use crate::parse::body::address::{self, Address};

/// Elements of a run that neither are words nor part them.
const WORDLESS: &[&str] = &[
    "w:rPr",
    "w:lastRenderedPageBreak",
    "w:footnoteRef",
    "w:endnoteRef",
    "w:annotationRef",
    "w:commentReference",
    "w:separator",
    "w:continuationSeparator",
    "w:instrText",
    "w:delInstrText",
    "w:pgNum",
    "w:dayLong",
    "w:monthLong",
    "w:yearLong",
];

impl<'a> Reading<'a> {
    /// Reads what stands in a paragraph, or in a part of one.
    pub(super) fn inlines(
        &mut self,
        parent: &'a Element,
        style: &Style,
        link: Option<&Arc<str>>,
        inlines: &mut Vec<Inline>,
    ) {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:r" => self.run(element, style, link, inlines),
                "w:fldSimple" => self.inlines(element, style, link, inlines),
                "w:hyperlink" => {
                    let own = self.link(element);
                    self.inlines(element, style, own.as_ref().or(link), inlines);
                }
                "m:oMath" | "m:oMathPara" => {
                    self.not_understood(element);
                    let text = words::of(&[element]).trim_end_matches('\n').to_owned();
                    push_run(inlines, Run { text, ..Run::default() });
                }
                _ => match role(element) {
                    Role::Silent => {}
                    Role::Wrapper(content) => self.inlines(content, style, link, inlines),
                    Role::Inserted => {
                        self.findings.inserted.push(words::of(&[element]).trim().to_owned());
                        self.inlines(element, style, link, inlines);
                    }
                    Role::Deleted => self.deleted(element),
                    Role::Prompt => self.hidden(words::of(&[element])),
                    Role::Other => {
                        self.not_understood(element);
                        self.inlines(element, style, link, inlines);
                    }
                },
            }
        }
    }

    fn link(&self, element: &Element) -> Option<Arc<str>> {
        if self.is_in_note {
            return None;
        }
        let relation = self.relations.get(element.attribute("r:id")?)?;
        // What lies on the author's own disk is not here: its words stay, and lead nowhere.
        let leads_out = address::read(&relation.target) == Address::Outside;
        leads_out.then(|| Arc::from(relation.target.as_str()))
    }

    fn run(&mut self, element: &'a Element, style: &Style, link: Option<&Arc<str>>, inlines: &mut Vec<Inline>) {
        let marks = self.styles.run(element.child("w:rPr"), style);
        if marks.hidden == Some(true) && !words::of(&[element]).trim().is_empty() {
            self.hidden(words::of(&[element]));
            return;
        }
        self.run_content(element, &marks, link, inlines);
    }

    fn run_content(&mut self, element: &'a Element, marks: &Marks, link: Option<&Arc<str>>, inlines: &mut Vec<Inline>) {
        let words_in_look = |text: &str| marks.run(text, link);
        for child in element.elements() {
            match child.name.as_str() {
                // A field's instruction is not shown; its words are of no use outside Word.
                "w:t" if self.fields.are_waiting() => self.hidden(child.text()),
                "w:t" => push_run(inlines, words_in_look(&child.text().replace(['\n', '\r'], " "))),
                "w:tab" | "w:ptab" => push_run(inlines, words_in_look("\t")),
                "w:br" if matches!(child.attribute("w:type"), Some("page" | "column")) => {
                    push_run(inlines, words_in_look(" "));
                }
                "w:br" | "w:cr" => inlines.push(Inline::Break),
                "w:noBreakHyphen" => push_run(inlines, words_in_look("\u{2011}")),
                // In the typefaces of TCVN3 this very code is the letter ư; elsewhere the encoding's reader drops it.
                "w:softHyphen" => push_run(inlines, words_in_look("\u{AD}")),
                "w:sym" => self.symbol(child, words_in_look, inlines),
                "w:footnoteReference" => self.note_mark("w:footnoteReference", child, inlines),
                "w:endnoteReference" => self.note_mark("w:endnoteReference", child, inlines),
                "w:fldChar" => self.field(child),
                "w:drawing" | "w:pict" | "w:object" => self.drawing(child, "", inlines),
                "w:delText" => self.findings.deleted.push(child.text()),
                name if WORDLESS.contains(&name) => {}
                _ => match role(child) {
                    Role::Silent => {}
                    Role::Wrapper(content) => self.run_content(content, marks, link, inlines),
                    _ => {
                        self.not_understood(child);
                        self.run_content(child, marks, link, inlines);
                    }
                },
            }
        }
    }

    fn note_mark(&mut self, mark: &'static str, element: &'a Element, inlines: &mut Vec<Inline>) {
        let note = element.attribute("w:id").and_then(|id| self.note(mark, id));
        match note {
            Some(index) => inlines.push(Inline::Note(index)),
            None => self.not_understood(element),
        }
    }

    fn field(&mut self, element: &Element) {
        match element.attribute("w:fldCharType") {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.come_to_result(),
            _ => self.fields.end(),
        }
    }

    fn symbol(&mut self, element: &Element, words_in_look: impl Fn(&str) -> Run, inlines: &mut Vec<Inline>) {
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let typeface = element.attribute("w:font").unwrap_or_default();
        match code.and_then(|code| symbol(typeface, code)) {
            Some(character) => push_run(inlines, words_in_look(character.encode_utf8(&mut [0; 4]))),
            None => {
                let attribute = |name| element.attribute(name).unwrap_or("?");
                let name = format!("w:sym {} {}", attribute("w:font"), attribute("w:char"));
                self.findings.unknown.entry(name).or_default().0 += 1;
            }
        }
    }

    /// Reads what a drawing holds: pictures here, text boxes after the paragraph.
    fn drawing(&mut self, element: &'a Element, description: &str, inlines: &mut Vec<Inline>) {
        let named = element.child("wp:docPr").and_then(|properties| properties.attribute("descr"));
        let description = named.unwrap_or(description);
        for child in element.elements() {
            match child.name.as_str() {
                "w:txbxContent" => {
                    let mut blocks = Vec::new();
                    self.blocks(child, &mut blocks);
                    self.boxes.append(&mut blocks);
                }
                "a:blip" => self.picture(child.attribute("r:embed"), description, inlines),
                "v:imagedata" => {
                    let title = child.attribute("o:title").unwrap_or(description);
                    self.picture(child.attribute("r:id"), title, inlines);
                }
                "a:t" => {
                    self.not_understood(element);
                    push_run(inlines, Run { text: child.text(), ..Run::default() });
                }
                "c:chart" | "dgm:relIds" | "o:OLEObject" => self.not_understood(child),
                "mc:AlternateContent" => {
                    if let Role::Wrapper(content) = role(child) {
                        self.drawing(content, description, inlines);
                    }
                }
                _ => self.drawing(child, description, inlines),
            }
        }
    }

    fn picture(&mut self, relation: Option<&str>, description: &str, inlines: &mut Vec<Inline>) {
        let target = relation.filter(|_| !self.is_in_note).and_then(|id| self.relations.get(id));
        let Some(target) = target.map(|relation| relation.target.as_str()) else {
            self.findings.odd_pictures.push(description.to_owned());
            return;
        };
        let Some(part) = self.package.part(target) else {
            self.findings.odd_pictures.push(target.to_owned());
            return;
        };
        let (bytes, facts) = self.pictures.of(target, part);
        let picture = self.findings.picture(target, bytes, facts, description);
        inlines.extend(picture.map(|picture| self.manuscript.keep(picture)));
    }
}
