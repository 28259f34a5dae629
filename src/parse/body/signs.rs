//! Signs that Markdown takes for marks and an office means as signs, put back into the words.
//!
//! - `10~15 ha` and `5*7 m`: a lone `~`, and a `*`, `_` or `~~` that a letter or digit touches from outside.
//! - `Ghi chú (*)`: what stands alone in brackets.
//! - `_____`: a line to be filled in; a heading of nothing but `#`; `# Mẫu #`, whose last sign closes nothing.
//! - Words that are set in by spaces: code is written between fences.

use comrak::Arena;
use comrak::nodes::{Ast, AstNode, LineColumn, NodeHeading, NodeValue, Sourcepos};

use super::options;
use super::source::Source;

/// Puts signs back wherever they are none of the marks that congbo's Markdown has.
pub fn restore<'a>(arena: &'a Arena<'a>, document: &'a AstNode<'a>, source: &Source<'_>) {
    for code in all_below(document, |value| matches!(value, NodeValue::CodeBlock(code) if !code.fenced)) {
        set_in_words(arena, code, source);
    }
    for node in all_below(document, may_be_signs) {
        let value = node.data().value.clone();
        match value {
            NodeValue::ThematicBreak => drawn_line(arena, node, source),
            NodeValue::LineBreak => line_end(arena, node, source),
            NodeValue::Heading(heading) => heading_signs(arena, node, heading, source),
            _ => emphasis(arena, node, source),
        }
    }
}

/// The nodes below a node that are of a kind, in the order of the text; the tree may then be changed.
pub fn all_below<'a>(node: &'a AstNode<'a>, is_wanted: impl Fn(&NodeValue) -> bool) -> Vec<&'a AstNode<'a>> {
    node.descendants().filter(|node| is_wanted(&node.data().value)).collect()
}

fn may_be_signs(value: &NodeValue) -> bool {
    matches!(
        value,
        NodeValue::Emph
            | NodeValue::Strong
            | NodeValue::Strikethrough
            | NodeValue::ThematicBreak
            | NodeValue::Heading(_)
            | NodeValue::LineBreak
    )
}

/// A text as a node of the tree.
pub fn text<'a>(arena: &'a Arena<'a>, words: &str, place: Sourcepos) -> &'a AstNode<'a> {
    let mut node = Ast::new(NodeValue::Text(words.to_owned().into()), place.start);
    node.sourcepos = place;
    arena.alloc(node.into())
}

/// A paragraph in the place of another block, with nothing in it yet.
pub fn paragraph_instead<'a>(arena: &'a Arena<'a>, block: &'a AstNode<'a>) -> &'a AstNode<'a> {
    let place = block.data().sourcepos;
    let mut node = Ast::new(NodeValue::Paragraph, place.start);
    node.sourcepos = place;
    let paragraph: &AstNode<'_> = arena.alloc(node.into());
    block.insert_before(paragraph);
    block.detach();
    paragraph
}

/// What emphasis stands between.
struct Marks<'t> {
    mark: &'t str,
    before: Option<char>,
    first: Option<char>,
    last: Option<char>,
    after: Option<char>,
}

impl Marks<'_> {
    /// Whether they are signs of the text.
    fn are_signs(&self) -> bool {
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let touched = match self.mark {
            "~" => true,
            // Converters set a part of a word in bold.
            "**" | "__" => is_digit(self.before) && is_digit(self.first) || is_digit(self.last) && is_digit(self.after),
            _ => is_word(self.before) || is_word(self.after),
        };
        let in_brackets =
            self.first.is_some_and(|first| ")]}".contains(first)) || self.last.is_some_and(|last| "([{".contains(last));
        touched || in_brackets
    }
}

fn emphasis<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, source: &Source<'_>) {
    let place = node.data().sourcepos;
    let length = match node.data().value {
        NodeValue::Emph => 1,
        NodeValue::Strong => 2,
        _ => 0,
    };
    let Some(marks) = marks(node, place, length, source).filter(Marks::are_signs) else { return };
    let column = |at: LineColumn, column| LineColumn { column, ..at };
    let length = marks.mark.len();
    let open = Sourcepos { start: place.start, end: column(place.start, place.start.column + length - 1) };
    let close = Sourcepos { start: column(place.end, place.end.column + 1 - length), end: place.end };
    node.insert_before(text(arena, marks.mark, open));
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.insert_before(text(arena, marks.mark, close));
    node.detach();
}

/// The marks around a node, `length` bytes each; 0 for one or two tildes. None where the source does not show them.
fn marks<'a, 't>(node: &'a AstNode<'a>, place: Sourcepos, length: usize, source: &Source<'t>) -> Option<Marks<'t>> {
    let cell = node.ancestors().find(|node| matches!(node.data().value, NodeValue::TableCell));
    let cell_start = cell.map(|cell| cell.data().sourcepos.start);
    let text = source.text();
    let start = source.offset_in(cell_start, place.start);
    let end = source.offset_in(cell_start, LineColumn { column: place.end.column + 1, ..place.end });
    let between = text.get(start..end)?;
    let length = match length {
        0 if between.starts_with("~~") && between.ends_with("~~") => 2,
        0 => 1,
        length => length,
    };
    let mark = between.get(..length)?;
    let inner = between.get(length..between.len().checked_sub(length)?)?;
    let is_mark = mark.bytes().all(|byte| b"*_~".contains(&byte)) && between.ends_with(mark);
    is_mark.then(|| Marks {
        mark,
        before: text[..start].chars().next_back(),
        first: inner.chars().next(),
        last: inner.chars().next_back(),
        after: text[end..].chars().next(),
    })
}

/// A line of underscores is one to be filled in.
fn drawn_line<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, source: &Source<'_>) {
    let place = node.data().sourcepos;
    let drawn = source.line(place.start.line).trim();
    let drawn = &drawn[drawn.find('_').unwrap_or(drawn.len())..];
    if !drawn.is_empty() {
        paragraph_instead(arena, node).append(text(arena, drawn, place));
    }
}

/// A backslash at a line's end breaks it where it follows a word; by itself, or after a drive's colon, it is a sign.
fn line_end<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, source: &Source<'_>) {
    let place = node.data().sourcepos;
    let (before, after) = source.text().split_at(source.offset(place.start));
    if after.starts_with('\\') && before.ends_with([' ', '\t', ':']) {
        node.insert_before(text(arena, "\\", place));
    }
}

/// Signs at a heading's end, which closes with its line, and headings without a word.
fn heading_signs<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, heading: NodeHeading, source: &Source<'_>) {
    let place = node.data().sourcepos;
    let line = source.line(place.start.line).trim_end();
    if node.first_child().is_none() {
        let signs = &line[line.find('#').unwrap_or(line.len())..];
        paragraph_instead(arena, node).append(text(arena, signs, place));
        return;
    }
    let signs = line.len() - line.trim_end_matches('#').len();
    if heading.closed {
        node.append(text(arena, &format!(" {}", "#".repeat(signs)), place));
    }
}

/// Reads what Markdown takes for code, because spaces stand before it, as the text that it is.
fn set_in_words<'a>(arena: &'a Arena<'a>, block: &'a AstNode<'a>, source: &Source<'_>) {
    let first_line = block.data().sourcepos.start.line;
    let literal = match &block.data().value {
        NodeValue::CodeBlock(code) => code.literal.clone(),
        _ => return,
    };
    let lines: Vec<&str> = literal.lines().map(str::trim).collect();
    let document = comrak::parse_document(arena, &lines.join("\n"), &options());
    let set_in = |line: usize| {
        let words = lines.get(line - 1).copied().unwrap_or_default();
        source.line(first_line + line - 1).find(words).unwrap_or(0)
    };
    let moved = |place: LineColumn| LineColumn {
        line: first_line + place.line.max(1) - 1,
        column: place.column + set_in(place.line.max(1)),
    };
    for node in document.descendants() {
        let place = node.data().sourcepos;
        node.data_mut().sourcepos = Sourcepos { start: moved(place.start), end: moved(place.end) };
    }
    while let Some(child) = document.first_child() {
        block.insert_before(child);
    }
    block.detach();
}
