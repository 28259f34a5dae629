//! Media types: what a server says that a file is, by the ending of its name.

/// The media type of a file of which nothing is known.
pub(super) const UNKNOWN: &str = "application/octet-stream";

/// The media type of a file, or of what is at an address. Texts that congbo writes bear their character set; all other
/// endings are looked up in the registry's table, which a library keeps.
pub fn type_of(path: &str) -> &'static str {
    // The address of a folder shows a page, and our feeds are all Atom's, which an ending cannot tell.
    match path.rsplit('/').next().unwrap_or_default() {
        "" => return "text/html; charset=utf-8",
        "feed.xml" => return "application/atom+xml; charset=utf-8",
        _ => {}
    }
    match ending_of(path).as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        ending => mime_guess::from_ext(ending).first_raw().unwrap_or(UNKNOWN),
    }
}

/// The ending of a path's last part, in lower case; empty where it has none.
pub fn ending_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// [`type_of`] without the character set, as catalogues of data name it.
pub fn bare_type_of(path: &str) -> &'static str {
    let full = type_of(path);
    full.split_once(';').map_or(full, |(bare, _)| bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_that_an_archive_has_is_known() {
        let table = [
            ("", "text/html; charset=utf-8"),
            ("van-ban/", "text/html; charset=utf-8"),
            ("van-ban/index.html", "text/html; charset=utf-8"),
            ("ky/2022-h1/feed.xml", "application/atom+xml; charset=utf-8"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("du-lieu/dcat.jsonld", "application/ld+json"),
            ("du-lieu/datapackage.json", "application/json"),
            ("site.webmanifest", "application/manifest+json"),
            ("a.gif", "image/gif"),
            ("a.JPG", "image/jpeg"),
            ("a.avif", "image/avif"),
            ("favicon.ico", "image/x-icon"),
            ("a.tiff", "image/tiff"),
            ("a.woff2", "font/woff2"),
            ("a.pdf", "application/pdf"),
            ("a.zip", "application/zip"),
            ("a.doc", "application/msword"),
            ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("a.xls", "application/vnd.ms-excel"),
            ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("a.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            ("a.odt", "application/vnd.oasis.opendocument.text"),
            ("a.ods", "application/vnd.oasis.opendocument.spreadsheet"),
            ("a.rtf", "application/rtf"),
            ("a.mp4", "video/mp4"),
            ("khong-duoi", "application/octet-stream"),
            ("a.la-lung", "application/octet-stream"),
        ];
        for (path, expected) in table {
            assert_eq!(type_of(path), expected, "{path}");
        }
        assert_eq!(bare_type_of("a.csv"), "text/csv");
    }
}
