//! What a web server must be told that no page can say: where old addresses of another portal lead, how strangers' files are
//! to be shown, which types files have.
//!
//! Pure: settings go in, the text of a server's own file comes out. The office chooses its server in `site.yaml`.

mod apache;
mod iis;
mod nginx;

use crate::address::{OldAddress, Url};
use crate::content::Server;
use crate::media;

/// What every server is told, in whatever words it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The path that the site stands at, with slashes at both ends: `/khcn/`.
    pub base: String,
    /// Old addresses that no page can stand at, and where they lead.
    pub moved: Vec<Moved>,
}

/// An old address and its page now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// As it was.
    pub from: OldAddress,
    /// As it is.
    pub to: Url,
}

impl Settings {
    /// The name of the server's file at the site's root, and its text.
    pub fn write(&self, server: Server) -> (&'static str, String) {
        match server {
            Server::Apache => (".htaccess", apache::write(self)),
            Server::Iis => ("web.config", iis::write(self)),
            Server::Nginx => ("congbo.nginx.conf", nginx::write(self)),
        }
    }

    /// The address of a page, from the host on.
    fn path_of(&self, url: &Url) -> String {
        format!("{}{url}", self.base)
    }
}

/// Endings that a site or its files may have and that servers know wrongly or not at all, each with its type.
fn types() -> impl Iterator<Item = (&'static str, &'static str)> {
    const ENDINGS: [&str; 8] = ["csv", "geojson", "jsonld", "md", "txt", "webmanifest", "webp", "woff2"];
    ENDINGS.into_iter().map(|ending| (ending, media::type_of(&format!("x.{ending}"))))
}

/// Files that a browser may show in its window, by their endings. All others are saved, whatever a browser thinks of them.
const SHOWN: [&str; 15] =
    ["pdf", "jpg", "jpeg", "png", "webp", "gif", "svg", "txt", "csv", "json", "mp3", "mp4", "m4a", "webm", "ogg"];

/// Files that could run where they are shown: they are shown as if they were from nowhere.
const FENCED: [&str; 4] = ["svg", "xml", "html", "htm"];

/// The policy of a fenced file.
const FENCE: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/// What an old address is in a regular expression: letter by letter.
fn literal(text: &str) -> String {
    text.chars().fold(String::new(), |mut pattern, letter| {
        if !letter.is_alphanumeric() && !matches!(letter, '/' | '_' | '-' | '%' | '=' | '&') {
            pattern.push('\\');
        }
        pattern.push(letter);
        pattern
    })
}

/// What a query must hold, each setting in its order, whatever else a portal has put beside them.
fn query_patterns(query: &str) -> impl Iterator<Item = String> {
    query.split('&').map(|setting| format!("(^|&){}(&|$)", literal(setting)))
}
