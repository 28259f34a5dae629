//! Figures and charts, as pages show them.

use std::sync::Arc;

use super::frame::Link;
use crate::view::closed_view;

trichdan::choice! {
    /// Which way a figure went.
    pub enum Direction {
        /// It is more than before.
        Up = "up";
        /// It is less.
        Down = "down";
        /// It is the same.
        Same = "same";
    }
}

closed_view! {
    /// A change of a figure against the comparable period before.
    pub struct Change {
        /// The figure then, as a decimal.
        pub before: rust_decimal::Decimal,
        /// Now less then.
        pub difference: rust_decimal::Decimal,
        /// Which way it went.
        pub direction: Direction,
        /// The period compared with.
        pub period: Arc<Link>,
        /// Why the two may not be comparable, such as a merger between them.
        pub caution: Option<Arc<str>>,
    }
}

closed_view! {
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

closed_view! {
    /// One row of a figure's sum.
    pub struct FigureRow {
        /// What the row is.
        pub link: Arc<Link>,
        /// Its part of the sum; none when unknown.
        pub amount: Option<rust_decimal::Decimal>,
    }
}

trichdan::choice! {
    /// What a chart shows.
    pub enum ChartSubject {
        /// Hectares of models over periods.
        HectaresByPeriod = "hectares-by-period";
        /// Documents of the register by their year.
        DocumentsByYear = "documents-by-year";
        /// Tasks over periods, by their state.
        TasksByState = "tasks-by-state";
    }
}

trichdan::choice! {
    /// How a chart is drawn.
    pub enum ChartForm {
        /// A bar for each category, of a part for each series.
        Bar = "bar";
        /// A line for each series, over the categories.
        Line = "line";
    }
}

trichdan::choice! {
    /// What the categories of a chart are.
    pub enum ChartAxis {
        /// Reporting periods.
        Period = "period";
        /// Years.
        Year = "year";
    }
}

closed_view! {
    /// Numbers for a chart, from which the theme draws SVG; the same numbers stand in a table.
    pub struct ChartView {
        /// What the chart shows.
        pub title: ChartSubject,
        /// How it is drawn.
        pub form: ChartForm,
        /// Unit of the values.
        pub unit: Option<Arc<str>>,
        /// What the first column of the table is.
        pub axis: ChartAxis,
        /// The categories in order.
        pub categories: Vec<Arc<str>>,
        /// The series, each with a value for each category.
        pub series: Vec<Arc<ChartSeries>>,
    }
}

closed_view! {
    /// One line or one colour of bars.
    pub struct ChartSeries {
        /// Its name.
        pub name: Arc<str>,
        /// A value for each category; none where nothing was reported.
        pub values: Vec<Option<rust_decimal::Decimal>>,
    }
}
