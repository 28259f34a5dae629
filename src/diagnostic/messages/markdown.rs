//! The text of reports and pages: CB2xx.
