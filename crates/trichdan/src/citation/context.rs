//! What belongs to a citation after its symbol: the date, the issuer, a pinpoint.

use std::ops::Range;

use super::lexicon::is_spelt;
use super::reader::{gap, next_word, soft_gap};
use super::{issuer, pinpoint};
use crate::calendar::{self, Date};
use crate::text::lookalike;
use crate::text::word::{self, Key, Word};

/// What was found after a symbol.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The day of issue.
    pub date: Option<Date>,
    /// The issuing body's name.
    pub issuer: Option<Range<usize>>,
    /// A pinpoint after the document.
    pub pinpoint: Option<Range<usize>>,
    /// One past the last byte of all that.
    pub end: usize,
}

/// Reads on from the end of a symbol. `joint` documents have several issuers.
pub fn after(text: &str, end: usize, joint: bool) -> Context {
    let mut context = Context { end, ..Context::default() };
    // Date, issuer and pinpoint come in any order, each once.
    for _ in 0..4 {
        if !may_go_on(text, context.end) {
            break;
        }
        let progress = context.take_date(text) || context.take_issuer(text, joint) || context.take_pinpoint(text);
        if !progress {
            break;
        }
    }
    context
}

/// Whether what stands next can begin a date, an issuer or a pinpoint: a look at one mark and one word.
fn may_go_on(text: &str, end: usize) -> bool {
    const WORDS: [Key; 24] = [
        Key::of("ngay"),
        Key::of("nam"),
        Key::of("ban"),
        Key::of("ky"),
        Key::of("ki"),
        Key::of("duoc"),
        Key::of("do"),
        Key::of("de"),
        Key::of("thong"),
        Key::of("cong"),
        Key::of("phat"),
        Key::of("phe"),
        Key::of("vao"),
        Key::of("cua"),
        Key::of("tai"),
        Key::of("dieu"),
        Key::of("khoan"),
        Key::of("diem"),
        Key::of("muc"),
        Key::of("chuong"),
        Key::of("phan"),
        Key::of("phu"),
        Key::of("mau"),
        Key::of("tieu"),
    ];
    let at = soft_gap(text, end);
    match word::at(text, at) {
        Some(word) => WORDS.contains(&word.key),
        // A mark may join what follows; a date may stand by itself.
        None => {
            text[at..].starts_with(|mark: char| matches!(mark, ',' | '(' | ':' | '0'..='9') || lookalike::hyphen(mark))
        }
    }
}

impl Context {
    fn take_date(&mut self, text: &str) -> bool {
        let found = self.date.is_none().then(|| date_after(text, self.end, self.issuer.is_none())).flatten();
        let Some(found) = found else { return false };
        self.date = Some(found.date);
        self.issuer = self.issuer.take().or(found.issuer);
        self.end = found.end;
        true
    }

    fn take_issuer(&mut self, text: &str, joint: bool) -> bool {
        let found = self.issuer.is_none().then(|| issuer_after(text, self.end, joint)).flatten();
        if let Some((name, end)) = found.clone() {
            (self.issuer, self.end) = (Some(name), end);
        }
        found.is_some()
    }

    fn take_pinpoint(&mut self, text: &str) -> bool {
        let found = self.pinpoint.is_none().then(|| pinpoint_after(text, self.end)).flatten();
        if let Some(found) = found.clone() {
            self.end = found.end;
            self.pinpoint = Some(found);
        }
        found.is_some()
    }
}

/// A date, and the body that the words before it name: `được Quốc hội thông qua ngày …`.
struct Dated {
    date: Date,
    issuer: Option<Range<usize>>,
    end: usize,
}

/// `ngày 05/3/2020`, `, ngày …`, `ban hành ngày …`, `(27/9/2019)`, `(Bộ Chính trị, 27/9/2019)`.
fn date_after(text: &str, end: usize, right_after_symbol: bool) -> Option<Dated> {
    let at = soft_gap(text, end);
    let mark = text[at..].chars().next()?;
    if mark == '(' {
        return date_in_brackets(text, at + 1);
    }
    let is_joint = mark == ',' || lookalike::hyphen(mark);
    let start = if is_joint && right_after_symbol { gap(text, at + mark.len_utf8()) } else { at };
    let words = over_date_words(text, start);
    let parse = calendar::read_at(text, words.end)?;
    let has_ngay = word::at(text, words.end).is_some();
    let is_said = words.end > start;
    let date = parse.date.filter(|_| has_ngay || is_said || !is_joint)?;
    Some(Dated { date, issuer: words.issuer, end: parse.end })
}

/// The words between a symbol and `ngày`.
struct DateWords {
    issuer: Option<Range<usize>>,
    end: usize,
}

/// Over `ký`, `được ban hành`, `do Quốc hội thông qua`: where `ngày` should stand, and the body if one is named.
fn over_date_words(text: &str, start: usize) -> DateWords {
    const WORDS: &[&str] =
        &["được", "ký", "kí", "ban", "hành", "đề", "thông", "qua", "công", "bố", "phát", "duyệt", "phê", "vào"];
    let mut words = DateWords { issuer: None, end: start };
    if let Some(first) = word::at(text, start)
        && (is(text, first, "được") || is(text, first, "do"))
    {
        let name = gap(text, first.end);
        let name_end =
            issuer::end_at(text, name, false).filter(|_| word::at(text, name).is_some_and(|word| word.is_capital));
        words.issuer = name_end.map(|end| name..end);
        words.end = gap(text, name_end.unwrap_or(if is(text, first, "do") { start } else { first.end }));
    }
    while let Some(word) =
        word::at(text, words.end).filter(|word| WORDS.iter().any(|spelling| is(text, *word, spelling)))
    {
        words.end = soft_gap(text, word.end);
    }
    words
}

/// The date inside brackets, first or after a body's name; nothing where the brackets speak of force or change.
fn date_in_brackets(text: &str, inside: usize) -> Option<Dated> {
    let start = gap(text, inside);
    let close = start + text[start..].find([')', '\n', '('])?;
    let words = over_date_words(text, start);
    let named = || {
        let name_end = issuer::end_at(text, start, false).filter(|end| *end <= close)?;
        let comma = gap(text, name_end);
        text[comma..]
            .starts_with(',')
            .then(|| calendar::read_at(text, over_date_words(text, gap(text, comma + 1)).end))?
    };
    let parse = calendar::read_at(text, words.end).or_else(named).filter(|parse| parse.end <= close)?;
    let end = gap(text, parse.end);
    let end = if text[end..].starts_with(')') { end + 1 } else { parse.end };
    Some(Dated { date: parse.date?, issuer: words.issuer, end })
}

/// `của Bộ Tài chính`, `, của …`, `(của …)`, `do Bộ Tài chính ban hành`.
fn issuer_after(text: &str, end: usize, joint: bool) -> Option<(Range<usize>, usize)> {
    let at = over_vague_date(text, soft_gap(text, end));
    let at = if text[at..].starts_with([',', '(']) { gap(text, at + 1) } else { at };
    let lead = word::at(text, at)?;
    let name = soft_gap(text, lead.end);
    if is(text, lead, "của") {
        let end = issuer::end_at(text, name, joint)?;
        return Some((name..end, end));
    }
    if is(text, lead, "do") {
        let end = issuer::end_at(text, name, joint)?;
        let verb = next_word(text, end)?;
        let issues = ["ban", "ký", "phê", "cấp"].iter().any(|spelling| is(text, verb, spelling));
        return issues.then_some((name..end, end));
    }
    None
}

/// Over what is no full date: `năm 2025`, `ngày 22/9`, `ngày … tháng … năm 2022`.
fn over_vague_date(text: &str, start: usize) -> usize {
    const WORDS: &[&str] = &["ngày", "tháng", "năm"];
    let mut at = start;
    if !word::at(text, at).is_some_and(|word| is(text, word, "ngày") || is(text, word, "năm")) {
        return start;
    }
    loop {
        let filler = |letter: char| letter.is_ascii_digit() || matches!(letter, '/' | '.' | '…' | '_');
        let end = text[at..].find(|letter| !filler(letter)).map_or(text.len(), |length| at + length);
        let next = gap(text, end);
        match word::at(text, next).filter(|word| WORDS.iter().any(|spelling| is(text, *word, spelling))) {
            Some(word) => at = gap(text, word.end),
            None if next > at => at = next,
            None => return at,
        }
    }
}

/// `, khoản 1 Điều 34`, ` Điều 13 khoản 2`, ` (Điều 5)`, ` - Điều 5`, ` tại Điều 5`.
fn pinpoint_after(text: &str, end: usize) -> Option<Range<usize>> {
    let at = soft_gap(text, end);
    // A line that begins with an article is that article's heading.
    if text[end..at].contains('\n') {
        return None;
    }
    let mark = text[at..].chars().next()?;
    let is_joint = matches!(mark, ',' | '(' | ':') || lookalike::hyphen(mark);
    let at = if is_joint { gap(text, at + mark.len_utf8()) } else { at };
    let at = word::at(text, at).filter(|word| is(text, *word, "tại")).map_or(at, |word| gap(text, word.end));
    pinpoint::after(text, at)
}

fn is(text: &str, word: Word, spelling: &str) -> bool {
    is_spelt(&text[word.start..word.end], spelling)
}
