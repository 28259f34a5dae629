//! The Markdown tree as a report means it, where Markdown reads a report's marks differently.

use comrak::Arena;
use comrak::nodes::{Ast, AstNode, ListType, NodeValue};

use super::outline;
use super::signs::all_below;
use super::source::Source;

/// Puts right, below the document itself, what Markdown reads differently from an office:
///
/// - `-` items followed by `+` items, and those by `*` items, are two levels of one outline, written flat.
/// - `2. Tình hình` with something else before and after is a numbered section, not a list of one item.
/// - Of lines right below each other, each that begins with a section's number is a paragraph of its own.
/// - Lines without a bar right below a table are not its rows.
pub fn adjust<'a>(arena: &'a Arena<'a>, document: &'a AstNode<'a>, source: &Source<'_>) {
    for table in all_below(document, |value| matches!(value, NodeValue::Table(_))) {
        release_lines(arena, table, source);
    }
    for node in document.children().filter(|node| matches!(node.data().value, NodeValue::Paragraph)).collect::<Vec<_>>()
    {
        part_lines(arena, node, source);
    }
    let mut next = document.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if let Some(item) = lone_numbered_item(node) {
            lift(arena, node, item, source);
        } else if let Some(previous) = node.previous_sibling()
            && let Some(item) = item_that_takes(previous, node)
        {
            node.detach();
            item.append(node);
        }
    }
}

/// Puts the last rows of a table behind it as paragraphs if their lines have no bar.
fn release_lines<'a>(arena: &'a Arena<'a>, table: &'a AstNode<'a>, source: &Source<'_>) {
    let is_line = |row: &&AstNode<'_>| {
        let line = source.line(row.data().sourcepos.start.line);
        matches!(row.data().value, NodeValue::TableRow(false)) && !line.contains('|')
    };
    while let Some(row) = table.last_child().filter(is_line) {
        let place = row.data().sourcepos;
        let paragraph: &AstNode<'_> = arena.alloc(Ast::new(NodeValue::Paragraph, place.start).into());
        paragraph.data_mut().sourcepos = place;
        while let Some(words) = row.first_child().and_then(|cell| cell.first_child()) {
            paragraph.append(words);
        }
        row.detach();
        table.insert_after(paragraph);
    }
}

/// Parts a paragraph before each line that begins with a section's number.
fn part_lines<'a>(arena: &'a Arena<'a>, paragraph: &'a AstNode<'a>, source: &Source<'_>) {
    let begins_section = |line_break: &&AstNode<'a>| {
        let is_break = matches!(line_break.data().value, NodeValue::SoftBreak | NodeValue::LineBreak);
        let next = line_break.next_sibling().filter(|_| is_break);
        next.is_some_and(|next| outline::number(source.line(next.data().sourcepos.start.line), false).is_some())
    };
    let breaks: Vec<&AstNode<'_>> = paragraph.children().filter(begins_section).collect();
    // From the end, so that what follows a break is all that is left to move.
    for line_break in breaks.into_iter().rev() {
        let Some(first) = line_break.next_sibling() else { continue };
        let start = first.data().sourcepos.start;
        let part: &AstNode<'_> = arena.alloc(Ast::new(NodeValue::Paragraph, start).into());
        part.data_mut().sourcepos.end = paragraph.data().sourcepos.end;
        while let Some(moved) = line_break.next_sibling() {
            part.append(moved);
        }
        paragraph.insert_after(part);
        if let Some(before) = line_break.previous_sibling() {
            paragraph.data_mut().sourcepos.end = before.data().sourcepos.end;
        }
        line_break.detach();
    }
}

/// The only item of an ordered list, if it begins with a paragraph.
fn lone_numbered_item<'a>(node: &'a AstNode<'a>) -> Option<&'a AstNode<'a>> {
    let is_ordered = matches!(node.data().value, NodeValue::List(list) if list.list_type == ListType::Ordered);
    let item = node.first_child().filter(|item| is_ordered && item.next_sibling().is_none())?;
    let first = item.first_child()?;
    matches!(first.data().value, NodeValue::Paragraph).then_some(item)
}

/// Puts what the item holds in the list's place, with the number as written before its first words.
fn lift<'a>(arena: &'a Arena<'a>, list: &'a AstNode<'a>, item: &'a AstNode<'a>, source: &Source<'_>) {
    let start = item.data().sourcepos.start;
    let number = source.number_at(start);
    if let Some(paragraph) = item.first_child() {
        let text = NodeValue::Text(format!("{number} ").into());
        paragraph.data_mut().sourcepos.start = start;
        paragraph.prepend(arena.alloc(Ast::new(text, start).into()));
    }
    while let Some(child) = item.first_child() {
        child.detach();
        list.insert_before(child);
    }
    list.detach();
}

/// The innermost last item of `list` whose mark stands above the mark of `next`.
fn item_that_takes<'a>(list: &'a AstNode<'a>, next: &'a AstNode<'a>) -> Option<&'a AstNode<'a>> {
    let wanted = mark_rank(next)?;
    let mut found = None;
    let mut list = Some(list);
    while let Some(candidate) = list.filter(|list| mark_rank(list).is_some_and(|rank| rank < wanted)) {
        found = candidate.last_child();
        list = found.and_then(|item| item.last_child());
    }
    found
}

/// `-` stands above `+`, and that above `*`, in every report.
fn mark_rank(node: &AstNode<'_>) -> Option<u8> {
    match node.data().value {
        NodeValue::List(list) if list.list_type == ListType::Bullet => match list.bullet_char {
            b'-' => Some(0),
            b'+' => Some(1),
            _ => Some(2),
        },
        _ => None,
    }
}
