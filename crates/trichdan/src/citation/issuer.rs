//! Where the name of an issuing body ends: `của Bộ Khoa học và Công nghệ quy định …`.
//!
//! A name is a head (`Sở`, `Chủ tịch UBND`), then capitals with the small letters that belong to them, then
//! perhaps a place and a term of office. It ends at punctuation or where the next word begins something else.

use super::lexicon::{Between, is_spelt};
use super::names::{COMPOUNDS, HEADS, Head, LEVELS, OPENERS, Opener};
use super::reader::{gap, next_word, word_back};
use crate::text::lookalike;
use crate::text::word::{self, Word};

/// The longest run of small letters taken for the end of an unknown compound: `Viện Nghiên cứu mía đường`.
const LONGEST_TAIL: usize = 3;
/// The most words of a place's name: `Bà Rịa - Vũng Tàu`.
const LONGEST_PLACE: usize = 4;

/// Where the issuing body's name that begins at `at` ends; none if there is no such name.
/// A joint document's bodies are one name: `Bộ Tài chính và Bộ Nội vụ`.
pub fn end_at(text: &str, at: usize, joint: bool) -> Option<usize> {
    let mut end = one_end_at(text, at, 0)?;
    while joint && let Some(next) = joined_body(text, end) {
        end = next;
    }
    Some(end)
}

fn joined_body(text: &str, end: usize) -> Option<usize> {
    let at = gap(text, end);
    let mark = text[at..].chars().next()?;
    let start = match mark {
        ',' | ';' => gap(text, at + 1),
        _ if lookalike::hyphen(mark) => gap(text, at + mark.len_utf8()),
        _ => at,
    };
    let start = word::at(text, start).filter(|word| is(text, word, "và")).map_or(start, |word| gap(text, word.end));
    HEADS.longest_at(text, start, Between::Spaces)?;
    (start > at).then(|| one_end_at(text, start, 0))?
}

/// Offices stand inside offices (`Chủ tịch Thường trực HĐND`), but not for ever.
const DEEPEST: usize = 4;

fn one_end_at(text: &str, at: usize, depth: usize) -> Option<usize> {
    let first = word::at(text, at)?;
    let Some((head, end)) = HEADS.longest_at(text, at, Between::Spaces) else {
        let is_name = first.is_capital && opener_at(text, first).is_none();
        return is_name.then(|| with_term(text, name_end(text, at)));
    };
    let end = match head {
        Head::Whole => with_companion(text, with_nation(text, end)),
        Head::Local => place_end(text, end),
        Head::Ministry => ministry_end(text, end)?,
        Head::Joint => joint_end(text, end),
        Head::Named if first.is_capital || names_something(text, end) => name_end(text, end),
        Head::Named => return None,
        Head::Office => office_end(text, end, depth, first.is_capital)?,
    };
    Some(with_term(text, end))
}

/// `Chủ tịch` + `UBND tỉnh`; `Trưởng phòng` + `Nội vụ`; `Bộ trưởng, Chủ nhiệm` + `Ủy ban Dân tộc`.
fn office_end(text: &str, end: usize, depth: usize, is_capital: bool) -> Option<usize> {
    let next = gap(text, end);
    let after_comma = text[next..].strip_prefix(',').map(|_| gap(text, next + 1));
    let heads = |at: usize| HEADS.longest_at(text, at, Between::Spaces).is_some();
    let inner = [Some(next), after_comma].into_iter().flatten().find(|at| heads(*at));
    let inner = inner.filter(|at| *at == next || word::at(text, *at).is_some_and(|word| word.is_capital));
    if let Some(inner) = inner.filter(|_| depth < DEEPEST) {
        return one_end_at(text, inner, depth + 1);
    }
    // `của Bộ trưởng` at the very end of a text was cut off there.
    let is_cut = next >= text.trim_end().len();
    ((is_capital && !is_cut) || names_something(text, end)).then(|| name_end(text, end))
}

/// `Liên bộ Tài chính - Nội vụ`, `liên Bộ: Khoa học và Công nghệ - Tài chính`.
fn joint_end(text: &str, end: usize) -> usize {
    let colon = gap(text, end);
    let Some(fields) = text[colon..].strip_prefix(':').map(|_| gap(text, colon + 1)) else {
        return name_end(text, end);
    };
    let reached = name_end(text, fields);
    if reached > fields { reached } else { end }
}

/// The field after `Bộ`. A field that no list knows may be cut off where the text ends: then there is no name.
fn ministry_end(text: &str, end: usize) -> Option<usize> {
    let next = gap(text, end);
    if let Some((_, end)) = COMPOUNDS.longest_at(text, next, Between::Marks) {
        return Some(end);
    }
    match word::at(text, next).filter(|word| word.is_capital && opener_at(text, *word).is_none()) {
        Some(first) if first.capitals > 1 => Some(abbreviation_end(text, first.end)),
        first => {
            let name = first.map_or(end, |_| name_end(text, end));
            (name < text.trim_end().len()).then_some(name)
        }
    }
}

/// Whether a capital or a known field stands next: `sở Y tế`, and not `sở này`.
fn names_something(text: &str, end: usize) -> bool {
    let Some(next) = next_word(text, end) else { return false };
    let known = COMPOUNDS.longest_from(text, next, Between::Marks).is_some();
    (next.is_capital && opener_at(text, next).is_none()) || known
}

/// Where a name's own words end. `at` is where they may begin, white space not yet looked through.
fn name_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(next) = step(text, end, at) {
        end = next;
    }
    end
}

/// One more part of a name: a compound, a capital with its tail, a place, a joint with what it joins.
fn step(text: &str, end: usize, start: usize) -> Option<usize> {
    let at = gap(text, end);
    let Some(word) = word::at(text, at) else { return joint_or_number(text, end, at, start) };
    if let Some(level_end) = level_at(text, word) {
        return (level_end.1 || !word.is_capital).then(|| place_end(text, end)).filter(|next| *next > end);
    }
    if opener_at(text, word).is_some() {
        return None;
    }
    if word.is_capital {
        return Some(capital_end(text, word));
    }
    if is(text, &word, "và") {
        let next = next_word(text, word.end)?;
        // `Sở KH&CN và TCVN …`: abbreviations are not joined, compounds such as `Nông nghiệp và PTNT` are known.
        let abbreviated = next.capitals > 1 || word_back(text, word.start).is_some_and(|last| last.capitals > 1);
        let names = next.is_capital && !abbreviated && opener_at(text, next).is_none() && !is_body(text, next.start);
        let known = COMPOUNDS.longest_from(text, next, Between::Marks).map(|(_, end)| end);
        return if names { Some(capital_end(text, next)) } else { known };
    }
    let known = COMPOUNDS.longest_at(text, at, Between::Marks).map(|(_, end)| end);
    known.or_else(|| (end > start || end == at).then(|| tail_end(text, end))?.filter(|next| *next > end))
}

/// A capital with the small letters that finish its compound.
fn capital_end(text: &str, word: Word) -> usize {
    if let Some((_, end)) = COMPOUNDS.longest_from(text, word, Between::Marks) {
        return end;
    }
    let end = abbreviation_end(text, word.end);
    if end > word.end || word.capitals > 1 { end } else { tail_end(text, end).unwrap_or(end) }
}

/// `KH&CN`, `GD-ĐT`: capitals go on right after the mark.
fn abbreviation_end(text: &str, end: usize) -> usize {
    let mut end = end;
    while text[end..].starts_with('&')
        && let Some(next) = word::at(text, end + 1).filter(|word| word.is_capital)
    {
        end = next.end;
    }
    end
}

/// Small letters up to the next mark, capital or opener; of more than a few, only the first, since Vietnamese
/// compounds are mostly of two syllables.
fn tail_end(text: &str, end: usize) -> Option<usize> {
    let mut ends = Vec::new();
    let mut at = end;
    loop {
        let next = gap(text, at);
        let Some(word) = word::at(text, next).filter(|word| !word.is_capital) else { break };
        if opener_at(text, word).is_some() || level_at(text, word).is_some() || is(text, &word, "và") {
            break;
        }
        ends.push(word.end);
        at = word.end;
        if ends.len() > LONGEST_TAIL {
            return ends.first().copied();
        }
    }
    ends.last().copied()
}

/// `-` or `,` between capitals of one name, a number after one (`Trung tâm 3`, `Quân khu 4`).
fn joint_or_number(text: &str, end: usize, at: usize, start: usize) -> Option<usize> {
    let mark = text[at..].chars().next()?;
    if mark.is_ascii_digit() && at > end {
        return small_number_end(text, at);
    }
    if !(lookalike::hyphen(mark) || mark == '&') || end == start {
        return None;
    }
    let next = next_word(text, at + mark.len_utf8())?;
    let joins = next.is_capital && opener_at(text, next).is_none() && !is_body(text, next.start);
    joins.then(|| capital_end(text, next))
}

fn small_number_end(text: &str, at: usize) -> Option<usize> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[at + digits..];
    let goes_on = rest.starts_with(|next: char| next.is_alphanumeric() || lookalike::slash(next))
        || (rest.starts_with(['.', ',']) && rest[1..].starts_with(|next: char| next.is_ascii_digit()));
    (digits <= 2 && !goes_on).then_some(at + digits)
}

/// The place after a local body: levels with their names, from the smallest up.
fn place_end(text: &str, end: usize) -> usize {
    let mut end = match next_word(text, end).filter(|word| level_at(text, *word).is_none()) {
        Some(word) if word.is_capital => place_name_end(text, end),
        _ => end,
    };
    while let Some(next) = level_and_name_end(text, end) {
        end = next;
    }
    end
}

fn level_and_name_end(text: &str, end: usize) -> Option<usize> {
    let at = gap(text, end);
    let after_comma = text[at..].strip_prefix(',').map(|_| gap(text, at + 1));
    let word = word::at(text, after_comma.unwrap_or(at))?;
    let (level_end, _) = level_at(text, word)?;
    let level_end = if text[level_end..].starts_with('.') && names_something(text, level_end + 1) {
        level_end + 1
    } else {
        level_end
    };
    let name_end = place_name_end(text, level_end);
    // A comma goes on with the place only where a name follows: `UBND xã A, huyện B`, not `UBND huyện, xã đã …`.
    (after_comma.is_none() || name_end > level_end).then_some(name_end)
}

/// A level of a place, and whether it stands in small letters or is abbreviated.
fn level_at(text: &str, word: Word) -> Option<(usize, bool)> {
    let (_, end) = LEVELS.longest_from(text, word, Between::Spaces)?;
    // `xã hội` is no commune.
    let is_society = is(text, &word, "xã") && next_word(text, end).is_some_and(|next| is(text, &next, "hội"));
    (!is_society).then_some((end, !word.is_capital || word.capitals > 1))
}

/// Capitals and small numbers: `Thanh Hóa`, `Bà Rịa - Vũng Tàu`, `12`.
fn place_name_end(text: &str, end: usize) -> usize {
    let mut reached = end;
    for taken in 0..LONGEST_PLACE {
        let at = gap(text, reached);
        let mark = text[at..].chars().next();
        let next = match mark {
            Some(digit) if digit.is_ascii_digit() && taken == 0 => small_number_end(text, at),
            Some(mark) if lookalike::hyphen(mark) && taken > 0 => {
                place_word(text, gap(text, at + mark.len_utf8()), taken)
            }
            _ => place_word(text, at, taken),
        };
        // A complete name does not go on in the next line: there begins another sentence, without a full stop.
        let Some(next) = next.filter(|_| taken < 2 || !text[reached..at].contains('\n')) else { break };
        reached = next;
    }
    reached
}

fn place_word(text: &str, at: usize, taken: usize) -> Option<usize> {
    let word = word::at(text, at).filter(|word| word.is_capital && opener_at(text, *word).is_none())?;
    let begins_another = taken > 0 && (level_at(text, word).is_some_and(|(_, small)| !small) || is_body(text, at));
    (!begins_another).then_some(word.end)
}

fn is_body(text: &str, at: usize) -> bool {
    let first = word::at(text, at);
    let head = HEADS.longest_at(text, at, Between::Spaces);
    // `Phòng` alone is also the second half of `Hải Phòng`; a head that more words follow is a body.
    match (first, head) {
        (Some(first), Some((Head::Named, end))) => end > first.end || names_something(text, end),
        (_, head) => head.is_some(),
    }
}

/// `Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam`.
fn with_nation(text: &str, end: usize) -> usize {
    const NATION: &[&str] = &["nước", "cộng", "hòa", "xã", "hội", "chủ", "nghĩa", "việt", "nam"];
    let mut at = end;
    for (index, spelling) in NATION.iter().enumerate() {
        match next_word(text, at) {
            Some(word) if is(text, &word, spelling) => at = word.end,
            Some(word) if index == 1 && &text[word.start..word.end] == "CHXHCN" => {
                let nation = next_word(text, word.end).filter(|next| is(text, next, "việt"));
                return nation.and_then(|next| next_word(text, next.end)).map_or(word.end, |last| last.end);
            }
            _ => return end,
        }
    }
    at
}

/// `Bộ Chính trị, Ban Bí thư`: the two conclude together.
fn with_companion(text: &str, end: usize) -> usize {
    let politburo = word_back(text, end).filter(|word| is(text, word, "trị"));
    let at = gap(text, end);
    let next = if text[at..].starts_with(',') { gap(text, at + 1) } else { at };
    let next = word::at(text, next).filter(|word| is(text, word, "và")).map_or(next, |word| gap(text, word.end));
    let secretariat = ["ban", "bí", "thư"].iter().try_fold(next, |at, spelling| {
        next_word(text, at).filter(|word| is(text, word, spelling)).map(|word| word.end)
    });
    politburo.and(secretariat).unwrap_or(end)
}

/// `khóa XVII`, `(khóa X)`.
fn with_term(text: &str, end: usize) -> usize {
    let at = gap(text, end);
    let (at, bracketed) = match text[at..].strip_prefix('(') {
        Some(_) => (gap(text, at + 1), true),
        None => (at, false),
    };
    let Some(term) = word::at(text, at).filter(|word| is(text, word, "khóa")) else { return end };
    let at = gap(text, term.end);
    let length = text[at..].bytes().take_while(|byte| byte.is_ascii_digit() || b"IVXLC".contains(byte)).count();
    let closed = gap(text, at + length);
    match (length, bracketed) {
        (0, _) => end,
        (_, false) => at + length,
        (_, true) if text[closed..].starts_with(')') => closed + 1,
        (_, true) => end,
    }
}

fn opener_at(text: &str, word: Word) -> Option<usize> {
    let (opener, end) = OPENERS.longest_from(text, word, Between::Spaces)?;
    (opener == Opener::Always || !word.is_capital).then_some(end)
}

fn is(text: &str, word: &Word, spelling: &str) -> bool {
    is_spelt(&text[word.start..word.end], spelling)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The name ends at `|`.
    #[track_caller]
    fn check(marked: &str) {
        let expected = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let end = end_at(&text, 0, false).unwrap_or(0);
        assert_eq!(&text[..end], &text[..expected], "{text}");
    }

    #[test]
    fn names_end_where_another_thought_begins() {
        for marked in [
            "Chính phủ| quy định chi tiết",
            "Chính phủ| Quy định chi tiết",
            "chính phủ|;",
            "Thủ tướng Chính phủ| về gửi nhận",
            "UBND tỉnh| phê duyệt Đề án",
            "UBND tỉnh Thanh Hóa| phê duyệt Đề án",
            "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu| ban hành",
            "UBND xã Thọ Ngọc, huyện Triệu Sơn, tỉnh Thanh Hóa| về việc",
            "UBND huyện|, xã đã họp",
            "UBND Quận 12, TP. HCM|",
            "Chủ tịch UBND thành phố Huế| về",
            "Bộ Khoa học và Công nghệ| quy định",
            "Bộ KH&CN|.",
            "Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn| hướng dẫn",
            "Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc| về",
            "Bộ Văn hóa, Thể thao và Du lịch|, Bộ Nội vụ",
            "Sở Y tế Hà Nội| về",
            "Giám đốc Sở Khoa học và Công nghệ tỉnh Thanh Hóa| về",
            "Ban Chấp hành Trung ương| khẳng định",
            "Ban Chấp hành Trung ương Đảng khóa XII| về",
            "Ban chấp hành Đảng bộ tỉnh| thực hiện khâu đột phá",
            "Ban Thường vụ Tỉnh uỷ Hưng Yên| thực hiện",
            "Bộ Chính trị (khóa X)| về",
            "HĐND tỉnh khóa XVII| về",
            "Viện Nghiên cứu mía đường| về việc",
            "Ngân hàng Nhà nước Việt Nam| quy định",
            "Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam|;",
            "Tổng Giám đốc Bảo hiểm xã hội Việt Nam| ban hành",
            "Tỉnh ủy| (thực hiện Nghị quyết",
            "UBND TP. Hồ Chí Minh|.",
            "Trường Đại học Hồng Đức| về",
            "Cục Sở hữu trí tuệ| hướng dẫn",
            "Liên bộ Tài chính - Nội vụ| hướng dẫn",
            "liên Bộ Tài chính và Khoa học và Công nghệ| về",
            "Liên bộ|",
            "liên bộ|; Bộ Tài chính",
            "liên bộ| hướng dẫn",
        ] {
            check(marked);
        }
    }

    #[test]
    fn joint_bodies_are_one_name() {
        let text = "Bộ Tài chính và Bộ Nội vụ hướng dẫn";
        assert_eq!(&text[..end_at(text, 0, true).unwrap()], "Bộ Tài chính và Bộ Nội vụ");
        assert_eq!(&text[..end_at(text, 0, false).unwrap()], "Bộ Tài chính");
    }

    #[test]
    fn words_that_name_no_body_are_no_name() {
        for text in ["ông Nguyễn Văn A", "sở này", "các địa phương", "công ty", "Về việc", "12"] {
            assert_eq!(end_at(text, 0, false), None, "{text}");
        }
    }
}
