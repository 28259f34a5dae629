//! The small values that fields hold, and the macro that defines an entry.

use std::fmt;
use std::sync::Arc;

use crate::content::form::{Kind, Named};
use crate::content::node::Node;
use crate::content::{Field, Reader, field};
use crate::diagnostic::Mark;
use crate::source::SourcePath;
use trichdan::calendar::Date;

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

/// The last part of a text's address: its slug, or the name of its file.
pub fn last_part<'t>(slug: &'t Option<Marked<Arc<str>>>, path: &'t SourcePath) -> &'t str {
    slug.as_ref().map_or(path.stem(), |slug| &slug.value)
}

/// The day in a field that may be absent.
pub fn day(written: &Option<Marked<Date>>) -> Option<Date> {
    written.as_ref().map(|day| day.value)
}

/// A count or amount in which "none" and "unknown" never mix: an absent field is `None` of an `Option`,
/// `Không` or `0` is zero and is shown as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The amount, exactly.
    pub amount: rust_decimal::Decimal,
    /// As the author wrote it: `Không`, `6`, `1.234,5`.
    pub written: Arc<str>,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $named:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Arc<str>);

        impl $name {
            /// The identifier's letters.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
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

        impl Field for $name {
            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                field::read_id(node, reader).map(Self)
            }

            fn schema() -> serde_json::Value {
                field::id_schema()
            }

            fn kind() -> Kind {
                Kind::Reference(Named::$named)
            }
        }
    };
}

id!(
    /// Names an issuing body: `ubnd-tinh-thanh-hoa`.
    IssuerId, Issuer
);
id!(
    /// Names a commune, town, district or province: `xa-tho-ngoc`.
    PlaceId, Place
);
id!(
    /// Names a model over all its periods: `cay-sen-tho-ngoc`.
    ModelId, Model
);
id!(
    /// Names a task over all its periods.
    TaskId, Task
);
id!(
    /// Names something promised for the next period, inside its own period: `ho-tro-doanh-nghiep`.
    PromiseId, Promise
);
id!(
    /// Names a register that the site declares: `ocop`.
    LedgerId, Ledger
);
id!(
    /// Names a column of such a register: `chu-the`.
    ColumnId, Column
);

/// Defines an entry of the content folder.
///
/// `required` fields are `T`, `optional` ones `Option<T>`, `list` ones `Vec<T>`. The type gets a reader that
/// reports every wrong field, a JSON Schema whose descriptions are the fields' doc comments, and a form that asks for them. A key
/// that Rust keeps for itself is given after the field: `base = "use"`.
macro_rules! entry {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])* $need:ident $field:ident $(= $key:literal)? : $type:ty ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $crate::content::entry!(@type $need $type), )*
        }

        impl $crate::content::Field for $name {
            fn read(node: &$crate::content::Node, reader: &mut $crate::content::Reader) -> Option<Self> {
                let mut fields = $crate::content::Fields::of(node, &[ $( $crate::content::entry!(@key $field $($key)?), )* ], reader)?;
                // Every field is read before any is asked for, so that all their problems are told at once.
                $( let $field = fields.$need($crate::content::entry!(@key $field $($key)?), reader); )*
                fields.finish(reader);
                Some(Self { $( $field: $field?, )* })
            }

            fn schema() -> serde_json::Value {
                let fields = vec![ $( $crate::content::schema::FieldSchema {
                    key: $crate::content::entry!(@key $field $($key)?),
                    need: $crate::content::entry!(@need $need),
                    description: $crate::content::schema::paragraph(&[ $( $field_doc, )* ]),
                    value: <$type as $crate::content::Field>::schema(),
                }, )* ];
                $crate::content::schema::of_entry(&$crate::content::schema::paragraph(&[ $( $doc, )* ]), fields)
            }

            fn kind() -> $crate::content::form::Kind {
                let fields = vec![ $( $crate::content::form::FormField::of(
                    $crate::content::entry!(@key $field $($key)?),
                    $crate::content::entry!(@need $need),
                    &[ $( $field_doc, )* ],
                    <$type as $crate::content::Field>::kind(),
                ), )* ];
                $crate::content::form::Kind::Entry($crate::content::form::Form::of(&[ $( $doc, )* ], fields))
            }
        }
    };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@type list $type:ty) => { Vec<$type> };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@need required) => { $crate::content::schema::Need::Required };
    (@need optional) => { $crate::content::schema::Need::Optional };
    (@need list) => { $crate::content::schema::Need::List };
}
pub(crate) use entry;

/// Defines a closed set of words that a field may hold; see [`trichdan::choice!`].
macro_rules! choice {
    ( $(#[$meta:meta])* pub enum $name:ident { $($body:tt)* } ) => {
        trichdan::choice! { $(#[$meta])* pub enum $name { $($body)* } }
        $crate::content::choice_field!($name);
    };
}
pub(crate) use choice;

/// Lets a field hold one of the words of a closed set.
macro_rules! choice_field {
    ($name:ident) => {
        impl $crate::content::Field for $name {
            fn read(node: &$crate::content::Node, reader: &mut $crate::content::Reader) -> Option<Self> {
                $crate::content::field::read_choice(node, reader, Self::WORDS, Self::from_word)
            }

            fn schema() -> serde_json::Value {
                $crate::content::field::choice_schema(Self::WORDS)
            }

            fn kind() -> $crate::content::form::Kind {
                let choice = |value: &Self| $crate::content::form::Choice {
                    word: value.word().into(),
                    label: value.label().into(),
                };
                $crate::content::form::Kind::Choice(Self::ALL.iter().map(choice).collect())
            }
        }
    };
}
pub(crate) use choice_field;
