//! What every page has: its frame and its head.

use std::sync::Arc;

use super::genre::Genre;
use crate::address::Url;
use crate::content::IssuerLevel;
use crate::diagnostic::Language;
use crate::view::closed_view;
use trichdan::calendar::Date;

closed_view! {
    /// What every page of a site shares: one `Arc` for all of them.
    pub struct Frame {
        /// The site's name.
        pub title: Arc<str>,
        /// A sentence about the site.
        pub description: Option<Arc<str>>,
        /// The language of the interface.
        pub language: Language,
        /// Where the site is published, with a trailing slash.
        pub base_url: Arc<str>,
        /// What the ids of all that the site publishes begin with; it outlives `base_url`.
        pub id_base: Arc<str>,
        /// The path part of `base_url`, with slashes at both ends.
        pub base_path: Arc<str>,
        /// True when links are relative and name `index.html`, so that the site opens from a folder.
        pub relative: bool,
        /// Who publishes.
        pub publisher: Arc<PublisherView>,
        /// The place the site is about, such as `huyện Triệu Sơn`.
        pub place: Option<Arc<str>>,
        /// The body whose archive this is, where that is known.
        pub authority: Option<Arc<AuthorityCard>>,
        /// The navigation bar.
        pub navigation: Vec<Arc<Link>>,
        /// Free pages, for the foot of each page.
        pub pages: Vec<Arc<Link>>,
        /// The licence of the open data.
        pub license: Option<Arc<str>>,
        /// The day given to the build, on which "today's" status is computed.
        pub today: Date,
    }
}

closed_view! {
    /// Who publishes the site.
    pub struct PublisherView {
        /// Name of the body.
        pub name: Arc<str>,
        /// Postal address.
        pub address: Option<Arc<str>>,
        /// Public telephone.
        pub phone: Option<Arc<str>>,
        /// Public mail address.
        pub email: Option<Arc<str>>,
    }
}

closed_view! {
    /// A title that leads somewhere.
    pub struct Link {
        /// The words of the link.
        pub title: Arc<str>,
        /// Where it leads.
        pub url: Url,
    }
}

closed_view! {
    /// What the head of a page says of it, for people and for machines.
    pub struct PageHead {
        /// The page's own address.
        pub url: Url,
        /// Its title, without the site's.
        pub title: Arc<str>,
        /// A sentence about it.
        pub description: Option<Arc<str>>,
        /// The way from the home page to this one, without this one.
        pub breadcrumbs: Vec<Arc<Link>>,
        /// The day of issue of what the page shows.
        pub date: Option<Date>,
        /// The day of the newest notice about it.
        pub modified: Option<Date>,
        /// Dublin Core type in Vietnamese: `Báo cáo`, `Quyết định`, `Mô hình`.
        pub kind: Genre,
        /// Who made what the page shows.
        pub creator: Option<Arc<str>>,
        /// The body that the page's thing is from, where the site's list has it.
        pub authority: Option<Arc<AuthorityCard>>,
        /// Number or designation.
        pub identifier: Option<Arc<str>>,
        /// ISO interval that the page covers: `2022-01-01/2022-06-30`.
        pub temporal: Option<Arc<str>>,
        /// The place it covers.
        pub spatial: Option<Arc<str>>,
        /// True for a draft, which only its authors see.
        pub draft: bool,
    }
}

closed_view! {
    /// A body, as the pages of what is its own show it.
    pub struct AuthorityCard {
        /// Its name.
        pub name: Arc<str>,
        /// Its page.
        pub url: Url,
        /// Its level, in Vietnamese words.
        pub level: IssuerLevel,
        /// First day, where known.
        pub from: Option<Date>,
        /// Last day, where known.
        pub to: Option<Date>,
        /// True when that day is past.
        pub ended: bool,
        /// The document by which it ended.
        pub ended_by: Option<Arc<Link>>,
        /// The same as it is written, where it is not in the register.
        pub ended_by_written: Option<Arc<str>>,
        /// What carries on: the first, where there are many.
        pub heirs: Vec<Arc<Link>>,
        /// How many more there are.
        pub more_heirs: u32,
        /// True when this archive keeps its records.
        pub kept: bool,
        /// Who keeps and publishes these, where that is another.
        pub keeper: Option<Arc<str>>,
    }
}
