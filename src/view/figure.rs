//! Figures and charts, as pages show them.

use std::sync::Arc;

use super::frame::Link;
use crate::content::PeriodKind;
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
        /// Why the two may not be comparable: a merger between them.
        pub caution: Option<Arc<Merger>>,
    }
}

closed_view! {
    /// Units that ended between two periods, so that the two may not be about one area.
    pub struct Merger {
        /// The first of them.
        pub places: Vec<Arc<Link>>,
        /// How many more there are.
        pub more: u32,
    }
}

closed_view! {
    /// Why a period is not compared with the one before: that is another body's.
    pub struct Crossing {
        /// The period before.
        pub period: Arc<Link>,
        /// The body that it is of, where that is known.
        pub body: Option<Arc<Link>>,
        /// True when the two are known to be of different bodies, or about different places; else nothing tells.
        pub told: bool,
    }
}

closed_view! {
    /// What a figure was before, in the area that it is about today: the sum over what that was made of.
    pub struct ForerunnerSum {
        /// The period before, of another body.
        pub period: Arc<Link>,
        /// What the area was made of: the first, where there are many.
        pub places: Vec<Arc<Link>>,
        /// How many more there are.
        pub more_places: u32,
        /// The sum.
        pub total: rust_decimal::Decimal,
        /// The rows that add up to it.
        pub rows: Vec<Arc<FigureRow>>,
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
        /// What it was before, in the same area, where the period before is another body's and all parts are known.
        pub forerunners: Option<Arc<ForerunnerSum>>,
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
        /// A column of a register, or one row of it, over periods: the series says which.
        ColumnByPeriod = "column-by-period";
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
        /// Whose periods it is about, where the archive has those of several bodies.
        pub of: Option<Arc<str>>,
        /// How it is drawn.
        pub form: ChartForm,
        /// Unit of the values.
        pub unit: Option<Arc<str>>,
        /// How long its periods are, where it is over periods: those of one kind only.
        pub length: Option<PeriodKind>,
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
