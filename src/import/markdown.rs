//! Words, tables and notes as Markdown that reads back as the very same words.

use std::collections::HashMap;

use super::manuscript::{Block, Cell, Height, Inline, Look, Manuscript, Paragraph, Run, Table};
use crate::parse::body::table_marks::{ABOVE, HEAD_END, LEFT};

/// A paragraph in one line of Markdown (hard breaks aside), without its automatic number.
///
/// `picture_path` is where picture N will stand, as a path from the report.
pub fn inline(paragraph: &Paragraph, manuscript: &Manuscript, picture_path: &dyn Fn(usize) -> String) -> String {
    let spans = spans(paragraph);
    let mut written = String::new();
    for (index, span) in spans.iter().enumerate() {
        match span {
            Span::Words { text, look, link } if manuscript.is_markdown => {
                debug_assert!(link.is_none());
                push_emphasis(&mut written, text, if look.bold { "**" } else { "" });
            }
            Span::Words { text, look, link } => {
                let next = spans.get(index + 1).and_then(Span::first_letter);
                let mark = mark_that_holds(&written, text, *look, next);
                let words = escape(text, written.chars().next_back(), next);
                match link {
                    Some(address) => {
                        push_emphasis(&mut written, &format!("[{words}]({})", escape_address(address)), mark)
                    }
                    None => push_emphasis(&mut written, &words, mark),
                }
            }
            Span::Break => written.push_str("\\\n"),
            Span::Note(index) => written.push_str(&format!("[^{}]", index + 1)),
            Span::Picture(index) => {
                let description = manuscript.pictures.get(*index).map_or("", |picture| picture.description.as_str());
                written.push_str(&format!("![{}]({})", escape(description, None, None), picture_path(*index)));
            }
        }
    }
    tidy(&written)
}

/// A stretch of a paragraph in one look. Looks that a reader cannot tell apart are one.
enum Span {
    Words { text: String, look: Look, link: Option<std::sync::Arc<str>> },
    Break,
    Note(usize),
    Picture(usize),
}

impl Span {
    fn first_letter(&self) -> Option<char> {
        match self {
            Self::Words { text, .. } => text.chars().next(),
            Self::Break => None,
            Self::Note(_) | Self::Picture(_) => Some('['),
        }
    }
}

fn spans(paragraph: &Paragraph) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for inline in &paragraph.inlines {
        match inline {
            Inline::Text(run) => push_words(&mut spans, run),
            Inline::Break => spans.push(Span::Break),
            Inline::Note(index) => spans.push(Span::Note(*index)),
            Inline::Picture(index) => spans.push(Span::Picture(*index)),
        }
    }
    spans
}

fn push_words(spans: &mut Vec<Span>, run: &Run) {
    let text = with_height(&run.text, run.look.height);
    // Spaces look the same in every look: they go with what stands before, so that emphasis ends at words.
    let wordless = text.trim().is_empty();
    let own = Look { height: Height::Line, ..run.look };
    if let Some(Span::Words { text: before, look, link }) = spans.last_mut()
        && *link == run.link
        && (wordless || *look == own)
    {
        before.push_str(&text);
        return;
    }
    spans.push(Span::Words { text, look: own, link: run.link.clone() });
}

/// Raised and lowered digits as the characters that Unicode has for them; other letters have none.
fn with_height(text: &str, height: Height) -> String {
    let digits = match height {
        Height::Line => return text.to_owned(),
        Height::Raised => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'],
        Height::Lowered => ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'],
    };
    let lifted = |letter: char| letter.to_digit(10).and_then(|digit| digits.get(digit as usize).copied());
    text.chars().map(|letter| lifted(letter).unwrap_or(letter)).collect()
}

/// The mark of emphasis for some words, or none where Markdown would not take it for one.
///
/// A mark beside a sign must have a space or a sign on its other side (CommonMark's "flanking" rules).
fn mark_that_holds(before: &str, text: &str, look: Look, next: Option<char>) -> &'static str {
    let mark = match (look.bold, look.italic) {
        (false, false) => return "",
        (true, false) => "**",
        (false, true) => "*",
        (true, true) => "***",
    };
    let words = text.trim();
    let is_open =
        |letter: Option<char>| letter.is_none_or(|letter| letter.is_whitespace() || !letter.is_alphanumeric());
    let (starts_apart, ends_apart) = (words.len() < text.trim_end().len(), words.len() < text.trim_start().len());
    let previous = if starts_apart { None } else { before.chars().next_back() };
    let next = if ends_apart { None } else { next };
    let opens = words.starts_with(char::is_alphanumeric) || is_open(previous);
    let closes = words.ends_with(char::is_alphanumeric) || is_open(next);
    let touches_mark = before.ends_with('*');
    if words.is_empty() || !opens || !closes || touches_mark || words.contains('\n') { "" } else { mark }
}

/// Writes words with marks around them, spaces outside of the marks.
fn push_emphasis(written: &mut String, words: &str, mark: &str) {
    let inner = words.trim();
    let (start, end) = (words.len() - words.trim_start().len(), words.trim_end().len());
    if inner.is_empty() || mark.is_empty() {
        written.push_str(words);
    } else {
        written.push_str(&format!("{}{mark}{inner}{mark}{}", &words[..start], &words[end..]));
    }
}

/// Escapes what Markdown would take for a mark inside a line.
fn escape(text: &str, previous: Option<char>, next: Option<char>) -> String {
    let mut escaped = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (index, letter) in letters.iter().enumerate() {
        let before = if index == 0 { previous } else { letters.get(index - 1).copied() };
        let after = letters.get(index + 1).copied().or(if index + 1 == letters.len() { next } else { None });
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let needs = match letter {
            '*' | '`' | '[' | ']' | '<' | '\\' | '~' | '|' => true,
            // Inside a word `_` is only a letter.
            '_' => !(is_word(before) && is_word(after)),
            '&' => is_entity(&letters[index + 1..]),
            '!' => after == Some('['),
            _ => false,
        };
        if needs {
            escaped.push('\\');
        }
        escaped.push(*letter);
    }
    escaped
}

/// Whether `&` begins an entity: `&amp;` and `&#39;` do, `&CN;` of `KH&CN;` does not.
fn is_entity(after: &[char]) -> bool {
    let Some(end) = after.iter().take(32).position(|letter| *letter == ';') else {
        return false;
    };
    let inside = &after[..end];
    if !inside.iter().all(|letter| letter.is_ascii_alphanumeric() || *letter == '#') {
        return false;
    }
    let entity = format!("&{};", inside.iter().collect::<String>());
    seen_words(&entity).trim() != entity
}

fn escape_address(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '(' => escaped.push_str("%28"),
            ')' => escaped.push_str("%29"),
            '<' => escaped.push_str("%3C"),
            '>' => escaped.push_str("%3E"),
            '\\' => escaped.push_str("%5C"),
            letter if letter.is_whitespace() || letter.is_control() => escaped.push_str("%20"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// One space where Word has several or a tab, none at line ends, no empty lines: the words stay, their places go.
fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let has_break = line.ends_with('\\') && !line.ends_with("\\\\");
        let line = line.trim_end_matches(if has_break { '\\' } else { '\0' });
        let words: Vec<&str> = line.split([' ', '\t', '\r']).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            continue;
        }
        lines.push(words.join(" ") + if has_break { "\\" } else { "" });
    }
    if let Some(last) = lines.last_mut()
        && last.ends_with('\\')
        && !last.ends_with("\\\\")
    {
        last.pop();
    }
    lines.join("\n")
}

/// Guards a paragraph's first characters, which Markdown might take for a mark of a block.
pub fn guard_start(line: &str) -> String {
    let first = line.chars().next();
    let is_mark = match first {
        Some('#') => line.trim_start_matches('#').starts_with(' ') || line.chars().all(|letter| letter == '#'),
        Some('>' | '=') => true,
        Some('-' | '+') => line[1..].is_empty() || line[1..].starts_with([' ', '-']),
        Some('~') => line.starts_with("~~~"),
        _ => false,
    };
    // `2022. Năm` would be the 2022nd item of a list.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_long_number = (3..=9).contains(&digits) && line[digits..].starts_with([')', '.']);
    match (is_mark, is_long_number) {
        (true, _) => format!("\\{line}"),
        (_, true) => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

/// A table of Markdown.
pub struct WrittenTable {
    /// Its lines.
    pub markdown: String,
    /// Cells whose several paragraphs became one line.
    pub joined_cells: usize,
}

/// Writes a table; a merged cell's words stand once, and marks in the other places that it covers.
pub fn table(table: &Table, words: &dyn Fn(&Paragraph) -> String) -> WrittenTable {
    let mut written = WrittenTable { markdown: String::new(), joined_cells: 0 };
    let columns = table.rows.iter().map(|row| row.iter().map(|cell| cell.columns).sum()).max().unwrap_or(0);
    let head_rows = head_rows(table);
    for (index, row) in table.rows.iter().enumerate() {
        let mut cells: Vec<String> = Vec::new();
        for cell in row {
            let mut parts = Vec::new();
            cell_words(cell, words, &mut parts);
            written.joined_cells += usize::from(parts.len() > 1);
            cells.push(if cell.continues && index > 0 { ABOVE.to_owned() } else { parts.join(" ") });
            cells.extend((1..cell.columns).map(|_| LEFT.to_owned()));
        }
        cells.resize(columns, String::new());
        written.markdown.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            written.markdown.push_str(&format!("|{}\n", " --- |".repeat(columns)));
        }
        if head_rows > 1 && index + 1 == head_rows {
            written.markdown.push_str(&format!("|{}\n", format!(" {HEAD_END} |").repeat(columns)));
        }
    }
    written.markdown.truncate(written.markdown.trim_end().len());
    written
}

/// How many rows are the head: the first, and those that a cell of it goes down over.
fn head_rows(table: &Table) -> usize {
    let goes_on = |row: &&Vec<Cell>| row.iter().any(|cell| cell.continues);
    let rows = 1 + table.rows.iter().skip(1).take_while(goes_on).count();
    // Where every row goes on with the one above, the first is no head but a value of all.
    if rows < table.rows.len() { rows } else { 1 }
}

/// The words of a cell's paragraphs, those of tables inside it too.
fn cell_words(cell: &Cell, words: &dyn Fn(&Paragraph) -> String, parts: &mut Vec<String>) {
    for block in &cell.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let number = if paragraph.number.is_empty() { String::new() } else { format!("{} ", paragraph.number) };
                let text = words(paragraph).replace("\\\n", " ").replace('\n', " ");
                if !text.is_empty() {
                    parts.push(number + &text);
                }
            }
            Block::Table(inner) => inner.rows.iter().flatten().for_each(|cell| cell_words(cell, words, parts)),
            Block::Verbatim(lines) => parts.push(lines.replace('\n', " ")),
        }
    }
}

/// The words of a Markdown text as its reader sees them, a line for each block.
pub fn seen_words(markdown: &str) -> String {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    let document = comrak::parse_document(&arena, markdown, &options);
    let mut seen = String::new();
    // The number of the next item of each ordered list.
    let mut numbers = HashMap::new();
    for node in document.descendants() {
        use comrak::nodes::{ListType, NodeValue};
        match &node.data().value {
            NodeValue::Text(text) => seen.push_str(text),
            NodeValue::Code(code) => seen.push_str(&code.literal),
            NodeValue::CodeBlock(code) => seen.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => seen.push('\n'),
            // The number of an ordered list's item is no text to Markdown, and is to a reader.
            NodeValue::Item(item) if item.list_type == ListType::Ordered => {
                let list = node.parent();
                let first = list.map_or(1, |list| match &list.data().value {
                    NodeValue::List(list) => list.start,
                    _ => 1,
                });
                let number = numbers.entry(list.map(std::ptr::from_ref)).or_insert(first);
                seen.push_str(&format!("\n{number}. "));
                *number += 1;
            }
            value if value.block() => seen.push('\n'),
            _ => {}
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, bold: bool) -> Inline {
        Inline::Text(Run { text: text.to_owned(), look: Look { bold, ..Look::default() }, ..Run::default() })
    }

    fn written(inlines: Vec<Inline>) -> String {
        let paragraph = Paragraph { inlines, ..Paragraph::default() };
        inline(&paragraph, &Manuscript::default(), &|index| format!("files/{index}.png"))
    }

    #[track_caller]
    fn check(runs: &[(&str, bool)], expected: &str) {
        assert_eq!(written(runs.iter().map(|(text, bold)| run(text, *bold)).collect()), expected);
    }

    #[test]
    fn emphasis_only_where_it_holds() {
        check(&[("Đề án ", false), ("lớn ", true), ("của tỉnh", false)], "Đề án **lớn** của tỉnh");
        check(&[("01/2021/", true), ("TT-BKHCN", false)], "01/2021/TT-BKHCN");
        check(&[("a", true), ("b", false)], "**a**b");
        check(&[("KH&CN; 3 < 5 * 2 _x_ [1]", false)], "KH&CN; 3 \\< 5 \\* 2 \\_x\\_ \\[1\\]");
        check(&[("a_b &amp; ~~c~~ KH&CN;", false)], "a_b \\&amp; \\~\\~c\\~\\~ KH&CN;");
        check(&[("Số:   \t/BC", false)], "Số: /BC");
    }

    #[test]
    fn starts_are_guarded() {
        let table = [
            ("# một", "\\# một"),
            ("- ", "\\- "),
            ("2022. Năm", "2022\\. Năm"),
            ("1. Về", "1. Về"),
            ("#1", "#1"),
            ("> x", "\\> x"),
        ];
        for (line, expected) in table {
            assert_eq!(guard_start(line), expected);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        /// Whatever is in the runs, a reader of the Markdown sees the same words.
        #[test]
        fn words_read_back(runs in proptest::collection::vec(("[a-zđ0-9 .,*_`\\[\\]()<>&;#~|!\\\\/“”-]{0,12}", proptest::bool::ANY), 0..6)) {
            let source: String = runs.iter().map(|(text, _)| text.as_str()).collect();
            let markdown = guard_start(&written(runs.iter().map(|(text, bold)| run(text, *bold)).collect()));
            let seen = seen_words(&markdown);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(bare(&source), bare(&seen), "{:?}", markdown);
        }
    }
}
