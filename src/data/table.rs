//! What a table is: rows of one type, and columns that are told once, where the type is defined.

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;

use trichdan::calendar::Date;

/// A value in a row. Empty is unknown, which is never zero.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'r> {
    /// Unknown, or does not apply.
    Empty,
    /// Words.
    Text(Cow<'r, str>),
    /// A number in machine form: `1234.5`.
    Number(Decimal),
    /// Several words, in order.
    List(Vec<&'r str>),
}

/// A type that a field of a row can have.
pub trait Datum {
    /// Its type by Table Schema.
    const KIND: &'static str;
    /// Its format by Table Schema, where it is not the default one.
    const FORMAT: Option<&'static str> = None;
    /// True when it is never unknown.
    const REQUIRED: bool = true;
    /// The words that it can be, where it is one of a closed set.
    const WORDS: &'static [&'static str] = &[];
    /// Its value.
    fn cell(&self) -> Cell<'_>;
}

impl Datum for Arc<str> {
    const KIND: &'static str = "string";
    fn cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Borrowed(self))
    }
}

/// Lets a cell hold a member of closed sets: it is written as its word.
macro_rules! word_cells {
    ($($set:ty),* $(,)?) => {
        $( impl $crate::data::table::Datum for $set {
            const KIND: &'static str = "string";
            const WORDS: &'static [&'static str] = <$set>::WORDS;
            fn cell(&self) -> $crate::data::table::Cell<'_> {
                $crate::data::table::Cell::Text(std::borrow::Cow::Borrowed(self.word()))
            }
        } )*
    };
}
pub(crate) use word_cells;

/// The full address of a page or file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(pub Arc<str>);

impl Datum for Address {
    const KIND: &'static str = "string";
    const FORMAT: Option<&'static str> = Some("uri");
    fn cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Borrowed(&self.0))
    }
}

impl Datum for Date {
    const KIND: &'static str = "date";
    fn cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Owned(self.to_string()))
    }
}

impl Datum for Decimal {
    const KIND: &'static str = "number";
    fn cell(&self) -> Cell<'_> {
        Cell::Number(self.normalize())
    }
}

impl Datum for u32 {
    const KIND: &'static str = "integer";
    fn cell(&self) -> Cell<'_> {
        Cell::Number(Decimal::from(*self))
    }
}

impl Datum for i16 {
    const KIND: &'static str = "integer";
    fn cell(&self) -> Cell<'_> {
        Cell::Number(Decimal::from(*self))
    }
}

/// A list is an array in JSON; in CSV its parts stand in one cell with ` | ` between.
impl Datum for Vec<Arc<str>> {
    const KIND: &'static str = "string";
    const REQUIRED: bool = false;
    fn cell(&self) -> Cell<'_> {
        Cell::List(self.iter().map(|word| &**word).collect())
    }
}

impl<T: Datum> Datum for Option<T> {
    const KIND: &'static str = T::KIND;
    const FORMAT: Option<&'static str> = T::FORMAT;
    const REQUIRED: bool = false;
    const WORDS: &'static [&'static str] = T::WORDS;
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Empty, T::cell)
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the files.
    pub name: Cow<'static, str>,
    /// Its type by Table Schema.
    pub kind: &'static str,
    /// Its format, where it is not the default one.
    pub format: Option<&'static str>,
    /// What it means, in Vietnamese.
    pub meaning: Cow<'static, str>,
    /// True when it is never empty.
    pub is_required: bool,
    /// The words that it can hold, where they are a closed set.
    pub words: &'static [&'static str],
    /// True when it is part of what tells rows apart.
    pub is_key: bool,
    /// The table whose `id` it holds, if it does.
    pub refers_to: Option<&'static str>,
}

/// What there is to know of a table besides its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its name in addresses: `van-ban`.
    pub name: Cow<'static, str>,
    /// Its name for people.
    pub title: Cow<'static, str>,
    /// What a row is.
    pub description: Cow<'static, str>,
    /// Its columns, in order.
    pub columns: Cow<'static, [Column]>,
}

/// A row of a table.
pub trait Row: PartialEq {
    /// The row's values, one for each column.
    fn cells(&self) -> Vec<Cell<'_>>;
}

/// A row of a table whose columns congbo itself defines.
pub trait Defined: Row {
    const ABOUT: About;
}

/// Defines a table: its row type and all that is said of its columns, of one definition.
///
/// A column marked `key` tells rows apart, `=> Row` says whose `id` it holds.
macro_rules! open_table {
    (
        #[doc = $description:literal]
        pub struct $row:ident = $name:literal, $title:literal {
            $( #[doc = $meaning:literal] $mark:ident $field:ident : $type:ty $(=> $target:ident)? ),* $(,)?
        }
    ) => {
        #[doc = $description]
        #[derive(Debug, Clone, PartialEq)]
        pub struct $row { $( #[doc = $meaning] pub $field: $type, )* }

        impl $row {
            /// Its table's name in addresses.
            pub const NAME: &'static str = $name;
        }

        impl $crate::data::table::Defined for $row {
            const ABOUT: $crate::data::table::About = $crate::data::table::About {
                name: std::borrow::Cow::Borrowed(Self::NAME),
                title: std::borrow::Cow::Borrowed($title),
                description: std::borrow::Cow::Borrowed($description.trim_ascii()),
                columns: std::borrow::Cow::Borrowed(&[ $( $crate::data::table::Column {
                    name: std::borrow::Cow::Borrowed(stringify!($field)),
                    kind: <$type as $crate::data::table::Datum>::KIND,
                    format: <$type as $crate::data::table::Datum>::FORMAT,
                    meaning: std::borrow::Cow::Borrowed($meaning.trim_ascii()),
                    is_required: <$type as $crate::data::table::Datum>::REQUIRED,
                    words: <$type as $crate::data::table::Datum>::WORDS,
                    is_key: $crate::data::table::open_table!(@key $mark),
                    refers_to: $crate::data::table::open_table!(@target $($target)?),
                }, )* ]),
            };
        }

        impl $crate::data::table::Row for $row {
            fn cells(&self) -> Vec<$crate::data::table::Cell<'_>> {
                vec![ $( $crate::data::table::Datum::cell(&self.$field), )* ]
            }
        }
    };
    (@key key) => { true };
    (@key column) => { false };
    (@target) => { None };
    (@target $target:ident) => { Some($target::NAME) };
}
pub(crate) use open_table;
