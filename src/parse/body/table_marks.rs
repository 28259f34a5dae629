//! The marks with which a table's cells go on with others, and with which its head ends: Markdown has none of its own.

/// Goes on with the cell to the left.
pub const LEFT: &str = "<<";

/// Goes on with the cell above.
pub const ABOVE: &str = "^^";

/// Three or more of these signs in every cell of a row say that the rows above are the head.
pub const HEAD_END: &str = "===";

/// Whether a cell's words only say that it goes on with another cell.
pub fn goes_on(words: &str) -> bool {
    matches!(words, LEFT | ABOVE)
}

/// Whether a row only says where the head ends.
pub fn ends_head<'w>(row: impl IntoIterator<Item = &'w str>) -> bool {
    let mut row = row.into_iter().peekable();
    row.peek().is_some() && row.all(|words| words.len() >= HEAD_END.len() && words.bytes().all(|byte| byte == b'='))
}
