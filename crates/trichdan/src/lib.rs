//! Trích dẫn: where a Vietnamese text cites a legal document.
//!
//! ```
//! let text = "Căn cứ khoản 2 Điều 5 Thông tư số 01/2021/TT-BKH&CN ngày 16/3/2021 của Bộ Khoa học và Công nghệ";
//! let found = &trichdan::citation::find(text)[0];
//! assert_eq!(&text[found.start..found.end], "Thông tư số 01/2021/TT-BKH&CN");
//! assert_eq!(found.issuer.as_deref(), Some("Bộ Khoa học và Công nghệ"));
//! assert_eq!(found.pinpoint.as_deref(), Some("khoản 2 Điều 5"));
//! ```
//!
//! It reads what offices and newspapers write: NFC and NFD, `Uỷ` and `Ủy`, dashes of every kind, lists under one type
//! word, joint circulars, laws by their name and year, standards. It knows no register and no files: each module is made
//! of functions from texts to values, and knows only the modules before it in this list.

/// A closed set of words: the code's name, the word that stands for it in data, and, where the set has any, what readers
/// see.
#[macro_export]
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, $label:literal; )*
        }
    ) => {
        $crate::choice! {
            $(#[$meta])*
            pub enum $name { $( $(#[$variant_meta])* $variant = $word; )* }
        }

        impl $name {
            /// What a reader sees.
            pub fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )* }
            }
        }
    };
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$variant_meta])* $variant, )* }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The word of every value, in that order.
            pub const WORDS: &'static [&'static str] = &[ $( $word, )* ];

            /// The word that stands for it in YAML, in data and in addresses.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// The value whose word this is.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }
    };
}

pub mod text;

pub mod division;

pub mod calendar;

pub mod designation;

pub mod citation;
