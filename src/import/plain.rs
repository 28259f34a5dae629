//! Plain text and Markdown files as manuscripts. Markdown stays Markdown: nothing in a line is rewritten.

use super::manuscript::{Block, Inline, Look, Manuscript, Paragraph, Run};
use super::number;

/// Reads a text, as Markdown when it has heading marks or bold marks.
pub fn read(text: &str) -> Manuscript {
    let is_markdown = text.lines().any(|line| heading_level(line).is_some()) || text.contains("**");
    let has_line_paragraphs = !is_markdown && !is_wrapped(text);
    let mut reading = Reading { is_markdown, has_line_paragraphs, ..Reading::default() };
    for line in text.lines() {
        reading.line(line);
    }
    reading.end_paragraph();
    reading.end_verbatim();
    Manuscript { blocks: reading.blocks, is_markdown, ..Manuscript::default() }
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    is_markdown: bool,
    /// Each line is a paragraph, as programs save Word files as text.
    has_line_paragraphs: bool,
    /// Lines of the paragraph being read.
    lines: Vec<String>,
    /// Lines of the Markdown table or fenced code being read.
    verbatim: Vec<String>,
    is_in_fence: bool,
}

impl Reading {
    fn line(&mut self, line: &str) {
        if let Some(rest) = line.strip_prefix('\u{C}') {
            self.end_paragraph();
            return self.line(rest);
        }
        if self.is_markdown && self.takes_verbatim(line) {
            return;
        }
        let begins_block =
            self.has_line_paragraphs || heading_level(line).is_some() && self.is_markdown || begins_item(line);
        if line.trim().is_empty() || begins_block || self.lines.last().is_some_and(|before| is_heading(before)) {
            self.end_paragraph();
        }
        if !line.trim().is_empty() {
            self.lines.push(line.to_owned());
        }
    }

    /// Tables and fenced code are taken over as they stand.
    fn takes_verbatim(&mut self, line: &str) -> bool {
        let is_fence = line.trim_start().starts_with("```");
        let takes = self.is_in_fence || is_fence || line.trim_start().starts_with('|');
        if takes {
            self.end_paragraph();
            self.verbatim.push(line.to_owned());
            self.is_in_fence ^= is_fence;
        } else {
            self.end_verbatim();
        }
        takes
    }

    fn end_verbatim(&mut self) {
        if !self.verbatim.is_empty() {
            self.blocks.push(Block::Verbatim(std::mem::take(&mut self.verbatim).join("\n")));
        }
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if lines.is_empty() {
            return;
        }
        let level = lines.first().filter(|_| self.is_markdown).and_then(|line| heading_level(line));
        let mut inlines = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let line = if level.is_some() { line.trim().trim_start_matches('#') } else { line.as_str() };
            let has_break = self.is_markdown && (line.ends_with("  ") || line.ends_with('\\'));
            let text = line.trim().trim_end_matches(if has_break { '\\' } else { '\0' });
            inlines.push(Inline::Text(Run { text: text.to_owned(), ..Run::default() }));
            if index + 1 < lines.len() {
                inlines.push(if has_break { Inline::Break } else { wrapped_line() });
            }
        }
        if self.is_markdown {
            take_bold(&mut inlines);
        }
        self.blocks.push(Block::Paragraph(Paragraph { inlines, heading: level, ..Paragraph::default() }));
    }
}

/// Whether a text's lines are cut at a width: several go on in the next with a small letter, and none is long.
fn is_wrapped(text: &str) -> bool {
    const MOST_COLUMNS: usize = 120;
    const FEWEST: usize = 3;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let goes_on =
        |pair: &&[&str]| !pair[0].is_empty() && pair[1].starts_with(char::is_lowercase) && !begins_item(pair[1]);
    let is_narrow = lines.iter().all(|line| line.chars().count() <= MOST_COLUMNS);
    is_narrow && lines.windows(2).filter(goes_on).count() >= FEWEST
}

fn wrapped_line() -> Inline {
    Inline::Text(Run { text: "\n".to_owned(), ..Run::default() })
}

/// `## …` is level 2; a line of `#` without words is none.
fn heading_level(line: &str) -> Option<u8> {
    let rest = line.trim_start().trim_start_matches('#');
    let level = line.trim_start().len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with(' ') && !rest.trim().is_empty()).then_some(level as u8)
}

fn is_heading(line: &str) -> bool {
    heading_level(line).is_some()
}

/// Whether a line begins a list item or a numbered section, and so ends the paragraph before it.
fn begins_item(line: &str) -> bool {
    let line = line.trim_start();
    let mark = number::split(line).map(|(number, _)| number.kind);
    mark.is_some() || line.starts_with("* ") || line.starts_with("• ")
}

/// Takes the marks off a paragraph that is bold from end to end: `**KT. CHỦ TỊCH` / `PHÓ CHỦ TỊCH**`.
fn take_bold(inlines: &mut [Inline]) {
    let count: usize = runs(inlines).map(|run| run.text.matches("**").count()).sum();
    let starts = runs(inlines).next().is_some_and(|run| run.text.starts_with("**"));
    let ends = runs(inlines).last().is_some_and(|run| run.text.ends_with("**"));
    if count != 2 || !starts || !ends {
        return;
    }
    for inline in inlines {
        if let Inline::Text(run) = inline {
            run.text = run.text.replace("**", "");
            run.look = Look { bold: true, ..Look::default() };
        }
    }
}

fn runs(inlines: &[Inline]) -> impl Iterator<Item = &Run> {
    inlines.iter().filter_map(|inline| match inline {
        Inline::Text(run) => Some(run),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = read(text)
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(paragraph) => {
                    let level = paragraph.heading.map_or(String::new(), |level| format!("h{level} "));
                    let bold = if paragraph.is_bold() { "bold " } else { "" };
                    format!("{level}{bold}{}", paragraph.plain_text().replace('\n', "⏎"))
                }
                Block::Verbatim(lines) => format!("verbatim {}", lines.replace('\n', "⏎")),
                Block::Table(_) => unreachable!("texts have no tables of their own"),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn markdown_keeps_its_marks_and_headings_lose_theirs() {
        check("#### **I. Tình hình**\n\nĐề án *số* **1**\ntiếp", &["h4 bold I. Tình hình", "Đề án *số* **1**⏎tiếp"]);
        check("**KT. CHỦ TỊCH  \nPHÓ CHỦ TỊCH**", &["bold KT. CHỦ TỊCH⏎PHÓ CHỦ TỊCH"]);
        check("# A\n| x |\n|---|\n| y |\n\nz", &["h1 A", "verbatim | x |⏎|---|⏎| y |", "z"]);
    }

    #[test]
    fn items_begin_paragraphs() {
        check(
            "- Sở KH&CN;\n- Lưu: VT.\nI. Một\n1.1. Hai\na) Ba",
            &["- Sở KH&CN;", "- Lưu: VT.", "I. Một", "1.1. Hai", "a) Ba"],
        );
        check("Một.\nHai.", &["Một.", "Hai."]);
        check("dòng một\ngãy ra\nba\nbốn", &["dòng một⏎gãy ra⏎ba⏎bốn"]);
        check("trang một\n\u{C}trang hai", &["trang một", "trang hai"]);
    }
}
