//! What a template sees of a view: its fields, under their own names.

use std::sync::Arc;

use minijinja::Value;

use trichdan::calendar::Date;

/// What a field becomes in a template.
pub trait Shown {
    /// The template's value for it.
    fn shown(&self) -> Value;

    /// The same, for what was made to be shown and is of no other use.
    fn into_shown(self) -> Value
    where
        Self: Sized,
    {
        self.shown()
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

/// HTML that a template may print as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markup(pub String);

impl Shown for Markup {
    fn shown(&self) -> Value {
        Value::from_safe_string(self.0.clone())
    }

    fn into_shown(self) -> Value {
        Value::from_safe_string(self.0)
    }
}

impl Shown for Value {
    fn shown(&self) -> Value {
        self.clone()
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

    fn into_shown(self) -> Value {
        self.map_or_else(|| Value::from(()), Shown::into_shown)
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn shown(&self) -> Value {
        Value::from_object(self.iter().map(Shown::shown).collect::<Vec<Value>>())
    }

    fn into_shown(self) -> Value {
        Value::from_object(self.into_iter().map(Shown::into_shown).collect::<Vec<Value>>())
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
macro_rules! closed_view {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])* pub $field:ident : $type:ty ),* $(,)?
        }
        $( keeps { $( $(#[doc = $kept_doc:literal])* pub $kept:ident : $kept_type:ty ),* $(,)? } )?
        $( shows { $( $(#[doc = $made_doc:literal])* $made:ident = $make:path ),* $(,)? } )?
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $type, )*
            $( $( $(#[doc = $kept_doc])* pub $kept: $kept_type, )* )?
        }

        impl minijinja::value::Object for $name {
            fn get_value(self: &std::sync::Arc<Self>, key: &minijinja::Value) -> Option<minijinja::Value> {
                self.get_value_by_str(key.as_str()?)
            }

            fn get_value_by_str(self: &std::sync::Arc<Self>, key: &str) -> Option<minijinja::Value> {
                match key {
                    $( stringify!($field) => Some($crate::view::Shown::shown(&self.$field)), )*
                    $( $( stringify!($made) => Some($crate::view::Shown::into_shown($make(self))), )* )?
                    _ => None,
                }
            }

            fn enumerate(self: &std::sync::Arc<Self>) -> minijinja::value::Enumerator {
                minijinja::value::Enumerator::Str(&[ $( stringify!($field), )* $( $( stringify!($made), )* )? ])
            }
        }

        impl $crate::view::Shown for std::sync::Arc<$name> {
            fn shown(&self) -> minijinja::Value {
                minijinja::Value::from_dyn_object(self.clone())
            }
        }

        impl $crate::view::Shown for $name {
            fn shown(&self) -> minijinja::Value {
                minijinja::Value::from_object(self.clone())
            }

            fn into_shown(self) -> minijinja::Value {
                minijinja::Value::from_object(self)
            }
        }

        #[cfg(test)]
        impl $crate::view::guide::Guided for $name {
            fn told(guide: &mut $crate::view::guide::Guide) -> String {
                guide.view(stringify!($name), &[ $( $doc, )* ], |fields| {
                    $( fields.add(stringify!($field), <$type as $crate::view::guide::Guided>::told, &[ $( $field_doc, )* ]); )*
                    $( $( fields.add(stringify!($made), $crate::view::guide::told_by($make), &[ $( $made_doc, )* ]); )* )?
                })
            }
        }
    };
}
pub(crate) use closed_view;
