//! Closed views: all that a page may show, and no way to anything else.
//!
//! A page is a pure function of its view, so equal views mean equal pages. Equality is derived, never
//! written by hand. Lists are cut here, not in templates. What a template sees of a view are its fields,
//! under their own names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use crate::calendar::Date;
use crate::parse::body::{Body, Heading, Passage};

/// An address inside the site, relative to its root: `ky/2022-h1/`, `feed.xml`, empty for the home page.
///
/// Templates turn it into a link with the filter `href`, which knows where the page itself stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

impl Url {
    /// Takes a path made by `plan`: no leading slash, a trailing one for pages, then perhaps `#anchor`.
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

/// What a field becomes in a template.
pub trait Shown {
    /// The template's value for it.
    fn shown(&self) -> Value;
}

impl Shown for Url {
    fn shown(&self) -> Value {
        Value::from(self.0.clone())
    }
}

impl Shown for Arc<str> {
    fn shown(&self) -> Value {
        Value::from(self.clone())
    }
}

impl Shown for String {
    fn shown(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl Shown for &'static str {
    fn shown(&self) -> Value {
        Value::from(*self)
    }
}

impl Shown for bool {
    fn shown(&self) -> Value {
        Value::from(*self)
    }
}

impl Shown for u32 {
    fn shown(&self) -> Value {
        Value::from(*self)
    }
}

impl Shown for u64 {
    fn shown(&self) -> Value {
        Value::from(*self)
    }
}

/// A date is shown as `YYYY-MM-DD`; the filters `date` and `long_date` write it the Vietnamese way.
impl Shown for Date {
    fn shown(&self) -> Value {
        Value::from(self.to_string())
    }
}

/// A decimal is shown in machine form; the filter `number` writes it the Vietnamese way.
impl Shown for rust_decimal::Decimal {
    fn shown(&self) -> Value {
        Value::from(self.normalize().to_string())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(&self) -> Value {
        self.as_ref().map_or_else(|| Value::from(()), Shown::shown)
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn shown(&self) -> Value {
        Value::from_object(self.iter().map(Shown::shown).collect::<Vec<Value>>())
    }
}

impl<T: Shown> Shown for Arc<[T]> {
    fn shown(&self) -> Value {
        Value::from_object(self.iter().map(Shown::shown).collect::<Vec<Value>>())
    }
}

/// Defines a view: a struct whose fields a template can read, and nothing else.
///
/// What a view `keeps` only Rust sees; what it `shows` besides its fields is made of them when a template asks.
#[macro_export]
macro_rules! view {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* pub $field:ident : $type:ty ),* $(,)?
        }
        $( keeps { $( $(#[$kept_meta:meta])* pub $kept:ident : $kept_type:ty ),* $(,)? } )?
        $( shows { $( $(#[$made_meta:meta])* $made:ident = $make:path ),* $(,)? } )?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            $( $( $(#[$kept_meta])* pub $kept: $kept_type, )* )?
        }

        impl $name {
            /// The names a template can use.
            pub const FIELDS: &'static [&'static str] =
                &[ $( stringify!($field), )* $( $( stringify!($made), )* )? ];
        }

        impl Object for $name {
            fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
                self.get_value_by_str(key.as_str()?)
            }

            fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
                match key {
                    $( stringify!($field) => Some($crate::plan::view::Shown::shown(&self.$field)), )*
                    $( $( stringify!($made) => Some($crate::plan::view::Shown::shown(&$make(self))), )* )?
                    _ => None,
                }
            }

            fn enumerate(self: &Arc<Self>) -> Enumerator {
                Enumerator::Str(Self::FIELDS)
            }
        }

        impl $crate::plan::view::Shown for Arc<$name> {
            fn shown(&self) -> Value {
                Value::from_dyn_object(self.clone())
            }
        }

        impl $crate::plan::view::Shown for $name {
            fn shown(&self) -> Value {
                Value::from_object(self.clone())
            }
        }
    };
}

view! {
    /// What every page of a site shares: one `Arc` for all of them.
    pub struct Frame {
        /// The site's name.
        pub title: Arc<str>,
        /// A sentence about the site.
        pub description: Option<Arc<str>>,
        /// `vi` or `en`: the language of the interface.
        pub language: &'static str,
        /// Where the site is published, with a trailing slash.
        pub base_url: Arc<str>,
        /// The path part of `base_url`, with slashes at both ends.
        pub base_path: Arc<str>,
        /// True when links are relative and name `index.html`, so that the site opens from a folder.
        pub relative: bool,
        /// Who publishes.
        pub publisher: Arc<PublisherView>,
        /// The place the site is about, such as `huyện Triệu Sơn`.
        pub place: Option<Arc<str>>,
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

view! {
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

view! {
    /// A title that leads somewhere.
    pub struct Link {
        /// The words of the link.
        pub title: Arc<str>,
        /// Where it leads.
        pub url: Url,
    }
}

view! {
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
        /// Dublin Core type in Vietnamese: `Báo cáo`, `Quyết định`, `Mô hình`.
        pub kind: &'static str,
        /// Who made what the page shows.
        pub creator: Option<Arc<str>>,
        /// Number or designation.
        pub identifier: Option<Arc<str>>,
        /// ISO interval that the page covers: `2022-01-01/2022-06-30`.
        pub temporal: Option<Arc<str>>,
        /// The place it covers.
        pub spatial: Option<Arc<str>>,
    }
}

view! {
    /// A change of a figure against the comparable period before.
    pub struct Change {
        /// The figure then, as a decimal.
        pub before: rust_decimal::Decimal,
        /// Now less then.
        pub difference: rust_decimal::Decimal,
        /// `up`, `down` or `same`.
        pub direction: &'static str,
        /// The period compared with.
        pub period: Arc<Link>,
        /// Why the two may not be comparable, such as a merger between them.
        pub caution: Option<Arc<str>>,
    }
}

view! {
    /// A figure of a period.
    pub struct Figure {
        /// What is counted.
        pub name: Arc<str>,
        /// The value as the author wrote it; none when unknown.
        pub written: Option<Arc<str>>,
        /// The value as a decimal.
        pub amount: Option<rust_decimal::Decimal>,
        /// Unit.
        pub unit: Option<Arc<str>>,
        /// Note of the author.
        pub note: Option<Arc<str>>,
        /// Change against the comparable period before.
        pub change: Option<Arc<Change>>,
        /// The rows that add up to it.
        pub rows: Vec<Arc<FigureRow>>,
        /// The sum of the rows, where there are any.
        pub rows_total: Option<rust_decimal::Decimal>,
        /// True when rows are there and their sum is the figure.
        pub adds_up: bool,
    }
}

view! {
    /// One row of a figure's sum.
    pub struct FigureRow {
        /// What the row is.
        pub link: Arc<Link>,
        /// Its part of the sum; none when unknown.
        pub amount: Option<rust_decimal::Decimal>,
    }
}

view! {
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
        pub kind: &'static str,
        /// How many reports.
        pub reports: u32,
        /// How many documents were first registered in it.
        pub documents: u32,
        /// How many models it reports.
        pub models: u32,
        /// How many tasks it lists.
        pub tasks: u32,
        /// Its headline figures, without changes.
        pub figures: Vec<Arc<Figure>>,
    }
}

view! {
    /// A report in a list.
    pub struct ReportCard {
        /// Its page.
        pub url: Url,
        /// Its short title.
        pub title: Arc<str>,
        /// Name of its type as the header has it, such as `BÁO CÁO`.
        pub kind: Arc<str>,
        /// Number and symbol as written; none when both are blank.
        pub designation: Option<Arc<str>>,
        /// Day of issue; none when blank.
        pub date: Option<Date>,
        /// The date as the original has it, when it is not whole.
        pub date_written: Option<Arc<str>>,
        /// The issuing body's name.
        pub issuer: Option<Arc<str>>,
        /// Its period.
        pub period: Arc<Link>,
    }
}

view! {
    /// A legal document's status on a day.
    pub struct StatusView {
        /// `not-yet`, `in-force`, `expired`, `replaced`, `repealed`, `unknown`, or `standard`.
        pub word: &'static str,
        /// The day the status holds on.
        pub on: Date,
        /// Since when, where known.
        pub since: Option<Date>,
        /// The document that replaced or repealed it.
        pub by: Option<Arc<Link>>,
    }
}

view! {
    /// A legal document in a list.
    pub struct DocumentCard {
        /// Its page.
        pub url: Url,
        /// Its type in Vietnamese: `Quyết định`.
        pub kind: &'static str,
        /// The type's slug: `quyet-dinh`.
        pub kind_id: &'static str,
        /// Its designation as registered.
        pub designation: Arc<str>,
        /// Type and designation together: `Quyết định số 1221/QĐ-UBND`.
        pub name: Arc<str>,
        /// Its trích yếu.
        pub title: Option<Arc<str>>,
        /// Day of issue.
        pub date: Option<Date>,
        /// Year for grouping: of the date, else inside the number.
        pub year: Option<Arc<str>>,
        /// Issuer's name.
        pub issuer: Option<Arc<str>>,
        /// Issuer's id.
        pub issuer_id: Option<Arc<str>>,
        /// Status on the build's day.
        pub status: StatusView,
        /// How many places cite it.
        pub citations: u32,
        /// Its place among all documents by year, issuer, symbol, number.
        pub sort_key: u32,
    }
}

view! {
    /// A sentence of a report that names something, quoted on the page of what it names.
    pub struct Sentence {
        /// The pinpoint as written: `Điều 3, Điều 4 Chương II`.
        pub pinpoint: Option<Arc<str>>,
        /// The document's status on the report's date, where it is a citation.
        pub status: Option<StatusView>,
    }
    keeps {
        /// The report.
        pub card: Arc<ReportCard>,
        /// The sentence and where it stands.
        pub passage: Arc<Passage>,
    }
    shows {
        /// The place in the report.
        url = Sentence::url,
        /// The report's title.
        report = Sentence::report,
        /// The section's number and title; none before the first.
        section = Sentence::section,
        /// Words before the hit.
        before = Sentence::before,
        /// The hit, in the author's characters.
        hit = Sentence::hit,
        /// Words after the hit.
        after = Sentence::after,
    }
}

impl Sentence {
    fn url(&self) -> Url {
        self.card.url.with_anchor(&self.passage.anchor)
    }

    fn report(&self) -> Arc<str> {
        self.card.title.clone()
    }

    fn section(&self) -> Option<Arc<str>> {
        self.passage.section.clone()
    }

    fn before(&self) -> String {
        self.passage.sentence[..self.passage.hit.0 as usize].into()
    }

    fn hit(&self) -> String {
        self.passage.sentence[self.passage.hit.0 as usize..self.passage.hit.1 as usize].into()
    }

    fn after(&self) -> String {
        self.passage.sentence[self.passage.hit.1 as usize..].into()
    }
}

view! {
    /// Sentences from one period's reports.
    pub struct SentenceGroup {
        /// The period.
        pub period: Arc<Link>,
        /// Its sentences, in the order of the reports.
        pub sentences: Vec<Sentence>,
    }
}

view! {
    /// A file that an entry offers.
    pub struct FileView {
        /// Its name.
        pub name: Arc<str>,
        /// Its address.
        pub url: Url,
        /// Length in bytes.
        pub bytes: u64,
        /// SHA-256 in hexadecimal.
        pub sha256: Arc<str>,
    }
}

view! {
    /// Numbers for a chart, from which the theme draws SVG; the same numbers stand in a table.
    pub struct ChartView {
        /// What the chart shows: a word of the interface, after `chart_`.
        pub title: Arc<str>,
        /// `bar` or `line`.
        pub form: &'static str,
        /// Unit of the values.
        pub unit: Option<Arc<str>>,
        /// What the first column of the table is: a word of the interface.
        pub axis: Arc<str>,
        /// The categories in order.
        pub categories: Vec<Arc<str>>,
        /// The series, each with a value for each category.
        pub series: Vec<Arc<ChartSeries>>,
    }
}

view! {
    /// One line or one colour of bars.
    pub struct ChartSeries {
        /// Its name.
        pub name: Arc<str>,
        /// A value for each category; none where nothing was reported.
        pub values: Vec<Option<rust_decimal::Decimal>>,
    }
}

view! {
    /// One choice of a filter: a real page.
    pub struct FacetItem {
        /// The choice.
        pub title: Arc<str>,
        /// The page that shows it.
        pub url: Url,
        /// How many rows it has.
        pub count: u32,
        /// True on the page of this choice.
        pub current: bool,
    }
}

view! {
    /// A filter and its choices.
    pub struct Facet {
        /// `year`, `type`, `issuer`, `status`, `commune`, `field`, `period`, `state`, `level`.
        pub id: &'static str,
        /// Its choices, in Vietnamese order (years: newest first).
        pub items: Vec<Arc<FacetItem>>,
    }
}

view! {
    /// Where a long list is cut.
    pub struct Pagination {
        /// This page's number, from 1.
        pub number: u32,
        /// How many pages.
        pub count: u32,
        /// Rows in all.
        pub total: u32,
        /// The page before.
        pub previous: Option<Url>,
        /// The page after.
        pub next: Option<Url>,
        /// Pages to show in the bar, this one among them.
        pub pages: Vec<Arc<FacetItem>>,
    }
}

view! {
    /// The home page.
    pub struct HomeView {
        /// The newest period, with its figures and their changes.
        pub newest: Option<Arc<PeriodCard>>,
        /// The reports of the newest period.
        pub reports: Vec<Arc<ReportCard>>,
        /// All periods, newest first.
        pub timeline: Vec<Arc<PeriodCard>>,
        /// Documents last registered.
        pub documents: Vec<Arc<DocumentCard>>,
        /// How many documents the register has.
        pub document_count: u32,
        /// How many models there are.
        pub model_count: u32,
        /// How many gaps the originals leave.
        pub gap_count: u32,
        /// Charts over all periods.
        pub charts: Vec<Arc<ChartView>>,
    }
}

view! {
    /// A model in a list.
    pub struct ModelCard {
        /// Its page.
        pub url: Url,
        /// `cay-sen-tho-ngoc`.
        pub id: Arc<str>,
        /// Its name as last reported.
        pub name: Arc<str>,
        /// Its communes, as named at the time.
        pub places: Vec<Arc<Link>>,
        /// Field.
        pub field: Option<Arc<str>>,
        /// Hectares as last reported.
        pub hectares: Option<rust_decimal::Decimal>,
        /// Status as last reported: its Vietnamese label.
        pub status: Option<&'static str>,
        /// The period that last reports it.
        pub period: Arc<Link>,
        /// True when the newest period does not report it though it has not ended.
        pub unreported: bool,
    }
}

view! {
    /// A task in a list.
    pub struct TaskCard {
        /// Its row on the tasks page.
        pub url: Url,
        /// The id of that row, where this is the newest word on the task.
        pub anchor: Option<Arc<str>>,
        /// Name.
        pub name: Arc<str>,
        /// Form, such as `đề tài`.
        pub form: Option<Arc<str>>,
        /// Level's label.
        pub level: &'static str,
        /// State's label.
        pub state: &'static str,
        /// Grade as written.
        pub grade: Option<Arc<str>>,
        /// Funding in đồng.
        pub funding: Option<rust_decimal::Decimal>,
        /// Source of funding.
        pub funding_source: Option<Arc<str>>,
        /// Host body.
        pub host: Option<Arc<str>>,
        /// Who leads.
        pub lead: Option<Arc<str>>,
        /// The period.
        pub period: Arc<Link>,
        /// Documents about it.
        pub documents: Vec<Arc<Link>>,
        /// Note.
        pub note: Option<Arc<str>>,
    }
}

view! {
    /// Something promised in one period, and what later periods say of it.
    pub struct PromiseRow {
        /// Its anchor.
        pub anchor: Arc<str>,
        /// The promise.
        pub title: Arc<str>,
        /// Where it was promised.
        pub source: Option<Arc<Link>>,
        /// The period that promised.
        pub period: Arc<Link>,
        /// What later periods report, oldest first.
        pub outcomes: Vec<Arc<OutcomeRow>>,
        /// True when a later period exists and none mentions it.
        pub forgotten: bool,
    }
}

view! {
    /// What a later period says of a promise.
    pub struct OutcomeRow {
        /// The period that reports.
        pub period: Arc<Link>,
        /// `da-lam`, `mot-phan`, `dang-lam`, `khong-lam`.
        pub state: &'static str,
        /// The state's label.
        pub label: &'static str,
        /// What the report says.
        pub note: Option<Arc<str>>,
        /// Where it says so.
        pub source: Option<Arc<Link>>,
    }
}

view! {
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

view! {
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

view! {
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
        /// Headline figures with changes.
        pub figures: Vec<Arc<Figure>>,
        /// Task counts as reported, with changes.
        pub task_figures: Vec<Arc<Figure>>,
        /// Grade as written.
        pub grade: Option<Arc<str>>,
        /// Its reports.
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
        /// Notes of the author.
        pub notes: Option<Arc<str>>,
        /// Charts.
        pub charts: Vec<Arc<ChartView>>,
    }
}

/// What fills a hole of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A citation found in the register.
    Document {
        /// The document, with its status on the build's day.
        card: Arc<DocumentCard>,
        /// Status on the report's own date (or its period's end when that is blank).
        then: StatusView,
    },
    /// A citation that is not in the register.
    Unregistered,
    /// A citation that several documents of the register fit.
    Ambiguous,
    /// A model or a place.
    Name {
        /// Its page.
        url: Url,
        /// Its full name, for the tooltip.
        title: Arc<str>,
    },
    /// The author's words as they are, without a link.
    Plain,
    /// The address of a link or picture.
    Address(Url),
    /// A link that leads nowhere: the author's address is shown to nobody.
    Broken,
}

/// A body with all its holes filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyView {
    /// The rendered text.
    pub body: Arc<Body>,
    /// One target for each of `body.citations`.
    pub citations: Arc<[Target]>,
    /// One target for each of `body.mentions`.
    pub mentions: Vec<Target>,
    /// One target for each of `body.links`.
    pub links: Vec<Target>,
}

impl BodyView {
    /// The sections down to `1.1.`; deeper ones would make a table of contents longer than it helps.
    fn toc(&self) -> Vec<TocItem> {
        const DEEPEST: u8 = 3;
        let item = |heading: &Heading| TocItem {
            level: u32::from(heading.level),
            number: heading.number.clone(),
            title: heading.title.clone(),
            anchor: heading.anchor.clone(),
        };
        self.body.headings.iter().filter(|heading| heading.level <= DEEPEST).map(item).collect()
    }

    /// Every document that the text cites, once, with its pinpoints and places; `page` is the text's address.
    fn cited(&self, page: &Url) -> Vec<CitedRow> {
        let mut rows: Vec<CitedRow> = Vec::new();
        let mut row_of: HashMap<Cow<'_, str>, usize> = HashMap::new();
        for (site, target) in self.body.citations.iter().zip(&*self.citations) {
            let (document, then) = match target {
                Target::Document { card, then } => (Some(card.clone()), Some(then.clone())),
                _ => (None, None),
            };
            let key = match target {
                Target::Document { card, .. } => Cow::Borrowed(card.url.as_str()),
                _ => Cow::Owned(site.citation.designation.to_string()),
            };
            let row = *row_of.entry(key).or_insert_with(|| {
                let surface = site.surface.clone();
                rows.push(CitedRow { document, surface, pinpoints: Vec::new(), then, places: Vec::new() });
                rows.len() - 1
            });
            rows[row].places.push(page.with_anchor(&site.passage.anchor));
            if let Some(pinpoint) = &site.citation.pinpoint
                && !rows[row].pinpoints.contains(pinpoint)
            {
                rows[row].pinpoints.push(pinpoint.clone());
            }
        }
        rows
    }
}

view! {
    /// A line of a table of contents.
    pub struct TocItem {
        /// 1 for `I.`, 2 for `1.`, 3 for `1.1.`
        pub level: u32,
        /// `I.`
        pub number: Arc<str>,
        /// Its words.
        pub title: Arc<str>,
        /// Its anchor.
        pub anchor: Arc<str>,
    }
}

view! {
    /// A signature.
    pub struct SignatureView {
        /// `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
        pub authority: Vec<Arc<str>>,
        /// Who signed; none when blank.
        pub name: Option<Arc<str>>,
    }
}

view! {
    /// A document that a report cites, and what the law was then and is now.
    pub struct CitedRow {
        /// The document; none when it is not in the register.
        pub document: Option<Arc<DocumentCard>>,
        /// The author's words, for one that is not in the register.
        pub surface: Arc<str>,
        /// Pinpoints as written.
        pub pinpoints: Vec<Arc<str>>,
        /// Status on the report's date.
        pub then: Option<StatusView>,
        /// Places in the report.
        pub places: Vec<Url>,
    }
}

view! {
    /// A report's page.
    pub struct ReportView {
        /// The report.
        pub card: Arc<ReportCard>,
        /// Superior body as written.
        pub parent_body: Option<Arc<str>>,
        /// Place of issue.
        pub place: Option<Arc<str>>,
        /// Trích yếu.
        pub summary: Arc<str>,
        /// `Kính gửi`.
        pub addressees: Vec<Arc<str>>,
        /// `Nơi nhận`, line by line.
        pub recipients: Vec<Arc<str>>,
        /// Signatures.
        pub signatures: Vec<Arc<SignatureView>>,
        /// Files.
        pub files: Vec<Arc<FileView>>,
        /// Models it mentions.
        pub models: Vec<Arc<Link>>,
        /// Places it mentions.
        pub places: Vec<Arc<Link>>,
        /// Where this digital copy comes from.
        pub source: Option<Arc<str>>,
        /// What the original leaves blank: `number`, `date`, `signature`, `issuer`.
        pub gaps: Vec<&'static str>,
    }
    keeps {
        /// Its text.
        pub text: Arc<BodyView>,
        /// The report before it, by period.
        pub before: Option<Arc<ReportCard>>,
        /// The report after it.
        pub after: Option<Arc<ReportCard>>,
    }
    shows {
        /// Number as written; none when blank.
        number = ReportView::number,
        /// Symbol as written: `BC-UBND`.
        symbol = ReportView::symbol,
        /// Table of contents.
        toc = ReportView::toc,
        /// Documents it cites.
        cited = ReportView::cited,
        /// The report before it, by period.
        previous = ReportView::previous,
        /// The report after it.
        next = ReportView::next,
    }
}

impl ReportView {
    /// Number as written; none when blank.
    pub fn number(&self) -> Option<Arc<str>> {
        number_and_symbol(self.card.designation.as_deref()).0.map(Into::into)
    }

    fn symbol(&self) -> Option<Arc<str>> {
        number_and_symbol(self.card.designation.as_deref()).1.map(Into::into)
    }

    fn toc(&self) -> Vec<TocItem> {
        self.text.toc()
    }

    /// Documents it cites.
    pub fn cited(&self) -> Vec<CitedRow> {
        self.text.cited(&self.card.url)
    }

    fn previous(&self) -> Option<Link> {
        self.before.as_deref().map(neighbour)
    }

    fn next(&self) -> Option<Link> {
        self.after.as_deref().map(neighbour)
    }
}

fn neighbour(card: &ReportCard) -> Link {
    Link { title: format!("{} ({})", card.title, card.period.title).into(), url: card.url.clone() }
}

/// `05/BC-UBND` is `05` and `BC-UBND`; `/BC-UBND` has a blank number.
pub fn number_and_symbol(written: Option<&str>) -> (Option<&str>, Option<&str>) {
    let Some(written) = written else { return (None, None) };
    let (number, symbol) = written.split_once('/').unwrap_or((written, ""));
    let [number, symbol] = [number, symbol].map(|part| Some(part.trim()).filter(|part| !part.is_empty()));
    (number, symbol)
}

view! {
    /// A page of the register.
    pub struct RegisterView {
        /// What it is narrowed to, such as `Quyết định` or `2021`; none on the whole register.
        pub narrowed: Option<Arc<str>>,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// Rows.
        pub rows: Vec<Arc<DocumentCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
        /// Charts, on the first page of the whole register.
        pub charts: Vec<Arc<ChartView>>,
    }
}

view! {
    /// One relation of a document to another.
    pub struct RelationRow {
        /// `implements`, `implemented-by`, `amends`, `amended-by`, `replaces`, `replaced-by`, `repeals`, `repealed-by`, `annex-of`, `has-annex`.
        pub word: &'static str,
        /// The other document.
        pub document: Arc<DocumentCard>,
    }
}

view! {
    /// One line of a document's life.
    pub struct TimelineRow {
        /// The day; none when unknown.
        pub date: Option<Date>,
        /// `issued`, `effective`, `amended`, `replaced`, `repealed`, `expired`.
        pub word: &'static str,
        /// The other document, where there is one.
        pub document: Option<Arc<Link>>,
    }
}

view! {
    /// An article that reports lean on.
    pub struct ArticleRow {
        /// `Điều 3`.
        pub title: Arc<str>,
        /// `dieu-3`.
        pub anchor: Arc<str>,
        /// Sentences that name it.
        pub sentences: Vec<Sentence>,
    }
}

view! {
    /// A legal document's page.
    pub struct DocumentView {
        /// The document.
        pub card: Arc<DocumentCard>,
        /// Who issued it, as cited: `Chủ tịch UBND tỉnh`.
        pub issued_by: Option<Arc<str>>,
        /// First day in force.
        pub effective_from: Option<Date>,
        /// Last day in force.
        pub effective_to: Option<Date>,
        /// Fields.
        pub fields: Vec<Arc<str>>,
        /// Its relations.
        pub relations: Vec<Arc<RelationRow>>,
        /// Its life, oldest first.
        pub timeline: Vec<Arc<TimelineRow>>,
        /// Who cites it, newest period first, as far as this page goes.
        pub cited_by: Vec<Arc<SentenceGroup>>,
        /// Where the list of citing sentences is cut; pages after the first show little else.
        pub pagination: Arc<Pagination>,
        /// Articles that reports name.
        pub articles: Vec<Arc<ArticleRow>>,
        /// Official source.
        pub source: Option<Arc<str>>,
        /// Files.
        pub files: Vec<Arc<FileView>>,
        /// Note of whoever keeps the register.
        pub note: Option<Arc<str>>,
        /// The period it was first registered in.
        pub period: Option<Arc<Link>>,
        /// The document before it in its issuer's series of that year.
        pub previous: Option<Arc<Link>>,
        /// The document after it.
        pub next: Option<Arc<Link>>,
    }
}

view! {
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

view! {
    /// A model in one period.
    pub struct ModelPeriodRow {
        /// The period.
        pub period: Arc<Link>,
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
        pub status: Option<&'static str>,
        /// Note.
        pub note: Option<Arc<str>>,
    }
}

view! {
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
        /// Hectares over periods.
        pub charts: Vec<Arc<ChartView>>,
    }
}

view! {
    /// A place as a document names it, and what it is today.
    pub struct PlaceToday {
        /// The place then.
        pub link: Arc<Link>,
        /// What it became, if it ended.
        pub successors: Vec<Arc<Link>>,
        /// Its last day, if it ended.
        pub to: Option<Date>,
    }
}

view! {
    /// A page of the tasks.
    pub struct TasksView {
        /// What it is narrowed to.
        pub narrowed: Option<Arc<str>>,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// Rows, newest period first.
        pub rows: Vec<Arc<TaskCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
        /// Counts as the reports give them, newest period first.
        pub counts: Vec<Arc<TaskCountRow>>,
        /// Charts.
        pub charts: Vec<Arc<ChartView>>,
    }
}

view! {
    /// What a period's report says of its tasks in numbers.
    pub struct TaskCountRow {
        /// The period.
        pub period: Arc<Link>,
        /// Newly approved, as written.
        pub approved: Option<Arc<str>>,
        /// Carried on, as written.
        pub continued: Option<Arc<str>>,
        /// Accepted, as written.
        pub accepted: Option<Arc<str>>,
        /// Grade, as written.
        pub grade: Option<Arc<str>>,
    }
}

view! {
    /// A commune's page.
    pub struct PlaceView {
        /// `xã Thọ Ngọc`.
        pub name: Arc<str>,
        /// First day, where known.
        pub from: Option<Date>,
        /// Last day, if it ended.
        pub to: Option<Date>,
        /// What it lies in, such as `huyện Triệu Sơn`.
        pub within: Option<Arc<str>>,
        /// What it became.
        pub successors: Vec<Arc<Link>>,
        /// What it was made of.
        pub forerunners: Vec<Arc<Link>>,
        /// Its models.
        pub models: Vec<Arc<ModelCard>>,
        /// Models of its forerunners.
        pub inherited: Vec<Arc<ModelCard>>,
        /// Hectares as last reported of its own models; none when any is unknown.
        pub hectares: Option<rust_decimal::Decimal>,
        /// True when a sum here would cross a merger.
        pub crosses_merger: bool,
        /// Sentences that mention it, newest first; at most a hundred.
        pub mentioned: Vec<Arc<SentenceGroup>>,
        /// How many sentences mention it in all.
        pub mention_count: u32,
    }
}

view! {
    /// The list of communes.
    pub struct PlacesView {
        /// Rows in Vietnamese order.
        pub rows: Vec<Arc<PlaceRow>>,
    }
}

view! {
    /// A commune in a list.
    pub struct PlaceRow {
        /// Its page.
        pub link: Arc<Link>,
        /// First day, where known.
        pub from: Option<Date>,
        /// Last day, if it ended.
        pub to: Option<Date>,
        /// How many models.
        pub models: u32,
        /// What it became.
        pub successors: Vec<Arc<Link>>,
    }
}

view! {
    /// A kind of page that search can be narrowed to.
    pub struct KindChoice {
        /// The word that the index knows: `bao-cao`.
        pub id: &'static str,
        /// What a reader sees.
        pub title: &'static str,
    }
}

view! {
    /// The search page; without JavaScript it offers the lists.
    pub struct SearchView {
        /// Kinds to filter by.
        pub kinds: Vec<Arc<KindChoice>>,
        /// Periods, newest first.
        pub periods: Vec<Arc<PeriodCard>>,
    }
}

view! {
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

view! {
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

view! {
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

view! {
    /// The open-data page.
    pub struct DataView {
        /// Its data sets.
        pub datasets: Vec<Arc<DatasetView>>,
        /// What whoever uses the files must know, in Vietnamese.
        pub rules: &'static str,
    }
}

view! {
    /// A thing that an original leaves blank.
    pub struct GapRow {
        /// The report.
        pub report: Arc<ReportCard>,
        /// What is blank: `number`, `date`, `signature`, `issuer`.
        pub word: &'static str,
        /// What the original has in its place.
        pub written: Option<Arc<str>>,
    }
}

view! {
    /// The page of gaps.
    pub struct GapsView {
        /// Rows, newest period first.
        pub rows: Vec<Arc<GapRow>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
    }
}

view! {
    /// The page of promises and outcomes.
    pub struct PromisesView {
        /// Promises, newest period first.
        pub rows: Vec<Arc<PromiseRow>>,
        /// How many were never mentioned again.
        pub forgotten: u32,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
    }
}

view! {
    /// A free page.
    pub struct FreePageView {}
    keeps {
        /// Its text.
        pub text: Arc<BodyView>,
    }
    shows {
        /// Table of contents.
        toc = FreePageView::toc,
    }
}

impl FreePageView {
    fn toc(&self) -> Vec<TocItem> {
        self.text.toc()
    }
}

view! {
    /// The page for an address that does not exist.
    pub struct NotFoundView {
        /// Places to go from there.
        pub links: Vec<Arc<Link>>,
    }
}

view! {
    /// A page that leads from an old address to the new one.
    pub struct RedirectView {
        /// Where it leads.
        pub target: Url,
        /// The title there.
        pub title: Arc<str>,
    }
}

view! {
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

view! {
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
        /// Kind in Vietnamese.
        pub kind: &'static str,
    }
}

view! {
    /// The site map, or one part of it.
    pub struct SitemapView {
        /// Pages of this part.
        pub urls: Vec<Url>,
        /// Parts, when this is the index of several.
        pub parts: Vec<Url>,
    }
}

/// What a page shows, by kind; the kind chooses the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// `home.html`
    Home(Arc<HomeView>),
    /// `period.html`
    Period(Arc<PeriodView>),
    /// `report.html`
    Report(Arc<ReportView>),
    /// `register.html`
    Register(Arc<RegisterView>),
    /// `document.html`
    Document(Arc<DocumentView>),
    /// `models.html`
    Models(Arc<ModelsView>),
    /// `model.html`
    Model(Arc<ModelView>),
    /// `tasks.html`
    Tasks(Arc<TasksView>),
    /// `places.html`
    Places(Arc<PlacesView>),
    /// `place.html`
    Place(Arc<PlaceView>),
    /// `search.html`
    Search(Arc<SearchView>),
    /// `data.html`
    Data(Arc<DataView>),
    /// `gaps.html`
    Gaps(Arc<GapsView>),
    /// `promises.html`
    Promises(Arc<PromisesView>),
    /// `page.html`
    FreePage(Arc<FreePageView>),
    /// `404.html`
    NotFound(Arc<NotFoundView>),
    /// `redirect.html`
    Redirect(Arc<RedirectView>),
    /// `feed.xml`
    Feed(Arc<FeedView>),
    /// `sitemap.xml`
    Sitemap(Arc<SitemapView>),
    /// `robots.txt`
    Robots,
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// Made by a template.
    Page {
        /// What all pages share.
        frame: Arc<Frame>,
        /// What its head says.
        head: Arc<PageHead>,
        /// What it shows.
        content: Content,
    },
    /// A shard of the search index.
    Shard(Arc<crate::search::Shard>),
    /// A file made by a pure part of congbo: open data.
    File(Arc<[u8]>),
    /// A file of the theme, copied: named by its path under `static/`.
    Static(Arc<[u8]>),
    /// A scan or annex, copied from the content folder; its hash stands for its bytes.
    Attachment {
        /// Path in the content folder.
        source: crate::source::SourcePath,
        /// SHA-256 in hexadecimal.
        sha256: Arc<str>,
        /// Length.
        bytes: u64,
    },
}
