//! Words made fit for addresses.

use super::fold::without_marks;

/// The longest slug in bytes: well inside every file system's 255, and short enough to be read out.
pub const LONGEST: usize = 80;

/// What a text without a single letter or digit becomes.
const NAMELESS: &str = "khong-ten";

/// Words as a part of an address: `[a-z0-9-]`, never empty, at most [`LONGEST`] bytes, and a file name that
/// every system can bear. Different texts may get the same slug; whoever makes addresses must tell them apart.
pub fn slug(text: &str) -> String {
    slug_within(text, LONGEST)
}

/// [`slug`] of at most `longest` bytes (at least 12), cut between words where that loses less than half.
pub fn slug_within(text: &str, longest: usize) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in without_marks(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    cut(&mut slug, longest.max(12));
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        slug.push_str(NAMELESS);
    } else if is_reserved(&slug) {
        slug.push_str("-x");
    }
    slug
}

/// Whether an author may have written it as a slug: what [`slug`] would leave alone.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && slug(text) == text
}

fn cut(slug: &mut String, longest: usize) {
    if slug.len() <= longest {
        return;
    }
    let whole_words = match slug.as_bytes()[longest] {
        b'-' => longest,
        _ => slug[..longest].rfind('-').unwrap_or(0),
    };
    slug.truncate(if whole_words * 2 >= longest { whole_words } else { longest });
}

/// Names that Windows keeps for devices, whatever follows a dot.
pub fn is_reserved(slug: &str) -> bool {
    match slug {
        "con" | "prn" | "aux" | "nul" => true,
        _ => matches!(slug.as_bytes(), [b'c', b'o', b'm', b'0'..=b'9'] | [b'l', b'p', b't', b'0'..=b'9']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_fit_for_addresses() {
        let table = [
            ("Quản lý Đề án: “Đổi mới”", "quan-ly-de-an-doi-moi"),
            ("UBND tỉnh Thanh Hoá", "ubnd-tinh-thanh-hoa"),
            ("QĐ-UBND", "qd-ubnd"),
            ("KH&CN", "kh-cn"),
            ("6 tháng/2022", "6-thang-2022"),
            ("Con", "con-x"),
            ("com1", "com1-x"),
            ("com", "com"),
            ("con trâu", "con-trau"),
            ("???", "khong-ten"),
            ("", "khong-ten"),
            ("--a--", "a"),
            ("Ðặc sản", "dac-san"),
        ];
        for (text, expected) in table {
            assert_eq!(slug(text), expected, "{text}");
            assert!(is_slug(expected), "{expected}");
        }
        assert!(!is_slug("Con") && !is_slug("a--b") && !is_slug("") && !is_slug("con"));
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        assert_eq!(slug_within("phát triển khoa học", 16), "phat-trien-khoa");
        assert_eq!(slug_within("phát triển khoa học", 15), "phat-trien-khoa");
        assert_eq!(slug_within("a khoahoccongnghe", 12), "a-khoahoccon");
    }

    proptest::proptest! {
        #[test]
        fn any_text_becomes_a_slug(text in "\\PC*") {
            let slug = slug(&text);
            proptest::prop_assert!(is_slug(&slug) && slug.len() <= LONGEST + 2);
            proptest::prop_assert!(slug.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')));
        }
    }
}
