//! Addresses inside the site, and that of every page. An address once published never dies, so these rules never change.

use std::sync::Arc;

use crate::content::{Issuer, ModelId, PageInfo, PeriodId, Place};
use crate::link::Archive;
use crate::link::gather::Located;
use crate::link::register::DocumentIndex;
use crate::link::report::Report;
use crate::release::rewritten;
use crate::source::SourcePath;
use trichdan::designation::Designation;
use trichdan::text::slug::{is_slug, slug};

/// An address inside the site, relative to its root: `ky/2022-h1/`, `feed.xml`, empty for the home page.
///
/// Templates turn it into a link with the filter `href`, which knows where the page itself stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

impl Url {
    /// Takes a path made by `plan`: no leading slash, a trailing one for pages, then perhaps `?query` and `#anchor`.
    pub fn new(path: &str) -> Self {
        debug_assert!(!path.starts_with('/'), "{path}");
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as text that others may keep.
    pub fn shared(&self) -> Arc<str> {
        self.0.clone()
    }

    /// The same address with a query.
    pub fn with_query(&self, query: &str) -> Self {
        if query.is_empty() { self.clone() } else { Self(format!("{}?{query}", self.0).into()) }
    }

    /// The same address with an anchor.
    pub fn with_anchor(&self, anchor: &str) -> Self {
        if anchor.is_empty() { self.clone() } else { Self(format!("{}#{anchor}", self.0).into()) }
    }

    /// The file that holds it in the output folder: `ky/2022-h1/index.html`.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.to_string() }
    }
}

impl std::fmt::Display for Url {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// `/`
pub fn home() -> Url {
    Url::new("")
}

/// `/sitemap.xml`: the site map, or the list of its parts.
pub fn sitemap() -> Url {
    Url::new("sitemap.xml")
}

/// `/ky/2022-h1/`
pub fn period(id: PeriodId) -> Url {
    Url::new(&format!("ky/{id}/"))
}

/// `/bao-cao/2022-h1/SLUG/`
pub fn report(report: &Report) -> Url {
    report_at(report.entry.period, report.slug())
}

/// The same, of a report that the archive does not have.
pub fn report_at(period: PeriodId, slug: &str) -> Url {
    Url::new(&format!("bao-cao/{period}/{slug}/"))
}

/// `/bao-cao/2022-h1/cau-chu.txt`: what the words of a period's reports are known by.
pub fn words_of(period: PeriodId) -> Url {
    Url::new(&format!("bao-cao/{period}/{}", rewritten::LIST))
}

/// `/van-ban/ISSUER/SYMBOL/YEAR/NUMBER/`; what is unknown is written `khong-ro`.
pub fn document(archive: &Archive<'_>, index: DocumentIndex) -> Url {
    let document = archive.register.document(index);
    let issuer = document.issuer.map_or("khong-ro", |issuer| archive.issuers.get(issuer).id.value.as_str());
    let year = document.year().map_or_else(|| "khong-ro".to_string(), |year| year.to_string());
    let (Designation::State { .. } | Designation::Party { .. }) = &document.designation else {
        let name = slug(&document.entry.value.designation.value);
        let kind = if matches!(document.designation, Designation::Standard { .. }) { "tieu-chuan" } else { "luat" };
        return Url::new(&format!("van-ban/{kind}/{name}/"));
    };
    let (symbol, number) = (document.designation.symbol_slug(), document.designation.number_slug());
    Url::new(&format!("van-ban/{issuer}/{symbol}/{year}/{number}/"))
}

/// `/van-ban/ISSUER/`
pub fn register_of(issuer: &Issuer) -> Url {
    Url::new(&format!("van-ban/{}/", issuer.id.value))
}

/// `/mo-hinh/ID/`
pub fn model(id: &ModelId) -> Url {
    Url::new(&format!("mo-hinh/{id}/"))
}

/// `/xa/ID/`
pub fn place(place: &Place) -> Url {
    Url::new(&format!("xa/{}/", place.id.value))
}

/// What a free page is called in its address.
pub fn slug_of<'a>(page: &Located<'a, PageInfo>) -> &'a str {
    page.value.slug.as_ref().map_or(page.path.stem(), |slug| &slug.value)
}

/// `/SLUG/` for a free page.
pub fn free_page(slug: &str) -> Url {
    Url::new(&format!("{slug}/"))
}

/// Page `number` of a list that begins at `first`.
pub fn page_of(first: &Url, number: u32) -> Url {
    if number == 1 { first.clone() } else { Url::new(&format!("{first}trang/{number}/")) }
}

/// Reads an address that an author wrote as an old or own one: `/cu/trang-cu/`, `cu/trang-cu.html`.
///
/// Returns `None` for one that would leave the site, or that holds anything but slugs.
pub fn written(address: &str) -> Option<Url> {
    let path = address.strip_prefix('/').unwrap_or(address);
    // The file of a folder's page is no address of its own.
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    if let Some(folder) = folder {
        return if folder.is_empty() { Some(home()) } else { written(folder) };
    }
    let (folders, file) = path.rsplit_once('/').map_or(("", path), |(folders, file)| (folders, file));
    let stem = file.strip_suffix(".html").unwrap_or(file);
    let good = |part: &str| is_slug(part);
    let well_formed = (folders.is_empty() || folders.split('/').all(good)) && (stem.is_empty() || good(stem));
    if !well_formed || path.is_empty() {
        return None;
    }
    let page = file.is_empty() || file.ends_with(".html");
    Some(if page { Url::new(path) } else { Url::new(&format!("{path}/")) })
}

/// `tep/2022-h1/bao-cao-quet.pdf`
pub fn attachment(path: &SourcePath) -> Url {
    let folder = path.folder();
    let folder = folder.strip_suffix("/files").unwrap_or(if folder == "files" { "chung" } else { folder });
    let name = path.file_name();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = if extension.is_empty() { String::new() } else { format!(".{}", slug(extension)) };
    let folders: Vec<String> = folder.split('/').map(slug).collect();
    Url::new(&format!("{}{}/{}{extension}", ATTACHMENTS, folders.join("/"), slug(stem)))
}

/// Where all files of the content folder are published.
const ATTACHMENTS: &str = "tep/";

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn written_addresses_stay_inside_the_site() {
        for (address, expected) in [
            ("/cu/trang/", Some("cu/trang/")),
            ("cu/trang", Some("cu/trang/")),
            ("/cu/trang.html", Some("cu/trang.html")),
            ("/index.html", Some("")),
            ("/cu/index.html", Some("cu/")),
            ("/cu/xindex.html", Some("cu/xindex.html")),
            ("//index.html", None),
            ("/feed.xml", None),
            ("../../x", None),
            ("/a//b/", None),
            ("/con/", None),
            ("/a/./b/", None),
            ("https://example.org/", None),
            ("/", None),
            ("/Trang/", None),
            ("a\\b", None),
        ] {
            assert_eq!(written(address).as_ref().map(|url| url.as_str()), expected, "{address}");
        }
    }
}
