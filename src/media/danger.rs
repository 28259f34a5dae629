//! Files that act: on the reader's machine, on the server, or in a page's name. Content never becomes code.

use super::types::ending_of;
use super::{Found, Kind, markup};

/// In which way a file would act where it should only be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Danger {
    /// A page of its own, which would speak in the authority's name.
    Page,
    /// A page of its own in which nothing runs.
    QuietPage,
    /// A drawing or other XML with something in it that runs.
    Markup(Found),
    /// A server runs it.
    ServerCode,
    /// A server obeys it.
    ServerSettings,
    /// A reader's machine runs it.
    Program,
}

/// Names that browsers show as pages, or that hold a page. A packed drawing cannot be looked into by whoever gets it.
const PAGES: &[&str] = &["html", "htm", "xhtml", "xht", "mht", "mhtml", "htc", "xsl", "xslt", "svgz"];

/// Names that servers run, each by the settings that its makers hand out.
const SERVER_CODE: &[&str] = &[
    "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtml", "phar", "inc", "asp", "aspx", "asa", "asax",
    "ascx", "ashx", "asmx", "axd", "cshtml", "vbhtml", "svc", "jsp", "jspx", "jspf", "jsw", "jsv", "cgi", "fcgi", "pl",
    "pm", "py", "pyc", "rb", "erb", "rhtml", "shtml", "shtm", "stm", "ssi", "cfm", "cfml", "cfc", "lua", "tcl", "war",
];

/// Names that systems run when they are opened, and what browsers take into a page.
const PROGRAMS: &[&str] = &[
    "exe",
    "com",
    "scr",
    "pif",
    "cpl",
    "dll",
    "sys",
    "ocx",
    "msi",
    "msp",
    "mst",
    "msix",
    "appx",
    "bat",
    "cmd",
    "ps1",
    "psm1",
    "psd1",
    "ps1xml",
    "vb",
    "vbs",
    "vbe",
    "js",
    "mjs",
    "cjs",
    "jse",
    "ws",
    "wsf",
    "wsc",
    "wsh",
    "hta",
    "sct",
    "shb",
    "shs",
    "lnk",
    "url",
    "scf",
    "inf",
    "reg",
    "msc",
    "chm",
    "hlp",
    "gadget",
    "application",
    "appref-ms",
    "settingcontent-ms",
    "library-ms",
    "search-ms",
    "diagcab",
    "xll",
    "wll",
    "xla",
    "iqy",
    "oqy",
    "rqy",
    "slk",
    "jar",
    "jnlp",
    "class",
    "apk",
    "xapk",
    "aab",
    "ipa",
    "dmg",
    "pkg",
    "app",
    "command",
    "workflow",
    "scpt",
    "deb",
    "rpm",
    "run",
    "appimage",
    "desktop",
    "elf",
    "so",
    "dylib",
    "sh",
    "bash",
    "zsh",
    "csh",
    "ksh",
    "swf",
    "xap",
    "wasm",
];

impl Danger {
    /// What a file's name makes of it, whatever it holds: the name under which it is published.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ending = ending_of(&name);
        let is_settings = matches!(name.as_str(), "web.config" | "php.ini" | "nginx.conf" | "user.ini" | "httpd.conf")
            || matches!(&*ending, "htaccess" | "htpasswd");
        if is_settings {
            return Some(Self::ServerSettings);
        }
        [(PAGES, Self::Page), (SERVER_CODE, Self::ServerCode), (PROGRAMS, Self::Program)]
            .into_iter()
            .find_map(|(endings, danger)| endings.contains(&&*ending).then_some(danger))
    }
}

/// What a file's bytes make of it. A text that begins with a mark of HTML is no page where its name says that it is a text.
pub fn by_content(kind: Kind, name: &str, bytes: &[u8]) -> Option<Danger> {
    match kind {
        Kind::Program => Some(Danger::Program),
        Kind::Html | Kind::Text | Kind::Svg | Kind::Xml => {
            let beginning = markup::beginning(bytes);
            let beginning = beginning.trim_start();
            let is_code = ["<?php", "<?=", "<%"].iter().any(|mark| beginning.starts_with(mark));
            let is_a_text = Kind::promised_by(name) == Some(Kind::Text);
            match kind {
                _ if is_code => Some(Danger::ServerCode),
                Kind::Html if !is_a_text || markup::is_whole_page(beginning) => {
                    let runs = markup::page_runs(&markup::text(bytes));
                    Some(if runs { Danger::Page } else { Danger::QuietPage })
                }
                Kind::Svg | Kind::Xml => markup::active(kind, &markup::text(bytes)).map(Danger::Markup),
                _ => None,
            }
        }
        // A server that is set up carelessly looks for its code in pictures too.
        picture if picture.is_picture() => {
            memchr::memmem::find(bytes, b"<?php").is_some().then_some(Danger::ServerCode)
        }
        _ => None,
    }
}
