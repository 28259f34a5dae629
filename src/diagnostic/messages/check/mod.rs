//! What the careful reader finds: CB5xx.

mod documents;
mod external;
mod figures;
mod header;
mod letters;
mod lives;
mod privacy;
mod silence;
mod structure;
mod typography;
mod wording;

pub use documents::*;
pub use external::*;
pub use figures::*;
pub use header::*;
pub use letters::*;
pub use lives::*;
pub use privacy::*;
pub use silence::*;
pub use structure::*;
pub use typography::*;
pub use wording::*;

use crate::diagnostic::Code;

/// Every kind of message of the careful reader.
pub static CODES: &[&Code] = &[
    &UNUSED_IGNORE,
    &BAD_IGNORE,
    &BARE_CITATION,
    &ISSUER_VARIES,
    &NUMBER_OUT_OF_STEP,
    &SYMBOL_NOT_OFFICIAL,
    &NO_SUCH_DAY,
    &NOT_YET_ISSUED,
    &NO_LONGER_IN_FORCE,
    &TWO_DATES,
    &TWO_TITLES,
    &IN_THE_FUTURE,
    &ABBREVIATED_TYPE,
    &UNEVEN_CITATIONS,
    &HECTARES_DISAGREE,
    &COUNT_DISAGREES,
    &TABLE_SUM,
    &TABLE_PERCENT,
    &INDICATOR_SUM,
    &GRADE_WITHOUT_TASK,
    &MODEL_VANISHES,
    &TASK_VANISHES,
    &PERIOD_WITHOUT_REPORT,
    &PERIODS_OVERLAP,
    &PERIOD_MISSING,
    &BLANK_NUMBER,
    &BLANK_DATE,
    &BLANK_SIGNER,
    &NO_ISSUER,
    &NO_ADDRESSEE,
    &AUTHORITY_WITHOUT_BODY,
    &TITLE_STOP,
    &TITLE_RUNS_ON,
    &ISSUED_ON_SUNDAY,
    &SECTION_SKIPPED,
    &SECTION_REPEATED,
    &HEADING_MARKS,
    &PAGE_BREAK,
    &LIST_ENDS,
    &CLAUSE_REPEATED,
    &BARE_LINE,
    &MIXED_QUOTES,
    &SPACING,
    &UNIT_JOINED,
    &NOT_NFC,
    &LOOKALIKE,
    &INVISIBLE,
    &LEGACY_ENCODING,
    &MIXED_TONE_PLACEMENT,
    &NO_MARKS,
    &IMPOSSIBLE_SYLLABLE,
    &WRONG_COMPOUND,
    &CAPITALS,
    &UNEVEN_WORDING,
    &PREFERRED_FORM,
    &WORD_TWICE,
    &JOINED_WORDS,
    &PHONE,
    &IDENTITY_NUMBER,
    &BANK_ACCOUNT,
    &DEAD_LINK,
    &LINK_MOVED,
    &LINK_UNCERTAIN,
];
