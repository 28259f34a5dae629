//! Who worked on a file of the new office formats: Office Open XML and OpenDocument, both XML in a ZIP.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::hands::Hands;

/// Unpacked bytes that are read of a file, all parts together.
const MOST_BYTES: u64 = 64 << 20;

/// What a part of the package tells of people.
#[derive(Clone, Copy)]
enum Part {
    /// Who made it, who saved it last.
    Properties,
    /// A text in which changes are noted (ECMA-376, part 1, 17.13.5).
    WordText,
    /// Remarks of Word, with a name at each (17.13.4).
    WordComments,
    /// Remarks of Excel or PowerPoint, whose names stand apart.
    Comments,
    /// The names to these remarks.
    People,
    /// All in one: OpenDocument.
    OpenContent,
}

impl Part {
    fn of(name: &str) -> Option<Self> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let begins = |beginning: &str| file.starts_with(beginning);
        match folder {
            "docProps" if file == "core.xml" => Some(Self::Properties),
            "" if file == "meta.xml" => Some(Self::Properties),
            "" if file == "content.xml" => Some(Self::OpenContent),
            "word" if file == "comments.xml" => Some(Self::WordComments),
            "word" if ["document", "header", "footer", "footnotes", "endnotes"].into_iter().any(begins) => {
                Some(Self::WordText)
            }
            "xl" | "xl/comments" if begins("comments") => Some(Self::Comments),
            "xl/persons" => Some(Self::People),
            "ppt" if file == "commentAuthors.xml" || file == "authors.xml" => Some(Self::People),
            "ppt/comments" => Some(Self::Comments),
            _ => None,
        }
    }
}

/// Reads what is in the parts that tell of people; of a damaged one what stands before the damage.
pub fn hands(bytes: &[u8]) -> Hands {
    let mut hands = Hands::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return hands };
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index(index) else { continue };
        let Some(part) = file.name().ok().and_then(|name| Part::of(name.trim_start_matches('/'))) else { continue };
        let mut text = Vec::new();
        // What could be unpacked is read even where the rest is damaged.
        let _ = file.take(left).read_to_end(&mut text);
        left -= text.len() as u64;
        read(part, &String::from_utf8_lossy(&text), &mut hands);
    }
    hands
}

/// Where a name is the text of the element that was opened last.
enum Awaited {
    Owner,
    CommentAuthor,
    ChangeAuthor,
}

fn read(part: Part, text: &str, hands: &mut Hands) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut awaited, mut words) = (None, String::new());
    let mut is_in_annotation = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => {
                words.clear();
                let name = start.local_name();
                is_in_annotation = match name.as_ref() {
                    "annotation" => true,
                    "change-info" => false,
                    _ => is_in_annotation,
                };
                awaited = opened(part, name.as_ref(), &start, is_in_annotation, hands);
            }
            Event::Empty(start) => drop(opened(part, start.local_name().as_ref(), &start, is_in_annotation, hands)),
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => words.extend(reference.resolve_char_ref().ok().flatten()),
            Event::End(_) => match awaited.take() {
                Some(Awaited::Owner) => hands.own(&words),
                Some(Awaited::CommentAuthor) => hands.comments.name(&words),
                Some(Awaited::ChangeAuthor) => hands.changes.name(&words),
                None => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
}

/// Takes what an element says by its name and attributes; gives what its text will say.
fn opened(part: Part, name: &str, start: &BytesStart, is_in_annotation: bool, hands: &mut Hands) -> Option<Awaited> {
    match (part, name) {
        (Part::Properties, "creator" | "lastModifiedBy" | "initial-creator" | "printed-by") => {
            return Some(Awaited::Owner);
        }
        // Each noted change says by whom it is, and nothing else in these parts does.
        (Part::WordText, _) => {
            if let Some(author) = attribute(start, "author") {
                hands.changes.add(&author);
            }
        }
        (Part::WordComments, "comment") => hands.comments.add(&attribute(start, "author").unwrap_or_default()),
        (Part::Comments, "comment" | "cm") => hands.comments.count += 1,
        // Excel repeats a threaded remark as a plain one, whose author is the thread's number.
        (Part::Comments, "author") => return Some(Awaited::CommentAuthor),
        (Part::People, "person") => hands.comments.name(&attribute(start, "displayName").unwrap_or_default()),
        (Part::People, "cmAuthor" | "author") => hands.comments.name(&attribute(start, "name").unwrap_or_default()),
        (Part::OpenContent, "annotation") => hands.comments.count += 1,
        (Part::OpenContent, "changed-region") => hands.changes.count += 1,
        (Part::OpenContent, "creator") if is_in_annotation => return Some(Awaited::CommentAuthor),
        (Part::OpenContent, "creator") => return Some(Awaited::ChangeAuthor),
        _ => {}
    }
    None
}

/// An attribute's value, whatever the file calls its namespace.
fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let mut unchecked = start.attributes();
    let found = unchecked.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}
