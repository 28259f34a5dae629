//! Citations by number and symbol, found at the slash inside them: `QĐ 1089/QĐ-UBND`, `27-KH/TU`.

use super::Candidate;
use super::issuer;
use super::lead::{self, Lead};
use super::reader::{gap, gap_back, word_back};
use crate::designation::kind::{self, Kind};
use crate::designation::written::{self, Order, Written};
use crate::designation::{Designation, is_term};
use crate::text::lookalike;
use crate::text::word::{self, Key};

/// The citation around the slash at `slash`, if there is one that begins at `floor` or later.
pub fn read_at(text: &str, slash: usize, floor: usize) -> Option<Candidate> {
    let start = number_start(text, slash).filter(|start| *start >= floor && begins_freely(text, *start))?;
    let written = written::read_at(text, start)?;
    let covers = written.number.end <= slash && slash < written.symbol.end;
    if !covers || !ends_freely(text, written.symbol.end) {
        return None;
    }
    let lead = lead::before(text, start);
    let lead = if lead.start < floor { Lead { start, type_word: None, ..lead } } else { lead };
    if lead.is_form || !is_citation(text, &written, &lead) {
        return None;
    }
    Some(candidate(text, written, lead, floor))
}

/// The citation around the hyphen at `hyphen`, where the slash was left out: only a type word shows that it is one.
pub fn read_hyphened_at(text: &str, hyphen: usize, floor: usize) -> Option<Candidate> {
    let start = number_start(text, hyphen).filter(|start| *start >= floor && begins_freely(text, *start))?;
    let written = written::read_hyphened_at(text, start)?;
    let covers = written.number.end <= hyphen && hyphen < written.symbol.end;
    let lead = lead::before(text, start);
    let is_introduced = lead.start >= floor && lead.type_word.is_some() && !lead.is_form;
    let is_whole = is_introduced && covers && ends_freely(text, written.symbol.end);
    is_whole.then(|| candidate(text, written, lead, floor))
}

fn candidate(text: &str, written: Written, lead: Lead, floor: usize) -> Candidate {
    let designation = Designation::of_written(text, &written);
    let of_symbol = designation.kind();
    let type_word = lead.type_word.filter(|word| !is_verb(word, &lead, of_symbol));
    let start = if type_word.is_some() { lead.start } else { written.number.start };
    let (split_kind, issuer) = match type_word {
        Some(_) => (None, None),
        None => kind_before_issuer(text, start, floor),
    };
    let kind = type_word.and_then(|word| word.kind).or(split_kind).or(of_symbol);
    let kind = kind.or(type_word.map(|_| Kind::CongVan));
    Candidate {
        surface: start..written.symbol.end,
        kind,
        has_own_kind: type_word.is_some() || split_kind.is_some(),
        designation,
        number: Some(written.number),
        year: written.year,
        symbol: Some(written.symbol),
        date: None,
        issuer,
        law: None,
    }
}

/// `thông báo 12/QĐ-UBND`: a type word in small letters without `số`, beside a symbol of another type, is a verb.
fn is_verb(word: &lead::TypeWord, lead: &Lead, of_symbol: Option<Kind>) -> bool {
    let differs = word.kind.is_some() && of_symbol.is_some_and(|kind| kind != Kind::CongVan) && word.kind != of_symbol;
    !word.is_capital && !lead.has_so && differs
}

/// `Nghị định của Chính phủ số 30/2020/NĐ-CP`: the type and the issuer that stand before `số`.
fn kind_before_issuer(text: &str, start: usize, floor: usize) -> (Option<Kind>, Option<std::ops::Range<usize>>) {
    const CUA: Key = Key::of("cua");
    const FARTHEST: usize = 12;
    let mut at = gap_back(text, start);
    let mut end = at;
    for step in 0..FARTHEST {
        let Some(word) = word_back(text, at).filter(|word| word.start >= floor) else { break };
        if step == 0 && word.key == Key::of("so") {
            end = gap_back(text, word.start);
        }
        if word.key == CUA {
            let name = gap(text, word.end);
            let kind = lead::before(text, word.start).type_word.and_then(|found| found.kind);
            let whole = kind.is_some() && issuer::end_at(text, name, false) == Some(end);
            return if whole { (kind, Some(name..end)) } else { (None, None) };
        }
        at = word.start;
    }
    (None, None)
}

/// Where the number whose slash this is begins: digits right before it, or before a type and a hyphen.
fn number_start(text: &str, slash: usize) -> Option<usize> {
    let end = gap_back(text, slash);
    digits_before(text, end).or_else(|| {
        // `27-KH/`: only a short run of letters, nothing else is looked at.
        let group = word::before(text, end).filter(|word| word.letters <= 6 && word.capitals > 0)?;
        let at = gap_back(text, group.start);
        let bare = text[..at].trim_end_matches(lookalike::hyphen);
        digits_before(text, gap_back(text, bare.len()))
    })
}

fn digits_before(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |end: usize| end - bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let letter = end.checked_sub(1).filter(|at| bytes[*at].is_ascii_alphabetic());
    let digits_end = letter.unwrap_or(end);
    let start = digits(digits_end);
    if start == digits_end {
        return None;
    }
    let dotted = start.checked_sub(1).filter(|at| bytes[*at] == b'.').map(|dot| (digits(dot), dot));
    match dotted.filter(|(first, dot)| first < dot && digits_end - start <= 3) {
        Some((first, _)) => Some(first),
        None => Some(start),
    }
}

/// Whether a number may begin here: not in the middle of a word, a path, an address or a longer number.
fn begins_freely(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let Some(last) = before.next() else { return true };
    let second = before.next();
    match last {
        '/' | '\\' | '=' | '@' | '#' | '%' | '&' | '?' | '~' | '$' | '^' => false,
        '.' | ',' | '-' => {
            !second.is_some_and(|letter| letter.is_ascii_digit())
                && (last != '-' || !second.is_some_and(char::is_alphanumeric))
        }
        '_' => !second.is_some_and(char::is_alphanumeric),
        // `số123/QĐ-UBND`, `NĐ30/2020/NĐ-CP`: only a word that may stand there at all.
        _ if last.is_alphanumeric() || word::is_mark(last) => word::before(text, start).is_some_and(|word| {
            word.key == Key::of("so")
                || (word.letters > 1 && kind::of_abbreviation(&text[word.start..word.end]).is_some())
        }),
        _ => true,
    }
}

/// Whether the symbol ends here: no path and no address goes on.
fn ends_freely(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match (after.next(), after.next()) {
        // `1449/QĐ-BYT/2024`: a year at the wrong end.
        (Some('/'), Some(next)) => !next.is_alphabetic(),
        (Some('\\' | '=' | '@'), Some(next)) => !next.is_alphanumeric(),
        (Some('_'), Some(next)) => !next.is_alphanumeric(),
        (Some(next), _) => !next.is_alphanumeric() || written::is_glued_word(&text[end..]),
        (None, _) => true,
    }
}

/// Whether the number, the symbol and the words before them make a legal document. The plainer the symbol, the
/// less the words must say; a fraction, a house number or a unit has neither.
fn is_citation(text: &str, written: &Written, lead: &Lead) -> bool {
    let first = &text[written.first_group.clone()];
    let second = written.second_group.clone().map(|group| &text[group]);
    let of_type = kind::of_careless_abbreviation(first);
    let strength = match (written.order, of_type, second) {
        (Order::Party, Some(_), Some(body)) => {
            if is_bodyish(body) {
                Strength::Sure
            } else {
                Strength::Likely
            }
        }
        (Order::State, Some(kind), Some(body)) => typed_strength(kind, first, body),
        (Order::State, None, Some(_)) if is_body(first) => Strength::Likely,
        (Order::State, _, None) if is_assembly(first) && written.year.is_some() => Strength::Sure,
        (Order::State, _, None) if is_merged(first) => Strength::Sure,
        _ => Strength::Weak,
    };
    let strength = if written.is_odd { strength.min(Strength::Likely) } else { strength };
    let has_word = lead.type_word.is_some_and(|word| !word.is_abbreviated && word.kind != Some(Kind::HopDong));
    let has_abbreviation = lead.type_word.is_some_and(|word| word.is_abbreviated);
    match strength {
        Strength::Sure => true,
        Strength::Likely => {
            has_word || has_abbreviation || lead.has_so || written.order == Order::Party || is_body(first)
        }
        Strength::Weak if second.is_some() => has_word || has_abbreviation,
        Strength::Weak => has_word && is_capitals(first) || (has_abbreviation && is_body(first)),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Weak,
    Likely,
    Sure,
}

/// Types whose abbreviations mean other things too need a known body beside them: `01/2024/HĐ-ABC` is a contract.
fn typed_strength(kind: Kind, first: &str, body: &str) -> Strength {
    let doubtful = matches!(
        kind,
        Kind::HopDong
            | Kind::ThongCao
            | Kind::Lenh
            | Kind::PhapLenh
            | Kind::SacLenh
            | Kind::DuAn
            | Kind::PhuongAn
            | Kind::BienBan
            | Kind::GiayPhep
            | Kind::GiayChungNhan
            | Kind::PhieuGui
            | Kind::PhieuChuyen
            | Kind::PhieuBao
            | Kind::Luat
            | Kind::BanGhiNho
            | Kind::BanThoaThuan
    );
    match () {
        () if is_body(body) => Strength::Sure,
        () if doubtful => Strength::Weak,
        () if kind::of_abbreviation(first).is_some() && is_bodyish(body) => Strength::Sure,
        () => Strength::Likely,
    }
}

/// Bodies of the state and the Party, and the way in which ministries and departments are abbreviated.
fn is_body(group: &str) -> bool {
    const BODIES: &[&str] = &[
        "CP", "TTg", "UB", "CTN", "TW", "TƯ", "TU", "HU", "QU", "ĐU", "ĐUK", "NHNN", "TTCP", "TANDTC", "VKSTC",
        "VKSNDTC", "KTNN", "UBDT", "TCT", "TCHQ", "KBNN", "BHXH", "TLĐ", "LĐTBXH", "ĐTN", "LB", "cp", "ubnd", "ttg",
        "CAT", "CTUBND",
    ];
    const PREFIXES: &[&str] =
        &["UBND", "HĐND", "UBMT", "UBTVQH", "VPCP", "VPQH", "VPUB", "VPTW", "BTG", "BTC", "BCĐ", "SGD", "PGD"];
    BODIES.contains(&group)
        || PREFIXES.iter().any(|prefix| group.starts_with(prefix))
        || is_term(group, "QH")
        || (is_capitals(group) && group.starts_with(['B', 'S']) && group.chars().count() >= 3)
}

fn is_bodyish(group: &str) -> bool {
    is_body(group) || (is_capitals(group) && group.chars().count() >= 2)
}

/// The National Assembly and its committee, with the number of the term.
fn is_assembly(group: &str) -> bool {
    is_term(group, "QH") || is_term(group, "UBTVQH")
}

/// A type and a body that a hasty hand ran together.
fn is_merged(group: &str) -> bool {
    matches!(group, "QĐTTg" | "NĐCP" | "NQCP" | "CTTTg" | "NQTW" | "CTTW" | "QĐUB" | "QĐUBND")
}

/// Capitals with at most two small letters among them.
fn is_capitals(group: &str) -> bool {
    let capitals = group.chars().filter(|letter| letter.is_uppercase()).count();
    let smalls = group.chars().filter(|letter| letter.is_lowercase()).count();
    capitals >= 2 && smalls <= 2
}
