//! The words of one block: its plain text, and its tags around them, so that what is found in the text can be
//! told from what may be wrapped in a link.

use std::borrow::Cow;

use comrak::nodes::{AstNode, LineColumn, NodeValue, Sourcepos};

use super::walk::{Visit, walk};

/// Emphasis and links nested deeper than this lose their tags, never their words.
const DEEPEST: u32 = 16;

/// A part of a block, and where the block's plain text has come to when it begins.
#[derive(Debug)]
pub struct Token {
    /// Byte offset in the plain text.
    pub at: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// The parts of a block.
#[derive(Debug)]
pub enum TokenKind {
    /// Words, to the plain text's `end`; from where in the Markdown.
    Text { end: usize, source: LineColumn },
    /// An opening tag of emphasis, with nothing inside its `<>`.
    Open(&'static str),
    /// Its closing tag.
    Close(&'static str),
    /// The start of a link: its number in `links`.
    OpenLink(usize),
    /// The end of the link of this number.
    CloseLink(usize),
    /// A picture: its number in `links`, its words in place of the picture.
    Image { link: usize, alt: String },
    /// Code, to the plain text's `end`.
    Code { end: usize },
    /// A line end.
    Break,
    /// A reference to a footnote: its number, and how often that was referred to before and now.
    Footnote { number: u32, time: u32 },
}

/// A link or picture as the author wrote it.
#[derive(Debug)]
pub struct Link {
    /// The address, with entities and escapes resolved.
    pub address: String,
    /// Words for the tooltip.
    pub title: String,
    /// Where it stands in the Markdown.
    pub source: Sourcepos,
}

/// The words of one block.
#[derive(Debug, Default)]
pub struct Inline {
    /// Without tags.
    pub text: String,
    /// The parts, in order.
    pub tokens: Vec<Token>,
    /// The links and pictures.
    pub links: Vec<Link>,
    /// HTML among the words, and where it is in the Markdown.
    pub html: Vec<(String, LineColumn)>,
    /// Where the text is code or in a link already, so that nothing in it becomes a link.
    closed: Vec<(usize, usize)>,
    depth: u32,
    /// How many links are around the place: Markdown nests them in rare cases, HTML never does.
    link_depth: u32,
    /// How many pictures are around the place: words of pictures in pictures are words of the outermost.
    image_depth: u32,
    /// The words of the picture that is being read.
    alt: String,
}

/// Words without a tag in them.
#[derive(Debug)]
pub struct Words<'a> {
    /// Where in the block's text they begin.
    pub at: usize,
    /// The words.
    pub text: &'a str,
    /// Where in the Markdown.
    pub source: LineColumn,
}

/// A place between two bytes of the text, before or after the tags that stand there: before the token's byte `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The token that follows or holds the place.
    pub token: usize,
    /// Byte offset in the text.
    pub at: usize,
}

impl Inline {
    /// Reads the words below `block`, in place of those that were read before.
    pub fn read<'a>(&mut self, block: &'a AstNode<'a>) {
        self.text.clear();
        self.tokens.clear();
        self.links.clear();
        self.html.clear();
        self.closed.clear();
        self.depth = 0;
        self.link_depth = 0;
        self.image_depth = 0;
        self.alt.clear();
        walk(block, self);
    }

    /// The text to find citations and names in, which lines do not part: with code and the words of links made unreadable,
    /// byte for byte.
    pub fn searchable(&self) -> Cow<'_, str> {
        let has_breaks = memchr::memchr(b'\n', self.text.as_bytes()).is_some();
        if self.closed.is_empty() && !has_breaks {
            return Cow::Borrowed(&self.text);
        }
        let mut searchable = String::with_capacity(self.text.len());
        let mut closed = self.closed.clone();
        // Sorted: code in a link was noted before the link.
        closed.sort_unstable();
        for (start, end) in closed {
            searchable.push_str(&self.text[searchable.len().min(start)..start]);
            searchable.extend(std::iter::repeat_n('\u{1f}', end.saturating_sub(searchable.len())));
        }
        searchable.push_str(&self.text[searchable.len()..]);
        Cow::Owned(if has_breaks { searchable.replace('\n', " ") } else { searchable })
    }

    /// The text's end.
    pub fn end(&self) -> Cursor {
        Cursor { token: self.tokens.len(), at: self.text.len() }
    }

    /// The places around `start..end` between which the tags are balanced, so that a link may stand around
    /// what is there; none if a tag or another link would be cut.
    pub fn balanced(&self, start: usize, end: usize) -> Option<(Cursor, Cursor)> {
        let mut from = self.tokens.partition_point(|token| token.at <= start).checked_sub(1)?;
        let mut to = self.tokens.partition_point(|token| token.at < end);
        // The bytes themselves may end inside the last token.
        let ends_inside = matches!(self.tokens[to - 1].kind, TokenKind::Text { end: token_end, .. } if token_end > end);
        if ends_inside {
            to -= 1;
        }
        let (mut depth, mut lowest) = (0_i32, 0_i32);
        for token in &self.tokens[from..to] {
            match token.kind {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) => depth -= 1,
                TokenKind::Text { .. } | TokenKind::Break => {}
                _ => return None,
            }
            lowest = lowest.min(depth);
        }
        // What opens just before the first byte or closes just after the last may stand in the link with it.
        while lowest < 0
            && self.tokens[from].at == start
            && from > 0
            && matches!(self.tokens[from - 1].kind, TokenKind::Open(_))
        {
            from -= 1;
            lowest += 1;
            depth += 1;
        }
        while depth > 0 && !ends_inside && matches!(self.tokens.get(to), Some(Token { kind: TokenKind::Close(_), .. }))
        {
            to += 1;
            depth -= 1;
        }
        (lowest == 0 && depth == 0).then_some((Cursor { token: from, at: start }, Cursor { token: to, at: end }))
    }

    /// The words that hold the byte at `at`.
    pub fn words(&self, at: usize) -> Option<Words<'_>> {
        let index = self.tokens.partition_point(|token| token.at <= at).checked_sub(1)?;
        let token = &self.tokens[index];
        match token.kind {
            TokenKind::Text { end, source } => Some(Words { at: token.at, text: &self.text[token.at..end], source }),
            _ => None,
        }
    }

    fn push(&mut self, kind: TokenKind) {
        self.tokens.push(Token { at: self.text.len(), kind });
    }

    fn push_words(&mut self, words: &str, source: LineColumn) {
        if self.image_depth > 0 {
            self.alt.push_str(words);
            return;
        }
        if words.is_empty() {
            return;
        }
        let end = self.text.len() + words.len();
        self.push(TokenKind::Text { end, source });
        self.text.push_str(words);
    }

    fn push_break(&mut self) {
        if self.image_depth > 0 {
            self.alt.push(' ');
            return;
        }
        self.push(TokenKind::Break);
        self.text.push('\n');
    }

    fn open(&mut self, tag: &'static str) {
        self.depth += 1;
        if self.depth <= DEEPEST && self.image_depth == 0 {
            self.push(TokenKind::Open(tag));
        }
    }

    fn close(&mut self, tag: &'static str) {
        if self.depth <= DEEPEST && self.image_depth == 0 {
            self.push(TokenKind::Close(tag));
        }
        self.depth -= 1;
    }
}

/// The tag that a kind of emphasis becomes.
fn tag(value: &NodeValue) -> Option<&'static str> {
    match value {
        NodeValue::Emph => Some("em"),
        NodeValue::Strong => Some("strong"),
        NodeValue::Strikethrough => Some("del"),
        NodeValue::Superscript => Some("sup"),
        NodeValue::Subscript => Some("sub"),
        NodeValue::Underline => Some("u"),
        _ => None,
    }
}

impl<'a> Visit<'a> for Inline {
    fn enter(&mut self, node: &'a AstNode<'a>) -> bool {
        let data = node.data();
        let source = data.sourcepos;
        match &data.value {
            NodeValue::Text(words) => self.push_words(words, source.start),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.push_break(),
            NodeValue::Code(code) if self.image_depth > 0 => self.push_words(&code.literal, source.start),
            NodeValue::Code(code) => {
                let start = self.text.len();
                let end = start + code.literal.len();
                self.push(TokenKind::Code { end });
                self.text.push_str(&code.literal);
                self.closed.push((start, end));
            }
            NodeValue::HtmlInline(html) if is_line_break(html) => self.push_break(),
            NodeValue::HtmlInline(html) if html.starts_with("<!--") => {}
            NodeValue::HtmlInline(html) => {
                self.html.push((html.clone(), source.start));
                self.push_words(html, source.start);
            }
            NodeValue::FootnoteReference(note) if self.image_depth == 0 => {
                self.push(TokenKind::Footnote { number: note.ix, time: note.ref_num });
            }
            NodeValue::Link(link) if self.image_depth == 0 => {
                self.link_depth += 1;
                if self.link_depth > 1 {
                    return true;
                }
                self.push(TokenKind::OpenLink(self.links.len()));
                self.links.push(Link { address: link.url.clone(), title: link.title.clone(), source });
            }
            NodeValue::Image(_) if self.image_depth > 0 => self.image_depth += 1,
            NodeValue::Image(link) => {
                self.links.push(Link { address: link.url.clone(), title: link.title.clone(), source });
                self.push(TokenKind::Image { link: self.links.len() - 1, alt: String::new() });
                self.image_depth = 1;
            }
            value => {
                if let Some(tag) = tag(value) {
                    self.open(tag);
                }
            }
        }
        true
    }

    fn leave(&mut self, node: &'a AstNode<'a>) {
        match &node.data().value {
            NodeValue::Link(_) if self.image_depth == 0 => self.close_link(),
            NodeValue::Image(_) => self.close_image(),
            value => {
                if let Some(tag) = tag(value) {
                    self.close(tag);
                }
            }
        }
    }
}

impl Inline {
    /// The last link that opened is the one that closes, because only the outermost is noted.
    fn close_link(&mut self) {
        self.link_depth -= 1;
        if self.link_depth > 0 {
            return;
        }
        let opened = self.tokens.iter().rev().find_map(|token| match token.kind {
            TokenKind::OpenLink(link) => Some((link, token.at)),
            _ => None,
        });
        if let Some((link, start)) = opened {
            self.push(TokenKind::CloseLink(link));
            if self.text.len() > start {
                self.closed.push((start, self.text.len()));
            }
        }
    }

    fn close_image(&mut self) {
        self.image_depth -= 1;
        if self.image_depth > 0 {
            return;
        }
        let words = std::mem::take(&mut self.alt);
        if let Some(Token { kind: TokenKind::Image { alt, .. }, .. }) = self.tokens.last_mut() {
            *alt = words;
        }
    }
}

/// Converters write line breaks inside table cells as HTML; that one tag is understood.
fn is_line_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}
