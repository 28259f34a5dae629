//! Capitals, preferred forms, and one thing written in several ways.

use std::ops::Range;

use super::desk::{Desk, Report};
use super::letters::words;
use super::passage::{Kind, Passage};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};

/// Reads the wording of every report.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| {
        let passages = with_title(desk, report);
        check_forms(&passages, said);
        for passage in passages.iter().copied() {
            check_doubles(passage, said);
        }
        check_variants(&passages, said);
    });
}

/// The report's blocks, and the line of its title before them.
fn with_title<'d, 'a>(desk: &'d Desk<'a>, report: Report<'a>) -> Vec<&'d Passage<'a>> {
    let passages = desk.file(report.path).map_or(&[][..], |file| &file.passages);
    passages.iter().filter(|it| it.kind != Kind::Line || it.text.starts_with("summary:")).collect()
}

/// Types of documents and bodies: the first form is wrong.
const CAPITALS: [(&str, &str); 16] = [
    ("Nghị Quyết", "Nghị quyết"),
    ("Quyết Định", "Quyết định"),
    ("Nghị Định", "Nghị định"),
    ("Thông Tư", "Thông tư"),
    ("Chỉ Thị", "Chỉ thị"),
    ("Kế Hoạch", "Kế hoạch"),
    ("Tờ Trình", "Tờ trình"),
    ("Công Văn", "Công văn"),
    ("Thông Báo", "Thông báo"),
    ("Đề Án", "Đề án"),
    ("Ủy ban Nhân dân", "Ủy ban nhân dân"),
    ("Uỷ ban Nhân dân", "Uỷ ban nhân dân"),
    ("Hội đồng Nhân dân", "Hội đồng nhân dân"),
    ("Ban chấp hành Đảng bộ", "Ban Chấp hành Đảng bộ"),
    ("Ban chấp hành Trung ương", "Ban Chấp hành Trung ương"),
    ("Công thương", "Công Thương"),
];

/// Forms that are understood, and the official or recommended ones.
const PREFERRED: [(&str, &str); 7] = [
    ("hàng năm", "hằng năm"),
    ("hàng tháng", "hằng tháng"),
    ("hàng quý", "hằng quý"),
    ("hàng ngày", "hằng ngày"),
    ("Thông tin truyền thông", "Thông tin và Truyền thông"),
    ("Tài nguyên môi trường", "Tài nguyên và Môi trường"),
    ("Tồn tại hạn chế", "Tồn tại, hạn chế"),
];

/// One message for each wording of a report, however often it stands there.
fn check_forms(passages: &[&Passage<'_>], said: &mut Vec<Diagnostic>) {
    for (wrong, right) in CAPITALS {
        let places = places_where(passages, wrong, |passage, range| !is_in_title_style(passage.text, wrong, range));
        if let Some((first, others)) = places.split_first() {
            said.push(messages::capitals(wrong, right, first.clone(), others));
        }
    }
    for (found, preferred) in PREFERRED {
        let places = places_where(passages, found, |_, _| true);
        if let Some((first, others)) = places.split_first() {
            said.push(messages::preferred_form(found, preferred, first.clone(), others));
        }
    }
}

fn places_where(
    passages: &[&Passage<'_>],
    phrase: &str,
    is_meant: impl Fn(&Passage<'_>, &Range<usize>) -> bool,
) -> Vec<Location> {
    let in_passage = |passage: &&Passage<'_>| {
        let found = occurrences(passage.text, phrase).into_iter().filter(|range| is_meant(passage, range));
        found.map(|range| passage.locate(range)).collect::<Vec<_>>()
    };
    passages.iter().flat_map(in_passage).collect()
}

/// Where every word has its capital, it is the style of a heading.
fn is_in_title_style(text: &str, phrase: &str, range: &Range<usize>) -> bool {
    let is_title = |text: &str| words(text).all(|(_, word)| word.starts_with(char::is_uppercase));
    let next = text[range.end..].strip_prefix(' ').and_then(|rest| words(rest).next());
    is_title(phrase) && next.is_some_and(|(at, word)| at == 0 && is_title(word))
}

/// Words that nobody doubles on purpose.
const SMALL_WORDS: [&str; 16] =
    ["của", "và", "các", "được", "là", "trong", "cho", "với", "từ", "tại", "về", "những", "theo", "để", "trên", "này"];

fn check_doubles(passage: &Passage<'_>, said: &mut Vec<Diagnostic>) {
    let all: Vec<(usize, &str)> = words(passage.text).collect();
    for pair in all.windows(2) {
        let ((at, one), (next, two)) = (pair[0], pair[1]);
        if one == two && SMALL_WORDS.contains(&one) && &passage.text[at + one.len()..next] == " " {
            let range = at..next + two.len();
            said.push(messages::word_twice(
                &passage.text[range.clone()],
                passage.around(range.clone()),
                passage.locate(range),
            ));
        }
    }
}

/// Ways of writing one thing; the first is the one to keep. A way inside another counts for the longer alone.
const VARIANTS: [&[&str]; 8] = [
    &["khoa học và công nghệ", "khoa học công nghệ"],
    &["kinh tế - xã hội", "kinh tế xã hội"],
    &["quản lý nhà nước", "quản lý Nhà nước"],
    &["Phương hướng, nhiệm vụ", "Phương hướng nhiệm vụ"],
    &["Hội đồng Khoa học và Công nghệ", "Hội đồng khoa học"],
    &["TCVN ISO 9001:2015", "ISO 9001:2015"],
    &["Tiêu chuẩn quốc gia TCVN", "Tiêu chuẩn TCVN"],
    &["đổi mới sáng tạo", "đổi mới, sáng tạo"],
];

/// One message for each thing that a report writes in more than one way, at the first place of the rarest way.
fn check_variants(passages: &[&Passage<'_>], said: &mut Vec<Diagnostic>) {
    for ways in VARIANTS {
        let places: Vec<Vec<(&Passage<'_>, Range<usize>)>> = ways
            .iter()
            .map(|way| {
                let longer: Vec<&&str> =
                    ways.iter().filter(|other| other.len() > way.len() && other.contains(way)).collect();
                let found = |passage| places_of(passage, way, &longer);
                passages.iter().copied().flat_map(found).collect()
            })
            .collect();
        let mut used: Vec<usize> = (0..ways.len()).filter(|&index| !places[index].is_empty()).collect();
        if used.len() < 2 {
            continue;
        }
        let counts: Vec<(&str, usize)> = used.iter().map(|&index| (ways[index], places[index].len())).collect();
        used.sort_by_key(|&index| places[index].len());
        let (rare, usual) = (&places[used[0]][0], &places[used[1]][0]);
        said.push(messages::uneven_wording(&counts, rare.0.locate(rare.1.clone()), usual.0.locate(usual.1.clone())));
    }
}

fn places_of<'p, 'a>(passage: &'p Passage<'a>, way: &str, longer: &[&&str]) -> Vec<(&'p Passage<'a>, Range<usize>)> {
    let covered: Vec<Vec<Range<usize>>> = longer.iter().map(|long| occurrences(passage.text, long)).collect();
    let is_covered = |range: &Range<usize>| {
        covered.iter().any(|all| {
            let next = all.partition_point(|long| long.end < range.end);
            all.get(next).is_some_and(|long| long.start <= range.start)
        })
    };
    occurrences(passage.text, way)
        .into_iter()
        .filter(|range| !is_covered(range))
        .map(|range| (passage, range))
        .collect()
}

/// Where a phrase stands as whole words.
fn occurrences(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let whole = |range: &Range<usize>| {
        !text[..range.start].ends_with(char::is_alphanumeric) && !text[range.end..].starts_with(char::is_alphanumeric)
    };
    text.match_indices(phrase).map(|(at, _)| at..at + phrase.len()).filter(whole).collect()
}
