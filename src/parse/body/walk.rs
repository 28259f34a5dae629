//! Going through a Markdown tree without recursion, so that no nesting of the author's can exhaust the stack.

use comrak::nodes::AstNode;

/// What to do at each node.
pub trait Visit<'a> {
    /// Before what is below a node; false leaves that out.
    fn enter(&mut self, node: &'a AstNode<'a>) -> bool;

    /// After what is below a node.
    fn leave(&mut self, node: &'a AstNode<'a>);
}

/// Visits everything below `root`, in the order of the text.
pub fn walk<'a>(root: &'a AstNode<'a>, visitor: &mut impl Visit<'a>) {
    let mut next = root.first_child();
    while let Some(node) = next {
        let below = if visitor.enter(node) { node.first_child() } else { None };
        next = below.or_else(|| after(root, node, visitor));
    }
}

/// Leaves `node`, and whatever ends with it, up to something that follows.
fn after<'a>(
    root: &'a AstNode<'a>,
    mut node: &'a AstNode<'a>,
    visitor: &mut impl Visit<'a>,
) -> Option<&'a AstNode<'a>> {
    loop {
        visitor.leave(node);
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent().filter(|parent| !parent.same_node(root))?;
    }
}
