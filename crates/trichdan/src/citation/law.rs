//! Laws by name: `Luật Quản lý thuế số 38/2019/QH14`, `Luật Phá sản 2014`, `Luật Đất đai ngày 29/11/2013`.
//!
//! A name alone is no citation, since nobody can tell which of several laws of that name is meant.

use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::{Between, Lexicon, is_spelt};
use super::reader::{gap, gap_back, word_back};
use super::{Candidate, Naming};
use crate::calendar::{self, DateParse};
use crate::designation::kind::Kind;
use crate::designation::written::{self, Written};
use crate::designation::{Designation, is_term};
use crate::text::lookalike;
use crate::text::word::{self, Key, Word};

/// The longest names have some twenty words; those that amend several laws hold the names of all of them.
pub(super) const LONGEST_NAME: usize = 24;
const LONGEST_AMENDING_NAME: usize = 60;

/// The law whose type word begins at `at`, or ends there with its last syllable.
pub fn read_at(text: &str, at: usize, floor: usize) -> Option<Candidate> {
    if let Some(code) = abbreviated_code_at(text, at) {
        return Some(code);
    }
    let (kind, type_words) = type_at(text, at).filter(|(_, words)| words.start >= floor)?;
    let name = Name::after(text, kind, type_words.clone());
    let (name_end, end) = name.read()?;
    let start = type_words.start;
    Some(match end {
        End::Number(written) => Candidate {
            surface: start..written.symbol.end,
            kind: Some(kind),
            has_own_kind: true,
            designation: Designation::of_written(text, &written),
            year: written.year,
            number: Some(written.number),
            symbol: Some(written.symbol),
            date: None,
            issuer: None,
            law: Some(Naming::Whole(start..name_end)),
        },
        End::Year(year, end) => named(text, kind, start..end, name_end, Some(year), None),
        End::Date(parse) => named(text, kind, start..name_end, name_end, None, Some(parse)),
    })
}

/// The type word around `at`.
pub(super) fn type_words_at(text: &str, at: usize) -> Option<Range<usize>> {
    type_at(text, at).map(|(_, words)| words)
}

/// Whether a law's name ends at `end`: a mark follows, or a word with which the sentence goes on.
pub(super) fn ends_name(text: &str, end: usize) -> bool {
    const JOINTS: [Key; 4] = [Key::of("va"), Key::of("hoac"), Key::of("cua"), Key::of("thi")];
    match word::at(text, gap(text, end)) {
        None => !text[gap(text, end)..].starts_with(|next: char| lookalike::hyphen(next) || lookalike::slash(next)),
        Some(next) => {
            let stop = STOPS.longest_from(text, next, Between::Spaces).map(|(stop, _)| stop);
            JOINTS.contains(&next.key) || matches!(stop, Some(Stop::Always | Stop::Mostly))
        }
    }
}

/// Codes that lawyers abbreviate. Other laws' abbreviations mean too many things.
const CODES: &[(&str, &str)] = &[
    ("BLDS", "Bộ luật Dân sự"),
    ("BLHS", "Bộ luật Hình sự"),
    ("BLLĐ", "Bộ luật Lao động"),
    ("BLTTDS", "Bộ luật Tố tụng dân sự"),
    ("BLTTHS", "Bộ luật Tố tụng hình sự"),
    ("BLHH", "Bộ luật Hàng hải Việt Nam"),
];

/// `BLDS 2015`, `BLLĐ năm 2019`.
fn abbreviated_code_at(text: &str, at: usize) -> Option<Candidate> {
    let word = word::at(text, at).filter(|word| word.capitals > 3)?;
    let (_, name) = CODES.iter().find(|(code, _)| *code == &text[word.start..word.end])?;
    let reader = Name::after(text, Kind::BoLuat, at..word.end);
    let next = gap(text, word.end);
    let (year, end) = reader.year_at(next, word::at(text, next))?;
    Some(Candidate {
        surface: at..end,
        kind: Some(Kind::BoLuat),
        has_own_kind: true,
        designation: Designation::of_name(name, Some(year)),
        number: None,
        year: Some(year),
        symbol: None,
        date: None,
        issuer: None,
        law: None,
    })
}

fn named(
    text: &str,
    kind: Kind,
    surface: Range<usize>,
    name_end: usize,
    year: Option<i16>,
    date: Option<DateParse>,
) -> Candidate {
    let of_date = date.as_ref().map(|parse| parse.written.2);
    let name = surface.start..name_end;
    let designation = Designation::of_name(&text[name.clone()], year.or(of_date));
    Candidate {
        surface,
        kind: Some(kind),
        has_own_kind: true,
        designation,
        number: None,
        year,
        symbol: None,
        date,
        issuer: None,
        law: Some(Naming::Whole(name)),
    }
}

/// The type word around `at`: `Luật`, `Bộ luật`, `Pháp lệnh`, `Hiến pháp`.
fn type_at(text: &str, at: usize) -> Option<(Kind, Range<usize>)> {
    let first = word::at(text, at)?;
    if text[..at].ends_with(|letter: char| letter.is_alphanumeric()) {
        return None;
    }
    let before = word_back(text, first.start);
    let two = |last: &str| word::at(text, gap(text, first.end)).filter(|word| word.key == Key::of(last));
    match first.key {
        key if key == Key::of("luat") => match before.filter(|word| word.key == Key::of("bo")) {
            Some(bo) => Some((Kind::BoLuat, bo.start..first.end)),
            None => is_law(text, first, before).then_some((Kind::Luat, first.start..first.end)),
        },
        key if key == Key::of("phap") => two("lenh").map(|last| (Kind::PhapLenh, first.start..last.end)),
        key if key == Key::of("hien") => two("phap").map(|last| (Kind::HienPhap, first.start..last.end)),
        _ => None,
    }
}

/// Whether `luật` is a law's type word, and not half of `pháp luật`, `Đại học Luật`, `luật sư`.
fn is_law(text: &str, luat: Word, before: Option<Word>) -> bool {
    const BEFORE: &[&str] = &[
        "pháp", "kỷ", "quy", "học", "ngành", "khoa", "viện", "ty", "phòng", "nhân", "sĩ", "định", "vần", "thi", "thể",
    ];
    const AFTER: &[&str] = &["sư", "gia", "hóa", "lệ", "chơi", "pháp", "tục", "này", "đó", "định"];
    let spelt_in =
        |word: Word, list: &[&str]| list.iter().any(|spelling| is_spelt(&text[word.start..word.end], spelling));
    let after = word::at(text, gap(text, luat.end));
    let dashed = text[..gap_back(text, luat.start)].ends_with(lookalike::hyphen)
        && before.is_none()
        && has_word_before_dash(text, luat.start);
    !before.is_some_and(|word| spelt_in(word, BEFORE)) && !after.is_some_and(|word| spelt_in(word, AFTER)) && !dashed
}

/// `Kinh tế - Luật`, against the hyphen of a list item.
fn has_word_before_dash(text: &str, at: usize) -> bool {
    let dash = text[..gap_back(text, at)].trim_end_matches(lookalike::hyphen);
    word_back(text, dash.len()).is_some()
}

/// What makes a name a citation.
enum End {
    Number(Written),
    Year(i16, usize),
    Date(DateParse),
}

/// A name as it is read, word by word.
struct Name<'a> {
    text: &'a str,
    kind: Kind,
    type_words: Range<usize>,
    /// `Luật sửa đổi, bổ sung một số điều của Luật …`: its name holds other laws' names.
    is_amending: bool,
    /// Whether a word was met that hardly stands in a name: then only a number is believed.
    is_doubtful: bool,
    words: usize,
}

impl<'a> Name<'a> {
    fn after(text: &'a str, kind: Kind, type_words: Range<usize>) -> Self {
        Self { text, kind, type_words, is_amending: false, is_doubtful: false, words: 0 }
    }

    /// Where the name ends, and with what.
    fn read(mut self) -> Option<(usize, End)> {
        let mut end = self.type_words.end;
        loop {
            if let Some(found) = self.end_after(end) {
                return Some((end, found));
            }
            end = self.next_part(end)?;
            let longest = if self.is_amending { LONGEST_AMENDING_NAME } else { LONGEST_NAME };
            if self.words > longest {
                return None;
            }
        }
    }

    /// A number, a year or a date right after the name.
    fn end_after(&self, end: usize) -> Option<End> {
        let text = self.text;
        let at = gap(text, end);
        let word = word::at(text, at);
        if let Some(written) =
            self.number_at(word.filter(|word| word.key == Key::of("so")).map_or(at, |so| after_colon(text, so.end)))
        {
            return Some(End::Number(written));
        }
        if self.is_doubtful {
            return None;
        }
        let has_name = self.words > 0 || self.kind == Kind::HienPhap;
        let passed = PASSED.longest_at(text, at, Between::Spaces).map_or(at, |(_, end)| gap(text, end));
        if let Some(ngay) = word::at(text, passed).filter(|word| word.key == Key::of("ngay")) {
            return calendar::read_at(text, ngay.start)
                .filter(|parse| parse.date.is_some() && self.words > 0)
                .map(End::Date);
        }
        let (year, year_end) = self.year_at(at, word).filter(|_| has_name)?;
        let more = word::at(text, gap(text, year_end)).filter(|word| word.key == Key::of("so"));
        let number = more.and_then(|so| self.number_at(after_colon(text, so.end)));
        Some(number.map_or(End::Year(year, year_end), End::Number))
    }

    /// A designation of the Assembly or its committee.
    fn number_at(&self, at: usize) -> Option<Written> {
        if !self.text[at..].starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let written = written::read_at(self.text, at)?;
        let mut groups = self.text[written.symbol.clone()].split(|mark: char| lookalike::hyphen(mark) || mark == '/');
        groups
            .any(|group| is_term(group, "QH") || is_term(group, "UBTVQH") || is_term(group, "HĐNN") || group == "CTN")
            .then_some(written)
    }

    /// `năm 2013`, `2013`, `(2013)`, `(năm 2013)`. A law typed in small letters needs `năm`, or a name with a capital.
    fn year_at(&self, at: usize, word: Option<Word>) -> Option<(i16, usize)> {
        let text = self.text;
        let bracket = text[at..].starts_with('(');
        let inner = if bracket { gap(text, at + 1) } else { at };
        let nam = if bracket { word::at(text, inner) } else { word };
        let nam = nam.filter(|word| is_spelt(&text[word.start..word.end], "năm"));
        let digits = nam.map_or(inner, |word| gap(text, word.end));
        let length = text[digits..].bytes().take_while(u8::is_ascii_digit).count();
        let year: i16 = text[digits..digits + length].parse().ok().filter(|year| (1945..2100).contains(year))?;
        let mut end = digits + length;
        let goes_on = text[end..].starts_with(|next: char| next.is_alphanumeric() || lookalike::slash(next))
            || (text[end..].starts_with(['-', '–', '.', ','])
                && text[end..].chars().nth(1).is_some_and(|next| next.is_ascii_digit()));
        if length != 4 || goes_on || !(nam.is_some() || self.is_written_as_a_name()) {
            return None;
        }
        if bracket {
            end = gap(text, end);
            end = text[end..].starts_with(')').then_some(end + 1)?;
        }
        Some((year, end))
    }

    /// Whether the type word or the first word of the name has a capital.
    fn is_written_as_a_name(&self) -> bool {
        let first = word::at(self.text, gap(self.text, self.type_words.end));
        let capital = |at: usize| self.text[at..].starts_with(char::is_uppercase);
        capital(self.type_words.start) || first.is_some_and(|word| word.is_capital)
    }

    /// The end of the next word of the name, with a comma or hyphen before it; none where the name cannot go on.
    fn next_part(&mut self, end: usize) -> Option<usize> {
        let text = self.text;
        let at = gap(text, end);
        let mark = text[at..].chars().next()?;
        if mark == '(' {
            return note_end(text, at);
        }
        if mark.is_ascii_digit() && self.is_amending {
            // `của 37 luật có liên quan đến quy hoạch`
            let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            return (length <= 2).then_some(at + length);
        }
        let joins = self.words > 0 && (matches!(mark, ',' | '&') || lookalike::hyphen(mark));
        let word = word::at(text, if joins { gap(text, at + mark.len_utf8()) } else { at })?;
        self.take(word).then_some(word.end)
    }

    fn take(&mut self, word: Word) -> bool {
        let text = self.text;
        self.words += 1;
        if self.kind == Kind::HienPhap && self.words == 1 && !is_spelt(&text[word.start..word.end], "nước") {
            return false;
        }
        if self.words == 1 {
            let follows = |spelling| is_spelt(&text[word.start..word.end], spelling);
            self.is_amending = follows("sửa") || follows("bổ");
        }
        let stop = STOPS.longest_from(text, word, Between::Spaces).map(|(stop, _)| stop);
        let stop = stop.filter(|_| self.words > 1 && !word.is_capital);
        let is_another_law =
            self.words > 1 && (word.key == Key::of("luat") && word.is_capital || begins_code(text, word));
        self.is_doubtful |= stop == Some(Stop::Mostly) && !self.is_amending;
        stop != Some(Stop::Always) && (self.is_amending || !is_another_law) && !begins_decree(text, word)
    }
}

/// `Luật Đất đai (sửa đổi) năm 2024`, `Luật Phòng, chống … (HIV/AIDS) số …`: a bracket inside a name.
fn note_end(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 60;
    let close = at + text[at..].find(')')?;
    let note = &text[at + 1..close];
    let amends = word::at(text, at + 1).is_some_and(|word| is_spelt(&text[word.start..word.end], "sửa"));
    let abbreviates = note.chars().all(|letter| letter.is_uppercase() || letter == '/');
    (close - at < LONGEST && (amends || abbreviates)).then_some(close + 1)
}

fn begins_code(text: &str, word: Word) -> bool {
    let next = || word::at(text, gap(text, word.end)).is_some_and(|next| next.key == Key::of("luat"));
    (word.key == Key::of("bo") && next()) || (is_spelt(&text[word.start..word.end], "hoặc"))
}

/// The type word of another document ends a name.
fn begins_decree(text: &str, word: Word) -> bool {
    const TYPES: [(&str, &str); 6] =
        [("nghi", "dinh"), ("thong", "tu"), ("nghi", "quyet"), ("quyet", "dinh"), ("chi", "thi"), ("hien", "phap")];
    let next = || word::at(text, gap(text, word.end)).map(|next| next.key);
    TYPES.iter().any(|(first, last)| word.key == Key::of(first) && next() == Some(Key::of(last)))
}

fn after_colon(text: &str, at: usize) -> usize {
    let next = gap(text, at);
    gap(text, if text[next..].starts_with(':') { next + 1 } else { next })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// In no law's name.
    Always,
    /// Hardly in a law's name: after it, only a number of the Assembly shows that the name went on.
    Mostly,
    /// In a law's name after all.
    Never,
}

/// Words with which a sentence goes on after a law's name.
static STOPS: LazyLock<Lexicon<Stop>> = LazyLock::new(|| {
    let of = |stop: Stop, phrases: &'static str| phrases.split(';').map(move |phrase| (phrase.trim(), stop));
    Lexicon::new(of(Stop::Always, NEVER_NAMES).chain(of(Stop::Mostly, SELDOM_NAMES)).chain(of(Stop::Never, NAMES)))
});

/// What may stand between a law's name and its day: `Luật Đất đai ban hành ngày 29/11/2013`.
static PASSED: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(["ban hành", "công bố", "thông qua"].map(|words| (words, ()))));

const NEVER_NAMES: &str = "được; đã; là; này; thì; nêu; mà; sẽ; đang; hiện hành";

const SELDOM_NAMES: &str = "có; quy định; qui định; theo quy định; theo đó; theo kế hoạch; tại; từ; vào; trên; khi; để; cho; không; \
    trước; sau; đến; bằng; thay; ban hành; hiện; như; nếu; bởi; kèm; đối với; trong năm; từ năm; giai đoạn; cần; phải; chỉ; \
    nhằm; do; tới; so; gồm; hướng dẫn; bao gồm; cụ thể";

const NAMES: &str = "vào doanh nghiệp; vào sản xuất; tại doanh nghiệp; có công; có thu nhập cao";
