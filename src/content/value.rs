//! The small values that fields hold, and the macro that defines an entry.

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::Mark;

/// A value together with the YAML node it was read from, for messages that come long after reading.
///
/// Equality looks at the value alone: moving an entry down a line changes no page.
#[derive(Debug, Clone)]
pub struct Marked<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub mark: Mark,
}

impl<T: PartialEq> PartialEq for Marked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Marked<T> {}

/// A count or amount in which "none" and "unknown" never mix: an absent field is `None` of an `Option`,
/// `Không` or `0` is zero and is shown as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The amount, exactly.
    pub amount: rust_decimal::Decimal,
    /// As the author wrote it: `Không`, `6`, `1.234,5`.
    pub written: Arc<str>,
}

/// A span of life or validity; an absent end is open, an absent start unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First day.
    pub from: Option<crate::calendar::Date>,
    /// Last day.
    pub to: Option<crate::calendar::Date>,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Arc<str>);

        impl $name {
            /// The identifier's letters.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, formatter)
            }
        }
    };
}

id!(
    /// Names an issuing body: `ubnd-tinh-thanh-hoa`.
    IssuerId
);
id!(
    /// Names a commune, town, district or province: `xa-tho-ngoc`.
    PlaceId
);
id!(
    /// Names a model over all its periods: `cay-sen-tho-ngoc`.
    ModelId
);
id!(
    /// Names a task over all its periods.
    TaskId
);
id!(
    /// Names something promised for the next period, inside its own period: `ho-tro-doanh-nghiep`.
    PromiseId
);

/// Defines an entry of the content folder.
///
/// `required` fields are `T`, `optional` ones `Option<T>`, `list` ones `Vec<T>`. The type gets a reader that
/// reports every wrong field, and a JSON Schema whose descriptions are the fields' doc comments.
#[macro_export]
macro_rules! entry {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $need:ident $field:ident : $type:ty ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $crate::entry!(@type $need $type), )*
        }
    };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@type list $type:ty) => { Vec<$type> };
}

/// Defines a closed set of words that a field may hold: the code's name, the word in YAML, and its Vietnamese label.
#[macro_export]
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, $label:literal; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$variant_meta])* $variant, )* }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The word that stands for it in YAML, in data and in addresses.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// What a reader of the site sees.
            pub fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )* }
            }

            /// The value whose word this is.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }
    };
}
