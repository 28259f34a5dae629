//! What the careful reader finds: CB5xx.

mod authorities;
mod documents;
mod external;
mod figures;
mod hands;
mod header;
mod letters;
mod lives;
mod papers;
mod privacy;
mod silence;
mod structure;
mod typography;
mod unit_names;
mod units;
mod wording;

pub use authorities::*;
pub use documents::*;
pub use external::*;
pub use figures::*;
pub use hands::*;
pub use header::*;
pub use letters::*;
pub use lives::*;
pub use papers::*;
pub use privacy::*;
pub use silence::*;
pub use structure::*;
pub use typography::*;
pub use unit_names::*;
pub use units::*;
pub use wording::*;

use crate::diagnostic::Code;

/// Every code of the careful reader, by file.
pub(super) static CODES: [&[&Code]; 16] = [
    authorities::CODES,
    documents::CODES,
    external::CODES,
    figures::CODES,
    hands::CODES,
    header::CODES,
    letters::CODES,
    lives::CODES,
    papers::CODES,
    privacy::CODES,
    silence::CODES,
    structure::CODES,
    typography::CODES,
    unit_names::CODES,
    units::CODES,
    wording::CODES,
];

/// Whether only `check --external` looks for what the code stands for.
pub fn is_external(code: &Code) -> bool {
    external::CODES.contains(&code)
}
