//! Addresses that only begin others: `/van-ban/ISSUER/SYMBOL/`, `/tep/2022-h1/`. Each is a page, so that a reader who cuts an
//! address short finds what stands below it, and never a server's own listing.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::address::{self, Url};
use crate::content::PeriodId;
use crate::plan::pages::{Pages, Planned};
use crate::plan::planner::{Planner, ROWS_ON_A_PAGE};
use crate::plan::shelf::{last, parent, prefixes_of};
use crate::view::*;
use trichdan::text::order;

/// The folder of the further pages of a list.
const FURTHER: &str = "trang/";

/// The documents below each beginning of their addresses, in the order of the list.
pub type Shelves<'r> = BTreeMap<&'r str, Vec<Arc<DocumentCard>>>;

impl Planner<'_, '_> {
    /// Sorts the register's rows by the beginnings of their addresses.
    pub fn shelves<'r>(&self, rows: &'r [Arc<DocumentCard>]) -> Shelves<'r> {
        let mut shelves = Shelves::new();
        for row in rows {
            prefixes_of(&row.url).for_each(|prefix| shelves.entry(prefix).or_default().push(row.clone()));
        }
        shelves
    }

    /// What stands right below a beginning, as a filter: the symbols of an issuer, the years of a symbol.
    pub fn shelf_filter(&self, shelves: &Shelves<'_>, prefix: &str) -> Option<Arc<Facet>> {
        let below = shelves.range(prefix..).skip(1).take_while(|(path, _)| path.starts_with(prefix));
        let mut items: Vec<Arc<FacetItem>> = below
            .filter(|(path, _)| parent(path) == prefix)
            .map(|(path, rows)| {
                let Link { title, url } = &*self.ground.prefixes[*path];
                let (title, url) = (title.clone(), url.clone());
                Arc::new(FacetItem { title, url, count: rows.len() as u32, current: false })
            })
            .collect();
        let is_issuer = parent(prefix) == Section::Register.url().as_str();
        // Sorted: reaches output. Symbols by name, years newest first, what has none last.
        items.sort_by_cached_key(|item| order::key(&item.title));
        if !is_issuer {
            items.sort_by_key(|item| std::cmp::Reverse(item.title.parse::<u16>().ok()));
        }
        let id = if is_issuer { FacetKind::Symbol } else { FacetKind::Year };
        (items.len() > 1).then(|| Arc::new(Facet { id, title: None, items, all: None }))
    }

    /// The way to a document or to a beginning of addresses, from the register down.
    pub fn way_below_register(&self, url: &Url) -> impl Iterator<Item = Arc<Link>> {
        prefixes_of(url).filter_map(|prefix| self.ground.prefixes.get(prefix).cloned())
    }

    /// Plans a page at every address that begins others and is none itself.
    pub fn plan_prefixes(&self, pages: &mut Pages) {
        for (path, below) in missing(&pages.planned) {
            if below.is_further {
                let title = below.title.unwrap_or_default();
                self.add_way(pages, &path, Url::new(parent(&path)), title);
            } else if below.children.is_empty() {
                self.add_way(pages, &path, below.above, self.ground.frame.title.clone());
            } else {
                self.add_folder(pages, &path, below.children);
            }
        }
    }

    /// A page that leads on.
    pub fn add_way(&self, pages: &mut Pages, path: &str, target: Url, title: Arc<str>) {
        let head = self.head(Url::new(path), title.clone(), Genre::Door, &[]);
        pages.add(None, head, Content::Redirect(Arc::new(RedirectView { target, title })));
    }

    fn add_folder(&self, pages: &mut Pages, path: &str, children: BTreeMap<String, Child>) {
        let row = |(path, Child { title, count }): (String, Child)| {
            let title = title.unwrap_or_else(|| self.title_of_folder(&path));
            Arc::new(FacetItem { title, url: Url::new(&path), count, current: false })
        };
        let mut rows: Vec<Arc<FacetItem>> = children.into_iter().map(row).collect();
        // Sorted: reaches output. By title in Vietnamese order; the address settles ties.
        rows.sort_by_cached_key(|row| (order::key(&row.title), row.url.clone()));
        let mut way = vec![self.section_link(Section::Home)];
        if !parent(path).is_empty() {
            let above = parent(path);
            way.push(Arc::new(Link { title: self.title_of_folder(above), url: Url::new(above) }));
        }
        self.add_rows(pages, &Url::new(path), &self.title_of_folder(path), &way, &rows);
    }

    /// Adds the pages of a folder, cut where it is long.
    pub fn add_rows(&self, pages: &mut Pages, first: &Url, title: &str, way: &[Arc<Link>], rows: &[Arc<FacetItem>]) {
        for (chunk, number) in rows.chunks(ROWS_ON_A_PAGE).zip(1..) {
            let mut head = self.head(address::page_of(first, number), title, Genre::FreePage, &[]);
            head.breadcrumbs = way.to_vec();
            let pagination = self.pagination(first, number, rows.len(), ROWS_ON_A_PAGE);
            pages.add(None, head, Content::Folder(Arc::new(FolderView { rows: chunk.to_vec(), pagination })));
        }
        if rows.len() > ROWS_ON_A_PAGE {
            self.add_way(pages, &format!("{first}{FURTHER}"), first.clone(), title.into());
        }
    }

    /// A folder is called by the period whose name it bears, else by its own.
    fn title_of_folder(&self, path: &str) -> Arc<str> {
        let period = PeriodId::parse(last(path)).and_then(|id| self.ground.cards.periods.get(&id));
        match period {
            Some(period) => period.title.clone(),
            None if path == address::ATTACHMENTS => self.ground.language.choose("Tệp", "Files").into(),
            None => last(path).into(),
        }
    }
}

/// What stands below an address that is no page.
struct Below {
    /// Whether it holds the further pages of a list, and the title of the list.
    is_further: bool,
    title: Option<Arc<str>>,
    /// What a reader may look for, by address.
    children: BTreeMap<String, Child>,
    /// The nearest address above that is a page.
    above: Url,
}

struct Child {
    /// None of a folder that is no page itself.
    title: Option<Arc<str>>,
    /// How much stands below it.
    count: u32,
}

/// The addresses that begin others and are no pages, with what stands below them.
fn missing(planned: &[Planned]) -> BTreeMap<String, Below> {
    let folder = |page: &Planned| -> Option<String> {
        let path = page.url.as_str();
        let path = path.strip_suffix("index.html").unwrap_or(path);
        (path.is_empty() || path.ends_with('/')).then(|| path.to_owned())
    };
    let known: HashSet<String> = planned.iter().filter_map(folder).collect();
    let mut missing: BTreeMap<String, Below> = BTreeMap::new();
    for page in planned {
        let (path, title) = (page.url.as_str(), title_for_readers(page));
        let mut child = path;
        loop {
            let above = parent(child);
            // Folders that begin with a dot are for machines.
            if known.contains(above) || above.starts_with('.') {
                break;
            }
            let below = missing.entry(above.to_owned()).or_insert_with(|| Below {
                is_further: above.ends_with("/trang/"),
                title: title.clone(),
                children: BTreeMap::new(),
                above: nearest(&known, above),
            });
            if let Some(title) = &title {
                let entry = below.children.entry(child.to_owned()).or_insert(Child { title: None, count: 0 });
                match child == path {
                    true => entry.title = Some(title.clone()),
                    false => entry.count += 1,
                }
            }
            child = above;
        }
    }
    missing
}

fn nearest(known: &HashSet<String>, path: &str) -> Url {
    let mut above = parent(path);
    while !above.is_empty() && !known.contains(above) {
        above = parent(above);
    }
    Url::new(above)
}

/// What a reader knows a page or file by; none of what is for machines.
fn title_for_readers(page: &Planned) -> Option<Arc<str>> {
    match &page.view {
        View::Page { content: Content::Redirect(view), .. } => Some(view.title.clone()),
        View::Page { head, .. } if head.kind != Genre::Door => Some(head.title.clone()),
        View::Attachment { source, .. } => Some(source.file_name().into()),
        _ => None,
    }
}
