//! Themes and the pages made with them: CB4xx.
