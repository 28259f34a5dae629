//! A report's text as Markdown: sections by their numbers, lists by their signs, torn sentences whole again.

use super::manuscript::{Block, Inline, Manuscript, Paragraph, Run};
use super::markdown;
use super::number::{self, Kind};
use super::sections::{self, Sections};
use trichdan::text::one_line;

/// A report's text in Markdown, block by block.
#[derive(Debug, Default)]
pub struct Body {
    /// The blocks, in order.
    pub pieces: Vec<Piece>,
    /// Footnotes: what stands behind `[^1]: `.
    pub notes: Vec<String>,
    /// Words that the Markdown has and the source has not: automatic numbers, repeats of merged cells.
    pub put_in: Vec<String>,
}

/// A block of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub shape: Shape,
    /// Its Markdown, marks of the block included, not indented.
    pub markdown: String,
    /// Columns that it is indented by: inside the item of a list, of which it is a part.
    pub indent: usize,
    /// Its words, the number included, on one line.
    pub plain: String,
    /// Where a page break had cut the sentence: the words on both sides.
    pub joints: Vec<(String, String)>,
    /// Cells of it whose paragraphs became one line.
    pub joined_cells: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A heading: its level, 1 for `I.`
    Heading(u8),
    /// Prose, perhaps with a section's number.
    Paragraph,
    /// An item of a list: 1 for `-`, 2 for `+`, 3 for `*`.
    Item(u8),
    /// A table, or lines taken over as they stand.
    Table,
}

/// Makes the Markdown of a report's text.
pub fn write(blocks: &[Block], manuscript: &Manuscript, picture_path: &dyn Fn(usize) -> String) -> Body {
    let mut body = Body::default();
    let inline = |paragraph: &Paragraph| markdown::inline(paragraph, manuscript, picture_path);
    let mut sections = Sections::of(blocks);
    for joined in join_torn(&sections::join_titles(blocks)) {
        let piece = match &joined.block {
            Block::Paragraph(paragraph) if paragraph.is_empty() || is_drawn(paragraph) => continue,
            Block::Paragraph(paragraph) => {
                if !paragraph.number.is_empty() {
                    body.put_in.push(paragraph.number.clone());
                }
                piece(paragraph, &inline, &mut sections)
            }
            Block::Table(table) => {
                let written = markdown::table(table, &inline);
                Piece { joined_cells: written.joined_cells, ..verbatim(&written.markdown) }
            }
            Block::Verbatim(lines) => verbatim(lines),
        };
        body.pieces.push(Piece { joints: joined.joints, ..piece });
    }
    guard_sequences(&mut body.pieces);
    indent(&mut body.pieces);
    body.notes = notes(manuscript, &inline);
    body
}

/// Guards numbers that do not go on from the one before: Markdown would count them anew, `1.`, `2.`.
fn guard_sequences(pieces: &mut [Piece]) {
    let mut before = None;
    for piece in pieces {
        let number = number::split(&piece.plain).filter(|_| piece.shape == Shape::Paragraph).map(|(number, _)| number);
        let last = match number.map(|number| number.kind) {
            Some(Kind::Arabic { depth: 1, last }) => Some(last),
            _ => None,
        };
        if let (Some(before), Some(last)) = (before, last)
            && last != before + 1
            && let Some(sign) = piece.markdown.find(['.', ')'])
        {
            piece.markdown.insert(sign, '\\');
        }
        before = last;
    }
}

/// Puts `+` below `-`, and a bare line between two items of a list inside the item that it goes on.
fn indent(pieces: &mut [Piece]) {
    let depth_of = |piece: &Piece| match piece.shape {
        Shape::Item(depth) => Some(usize::from(depth)),
        _ => None,
    };
    // The depths of the items that are open, outermost first; an item of each further one is two columns in.
    let mut open: Vec<usize> = Vec::new();
    for index in 0..pieces.len() {
        let next = pieces.get(index + 1).and_then(depth_of);
        match depth_of(&pieces[index]) {
            Some(depth) => {
                open.retain(|outer| *outer < depth);
                pieces[index].indent = 2 * open.len();
                open.push(depth);
            }
            None => {
                let goes_on = pieces[index].shape == Shape::Paragraph
                    && number::split(&pieces[index].plain).is_none()
                    && !pieces[index].plain.ends_with(':');
                match next.filter(|_| goes_on && !open.is_empty()) {
                    Some(next) => {
                        open.retain(|outer| *outer <= next);
                        pieces[index].indent = 2 * open.len();
                    }
                    None => open.clear(),
                }
            }
        }
    }
}

impl Body {
    /// The whole Markdown, and where each piece stands in it (byte offsets).
    pub fn text(&self) -> (String, Vec<std::ops::Range<usize>>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for piece in &self.pieces {
            if !text.is_empty() {
                text.push('\n');
            }
            let margin = " ".repeat(piece.indent);
            let start = text.len() + piece.indent;
            for (index, line) in piece.markdown.lines().enumerate() {
                text.push_str(if index > 0 { "\n" } else { "" });
                text.push_str(&margin);
                text.push_str(line);
            }
            spans.push(start..text.len());
            text.push('\n');
        }
        for (index, note) in self.notes.iter().enumerate() {
            text.push_str(&format!("\n[^{}]: {note}\n", index + 1));
        }
        (text, spans)
    }
}

fn verbatim(lines: &str) -> Piece {
    Piece {
        shape: Shape::Table,
        markdown: lines.to_owned(),
        plain: one_line(&markdown::seen_words(lines)),
        indent: 0,
        joints: Vec::new(),
        joined_cells: 0,
    }
}

fn notes(manuscript: &Manuscript, inline: &dyn Fn(&Paragraph) -> String) -> Vec<String> {
    let note_text = |blocks: &[Block]| {
        let paragraphs = blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) if !paragraph.is_empty() => Some(inline(paragraph).replace("\\\n", " ")),
            Block::Paragraph(_) => None,
            Block::Table(table) => Some(markdown::table(table, inline).markdown.replace('\n', "\n    ")),
            Block::Verbatim(lines) => Some(lines.clone()),
        });
        // A note's further paragraphs belong to it when they are indented.
        paragraphs.collect::<Vec<_>>().join("\n\n    ")
    };
    manuscript.notes.iter().map(|note| note_text(&note.blocks)).collect()
}

/// A line that someone drew with signs: `-------`.
fn is_drawn(paragraph: &Paragraph) -> bool {
    let text = paragraph.plain_text();
    let has_more = paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Note(_) | Inline::Picture(_)));
    !has_more && !text.chars().any(char::is_alphanumeric) && text.trim().chars().all(|sign| "-–—_=*.~ ".contains(sign))
}

fn piece(paragraph: &Paragraph, inline: &dyn Fn(&Paragraph) -> String, sections: &mut Sections) -> Piece {
    let mut light = paragraph.clone();
    if paragraph.is_bold() {
        sections::strip_bold(&mut light);
    }
    let (number, light_words) = numbered(&light, &inline(&light));
    let kind = number.as_ref().map(|number| number.kind.clone());
    let shape = shape(paragraph, kind.as_ref(), &light_words, sections);
    let is_heading = matches!(shape, Shape::Heading(_));
    let words = match &number {
        _ if is_heading || !paragraph.is_bold() => light_words.clone(),
        Some(_) => format!("**{}**", light_words.replace("\\\n", "**\\\n**")),
        None => inline(paragraph),
    };
    let written = number.as_ref().map_or(String::new(), |number| format!("{} ", number.written));
    let markdown = match shape {
        Shape::Heading(level) => {
            let line = format!("{written}{words}").replace("\\\n", " ").replace('\n', " ");
            format!("{} {line}", "#".repeat(usize::from(level) + 1))
        }
        Shape::Item(depth) => {
            let sign = ["-", "+", "*"][usize::from(depth) - 1];
            format!("{sign} {}", guard_lines(&words).replace('\n', "\n  "))
        }
        Shape::Paragraph | Shape::Table => guard_lines(&format!("{written}{words}")),
    };
    let seen = markdown::seen_words(&light_words);
    let plain = format!("{written}{}", one_line(&seen));
    Piece { shape, markdown, plain, indent: 0, joints: Vec::new(), joined_cells: 0 }
}

/// The number of a paragraph, automatic or typed, and the Markdown after it.
fn numbered(paragraph: &Paragraph, inline: &str) -> (Option<number::Number>, String) {
    if let Some(kind) = number::kind(&paragraph.number) {
        return (Some(number::Number { written: paragraph.number.clone(), kind }), inline.to_owned());
    }
    if !paragraph.number.is_empty() {
        // Word's own words, such as `Bước 1:`, stay before the text.
        return (None, format!("{} {inline}", paragraph.number));
    }
    match number::split(inline) {
        Some((number, rest)) => (Some(number), rest.to_owned()),
        None => (None, inline.to_owned()),
    }
}

fn shape(paragraph: &Paragraph, kind: Option<&Kind>, words: &str, sections: &mut Sections) -> Shape {
    match kind {
        Some(Kind::Dash) => Shape::Item(1),
        Some(Kind::Plus) => Shape::Item(2),
        Some(Kind::Star) => Shape::Item(3),
        _ => sections.heading(paragraph, kind, words).map_or(Shape::Paragraph, Shape::Heading),
    }
}

/// Guards the first signs of every line of a paragraph.
fn guard_lines(text: &str) -> String {
    text.split('\n').map(markdown::guard_start).collect::<Vec<_>>().join("\n")
}

/// A block, whole again where a page break had torn it.
struct Joined {
    block: Block,
    joints: Vec<(String, String)>,
    /// How it ends, if it is a paragraph.
    end: End,
}

/// What is known of a paragraph that the next one may go on with: it may be long by now, so its words are not asked again.
#[derive(Default)]
struct End {
    /// Its last words.
    words: String,
    /// Without a sign after them.
    is_open: bool,
    is_bold: bool,
    is_heading: bool,
}

impl End {
    fn of(block: &Block) -> Self {
        let Block::Paragraph(paragraph) = block else { return Self::default() };
        let text = paragraph.plain_text();
        let last = text.trim_end().chars().next_back();
        Self {
            words: last_words(&text),
            is_open: last.is_some_and(|last| last.is_alphanumeric() || last == ','),
            is_bold: paragraph.is_bold(),
            is_heading: paragraph.heading.is_some(),
        }
    }

    /// Whether a paragraph goes on from here: a page ended between them.
    fn is_torn_from(&self, after: &Paragraph) -> bool {
        if !self.is_open || self.is_heading {
            return false;
        }
        let text = after.plain_text();
        let goes_on = text.trim_start().chars().next().is_some_and(char::is_lowercase);
        let is_own = !after.number.is_empty() || number::split(&text).is_some() || after.heading.is_some();
        goes_on && !is_own && self.is_bold == after.is_bold()
    }

    /// The end of both together, which look alike.
    fn with(&self, after: Self) -> Self {
        Self { words: last_words(&format!("{} {}", self.words, after.words)), ..after }
    }
}

/// Joins a paragraph that ends without a sign to one that begins with a small letter: a page ended between them.
fn join_torn(blocks: &[Block]) -> Vec<Joined> {
    let mut joined: Vec<Joined> = Vec::new();
    for block in blocks {
        if let (Some(Joined { block: Block::Paragraph(before), joints, end }), Block::Paragraph(after)) =
            (joined.last_mut(), block)
            && end.is_torn_from(after)
        {
            joints.push((end.words.clone(), first_words(&after.plain_text())));
            before.inlines.push(Inline::Text(Run { text: " ".to_owned(), ..Run::default() }));
            before.inlines.extend(after.inlines.iter().cloned());
            *end = end.with(End::of(block));
        } else {
            let is_blank = matches!(block, Block::Paragraph(paragraph) if paragraph.is_empty());
            if !is_blank {
                joined.push(Joined { block: block.clone(), joints: Vec::new(), end: End::of(block) });
            }
        }
    }
    joined
}

/// How many words each side of a joint is shown with.
const SHOWN_WORDS: usize = 4;

fn last_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[words.len().saturating_sub(SHOWN_WORDS)..].join(" ")
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(SHOWN_WORDS).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let manuscript = plain::read(text);
        let body = write(&manuscript.blocks, &manuscript, &|_| String::new());
        assert_eq!(body.text().0, expected);
    }

    #[test]
    fn levels_come_from_numbers_not_from_marks() {
        check(
            "#### **I. Tình hình**\n\n##### **1. Về tổ chức**\n\n1.1. Kiện toàn Hội đồng.\n\n## **II. Phương hướng**\n\n#### **3.1. Kết quả**\n\n### Không số",
            "## I. Tình hình\n\n### 1. Về tổ chức\n\n1.1. Kiện toàn Hội đồng.\n\n## II. Phương hướng\n\n#### 3.1. Kết quả\n\n##### Không số\n",
        );
        check(
            "**1. Kết quả**\n\n**Tồn tại**\n\n**Nguyên nhân**\n\n- **Chủ quan:**\n\n**Lưu ý:** x\n\n**Hết.**",
            "### 1. Kết quả\n\n#### Tồn tại\n\n#### Nguyên nhân\n\n- **Chủ quan:**\n\n**Lưu ý:** x\n\n**Hết.**\n",
        );
        check(
            "I. TÌNH HÌNH\n1. Về tổ chức\nĐã kiện toàn.\n2. Họp hội đồng vào ngày 16.",
            "## I. TÌNH HÌNH\n\n### 1. Về tổ chức\n\nĐã kiện toàn.\n\n2. Họp hội đồng vào ngày 16.\n",
        );
    }

    #[test]
    fn rules_have_chapters_articles_and_clauses() {
        check(
            "**Căn cứ đề nghị của Phòng Kinh tế;**\n\n**Chương I**\n\n**QUY ĐỊNH**\n\n**CHUNG**\n\n**Điều 1. Phạm vi**\n\n**1. Một là.**\n\n2. Hai là.\n\na) Ba;\n\n**Chương II. QUẢN LÝ**\n\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n\n1. Bốn.",
            "**Căn cứ đề nghị của Phòng Kinh tế;**\n\n## Chương I QUY ĐỊNH CHUNG\n\n### Điều 1. Phạm vi\n\n1. **Một là.**\n\n2. Hai là.\n\na) Ba;\n\n## Chương II. QUẢN LÝ\n\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n\n1. Bốn.\n",
        );
    }

    #[test]
    fn torn_sentences_are_joined() {
        check(
            "+ hỗ trợ tổ chức, cá\n\nnhân xây dựng.\n\n- Sau: Không\n\nkết quả",
            "+ hỗ trợ tổ chức, cá nhân xây dựng.\n\n- Sau: Không kết quả\n",
        );
        check("Hết câu.\n\nnhưng viết thường\n\nViết hoa", "Hết câu.\n\nnhưng viết thường\n\nViết hoa\n");
        check(
            "Như sau:\n\n- một\n\n+ hai\n\nKết quả: Tốt\n\n- ba\n\nThân bài",
            "Như sau:\n\n- một\n\n  + hai\n\n  Kết quả: Tốt\n\n- ba\n\nThân bài\n",
        );
    }

    #[test]
    fn drawn_lines_go_and_marks_are_guarded() {
        check("Một.\n\n------\n\n# \n\n2022. Năm\n\n**đậm** giữa", "Một.\n\n\\#\n\n2022\\. Năm\n\n**đậm** giữa\n");
    }
}
