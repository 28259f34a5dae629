//! Comments that silence one place with a reason.
//!
//! ```text
//! <!-- congbo: bỏ qua CB571 vì bản gốc viết như vậy -->     the block of Markdown right after it
//! # congbo: ignore CB510 because the date is under review    the entry or key of YAML right after it
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Code, Diagnostic, Location, Place, Severity};
use crate::parse::yaml::places::Places;
use crate::parse::yaml::split;
use crate::source::SourcePath;
use trichdan::text::one_line;

/// A comment's codes and what it covers.
#[derive(Debug, PartialEq, Eq)]
struct Ignore<'a> {
    codes: Vec<&'a str>,
    reason: &'a str,
    comment: Range<usize>,
    covers: Range<usize>,
}

/// Takes away what the texts' comments silence, and adds what is wrong with the comments themselves.
///
/// `codes` are all codes there are. Errors cannot be silenced.
pub fn apply(
    texts: &BTreeMap<SourcePath, Arc<str>>,
    codes: &[&'static Code],
    diagnostics: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut ignores: BTreeMap<&SourcePath, Ignores<'_>> = BTreeMap::new();
    for (path, text) in texts {
        let found = find(path, text);
        if !found.is_empty() {
            ignores.insert(path, Ignores::of(found));
        }
    }
    let nodes: BTreeMap<&SourcePath, Places<'_>> =
        ignores.keys().filter_map(|path| Some((*path, Places::of(texts.get(*path)?)))).collect();
    let mut kept = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let of_file = ignores.get_mut(&diagnostic.location.path).filter(|_| diagnostic.severity != Severity::Error);
        let silenced = of_file.and_then(|ignores| ignores.of_code.get_mut(diagnostic.code.id));
        if !silenced.is_some_and(|ignores| ignores.silence(start_of(&diagnostic.location, &nodes))) {
            kept.push(diagnostic);
        }
    }
    for (path, ignores) in &ignores {
        for (number, ignore) in ignores.all.iter().enumerate() {
            let used = |code: &str| ignores.of_code[code].uses(number);
            kept.extend(problems(path, ignore, used, codes));
        }
    }
    kept
}

/// The comments of a file, sorted out by the codes that they silence.
struct Ignores<'a> {
    all: Vec<Ignore<'a>>,
    of_code: BTreeMap<&'a str, Silences>,
}

impl<'a> Ignores<'a> {
    fn of(all: Vec<Ignore<'a>>) -> Self {
        let mut of_code: BTreeMap<&str, Silences> = BTreeMap::new();
        for (number, ignore) in all.iter().enumerate() {
            for code in &ignore.codes {
                of_code.entry(code).or_default().add(number, &ignore.covers);
            }
        }
        Self { all, of_code }
    }
}

/// Where the comments of a file silence one code, in the order of what they cover.
#[derive(Default)]
struct Silences(Vec<Silence>);

struct Silence {
    /// The number of the comment.
    comment: usize,
    from: usize,
    /// Where the last of this one and those before it ends.
    furthest: usize,
    is_used: bool,
}

impl Silences {
    fn add(&mut self, comment: usize, covers: &Range<usize>) {
        if self.0.last().is_none_or(|last| last.comment != comment) {
            let furthest = self.0.last().map_or(0, |last| last.furthest).max(covers.end);
            self.0.push(Silence { comment, from: covers.start, furthest, is_used: false });
        }
    }

    /// Whether a comment covers the byte; notes the first that does as used.
    fn silence(&mut self, at: usize) -> bool {
        // The first that makes the end go past a place is the first that ends after it.
        let next = self.0.partition_point(|silence| silence.furthest <= at);
        let found = self.0.get_mut(next).filter(|silence| silence.from <= at);
        found.map(|silence| silence.is_used = true).is_some()
    }

    fn uses(&self, comment: usize) -> bool {
        let found = self.0.binary_search_by_key(&comment, |silence| silence.comment);
        found.is_ok_and(|at| self.0[at].is_used)
    }
}

/// The byte at which a message points; what concerns a whole file stands at its start.
fn start_of(location: &Location, nodes: &BTreeMap<&SourcePath, Places<'_>>) -> usize {
    match location.place {
        Place::File => 0,
        Place::Bytes(start, _) => start as usize,
        Place::Node(mark) => nodes.get(&location.path).map_or(0, |nodes| nodes.locate(mark).start),
    }
}

/// A comment that silences a code at one place, and the number of the line, from 0, before which it is to stand. None where no
/// comment can: without a reason, and where no line before the place can take one.
pub fn comment(path: &SourcePath, text: &str, code: &str, at: usize, reason: &str) -> Option<(usize, String)> {
    // `--` would end the comment, and a line end too.
    let reason = one_line(reason).replace("--", "–");
    let at = text.floor_char_boundary(at);
    let is_markdown = path.as_str().ends_with(".md");
    let is_body = is_markdown && at >= super::desk::front_matter_bytes(text);
    let lines: Vec<(usize, &str)> = split::lines(text).collect();
    let line = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
    let (line, comment) = match is_body {
        true => (first_of_block(&lines, line), format!("<!-- congbo: bỏ qua {code} vì {reason} -->\n\n")),
        false => {
            let line = key_around(&lines, line, usize::from(is_markdown))?;
            let words = lines.get(line).map_or("", |(_, words)| words);
            let indent = &words[..words.len() - words.trim_start().len()];
            (line, format!("{indent}# congbo: bỏ qua {code} vì {reason}\n"))
        }
    };
    let before = lines.get(line).map_or(text.len(), |(start, _)| *start);
    let silenced = [&text[..before], &comment, &text[before..]].concat();
    let at = if at >= before { at + comment.len() } else { at };
    let silences =
        |ignore: &Ignore<'_>| ignore.codes == [code] && ignore.reason == reason && ignore.covers.contains(&at);
    (!reason.is_empty() && find(path, &silenced).iter().any(silences)).then_some((line, comment))
}

/// The first line of a block of Markdown.
fn first_of_block(lines: &[(usize, &str)], line: usize) -> usize {
    let blank = lines[..line].iter().rposition(|(_, words)| words.trim().is_empty());
    blank.map_or(0, |blank| blank + 1)
}

/// The line of YAML that begins the key or the item in which a line stands: a comment among the lines of a text would be a part
/// of it.
fn key_around(lines: &[(usize, &str)], line: usize, first: usize) -> Option<usize> {
    let indent = |words: &str| words.len() - words.trim_start().len();
    let mut deepest = usize::MAX;
    let mut found = None;
    for at in (first..=line.max(first)).rev() {
        let words = lines.get(at)?.1;
        if words.trim().is_empty() || indent(words) >= deepest {
            continue;
        }
        deepest = indent(words);
        let opens_text =
            words.trim_end().ends_with(['|', '>']) || [": |", ": >"].iter().any(|sign| words.contains(sign));
        match (found, begins_key(words)) {
            (None, true) => found = Some(at),
            // What is deeper than the beginning of a text is the text.
            (Some(_), true) if opens_text => found = Some(at),
            _ => {}
        }
    }
    found.or_else(|| lines.get(first).map(|_| first))
}

/// `key: …` or `- …`.
fn begins_key(words: &str) -> bool {
    let words = words.trim_start();
    let key = words.split(':').next().unwrap_or_default();
    let is_name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    words.starts_with("- ") || words == "-" || is_name && words.len() > key.len()
}

fn problems(
    path: &SourcePath,
    ignore: &Ignore<'_>,
    is_used: impl Fn(&str) -> bool,
    codes: &[&'static Code],
) -> Vec<Diagnostic> {
    let location =
        || Location { path: path.clone(), place: Place::Bytes(ignore.comment.start as u32, ignore.comment.end as u32) };
    let mut said = Vec::new();
    if ignore.codes.is_empty() {
        said.push(messages::unknown_code(ignore.reason, location()));
    }
    for code in &ignore.codes {
        let known = codes.iter().copied().find(|known| known.id == *code);
        // Without `--external`, nothing tells whether a comment about links to other hosts has an effect.
        if known.is_none() {
            said.push(messages::unknown_code(code, location()));
        } else if ignore.reason.is_empty() {
            said.push(messages::no_reason(code, location()));
        } else if !is_used(code) && !known.is_some_and(messages::is_external) {
            said.push(messages::unused_ignore(code, location()));
        }
    }
    said
}

/// The ignore comments of a file.
fn find<'a>(path: &SourcePath, text: &'a str) -> Vec<Ignore<'a>> {
    let is_markdown = path.as_str().ends_with(".md");
    let yaml_end = if is_markdown { super::desk::front_matter_bytes(text) } else { text.len() };
    let mut found = in_yaml(&text[..yaml_end]);
    found.extend(in_markdown(text, yaml_end));
    found
}

/// `CB571, CB510 vì …` after the words that begin a comment.
fn read(comment: &str) -> Option<(Vec<&str>, &str)> {
    let rest = comment.trim().strip_prefix("congbo:")?.trim_start();
    let rest = ["bỏ qua", "ignore"].iter().find_map(|word| rest.strip_prefix(word))?.trim_start();
    let mut codes = Vec::new();
    let mut at = rest;
    while at.starts_with("CB") {
        let end = at.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(at.len());
        codes.push(&at[..end]);
        at = at[end..].trim_start_matches([',', ' ']);
    }
    let reason = ["vì ", "because ", ":"].iter().find_map(|word| at.strip_prefix(word)).unwrap_or(at);
    Some((codes, reason.trim()))
}

fn in_yaml(yaml: &str) -> Vec<Ignore<'_>> {
    let lines: Vec<(usize, &str)> = split::lines(yaml).collect();
    let ends = entry_ends(&lines, yaml.len());
    let mut found = Vec::new();
    let mut is_first = true;
    for ((start, line), end_of_entry) in lines.iter().zip(ends) {
        let words = line.trim_start();
        if let Some(comment) = words.strip_prefix('#')
            && let Some((codes, reason)) = read(comment.trim_end())
        {
            let end = yaml[*start..].find('\n').map_or(yaml.len(), |end| start + end + 1);
            // A comment before anything else also speaks for the file as a whole.
            let from = if is_first { 0 } else { end };
            let comment = start + (line.len() - words.len())..start + line.trim_end().len();
            found.push(Ignore { codes, reason, comment, covers: from..end_of_entry });
        }
        is_first &= words.trim_end().trim_start_matches('-').is_empty();
    }
    found
}

/// For each line where the entry or key after it ends with all that is indented below it; comments in between belong
/// to it.
fn entry_ends(lines: &[(usize, &str)], end: usize) -> Vec<usize> {
    let mut ends = vec![end; lines.len()];
    // The lines below that are no deeper than all between: where they begin, and how deep they are. The nearest comes last.
    let mut below: Vec<(usize, usize)> = Vec::new();
    let mut end_of_next = end;
    for (ends, (start, line)) in ends.iter_mut().zip(lines).rev() {
        *ends = end_of_next;
        let words = line.trim_start();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let indent = line.len() - words.len();
        while below.last().is_some_and(|(_, deep)| *deep > indent) {
            below.pop();
        }
        end_of_next = below.last().map_or(end, |(start, _)| *start);
        below.push((*start, indent));
    }
    ends
}

fn in_markdown(text: &str, from: usize) -> Vec<Ignore<'_>> {
    let mut found = Vec::new();
    let mut at = from;
    let mut block = from..from;
    while let Some(open) = text[at..].find("<!--").map(|open| at + open) {
        let Some(close) = text[open..].find("-->").map(|close| open + close) else { break };
        at = close + "-->".len();
        if let Some((codes, reason)) = read(&text[open + "<!--".len()..close]) {
            // Comments in a row speak for one block.
            if !block.contains(&at) || text[at..block.end].trim_start().is_empty() {
                block = block_after(text, at);
            }
            found.push(Ignore { codes, reason, comment: open..at, covers: open..block.end });
        }
    }
    found
}

/// The block after a comment, with what stands before it: further comments and blank lines; it ends at the next blank line.
fn block_after(text: &str, after: usize) -> Range<usize> {
    let mut at = after;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        match text[at..].strip_prefix("<!--").and_then(|rest| rest.find("-->")) {
            Some(close) => at += "<!--".len() + close + "-->".len(),
            None => break,
        }
    }
    after..text[at..].find("\n\n").map_or(text.len(), |end| at + end)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[(&[&str], &str, &str)]) {
        let path = SourcePath::new(path).unwrap();
        let found = find(&path, text);
        let found: Vec<_> = found.iter().map(|it| (&it.codes[..], it.reason, text[it.covers.clone()].trim())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_comment_in_markdown_covers_the_block_after_it() {
        let text = "---\nsummary: a\n---\n\n<!-- congbo: bỏ qua CB571, CB552 vì bản gốc viết vậy -->\n\nchế thải\n6ha\n\nđoạn khác";
        let covers = "<!-- congbo: bỏ qua CB571, CB552 vì bản gốc viết vậy -->\n\nchế thải\n6ha";
        check("a.md", text, &[(&["CB571", "CB552"], "bản gốc viết vậy", covers)]);
    }

    #[test]
    fn a_comment_in_yaml_covers_the_entry_or_key_after_it() {
        let text = "- ghi: a\n# congbo: ignore CB510 because under review\n- designation: 1/QĐ-UBND\n  # congbo: ignore CB538\n  date: 2021-01-03\n  title: a\n- designation: 2\n";
        check(
            "legal.yaml",
            text,
            &[
                (
                    &["CB510"],
                    "under review",
                    "- designation: 1/QĐ-UBND\n  # congbo: ignore CB538\n  date: 2021-01-03\n  title: a",
                ),
                (&["CB538"], "", "date: 2021-01-03"),
            ],
        );
    }

    #[track_caller]
    fn silenced(path: &str, text: &str, place: &str, expected: &str) {
        let path = SourcePath::new(path).unwrap();
        let at = text.find(place).unwrap();
        let (line, comment) = comment(&path, text, "CB571", at, " bản gốc\nviết -- vậy ").unwrap();
        let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        assert_eq!([&text[..before], &comment, &text[before..]].concat(), expected);
    }

    #[test]
    fn a_comment_is_put_where_it_silences_the_place_and_is_part_of_no_text() {
        silenced(
            "a.md",
            "---\nsummary: a\n---\n\nmột\n\nhai\nba\n",
            "ba",
            "---\nsummary: a\n---\n\nmột\n\n<!-- congbo: bỏ qua CB571 vì bản gốc viết – vậy -->\n\nhai\nba\n",
        );
        let yaml = "# congbo: bỏ qua CB571 vì bản gốc viết – vậy\n";
        silenced("a.md", "---\nsummary: a\n---\n\nmột\n", "---", &format!("---\n{yaml}summary: a\n---\n\nmột\n"));
        silenced(
            "legal.yaml",
            "- title: a\n- title: b\n  date: 1/1\n",
            "- title: b",
            &format!("- title: a\n{yaml}- title: b\n  date: 1/1\n"),
        );
        silenced("legal.yaml", "- title: b\n  date: 1/1\n", "1/1", &format!("- title: b\n  {yaml}  date: 1/1\n"));
        silenced(
            "p.yaml",
            "title: a\nnotes: |\n  một\n  so: hai\nto: b\n",
            "hai",
            &format!("title: a\n{yaml}notes: |\n  một\n  so: hai\nto: b\n"),
        );
        silenced("p.yaml", "notes: một\n  hai\n", "hai", &format!("{yaml}notes: một\n  hai\n"));
    }

    #[test]
    fn without_a_reason_nothing_is_silenced() {
        assert_eq!(comment(&SourcePath::new("a.md").unwrap(), "một\n", "CB571", 0, " \n"), None);
    }

    #[test]
    fn other_comments_are_none() {
        check("a.md", "---\n# ghi chú\n---\n<!-- ghi chú -->\nđoạn", &[]);
    }
}
