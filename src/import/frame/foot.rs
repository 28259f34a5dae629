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

/// Columns of the table that a foot is placed by.
const MOST_COLUMNS: usize = 3;

/// Blocks between the first line of a signature and `Nơi nhận`, when the signature comes first.
const SIGNATURE_BLOCKS: usize = 8;

/// Reads the foot; also gives the blocks that it takes, an empty range where there is none.
pub fn take(blocks: &[Block]) -> (Foot, Range<usize>) {
    let lines: Vec<Line> = blocks.iter().enumerate().flat_map(|(index, block)| line::of_block(block, index)).collect();
    // Where a table has many columns, `Nơi nhận` heads one of them.
    let is_wide = |line: &Line| matches!(&blocks[line.block], Block::Table(table) if table.rows.iter().any(|row| row.len() > MOST_COLUMNS));
    let recipients_at = lines.iter().position(|line| recipients_label(&line.text).is_some() && !is_wide(line));
    let first = match recipients_at {
        Some(at) => Some(first_line(&lines, at)),
        None => signature_alone(&lines, is_wide),
    };
    let Some(first) = first else {
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
        if line.block >= end && begins_attached(&lines[index..]) {
            break;
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
    if foot.recipients.is_empty() && foot.signatures.is_empty() {
        // Words that a foot begins with, in a text that speaks of feet.
        return (Foot::default(), blocks.len()..blocks.len());
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

/// Where a foot with `Nơi nhận` begins: there, or at the signature that stands before it.
fn first_line(lines: &[Line], recipients_at: usize) -> usize {
    let before = &lines[..recipients_at];
    let is_near = |line: &Line| line.block + SIGNATURE_BLOCKS >= lines[recipients_at].block;
    let authority = before.iter().position(|line| is_near(line) && begins_signature(line));
    let is_of_signature = |line: &Line| {
        line.is_wordless()
            || phrase::is_authority(&line.text)
            || phrase::is_name(&line.text)
            || phrase::is_signed_note(&line.text)
    };
    authority.filter(|at| before[*at..].iter().all(is_of_signature)).unwrap_or(recipients_at)
}

fn begins_signature(line: &Line) -> bool {
    phrase::is_authority(&line.text) && line.section().is_none()
}

/// Where a signature stands without `Nơi nhận`: the last before the annexes that has a name, since a text may show by examples how
/// one signs; one without a name only where the text ends.
fn signature_alone(lines: &[Line], is_wide: impl Fn(&Line) -> bool) -> Option<usize> {
    let begins_annex = |line: &Line| line.is_short() && line.folded().starts_with("phu luc");
    let text = &lines[..lines.iter().position(begins_annex).unwrap_or(lines.len())];
    let last_block = text.last()?.block;
    let (mut found, mut open) = (Vec::new(), None);
    for (index, line) in text.iter().enumerate().filter(|(_, line)| !line.is_wordless()) {
        if begins_signature(line) && !is_wide(line) {
            open.get_or_insert((index, false));
        } else if let Some((_, has_name)) = &mut open
            && (phrase::is_name(&line.text) || phrase::is_signed_note(&line.text))
        {
            *has_name |= phrase::is_name(&line.text);
        } else {
            found.extend(open.take());
        }
    }
    found.extend(open);
    let named = found.iter().rev().find(|(_, has_name)| *has_name);
    let at_end = found.last().filter(|(at, _)| text[*at].block + SIGNATURE_BLOCKS >= last_block);
    named.or(at_end).map(|(at, _)| *at)
}

/// Whether these lines begin what is attached to a document, with a heading of its own: `CHÍNH PHỦ`, the national name, `QUY CHẾ`.
fn begins_attached(lines: &[Line]) -> bool {
    const MOST_LINES_ABOVE: usize = 4;
    let first = lines.iter().filter(|line| !line.is_wordless()).take(MOST_LINES_ABOVE);
    first.take_while(|line| line.is_capitals()).any(|line| phrase::is_national_name(&line.folded()))
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
