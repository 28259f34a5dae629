//! The beginnings of documents' addresses: an issuer, a symbol, a year, each with its title.

use std::collections::HashMap;
use std::sync::Arc;

use crate::address::Url;
use crate::cards::Cards;
use crate::diagnostic::Language;
use crate::link::Archive;
use crate::view::{Link, Section};

/// The beginnings of documents' addresses below the register's own, with their titles: an issuer, a symbol, a year.
pub fn of_register(archive: &Archive<'_>, cards: &Cards, language: Language) -> HashMap<Arc<str>, Arc<Link>> {
    let mut prefixes: HashMap<Arc<str>, Arc<Link>> = HashMap::new();
    for ((_, document), card) in archive.register.iter().zip(&cards.documents) {
        for (depth, prefix) in prefixes_of(&card.url).enumerate() {
            if prefixes.contains_key(prefix) {
                continue;
            }
            let title = match depth {
                0 => title_of_issuer(prefix, document.issuer.map(|issuer| &cards.issuers[issuer]), language),
                1 => document.designation.parts()[1].cloned().unwrap_or_else(|| last(prefix).into()),
                _ => card.year.clone().unwrap_or_else(|| language.choose("Không rõ năm", "Year unknown").into()),
            };
            prefixes.insert(prefix.into(), Arc::new(Link { title, url: Url::new(prefix) }));
        }
    }
    prefixes
}

fn title_of_issuer(prefix: &str, issuer: Option<&Arc<Link>>, language: Language) -> Arc<str> {
    match issuer.filter(|issuer| issuer.url.as_str() == prefix) {
        Some(issuer) => issuer.title.clone(),
        None => match last(prefix) {
            "luat" => language.choose("Luật, pháp lệnh", "Laws").into(),
            "tieu-chuan" => language.choose("Tiêu chuẩn, quy chuẩn", "Standards").into(),
            _ => language.choose("Không rõ cơ quan ban hành", "Issuer unknown").into(),
        },
    }
}

/// The beginnings of a document's address below the register's own, shortest first.
pub fn prefixes_of(url: &Url) -> impl Iterator<Item = &str> {
    let (list, path) = (Section::Register.url().as_str().len(), url.as_str());
    let ends = path.match_indices('/').map(|(at, _)| at + 1);
    ends.filter(move |end| *end > list && *end < path.len()).map(move |end| &path[..end])
}

/// The last part of an address of a folder.
pub fn last(prefix: &str) -> &str {
    let path = prefix.trim_end_matches('/');
    path.rsplit_once('/').map_or(path, |(_, last)| last)
}

/// The folder that a folder or page stands in.
pub fn parent(path: &str) -> &str {
    path.trim_end_matches('/').rfind('/').map_or("", |end| &path[..=end])
}
