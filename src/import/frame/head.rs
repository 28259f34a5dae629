//! The heading of a document: national name, body, number, place and date, type, abstract, addressees.

use super::line::{self, Line};
use super::phrase;
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
    /// What could not be told for a part of the heading, as paragraphs of the text.
    pub fn leftover_blocks(&self) -> Vec<Block> {
        self.leftovers.iter().map(|text| Block::of_words(text)).collect()
    }
}

/// Lines that a heading may have.
const MOST_LINES: usize = 60;

/// Decree 30/2020/NĐ-CP, Appendix III: types that stand above an abstract.
const KINDS: &[&str] = &[
    "bao cao",
    "ke hoach",
    "to trinh",
    "nghi quyet",
    "quyet dinh",
    "chi thi",
    "thong bao",
    "huong dan",
    "chuong trinh",
    "phuong an",
    "de an",
    "du an",
    "bien ban",
    "quy che",
    "quy dinh",
    "thong cao",
    "cong dien",
    "ket luan",
];

/// Reads the heading; also gives the number of blocks that it takes.
pub fn take(blocks: &[Block]) -> (Head, usize) {
    let lines: Vec<Line> =
        blocks.iter().enumerate().flat_map(|(index, block)| line::of_block(block, index)).take(MOST_LINES).collect();
    let mut head = Head::default();
    let mut reading = lines.iter().peekable();
    let mut end = 0;
    while let Some(line) = reading.peek() {
        if !head.take_line(line) {
            break;
        }
        end = line.block + 1;
        let is_kind = head.kind.is_some();
        reading.next();
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
        if folded.starts_with("cong hoa xa hoi chu nghia viet nam") || phrase::is_motto(&folded) {
            self.form_words.push(line.text.clone());
        } else if let Some(number) = phrase::designation(&line.text).filter(|_| self.designation.is_none()) {
            self.form_words.push(line.text.chars().take(2).collect()); // `Số` or `SỐ`
            self.designation = Some(number.to_owned());
        } else if let Some((place, date)) = phrase::place_and_date(&line.text).filter(|_| self.date_written.is_none()) {
            self.place = Some(place.to_owned()).filter(|place| !place.is_empty());
            self.date = calendar::parse(date);
            self.date_written = Some(date.to_owned());
        } else if matches!(folded.as_str(), "mat" | "toi mat" | "tuyet mat") {
            self.form_words.push(line.text.clone());
            self.secrecy = Some(line.text.clone());
        } else if KINDS.contains(&folded.trim_end_matches(':')) && line.is_capitals() {
            self.kind = Some(line.text.clone());
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

    /// Takes the abstract: the line below the type, and what goes on in the same display. Gives the block after it.
    fn take_summary<'l>(&mut self, lines: &mut std::iter::Peekable<impl Iterator<Item = &'l Line>>) -> usize {
        let mut end = 0;
        while let Some(line) = lines.peek() {
            let folded = line.folded();
            let is_display = line.is_bold || line.is_displayed || self.summary.is_empty();
            let starts_text = ["kinh gui", "can cu", "thuc hien"].iter().any(|start| folded.starts_with(start));
            if !line.is_wordless() {
                let starts_text = starts_text && !(line.is_bold && self.summary.is_empty());
                if line.section().is_some() || starts_text || !is_display {
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
        self.form_words.push("Kính gửi".to_owned());
        let after = first.text.split_once(':').map_or_else(|| words_after(&first.text, 2), |(_, rest)| rest.trim());
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
