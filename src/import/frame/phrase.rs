//! The set phrases of an official frame, and what tells a name, an authority and a date from other words.

use trichdan::calendar;
use trichdan::text::fold::fold;

/// True when a text has letters and all are capitals.
pub fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// The types of documents: decree 30/2020/NĐ-CP, article 3 and Appendix III; law on the issuance of legal documents; Party
/// documents. Longer ones first, since one may begin like another.
const KINDS: &[&str] = &[
    "thong tu lien tich",
    "nghi quyet lien tich",
    "de cuong bao cao",
    "ban thoa thuan",
    "giay uy quyen",
    "giay gioi thieu",
    "giay nghi phep",
    "ban ghi nho",
    "phieu chuyen",
    "chuong trinh",
    "phuong an",
    "nghi quyet",
    "quyet dinh",
    "thong bao",
    "huong dan",
    "thong cao",
    "cong dien",
    "nghi dinh",
    "phap lenh",
    "hien phap",
    "thong tu",
    "bien ban",
    "ke hoach",
    "to trinh",
    "hop dong",
    "giay moi",
    "phieu gui",
    "phieu bao",
    "thu cong",
    "bao cao",
    "chi thi",
    "quy che",
    "quy dinh",
    "ket luan",
    "bo luat",
    "de an",
    "du an",
    "luat",
    "lenh",
];

/// The type of document that a text begins with, and the rest: `BÁO CÁO`, ``; `BÁO CÁO`, `SƠ KẾT`.
pub fn kind_of_document(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches([':', ' ']);
    let count = KINDS.iter().find(|kind| is_begun_by(text, kind))?.split(' ').count();
    let end = text.match_indices(' ').nth(count - 1).map_or(text.len(), |(at, _)| at);
    Some((&text[..end], text[end..].trim_start()))
}

/// Whether the first words of a text are these, folded.
fn is_begun_by(text: &str, words: &str) -> bool {
    let count = words.split(' ').count();
    let first: Vec<&str> = text.split(' ').take(count).collect();
    first.len() == count && fold(&first.join(" ")) == words
}

/// `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`, folded.
pub fn is_national_name(folded: &str) -> bool {
    folded.starts_with("cong hoa xa hoi chu nghia viet nam")
}

/// How urgent a document is, folded (decree 30/2020/NĐ-CP, Appendix I, II.7).
pub fn is_urgency(folded: &str) -> bool {
    matches!(bare(folded), "khan" | "thuong khan" | "hoa toc")
}

/// The stamp of a draft, folded: `DỰ THẢO`, `(Dự thảo lần 2)`, `Dự thảo ngày 05/6/2022`, `BẢN DỰ THẢO 3`.
pub fn is_draft_stamp(folded: &str) -> bool {
    let words = bare(folded);
    let Some(rest) = words.strip_prefix("ban ").unwrap_or(words).strip_prefix("du thao") else { return false };
    let first = rest.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    first.is_none_or(|word| {
        matches!(word, "lan" | "so" | "ngay" | "trinh" | "xin" | "lay")
            || word.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// A line without the brackets and signs around it.
fn bare(folded: &str) -> &str {
    folded.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// What stands below a title and is none of it, folded: `(Ban hành kèm theo …)`, `Chương I`, `Điều 1.`
pub fn begins_division(folded: &str) -> bool {
    let words = folded.trim_start_matches('(');
    let is_attached = words.starts_with("ban hanh kem theo") || words.starts_with("kem theo");
    let is_part = words.split_once(' ').is_some_and(|(first, rest)| {
        let number = rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let is_number = number.starts_with(|digit: char| digit.is_ascii_digit())
            || (!number.is_empty() && number.chars().all(|letter| "ivxlc".contains(letter)));
        matches!(first, "phan" | "chuong" | "muc" | "dieu") && is_number
    });
    is_attached || is_part
}

/// A body or an office that decides, as it stands in capitals between the abstract of a decision and its grounds.
pub fn is_deciding_body(text: &str) -> bool {
    const BODIES: [&str; 6] =
        ["uy ban nhan dan ", "hoi dong nhan dan ", "hdnd ", "ubnd ", "chinh phu", "uy ban thuong vu quoc hoi"];
    let folded = fold(text);
    is_capitals(text) && (is_authority(text) || BODIES.iter().any(|body| folded.starts_with(body)))
}

/// `Độc lập - Tự do - Hạnh phúc`, folded, whatever stands between its words.
pub fn is_motto(folded: &str) -> bool {
    let letters: String = folded.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters == "doclaptudohanhphuc"
}

/// `Số: 05/BC-UBND`, `Số:      /BC-UBND`, `Luật số: 56/2010/QH12`: what stands after the colon, if it has a slash.
pub fn designation(text: &str) -> Option<&str> {
    // A law or a resolution of the National Assembly bears its type before the number.
    let of_kind =
        kind_of_document(text).and_then(|(_, rest)| rest.strip_prefix("số")).filter(|rest| rest.starts_with(':'));
    let rest = of_kind.or_else(|| text.strip_prefix("Số")).or_else(|| text.strip_prefix("SỐ"))?;
    let rest = rest.trim_start_matches([':', '.', ' ']).trim();
    let has_symbol = rest.split_once('/').is_some_and(|(number, symbol)| {
        let is_blank_or_number = number.chars().all(|letter| letter.is_ascii_digit() || " .…_-".contains(letter));
        let symbol = symbol.trim().replace(" - ", "-").replace(" – ", "-");
        is_blank_or_number && symbol.starts_with(char::is_alphanumeric) && !symbol.contains(char::is_whitespace)
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
        let has_words = folded.contains("thang") && folded.contains("nam");
        (has_words || calendar::parse(&text[*at..]).is_some()) && is_within(&folded, MOST_WORDS)
    })?;
    let place = text[..start].trim_end();
    // `Quận 12`, `TP. Hồ Chí Minh`
    let is_name = |letter: char| letter.is_alphanumeric() || letter.is_whitespace() || ",.-".contains(letter);
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
    const POSTS: [&str; 30] = [
        "chu tich",
        "giam doc",
        "tong giam doc",
        "truong phong",
        "truong ban",
        "truong tram",
        "truong cong an",
        "truong doan",
        "truong khoa",
        "thu truong",
        "bi thu",
        "tong bi thu",
        "chanh van phong",
        "chanh thanh tra",
        "chanh an",
        "chu nhiem",
        "uy vien",
        "thu tuong",
        "thong doc",
        "tong thanh tra",
        "tong kiem toan",
        "tong bien tap",
        "ke toan",
        "to truong",
        "thu ki",
        "dai dien",
        "nguoi lap",
        "nguoi bao cao",
        "thuong truc",
        "doi truong",
    ];
    if PREFIXES.iter().any(|prefix| text.starts_with(prefix)) {
        return is_capitals(text);
    }
    if !is_capitals(text) || !is_within(text, 12) {
        return false;
    }
    let folded = fold(text);
    let post = folded.strip_prefix("pho ").or_else(|| folded.strip_prefix("quyen ")).unwrap_or(&folded);
    // `HIỆU TRƯỞNG`, `CHI CỤC TRƯỞNG`, `TỔNG CỤC TRƯỞNG`, `VỤ TRƯỞNG`
    let leads = post.split(' ').take(3).any(|word| word == "truong");
    leads || POSTS.iter().any(|known| post.starts_with(known))
}

/// `Lê Quang Trung`, perhaps with a title before it: two to six words that all begin with capitals.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_title = kind_of_document(text).is_some_and(|(_, rest)| rest.is_empty());
    if is_authority(text) || is_title {
        return false;
    }
    let is_cased = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || ".-".contains(letter))
    };
    (2..=6).contains(&words.len()) && words.iter().all(is_cased)
}

/// `(Đã ký)`, `Đã ký`, `(Ký, đóng dấu)`; folding makes `ký` a `ki`.
pub fn is_signed_note(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let known = ["da", "ki", "ten", "dong", "dau", "va", "ro", "ho", "ghi"];
    words.contains(&"ki") && words.iter().all(|word| known.contains(word))
}
