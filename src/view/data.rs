//! What the open-data page shows.

use std::sync::Arc;

use crate::address::Url;
use crate::view::closed_view;

closed_view! {
    /// A data set on the open-data page.
    pub struct DatasetView {
        /// `van-ban`.
        pub id: Arc<str>,
        /// Its title.
        pub title: Arc<str>,
        /// What a row is.
        pub description: Arc<str>,
        /// How many rows.
        pub rows: u32,
        /// Its files; more than one for a table that is cut by period.
        pub parts: Vec<Arc<DataPartView>>,
        /// Its columns.
        pub columns: Vec<Arc<ColumnView>>,
    }
}

closed_view! {
    /// The files of a data set, or of one period of it.
    pub struct DataPartView {
        /// The period's title, where the data set is cut by period.
        pub title: Option<Arc<str>>,
        /// How many rows.
        pub rows: u32,
        /// The CSV file.
        pub csv: Url,
        /// The JSON file.
        pub json: Url,
    }
}

closed_view! {
    /// A column of a data set.
    pub struct ColumnView {
        /// Name in the file.
        pub name: Arc<str>,
        /// Type by Table Schema.
        pub kind: Arc<str>,
        /// Vietnamese title.
        pub title: Arc<str>,
    }
}

closed_view! {
    /// The open-data page.
    pub struct DataView {
        /// Its data sets.
        pub datasets: Vec<Arc<DatasetView>>,
        /// What whoever uses the files must know, in Vietnamese.
        pub rules: &'static str,
    }
}
