//! Media types: what a file is, by its name, as servers, catalogues and browsers are told it (RFC 6838).

/// The type of what is at an address or path, without parameters, as catalogues write it: `text/csv`.
pub fn of(address: &str) -> &'static str {
    match address.rsplit('/').next().unwrap_or_default() {
        // The address of a folder shows a page.
        "" => "text/html",
        // An extension cannot tell it; our feeds are all Atom's.
        "feed.xml" => "application/atom+xml",
        name => mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream"),
    }
}

/// The type as it stands in a header: a text's comes with the encoding, which is always UTF-8, while XML tells its own.
pub fn in_header(address: &str) -> String {
    match of(address) {
        text if text.starts_with("text/") && text != "text/xml" => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_type() {
        let table = [
            ("", "text/html; charset=utf-8"),
            ("van-ban/", "text/html; charset=utf-8"),
            ("404.html", "text/html; charset=utf-8"),
            ("ky/2022-h1/feed.xml", "application/atom+xml"),
            ("sitemap.xml", "text/xml"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("static/site.css", "text/css; charset=utf-8"),
            ("static/page.js", "text/javascript; charset=utf-8"),
            ("static/icon.svg", "image/svg+xml"),
            ("static/chu.woff2", "font/woff2"),
            ("du-lieu/mo-hinh.csv", "text/csv; charset=utf-8"),
            ("du-lieu/mo-hinh.json", "application/json"),
            ("du-lieu/dcat.jsonld", "application/ld+json"),
            ("site.webmanifest", "application/manifest+json"),
            ("tep/so-do.gif", "image/gif"),
            ("tep/anh.JPG", "image/jpeg"),
            ("tep/anh.heic", "image/heic"),
            ("tep/quet.tiff", "image/tiff"),
            ("tep/Báo cáo số 1.pdf", "application/pdf"),
            ("tep/cu.doc", "application/msword"),
            ("tep/moi.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("tep/cu.xls", "application/vnd.ms-excel"),
            ("tep/moi.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("tep/cu.ppt", "application/vnd.ms-powerpoint"),
            ("tep/moi.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            ("tep/bang.ods", "application/vnd.oasis.opendocument.spreadsheet"),
            ("tep/van-ban.odt", "application/vnd.oasis.opendocument.text"),
            ("tep/goi.zip", "application/zip"),
            ("tep/goi.rar", "application/x-rar-compressed"),
            ("tep/phim.mp4", "video/mp4"),
            ("tep.cu/khong-duoi", "application/octet-stream"),
            ("tep/la.congbo", "application/octet-stream"),
        ];
        for (address, expected) in table {
            assert_eq!(in_header(address), expected, "{address}");
        }
    }
}
