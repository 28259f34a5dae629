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
use crate::source::SourcePath;

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
    let mut ignores: BTreeMap<&SourcePath, Vec<(Ignore<'_>, Vec<bool>)>> = BTreeMap::new();
    for (path, text) in texts {
        let found: Vec<_> =
            find(path, text).into_iter().map(|ignore| (vec![false; ignore.codes.len()], ignore)).collect();
        if !found.is_empty() {
            ignores.insert(path, found.into_iter().map(|(used, ignore)| (ignore, used)).collect());
        }
    }
    let nodes: BTreeMap<&SourcePath, Places<'_>> =
        ignores.keys().filter_map(|path| Some((*path, Places::of(texts.get(*path)?)))).collect();
    let mut kept = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let silences = match ignores.get_mut(&diagnostic.location.path) {
            Some(ignores) if diagnostic.severity != Severity::Error => {
                silence(ignores, diagnostic.code.id, start_of(&diagnostic.location, &nodes))
            }
            _ => false,
        };
        if !silences {
            kept.push(diagnostic);
        }
    }
    for (path, ignores) in &ignores {
        for (ignore, used) in ignores {
            kept.extend(problems(path, ignore, used, codes));
        }
    }
    kept
}

/// The byte at which a message points; what concerns a whole file stands at its start.
fn start_of(location: &Location, nodes: &BTreeMap<&SourcePath, Places<'_>>) -> usize {
    match location.place {
        Place::File => 0,
        Place::Bytes(start, _) => start as usize,
        Place::Node(mark) => nodes.get(&location.path).map_or(0, |nodes| nodes.locate(mark).start),
    }
}

fn silence(ignores: &mut [(Ignore<'_>, Vec<bool>)], code: &str, at: usize) -> bool {
    for (ignore, used) in ignores {
        if !ignore.covers.contains(&at) {
            continue;
        }
        if let Some(at) = ignore.codes.iter().position(|each| *each == code) {
            used[at] = true;
            return true;
        }
    }
    false
}

fn problems(path: &SourcePath, ignore: &Ignore<'_>, used: &[bool], codes: &[&'static Code]) -> Vec<Diagnostic> {
    let location =
        || Location { path: path.clone(), place: Place::Bytes(ignore.comment.start as u32, ignore.comment.end as u32) };
    let mut said = Vec::new();
    if ignore.codes.is_empty() {
        said.push(messages::unknown_code(ignore.reason, location()));
    }
    for (code, used) in ignore.codes.iter().zip(used) {
        match codes.iter().find(|known| known.id == *code) {
            None => said.push(messages::unknown_code(code, location())),
            Some(_) if ignore.reason.is_empty() => said.push(messages::no_reason(code, location())),
            // Without `--external`, nothing tells whether a comment about links to other hosts has an effect.
            Some(known) if *used || messages::is_external(known) => {}
            Some(_) => said.push(messages::unused_ignore(code, location())),
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
    let mut found = Vec::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let comment_at = line.find('#').filter(|&at| line[..at].trim().is_empty());
        if let Some(at) = comment_at
            && let Some((codes, reason)) = read(line[at + 1..].trim_end())
        {
            let end = start + line.len();
            // A comment before anything else also speaks for the file as a whole.
            let is_first = yaml[..start].trim().trim_start_matches('-').is_empty();
            let from = if is_first { 0 } else { end };
            let covers = from..end + entry_bytes(&yaml[end..]);
            found.push(Ignore { codes, reason, comment: start + at..start + line.trim_end().len(), covers });
        }
        start += line.len();
    }
    found
}

/// The next entry or key and all that is indented below it; comments in between belong to it.
fn entry_bytes(after: &str) -> usize {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut end = 0;
    let mut first: Option<usize> = None;
    for line in after.split_inclusive('\n') {
        let is_idle = line.trim().is_empty() || line.trim_start().starts_with('#');
        match first {
            Some(own) if !is_idle && indent(line) <= own => break,
            None if !is_idle => first = Some(indent(line)),
            _ => {}
        }
        end += line.len();
    }
    end
}

fn in_markdown(text: &str, from: usize) -> Vec<Ignore<'_>> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(open) = text[at..].find("<!--").map(|open| at + open) {
        let Some(close) = text[open..].find("-->").map(|close| open + close) else { break };
        at = close + "-->".len();
        if let Some((codes, reason)) = read(&text[open + "<!--".len()..close]) {
            found.push(Ignore { codes, reason, comment: open..at, covers: open..block_end(text, at) });
        }
    }
    found
}

/// Where the block after a comment ends: past further comments and blank lines, to the next blank line.
fn block_end(text: &str, after: usize) -> usize {
    let mut at = after;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        match text[at..].strip_prefix("<!--").and_then(|rest| rest.find("-->")) {
            Some(close) => at += "<!--".len() + close + "-->".len(),
            None => break,
        }
    }
    text[at..].find("\n\n").map_or(text.len(), |end| at + end)
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

    #[test]
    fn other_comments_are_none() {
        check("a.md", "---\n# ghi chú\n---\n<!-- ghi chú -->\nđoạn", &[]);
    }
}
