//! A rebuild equals a clean build: hundreds of random edits over a small random site, and after each one the
//! output and the messages of both compared, byte for byte.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use congbo::inside::attic::{Attic, Room};
use congbo::inside::diagnostic::Diagnostic;
use congbo::inside::link::drafts::Audience;
use congbo::inside::render::{Rendered, render};
use congbo::inside::site::{Site, Snapshot, Update};
use congbo::inside::source::Sources;

use crate::fixture;
use crate::random::Random;

/// Edits in one run of the test.
const EDITS: usize = 120;

#[test]
fn random_edits_equal_a_clean_build_with_seed_1() {
    run(0x9E37_79B9_7F4A_7C15, Audience::Public);
}

#[test]
fn random_edits_equal_a_clean_build_with_seed_2() {
    run(0xD1B5_4A32_D192_ED03, Audience::Public);
}

#[test]
fn random_edits_equal_a_clean_build_where_drafts_are_shown() {
    run(0x2545_F491_4F6C_DD1D, Audience::Authors);
}

/// Edits with a seed of one's own: `CONGBO_SEED=123 cargo test --test suite seed_of_the_day`.
#[test]
fn random_edits_equal_a_clean_build_with_the_seed_of_the_day() {
    let seed = std::env::var("CONGBO_SEED").ok().and_then(|seed| seed.parse().ok());
    let of_day = || {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(1, |time| time.as_secs() / 86_400 + 1)
    };
    run(seed.unwrap_or_else(of_day), Audience::Public);
}

#[test]
fn a_link_to_a_paragraph_follows_the_text_that_it_leads_to() {
    let site = "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n";
    let period = "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n";
    let mut rebuilt = Rebuilt::default();
    for (step, words) in ["Một.\n\nHai.", "Một.", "Một.\n\nHai.\n\nBa.", "Khác.\n\nHai."].iter().enumerate() {
        let sources = fixture::sources(&format!(
            "//- site.yaml\n{site}//- 2022-h1/period.yaml\n{period}\
             //- 2022-h1/bao-cao.md\n---\nsummary: Sơ kết\n---\n\n{words}\n\
             //- 2022-h1/phu-luc.md\n---\nsummary: Phụ lục\n---\n\nXem [báo cáo](bao-cao.md#doan-2).\n\
             //- pages/gioi-thieu.md\n---\ntitle: Giới thiệu\n---\n\nXem [báo cáo](../2022-h1/bao-cao.md#doan-2).\n"
        ));
        rebuilt.update(&sources, &format!("step {step}"));
    }
}

#[track_caller]
fn run(seed: u64, audience: Audience) {
    let mut random = Random(seed);
    let mut folder = Folder::new(&mut random);
    let mut rebuilt = Rebuilt { site: Site::default().shown_to(audience), audience, ..Rebuilt::default() };
    for step in 0..EDITS {
        let edit = if step == 0 { "nothing".to_string() } else { folder.edit(&mut random) };
        let is_good = rebuilt.update(&folder.sources(), &format!("seed {seed}, step {step}, after: {edit}"));
        folder.was_good(is_good);
    }
    // A site that is broken most of the time, or written whole each time, would prove little.
    let Rebuilt { good, written, pages, .. } = rebuilt;
    assert!(good > EDITS / 4, "seed {seed}: only {good} good sites");
    assert!(written < pages / 2, "seed {seed}: {written} pages written of {pages}");
}

/// A site brought up to date again and again, the files that its updates wrote, and counts of both.
#[derive(Default)]
struct Rebuilt {
    site: Site,
    audience: Audience,
    output: BTreeMap<String, Vec<u8>>,
    good: usize,
    written: usize,
    pages: usize,
}

impl Rebuilt {
    /// Brings the site up to date, and compares its messages and files with those of a clean build; says whether that
    /// has no errors.
    #[track_caller]
    fn update(&mut self, sources: &Sources, place: &str) -> bool {
        let update = self.site.update(sources, None, |_| {});
        let mut clean = Site::on(Attic::with_room(Arc::<Drawer>::default())).shown_to(self.audience);
        let (said, clean) = clean.once(&mut sources.clone(), None, |_| {});
        assert_eq!(shown(&update.diagnostics), shown(&said), "messages differ: {place}");
        assert_eq!(update.change.is_some(), clean.is_some(), "{place}");
        self.written += apply(update, &mut self.output);
        let Some(clean) = clean else { return false };
        self.good += 1;
        self.pages += self.output.len();
        let expected = render_all(&clean.site);
        for (file, bytes) in &expected {
            let ours = self.output.get(file).map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(ours, Some(String::from_utf8_lossy(bytes)), "{file} is stale: {place}");
        }
        let left: Vec<&String> = self.output.keys().filter(|file| !expected.contains_key(*file)).collect();
        assert!(left.is_empty(), "{left:?} should be gone: {place}");
        true
    }
}

/// Where a clean build keeps all that can be kept outside of the memory; the site that is brought up to date keeps
/// nothing there.
#[derive(Debug, Default)]
struct Drawer(Mutex<Vec<String>>);

impl Room for Drawer {
    fn take_in(&self, text: &str) -> Option<u64> {
        let mut texts = self.0.lock().expect("no thread fails");
        texts.push(text.to_owned());
        Some(texts.len() as u64 - 1)
    }

    fn give_back(&self, place: u64, length: usize) -> String {
        let text = self.0.lock().expect("no thread fails")[place as usize].clone();
        assert_eq!(text.len(), length);
        text
    }
}

fn shown(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| format!("{diagnostic:?}\n")).collect()
}

/// Writes what an update says has changed, and nothing else.
fn apply(update: Update, output: &mut BTreeMap<String, Vec<u8>>) -> usize {
    let Some(change) = update.change else { return 0 };
    for url in &change.removed {
        output.remove(&url.file());
    }
    for url in &change.written {
        let view = change.site.plan.get(url.as_str()).expect("a written page is planned");
        output.insert(url.file(), bytes(render(&change.site.theme, view).expect("the theme renders")));
    }
    change.written.len()
}

fn render_all(site: &Snapshot) -> BTreeMap<String, Vec<u8>> {
    let page = |(url, view): &(congbo::inside::address::Url, _)| {
        (url.file(), bytes(render(&site.theme, view).expect("the theme renders")))
    };
    site.plan.pages.iter().map(page).collect()
}

fn bytes(rendered: Rendered) -> Vec<u8> {
    match rendered {
        Rendered::Text(text) => text.into_bytes(),
        Rendered::Bytes(bytes) => bytes.to_vec(),
        Rendered::Attachment(path) => path.as_str().as_bytes().to_vec(),
        Rendered::Narrowed(narrowed) => format!("{} {}", narrowed.sha256, narrowed.width).into_bytes(),
    }
}

const PERIODS: [&str; 5] = ["2021-h2", "2022-h1", "2022-h2", "2022", "2023-q1"];
const NAMES: [&str; 4] = ["Thọ Ngọc", "Thọ Sơn", "Hoà Bình", "Minh Sơn"];
const CROPS: [&str; 4] = ["trồng sen", "nuôi ong", "trồng gai xanh", "tưới phun mưa"];

/// The files of a content folder, what a broken one was before, and all of them as they were when last good.
pub struct Folder {
    pub files: BTreeMap<String, String>,
    broken: Vec<(String, String)>,
    good: BTreeMap<String, String>,
    is_good: bool,
}

impl Folder {
    pub fn new(random: &mut Random) -> Self {
        let mut folder = Self { files: BTreeMap::new(), broken: Vec::new(), good: BTreeMap::new(), is_good: true };
        folder.put("site.yaml", site("Kho mẫu", false));
        folder.put("issuers.yaml", issuers("UBND tỉnh"));
        folder.put("places.yaml", places(4));
        folder.put("registers.yaml", registers("doi-tuong", "Lĩnh vực"));
        folder.put("pages/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n\nXem [báo cáo](/van-ban/).\n".into());
        folder.good = folder.files.clone();
        folder.add_period(PERIODS[0], random);
        folder
    }

    fn put(&mut self, path: &str, text: String) {
        self.files.insert(path.to_string(), text);
    }

    fn sources(&self) -> Sources {
        let fixture: String = self.files.iter().map(|(path, text)| format!("//- {path}\n{text}")).collect();
        fixture::sources(&fixture)
    }

    fn add_period(&mut self, period: &str, random: &mut Random) {
        self.put(&format!("{period}/period.yaml"), period_file(period, random));
        self.put(&format!("{period}/legal.yaml"), legal(period, random));
        self.put(&format!("{period}/models.yaml"), models(random));
        self.put(&format!("{period}/tasks.yaml"), tasks(random));
        self.put(&format!("{period}/bao-cao.md"), report(random));
        self.put(&format!("{period}/so/vuon.csv"), rows(random));
    }

    pub fn was_good(&mut self, is_good: bool) {
        self.is_good = is_good;
        if is_good {
            self.good = self.files.clone();
        }
    }

    /// Makes one edit, and tells which.
    pub fn edit(&mut self, random: &mut Random) -> String {
        if !self.is_good && random.below(5) < 3 {
            self.files = self.good.clone();
            self.broken.clear();
            return "everything as it was when last good".into();
        }
        if !self.broken.is_empty() && random.below(2) == 0 {
            return self.mend();
        }
        let paths: Vec<String> = self.files.keys().cloned().collect();
        let path = paths[random.below(paths.len())].clone();
        let period = random.pick(&PERIODS).to_string();
        match random.below(29) {
            25 => self.set(
                "registers.yaml",
                registers(random.pick(&["ten", "doi-tuong"]), random.pick(&["Lĩnh vực", "Nhóm"])),
            ),
            26 | 27 => self.set(&format!("{period}/so/vuon.csv"), rows(random)),
            28 => self.set(&format!("{period}/so/vuon.yaml"), yaml_rows(random)),
            24 => self.note(&path, random),
            22 | 23 => self.toggle_draft(&path),
            18..=21 => self.reword(&path, random),
            0..=2 => self.set(&format!("{period}/bao-cao.md"), report(random)),
            3 | 4 => self.set(&format!("{period}/legal.yaml"), legal(&period, random)),
            5 => self.set(&format!("{period}/models.yaml"), models(random)),
            6 => self.set(&format!("{period}/tasks.yaml"), tasks(random)),
            7 => self.set("places.yaml", places(4 - random.below(6) / 4)),
            8 => self.set("issuers.yaml", issuers(random.pick(&["UBND tỉnh", "Ủy ban tỉnh", "UBND tỉnh Thanh Hoá"]))),
            9 => self.set("site.yaml", site(random.pick(&["Kho mẫu", "Kho khác"]), random.below(2) == 0)),
            10 => self.set("themes/default/words/vi.yaml", theme_words(random)),
            11 => self.remove(&path),
            12 => self.rename_period(&period, random),
            13 => self.break_file(&path, random),
            14 | 15 => self.set(&format!("{period}/phu-luc.md"), second_report(random)),
            16 => self.set(&format!("{period}/files/ban-quet.pdf"), format!("%PDF {}\n", random.below(3))),
            _ => {
                self.add_period(&period, random);
                format!("a new {period}")
            }
        }
    }

    fn set(&mut self, path: &str, text: String) -> String {
        self.put(path, text);
        format!("{path} written")
    }

    /// Puts a notice above a report.
    fn note(&mut self, path: &str, random: &mut Random) -> String {
        let kind = random.pick(&["dinh-chinh", "thay-the", "thu-hoi"]);
        let by = random.pick(&["bao-cao.md", "bao-cao.md#doan-2", "/nhap/", "1/QĐ-UBND", "https://example.gov.vn/a"]);
        let day = 1 + random.below(9);
        let notice =
            format!("notices:\n  - kind: {kind}\n    date: 2022-07-0{day}\n    reason: Sai sót\n    by: {by}\n");
        let text = self.files[path].clone();
        let noted = match text.strip_prefix("---\nsummary") {
            Some(rest) => format!("---\n{notice}summary{rest}"),
            None => text[text.find("summary").unwrap_or(0)..].to_string(),
        };
        if path.ends_with(".md") && text.contains("summary") {
            self.put(path, if noted.starts_with("---") { noted } else { format!("---\n{noted}") });
        }
        format!("a notice in {path}")
    }

    /// Makes the first entry of a file a draft, or publishes it.
    fn toggle_draft(&mut self, path: &str) -> String {
        let text = self.files[path].clone();
        let toggled = match (text.contains("draft: true\n"), text.as_str()) {
            (true, _) => text.replace("  draft: true\n", "").replace("draft: true\n", ""),
            (false, text) if text.starts_with("- ") => text.replacen('\n', "\n  draft: true\n", 1),
            (false, text) if text.starts_with("---\n") => text.replacen("---\n", "---\ndraft: true\n", 1),
            (false, text) if text.starts_with("title: Kỳ") => format!("draft: true\n{text}"),
            (false, _) => return "no draft".into(),
        };
        self.put(path, toggled);
        format!("{path} made a draft or none")
    }

    /// Writes other words into a text, below the front matter that it has.
    fn reword(&mut self, path: &str, random: &mut Random) -> String {
        let Some((above, body)) = self.files[path].rsplit_once("---\n") else { return "no words".into() };
        let (above, body) = (above.to_string(), body.to_string());
        let paragraphs: Vec<&str> = body.trim().split("\n\n").collect();
        let chosen = random.below(paragraphs.len());
        let new = match random.below(4) {
            0 => String::new(),
            1 => format!("{}\n\n{}", paragraphs[chosen], prose(random)),
            2 => format!("{} {}", paragraphs[chosen], prose(random)),
            _ => prose(random),
        };
        let replaced = |(place, old): (usize, &&str)| if place == chosen { new.clone() } else { (*old).to_string() };
        let words: Vec<String> = paragraphs.iter().enumerate().map(replaced).collect();
        self.put(path, format!("{above}---\n\n{}\n", words.join("\n\n")));
        format!("{path} reworded")
    }

    fn remove(&mut self, path: &str) -> String {
        if let Some(text) = self.files.remove(path) {
            self.broken.push((path.to_string(), text));
        }
        format!("{path} removed")
    }

    fn rename_period(&mut self, from: &str, random: &mut Random) -> String {
        let to = random.pick(&PERIODS);
        let moved: Vec<String> =
            self.files.keys().filter(|path| path.starts_with(&format!("{from}/"))).cloned().collect();
        for path in moved {
            let text = self.files.remove(&path).unwrap_or_default();
            self.put(&path.replacen(from, to, 1), text);
        }
        format!("{from} renamed to {to}")
    }

    fn break_file(&mut self, path: &str, random: &mut Random) -> String {
        let text = self.files[path].clone();
        let broken = match random.below(3) {
            0 => format!("{text}\nlạ: [\n"),
            1 => text.replacen(':', "", 1),
            _ => text.replacen("date:", "dtae:", 1),
        };
        self.broken.push((path.to_string(), text));
        self.put(path, broken);
        format!("{path} broken")
    }

    fn mend(&mut self) -> String {
        let Some((path, text)) = self.broken.pop() else { return "nothing to mend".into() };
        self.put(&path, text);
        format!("{path} mended")
    }
}

fn site(title: &str, relative: bool) -> String {
    format!(
        "title: {title}\nbase_url: https://example.gov.vn/khcn/\npublisher:\n  name: UBND huyện\nrelative_urls: {relative}\n"
    )
}

fn issuers(alias: &str) -> String {
    format!(
        "- id: ubnd-tinh\n  name: UBND tỉnh Thanh Hóa\n  level: tinh\n  aliases:\n    - {alias}\n\
         - id: ubnd-huyen\n  name: UBND huyện Triệu Sơn\n  level: huyen\n"
    )
}

fn places(count: usize) -> String {
    // Each ended within the days of the reports, and another of its name began.
    let place = |name: &&str| {
        let id = trichdan::text::slug::slug(name);
        format!(
            "- id: {id}\n  name: {name}\n  kind: xa\n  to: 2021-12-31\n  successors: [{id}-2022]\n\
             - id: {id}-2022\n  name: {name}\n  kind: xa\n  from: 2022-01-01\n"
        )
    };
    let all: String = NAMES[..count.min(NAMES.len())].iter().map(place).collect();
    if all.is_empty() { "[]\n".into() } else { all }
}

/// A register, known by one column or another, of which another column is called in either of two ways.
fn registers(key: &str, title: &str) -> String {
    format!(
        "- id: vuon\n  title: Vườn ươm\n  key: [ten, {key}]\n  columns:\n    - {{id: ten, title: Tên vườn}}\n    \
         - {{id: doi-tuong, title: Đối tượng, type: tu}}\n    - {{id: noi, title: Nơi, type: noi}}\n    \
         - {{id: so, title: Diện tích, type: luong, unit: ha}}\n    - {{id: nhom, title: {title}, type: tu}}\n    \
         - {{id: van-ban, title: Văn bản, type: van-ban}}\n"
    )
}

fn rows(random: &mut Random) -> String {
    let row = |random: &mut Random| {
        let (crop, place) = (random.pick(&CROPS), random.pick(&NAMES));
        let number = random.pick(&["1", "2,5", "1.234", "?", ""]);
        format!("Vườn ươm {crop};{};xã {place};{number};x;{}\n", random.pick(&["lúa", "sen"]), designation(random))
    };
    let all: String = (0..random.below(4)).map(|_| row(random)).collect();
    format!("Tên vườn;Đối tượng;Nơi;Diện tích;Nhóm;Văn bản\n{all}")
}

fn yaml_rows(random: &mut Random) -> String {
    format!("- ten: Vườn ươm {}\n  noi: {}\n  so: {}\n", random.pick(&CROPS), random.pick(&NAMES), random.below(9))
}

fn period_file(period: &str, random: &mut Random) -> String {
    let value = random.below(20);
    format!(
        "title: Kỳ {period}\nfrom: 2022-01-01\nto: 2022-06-30\nindicators:\n  - id: dien-tich\n    name: Diện tích\n    \
         value: {value}\n    unit: ha\npromises:\n  - id: viec-{}\n    title: Việc phải làm\n",
        random.below(3)
    )
}

fn designation(random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("{}/QĐ-UBND", 1 + random.below(4)),
        1 => format!("{:02}/2021/TT-BKHCN", 1 + random.below(3)),
        2 => format!("{:02}-KH/TU", 1 + random.below(3)),
        _ => format!("{}/KH-UBND", 1 + random.below(4)),
    }
}

fn legal(period: &str, random: &mut Random) -> String {
    let entry = |random: &mut Random| {
        let issuer = random.pick(&["ubnd-tinh", "ubnd-huyen"]);
        let title = random.pick(&["về kế hoạch", "phê duyệt đề án", "quy định chức năng"]);
        format!(
            "- designation: {}\n  date: {}-0{}-1{}\n  issuer: {issuer}\n  title: {title}\n",
            designation(random),
            &period[..4],
            1 + random.below(9),
            random.below(9)
        )
    };
    // One entry as a rule: two may be the same document, which is an error to be told alike.
    (0..1 + random.below(5) / 4).map(|_| entry(random)).collect()
}

fn models(random: &mut Random) -> String {
    let entry = |random: &mut Random| {
        let crop = random.pick(&CROPS);
        let place = trichdan::text::slug::slug(random.pick(&NAMES));
        let status = random.pick(&["dang-trien-khai", "da-ket-thuc"]);
        format!(
            "- id: {}\n  name: Mô hình {crop}\n  places:\n    - {place}\n  hectares: {}\n  status: {status}\n",
            trichdan::text::slug::slug(crop),
            1 + random.below(9)
        )
    };
    (0..1 + random.below(2)).map(|_| entry(random)).collect()
}

fn tasks(random: &mut Random) -> String {
    let state = random.pick(&["moi-phe-duyet", "chuyen-tiep", "da-nghiem-thu"]);
    format!("- id: nv-{}\n  name: Nhiệm vụ mẫu\n  level: tinh\n  state: {state}\n", random.below(3))
}

fn prose(random: &mut Random) -> String {
    let sentence = |random: &mut Random| match random.below(7) {
        0 => format!("Thực hiện Quyết định số {} ngày 11/3/2021 của UBND tỉnh.", designation(random)),
        1 => format!("Theo Điều {} Thông tư số 01/2021/TT-BKHCN.", 1 + random.below(5)),
        2 if random.below(2) == 0 => format!("Triển khai tại {}.", place_in_time(random)),
        2 => format!("Triển khai tại xã {} và {}.", random.pick(&NAMES), random.pick(&NAMES)),
        3 if random.below(2) == 0 => format!("Thăm vườn ươm {}.", random.pick(&CROPS)),
        3 => format!("Mô hình {} có hiệu quả.", random.pick(&CROPS)),
        // The other texts' sections and paragraphs come and go.
        4 if random.below(2) == 0 => {
            let anchor = random.pick(&["", "#muc-1", "#doan-1", "#doan-2", "#doan-3"]);
            format!("Xem [báo cáo](../{}/bao-cao.md{anchor}).", PERIODS[0])
        }
        _ => format!("Đã tổ chức {} hội nghị.", random.below(30)),
    };
    (0..1 + random.below(4)).map(|_| sentence(random)).collect::<Vec<_>>().join(" ")
}

/// A name with words around it that say which unit is meant.
fn place_in_time(random: &mut Random) -> String {
    let (one, other) = (random.pick(&NAMES), random.pick(&NAMES));
    match random.below(6) {
        0 => format!("xã {one} cũ"),
        1 => format!("xã {one} (nay là xã {other})"),
        2 => format!("các xã {one}, {other} cũ"),
        3 => format!("xã {one}, huyện Triệu Sơn"),
        4 => format!("xã {one} từ năm 2019"),
        _ => format!("xã {one} (trước đây là xã {other})"),
    }
}

fn report(random: &mut Random) -> String {
    let aliases = if random.below(6) == 0 { "aliases:\n  - /cu/bao-cao/\n" } else { "" };
    let (first, second) = (prose(random), prose(random));
    format!("---\nsummary: Sơ kết công tác\n{aliases}---\n\n## I. Kết quả\n\n{first}\n\n### 1. Mô hình\n\n{second}\n")
}

/// Now and then with the address of the first report.
fn second_report(random: &mut Random) -> String {
    let slug = random.pick(&["phu-luc", "phu-luc", "bao-cao"]);
    format!("---\nsummary: Phụ lục\nslug: {slug}\n---\n\n{}\n", prose(random))
}

fn theme_words(random: &mut Random) -> String {
    format!("documents: Văn bản {}\n", random.below(3))
}
