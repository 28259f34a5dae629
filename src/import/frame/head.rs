//! The heading of a document: national name, body, number, place and date, type, abstract, addressees.

use super::line::{self, Line};
use super::phrase;
use crate::content::{is_without_number, lacks_a_number};
use crate::import::manuscript::Block;
use trichdan::calendar::{self, Date};

/// What stands above a report's text, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Lines in capitals before the number: the body above, then the issuing body, often on two lines.
    pub bodies: Vec<Written>,
    /// `05/BC-UBND`, or `/BC-UBND` where the number is blank.
    pub designation: Option<String>,
    /// `Triệu Sơn`.
    pub place: Option<String>,
    /// `ngày 05 tháng 3 năm 2022`, blanks as written.
    pub date_written: Option<String>,
    /// The date, where no part of it is blank.
    pub date: Option<Date>,
    /// `BÁO CÁO`.
    pub kind: Option<String>,
    /// Trích yếu: the lines below the type.
    pub summary: Vec<String>,
    /// Kính gửi.
    pub addressees: Vec<String>,
    /// `MẬT`, `TỐI MẬT`, `TUYỆT MẬT`.
    pub secrecy: Option<String>,
    /// `DỰ THẢO`, `(Dự thảo lần 2)`.
    pub draft: Option<String>,
    /// Words of the form itself, which every page shows anyway: the national name, `Số:`, `Kính gửi:`.
    pub form_words: Vec<String>,
    /// Lines of the heading that are none of these; they go into the text.
    pub leftovers: Vec<String>,
}

/// A line and whether it is bold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Its words.
    pub text: String,
    /// Bold is the issuing body; the body above it is not.
    pub is_bold: bool,
}

impl Head {
    /// Whether the original leaves its number blank.
    pub fn is_without_number(&self) -> bool {
        self.designation.as_deref().is_some_and(is_without_number)
    }

    /// Whether the original leaves a part of its date blank; a date that is none (`31 tháng 6`) does not.
    pub fn is_without_date(&self) -> bool {
        self.date.is_none() && self.date_written.as_deref().is_some_and(lacks_a_number)
    }

    /// What could not be told for a part of the heading, as paragraphs of the text.
    pub fn leftover_blocks(&self) -> Vec<Block> {
        self.leftovers.iter().map(|text| Block::of_words(text)).collect()
    }
}

/// Lines that a heading may have.
const MOST_LINES: usize = 60;

/// Lines above the heading proper, such as `Mẫu số 01` or `DỰ THẢO`, that do not end the search for it.
const MOST_LINES_ABOVE: usize = 3;

/// Reads the heading; also gives the number of blocks that it takes.
pub fn take(blocks: &[Block]) -> (Head, usize) {
    let lines: Vec<Line> =
        blocks.iter().enumerate().flat_map(|(index, block)| line::of_block(block, index)).take(MOST_LINES).collect();
    let mut head = Head::default();
    let mut reading = lines.iter().peekable();
    let mut end = 0;
    let is_above = |line: &Line, head: &Head| {
        let below = lines.iter().skip_while(|other| !std::ptr::eq(*other, line)).skip(1).take(MOST_LINES_ABOVE);
        head.is_empty() && line.is_short() && below.into_iter().any(Line::begins_heading)
    };
    while let Some(line) = reading.peek() {
        if !head.take_line(line) {
            if !is_above(line, &head) {
                break;
            }
            head.leftovers.push(line.text.clone());
        }
        end = line.block + 1;
        let (is_kind, is_subject) = (head.kind.is_some(), phrase::subject(&line.text).is_some());
        reading.next();
        if is_subject {
            end = end.max(head.take_rest_of_subject(&mut reading));
        }
        if is_kind {
            end = end.max(head.take_summary(&mut reading));
            break;
        }
    }
    end = end.max(head.take_addressees(&mut reading));
    // The rest of a block that is partly heading must not be lost.
    while let Some(line) = reading.next_if(|line| line.block < end) {
        head.leftovers.push(line.text.clone());
    }
    if head.is_empty() { (Head::default(), 0) } else { (head, end) }
}

impl Head {
    fn is_empty(&self) -> bool {
        let has_number = self.designation.is_some() || self.date_written.is_some();
        !has_number && self.kind.is_none() && self.form_words.is_empty()
    }

    /// Takes a line above the type; false where the heading has ended.
    fn take_line(&mut self, line: &Line) -> bool {
        let folded = line.folded();
        if line.is_wordless() {
            return true;
        }
        if phrase::is_national_name(&folded) || phrase::is_motto(&folded) {
            self.form_words.push(line.text.clone());
        } else if let Some(number) = phrase::designation(&line.text).filter(|_| self.designation.is_none()) {
            let label = line.text.strip_suffix(number).unwrap_or(&line.text);
            self.form_words.push(label.trim().to_owned()); // `Số:`
            self.designation = Some(number.to_owned());
        } else if let Some((place, date)) = phrase::place_and_date(&line.text).filter(|_| self.date_written.is_none()) {
            self.place = Some(place.to_owned()).filter(|place| !place.is_empty());
            self.date = calendar::parse(date);
            self.date_written = Some(date.to_owned());
        } else if matches!(folded.as_str(), "mat" | "toi mat" | "tuyet mat") {
            self.form_words.push(line.text.clone());
            self.secrecy = Some(line.text.clone());
        } else if phrase::is_draft_stamp(&folded) {
            self.form_words.push(line.text.clone()); // The remark above `draft: true` has it.
            self.draft = Some(line.text.clone());
        } else if phrase::is_urgency(&folded) {
            // No field is for it, and it must not be lost.
            self.leftovers.push(line.text.clone());
        } else if let Some((kind, rest)) = self.kind_in(line) {
            self.kind = Some(kind.to_owned());
            self.summary.extend(Some(rest.to_owned()).filter(|rest| !rest.is_empty()));
        } else if let Some((lead, subject)) = phrase::subject(&line.text) {
            self.form_words.push(lead.to_owned());
            self.summary.push(subject.to_owned());
        } else if line.is_capitals() && line.section().is_none() && self.summary.is_empty() {
            self.bodies.push(Written { text: line.text.clone(), is_bold: line.is_bold });
        } else if line.cell > 0 && (self.designation.is_some() || !self.form_words.is_empty()) {
            // A cell of the heading's table that says something else: `(Dự thảo lần 2)`.
            self.leftovers.push(line.text.clone());
        } else {
            return false;
        }
        true
    }

    /// Whether the title is still to come; `BÁO CÁO SƠ KẾT` only begins it.
    fn lacks_title(&self) -> bool {
        self.summary.iter().all(|line| phrase::is_within(line, 3))
    }

    /// The type of document that a line begins with, and what its title goes on with: `BÁO CÁO`, `BÁO CÁO SƠ KẾT`. A name of a
    /// body may begin like one (`BAN QUẢN LÝ DỰ ÁN` does not), so a longer line counts only below the number or the date.
    fn kind_in<'l>(&self, line: &'l Line) -> Option<(&'l str, &'l str)> {
        let (kind, rest) = phrase::kind_of_document(&line.text)?;
        let is_below = self.designation.is_some() || self.date_written.is_some();
        let fits = match rest.is_empty() {
            true => line.is_capitals() || line.is_bold || line.is_displayed,
            false => is_below && (line.is_capitals() || (line.is_displayed && line.is_bold)),
        };
        fits.then_some((kind, rest))
    }

    /// Takes the lines that a `V/v` goes on with in its cell. Gives the block after them.
    fn take_rest_of_subject<'l>(&mut self, lines: &mut std::iter::Peekable<impl Iterator<Item = &'l Line>>) -> usize {
        let mut end = 0;
        while let Some(line) = lines.next_if(|line| line.cell > 0 && line.continues_sentence()) {
            self.summary.push(line.text.clone());
            end = line.block + 1;
        }
        end
    }

    /// Takes the abstract: the line below the type, and what goes on in the same display. Gives the block after it.
    fn take_summary<'l>(&mut self, lines: &mut std::iter::Peekable<impl Iterator<Item = &'l Line>>) -> usize {
        let mut end = 0;
        while let Some(line) = lines.peek() {
            let folded = line.folded();
            let is_display = line.is_bold || line.is_displayed || self.lacks_title();
            let starts_text = ["kinh gui", "can cu", "thuc hien"].iter().any(|start| folded.starts_with(start));
            if !line.is_wordless() {
                let goes_on = line.continues_sentence() || (line.is_bold && self.summary.is_empty());
                let starts_text = starts_text && !goes_on;
                // A decision names its authority between abstract and grounds: `ỦY BAN NHÂN DÂN HUYỆN TRIỆU SƠN`.
                let is_authority = !self.summary.is_empty() && phrase::is_deciding_body(&line.text);
                let is_division = !self.summary.is_empty() && phrase::begins_division(&folded);
                if line.section().is_some() || starts_text || is_authority || is_division || !is_display {
                    break;
                }
                self.summary.push(line.text.clone());
            }
            end = line.block + 1;
            lines.next();
        }
        end
    }

    /// Takes `Kính gửi:` and the list below it. Gives the block after them.
    fn take_addressees<'l>(&mut self, lines: &mut std::iter::Peekable<impl Iterator<Item = &'l Line>>) -> usize {
        let Some(first) = lines.next_if(|line| line.folded().starts_with("kinh gui")) else {
            return 0;
        };
        let mut end = first.block + 1;
        let after = first.text.split_once(':').map_or_else(|| words_after(&first.text, 2), |(_, rest)| rest.trim());
        self.form_words.push(first.text.strip_suffix(after).unwrap_or(&first.text).to_owned()); // `Kính gửi:`
        if !after.is_empty() {
            self.addressees.push(after.trim_start_matches(['-', '–']).trim_start().to_owned());
        }
        while let Some(line) = lines.next_if(|line| line.item().is_some()) {
            self.addressees.extend(line.item().map(str::to_owned));
            end = line.block + 1;
        }
        end
    }
}

fn words_after(text: &str, count: usize) -> &str {
    let mut rest = text;
    for _ in 0..count {
        rest = rest.trim_start().split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    }
    rest.trim()
}
