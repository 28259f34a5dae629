//! HTML in a text: a few tags that mean no more than a form of letters, comments, and all else as the words that it is.

use std::collections::HashMap;

use comrak::Arena;
use comrak::nodes::{Ast, AstNode, NodeValue};

use super::signs::{all_below, paragraph_instead, text};

/// Tags that converters write where Markdown has no marks, or marks that break: each opens and closes a form of letters.
fn form(name: &str) -> Option<NodeValue> {
    Some(match name {
        "sup" => NodeValue::Superscript,
        "sub" => NodeValue::Subscript,
        "u" => NodeValue::Underline,
        "b" | "strong" => NodeValue::Strong,
        "i" | "em" => NodeValue::Emph,
        _ => return None,
    })
}

/// Understands the tags of [`form`] where they come in pairs, and makes paragraphs of blocks of HTML, whose words must not be lost.
pub fn understand<'a>(arena: &'a Arena<'a>, document: &'a AstNode<'a>) {
    for block in all_below(document, |value| matches!(value, NodeValue::HtmlBlock(_))) {
        show_block(arena, block);
    }
    let is_tag = |value: &NodeValue| matches!(value, NodeValue::HtmlInline(html) if tag_name(html).is_some());
    let mut parents: Vec<&AstNode<'_>> = all_below(document, is_tag).iter().filter_map(|tag| tag.parent()).collect();
    parents.dedup_by(|one, other| one.same_node(other));
    for parent in parents {
        pair_tags(arena, parent);
    }
}

/// What a block of HTML says to readers of its source: all of it but comments.
fn show_block<'a>(arena: &'a Arena<'a>, block: &'a AstNode<'a>) {
    let html = match &block.data().value {
        NodeValue::HtmlBlock(html) => without_comments(&html.literal),
        _ => return,
    };
    if html.trim().is_empty() {
        block.detach();
        return;
    }
    let place = block.data().sourcepos;
    let paragraph = paragraph_instead(arena, block);
    for (index, line) in html.trim_end().lines().enumerate() {
        let value = if index == 0 { NodeValue::HtmlInline(line.to_owned()) } else { NodeValue::SoftBreak };
        paragraph.append(arena.alloc(Ast::new(value, place.start).into()));
        if index > 0 {
            paragraph.append(text(arena, line, place));
        }
    }
}

/// A text without the author's own notes: `<!-- … -->`.
pub fn without_comments(html: &str) -> String {
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    // A comment that never ends hides nothing.
    while let Some((before, after)) = rest.split_once("<!--")
        && let Some((_, after)) = after.split_once("-->")
    {
        shown.push_str(before);
        rest = after;
    }
    shown + rest
}

/// The name of a tag of [`form`] without attributes, and whether it closes.
fn tag_name(html: &str) -> Option<(String, bool)> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let (name, closes) = inner.strip_prefix('/').map_or((inner, false), |name| (name, true));
    let name = name.trim().to_ascii_lowercase();
    form(&name).map(|_| (name, closes))
}

/// Turns pairs of tags among the children of a node into what they mean; a tag without its other half stays.
fn pair_tags<'a>(arena: &'a Arena<'a>, parent: &'a AstNode<'a>) {
    let mut open: Vec<(String, &AstNode<'_>)> = Vec::new();
    // Where in `open` those of each name stand, so that a thousand of one name are not looked through for another.
    let mut opened: HashMap<String, Vec<usize>> = HashMap::new();
    let mut next = parent.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        let tag = match &node.data().value {
            NodeValue::HtmlInline(html) => tag_name(html),
            _ => None,
        };
        match tag {
            Some((name, false)) => {
                opened.entry(name.clone()).or_default().push(open.len());
                open.push((name, node));
            }
            Some((name, true)) => {
                let Some(at) = opened.get_mut(&name).and_then(Vec::pop) else { continue };
                let opening = open[at].1;
                // What opened in between never closes.
                for (name, _) in open.drain(at..).skip(1) {
                    opened.get_mut(&name).map(Vec::pop);
                }
                if let Some(value) = form(&name) {
                    join(arena, opening, node, value);
                }
            }
            None => {}
        }
    }
}

/// Puts what stands between two tags into one node, and takes the tags away.
fn join<'a>(arena: &'a Arena<'a>, opening: &'a AstNode<'a>, closing: &'a AstNode<'a>, value: NodeValue) {
    let mut ast = Ast::new(value, opening.data().sourcepos.start);
    ast.sourcepos.end = closing.data().sourcepos.end;
    let joined: &AstNode<'_> = arena.alloc(ast.into());
    opening.insert_before(joined);
    while let Some(between) = opening.next_sibling().filter(|between| !between.same_node(closing)) {
        joined.append(between);
    }
    opening.detach();
    closing.detach();
}
