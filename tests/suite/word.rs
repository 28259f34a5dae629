//! Makes Word files by hand: each test writes only the XML that it is about.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";

/// A Word file in the making.
#[derive(Default)]
pub struct Word {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
}

impl Word {
    /// A file whose text is `body`: the XML inside `w:body`.
    pub fn new(body: &str) -> Self {
        let mut word = Self::default();
        let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
        word.parts.push(("word/document.xml".to_owned(), document.into_bytes()));
        word
    }

    /// Adds a part of a kind (`styles`, `numbering`, `footnotes`, …): the XML inside its root element.
    pub fn part(mut self, kind: &str, root: &str, inside: &str) -> Self {
        let xml = format!("<w:{root} {NAMESPACES}>{inside}</w:{root}>");
        self.parts.push((format!("word/{kind}.xml"), xml.into_bytes()));
        self.relation(kind, kind, &format!("{kind}.xml"))
    }

    /// Puts `content` in place of a part.
    pub fn raw(mut self, name: &str, content: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.as_bytes().to_vec()));
        self
    }

    /// Adds a picture's file, with the relation `id`.
    pub fn picture(mut self, id: &str, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((format!("word/media/{name}"), bytes.to_vec()));
        self.relation(id, "image", &format!("media/{name}"))
    }

    /// Adds a relation of the text to another part or an address.
    pub fn relation(mut self, id: &str, kind: &str, target: &str) -> Self {
        let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\"{mode}/>"
        ));
        self
    }

    /// The file's bytes.
    pub fn bytes(mut self) -> Vec<u8> {
        let relations = |inside: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
            )
        };
        let main = "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
                    Target=\"word/document.xml\"/>";
        self.parts.push(("_rels/.rels".to_owned(), relations(main).into_bytes()));
        let own = relations(&self.relations).into_bytes();
        self.parts.push(("word/_rels/document.xml.rels".to_owned(), own));
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in self.parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A paragraph of plain words.
pub fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A bold paragraph.
pub fn bold(words: &str) -> String {
    format!("<w:p>{}</w:p>", looking("<w:b/>", words))
}

/// A run of plain words.
pub fn r(words: &str) -> String {
    looking("", words)
}

/// A run with properties.
pub fn looking(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A table from rows of cells; a cell is the XML inside `w:tc`.
pub fn table(rows: &[&[&str]]) -> String {
    let mut xml = String::from("<w:tbl><w:tblPr/><w:tblGrid/>");
    for row in rows {
        xml.push_str("<w:tr>");
        for cell in *row {
            xml.push_str(&format!("<w:tc>{cell}</w:tc>"));
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    xml
}
