//! A manuscript in Unicode: what was typed in the encodings of before is converted, and all that was changed is told.

use std::collections::BTreeSet;

use trichdan::text::encoding::{self, Encoding, share, typed_in};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::manuscript::{Manuscript, Run};
use crate::diagnostic::messages::import as messages;
use crate::diagnostic::{Diagnostic, Location};

/// Brings a manuscript to Unicode, NFC, without soft hyphens and letters that nobody sees, and tells all that it changed.
pub fn to_unicode(manuscript: &mut Manuscript, location: &Location) -> Vec<Diagnostic> {
    let mut report = Vec::new();
    for encoding in [Encoding::Tcvn3, Encoding::Vni] {
        convert_typeface(manuscript, encoding, location, &mut report);
    }
    convert_the_rest(manuscript, location, &mut report);
    let (mut soft_hyphens, mut composed) = (0, 0);
    manuscript.for_each_run(|run| {
        soft_hyphens += run.text.matches('\u{AD}').count();
        run.text.retain(|letter| letter != '\u{AD}');
        if !is_nfc(&run.text) {
            composed += 1;
            run.text = run.text.nfc().collect();
        }
    });
    if soft_hyphens > 0 {
        report.push(messages::soft_hyphens(location.clone(), soft_hyphens));
    }
    if composed > 0 {
        report.push(messages::composed(location.clone(), composed));
    }
    drop_unseen(manuscript, location, &mut report);
    report
}

/// Drops what shows nothing and breaks search, citations and YAML: marks of width and direction, control characters.
fn drop_unseen(manuscript: &mut Manuscript, location: &Location, report: &mut Vec<Diagnostic>) {
    let (mut count, mut kinds) = (0, BTreeSet::new());
    manuscript.for_each_text(|text| {
        if !text.contains(|letter| is_unseen(letter) || is_odd_line_end(letter)) {
            return;
        }
        let unseen = text.chars().filter(|letter| is_unseen(*letter));
        kinds.extend(unseen.inspect(|_| count += 1));
        let kept = text.chars().filter(|letter| !is_unseen(*letter));
        *text = kept.map(|letter| if is_odd_line_end(letter) { ' ' } else { letter }).collect();
    });
    if count > 0 {
        report.push(messages::unseen_letters(location.clone(), count, &kinds));
    }
}

/// Whether a letter has no shape of its own. Line ends and tabs are spaces, and letters for private use have a shape.
fn is_unseen(letter: char) -> bool {
    let is_format = matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}');
    is_format || (letter.is_control() && !matches!(letter, '\n' | '\t') && !is_odd_line_end(letter))
}

/// A line or page end of other programs: a space, for us.
fn is_odd_line_end(letter: char) -> bool {
    matches!(letter, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Converts the runs in an encoding's typefaces, if that makes them better Vietnamese.
fn convert_typeface(
    manuscript: &mut Manuscript,
    encoding: Encoding,
    location: &Location,
    report: &mut Vec<Diagnostic>,
) {
    let capitals = |run: &Run| match run.typeface.as_deref().and_then(encoding::of_typeface) {
        Some((found, capitals)) if found == encoding => Some(capitals),
        _ => None,
    };
    let (mut before, mut after, mut typeface) = (String::new(), String::new(), None);
    manuscript.for_each_run(|run| {
        if capitals(run).is_some() {
            // A space: runs in one look are joined already, so a new one begins a new word or a new paragraph.
            before.push_str(&format!("{} ", run.text));
            after.push_str(&format!("{} ", encoding.decode(&run.text).unwrap_or_default()));
            typeface = typeface.take().or_else(|| run.typeface.clone());
        }
    });
    let Some(typeface) = typeface else { return };
    let (share_before, share_after) = (share(&before), share(&after));
    if before.is_ascii() {
        // The same in every encoding.
    } else if share_after.possible < share_before.possible {
        report.push(messages::typeface_contradicts(location.clone(), &typeface, encoding.name()));
        return;
    } else {
        report.push(messages::converted(location.clone(), encoding.name(), share_before, share_after));
    }
    manuscript.for_each_run(|run| {
        let Some(capitals) = capitals(run) else { return };
        let converted = encoding.decode(&run.text).unwrap_or_default();
        run.text = if capitals { converted.to_uppercase() } else { converted };
        run.typeface = None;
    });
}

/// Converts what is in no telling typeface, if as a whole it is in an old encoding.
fn convert_the_rest(manuscript: &mut Manuscript, location: &Location, report: &mut Vec<Diagnostic>) {
    let is_rest = |run: &Run| run.typeface.as_deref().and_then(encoding::of_typeface).is_none();
    let mut text = String::new();
    manuscript.for_each_run(|run| {
        if is_rest(run) {
            text.push_str(&run.text);
            text.push('\n');
        }
    });
    let before = share(&text);
    match typed_in(&text) {
        Some((encoding, converted)) => {
            report.push(messages::converted(location.clone(), encoding.name(), before, share(&converted)));
            manuscript.for_each_run(|run| {
                if is_rest(run)
                    && let Some(converted) = encoding.decode(&run.text)
                {
                    run.text = converted;
                }
            });
        }
        None if encoding::is_doubtful(before) => {
            report.push(messages::unknown_encoding(location.clone(), before));
        }
        None => {}
    }
}
