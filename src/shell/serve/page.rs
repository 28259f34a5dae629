//! From a path that was asked for to an answer: only what the plan holds is ever found.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Language;
use crate::diagnostic::bilingual;
use crate::media;
use crate::print::{self, Look};
use crate::render::{Rendered, escape, render};
use crate::site::Snapshot;
use crate::source::{SourcePath, Sources};
use crate::view::{Content, Narrowed, View};

use super::shown::Shown;

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Bytes of this type; what they are besides is the status.
    Page { bytes: Arc<[u8]>, content_type: &'static str, status: Status },
    /// A file of the content folder, of this type.
    Attachment {
        /// Path in the content folder.
        source: SourcePath,
        /// What it is said to be.
        content_type: &'static str,
        /// Whether something of it is left out.
        is_cleaned: bool,
    },
    /// A narrower copy of a picture of the content folder, of this type.
    Narrowed(Narrowed, &'static str),
    /// Another path is meant.
    Elsewhere(String),
}

/// Whether what was asked for is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Found,
    /// There is no such page.
    Missing,
    /// There is no site yet.
    NotYet,
    /// The theme cannot show it.
    Broken,
}

/// Finds what is at `path`, as it was sent, and renders it.
pub fn find(shown: &Shown, path: &str, session: &str, language: Language) -> Found {
    let live = Injected { session, generation: shown.generation };
    let Some(site) = &shown.site else {
        let html = bare_page(bilingual!(vi: "Chưa dựng được trang", en: "There is no site yet").of(language), &live);
        return page(html, Status::NotYet);
    };
    let Some(inside) = path.strip_prefix(&*shown.base_path) else {
        let at_base = path == "/" || format!("{path}/") == *shown.base_path;
        return if at_base {
            Found::Elsewhere(shown.base_path.to_string())
        } else {
            missing(site, shown, path, &live, language)
        };
    };
    let Some(address) = address(inside) else { return missing(site, shown, inside, &live, language) };
    let address = address
        .strip_suffix("index.html")
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .unwrap_or(&address);
    match site.plan.get(address) {
        Some(View::Attachment { source, is_cleaned, .. }) => {
            Found::Attachment { source: source.clone(), content_type: media::type_of(address), is_cleaned: *is_cleaned }
        }
        Some(View::Narrowed(narrowed)) => Found::Narrowed(narrowed.clone(), media::type_of(address)),
        Some(view) => match rendered(site, view, &live) {
            Ok(bytes) => Found::Page { bytes, content_type: media::type_of(address), status: Status::Found },
            Err(diagnostic) => {
                let look = Look { language, color: false, folder: "" };
                let message = print::human(&[*diagnostic], &Sources::default(), &look);
                page(bare_page(&message, &live), Status::Broken)
            }
        },
        None if site.plan.get(&format!("{address}/")).is_some() => Found::Elsewhere(format!("{path}/")),
        None => missing(site, shown, address, &live, language),
    }
}

/// The address in the plan that a path means; none where its bytes are no text.
pub fn address(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    Some(decoded.nfc().collect())
}

/// What is put into each page to follow changes.
struct Injected<'a> {
    session: &'a str,
    generation: u64,
}

impl Injected<'_> {
    /// Puts the link to the script where it runs before anything is shown.
    fn put(&self, html: &mut String) {
        let (session, generation) = (self.session, self.generation);
        let tags = format!(
            "<link rel=\"stylesheet\" href=\"/~congbo/live.css\">\n<script src=\"/~congbo/live.js?session={session}&amp;generation={generation}\" defer></script>\n"
        );
        let at = html.find("</head>").unwrap_or(html.len());
        html.insert_str(at, &tags);
    }
}

fn rendered(site: &Snapshot, view: &View, live: &Injected<'_>) -> Result<Arc<[u8]>, Box<Diagnostic>> {
    Ok(match render(&site.theme, view)? {
        Rendered::Text(mut text) => {
            // A redirect is left before it could follow anything; what is no HTML has no place for a script.
            if text.contains("</head>") && !matches!(view, View::Page { content: Content::Redirect(_), .. }) {
                live.put(&mut text);
            }
            text.into_bytes().into()
        }
        Rendered::Bytes(bytes) => bytes.into(),
        Rendered::Attachment(_) | Rendered::Narrowed(_) => Arc::default(),
    })
}

/// The site's own page for what is missing, with what may have been meant.
fn missing(site: &Snapshot, shown: &Shown, address: &str, live: &Injected<'_>, language: Language) -> Found {
    let own = site.plan.get("404.html").and_then(|view| rendered(site, view, live).ok());
    let html = own.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
    let nothing = bilingual!(vi: "Không có trang này", en: "There is no such page");
    let mut html = html.unwrap_or_else(|| bare_page(nothing.of(language), live));
    let near = near_matches(site, address);
    if !near.is_empty() {
        let mut list = format!(
            "<nav class=\"congbo-near\"><p>{}</p>\n<ul>\n",
            bilingual!(vi: "Có phải là:", en: "Did you mean:").of(language)
        );
        for url in near {
            list.push_str("<li><a href=\"");
            escape(&shown.base_path, &mut list);
            escape(url, &mut list);
            list.push_str("\">/");
            escape(url, &mut list);
            list.push_str("</a></li>\n");
        }
        list.push_str("</ul></nav>\n");
        let at = html.find("</main>").or_else(|| html.find("</body>")).unwrap_or(html.len());
        html.insert_str(at, &list);
    }
    page(html, Status::Missing)
}

/// The three pages whose addresses are most like this one, if any is like it at all.
fn near_matches<'s>(site: &'s Snapshot, address: &str) -> Vec<&'s str> {
    const LEAST: f64 = 0.5;
    // An address as long as a book is like none.
    let address: String = address.chars().take(200).collect();
    let address = address.trim_matches('/');
    let pages =
        site.plan.pages.iter().filter(|(_, view)| matches!(view, View::Page { .. })).map(|(url, _)| url.as_str());
    let mut near: Vec<(f64, &str)> = pages
        .filter(|url| url.ends_with('/'))
        .map(|url| {
            let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
            let whole = strsim::normalized_damerau_levenshtein(address, url.trim_end_matches('/'));
            let ends_alike = !last(address).is_empty() && last(address) == last(url);
            (if ends_alike { whole.max(LEAST) + 0.5 } else { whole }, url)
        })
        .filter(|&(likeness, _)| likeness >= LEAST)
        .collect();
    // Sorted: likest first, then by address.
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.into_iter().take(3).map(|(_, url)| url).collect()
}

fn page(html: String, status: Status) -> Found {
    Found::Page { bytes: html.into_bytes().into(), content_type: media::type_of(""), status }
}

/// A page without a theme, for when there is none to use.
fn bare_page(message: &str, live: &Injected<'_>) -> String {
    let mut html = String::from(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>congbo</title>\n</head>\n<body><main><pre>",
    );
    escape(message, &mut html);
    html.push_str("</pre></main></body></html>\n");
    live.put(&mut html);
    html
}
