//! What the careful reader found: mended where no word changes, or left as it is with a reason.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::asked::Asked;
use super::change::Seen;
use super::finding::{Finding, findings};
use super::pages::shown;
use super::reply::Reply;
use super::{Desk, fill};
use crate::check::silence;
use crate::diagnostic::Place;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::check::mended;

/// As many findings as one page can bear; the rest come when these are dealt with.
const MOST_ON_A_PAGE: usize = 60;

/// The findings in one file.
#[derive(Debug, Serialize)]
struct OfFile {
    file: String,
    findings: Vec<Finding>,
    can_mend: bool,
}

/// The findings of one kind.
#[derive(Debug, Serialize)]
struct OfKind {
    code: &'static str,
    kind: &'static str,
    count: usize,
}

pub(super) fn answer(desk: &mut Desk, asked: &Asked, rest: &[&str]) -> Reply {
    match (asked.is_post, rest) {
        (false, []) => desk.or_failure(|desk| page(desk, asked.query.get("loai"))),
        (true, ["sua"]) => desk.or_failure(|desk| mend(desk, asked.form.get("file"))),
        (true, ["de-nguyen"]) => desk.or_failure(|desk| leave(desk, asked)),
        _ => desk.missing(),
    }
}

/// All findings, or those of one code.
fn page(desk: &mut Desk, code: &str) -> Result<Reply, Failure> {
    let language = desk.language;
    let room = desk.room()?;
    let all = findings(room.findings(), room.sources(), language);
    let mut kinds: BTreeMap<&str, OfKind> = BTreeMap::new();
    for finding in &all {
        let Finding { code, kind, .. } = *finding;
        kinds.entry(code).or_insert(OfKind { code, kind, count: 0 }).count += 1;
    }
    let total = all.len();
    let chosen: Vec<Finding> = all.into_iter().filter(|finding| code.is_empty() || finding.code == code).collect();
    let left = chosen.len().saturating_sub(MOST_ON_A_PAGE);
    let mut files: Vec<OfFile> = Vec::new();
    for finding in chosen.into_iter().take(MOST_ON_A_PAGE) {
        if files.last().is_none_or(|last| last.file != finding.file) {
            files.push(OfFile { file: finding.file.clone(), findings: Vec::new(), can_mend: false });
        }
        if let Some(file) = files.last_mut() {
            file.can_mend |= finding.can_mend;
            file.findings.push(finding);
        }
    }
    for file in &mut files {
        let places: Vec<Place> = file.findings.iter().map(|finding| finding.place).collect();
        let addresses = fill::addresses(room, &file.file, &places);
        file.findings.iter_mut().zip(addresses).for_each(|(finding, address)| finding.form = address);
    }
    let page = shown! { files, kinds => kinds.into_values().collect::<Vec<_>>(), total, left, code };
    Ok(desk.page("mend.html", "mend", page))
}

/// Mends the letters of one file; never a word.
fn mend(desk: &mut Desk, file: &str) -> Result<Reply, Failure> {
    let room = desk.room()?;
    let path = room.sources().texts.keys().find(|path| path.as_str() == file);
    let mended = mended(room.live().folder(), path)?;
    let letters: usize = mended.values().map(|fixed| fixed.composed + fixed.exchanged).sum();
    // Compared with what the desk had read: who edits between the two readings is not written over.
    let texts = path.into_iter().zip(mended.into_values());
    let texts = texts.map(|(path, fixed)| (path.clone(), (Seen::of(path, room.sources()), fixed.text.into_bytes())));
    let texts = texts.collect();
    let title = desk.pages.say("mended_letters", &[("count", letters.to_string()), ("file", file.to_owned())]);
    desk.write(title, texts);
    Ok(Reply::Elsewhere("/soat".to_owned()))
}

/// Silences one finding where it stands, with a reason.
fn leave(desk: &mut Desk, asked: &Asked) -> Result<Reply, Failure> {
    let (file, code, reason) = (asked.form.get("file"), asked.form.get("code"), asked.form.get("reason"));
    let start: usize = asked.form.get("start").parse().unwrap_or(usize::MAX);
    let language = desk.language;
    let room = desk.room()?;
    let is_there = findings(room.findings(), room.sources(), language)
        .iter()
        .any(|finding| finding.can_stay && (finding.file.as_str(), finding.code, finding.start) == (file, code, start));
    let found = room.sources().texts.iter().find(|(path, _)| is_there && path.as_str() == file);
    let with_comment = found.and_then(|(path, text)| {
        let (line, comment) = silence::comment(path, text, code, start, reason)?;
        let disk = room.live().folder().disk_path(path)?.to_path_buf();
        Some((path.clone(), disk, text.clone(), line, comment))
    });
    match with_comment {
        Some((path, disk, text, line, comment)) => {
            let now = with_line(&disk, line, &comment)?;
            let title = desk.pages.say("left_as_it_is", &[("code", code.to_owned()), ("file", file.to_owned())]);
            desk.write(title, [(path, (Seen::Text(text), now))].into());
        }
        None => {
            let key = if reason.is_empty() { "needs_reason" } else { "cannot_silence" };
            desk.refuse(desk.pages.say(key, &[]), String::new());
        }
    }
    Ok(Reply::Elsewhere("/soat".to_owned()))
}

/// The bytes of a file with lines before one of its own; all else stays byte for byte, its kind of line ends too.
fn with_line(disk: &Path, line: usize, comment: &str) -> Result<Vec<u8>, Failure> {
    let text = std::fs::read_to_string(disk).map_err(|cause| messages::command::cannot_read(disk, &cause))?;
    let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let before: usize = text[mark..].split_inclusive('\n').take(line).map(str::len).sum::<usize>() + mark;
    let comment = if text.contains("\r\n") { comment.replace('\n', "\r\n") } else { comment.to_owned() };
    Ok([&text[..before], &comment, &text[before..]].concat().into_bytes())
}
