//! What every page of a site shares.

use std::sync::Arc;

use crate::address::{self, Url, slug_of};
use crate::cards::Cards;
use crate::content::SiteInfo;
use crate::diagnostic::Language;
use crate::link::Archive;
use crate::view::{Frame, Link, PublisherView, Section};
use trichdan::text::order;

pub fn frame(archive: &Archive<'_>, site: &SiteInfo, cards: &Cards) -> Frame {
    let language = site.language.unwrap_or(Language::Vietnamese);
    let own = archive.authorities.own();
    let publisher = &site.publisher;
    Frame {
        title: site.title.clone(),
        description: site.description.clone(),
        language,
        base_path: site.base_url.path().into(),
        base_url: site.base_url.shared(),
        id_base: site.id_base(),
        relative: site.relative_urls.unwrap_or(false),
        publisher: Arc::new(PublisherView {
            name: publisher.name.clone(),
            address: publisher.address.clone(),
            phone: publisher.phone.clone(),
            email: publisher.email.clone(),
        }),
        place: own.area.name(&archive.places).map(Arc::from),
        authority: own.body.map(|body| cards.authorities[body].clone()),
        navigation: navigation(site, language, !archive.ledgers.is_empty()),
        pages: free_pages(archive),
        license: site.license.clone(),
        today: archive.today,
    }
}

fn navigation(site: &SiteInfo, language: Language, has_ledgers: bool) -> Vec<Arc<Link>> {
    if site.navigation.is_empty() {
        let link = |section: Section| Link { title: section.title(language).into(), url: section.url() };
        let shown = Section::NAVIGATION.into_iter().filter(|section| has_ledgers || *section != Section::Ledgers);
        return shown.map(|section| Arc::new(link(section))).collect();
    }
    let item = |item: &crate::content::NavigationItem| {
        let url = Url::new(item.url.value.trim_start_matches('/'));
        Arc::new(Link { title: item.title.clone(), url })
    };
    site.navigation.iter().map(item).collect()
}

fn free_pages(archive: &Archive<'_>) -> Vec<Arc<Link>> {
    let link = |info: &crate::link::gather::Located<'_, crate::content::PageInfo>| {
        let slug = slug_of(info);
        Arc::new(Link { title: info.value.title.clone(), url: address::free_page(slug) })
    };
    let mut pages: Vec<Arc<Link>> = archive.pages.iter().map(|(info, _)| link(info)).collect();
    // Sorted: reaches output. By title in Vietnamese order; the address settles ties.
    pages.sort_by_cached_key(|page| (order::key(&page.title), page.url.clone()));
    pages
}
