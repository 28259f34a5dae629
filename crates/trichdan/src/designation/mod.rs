//! Số hiệu: the number, year and symbol that name a legal document.

pub mod kind;
pub mod standard;
pub mod written;

use std::fmt;
use std::sync::Arc;

use crate::text::{fold, lookalike, one_line, slug, word};
use kind::Kind;
use standard::StandardWritten;
use written::{Order, Written};

/// A designation, in the form in which designations are compared; the author's characters are kept elsewhere.
///
/// Normalised are: NFC, eth for Đ, every kind of hyphen, slash and space, `&` (`TT-BKH&CN` is `TT-BKHCN`), and
/// leading zeros. Case and Đ carry meaning and stay. A year inside the number, and its absence, is part of it:
/// `15/QĐ-UBND` and `15/2021/QĐ-UBND` are two documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Designation {
    /// Of the state: `1221/QĐ-UBND`, `01/2021/TT-BKHCN`.
    State {
        /// The number without leading zeros, with its letter if it has one.
        number: Arc<str>,
        /// The year inside the number, which makes the document normative.
        year: Option<i16>,
        /// The symbol, normalised: `QĐ-UBND`.
        symbol: Arc<str>,
    },
    /// Of the Party: `27-KH/TU`.
    Party {
        /// The number without leading zeros.
        number: Arc<str>,
        /// `KH/TU`, normalised.
        symbol: Arc<str>,
    },
    /// A technical standard: `TCVN ISO 9001:2015`.
    Standard {
        /// `TCVN ISO 9001`, normalised; with the body where one is named: `QCVN 05A/BCT`.
        name: Arc<str>,
        /// The year of issue.
        year: Option<i16>,
    },
    /// A law known by its name: `Luật Khoa học và Công nghệ 2013`.
    Named {
        /// The name, folded to lower case and one tone placement.
        name: Arc<str>,
        /// The year, when the text gives one.
        year: Option<i16>,
    },
}

/// Orders designations as a register lists them: by symbol, then by number as a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    symbol: Arc<str>,
    year: Option<i16>,
    number: u64,
    rest: Arc<str>,
}

impl Designation {
    /// Reads a designation that was written by itself: `1221/QĐ-UBND`, `27-KH/TU`, `TCVN ISO 9001:2015`,
    /// `Luật Khoa học và Công nghệ 2013`. A type word or `Số:` before the number does no harm.
    /// None where there is no number (`/BC-UBND`) or nothing of a known shape.
    pub fn parse(written: &str) -> Option<Self> {
        let text = written.trim();
        let standard = standard::read_at(text, 0).filter(|standard| standard.end == text.len());
        if let Some(standard) = standard {
            return Some(Self::of_standard(text, &standard));
        }
        let number = text.find(|letter: char| letter.is_ascii_digit())?;
        let is_introduced = text[..number].is_empty() || introduces_number(&text[..number]);
        let found = written::read_at(text, number).filter(|found| found.symbol.end == text.len() && is_introduced);
        found.map(|found| Self::of_written(text, &found)).or_else(|| Self::by_name(text))
    }

    /// The comparable form of a number and symbol found in a text.
    pub fn of_written(text: &str, written: &Written) -> Self {
        let number = comparable_number(&text[written.number.clone()]);
        let symbol = comparable_symbol(&text[written.symbol.clone()]);
        match written.order {
            Order::Party if is_state_body(&symbol) => {
                Self::State { number, year: None, symbol: symbol.replace('/', "-").into() }
            }
            Order::Party if written.is_slashed && !is_party_body(&symbol) => {
                Self::State { number, year: written.year, symbol: symbol.replace('/', "-").into() }
            }
            // `72-NQ-TW`, whose slash was left out.
            Order::Party if !symbol.contains('/') => {
                Self::Party { number, symbol: symbol.replacen('-', "/", 1).into() }
            }
            Order::Party => Self::Party { number, symbol: symbol.into() },
            // `58/NQTW`, mended.
            Order::State if symbol.contains('/') => Self::Party { number, symbol: symbol.into() },
            Order::State => Self::State { number, year: written.year, symbol: symbol.into() },
        }
    }

    /// The comparable form of a standard found in a text.
    pub fn of_standard(text: &str, written: &StandardWritten) -> Self {
        let family = one_line(&text[written.family.clone()]);
        let number = lookalike::normalise_symbol(&text[written.number.clone()]);
        let body = written.body.clone().map(|body| lookalike::normalise_symbol(&text[body]));
        let name = match body {
            Some(body) => format!("{family} {number}/{body}"),
            None => format!("{family} {number}"),
        };
        Self::Standard { name: name.into(), year: written.year }
    }

    /// The comparable form of a law's name, which begins with its type word: `Luật Khoa học và Công nghệ`.
    pub fn of_name(name: &str, year: Option<i16>) -> Self {
        let folded = one_line(&fold::compare_key(name));
        Self::Named { name: folded.into(), year }
    }

    fn by_name(text: &str) -> Option<Self> {
        let words = first_words(text);
        let phrase = kind::phrase_at_front(&words)?;
        let named = matches!(phrase.kind, Some(Kind::Luat | Kind::BoLuat | Kind::PhapLenh | Kind::HienPhap));
        let (name, year) = split_year(text);
        (named && !name.contains('/')).then(|| Self::of_name(name, year))
    }

    /// Its number and its symbol, as far as it has them apart.
    pub fn parts(&self) -> [Option<&Arc<str>>; 2] {
        match self {
            Self::State { number, symbol, .. } | Self::Party { number, symbol } => [Some(number), Some(symbol)],
            Self::Standard { .. } | Self::Named { .. } => [None, None],
        }
    }

    /// The year inside it, as far as it has one.
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::State { year, .. } | Self::Standard { year, .. } | Self::Named { year, .. } => *year,
            Self::Party { .. } => None,
        }
    }

    /// The type that its symbol or name tells; none for `01/2022/UBTVQH15`, which may be an ordinance or a resolution.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::State { symbol, year, .. } => state_kind(symbol, *year),
            Self::Party { symbol, .. } => match symbol.split('/').next() {
                Some("TT") => Some(Kind::ThongTri),
                first => kind::of_careless_abbreviation(first?),
            },
            Self::Standard { .. } => Some(Kind::TieuChuan),
            Self::Named { name, .. } => kind::phrase_at_front(&first_words(name)).and_then(|phrase| phrase.kind),
        }
    }

    /// The part of an address for its symbol: `qd-ubnd`, `kh-tu`, `tcvn-iso`, `luat`.
    pub fn symbol_slug(&self) -> String {
        match self {
            Self::State { symbol, .. } | Self::Party { symbol, .. } => slug::slug(&tell_d_apart(symbol)),
            Self::Standard { name, .. } => slug::slug(name.rsplit_once(' ').map_or(name, |(family, _)| family)),
            Self::Named { .. } => self.kind().map_or("luat", Kind::word).to_owned(),
        }
    }

    /// The part of an address for its number: `1221`, `1-2021` where a year is inside, `9001`, `khoa-hoc-va-cong-nghe`.
    pub fn number_slug(&self) -> String {
        match self {
            Self::State { number, year: Some(year), .. } => slug::slug(&format!("{number}-{year}")),
            Self::State { number, .. } | Self::Party { number, .. } => slug::slug(number),
            Self::Standard { name, .. } => slug::slug(name.rsplit_once(' ').map_or(name, |(_, number)| number)),
            Self::Named { name, .. } => {
                let type_words = self.kind().map_or(0, |kind| kind.word().split('-').count());
                let rest: Vec<&str> = name.split(' ').skip(type_words).collect();
                slug::slug(&if rest.is_empty() { name.to_string() } else { rest.join(" ") })
            }
        }
    }

    /// What a register is sorted by, after year and issuer.
    pub fn sort_key(&self) -> SortKey {
        let (symbol, year, number): (&Arc<str>, _, &str) = match self {
            Self::State { number, year, symbol } => (symbol, *year, number),
            Self::Party { number, symbol } => (symbol, None, number),
            Self::Standard { name, year } => (name, *year, name.rsplit(' ').next().unwrap_or("")),
            Self::Named { name, year } => (name, *year, ""),
        };
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let value = number[..digits].parse().unwrap_or(0);
        SortKey { symbol: symbol.clone(), year, number: value, rest: number[digits..].into() }
    }
}

/// As the decree writes it: a number below 10 with a zero before it.
impl fmt::Display for Designation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State { number, year: Some(year), symbol } => write!(out, "{}/{year}/{symbol}", Padded(number)),
            Self::State { number, year: None, symbol } => write!(out, "{}/{symbol}", Padded(number)),
            Self::Party { number, symbol } => write!(out, "{}-{symbol}", Padded(number)),
            Self::Standard { name, year } => match (name.rsplit_once('/'), year) {
                (Some((name, body)), Some(year)) if !name.ends_with("ISO") => write!(out, "{name}:{year}/{body}"),
                (_, Some(year)) => write!(out, "{name}:{year}"),
                (_, None) => out.write_str(name),
            },
            Self::Named { name, year: Some(year) } => write!(out, "{name} năm {year}"),
            Self::Named { name, year: None } => out.write_str(name),
        }
    }
}

struct Padded<'a>(&'a str);

impl fmt::Display for Padded<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 1 {
            out.write_str("0")?;
        }
        out.write_str(self.0)
    }
}

/// Whether the words before a number only introduce it: a type word, `số`, `Số:`.
fn introduces_number(text: &str) -> bool {
    const SO: word::Key = word::Key::of("so");
    let mut words = first_words(text);
    let is_plain =
        text.chars().all(|letter| letter.is_alphabetic() || word::is_mark(letter) || matches!(letter, ' ' | ':'));
    words.pop_if(|last| *last == SO);
    let abbreviation = text.split([' ', ':']).next().and_then(kind::of_abbreviation);
    is_plain && (words.is_empty() || kind::of_phrase(&words).is_some() || (words.len() == 1 && abbreviation.is_some()))
}

fn first_words(text: &str) -> Vec<word::Key> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(word) = word::at(text, at) {
        words.push(word.key);
        at = word::after_space(text, word.end);
    }
    words
}

/// `Luật Đất đai năm 2024` into `Luật Đất đai` and 2024.
fn split_year(text: &str) -> (&str, Option<i16>) {
    const NAM: word::Key = word::Key::of("nam");
    let head = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    match text[head.len()..].parse() {
        Ok(year) if text.len() - head.len() == 4 => {
            let head = head.trim_end();
            let name =
                word::before(head, head.len()).filter(|word| word.key == NAM).map_or(head, |word| &head[..word.start]);
            (name.trim_end(), Some(year))
        }
        _ => (text, None),
    }
}

/// Without leading zeros: `01` is `1`, `00` is `0`.
fn comparable_number(number: &str) -> Arc<str> {
    match number.trim_start_matches('0') {
        rest if rest.starts_with(|digit: char| digit.is_ascii_digit()) => rest.into(),
        rest => format!("0{rest}").into(),
    }
}

/// One spelling of a symbol: that of [`lookalike::normalise_symbol`], with the hyphen that hasty hands leave out.
fn comparable_symbol(symbol: &str) -> String {
    let plain = match symbol.contains('&') {
        true => lookalike::normalise_symbol(&symbol.replace("&amp;", "&")),
        false => lookalike::normalise_symbol(symbol),
    };
    let mended = match plain.as_str() {
        "QĐTTg" => "QĐ-TTg",
        "CTTTg" => "CT-TTg",
        "NĐCP" => "NĐ-CP",
        "NQCP" => "NQ-CP",
        "QĐUB" => "QĐ-UB",
        "QĐUBND" => "QĐ-UBND",
        "NQTW" => "NQ/TW",
        "CTTW" => "CT/TW",
        _ => return plain,
    };
    mended.to_owned()
}

/// Whether the body after a slash is the state's: `1221-QĐ/UBND` is the state's, miswritten.
fn is_state_body(symbol: &str) -> bool {
    ["UBND", "UB", "HĐND", "CP", "TTg", "LB", "BKHCN", "BTC", "NĐ", "QĐ", "TT"].contains(&body_after_slash(symbol))
}

/// Whether the body after a slash is the Party's: `29/NQ/TW` is the Party's, miswritten.
fn is_party_body(symbol: &str) -> bool {
    ["TW", "TƯ", "TU", "HU", "QU", "ĐU"].iter().any(|ending| body_after_slash(symbol).ends_with(ending))
}

fn body_after_slash(symbol: &str) -> &str {
    symbol.split('/').nth(1).and_then(|body| body.split('-').next()).unwrap_or("")
}

fn state_kind(symbol: &str, year: Option<i16>) -> Option<Kind> {
    let mut groups = symbol.split('-');
    let first = groups.next().unwrap_or("");
    let has_body = groups.next().is_some();
    if is_term(first, "QH") {
        return year.map(|_| Kind::Luat);
    }
    if is_term(first, "UBTVQH") {
        return None;
    }
    let merged = ["QĐTTg", "QĐUB"].contains(&first).then_some(Kind::QuyetDinh);
    // A symbol of bodies alone is that of an official letter: `1234/UBND-KTHT`.
    let of_bodies = (has_body && kind::of_careless_abbreviation(first).is_none()).then_some(Kind::CongVan);
    kind::of_careless_abbreviation(first).or(merged).or(of_bodies)
}

/// `QH15`, `UBTVQH14`: a body and the number of its term.
pub(crate) fn is_term(group: &str, body: &str) -> bool {
    let term = group.strip_prefix(body).unwrap_or("");
    (1..=2).contains(&term.len()) && term.bytes().all(|digit| digit.is_ascii_digit())
}

/// Where an address would lose what tells two types apart, Đ is written `dd`: `HĐ` against `HD`, `ĐA` against `DA`.
fn tell_d_apart(symbol: &str) -> String {
    let end = symbol.find(['-', '/']).unwrap_or(symbol.len());
    match &symbol[..end] {
        "HĐ" => format!("hdd{}", &symbol[end..]),
        "ĐA" => format!("dda{}", &symbol[end..]),
        _ => symbol.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, shown: &str, symbol_slug: &str, number_slug: &str, kind: Option<Kind>) {
        let designation = Designation::parse(written).unwrap_or_else(|| panic!("{written} is not read"));
        assert_eq!(designation.to_string(), shown, "{written}");
        assert_eq!(
            (designation.symbol_slug().as_str(), designation.number_slug().as_str()),
            (symbol_slug, number_slug)
        );
        assert_eq!(designation.kind(), kind, "{written}");
    }

    #[test]
    fn designations_are_read_shown_and_addressed() {
        check("1221/QĐ-UBND", "1221/QĐ-UBND", "qd-ubnd", "1221", Some(Kind::QuyetDinh));
        check("01/2021/TT-BKH&CN", "01/2021/TT-BKHCN", "tt-bkhcn", "1-2021", Some(Kind::ThongTu));
        check("27-KH/TU", "27-KH/TU", "kh-tu", "27", Some(Kind::KeHoach));
        check("23 – NQ/TW", "23-NQ/TW", "nq-tw", "23", Some(Kind::NghiQuyet));
        check("58/NQTW", "58-NQ/TW", "nq-tw", "58", Some(Kind::NghiQuyet));
        check("TCVN ISO 9001:2015", "TCVN ISO 9001:2015", "tcvn-iso", "9001", Some(Kind::TieuChuan));
        check("QCVN 05A:2020/BCT", "QCVN 05A:2020/BCT", "qcvn", "05a-bct", Some(Kind::TieuChuan));
        check("80/2015/QH13", "80/2015/QH13", "qh13", "80-2015", Some(Kind::Luat));
        check("1234/UBND-KTHT", "1234/UBND-KTHT", "ubnd-ktht", "1234", Some(Kind::CongVan));
        check("12/HĐ-UBND", "12/HĐ-UBND", "hdd-ubnd", "12", Some(Kind::HopDong));
        check("12/HD-UBND", "12/HD-UBND", "hd-ubnd", "12", Some(Kind::HuongDan));
        check("Quyết định số 05/QĐ-UBND", "05/QĐ-UBND", "qd-ubnd", "5", Some(Kind::QuyetDinh));
        check("66.25/2026/NQ-CP", "66.25/2026/NQ-CP", "nq-cp", "66-25-2026", Some(Kind::NghiQuyet));
        let name = "luật khoa học và công nghệ năm 2013";
        check("Luật Khoa học và Công nghệ 2013", name, "luat", "khoa-hoc-va-cong-nghe", Some(Kind::Luat));
    }

    #[test]
    fn spellings_of_one_designation_are_equal() {
        for (one, other) in [
            ("01/2021/TT-BKHCN", "1/2021/TT–BKH &CN"),
            ("1603/TTr-SKHCN", "1603 /TTr-SKHCN"),
            ("48/2006/QĐ-BTC", "48/2006/QĐ - BTC"),
            ("906/QĐ-TTg", "906/QĐTTg"),
            ("1221/QĐ-UBND", "1221∕QÐ‑UBND"),
            ("Luật Hoà giải 2020", "luật hòa giải năm 2020"),
            ("1221/QĐ-UBND", "1221-QĐ/UBND"),
            ("12/TT-BKHCN", "12/TT-BKH&amp;CN"),
        ] {
            assert_eq!(Designation::parse(one), Designation::parse(other), "{one} = {other}");
        }
    }

    #[test]
    fn different_designations_differ() {
        for (one, other) in [
            ("15/QĐ-UBND", "15/2021/QĐ-UBND"),
            ("15/TT-UBND", "15/TTr-UBND"),
            ("15/HD-UBND", "15/HĐ-UBND"),
            ("15-KH/TU", "15/KH-TU"),
        ] {
            assert_ne!(Designation::parse(one), Designation::parse(other), "{one} ≠ {other}");
        }
    }

    #[test]
    fn what_is_no_designation_is_not_read() {
        for text in
            ["/BC-UBND", "", "24/7", "1/2", "30/6/2021", "Báo cáo", "12/đường Lê Lợi", "QĐ-UBND", "xin 12/QĐ-UBND"]
        {
            assert_eq!(Designation::parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_sort_as_numbers() {
        let mut keys: Vec<Designation> = ["1221/QĐ-UBND", "159/QĐ-UBND", "12a/QĐ-UBND", "12/QĐ-UBND"]
            .map(|written| Designation::parse(written).unwrap())
            .into();
        keys.sort_by_key(Designation::sort_key);
        let shown: Vec<String> = keys.iter().map(Designation::to_string).collect();
        assert_eq!(shown, ["12/QĐ-UBND", "12a/QĐ-UBND", "159/QĐ-UBND", "1221/QĐ-UBND"]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_is_read_back(number in 1u32..99999, year in proptest::option::of(1945i16..2090), symbol in "(QĐ|TT|BC|KH)-(UBND|BKHCN|SGDĐT)(-VX)?") {
            let written = match year {
                Some(year) => format!("{number}/{year}/{symbol}"),
                None => format!("{number}/{symbol}"),
            };
            let designation = Designation::parse(&written).unwrap();
            proptest::prop_assert_eq!(designation.year(), year);
            proptest::prop_assert_eq!(Designation::parse(&designation.to_string()), Some(designation));
        }

        #[test]
        fn any_text_is_read_without_harm(text in "([0-9]{1,4}|/|-| |QĐ|TCVN|ISO|:|Luật|\\PC){0,16}") {
            if let Some(designation) = Designation::parse(&text) {
                proptest::prop_assert!(!designation.symbol_slug().is_empty() && !designation.number_slug().is_empty());
            }
        }
    }
}
