//! The numbers of a passage as what they are: counts of things, shares in a hundred, so many of so many.

use std::ops::Range;

use rust_decimal::Decimal;
use trichdan::text::fold::compare_key;
use trichdan::text::number;

use super::words::{GRADES, LABELS, NUMBERED, SCALES, THINGS, TRAITS, VAGUE};

/// A passage as its words, signs and numbers, in order.
pub struct Passage {
    /// They.
    pub tokens: Vec<Token>,
}

/// A word, a sign or a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A word as words are compared.
    Word(String),
    /// A sign.
    Mark(char),
    Count(Amount),
    /// Of a hundred.
    Percent(Amount),
    /// `15/20`
    Ratio(Amount, Amount),
    /// A number that counts nothing, or that is not told from one.
    Label,
}

impl Kind {
    /// Whether it is a number that counts.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Percent(_) | Self::Ratio(..))
    }
}

/// A number, how exact it is written, and whether it is meant exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The number, its scale taken in.
    pub value: Decimal,
    /// The last place that is written: 0,1 of `12,5`; a million of `3 triệu`.
    pub step: Decimal,
    /// What `nghìn`, `triệu` or `tỷ` after it multiplies by; 1 without.
    pub scale: Decimal,
    /// `khoảng`, `gần`, `hơn` stand before it.
    pub is_vague: bool,
}

impl Amount {
    /// So many thousands or millions.
    pub fn scaled(self, scale: Decimal) -> Self {
        Self { value: self.value * scale, step: self.step * scale, scale: self.scale * scale, ..self }
    }

    /// Whether a share of two numbers is the percentage that is written, give or take its last place.
    pub fn is_share(self, part: Decimal, whole: Decimal) -> bool {
        let Some(share) = part.checked_div(whole) else { return false };
        (share * Decimal::ONE_HUNDRED - self.value).abs() <= self.step
    }

    /// Whether it is written in whole numbers.
    pub fn is_whole(self) -> bool {
        self.step == Decimal::ONE
    }
}

impl Passage {
    pub fn read(text: &str) -> Self {
        let mut tokens = raw(text);
        classify(text, &mut tokens);
        join_scales(&mut tokens);
        Self { tokens }
    }

    /// The word at a place, if it is one.
    pub fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The sign at a place, if it is one.
    pub fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The count at a place, if it is one.
    pub fn count(&self, at: usize) -> Option<Amount> {
        match self.tokens.get(at)?.kind {
            Kind::Count(amount) => Some(amount),
            _ => None,
        }
    }

    /// The thing that a count counts: the words after it if they name one.
    pub fn thing(&self, count: usize) -> Option<String> {
        self.phrase(count + 1, THINGS)
    }

    /// Whether a count is followed by a trait alone, or by nothing.
    pub fn has_trait(&self, count: usize) -> bool {
        self.phrase(count + 1, TRAITS).is_some()
    }

    /// Whether nothing that could be a thing follows a count.
    pub fn is_bare(&self, count: usize) -> bool {
        !matches!(self.word(count + 1), Some(word) if word != "và")
    }

    /// The longest phrase of a list, of one to three words, that begins at a place.
    fn phrase(&self, at: usize, list: &[&str]) -> Option<String> {
        let words: Vec<&str> = (at..at + 3).map_while(|at| self.word(at)).collect();
        (1..=words.len()).rev().map(|length| words[..length].join(" ")).find(|phrase| list.contains(&phrase.as_str()))
    }

    /// Where the words from one place on match all of these.
    pub fn has_words(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(index, word)| self.word(at + index) == Some(word))
    }

    /// The sentence around a place: it ends with a full stop, an exclamation mark or a new line.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let ends = |at: &usize| matches!(self.mark(*at), Some('.' | '!' | '?' | '\n'));
        let start = (0..at).rev().find(ends).map_or(0, |end| end + 1);
        start..(at..self.tokens.len()).find(ends).unwrap_or(self.tokens.len())
    }

    /// Every number that a share may be of, or a sum may be meant to be.
    pub fn amounts(&self) -> impl Iterator<Item = Decimal> {
        self.tokens
            .iter()
            .flat_map(|token| match token.kind {
                Kind::Count(amount) => [Some(amount.value), None],
                Kind::Ratio(part, whole) => [Some(part.value), Some(whole.value)],
                _ => [None, None],
            })
            .flatten()
    }
}

fn raw(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if letter.is_ascii_digit() {
            number_length(rest)
        } else if letter.is_alphabetic() {
            rest.find(|letter: char| !(letter.is_alphanumeric() || "&²³".contains(letter))).unwrap_or(rest.len())
        } else {
            letter.len_utf8()
        };
        let range = at..at + length;
        at += length;
        let kind = match letter {
            '\n' => Kind::Mark('\n'),
            _ if letter.is_whitespace() => continue,
            _ if letter.is_ascii_digit() => Kind::Label,
            _ if letter.is_alphabetic() => Kind::Word(compare_key(&text[range.clone()])),
            _ => Kind::Mark(letter),
        };
        tokens.push(Token { range, kind });
    }
    tokens
}

/// The digits from here on, with dots and commas between them.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let joins = |at: usize| matches!(bytes[at], b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).find(|&at| !bytes[at].is_ascii_digit() && !joins(at)).unwrap_or(bytes.len())
}

/// Finds out what each number is.
fn classify(text: &str, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let is_number = tokens[at].kind == Kind::Label;
        if is_number && let Some((kind, taken)) = number_at(text, tokens, at) {
            let end = tokens[at + taken - 1].range.end;
            tokens[at] = Token { range: tokens[at].range.start..end, kind };
            tokens.drain(at + 1..at + taken);
        }
        at += 1;
    }
}

/// What the number at a place is, and of how many tokens; none where it stays a label.
fn number_at(text: &str, tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let touches =
        |one: usize, other: usize| tokens.get(other).is_some_and(|other| tokens[one].range.end == other.range.start);
    let mark = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Mark(mark)) => Some(*mark),
        _ => None,
    };
    let is_joined = at > 0
        && touches(at - 1, at)
        && match &tokens[at - 1].kind {
            Kind::Word(_) | Kind::Label => true,
            Kind::Mark(mark) => "/-–:._".contains(*mark),
            _ => false,
        };
    let amount = amount(text, tokens, at).filter(|_| !is_joined && !is_label(tokens, at))?;
    if mark(at + 1) == Some('%') {
        return Some((Kind::Percent(amount), 2));
    }
    let next = tokens.get(at + 2).filter(|_| touches(at, at + 1) && touches(at + 1, at + 2)).map(|next| &next.kind);
    match (mark(at + 1).filter(|_| touches(at, at + 1)), next) {
        (Some('/'), Some(Kind::Label)) => {
            let whole = self::amount(text, tokens, at + 2)?;
            let goes_on = mark(at + 3) == Some('/') && touches(at + 2, at + 3);
            let is_date = is_date(tokens, at, amount.value, whole.value);
            (!goes_on && !is_date && whole.value >= amount.value && !whole.value.is_zero())
                .then_some((Kind::Ratio(amount, whole), 3))
        }
        (Some('/' | '-' | '–' | ':' | '_'), Some(_)) => None,
        _ if is_year(text, &tokens[at], amount.value) => None,
        _ => Some((Kind::Count(amount), 1)),
    }
}

fn amount(text: &str, tokens: &[Token], at: usize) -> Option<Amount> {
    let written = &text[tokens[at].range.clone()];
    let value = number::read(written)?;
    let decimals = written.rsplit_once(',').map_or(0, |(_, decimals)| decimals.len() as u32);
    let is_vague = at > 0 && matches!(&tokens[at - 1].kind, Kind::Word(word) if VAGUE.contains(&word.as_str()));
    Some(Amount { value, step: Decimal::new(1, decimals.min(20)), scale: Decimal::ONE, is_vague })
}

/// `năm 2022`, `Điều 5`; but `tổng số 5`.
fn is_label(tokens: &[Token], at: usize) -> bool {
    let word = |back: usize| match at.checked_sub(back).map(|at| &tokens[at].kind) {
        Some(Kind::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let is_grade =
        matches!(tokens.get(at + 1).map(|next| &next.kind), Some(Kind::Word(word)) if GRADES.contains(&word.as_str()));
    match word(1) {
        _ if is_grade => true,
        Some("số") => !matches!(word(2), Some("tổng" | "con" | "trong")),
        Some(word) if LABELS.contains(&word) => true,
        Some(word) => NUMBERED.contains(&word) && !names_thing(tokens, at + 1),
        None => false,
    }
}

/// Whether the words from a place on name a thing that is counted.
fn names_thing(tokens: &[Token], at: usize) -> bool {
    let words: Vec<&str> = tokens[at.min(tokens.len())..]
        .iter()
        .take(3)
        .map_while(|token| match &token.kind {
            Kind::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    (1..=words.len()).any(|length| THINGS.contains(&words[..length].join(" ").as_str()))
}

/// `16/3`, `6/2022`.
fn is_date(tokens: &[Token], at: usize, first: Decimal, second: Decimal) -> bool {
    let is_after_day = at > 0
        && matches!(&tokens[at - 1].kind, Kind::Word(word) if ["ngày", "đến", "từ", "hết", "tháng", "sáng", "chiều", "tối", "quý"].contains(&word.as_str()));
    let [twelve, days, years] = [12, 31, 1900].map(Decimal::from);
    (is_after_day && first <= days && second <= twelve) || (first <= twelve && second >= years)
}

/// A number of four digits without a dot that may be a year.
fn is_year(text: &str, token: &Token, value: Decimal) -> bool {
    token.range.len() == 4
        && !text[token.range.clone()].contains(['.', ','])
        && (Decimal::from(1900)..=Decimal::from(2100)).contains(&value)
}

/// Takes `nghìn`, `triệu` and `tỷ` into the numbers before them.
fn join_scales(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at + 1 < tokens.len() {
        let scale = match &tokens[at + 1].kind {
            Kind::Word(word) => SCALES.iter().find(|(name, _)| name == word).map(|(_, scale)| Decimal::from(*scale)),
            _ => None,
        };
        if let (Kind::Count(amount), Some(scale)) = (tokens[at].kind.clone(), scale) {
            let scaled = amount.scaled(scale);
            let range = tokens[at].range.start..tokens[at + 1].range.end;
            tokens[at] = Token { range, kind: Kind::Count(scaled) };
            tokens.remove(at + 1);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts as numbers, percentages with `%`, ratios with `/`; labels and words are left out.
    fn show(text: &str) -> String {
        let shown = Passage::read(text).tokens.into_iter().filter_map(|token| match token.kind {
            Kind::Count(amount) => Some(number::write(amount.value)),
            Kind::Percent(amount) => Some(number::write(amount.value) + "%"),
            Kind::Ratio(part, whole) => Some(format!("{}/{}", number::write(part.value), number::write(whole.value))),
            _ => None,
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_are_told_from_labels() {
        let table = [
            ("5 lớp, 1.200 người, 12,5%", "5 1.200 12,5%"),
            ("15/20 chỉ tiêu (75 %)", "15/20 75%"),
            ("ngày 16/3/2022, tháng 6/2022, đến 30/6", ""),
            ("Quyết định số 1221/QĐ-UBND, Điều 5, khoản 2", ""),
            ("tổng số 45 nhiệm vụ năm 2022", "45"),
            ("giai đoạn 2021-2025, 10-15%, TCVN 9001:2015", ""),
            ("1,5 tỷ đồng và 300 triệu", "1.500.000.000 300.000.000"),
            ("xã Bình An 3, A5, 6ha", "3 6"),
        ];
        for (text, expected) in table {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
