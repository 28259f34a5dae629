//! What feeds, the site map and robots.txt hold.

use std::sync::Arc;

use super::genre::Genre;
use crate::address::Url;
use crate::view::closed_view;
use trichdan::calendar::Date;

closed_view! {
    /// A feed.
    pub struct FeedView {
        /// Its title.
        pub title: Arc<str>,
        /// The newest date among its entries.
        pub updated: Date,
        /// The page it belongs to.
        pub page: Url,
        /// Its entries, newest first.
        pub entries: Vec<Arc<FeedEntry>>,
    }
}

closed_view! {
    /// An entry of a feed.
    pub struct FeedEntry {
        /// Title.
        pub title: Arc<str>,
        /// Address.
        pub url: Url,
        /// Day.
        pub updated: Date,
        /// A sentence about it.
        pub summary: Option<Arc<str>>,
        /// Who made it.
        pub author: Option<Arc<str>>,
        /// What it is, in Vietnamese.
        pub kind: Genre,
    }
}

closed_view! {
    /// The site map, or one part of it.
    pub struct SitemapView {
        /// Pages of this part.
        pub urls: Vec<Url>,
        /// Parts, when this is the index of several.
        pub parts: Vec<Url>,
    }
}

closed_view! {
    /// What search engines are told.
    pub struct RobotsView {
        /// The site map.
        pub sitemap: Url,
        /// What the site adds.
        pub lines: Vec<Arc<str>>,
    }
}
