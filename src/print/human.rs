//! For people: rustc's look, with the line, a caret under the place, and what to do.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::lines::Lines;
use super::{Found, Look, Texts};
use crate::diagnostic::Language;
use crate::diagnostic::counted::counted;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// Every message, each followed by a blank line.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, look: &Look) -> String {
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    let told = counted(diagnostics);
    let texts = Texts::of(&told, sources);
    let mut out = String::new();
    for (diagnostic, found) in texts.in_order(&told) {
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
fn groups<'s>(diagnostic: &'s Diagnostic, found: &Found<'s>, texts: &'s Texts, look: &Look) -> Vec<Group<'s>> {
    let language = look.language;
    let level = level(diagnostic.severity).with_name(diagnostic.severity.word(language));
    let mut main = Group::with_title(level.primary_title(diagnostic.message.of(language)).id(diagnostic.code.id));
    let mut others = Vec::new();
    let mut marks: Vec<Mark> = found.span.clone().map(|span| (AnnotationKind::Primary, span, "")).into_iter().collect();
    for related in &diagnostic.related {
        let place = texts.find(&related.location);
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

/// How much text may lie between two places that are shown together, and around one whose line is longer still: more
/// than anybody sees, since the renderer cuts its lines at 140 columns.
const AROUND_BYTES: usize = 1024;

/// True for two places of one file that can be marked in one picture of its lines.
fn fit_one_picture(one: &Found, other: &Found) -> bool {
    let (Some(lines), Some(span), Some(other_span)) = (one.lines, &one.span, &other.span) else { return false };
    if one.path != other.path || span.start.abs_diff(other_span.start) > AROUND_BYTES {
        return false;
    }
    let columns = |span: &Range<usize>| (lines.place(span.start).1, lines.place(end_in_line(span, lines)).1);
    let ((start, end), (other_start, other_end)) = (columns(span), columns(other_span));
    end.max(other_end) - start.min(other_start) <= TOGETHER_COLUMNS
}

type Mark<'s> = (AnnotationKind, Range<usize>, &'s str);

/// Adds the file's name, and the marked lines where there are any.
fn show<'s>(group: Group<'s>, found: &Found<'s>, marks: &[Mark<'s>], look: &Look) -> Group<'s> {
    let path = found.shown_path(look);
    let (Some(lines), Some((_, span, _))) = (found.lines, marks.first()) else {
        return group.element(Origin::path(path));
    };
    // Only what is near the marks goes to the renderer, which would otherwise read a large file, or a long line, for
    // each message.
    let first = marks.iter().map(|(_, span, _)| span.start).min().unwrap_or(0);
    let last = marks.iter().map(|(_, span, _)| end_in_line(span, lines)).max().unwrap_or(0);
    let whole = lines.start(first)..lines.end(last);
    let start = whole.start.max(lines.text().floor_char_boundary(first.saturating_sub(AROUND_BYTES)));
    let end = whole.end.min(lines.text().ceil_char_boundary(last + AROUND_BYTES));
    let annotations = marks.iter().map(|(kind, span, label)| annotation(*kind, span, label, lines, start));
    let picture = Snippet::source(&lines.text()[start..end]).line_start(lines.place(start).0).annotations(annotations);
    if start == whole.start {
        return group.element(picture.path(path));
    }
    // The renderer counts columns from the start of what it is given.
    let (line, column) = lines.place(span.start);
    group.element(Origin::path(path).line(line).char_column(column)).element(picture)
}

/// Where a span ends that is shown by its first line.
fn end_in_line(span: &Range<usize>, lines: &Lines<'_>) -> usize {
    let most = lines.text().floor_char_boundary(span.start + AROUND_BYTES);
    span.end.min(lines.end(span.start)).min(most.max(span.start))
}

/// A mark inside its own line.
fn annotation<'s>(
    kind: AnnotationKind,
    span: &Range<usize>,
    label: &'s str,
    lines: &Lines<'_>,
    start: usize,
) -> Annotation<'s> {
    let annotation = kind.span(span.start - start..end_in_line(span, lines) - start);
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
