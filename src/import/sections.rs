//! Which paragraphs are headings, and how deep they stand: by their words in a rule (`Chương II`, `Điều 5.`), by their numbers in
//! a report (`I.`, `1.`, `1.1.`), by their looks where they have neither.

use super::manuscript::{Block, Inline, Paragraph, Run};
use super::number::{self, Kind};
use trichdan::division::{Division, is_in_capitals};
use trichdan::text::fold::fold;

/// Words that a heading may have when nothing but its number marks it.
const MOST_WORDS: usize = 25;

/// The deepest level of a heading.
const DEEPEST: u8 = 5;

/// The sections around the place that a text has come to.
#[derive(Debug)]
pub struct Sections {
    /// The author marks numbered headings by bold or by a style.
    has_marks: bool,
    /// The level of the part around it, such as an annex; 0 in the document itself.
    part: u8,
    /// The level of the numbered heading above; that of the part before its first.
    level: u8,
    /// The divisions that are open, outermost first, with their levels.
    divisions: Vec<(Division, u8)>,
}

impl Sections {
    /// Before the first block of a text.
    pub fn of(blocks: &[Block]) -> Self {
        Self { has_marks: has_marked_headings(blocks), part: 0, level: 0, divisions: Vec::new() }
    }

    /// The level of the heading that a paragraph is, if it is one. `words` are those after its number.
    pub fn heading(&mut self, paragraph: &Paragraph, kind: Option<&Kind>, words: &str) -> Option<u8> {
        let Some(kind) = kind else { return self.unnumbered(paragraph, words) };
        let level = self.level_of(kind)?;
        let is_marked = paragraph.heading.is_some() || paragraph.is_bold();
        let is_heading = match kind {
            Kind::Division(Division::Article) => is_short(words) && ends_open(words),
            Kind::Division(_) | Kind::Capital(_) | Kind::Roman(_) => is_marked || is_short(words),
            // Clauses of an article are prose, whatever their looks.
            Kind::Arabic { .. } | Kind::Letter(_) if self.is_in_article() => is_marked && ends_open(words),
            // Where nobody marked a heading at all, a short number-one line without a full stop is one.
            Kind::Arabic { depth: 1, .. } => is_marked || (!self.has_marks && is_short(words) && ends_open(words)),
            _ => is_marked,
        };
        // What stands in an article stands in it also where the article itself is a sentence.
        if let Kind::Division(division) = kind {
            self.divisions.push((*division, level));
        }
        if is_heading {
            self.level = level;
        }
        is_heading.then_some(level)
    }

    /// The level that a number gives; none for the signs of lists. A division closes those that cannot hold it.
    fn level_of(&mut self, kind: &Kind) -> Option<u8> {
        let inner = self.divisions.last().map_or(0, |(_, level)| *level);
        let level = match kind {
            Kind::Dash | Kind::Plus | Kind::Star => return None,
            Kind::Division(division) => {
                self.divisions.retain(|(open, _)| open < division);
                self.divisions.last().map_or(self.part, |(_, level)| *level) + 1
            }
            Kind::Arabic { depth, .. } if self.is_in_article() => inner.saturating_add(u8::try_from(*depth).ok()?),
            Kind::Capital(_) | Kind::Roman(_) => {
                self.divisions.retain(|(open, _)| *open == Division::Part);
                self.part + 1
            }
            Kind::Arabic { depth, .. } => (self.part + 1).saturating_add(u8::try_from(*depth).unwrap_or(DEEPEST)),
            Kind::Letter(_) => DEEPEST,
        };
        Some(level.min(DEEPEST))
    }

    fn is_in_article(&self) -> bool {
        self.divisions.last().is_some_and(|(division, _)| *division == Division::Article)
    }

    /// Without a number, bold alone makes a heading only of what reads like one.
    fn unnumbered(&mut self, paragraph: &Paragraph, words: &str) -> Option<u8> {
        if is_part(paragraph) {
            self.divisions.clear();
            (self.part, self.level) = (1, 1);
            return Some(self.part);
        }
        let is_heading = paragraph.heading.is_some() || (paragraph.is_bold() && is_short(words) && ends_open(words));
        // Below an unnumbered heading the next one is its neighbour, not its part.
        is_heading.then(|| (self.level + 1).min(DEEPEST))
    }
}

/// What is issued or sent together with a document, and begins anew: its name stands alone in capitals.
const PARTS: [&str; 11] = [
    "quy che",
    "quy dinh",
    "quy trinh",
    "dieu le",
    "noi quy",
    "the le",
    "phu luc",
    "phu bieu",
    "danh muc",
    "bieu mau",
    "mau so",
];

fn opens_part(words: &str) -> bool {
    let folded = fold(words);
    let is_annex = folded.starts_with("phu luc") && words.split_whitespace().count() <= MOST_ANNEX_WORDS;
    is_annex || (is_in_capitals(words) && PARTS.iter().any(|part| folded.starts_with(part)))
}

/// `Phụ lục số 01`
const MOST_ANNEX_WORDS: usize = 4;

fn is_short(words: &str) -> bool {
    words.split_whitespace().count() <= MOST_WORDS
}

fn ends_open(words: &str) -> bool {
    !words.trim_end().ends_with(['.', ';', ':', ','])
}

/// Whether the author marks numbered headings at all, by bold or by a heading style.
fn has_marked_headings(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Paragraph(paragraph) => {
            let is_marked = paragraph.heading.is_some() || paragraph.is_bold();
            is_marked && matches!(kind_of(paragraph), Some(Kind::Arabic { .. } | Kind::Roman(_)))
        }
        _ => false,
    })
}

fn kind_of(paragraph: &Paragraph) -> Option<Kind> {
    number::of(&paragraph.number, &paragraph.plain_text())
}

/// Joins `Chương II` to its title, which stands below it in capitals, and `QUY CHẾ` to its own, which is bold and in the middle;
/// either may take several lines.
pub fn join_titles(blocks: &[Block]) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    let mut open: Option<(IsTitle, Inline)> = None;
    for block in blocks.iter().filter(|block| !is_blank(block)) {
        if let (Some((is_title, between)), Some(Block::Paragraph(opening)), Block::Paragraph(title)) =
            (&open, joined.last_mut(), block)
            && is_title(title)
        {
            opening.inlines.push(between.clone());
            opening.inlines.extend(title.inlines.iter().cloned());
            if !opening.is_bold() {
                strip_bold(opening);
            }
            continue;
        }
        open = match block {
            Block::Paragraph(paragraph) if is_bare_opening(paragraph) => Some((is_title_of_division, space())),
            Block::Paragraph(paragraph) if is_part(paragraph) => Some((is_title_of_part, Inline::Break)),
            _ => None,
        };
        joined.push(block.clone());
    }
    joined
}

fn space() -> Inline {
    Inline::Text(Run { text: " ".to_owned(), ..Run::default() })
}

fn is_blank(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.is_empty())
}

/// `Chương II` and nothing else: the title of an article stands beside its number.
fn is_bare_opening(paragraph: &Paragraph) -> bool {
    let is_large = |kind| matches!(kind, Kind::Division(division) if division != Division::Article);
    match number::split(&paragraph.plain_text()) {
        Some((number, title)) => is_large(number.kind) && title.trim().is_empty(),
        None => paragraph.plain_text().trim().is_empty() && number::kind(&paragraph.number).is_some_and(is_large),
    }
}

/// Whether a paragraph is the title of what was opened above it.
type IsTitle = fn(&Paragraph) -> bool;

fn is_title_of_division(paragraph: &Paragraph) -> bool {
    paragraph.number.is_empty() && is_in_capitals(&paragraph.plain_text()) && kind_of(paragraph).is_none()
}

fn is_part(paragraph: &Paragraph) -> bool {
    let text = paragraph.plain_text();
    paragraph.is_bold() && paragraph.is_centred && opens_part(text.lines().next().unwrap_or_default())
}

fn is_title_of_part(paragraph: &Paragraph) -> bool {
    let is_shown = paragraph.is_bold() && paragraph.is_centred && paragraph.number.is_empty();
    is_shown && kind_of(paragraph).is_none() && is_short(&paragraph.plain_text())
}

/// Bold from end to end marks a heading, and would hide its number.
pub fn strip_bold(paragraph: &mut Paragraph) {
    for inline in &mut paragraph.inlines {
        if let Inline::Text(run) = inline {
            run.look.bold = false;
        }
    }
}
