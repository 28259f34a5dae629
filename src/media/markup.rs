//! Texts with marks in them: which kind they are, and what in them would run in a browser.
//!
//! A drawing or a table in XML is published, and a browser runs what a page may run when somebody opens it by its own
//! address. So an SVG passes as long as it only draws: no script, no handler of events, nothing that it loads from
//! elsewhere, and no part that browsers read otherwise than we do.

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::Encoding;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::reader::Reader;

use super::Kind;

/// What in a file would run, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As it stands there, or in short: `<script>`, `onload`, `<!ENTITY>`.
    pub what: Arc<str>,
    /// The line, from 1.
    pub line_number: usize,
}

/// Whether these first bytes of a file are text: with a mark of Unicode, or without bytes that no text has (the
/// standard for sniffing media types calls them binary data bytes: WHATWG MIME Sniffing, 3).
pub fn looks_like_text(head: &[u8]) -> bool {
    let is_binary = |byte: &u8| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F);
    Encoding::for_bom(head).is_some() || !head.iter().any(is_binary)
}

/// The text of a file; letters of encodings other than Unicode's are of no concern here.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => String::from_utf8_lossy(bytes),
    }
}

/// So much of a text that its first element is in it.
pub fn beginning(bytes: &[u8]) -> Cow<'_, str> {
    text(&bytes[..bytes.len().min(1 << 20)])
}

/// Which kind of text it is, by its first words or its first element.
pub fn kind(text: &str) -> Kind {
    let beginning = text.trim_start();
    if beginning.starts_with("#!") {
        return Kind::Program;
    }
    let Some(root) = first_element(beginning) else { return Kind::Text };
    match root.to_ascii_lowercase().as_str() {
        "svg" => Kind::Svg,
        "html" => Kind::Html,
        // What a browser takes for HTML where it is not told better (WHATWG MIME Sniffing, 7.1).
        "!doctype" | "head" | "script" | "iframe" | "h1" | "div" | "font" | "table" | "a" | "style" | "title" | "b"
        | "body" | "br" | "p" => Kind::Html,
        local if local.ends_with(":svg") => Kind::Svg,
        _ => Kind::Xml,
    }
}

/// Whether a text is a page by its first words, and not only words with marks in them.
pub fn is_whole_page(text: &str) -> bool {
    let first = first_element(text).unwrap_or_default();
    ["!doctype", "html", "head", "body", "script", "iframe"].iter().any(|mark| first.eq_ignore_ascii_case(mark))
}

/// The name of the first element, comments and instructions before it passed over; `!doctype` where a page says that it
/// is HTML. None where no element comes first.
fn first_element(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        let rest = text.strip_prefix('<')?;
        let skip = |end: &str| rest.split_once(end).map(|(_, after)| after);
        if rest.starts_with("!--") {
            text = skip("-->")?;
        } else if rest.starts_with('?') {
            text = skip("?>")?;
        } else if rest.get(..8).is_some_and(|word| word.eq_ignore_ascii_case("!doctype")) {
            if rest[8..].trim_start().get(..4).is_some_and(|root| root.eq_ignore_ascii_case("html")) {
                return Some(&rest[..8]);
            }
            // An SVG's may hold marks of its own; its end is where the first element begins.
            text = rest.find("<svg").map(|at| &rest[at..]).or_else(|| skip(">"))?;
        } else {
            let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'))?;
            return rest[..end].starts_with(char::is_alphabetic).then_some(&rest[..end]);
        }
    }
}

/// What would run of an SVG or another XML file; also a place behind which that cannot be known.
pub fn active(kind: Kind, text: &str) -> Option<Found> {
    let mut reader = Reader::from_str(text);
    // The words of an element with a style.
    let mut in_style = false;
    // Data may have words of any name; only what a browser draws or lays out is judged by them.
    let mut draws = kind == Kind::Svg;
    let mut depth = 0_usize;
    loop {
        let at = reader.buffer_position() as usize;
        let found = |what: Cow<'_, str>| {
            // Blanks before the mark belong to the text before it.
            let blanks = text[at..].len() - text[at..].trim_start().len();
            let line_number = text[..at + blanks].bytes().filter(|byte| *byte == b'\n').count() + 1;
            Some(Found { what: what.into(), line_number })
        };
        let what = match reader.read_event() {
            Err(error) => Some(format!("{error}").into()),
            Ok(Event::Eof) if depth > 0 => Some("…".into()),
            Ok(Event::Eof) => return None,
            Ok(Event::Start(start)) => {
                depth += 1;
                draws |= names_drawing(&start);
                in_style = start.local_name().as_ref().eq_ignore_ascii_case("style");
                draws.then(|| of_element(&start)).flatten()
            }
            Ok(Event::Empty(start)) => {
                draws |= names_drawing(&start);
                draws.then(|| of_element(&start)).flatten()
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                in_style = false;
                None
            }
            Ok(Event::Text(words)) => loads(in_style, &words),
            Ok(Event::CData(words)) => loads(in_style, &words),
            Ok(Event::DocType(words)) => words.contains('[').then(|| "<!ENTITY>".into()),
            Ok(Event::PI(words)) => words.starts_with("xml-stylesheet").then(|| "<?xml-stylesheet?>".into()),
            Ok(Event::Decl(declaration)) => foreign_encoding(&declaration),
            Ok(Event::Comment(_) | Event::GeneralRef(_)) => None,
        };
        if let Some(what) = what {
            return found(what);
        }
    }
}

/// Whether anything in a page of HTML could run, load or send; in doubt it could. Only words and `<meta name=…>` are sure not to.
pub fn page_runs(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let tags = text.split('<').skip(1);
    let is_quiet = |tag: &str| {
        let name =
            tag.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '!').next();
        let is_known =
            matches!(name, Some("!doctype" | "html" | "head" | "title" | "meta" | "body" | "h1" | "p" | "br"));
        is_known && !tag.contains("http-equiv") && !tag.contains("=\"javascript") && !has_handler(tag)
    };
    !tags.into_iter().all(is_quiet)
}

/// `onload=…`
fn has_handler(tag: &str) -> bool {
    tag.split(|letter: char| letter.is_ascii_whitespace() || letter == '/').any(|part| part.starts_with("on"))
}

/// Whether an element says that what is in it is drawn or laid out by a browser: SVG, or HTML as XML.
fn names_drawing(start: &BytesStart<'_>) -> bool {
    let names = |value: &str| matches!(value, "http://www.w3.org/1999/xhtml" | "http://www.w3.org/2000/svg");
    start.attributes().flatten().any(|attribute| {
        let is_namespace = attribute.key.as_ref() == "xmlns" || attribute.key.as_ref().starts_with("xmlns:");
        is_namespace && names(attribute.value.trim())
    })
}

/// Elements that bring code or another page with them.
const ACTIVE: [&str; 14] = [
    "script",
    "foreignobject",
    "handler",
    "listener",
    "iframe",
    "object",
    "embed",
    "applet",
    "audio",
    "video",
    "html",
    "body",
    "form",
    "meta",
];

fn of_element(start: &BytesStart<'_>) -> Option<Cow<'static, str>> {
    let name = start.local_name().as_ref().to_ascii_lowercase();
    if ACTIVE.contains(&&*name) {
        return Some(format!("<{}>", start.local_name().as_ref()).into());
    }
    start.attributes().find_map(|attribute| {
        let Ok(attribute) = attribute else { return Some(format!("<{name} …>").into()) };
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { return Some(key.into()) };
        // Browsers leave out blanks and control characters where they look for a scheme.
        let value: String = value.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
        let acts = match key.as_str() {
            "href" | "src" if name == "a" => runs(&value),
            "href" | "src" => !stays_inside(&value),
            "attributename" => value.to_ascii_lowercase().ends_with("href") || value.starts_with("on"),
            key => key.starts_with("on") || runs(&value) || loads(true, &value).is_some(),
        };
        acts.then(|| format!("{}={}", attribute.key.as_ref(), shortened(&value)).into())
    })
}

/// Whether an address is a program instead of a place.
fn runs(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| address.starts_with(scheme))
}

/// Whether what a drawing uses is a part of itself, or a picture that is written out in it.
fn stays_inside(address: &str) -> bool {
    const PICTURES: [&str; 5] =
        ["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;"];
    let address = address.to_ascii_lowercase();
    address.is_empty() || address.starts_with('#') || PICTURES.iter().any(|picture| address.starts_with(picture))
}

/// What a style loads from elsewhere.
fn loads(is_style: bool, words: &str) -> Option<Cow<'static, str>> {
    if !is_style {
        return None;
    }
    let words = words.to_ascii_lowercase();
    if words.contains("@import") {
        return Some("@import".into());
    }
    let addresses = words.split("url(").skip(1).map(|rest| rest.trim_start_matches([' ', '\'', '"']));
    let outside = addresses.map(|rest| rest.split([')', '\'', '"']).next().unwrap_or_default());
    outside
        .into_iter()
        .find(|address| !stays_inside(address))
        .map(|address| format!("url({})", shortened(address)).into())
}

/// An encoding in which marks could stand that we do not see.
fn foreign_encoding(declaration: &BytesDecl<'_>) -> Option<Cow<'static, str>> {
    let named = declaration.encoding()?.ok()?.to_ascii_lowercase();
    let is_plain = ["utf-8", "utf8", "utf-16", "us-ascii", "iso-8859-", "windows-125"];
    (!is_plain.iter().any(|plain| named.starts_with(plain))).then(|| format!("encoding=\"{named}\"").into())
}

fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
