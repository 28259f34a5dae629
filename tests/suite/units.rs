//! The country's list of administrative units, and what a site knows of it without anybody typing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use congbo::inside::gazetteer::{Unit, gazetteer};
use congbo::inside::render::{Rendered, render};
use congbo::inside::site::Site;

use crate::fixture::{self, check_golden};

/// How many units there are of each kind before and since, in a province or everywhere.
fn counts(of: impl Fn(&Unit) -> bool) -> String {
    let mut counts: BTreeMap<(bool, &str), u32> = BTreeMap::new();
    for (_, unit) in gazetteer().iter().filter(|(_, unit)| of(unit)) {
        for (is_there, is_new) in [(unit.is_old, false), (unit.is_new, true)] {
            if is_there {
                *counts.entry((is_new, unit.kind.word())).or_default() += 1;
            }
        }
    }
    let mut shown = String::new();
    for ((is_new, kind), count) in counts {
        let _ = writeln!(shown, "{} {kind} {count}", if is_new { "since" } else { "before" });
    }
    shown
}

/// The only unit that ever had a number.
#[track_caller]
fn with_code(code: &str) -> usize {
    let found: Vec<usize> = gazetteer().iter().filter(|(_, unit)| unit.code == code).map(|(index, _)| index).collect();
    let [only] = found[..] else { panic!("{} units have the code {code}", found.len()) };
    only
}

#[test]
fn as_many_units_as_the_law_says() {
    let all = counts(|_| true);
    // 63 provinces before and 34 since, of which 5 and 6 are cities; 3,321 communes since (resolutions of June 2025).
    for line in ["before tinh 57", "since tinh 28", "since xa 2621", "since phuong 687", "since dac-khu 13"] {
        assert!(all.contains(line), "{line} is not in:\n{all}");
    }
    let province = with_code("38");
    // 1686/NQ-UBTVQH15: 147 communes and 19 wards, of 547 units.
    let there = counts(|unit| unit.province == province);
    for line in ["since xa 147", "since phuong 19", "before huyen 22"] {
        assert!(there.contains(line), "{line} is not in:\n{there}");
    }
    let all = gazetteer();
    let communes = all.iter().filter(|(_, unit)| unit.is_old && unit.province == province && unit.code.len() == 5);
    assert_eq!(communes.count(), 547);
}

/// The table of what became of Triệu Sơn's 32 communes.
#[test]
fn what_became_of_a_district() {
    let all = gazetteer();
    let heirs = &all.get(with_code("397")).heirs;
    let shown: BTreeMap<&str, BTreeSet<&str>> = heirs
        .iter()
        .map(|heir| (all.get(*heir).name, all.get(*heir).forerunners.iter().map(|unit| all.get(*unit).name).collect()))
        .collect();
    let expected = [
        ("Triệu Sơn", "Triệu Sơn|Minh Sơn|Dân Lực|Dân Lý|Dân Quyền"),
        ("Thọ Bình", "Thọ Sơn|Bình Sơn|Thọ Bình"),
        ("Thọ Ngọc", "Thọ Tiến|Xuân Thọ|Thọ Cường|Thọ Ngọc"),
        ("Thọ Phú", "Xuân Lộc|Thọ Dân|Thọ Thế|Thọ Tân|Thọ Phú"),
        ("Hợp Tiến", "Hợp Lý|Hợp Thắng|Hợp Thành|Triệu Thành|Hợp Tiến"),
        ("An Nông", "Tiến Nông|Khuyến Nông|Nông Trường|An Nông"),
        ("Tân Ninh", "Nưa|Thái Hòa|Vân Sơn"),
        ("Đồng Tiến", "Đồng Lợi|Đồng Thắng|Đồng Tiến"),
    ];
    let expected: BTreeMap<&str, BTreeSet<&str>> =
        expected.into_iter().map(|(name, parts)| (name, parts.split('|').collect())).collect();
    assert_eq!(shown, expected);
}

#[test]
fn every_unit_has_an_id_of_its_own_and_fits_its_heirs() {
    let all = gazetteer();
    let provinces: BTreeSet<usize> = all.iter().map(|(_, unit)| unit.province).collect();
    assert_eq!(provinces.len(), 34);
    for province in provinces {
        let ids: BTreeMap<usize, String> = all.ids(province).iter().map(|(unit, id)| (*unit, id.clone())).collect();
        let mut seen: BTreeMap<&String, usize> = BTreeMap::new();
        for (index, id) in &ids {
            if let Some(first) = seen.insert(id, *index) {
                panic!("{id} is {} and {}", all.address(first), all.address(*index));
            }
        }
    }
    for (index, unit) in all.iter() {
        assert!(unit.is_new || !unit.heirs.is_empty(), "{} came to nothing", all.address(index));
        for part in &unit.forerunners {
            let part = all.get(*part);
            assert!(part.heirs.contains(&index) && part.is_old && !part.is_new, "{} of {}", unit.name, part.name);
        }
    }
}

const SITE: &str = "//- site.yaml
title: Kho
base_url: https://example.gov.vn/
publisher: {name: UBND}
place: huyen-trieu-son
//- issuers.yaml
- {id: ubnd-huyen, name: UBND huyện Triệu Sơn, level: huyen, place: huyen-trieu-son}
- {id: ubnd-tinh, name: UBND tỉnh Thanh Hóa, level: tinh, place: tinh-thanh-hoa}
//- 2022-h1/period.yaml
title: 6 tháng đầu năm 2022
from: 2022-01-01
to: 2022-06-30
//- 2022-h1/models.yaml
- {id: sen, name: Mô hình trồng cây sen, places: [xa-tho-ngoc]}
//- 2022-h1/bao-cao.md
---
issuer: ubnd-huyen
summary: Sơ kết
date: 2022-06-15
---

Mô hình tại xã Dân Lực; ông Minh Sơn ở thị trấn Nưa.
";

/// The addresses of communes' pages, and what was said.
fn pages(site: &Site) -> Vec<String> {
    let plan = &site.good().expect("a site").plan;
    let urls = plan.pages.iter().map(|(url, _)| url.as_str().to_owned());
    urls.filter(|url| url.starts_with("xa/") && url != "xa/").collect()
}

/// The bytes of all pages.
fn files(site: &Site) -> Vec<(String, Rendered)> {
    let site = site.good().expect("a site");
    let rendered = |view| render(&site.theme, view).expect("the theme renders");
    site.plan.pages.iter().map(|(url, view)| (url.to_string(), rendered(view))).collect()
}

fn built(input: &str) -> (Site, Vec<String>) {
    let mut site = Site::default();
    let update = site.update(&fixture::sources(input), None, |_| {});
    let said = update.diagnostics.iter().map(|said| format!("{} {}", said.code.id, said.message.en)).collect();
    (site, said)
}

#[test]
fn a_site_knows_the_units_of_its_place() {
    let (site, said) = built(SITE);
    assert_eq!(said, Vec::<String>::new());
    // Of 40 communes those that the archive speaks of, and their heirs.
    let expected = [
        "xa/thi-tran-nua/",
        "xa/xa-dan-luc/",
        "xa/xa-tan-ninh/",
        "xa/xa-tho-ngoc-2025/",
        "xa/xa-tho-ngoc/",
        "xa/xa-trieu-son/",
    ];
    assert_eq!(pages(&site), expected);
}

#[test]
fn what_people_wrote_goes_before_the_list() {
    let own = "//- places.yaml
- {id: ngoc, name: Thọ Ngọc, kind: xa, to: 2025-06-30}
- {id: luc, name: Dân Lực, kind: xa, code: \"15700\", to: 2024-12-31, successors: [ngoc]}
";
    let (site, said) = built(
        &SITE.replace("[xa-tho-ngoc]", "[ngoc]").replace("//- 2022-h1/period", &format!("{own}//- 2022-h1/period")),
    );
    assert_eq!(said, Vec::<String>::new());
    let archive = site.archive().expect("an archive");
    let place = |id: &str| archive.places.get(archive.places.find(id).unwrap_or_else(|| panic!("{id}")));
    assert!(archive.places.find("xa-tho-ngoc").is_none() && archive.places.find("xa-dan-luc").is_none());
    assert_eq!(place("luc").life().to.map(|day| day.to_string()).as_deref(), Some("2024-12-31"));
    assert_eq!(place("luc").successors[0].value.as_str(), "ngoc");
    // What it leaves open is taken from the list.
    assert_eq!(place("ngoc").code.as_ref().map(|code| &*code.value.0), Some("15751"));
    assert_eq!(place("ngoc").successors[0].value.as_str(), "xa-tho-ngoc-2025");
    assert_eq!(place("huyen-trieu-son").life().to.map(|day| day.to_string()).as_deref(), Some("2025-06-30"));
}

#[test]
fn names_of_another_time_or_of_no_commune_lead_nowhere() {
    let later = SITE.replace("date: 2022-06-15", "date: 2026-06-15").replace("xã Dân Lực", "xã Dân Lực, xã Thọ Ngọc");
    let (site, said) = built(&later);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(pages(&site), ["xa/xa-tho-ngoc-2025/", "xa/xa-tho-ngoc/"]);
}

#[test]
fn pages_come_and_go_with_words_as_in_a_clean_build() {
    let texts = ["xã Dân Lực", "không xã nào", "xã Dân Lý và xã Minh Sơn", "xã Dân Lực"];
    let mut site = Site::default();
    for text in texts {
        let sources = fixture::sources(&SITE.replace("xã Dân Lực", text));
        site.update(&sources, None, |_| {});
        let mut clean = Site::default();
        clean.update(&sources, None, |_| {});
        assert_eq!(pages(&site), pages(&clean), "{text}");
        assert!(files(&site) == files(&clean), "{text}");
    }
}

#[test]
fn all_communes_of_a_province_build_without_a_message() {
    let all = gazetteer();
    let province = all.get(with_code("397")).province;
    let mut places = String::new();
    let ids = all.ids(province);
    for (index, unit) in all.iter().filter(|(_, unit)| unit.province == province) {
        let quoted = |units: &[usize]| units.iter().map(|unit| ids[unit].as_str()).collect::<Vec<_>>().join(", ");
        let _ = write!(places, "- {{id: {}, name: {}, kind: {}", ids[&index], unit.name, unit.kind.word());
        let _ = write!(places, ", code: \"{}\"", unit.code);
        unit.within.iter().for_each(|outer| _ = write!(places, ", within: {}", ids[outer]));
        unit.life().from.iter().for_each(|day| _ = write!(places, ", from: {day}"));
        unit.life().to.iter().for_each(|day| _ = write!(places, ", to: {day}"));
        let _ = writeln!(places, ", successors: [{}]}}", quoted(&unit.heirs));
    }
    assert_eq!(ids[&province], "tinh-thanh-hoa");
    // With the place of the site, whose units are the written ones, and without.
    for place in ["place: tinh-thanh-hoa\n", ""] {
        let input = format!(
            "//- site.yaml\ntitle: Kho\nbase_url: https://example.gov.vn/\npublisher: {{name: UBND}}\n{place}//- places.yaml\n{places}"
        );
        let (site, said) = built(&input);
        assert_eq!(said, Vec::<String>::new());
        let written = places.lines().count();
        assert_eq!(site.archive().expect("an archive").places.len(), written, "{place:?}");
        assert_eq!(pages(&site).len(), 547 + 166 - kept(province), "a page for each commune");
    }
}

/// Communes that went on as they were.
fn kept(province: usize) -> usize {
    let all = gazetteer();
    all.iter()
        .filter(|(_, unit)| unit.province == province && unit.code.len() == 5 && unit.is_old && unit.is_new)
        .count()
}

/// What `congbo new site --place` writes, and says where it cannot know the unit; the first line is what was typed.
#[test]
fn new_sites_know_their_unit() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/new");
    for entry in folder.read_dir().expect("the goldens").flatten() {
        let golden = std::fs::read_to_string(entry.path()).expect("a readable golden");
        let typed = golden.lines().next().unwrap_or_default();
        let target = tempfile::tempdir().expect("a folder");
        let site = target.path().join("site");
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command.args(["new", "site"]).arg(&site).args(["--place", typed]).env("LC_ALL", "vi_VN.UTF-8");
        let ran = command.output().expect("the program runs");
        let mut shown = format!("{typed}\n");
        if ran.status.success() {
            for name in ["site.yaml", "issuers.yaml", "places.yaml"] {
                let text = std::fs::read_to_string(site.join("content").join(name)).expect("a written file");
                // The bodies of the centre are the same for all, and the year is today's.
                let own = text.split("- id: quoc-hoi").next().unwrap_or_default();
                let lines = own.lines().filter(|line| !line.starts_with("identity: "));
                let _ = writeln!(shown, "//- {name}\n{}", lines.collect::<Vec<_>>().join("\n").trim_end());
            }
            let content = site.join("content");
            let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
            command.arg("build").arg("--content").arg(content).arg("--output").arg(target.path().join("public"));
            let built = command.env("LC_ALL", "vi_VN.UTF-8").output().expect("the program runs");
            let said = String::from_utf8_lossy(&built.stderr).into_owned();
            assert!(built.status.success() && !said.contains("CB"), "{typed}: {said}");
        } else {
            shown.push_str(&String::from_utf8_lossy(&ran.stderr));
        }
        check_golden(&entry.path(), &shown);
    }
}
