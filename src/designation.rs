//! Số hiệu: the number, year and symbol that name a legal document.

use std::sync::Arc;

/// A designation, in the form in which designations are compared; the author's characters are kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Designation {
    /// Of the state: `1221/QĐ-UBND`, `01/2021/TT-BKHCN`.
    State {
        /// The number without leading zeros, with its letter if it has one.
        number: Arc<str>,
        /// The year inside the number, which makes the document normative.
        year: Option<i16>,
        /// The symbol, normalised: `QĐ-UBND`.
        symbol: Arc<str>,
    },
    /// Of the Party: `27-KH/TU`.
    Party {
        /// The number without leading zeros.
        number: Arc<str>,
        /// `KH/TU`, normalised.
        symbol: Arc<str>,
    },
    /// A technical standard: `TCVN ISO 9001:2015`.
    Standard {
        /// `TCVN ISO 9001`, normalised.
        name: Arc<str>,
        /// The year of issue.
        year: Option<i16>,
    },
    /// A law known by its name: `Luật Khoa học và Công nghệ 2013`.
    Named {
        /// The name, folded to lower case and one tone placement.
        name: Arc<str>,
        /// The year, when the text gives one.
        year: Option<i16>,
    },
}
