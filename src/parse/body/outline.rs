//! The sections of a text: their numbers, their depth, their anchors.
//!
//! Word files turned into Markdown bring heading marks that mean little (`####` for `I.` and `##` for `II.`
//! in one report), so depth follows the numbers: the divisions of a legal text (`Chương II`, `Điều 5.`), Roman, then `1.`,
//! `1.1.`, `1.1.1.`, then `1)` and `a)`. Marks decide only where a heading has no number.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use trichdan::division::{self, Division};
use trichdan::text::slug::slug;

/// A section's number, as it stands at the start of a heading or paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number<'a> {
    /// As written: `I.`, `1.1.`, `a)`.
    pub written: &'a str,
    /// What follows it.
    pub title: &'a str,
    /// How deep such numbers stand among each other.
    rank: Rank,
    /// Its parts as they stand in anchors: `ii`, `2-1`, `a`, `dd` for `đ`, `dieu-5`.
    slug: String,
}

/// How deep numbers stand among each other, from the highest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// `Chương II`, `Điều 5.`
    Division(Division),
    /// `II.`
    Roman,
    /// `1.`, `1.1.`, by how many parts, five at most.
    Arabic(u8),
    /// `1)`
    Paren,
    /// `a)`
    Letter,
}

/// A section that is open where the text has come to.
#[derive(Debug)]
struct Section {
    /// Its number's rank, if it has one.
    rank: Option<Rank>,
    /// How many `#` its heading has; none for a numbered paragraph.
    marks: Option<u8>,
    anchor: Arc<str>,
    /// Its number as it stands in anchors.
    slug: String,
}

/// Where in the outline a new section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Depth from 1, without jumps.
    pub level: u8,
    /// Which of `h2` to `h6` it is: headings alone are counted, so that none is skipped.
    pub heading_rank: u8,
    pub anchor: Arc<str>,
}

/// The sections around the place that the text has come to, and all anchors so far.
#[derive(Debug, Default)]
pub struct Outline {
    open: Vec<Section>,
    taken: HashSet<Arc<str>>,
    /// How often each anchor has been wanted, so that a thousand sections of one name do not look a million times.
    wanted: HashMap<String, u32>,
}

impl Outline {
    /// Adds a section. `marks` is none for a numbered paragraph.
    pub fn add(&mut self, number: Option<&Number<'_>>, marks: Option<u8>, title: &str) -> Position {
        match number {
            Some(number) => self.close_numbered(number.rank, marks),
            None => self.close_unnumbered(marks.unwrap_or(0)),
        }
        let anchor = match number {
            Some(number) => self.numbered_anchor(number),
            None => self.free_anchor(title_slug(title)),
        };
        let headings = self.open.iter().filter(|section| section.marks.is_some()).count();
        let position = Position {
            level: u8::try_from(self.open.len() + 1).unwrap_or(u8::MAX),
            heading_rank: u8::try_from(headings + 2).unwrap_or(6).min(6),
            anchor: anchor.clone(),
        };
        self.open.push(Section {
            rank: number.map(|number| number.rank),
            marks,
            anchor,
            slug: number.map(|number| number.slug.clone()).unwrap_or_default(),
        });
        position
    }

    /// Closes what a section numbered at `rank` cannot stand in.
    fn close_numbered(&mut self, rank: Rank, marks: Option<u8>) {
        let same_or_deeper = |section: &Section| section.rank.is_some_and(|open| open >= rank);
        if let Some(first) = self.open.iter().position(same_or_deeper) {
            self.open.truncate(first);
        }
        let Some(marks) = marks else { return };
        while self.open.last().is_some_and(|last| last.rank.is_none() && last.marks >= Some(marks)) {
            self.open.pop();
        }
    }

    /// Closes numbered paragraphs and whatever has as many marks or more.
    fn close_unnumbered(&mut self, marks: u8) {
        while self.open.last().is_some_and(|last| last.marks.is_none_or(|open| open >= marks)) {
            self.open.pop();
        }
    }

    /// `muc-2-1`; where that is taken, what is new in the number after the anchor of the section around it. What stands in an
    /// article is always told by it: `dieu-5-1`.
    fn numbered_anchor(&mut self, number: &Number<'_>) -> Arc<str> {
        let is_division = matches!(number.rank, Rank::Division(_));
        let parent = self.open.iter().rfind(|section| section.rank.is_some() || is_division);
        let below_parent = parent.map(|parent| {
            let inherited = number.slug.strip_prefix(&parent.slug).and_then(|rest| rest.strip_prefix('-'));
            format!("{}-{}", parent.anchor, inherited.unwrap_or(&number.slug))
        });
        let short = if is_division { number.slug.clone() } else { format!("muc-{}", number.slug) };
        let is_in_article = parent.is_some_and(|parent| parent.rank == Some(Rank::Division(Division::Article)));
        let wants_parent = number.rank >= Rank::Paren || is_in_article || self.taken.contains(short.as_str());
        let anchor = match below_parent {
            Some(anchor) if wants_parent => anchor,
            _ => short,
        };
        self.free_anchor(anchor)
    }

    /// The anchor itself, or with `-lan-2`, `-lan-3`, … where it is taken.
    fn free_anchor(&mut self, wanted: String) -> Arc<str> {
        let mut anchor: Arc<str> = wanted.as_str().into();
        let times = self.wanted.entry(wanted).or_insert(1);
        let first = anchor.clone();
        while !self.taken.insert(anchor.clone()) {
            *times += 1;
            anchor = format!("{first}-lan-{times}").into();
        }
        anchor
    }
}

/// Ids that the default theme gives to parts of a page that shows a text.
const THEME_IDS: [&str; 10] = [
    "bao-cao-dan",
    "citation",
    "dark",
    "nhac-toi",
    "noi-dung",
    "quick-search",
    "tep",
    "theme-switch",
    "trich-dan",
    "van-ban-dan",
];

/// An unnumbered heading's anchor, kept apart from those that congbo counts and those of the page around the text.
fn title_slug(title: &str) -> String {
    let slug = slug(title);
    let counted = ["muc-", "doan-", "chu-thich-"].iter().any(|prefix| slug.starts_with(prefix));
    if counted || THEME_IDS.contains(&slug.as_str()) { format!("phan-{slug}") } else { slug }
}

/// Reads the number at the start of a heading, or of a paragraph, where more is needed to call it one:
/// `2.5 ha` begins no section.
pub fn number(text: &str, is_heading: bool) -> Option<Number<'_>> {
    if let Some(opening) = division::read(text) {
        return Some(of_division(&opening));
    }
    let text = text.trim_start();
    let number = roman(text).or_else(|| letter(text)).or_else(|| arabic(text))?;
    let rest = text[number.written.len()..].trim_start();
    let spaced = rest.len() < text.len() - number.written.len();
    let starts_upper = rest.chars().next().is_some_and(char::is_uppercase);
    let closed = number.written.ends_with(['.', ')']);
    let stands = match (spaced, closed) {
        (true, true) => true,
        // `1.1 Kiện toàn`, `1.1.Kiện toàn`
        (true, false) | (false, true) => matches!(number.rank, Rank::Arabic(_)) && starts_upper,
        (false, false) => false,
    };
    let stands = stands && (is_heading || !is_initial(rest, number.rank));
    stands.then_some(Number { title: rest.trim_end(), ..number })
}

/// `V. I. Lê-nin` begins with a name, not with a section.
fn is_initial(rest: &str, rank: Rank) -> bool {
    let mut letters = rest.chars();
    rank == Rank::Roman && letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
}

fn of_division<'a>(opening: &division::Opening<'a>) -> Number<'a> {
    let slug = format!("{}-{}", opening.division.word(), slug(opening.number));
    Number { written: opening.written, title: opening.title, rank: Rank::Division(opening.division), slug }
}

fn roman(text: &str) -> Option<Number<'_>> {
    let length = text.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let written =
        text.get(..length + 1).filter(|written| (2..=7).contains(&written.len()) && written.ends_with('.'))?;
    let slug = text[..length].to_ascii_lowercase();
    Some(Number { written, title: "", rank: Rank::Roman, slug })
}

fn letter(text: &str) -> Option<Number<'_>> {
    let first = text.chars().next()?;
    let slug = match first {
        'đ' => "dd".to_owned(),
        'a'..='z' => first.to_string(),
        _ => return None,
    };
    let written = text.get(..first.len_utf8() + 1).filter(|written| written.ends_with(')'))?;
    Some(Number { written, title: "", rank: Rank::Letter, slug })
}

/// `1.`, `1)`, `1.1.`, `1.1`: parts of one or two digits, because `1.234` is a thousand and more.
fn arabic(text: &str) -> Option<Number<'_>> {
    let mut parts: Vec<&str> = Vec::new();
    let mut end = 0;
    loop {
        let digits = text[end..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) {
            break;
        }
        parts.push(&text[end..end + digits]);
        end += digits;
        if !text[end..].starts_with('.') {
            break;
        }
        end += 1;
    }
    let paren = parts.len() == 1 && text[end..].starts_with(')');
    if parts.is_empty()
        || text[end..].starts_with(|c: char| c.is_ascii_digit())
        || (parts.len() == 1 && !paren && !text[..end].ends_with('.'))
    {
        return None;
    }
    let rank = match (paren, parts.len()) {
        (true, _) => Rank::Paren,
        (false, count) => Rank::Arabic(u8::try_from(count).unwrap_or(u8::MAX).min(5)),
    };
    let slug =
        parts.iter().map(|part| part.trim_start_matches('0')).map(|part| if part.is_empty() { "0" } else { part });
    let slug = slug.collect::<Vec<_>>().join("-");
    Some(Number { written: &text[..end + usize::from(paren)], title: "", rank, slug })
}

/// What a numbered paragraph is called in a table of contents: its first clause, of a length that can be read there.
pub fn clause(prose: &str) -> String {
    const LONGEST_CHARS: usize = 110;
    let (beginning, is_whole) = match prose.char_indices().nth(LONGEST_CHARS) {
        Some((cut, _)) => (&prose[..cut], false),
        None => (prose, true),
    };
    let end = [":", ";", " (", ". "].iter().filter_map(|mark| beginning.find(mark)).min();
    let clause = &beginning[..end.unwrap_or(beginning.len())];
    if end.is_some() || is_whole {
        return clause.trim_end_matches('.').trim().to_owned();
    }
    let cut = clause.rfind(' ').unwrap_or(clause.len());
    format!("{}…", clause[..cut].trim_end_matches([',', ' ']))
}

/// A section's number and title as other pages show them beside a sentence: whole, unless the heading is a text by itself.
pub fn shown(label: &Arc<str>) -> Arc<str> {
    const LONGEST_BYTES: usize = 480;
    if label.len() <= LONGEST_BYTES {
        return label.clone();
    }
    let beginning = &label[..label.floor_char_boundary(LONGEST_BYTES)];
    let cut = beginning.rfind(' ').unwrap_or(beginning.len());
    format!("{}…", beginning[..cut].trim_end_matches([',', ' '])).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line is a heading (`#` marks) or a paragraph; expected: level, h-rank, anchor.
    #[track_caller]
    fn check(lines: &str, expected: &[(u8, u8, &str)]) {
        let mut outline = Outline::default();
        let positions: Vec<Position> = lines
            .lines()
            .map(|line| {
                let text = line.trim_start_matches('#');
                let marks = u8::try_from(line.len() - text.len()).ok().filter(|&marks| marks > 0);
                let number = number(text, marks.is_some());
                outline.add(number.as_ref(), marks, text)
            })
            .collect();
        let positions: Vec<_> =
            positions.iter().map(|found| (found.level, found.heading_rank, &*found.anchor)).collect();
        assert_eq!(positions, expected);
    }

    #[test]
    fn depth_follows_numbers_not_marks() {
        check(
            "####I. Tình hình\n#####1. Về tổ chức\n1.1. Kiện toàn\n1.2. Hoạt động\n#####2. Thực hiện\n2.1. Các hoạt động\n###3. Đánh giá\n####3.1. Kết quả\n##II. Phương hướng",
            &[
                (1, 2, "muc-i"),
                (2, 3, "muc-1"),
                (3, 4, "muc-1-1"),
                (3, 4, "muc-1-2"),
                (2, 3, "muc-2"),
                (3, 4, "muc-2-1"),
                (2, 3, "muc-3"),
                (3, 4, "muc-3-1"),
                (1, 2, "muc-ii"),
            ],
        );
    }

    #[test]
    fn a_repeated_number_gets_the_section_around_it() {
        check(
            "#I. A\n##1. B\n###1.1. C\n#II. D\n##1. E\n###1.1. F\n##1. G",
            &[
                (1, 2, "muc-i"),
                (2, 3, "muc-1"),
                (3, 4, "muc-1-1"),
                (1, 2, "muc-ii"),
                (2, 3, "muc-ii-1"),
                (3, 4, "muc-ii-1-1"),
                (2, 3, "muc-ii-1-lan-2"),
            ],
        );
        check(
            "#1. A\na) B\nđ) C\n#2. D\na) E",
            &[(1, 2, "muc-1"), (2, 3, "muc-1-a"), (2, 3, "muc-1-dd"), (1, 2, "muc-2"), (2, 3, "muc-2-a")],
        );
    }

    #[test]
    fn divisions_of_a_legal_text_hold_each_other() {
        check(
            "##Chương I QUY ĐỊNH CHUNG\n##Điều 1. A\n1. B\na) C\n2. D\n##Điều 2. E\n1. F\n##Chương II\n###Mục 1. G\n##Điều 3. H\n##PHỤ LỤC\n###Điều 1. I",
            &[
                (1, 2, "chuong-i"),
                (2, 3, "dieu-1"),
                (3, 4, "dieu-1-1"),
                (4, 4, "dieu-1-1-a"),
                (3, 4, "dieu-1-2"),
                (2, 3, "dieu-2"),
                (3, 4, "dieu-2-1"),
                (1, 2, "chuong-ii"),
                (2, 3, "muc-1"),
                (3, 4, "dieu-3"),
                (1, 2, "phu-luc"),
                (2, 3, "phu-luc-dieu-1"),
            ],
        );
    }

    #[test]
    fn marks_decide_without_numbers_and_no_rank_is_skipped() {
        check(
            "##Giới thiệu\n#####Liên hệ\n##Giới thiệu\n#Mục 1 và 2\n##I. A\n####Kết quả\n##Nơi nhận",
            &[
                (1, 2, "gioi-thieu"),
                (2, 3, "lien-he"),
                (1, 2, "gioi-thieu-lan-2"),
                (1, 2, "phan-muc-1-va-2"),
                (2, 3, "muc-i"),
                (3, 4, "ket-qua"),
                (2, 3, "noi-nhan"),
            ],
        );
    }

    #[test]
    fn numbers_are_told_from_amounts_and_names() {
        let table = [
            ("1.1. Kiện toàn", Some("1.1.")),
            ("1.1 Kiện toàn", Some("1.1")),
            ("1.1.Kiện toàn", Some("1.1.")),
            ("01. Mở đầu", Some("01.")),
            ("IV. Kết quả", Some("IV.")),
            ("đ) nội dung", Some("đ)")),
            ("2) Nội dung", Some("2)")),
            ("2.5 ha", None),
            ("1.234 hộ", None),
            ("2022. Năm", None),
            ("V. I. Lê-nin", None),
            ("VIỆN KHOA HỌC", None),
            ("6 tháng đầu năm", None),
            ("I.", None),
            ("(a) x", None),
            ("16.3.2022 Họp", None),
        ];
        for (text, expected) in table {
            assert_eq!(number(text, false).map(|number| number.written), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_is_called_by_its_first_clause() {
        assert_eq!(clause("Hoạt động năm 2022: Họp kiện toàn."), "Hoạt động năm 2022");
        assert_eq!(clause("Kiện toàn Hội đồng (theo QĐ 1089)."), "Kiện toàn Hội đồng");
        assert_eq!(clause("Tổ chức hoạt động."), "Tổ chức hoạt động");
        let long = clause(&"phát triển ".repeat(30));
        assert!(long.ends_with(" phát…") || long.ends_with(" triển…"), "{long}");
        assert!(long.chars().count() <= 111);
    }

    #[test]
    fn no_heading_takes_an_id_of_the_page_around_it() {
        check("##Nội dung\n##Tệp\n##Tệp", &[(1, 2, "phan-noi-dung"), (1, 2, "phan-tep"), (1, 2, "phan-tep-lan-2")]);
        let templates = [
            include_str!("../../../themes/default/base.html"),
            include_str!("../../../themes/default/report.html"),
            include_str!("../../../themes/default/page.html"),
            include_str!("../../../themes/default/part/cite.html"),
        ];
        let ids = templates.iter().flat_map(|text| text.split(" id=\"").skip(1));
        let ids: std::collections::BTreeSet<&str> =
            ids.map(|rest| rest.split('"').next().unwrap_or_default()).collect();
        assert_eq!(ids.into_iter().collect::<Vec<_>>(), THEME_IDS);
    }
}
