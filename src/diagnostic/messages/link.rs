//! References that lead nowhere, or to more than one place: CB3xx.
