//! The set phrases of an official frame, and what tells a name, an authority and a date from other words.

use trichdan::text::fold::fold;

/// True when a text has letters and all are capitals.
pub fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// `Độc lập - Tự do - Hạnh phúc`, folded, whatever stands between its words.
pub fn is_motto(folded: &str) -> bool {
    let letters: String = folded.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters == "doclaptudohanhphuc"
}

/// `Số: 05/BC-UBND`, `Số:      /BC-UBND`: what stands after the colon, if it has a slash.
pub fn designation(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("Số").or_else(|| text.strip_prefix("SỐ"))?;
    let rest = rest.trim_start().trim_start_matches(':').trim();
    let has_symbol = rest.split_once('/').is_some_and(|(number, symbol)| {
        let is_blank_or_number = number.chars().all(|letter| letter.is_ascii_digit() || " .…_-".contains(letter));
        is_blank_or_number && symbol.starts_with(char::is_alphanumeric) && !symbol.trim().contains(char::is_whitespace)
    });
    let is_party = rest.split_once('/').is_some_and(|(number, body)| number.contains('-') && is_capitals(body));
    (has_symbol || is_party).then_some(rest)
}

/// As many words has a place at most, and as many the date after it.
const MOST_WORDS: usize = 8;

/// Whether a text has so many words at most; no more of a long one is read.
pub fn is_within(text: &str, words: usize) -> bool {
    text.split_whitespace().take(words + 1).count() <= words
}

/// `Triệu Sơn, ngày 05 tháng 3 năm 2022`, blanks allowed: the place, and the date as written.
pub fn place_and_date(text: &str) -> Option<(&str, &str)> {
    if !is_within(text, 2 * MOST_WORDS) {
        return None;
    }
    let start = text.match_indices("ngày").map(|(at, _)| at).find(|at| {
        let folded = fold(&text[*at..]);
        folded.contains("thang") && folded.contains("nam") && is_within(&folded, MOST_WORDS)
    })?;
    let place = text[..start].trim_end();
    let is_name = |letter: char| letter.is_alphabetic() || letter.is_whitespace() || ",.-".contains(letter);
    let is_short = is_within(place, MOST_WORDS);
    let is_place = place.is_empty() || (place.ends_with(',') && is_short && place.chars().all(is_name));
    is_place.then(|| (place.trim_end_matches(',').trim(), text[start..].trim()))
}

/// `V/v triển khai …`: the lead and the abstract of a công văn.
pub fn subject(text: &str) -> Option<(&str, &str)> {
    let leads = ["V/v", "V/V", "Về việc"];
    let lead = leads.into_iter().find(|lead| text.starts_with(lead))?;
    let rest = text[lead.len()..].trim_start_matches([':', ' ']).trim();
    (!rest.is_empty()).then_some((lead, rest))
}

/// A line of authority or post: `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`, `TM. ỦY BAN NHÂN DÂN`.
pub fn is_authority(text: &str) -> bool {
    const PREFIXES: [&str; 6] = ["TM.", "KT.", "TL.", "TUQ.", "Q.", "T/M"];
    const POSTS: [&str; 16] = [
        "chu tich",
        "pho chu tich",
        "giam doc",
        "pho giam doc",
        "truong phong",
        "pho truong phong",
        "bo truong",
        "thu truong",
        "bi thu",
        "pho bi thu",
        "chanh van phong",
        "pho chanh van phong",
        "chu nhiem",
        "truong ban",
        "uy vien",
        "cuc truong",
    ];
    if PREFIXES.iter().any(|prefix| text.starts_with(prefix)) {
        return is_capitals(text);
    }
    let folded = fold(text);
    is_capitals(text) && text.split_whitespace().count() <= 10 && POSTS.iter().any(|post| folded.starts_with(post))
}

/// `Lê Quang Trung`, perhaps with a title before it: two to six words that all begin with capitals.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_cased = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || ".-".contains(letter))
    };
    (2..=6).contains(&words.len()) && words.iter().all(is_cased)
}

/// `(Đã ký)`, `(Ký, đóng dấu)`; folding makes `ký` a `ki`.
pub fn is_signed_note(text: &str) -> bool {
    let folded = fold(text);
    folded.starts_with('(') && folded.ends_with(')') && folded.contains("ki")
}
