//! Addresses inside the site, and that of every page. An address once published never dies, so these rules never change.

use std::sync::Arc;

use crate::content::{ColumnId, Issuer, LedgerId, ModelId, PageInfo, PeriodId, Place, last_part};
use crate::link::Archive;
use crate::link::gather::Located;
use crate::link::register::DocumentIndex;
use crate::link::report::Report;
use crate::release::rewritten;
use crate::source::SourcePath;
use trichdan::designation::Designation;
use trichdan::text::slug::{is_reserved, is_slug, slug};

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

/// `/co-quan/ID/`
pub fn authority(issuer: &Issuer) -> Url {
    Url::new(&format!("co-quan/{}/", issuer.id.value))
}

/// `/mo-hinh/ID/`
pub fn model(id: &ModelId) -> Url {
    Url::new(&format!("mo-hinh/{id}/"))
}

/// `/so/ID/`
pub fn ledger(id: &LedgerId) -> Url {
    Url::new(&format!("so/{id}/"))
}

/// `/so/ID/ROW/`
pub fn row(ledger: &LedgerId, slug: &str) -> Url {
    Url::new(&format!("so/{ledger}/{slug}/"))
}

/// `/so/ID/COLUMN/CHOICE/`: the rows in which a column says one thing.
pub fn part_of_ledger(ledger: &LedgerId, column: &ColumnId, choice: &str) -> Url {
    Url::new(&format!("so/{ledger}/{column}/{choice}/"))
}

/// `/so/ID/ky/2022-h1/`: the rows that a period reports.
pub fn rows_of(ledger: &LedgerId, period: PeriodId) -> Url {
    Url::new(&format!("so/{ledger}/ky/{period}/"))
}

/// `/xa/ID/`
pub fn place(place: &Place) -> Url {
    Url::new(&format!("xa/{}/", place.id.value))
}

/// What a free page is called in its address.
pub fn slug_of<'a>(page: &Located<'a, PageInfo>) -> &'a str {
    last_part(&page.value.slug, page.path)
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

/// An address that an author wrote as an old one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Old {
    /// A page can stand there and lead on.
    Page(Url),
    /// Only a server can lead on from there.
    OfServer(OldAddress),
}

impl Old {
    /// Reads `/cu/trang-cu/`, `/Tin-tuc/Bai-1.html`, `/Default.aspx?id=34`; none for what leaves the site or no server can tell.
    pub fn read(address: &str) -> Option<Self> {
        if let Some(url) = written(address) {
            return Some(Self::Page(url));
        }
        let old = OldAddress::read(address)?;
        let (folders, name) = old.path.rsplit_once('/').unwrap_or(("", &old.path));
        let is_named = !name.contains('.') || name.ends_with(".html") || name.ends_with(".htm");
        // A folder's name has no dot, so that no file is in its way.
        let is_page = old.query.is_none() && is_named && !folders.contains('.');
        if !is_page {
            return Some(Self::OfServer(old));
        }
        let is_file = name.contains('.') || name.is_empty();
        let page = if is_file { Url(old.path) } else { Url::new(&format!("{}/", old.path)) };
        // Windows keeps some names for itself, whatever their case.
        let mut parts = page.as_str().split(['/', '.']);
        (!parts.any(|part| is_reserved(&part.to_ascii_lowercase()))).then_some(Self::Page(page))
    }
}

/// An address of another portal: a path, and what stood behind its `?`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OldAddress {
    path: Arc<str>,
    query: Option<Arc<str>>,
}

impl OldAddress {
    /// Takes an address of letters, digits and the signs that need no other meaning.
    pub fn read(address: &str) -> Option<Self> {
        let address = address.strip_prefix('/').unwrap_or(address);
        let (path, query) = match address.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (address, None),
        };
        let is_plain = |text: &str, more: &[u8]| {
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte) || more.contains(&byte))
        };
        let is_part =
            |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && is_plain(part, b",%()");
        let is_path = path.is_empty() || path.trim_end_matches('/').split('/').all(is_part);
        let is_setting = |setting: &str| !setting.is_empty() && is_plain(setting, b"=%+,:");
        let is_query = query.is_none_or(|query| query.split('&').all(is_setting));
        let is_something = query.is_some() || !path.is_empty();
        (is_path && is_query && is_something && !path.contains("//"))
            .then(|| Self { path: path.into(), query: query.map(Arc::from) })
    }

    /// From the site's root, without a leading slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stood behind the `?`.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }
}

impl std::fmt::Display for OldAddress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.path)?;
        match &self.query {
            Some(query) => write!(formatter, "?{query}"),
            None => Ok(()),
        }
    }
}

/// Where a file of the folder `root/` is published, under its own name; none for a name that no address can have.
pub fn of_root(path: &SourcePath) -> Option<Url> {
    let inside = path.as_str().strip_prefix(ROOT)?;
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/".contains(letter);
    inside.chars().all(is_plain).then(|| Url::new(inside))
}

/// The folder of the content whose files are published at the site's root.
pub const ROOT: &str = "root/";

/// `tep/2022-h1/bao-cao-quet.pdf`
pub fn attachment(path: &SourcePath) -> Url {
    if let Some(url) = of_root(path) {
        return url;
    }
    let folder = path.folder();
    let folder = folder.strip_suffix("/files").unwrap_or(if folder == "files" { "chung" } else { folder });
    let name = path.file_name();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = if extension.is_empty() { String::new() } else { format!(".{}", slug(extension)) };
    let folders: Vec<String> = folder.split('/').map(slug).collect();
    Url::new(&format!("{}{}/{}{extension}", ATTACHMENTS, folders.join("/"), slug(stem)))
}

/// `tep/2022-h1/anh.640-1a2b3c4d.jpg`: a narrower copy of the picture at `tep/2022-h1/anh.jpg`. Another picture at the same
/// address gets copies at others, so what stands at one is for ever the same.
pub fn narrower(picture: &Url, width: u32, sha256: &str) -> Url {
    let (stem, extension) = picture.as_str().rsplit_once('.').unwrap_or((picture.as_str(), ""));
    Url::new(&format!("{stem}.{width}-{}.{extension}", sha256.get(..8).unwrap_or(sha256)))
}

/// Where all files of the content folder are published.
pub const ATTACHMENTS: &str = "tep/";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_are_told_by_who_can_lead_on() {
        let page = |url: &str| Some(Old::Page(Url::new(url)));
        for (address, expected) in [
            ("/cu/trang/", page("cu/trang/")),
            ("/Tin-tuc/Bai-1.html", page("Tin-tuc/Bai-1.html")),
            ("/Tin_tuc/Bai.htm", page("Tin_tuc/Bai.htm")),
            ("/Trang", page("Trang/")),
            ("/Con/x/", None),
            ("/a/../b.aspx", None),
            ("//x.vn/a.aspx", None),
            ("https://x.vn/a.aspx", None),
            ("/a b.aspx", None),
            ("/a.aspx?x=<b>", None),
            ("/", None),
        ] {
            assert_eq!(Old::read(address), expected, "{address}");
        }
        for (address, path, query) in [
            ("/Default.aspx?tabid=12&id=34", "Default.aspx", Some("tabid=12&id=34")),
            ("/?id=7", "", Some("id=7")),
            ("/portal/Pages/2020-5-7/Bai-viet.aspx", "portal/Pages/2020-5-7/Bai-viet.aspx", None),
            ("/tin.php", "tin.php", None),
            ("/a.b/c.html", "a.b/c.html", None),
        ] {
            let Some(Old::OfServer(old)) = Old::read(address) else { panic!("{address}") };
            assert_eq!((old.path(), old.query()), (path, query), "{address}");
        }
    }

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
