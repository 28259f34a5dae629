//! What the home page and the pages of periods show.

use std::sync::Arc;

use super::card::{DocumentCard, ModelCard, ReportCard};
use super::figure::{ChartView, Crossing, Figure};
use super::frame::Link;
use super::ledger::NamingRows;
use super::list::{Facet, Filed, Pagination};
use super::promise::PromiseRow;
use super::task::TaskCard;
use crate::address::Url;
use crate::content::PeriodKind;
use crate::view::closed_view;
use trichdan::calendar::Date;

closed_view! {
    /// A period in a list.
    pub struct PeriodCard {
        /// `2022-h1`.
        pub id: Arc<str>,
        /// `6 tháng đầu năm 2022`.
        pub title: Arc<str>,
        /// Its page.
        pub url: Url,
        /// First day.
        pub from: Date,
        /// Last day.
        pub to: Date,
        /// `quý`, `6 tháng`, `9 tháng`, `năm`.
        pub kind: PeriodKind,
        /// How many reports.
        pub reports: u32,
        /// How many documents were first registered in it.
        pub documents: u32,
        /// How many models it reports.
        pub models: u32,
        /// How many tasks it lists.
        pub tasks: u32,
        /// Its headline figures, where they are shown.
        pub figures: Vec<Arc<Figure>>,
        /// Why these are not compared with the period before, where that is another body's.
        pub crossing: Option<Arc<Crossing>>,
    }
    shows {
        /// What it is filed under, as addresses below the list's.
        filed = PeriodCard::filed,
    }
}

closed_view! {
    /// A page of the periods.
    pub struct PeriodsView {
        /// What it is narrowed to.
        pub narrowed: Option<Arc<str>>,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// Rows, newest first.
        pub rows: Vec<Arc<PeriodCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
    }
}

closed_view! {
    /// The home page.
    pub struct HomeView {
        /// The newest period, with its figures and their changes.
        pub newest: Option<Arc<PeriodCard>>,
        /// Reports of the newest period: the first, where there are many.
        pub reports: Vec<Arc<ReportCard>>,
        /// The newest periods, newest first.
        pub timeline: Vec<Arc<PeriodCard>>,
        /// Documents last registered.
        pub documents: Vec<Arc<DocumentCard>>,
        /// How many periods there are.
        pub period_count: u32,
        /// How many reports there are.
        pub report_count: u32,
        /// The first and the last year that a period is of: `2017–2022`.
        pub years: Option<Arc<str>>,
        /// How many tasks there are.
        pub task_count: u32,
        /// How many communes and towns have a page.
        pub place_count: u32,
        /// How many documents the register has.
        pub document_count: u32,
        /// How many models there are.
        pub model_count: u32,
        /// How many bodies there are of which something is told.
        pub authority_count: u32,
        /// How many gaps the originals leave.
        pub gap_count: u32,
        /// Charts over all periods.
        pub charts: Vec<Arc<ChartView>>,
    }
}

closed_view! {
    /// An event of a period.
    pub struct EventView {
        /// Day.
        pub date: Option<Date>,
        /// What happened.
        pub title: Arc<str>,
        /// The document about it.
        pub document: Option<Arc<Link>>,
    }
}

closed_view! {
    /// What is new, carried on, ended or silent in a period.
    pub struct Movement {
        /// First reported in this period.
        pub new: Vec<Arc<Link>>,
        /// Reported before and now.
        pub carried: Vec<Arc<Link>>,
        /// Ended in this period.
        pub ended: Vec<Arc<Link>>,
        /// Reported before, not ended, and not reported now.
        pub silent: Vec<Arc<Link>>,
    }
}

closed_view! {
    /// A period's page.
    pub struct PeriodView {
        /// The period itself.
        pub card: Arc<PeriodCard>,
        /// The period before, of any kind.
        pub previous: Option<Arc<Link>>,
        /// The period after.
        pub next: Option<Arc<Link>>,
        /// The period that figures are compared with.
        pub compared: Option<Arc<Link>>,
        /// Why there is none though there is a period before: that is another body's.
        pub crossing: Option<Arc<Crossing>>,
        /// True when the same body has an earlier period here, so that things can be new or go on.
        pub follows: bool,
        /// The body that reports it, where that is known.
        pub body: Option<Arc<Link>>,
        /// Headline figures with changes.
        pub figures: Vec<Arc<Figure>>,
        /// Task counts as reported, with changes.
        pub task_figures: Vec<Arc<Figure>>,
        /// Grade as written.
        pub grade: Option<Arc<str>>,
        /// Its reports: the first, where there are many; the same holds for its documents, models and tasks.
        pub reports: Vec<Arc<ReportCard>>,
        /// Documents first registered in it.
        pub documents: Vec<Arc<DocumentCard>>,
        /// Documents that were replaced or repealed, or whose time ended, while it lasted.
        pub ended: Vec<Arc<DocumentCard>>,
        /// Models as they stand in it.
        pub models: Vec<Arc<ModelCard>>,
        /// How models moved.
        pub model_movement: Arc<Movement>,
        /// Tasks as they stand in it.
        pub tasks: Vec<Arc<TaskCard>>,
        /// How tasks moved.
        pub task_movement: Arc<Movement>,
        /// Events.
        pub events: Vec<Arc<EventView>>,
        /// What it promises for the next period.
        pub promises: Vec<Arc<PromiseRow>>,
        /// What the period before promised, and what this one says.
        pub kept: Vec<Arc<PromiseRow>>,
        /// The registers that it reports.
        pub ledgers: Vec<Arc<NamingRows>>,
        /// Notes of the author.
        pub notes: Option<Arc<str>>,
        /// Charts.
        pub charts: Vec<Arc<ChartView>>,
        /// Where all its documents stand, if not here.
        pub all_documents: Option<Url>,
        /// Where all its models stand, if not here.
        pub all_models: Option<Url>,
    }
}
