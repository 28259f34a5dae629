//! Lines that YAML reads otherwise than their author meant, found before and beside the YAML library.
//!
//! Silent traps lose text without a word from the library; loud ones make it stop with a message that helps no clerk.
//! Block scalars and quoted texts of several lines are passed over.

use std::ops::Range;

use super::split::lines;

/// A trap and its bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trap {
    pub kind: TrapKind,
    /// Where.
    pub span: Range<usize>,
}

/// What a line does that its author did not mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrapKind {
    /// `Mẫu #1 ruộng`: the rest of the value is a comment.
    CutByHash,
    /// `*name`, `&name`, `!name`.
    Alias,
    /// `---`, `...` or `%` that would end the document.
    Documents,
    /// A tab or a non-breaking space in the indentation.
    Tab,
    /// A backslash in double quotes that YAML would turn into another character.
    Escape,
    /// `title: Đề án: thử`.
    Colon,
    /// `title: "Khung" của tỉnh`.
    AfterQuote,
    /// A quote without its partner.
    UnclosedQuote,
    /// A bracket without its partner.
    UnclosedBracket,
    /// `title:Báo cáo`.
    NoSpace,
    /// A value that begins with `@`, a backtick or `%`.
    Reserved,
}

impl TrapKind {
    /// True where the library would say nothing, or nothing to the point.
    pub fn is_silent(self) -> bool {
        matches!(self, Self::CutByHash | Self::Alias | Self::Documents | Self::Tab | Self::Escape)
    }
}

/// Every trap in the YAML that stands in `text` at `range`.
pub fn find(text: &str, range: Range<usize>) -> Vec<Trap> {
    let mut scan = Scan { state: State::Between, traps: Vec::new() };
    for (start, line) in lines(&text[range.clone()]) {
        scan.line(range.start + start, line, start == 0);
    }
    let unclosed = match scan.state {
        State::Quoted { opened_at, .. } => Some((TrapKind::UnclosedQuote, opened_at)),
        State::Flow { opened_at, .. } => Some((TrapKind::UnclosedBracket, opened_at)),
        State::Between | State::Block { .. } => None,
    };
    scan.traps.extend(unclosed.map(|(kind, at)| Trap { kind, span: at..at + 1 }));
    scan.traps
}

/// What the next line continues.
enum State {
    /// Nothing.
    Between,
    /// A block scalar whose lines are indented by more than this.
    Block { parent_column: usize },
    /// A text in these quotes, opened at this byte.
    Quoted { quote: char, opened_at: usize },
    /// A list or mapping in brackets, this many of them open, the first at this byte.
    Flow { open: usize, opened_at: usize },
}

struct Scan {
    state: State,
    traps: Vec<Trap>,
}

impl Scan {
    fn line(&mut self, start: usize, line: &str, is_first: bool) {
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        match self.state {
            State::Block { parent_column } if column > parent_column || content.trim().is_empty() => return,
            State::Block { .. } => self.state = State::Between,
            State::Quoted { quote, .. } => {
                if let Some(end) = self.quoted(start, line, 0, quote) {
                    self.state = State::Between;
                    self.after_quote(start, line, end);
                }
                return;
            }
            State::Flow { open, opened_at } => {
                self.flow(start, line, 0, open, opened_at);
                return;
            }
            State::Between => {}
        }
        if content.trim().is_empty() || content.starts_with('#') {
            return;
        }
        if content.starts_with(char::is_whitespace) {
            self.trap(TrapKind::Tab, start, 0..line.len() - line.trim_start().len());
            return;
        }
        if column == 0 && ends_document(line, is_first) {
            self.trap(TrapKind::Documents, start, 0..line.trim_end().len());
            return;
        }
        self.content(start, line, column);
    }

    /// A line's list dashes, key and value.
    fn content(&mut self, start: usize, line: &str, mut column: usize) {
        let mut parent_column = column;
        while let Some(rest) = line[column..].strip_prefix("- ") {
            parent_column = column;
            column = line.len() - rest.trim_start().len();
        }
        let key_end = key_end(&line[column..]);
        let value_at = match key_end {
            Some(end) => {
                parent_column = column;
                let rest = &line[column + end + 1..];
                line.len() - rest.trim_start().len()
            }
            None => column,
        };
        let value = line[value_at..].trim_end();
        if key_end.is_none() {
            self.no_space(start, line, column);
        }
        self.value(start, line, value_at..value_at + value.len(), parent_column);
    }

    fn value(&mut self, start: usize, line: &str, span: Range<usize>, parent_column: usize) {
        let value = &line[span.clone()];
        let Some(first) = value.chars().next() else { return };
        match first {
            '"' | '\'' => match self.quoted(start, line, span.start + 1, first) {
                Some(end) => self.after_quote(start, line, end),
                None => self.state = State::Quoted { quote: first, opened_at: start + span.start },
            },
            '|' | '>' => self.state = State::Block { parent_column },
            '[' | '{' => self.flow(start, line, span.start, 0, start + span.start),
            '*' | '&' | '!' => self.trap(TrapKind::Alias, start, span),
            '@' | '`' | '%' => self.trap(TrapKind::Reserved, start, span),
            '#' => {}
            _ => self.plain(start, line, span),
        }
    }

    /// A plain value: what follows ` #` is lost, and a colon before a space is no part of it.
    fn plain(&mut self, start: usize, line: &str, span: Range<usize>) {
        let value = &line[span.clone()];
        let comment = value.find(" #");
        let kept = &value[..comment.unwrap_or(value.len())];
        if kept.contains(": ") || kept.trim_end().ends_with(':') {
            self.trap(TrapKind::Colon, start, span.start..span.start + kept.trim_end().len());
        }
        if let Some(comment) = comment {
            // `# words` is a comment that somebody meant; `#1 ruộng` is a part of the value.
            let meant = value[comment + 2..].starts_with([' ', '#']) || value.len() == comment + 2;
            if !meant {
                self.trap(TrapKind::CutByHash, start, span.start + comment + 1..span.end);
            }
        }
    }

    /// `key:value`, where the colon only looks like the end of a key.
    fn no_space(&mut self, start: usize, line: &str, column: usize) {
        let content = &line[column..];
        let word = content.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(content.len());
        let rest = &content[word..];
        if word > 0 && rest.starts_with(':') && !rest.starts_with("://") {
            self.trap(TrapKind::NoSpace, start, column..column + word + 1);
        }
    }

    fn after_quote(&mut self, start: usize, line: &str, end: usize) {
        let rest = line[end..].trim_end();
        let text = rest.trim_start();
        // A colon: the quoted text was a key.
        if !text.is_empty() && !text.starts_with(['#', ':', ',', ']', '}']) {
            self.trap(TrapKind::AfterQuote, start, end + (rest.len() - text.len())..end + rest.len());
        }
    }

    /// One past the quote that closes the text from `from` on, if this line has it; notes doubtful escapes.
    fn quoted(&mut self, start: usize, line: &str, from: usize, quote: char) -> Option<usize> {
        let end = closing_quote(&line[from..], quote).map(|end| from + end);
        if quote == '"' {
            let mut letters = line[from..end.unwrap_or(line.len())].char_indices();
            while let Some((at, letter)) = letters.next() {
                // A backslash at the end of a line joins it with the next.
                let escaped = if letter == '\\' { letters.next() } else { None };
                if let Some((_, escaped)) =
                    escaped.filter(|(_, escaped)| !matches!(escaped, '"' | '\\' | '/' | 'n' | 't'))
                {
                    self.trap(TrapKind::Escape, start, from + at..from + at + 1 + escaped.len_utf8());
                }
            }
        }
        end
    }

    /// Counts brackets from `at` on, passing over quoted texts that close on the same line.
    fn flow(&mut self, start: usize, line: &str, mut at: usize, mut open: usize, opened_at: usize) {
        while let Some(offset) = line[at..].find(['[', '{', ']', '}', '"', '\'']) {
            let sign = char::from(line.as_bytes()[at + offset]);
            at += offset + 1;
            match sign {
                '[' | '{' => open += 1,
                ']' | '}' => open = open.saturating_sub(1),
                quote => at = self.quoted(start, line, at, quote).unwrap_or(line.len()),
            }
        }
        self.state = if open > 0 { State::Flow { open, opened_at } } else { State::Between };
    }

    fn trap(&mut self, kind: TrapKind, start: usize, span: Range<usize>) {
        self.traps.push(Trap { kind, span: start + span.start..start + span.end });
    }
}

/// True for a line that ends a YAML document; one `---` may begin the first.
fn ends_document(line: &str, is_first: bool) -> bool {
    let line = line.trim_end();
    (line == "---" && !is_first) || line == "..." || line.starts_with("--- ") || line.starts_with("%YAML")
}

/// The offset of the colon that ends a line's key, if the line has one.
pub(crate) fn key_end(content: &str) -> Option<usize> {
    if let Some(quote) = content.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let end = 1 + closing_quote(&content[1..], quote)?;
        return content[end..].starts_with(':').then_some(end);
    }
    let comment = content.find(" #").unwrap_or(content.len());
    let content = content[..comment].trim_end();
    let colon = content.find(": ").or_else(|| content.find(":\t"));
    colon.or_else(|| content.ends_with(':').then(|| content.len() - 1))
}

/// One past the quote that closes a text whose opening quote stands before it.
pub(crate) fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        match letter {
            '\\' if quote == '"' => {
                rest.next();
            }
            _ if letter == quote => {
                let doubled = quote == '\'' && rest.next_if(|(_, next)| *next == '\'').is_some();
                if !doubled {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(TrapKind, &str)]) {
        let found = find(text, 0..text.len());
        let found: Vec<_> = found.iter().map(|trap| (trap.kind, &text[trap.span.clone()])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn traps_are_found_where_they_are() {
        check("title: Mẫu #1 ruộng", &[(TrapKind::CutByHash, "#1 ruộng")]);
        check("- title: Đề án: thử", &[(TrapKind::Colon, "Đề án: thử")]);
        check("summary: Nơi nhận:", &[(TrapKind::Colon, "Nơi nhận:")]);
        check("title: \"Khung\" của tỉnh", &[(TrapKind::AfterQuote, "của tỉnh")]);
        check("title: \"Khung của tỉnh\nid: a", &[(TrapKind::UnclosedQuote, "\"")]);
        check(
            "a: *b\nc: &d e\nf: !g h",
            &[(TrapKind::Alias, "*b"), (TrapKind::Alias, "&d e"), (TrapKind::Alias, "!g h")],
        );
        check("a: b\n---\nc: d\n...", &[(TrapKind::Documents, "---"), (TrapKind::Documents, "...")]);
        check("a:\n\tb: c", &[(TrapKind::Tab, "\t")]);
        check("a:\n \u{a0}b: c", &[(TrapKind::Tab, " \u{a0}")]);
        check("a: \"Thọ\\Phú \\0\"", &[(TrapKind::Escape, "\\P"), (TrapKind::Escape, "\\0")]);
        check("a: [b, c\nd: e", &[(TrapKind::UnclosedBracket, "[")]);
        check("title:Báo cáo", &[(TrapKind::NoSpace, "title:")]);
        check("title: @tên", &[(TrapKind::Reserved, "@tên")]);
    }

    #[test]
    fn good_lines_are_left_alone() {
        for text in [
            "title: \"Đề án: Phát triển #1\" # chú thích",
            "title: 'Nói ''đúng'': xong'",
            "a: b # chú thích\n# Mẫu #1: thử\nc: d",
            "note: |\n  Đề án: thử #1\n  *đậm*\n\n  ---\nnext: a",
            "- note: >\n    Đề án: thử #1\n  next: a",
            "title: \"một câu\n  hai dòng: đủ #1\"\nnext: a",
            "source: https://example.gov.vn/a#b\nurl:\nlist: [a, \"b: c\"]",
            "list:\n  - một\n  - \"hai: ba\"\n\n",
            "---\na: b",
            "flow: {\n  a: b: c,\n}\nnext: d",
            "\"khóa\": giá trị",
            "id: a:b",
            "a: \"nói \\\"đúng\\\" \\\\ \\n xong\"",
            "a: 'C:\\Phú'",
        ] {
            check(text, &[]);
        }
    }
}
