//! For people: rustc's look, with the line, a caret under the place, and what to do.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Found, Look, Texts, in_order};
use crate::diagnostic::Language;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// Every message, each followed by a blank line.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, look: &Look) -> String {
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    let (texts, mut out) = (Texts::of(sources), String::new());
    for (diagnostic, found) in in_order(diagnostics, &texts) {
        out.push_str(&renderer.render(&groups(diagnostic, &found, &texts, look)));
        out.push_str("\n\n");
    }
    out
}

/// How many of each severity there are, as one sentence: `2 lỗi, 1 cảnh báo`. Empty where there is nothing.
pub fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    let count = |severity: Severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let parts = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| (severity, count(severity)));
    let words = parts.iter().filter(|(_, count)| *count > 0).map(|(severity, count)| {
        let plural = if language == Language::English && *count > 1 { "s" } else { "" };
        format!("{count} {}{plural}", severity.word(language))
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The main message with its snippet, then one group for each place in another file.
fn groups<'s>(diagnostic: &'s Diagnostic, found: &Found<'s>, texts: &Texts<'s>, look: &Look) -> Vec<Group<'s>> {
    let language = look.language;
    let level = level(diagnostic.severity).with_name(diagnostic.severity.word(language));
    let mut main = Group::with_title(level.primary_title(diagnostic.message.of(language)).id(diagnostic.code.id));
    let mut others = Vec::new();
    let mut marks: Vec<Mark> = found.span.clone().map(|span| (AnnotationKind::Primary, span, "")).into_iter().collect();
    for related in &diagnostic.related {
        let place = Found::new(&related.location, texts);
        let label = related.label.of(language);
        match place.span.clone().filter(|_| fit_one_picture(found, &place)) {
            Some(span) => marks.push((AnnotationKind::Context, span, label)),
            None => {
                let title = Level::NOTE.with_name(note_word(language)).secondary_title(label);
                let marks: Vec<Mark> =
                    place.span.clone().map(|span| (AnnotationKind::Primary, span, "")).into_iter().collect();
                others.push(show(Group::with_title(title), &place, &marks, look));
            }
        }
    }
    main = show(main, found, &marks, look);
    if let Some(hint) = &diagnostic.hint {
        main = main.element(Level::HELP.with_name(hint_word(language)).message(hint.of(language)));
    }
    let mut groups = vec![main];
    groups.append(&mut others);
    groups
}

/// How far apart two places may be in their lines to be shown together; the renderer widens the picture to hold both.
const TOGETHER_COLUMNS: usize = 80;

/// How many lines may lie between them; the renderer reads them all, of which it shows none.
const TOGETHER_LINES: usize = 500;

/// True for two places of one file that can be marked in one picture of its lines.
fn fit_one_picture(one: &Found, other: &Found) -> bool {
    let (Some((start, end)), Some((other_start, other_end))) = (one.lines(), other.lines()) else { return false };
    one.path == other.path
        && end.1.max(other_end.1) - start.1.min(other_start.1) <= TOGETHER_COLUMNS
        && start.0.abs_diff(other_start.0) <= TOGETHER_LINES
}

type Mark<'s> = (AnnotationKind, Range<usize>, &'s str);

/// Adds the file's name, and the marked lines where there are any.
fn show<'s>(group: Group<'s>, found: &Found<'s>, marks: &[Mark<'s>], look: &Look) -> Group<'s> {
    let path = format!("{}{}", look.folder, found.path);
    let Some(file) = found.text.as_ref().filter(|_| !marks.is_empty()) else {
        return group.element(Origin::path(path));
    };
    // Only the marked lines go to the renderer, which would otherwise count a large file's lines for each message.
    let text = file.text;
    let first = marks.iter().map(|(_, span, _)| span.start).min().unwrap_or(0);
    let last = marks.iter().map(|(_, span, _)| span.start).max().unwrap_or(0);
    let start = text[..first].rfind('\n').map_or(0, |end| end + 1);
    let end = text[last..].find('\n').map_or(text.len(), |end| last + end);
    let (line_number, _) = file.line_column(start);
    let annotations = marks.iter().map(|(kind, span, label)| annotation(*kind, span, label, text, start));
    group.element(Snippet::source(&text[start..end]).line_start(line_number).path(path).annotations(annotations))
}

/// A mark inside its own line; a span of many lines is shown by its first.
fn annotation<'s>(
    kind: AnnotationKind,
    span: &Range<usize>,
    label: &'s str,
    text: &str,
    start: usize,
) -> Annotation<'s> {
    let line_end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end);
    let annotation = kind.span(span.start - start..span.end.min(line_end) - start);
    if label.is_empty() { annotation } else { annotation.label(label) }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    }
}

fn hint_word(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "cách sửa",
        Language::English => "help",
    }
}

fn note_word(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "xem",
        Language::English => "see",
    }
}
