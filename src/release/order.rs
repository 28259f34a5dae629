//! In which order files appear, where they cannot all appear at once: what a page needs, then the page, then
//! whatever leads to it.

/// A file's turn. Sorted: earlier turns are written first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// Styles, scripts, fonts, scans, data.
    Asset,
    /// A page of one report, document, model or commune.
    Page,
    /// A page that lists others.
    Listing,
    /// What machines read to find pages: feeds and site maps.
    Feed,
    /// The first page.
    Home,
}

impl Turn {
    /// The turn of a file of the site, told by its path alone.
    pub fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["index.html"] => Self::Home,
            [name] if name.ends_with(".xml") || *name == "robots.txt" => Self::Feed,
            [.., name] if !name.ends_with(".html") => Self::Asset,
            [_, "index.html"] | ["ky", _, "index.html"] => Self::Listing,
            // A document is five folders deep: /van-ban/ISSUER/SYMBOL/YEAR/NUMBER/.
            ["van-ban", folders @ .., "index.html"] if folders.len() < 4 => Self::Listing,
            [.., page, "index.html"] if page.starts_with("trang-") => Self::Listing,
            _ => Self::Page,
        }
    }
}

/// Sorts paths by turn, then by name.
pub fn sort(paths: &mut [String]) {
    paths.sort_by_cached_key(|path| (Turn::of(path), path.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_needs_comes_before_what_leads_to_it() {
        let mut paths = [
            "index.html",
            "feed.xml",
            "van-ban/index.html",
            "van-ban/ubnd-tinh/index.html",
            "van-ban/ubnd-tinh/qd-ubnd/2020/1221/index.html",
            "ky/2022-h1/index.html",
            "bao-cao/2022-h1/bao-cao/index.html",
            "mo-hinh/trang-2/index.html",
            "xa/tho-ngoc/index.html",
            "404.html",
            "style.css",
            "tep/2022-h1/quet.pdf",
            "du-lieu/mo-hinh.csv",
        ]
        .map(str::to_owned);
        sort(&mut paths);
        let expected = [
            "du-lieu/mo-hinh.csv",
            "style.css",
            "tep/2022-h1/quet.pdf",
            "404.html",
            "bao-cao/2022-h1/bao-cao/index.html",
            "van-ban/ubnd-tinh/qd-ubnd/2020/1221/index.html",
            "xa/tho-ngoc/index.html",
            "ky/2022-h1/index.html",
            "mo-hinh/trang-2/index.html",
            "van-ban/index.html",
            "van-ban/ubnd-tinh/index.html",
            "feed.xml",
            "index.html",
        ];
        assert_eq!(paths, expected);
    }
}
