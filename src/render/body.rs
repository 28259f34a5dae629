//! A report's text with its holes filled: citations become links with the law's state, names become links.

use crate::address::Url;
use crate::media::Size;
use crate::parse::body::{CitationSite, Hole};
use crate::render::escape::escape;
use crate::render::filters::write_href;
use crate::render::words::{OwnWord, Words, fill};
use crate::view::{BodyView, CitationTarget, LinkTarget, NarrowerCopy, Status, StatusView};
use trichdan::citation::article;

/// What the links of a body need to know of the page and its language.
pub struct Surroundings<'a> {
    /// What stands before an address (see [`write_href`]).
    pub root: &'a str,
    /// Whether the site is opened from a folder.
    pub relative: bool,
    /// The words of the interface.
    pub words: &'a Words,
}

/// Writes a body as HTML.
pub fn write(view: &BodyView, around: &Surroundings<'_>, out: &mut String) {
    let body = &view.body;
    // Where nothing is known of any, it is said once, above the text.
    let has_marks = view.law().iter().any(|status| *status != Status::Unknown);
    let mut is_first_picture = true;
    body.fill(out, |hole, out| match hole {
        Hole::Citation(index) => {
            let site = &body.citations[index as usize];
            write_citation(&view.citations[index as usize], site, has_marks, around, out);
        }
        Hole::Mention(index) => {
            let html = &body.mentions[index as usize].html;
            match &view.mentions[index as usize] {
                Some(page) => write_link("mention", page.url.as_str(), &page.title, html, around, out),
                None => out.push_str(html),
            }
        }
        Hole::Address(index) => write_address(view.links[index as usize].as_ref(), around, out),
        Hole::Picture(index) => {
            write_picture(view.links[index as usize].as_ref(), is_first_picture, around, out);
            is_first_picture = false;
        }
    });
}

/// Writes the author's words: in a link to the article they name, or marked as not in the register.
fn write_citation(
    target: &CitationTarget,
    site: &CitationSite,
    has_marks: bool,
    around: &Surroundings<'_>,
    out: &mut String,
) {
    match target {
        CitationTarget::Document { card, then } => {
            let pinpoint = site.citation.pinpoint.as_deref();
            let article = pinpoint.and_then(|written| article::articles(written).into_iter().next());
            let mut title = card.name.to_string();
            if let Some(words) = &card.title {
                title.extend([": ", words]);
            }
            match article {
                Some(article) => {
                    let url = card.url.with_anchor(&article.anchor());
                    write_link("cite", url.as_str(), &title, &site.html, around, out);
                }
                None => write_link("cite", card.url.as_str(), &title, &site.html, around, out),
            }
            if has_marks {
                write_law(then, &card.status, around, out);
            }
        }
        CitationTarget::Report(card) => {
            write_link("cite", card.url.as_str(), &card.title, &site.html, around, out);
        }
        CitationTarget::Itself => out.push_str(&site.html),
        CitationTarget::Unregistered => write_unknown(OwnWord::CitationUnregistered, &site.html, around, out),
        CitationTarget::Ambiguous => write_unknown(OwnWord::CitationAmbiguous, &site.html, around, out),
        CitationTarget::Plain => out.push_str(&site.html),
    }
}

fn write_link(class: &str, url: &str, title: &str, html: &str, around: &Surroundings<'_>, out: &mut String) {
    out.push_str("<a class=\"");
    out.push_str(class);
    out.push_str("\" href=\"");
    let mut link = String::with_capacity(url.len() + 24);
    write_href(url, around.root, around.relative, &mut link);
    escape(&link, out);
    out.push_str("\" title=\"");
    escape(title, out);
    out.push_str("\">");
    out.push_str(html);
    out.push_str("</a>");
}

fn write_unknown(word: OwnWord, html: &str, around: &Surroundings<'_>, out: &mut String) {
    out.push_str("<span class=\"cite-unknown\" title=\"");
    escape(around.words.of(word), out);
    out.push_str("\">");
    out.push_str(html);
    out.push_str("</span>");
}

/// Writes the law's state on the report's date and today: shapes for the eye, words for the ear.
fn write_law(then: &StatusView, now: &StatusView, around: &Surroundings<'_>, out: &mut String) {
    if then.word == Status::Standard {
        return;
    }
    let said = fill(around.words.of(OwnWord::LawThenNow), |slot| match slot {
        "then" => Some(around.words.of(then.word).to_owned()),
        "now" => Some(around.words.of(now.word).to_owned()),
        _ => None,
    });
    out.push_str("<span class=\"law law-");
    out.push_str(then.word.word());
    if then.word != now.word {
        out.push_str(" law-changed now-");
        out.push_str(now.word.word());
    }
    out.push_str("\" title=\"");
    escape(&said, out);
    out.push_str("\"><span class=\"visually-hidden\"> (");
    escape(&said, out);
    out.push_str(")</span></span>");
}

/// Writes what a picture's tag says of its file. With its size the page has its place before it comes; only the first
/// may be seen without scrolling, so the others come when they are near.
fn write_picture(target: Option<&LinkTarget>, is_first: bool, around: &Surroundings<'_>, out: &mut String) {
    out.push_str("src=\"");
    write_address(target, around, out);
    out.push('"');
    if let Some(LinkTarget { size: Some(Size { width, height }), narrower, .. }) = target {
        write_narrower(target, narrower, *width, around, out);
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    if !is_first {
        out.push_str(" loading=\"lazy\" decoding=\"async\"");
    }
}

/// Writes the widths among which a browser may choose: as wide as the column of text, or the screen where that is narrower.
fn write_narrower(
    target: Option<&LinkTarget>,
    narrower: &[NarrowerCopy],
    own_width: u32,
    around: &Surroundings<'_>,
    out: &mut String,
) {
    if narrower.is_empty() {
        return;
    }
    out.push_str(" srcset=\"");
    for NarrowerCopy { url, width } in narrower {
        write_url(url, around, out);
        out.push_str(&format!(" {width}w, "));
    }
    write_address(target, around, out);
    out.push_str(&format!(" {own_width}w\" sizes=\"(max-width: 42rem) 100vw, 42rem\""));
}

/// Writes the value of a `href` or `src` attribute.
fn write_address(target: Option<&LinkTarget>, around: &Surroundings<'_>, out: &mut String) {
    match target {
        Some(LinkTarget { url, .. }) => write_url(url, around, out),
        // An error has been reported, so this page is only seen while its author is at work on it.
        None => out.push('#'),
    }
}

fn write_url(url: &Url, around: &Surroundings<'_>, out: &mut String) {
    let mut link = String::with_capacity(url.as_str().len() + 24);
    write_href(url.as_str(), around.root, around.relative, &mut link);
    escape(&link, out);
}
