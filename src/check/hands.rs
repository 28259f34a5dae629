//! Whom attached files name beside their words: the properties, remarks and noted changes of Word files, tables and PDFs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::desk::Desk;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::source::SourcePath;
use trichdan::text::fold::fold;

/// Names each person once, at the first file that names them, and each file that has remarks or changes in it.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let offices = offices(desk);
    let is_person = |name: &str| is_person(name) && !offices.contains(&fold(name));
    let mut owned: BTreeMap<&Arc<str>, Vec<&SourcePath>> = BTreeMap::new();
    for (path, attachment) in desk.attachments {
        let facts = &attachment.facts;
        for name in facts.hands.owners.iter().filter(|name| is_person(name)) {
            owned.entry(name).or_default().push(path);
        }
        let (comments, changes) = (&facts.hands.comments, &facts.hands.changes);
        if comments.count + changes.count > 0 {
            // Sorted: reaches output.
            let by: BTreeSet<&str> = comments.by.iter().chain(&changes.by).map(|name| &**name).collect();
            let by: Vec<&str> = by.into_iter().filter(|name| is_person(name)).collect();
            said.push(messages::marks_left(at(path), facts.kind, comments.count, changes.count, &by));
        }
    }
    for (name, paths) in owned {
        let first = paths[0];
        said.push(messages::named_in_properties(at(first), desk.attachments[first].facts.kind, name, paths.len()));
    }
}

fn at(path: &SourcePath) -> Location {
    Location { path: path.clone(), place: Place::File }
}

/// The names of the office and of all that issue documents, folded: these are no secret.
fn offices(desk: &Desk<'_>) -> BTreeSet<String> {
    let publisher = desk.archive.site.map(|site| &site.value.publisher.name);
    let issuers = desk.archive.issuers.iter().map(|(_, issuer)| issuer);
    let issuers = issuers.flat_map(|issuer| std::iter::once(&issuer.name).chain(&issuer.aliases));
    publisher.into_iter().chain(issuers).map(|name| fold(name)).collect()
}

/// Words that no person's name has, in lower case: of programs and what they call nobody, of machines and their makers, of shops
/// that set machines up, of offices and those who work in them.
const NOBODY: &[&str] = &[
    "adobe",
    "abbyy",
    "acer",
    "acrobat",
    "admin",
    "administrator",
    "apache",
    "apple",
    "asus",
    "author",
    "brother",
    "calc",
    "camscanner",
    "canon",
    "client",
    "company",
    "computer",
    "copier",
    "corp",
    "default",
    "dell",
    "desktop",
    "epson",
    "excel",
    "foxit",
    "fuji",
    "google",
    "guest",
    "hewlett",
    "home",
    "hp",
    "inc",
    "intel",
    "konica",
    "kyocera",
    "laptop",
    "lenovo",
    "libreoffice",
    "ltd",
    "machine",
    "microsoft",
    "minolta",
    "msi",
    "office",
    "openoffice",
    "openxml",
    "owner",
    "packard",
    "panasonic",
    "pc",
    "pdf",
    "poi",
    "printer",
    "python",
    "ricoh",
    "samsung",
    "scan",
    "scanner",
    "sharp",
    "software",
    "sony",
    "studio",
    "system",
    "team",
    "thinkpad",
    "toshiba",
    "unknown",
    "user",
    "vaio",
    "windows",
    "word",
    "workcentre",
    "workstation",
    "wps",
    "writer",
    "xerox",
];

/// How the names of offices, of those who work in them and of shops begin, in lower case.
const OFFICES: &[&str] = &[
    "ban",
    "bộ",
    "bộ phận",
    "cán bộ",
    "chi cục",
    "chi nhánh",
    "chuyên viên",
    "công an",
    "công nghệ",
    "công ty",
    "cục",
    "cửa hàng",
    "đảng ủy",
    "đoàn thanh niên",
    "hđnd",
    "hội",
    "huyện",
    "huyện ủy",
    "kế toán",
    "khoa học",
    "kinh tế",
    "máy chủ",
    "máy in",
    "máy tính",
    "người dùng",
    "phòng",
    "sở",
    "tập đoàn",
    "thành ủy",
    "thanh tra",
    "thị trấn",
    "thị xã",
    "tỉnh",
    "tỉnh ủy",
    "tin học",
    "trung tâm",
    "trường cao đẳng",
    "trường đại học",
    "trường mầm non",
    "trường thcs",
    "trường thpt",
    "trường tiểu học",
    "ubnd",
    "ủy ban",
    "văn phòng",
    "văn thư",
    "viễn thông",
    "viện",
    "vp",
    "xã",
];

/// Whether a name in a file's properties is somebody's: two to six words of letters alone, or an address of mail. What
/// may as well be a machine's name or an account is nobody's, since it leads to nobody.
fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    if let [word] = words[..] {
        return word.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    }
    let is_word = |word: &&str| word.trim_end_matches('.').chars().all(char::is_alphabetic);
    // Where a name has no marks at all, neither need an office's have any.
    let begins = |office: &&str| match lower.is_ascii() {
        true => has_beginning(&fold(&lower), &fold(office)),
        false => has_beginning(&lower, office),
    };
    (2..=6).contains(&words.len())
        && words.iter().all(is_word)
        && name.chars().any(char::is_uppercase)
        && !words.iter().any(|word| NOBODY.contains(word))
        && !OFFICES.iter().any(begins)
}

/// Whether the first words are these.
fn has_beginning(name: &str, words: &str) -> bool {
    name.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_machines_and_offices() {
        for name in [
            "Nguyễn Văn A",
            "Nguyen Van Phong",
            "LÊ THỊ HOA",
            "Trương Thị Hội",
            "Huyền Trang",
            "John H. Smith",
            "an.nv@thanhhoa.gov.vn",
        ] {
            assert!(is_person(name), "{name}");
        }
        for name in [
            "",
            "A",
            "Admin",
            "hungnv",
            "User",
            "Windows User",
            "Microsoft Office User",
            "DELL",
            "May Tinh Anh Tuan",
            "PC-01",
            "HP LaserJet",
            "python-docx",
            "Apache POI",
            "UBND huyện Triệu Sơn",
            "Phòng Kinh tế và Hạ tầng",
            "Văn thư",
            "Sở KH&CN",
            "Cong ty TNHH A",
            "Ủy ban nhân dân",
            "thien it",
            "Trung tâm Tin học",
            "TECHSI.VN",
            "0912345678",
            "@home",
        ] {
            assert!(!is_person(name), "{name}");
        }
    }
}
