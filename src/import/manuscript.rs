//! What an author's file holds, whichever program wrote it: paragraphs, tables, footnotes, pictures.

use std::sync::Arc;

/// A file's text in reading order, before anything is known of its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manuscript {
    /// Paragraphs and tables.
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes, in the order of their first mention.
    pub notes: Vec<Note>,
    /// Pictures, in the order of their first mention.
    pub pictures: Vec<Picture>,
    /// Words that stand in the file and are not part of its text: hidden words. Each is reported.
    pub left_out: Vec<String>,
    /// Words of page headers and footers, and of watermarks.
    pub margin_words: Vec<String>,
    /// True when the text is Markdown already, so that writing it must not escape anything.
    pub is_markdown: bool,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// Lines taken over as they stand, such as a Markdown table or fenced code.
    Verbatim(String),
}

impl Block {
    /// A paragraph of plain words.
    pub fn of_words(text: &str) -> Self {
        let run = Run { text: text.to_owned(), ..Run::default() };
        Self::Paragraph(Paragraph { inlines: vec![Inline::Text(run)], ..Paragraph::default() })
    }
}

/// A paragraph: a heading, a list item and plain prose alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// The number that Word shows before it and that no one typed: `1.1.`, `-`; empty without one.
    pub number: String,
    /// Words, breaks, notes and pictures.
    pub inlines: Vec<Inline>,
    /// The level that the program's own heading style gives, 1 for the highest.
    pub heading: Option<u8>,
    /// True when it is set in the middle of the line.
    pub is_centred: bool,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words in one look. A line end inside is a wrapped line, not a break that the author wanted.
    Text(Run),
    /// A line break that the author wanted.
    Break,
    /// The mark of a note: its index in [`Manuscript::notes`].
    Note(usize),
    /// A picture: its index in [`Manuscript::pictures`].
    Picture(usize),
}

/// Words in one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    pub text: String,
    /// Bold, italic, raised.
    pub look: Look,
    /// The typeface, when the file names one; old Vietnamese typefaces tell the encoding.
    pub typeface: Option<Arc<str>>,
    /// Where it leads, when it is a link.
    pub link: Option<Arc<str>>,
}

/// How words look, as far as it carries meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    /// Raised or lowered.
    pub height: Height,
}

/// Where words stand on their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Height {
    /// On it.
    #[default]
    Line,
    /// Above it, as in m².
    Raised,
    /// Below it, as in H₂O.
    Lowered,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its rows, each with the cells that the file holds for it.
    pub rows: Vec<Vec<Cell>>,
}

/// A table's cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Over how many columns it goes; at least 1.
    pub columns: usize,
    /// True when it continues the cell above it and has no words of its own.
    pub continues: bool,
}

/// A footnote or an endnote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// What it says.
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its file's ending in lower case: `png`, `jpeg`.
    pub extension: String,
    /// Its file.
    pub bytes: Arc<[u8]>,
    /// The author's description of it, empty without one.
    pub description: String,
}

impl Manuscript {
    /// Keeps a picture, and gives what stands for it in its paragraph.
    pub fn keep(&mut self, picture: Picture) -> Inline {
        self.pictures.push(picture);
        Inline::Picture(self.pictures.len() - 1)
    }

    /// All words of the text with a space or line end between blocks, automatic numbers left out.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        push_blocks(&self.blocks, &mut text);
        for note in &self.notes {
            push_blocks(&note.blocks, &mut text);
        }
        text
    }

    /// Calls `change` on every run, those in tables and notes too.
    pub fn for_each_run(&mut self, mut change: impl FnMut(&mut Run)) {
        let change: &mut dyn FnMut(&mut Run) = &mut change;
        change_runs(&mut self.blocks, change);
        for note in &mut self.notes {
            change_runs(&mut note.blocks, change);
        }
    }

    /// Calls `change` on every text that may be published: runs, lines taken over as they stand, automatic numbers, and
    /// descriptions of pictures.
    pub fn for_each_text(&mut self, mut change: impl FnMut(&mut String)) {
        let change: &mut dyn FnMut(&mut String) = &mut change;
        change_texts(&mut self.blocks, change);
        self.notes.iter_mut().for_each(|note| change_texts(&mut note.blocks, change));
        self.pictures.iter_mut().for_each(|picture| change(&mut picture.description));
    }
}

impl Paragraph {
    /// Its words without looks, breaks as line ends, the automatic number left out.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        for inline in &self.inlines {
            match inline {
                Inline::Text(run) => text.push_str(&run.text),
                Inline::Break => text.push('\n'),
                Inline::Note(_) | Inline::Picture(_) => {}
            }
        }
        text
    }

    /// True when it has neither words nor notes nor pictures.
    pub fn is_empty(&self) -> bool {
        self.inlines.iter().all(|inline| match inline {
            Inline::Text(run) => run.text.trim().is_empty(),
            Inline::Break => true,
            Inline::Note(_) | Inline::Picture(_) => false,
        })
    }

    /// True when every word of it is bold, and there is a word.
    pub fn is_bold(&self) -> bool {
        let mut words = self.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(run) if !run.text.trim().is_empty() => Some(run.look.bold),
            _ => None,
        });
        words.next().is_some_and(|first| first && words.all(|bold| bold))
    }
}

/// Adds words, to the run before them when they look the same.
pub fn push_run(inlines: &mut Vec<Inline>, run: Run) {
    if run.text.is_empty() {
        return;
    }
    if let Some(Inline::Text(before)) = inlines.last_mut()
        && before.look == run.look
        && before.typeface == run.typeface
        && before.link == run.link
    {
        before.text.push_str(&run.text);
        return;
    }
    inlines.push(Inline::Text(run));
}

fn push_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => text.push_str(&paragraph.plain_text()),
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    push_blocks(&cell.blocks, text);
                }
            }
            Block::Verbatim(lines) => text.push_str(lines),
        }
        text.push('\n');
    }
}

fn change_runs(blocks: &mut [Block], change: &mut dyn FnMut(&mut Run)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for inline in &mut paragraph.inlines {
                    if let Inline::Text(run) = inline {
                        change(run);
                    }
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flatten() {
                    change_runs(&mut cell.blocks, change);
                }
            }
            Block::Verbatim(_) => {}
        }
    }
}

fn change_texts(blocks: &mut [Block], change: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                change(&mut paragraph.number);
                for inline in &mut paragraph.inlines {
                    if let Inline::Text(run) = inline {
                        change(&mut run.text);
                    }
                }
            }
            Block::Table(table) => {
                table.rows.iter_mut().flatten().for_each(|cell| change_texts(&mut cell.blocks, change));
            }
            Block::Verbatim(lines) => change(lines),
        }
    }
}
