//! The end of a document: recipients, and who signed by what authority.

use std::ops::Range;

use super::line::{self, Line};
use super::phrase;
use crate::import::manuscript::Block;
use trichdan::text::fold::fold;

/// What stands below a report's text, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Foot {
    /// Nơi nhận, one for each item, without the dash.
    pub recipients: Vec<String>,
    /// Who signed.
    pub signatures: Vec<Signature>,
    /// Words of the form itself: `Nơi nhận:`, `(Đã ký)`.
    pub form_words: Vec<String>,
    /// Lines that are none of these; they go into the text.
    pub leftovers: Vec<String>,
}

/// A signature as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
    pub authority: Vec<String>,
    /// `Lê Quang Trung`.
    pub name: Option<String>,
}

impl Foot {
    /// What could not be told for a part of the foot, as paragraphs of the text.
    pub fn leftover_blocks(&self) -> Vec<Block> {
        self.leftovers.iter().map(|text| Block::of_words(text)).collect()
    }
}

/// Blocks between the first line of a signature and `Nơi nhận`, when the signature comes first.
const SIGNATURE_BLOCKS: usize = 8;

/// Reads the foot; also gives the blocks that it takes, an empty range where there is none.
pub fn take(blocks: &[Block]) -> (Foot, Range<usize>) {
    let lines: Vec<Line> = blocks.iter().enumerate().flat_map(|(index, block)| line::of_block(block, index)).collect();
    let recipients_at = lines.iter().position(|line| recipients_label(&line.text).is_some());
    let Some(first) = first_line(&lines, recipients_at) else {
        return (Foot::default(), blocks.len()..blocks.len());
    };
    let mut foot = Foot::default();
    // A block is taken whole: what stands in it before the foot is text.
    let shares_block = |line: &&Line| line.block == lines[first].block && !line.is_wordless();
    foot.leftovers.extend(lines[..first].iter().filter(shares_block).map(|line| line.text.clone()));
    let mut end = lines[first].block + 1;
    let mut is_in_recipients = false;
    for (index, line) in lines.iter().enumerate().skip(first) {
        if line.is_wordless() {
            continue;
        }
        let is_new_cell = index > first && line.cell != lines[index - 1].cell;
        is_in_recipients &= !is_new_cell;
        if let Some((label, rest)) = recipients_label(&line.text) {
            foot.form_words.push(label.to_owned());
            foot.recipients.extend(items(rest).map(str::to_owned));
            is_in_recipients = true;
        } else if is_in_recipients && line.continues_sentence() && !foot.recipients.is_empty() {
            foot.continue_recipient(&line.text);
        } else if is_in_recipients && (line.item().is_some() || (line.cell > 0 && !phrase::is_authority(&line.text)))
            || line.item().is_some() && line.cell == 0 && !foot.form_words.is_empty()
        {
            foot.recipients.push(line.item().unwrap_or(&line.text).to_owned());
        } else if !foot.take_signature_line(line) {
            if line.block >= end {
                break;
            }
            foot.leftovers.push(line.text.clone());
        } else {
            is_in_recipients = false;
        }
        end = line.block + 1;
    }
    (foot, lines[first].block..end)
}

/// `Nơi nhận:`, and what stands behind it in its line; none for words of a sentence: `Nơi nhận mô hình là xã An Một`.
fn recipients_label(text: &str) -> Option<(&str, &str)> {
    if !fold(text).starts_with("noi nhan") {
        return None;
    }
    let (label, rest) = text.split_at(text.find(':').map_or(text.len(), |colon| colon + 1));
    (label.split_whitespace().count() == 2).then_some((label, rest.trim()))
}

/// The items of a line: `- Như trên; - Lưu: VT.`
fn items(line: &str) -> impl Iterator<Item = &str> {
    let items = line.split_inclusive(';').map(|item| item.trim().trim_start_matches(['-', '–']).trim_start());
    items.filter(|item| !item.is_empty())
}

/// Where the foot begins: at `Nơi nhận`, or at the signature where that stands before it or alone.
fn first_line(lines: &[Line], recipients_at: Option<usize>) -> Option<usize> {
    let is_near = |line: &Line| match recipients_at {
        Some(at) => line.block + SIGNATURE_BLOCKS >= lines[at].block,
        None => true,
    };
    let before = &lines[..recipients_at.unwrap_or(lines.len())];
    let authority =
        before.iter().position(|line| is_near(line) && phrase::is_authority(&line.text) && line.section().is_none());
    let signature = authority.filter(|at| {
        before[*at..].iter().all(|line| {
            let in_foot = line.is_wordless()
                || phrase::is_authority(&line.text)
                || phrase::is_name(&line.text)
                || phrase::is_signed_note(&line.text);
            // Behind a signature there may be annexes.
            in_foot || recipients_at.is_none()
        })
    });
    signature.or(recipients_at)
}

impl Foot {
    /// A long recipient is wrapped onto a line of its own.
    fn continue_recipient(&mut self, words: &str) {
        if let Some(last) = self.recipients.last_mut() {
            last.push(' ');
            last.push_str(words);
        }
    }

    /// Takes a line of a signature; false for any other.
    fn take_signature_line(&mut self, line: &Line) -> bool {
        let has_open = self.signatures.last().is_some_and(|signature| signature.name.is_none());
        if phrase::is_authority(&line.text) {
            if !has_open {
                self.signatures.push(Signature::default());
            }
            if let Some(signature) = self.signatures.last_mut() {
                signature.authority.push(line.text.clone());
            }
        } else if has_open && phrase::is_signed_note(&line.text) {
            self.form_words.push(line.text.clone());
        } else if has_open && phrase::is_name(&line.text) {
            if let Some(signature) = self.signatures.last_mut() {
                signature.name = Some(line.text.clone());
            }
        } else {
            return false;
        }
        true
    }
}
