//! The Markdown tree as a report means it, where Markdown reads a report's marks differently.

use comrak::Arena;
use comrak::nodes::{Ast, AstNode, ListType, NodeValue};

use super::source::Source;

/// Puts right, below the document itself, what Markdown reads differently from an office:
///
/// - `-` items followed by `+` items, and those by `*` items, are two levels of one outline, written flat.
/// - `2. Tình hình` with something else before and after is a numbered section, not a list of one item.
pub fn adjust<'a>(arena: &'a Arena<'a>, document: &'a AstNode<'a>, source: &Source<'_>) {
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
