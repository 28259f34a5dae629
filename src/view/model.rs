//! What the pages of models show.

use std::sync::Arc;

use super::card::ModelCard;
use super::figure::ChartView;
use super::frame::Link;
use super::ledger::NamingRows;
use super::list::{Facet, Pagination};
use super::place::PlaceToday;
use super::sentence::SentenceGroup;
use crate::content::ModelStatus;
use crate::view::closed_view;

closed_view! {
    /// A page of the list of models.
    pub struct ModelsView {
        /// What it is narrowed to.
        pub narrowed: Option<Arc<str>>,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// Rows.
        pub rows: Vec<Arc<ModelCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
        /// Charts, on the first page of the whole list.
        pub charts: Vec<Arc<ChartView>>,
    }
}

closed_view! {
    /// A model in one period.
    pub struct ModelPeriodRow {
        /// The period.
        pub period: Arc<Link>,
        /// The body that reports it, where several report the model.
        pub body: Option<Arc<str>>,
        /// False: the period says nothing of it, which is a state of its own.
        pub reported: bool,
        /// Its name in that period, when it differs from the page's.
        pub name: Option<Arc<str>>,
        /// Hectares.
        pub hectares: Option<rust_decimal::Decimal>,
        /// Other scale.
        pub scale: Option<Arc<str>>,
        /// Households as written.
        pub households: Option<Arc<str>>,
        /// Funding in đồng as written.
        pub funding: Option<Arc<str>>,
        /// Source of funding.
        pub funding_source: Option<Arc<str>>,
        /// Status.
        pub status: Option<ModelStatus>,
        /// Note.
        pub note: Option<Arc<str>>,
    }
}

closed_view! {
    /// A model's page.
    pub struct ModelView {
        /// The model.
        pub card: Arc<ModelCard>,
        /// Technology.
        pub technology: Option<Arc<str>>,
        /// Crop, animal or product.
        pub product: Option<Arc<str>>,
        /// Offtake.
        pub offtake: Option<Arc<str>>,
        /// Host.
        pub host: Option<Arc<str>>,
        /// Places with what they are today: `nay thuộc xã Thọ Bình`.
        pub places: Vec<Arc<PlaceToday>>,
        /// Period by period, oldest first, silent ones included.
        pub history: Vec<Arc<ModelPeriodRow>>,
        /// Documents about it.
        pub documents: Vec<Arc<Link>>,
        /// Sentences that mention it, newest first; at most a hundred.
        pub mentioned: Vec<Arc<SentenceGroup>>,
        /// How many sentences mention it in all.
        pub mention_count: u32,
        /// Rows of registers that name it.
        pub rows: Vec<Arc<NamingRows>>,
        /// Hectares over periods.
        pub charts: Vec<Arc<ChartView>>,
    }
}
