//! Judges and times the citation recogniser.
//!
//! `cargo bench --bench citation -- FILE.jsonl` prints precision, recall and the share of right fields over labelled
//! sentences; without a file it prints the throughput over generated text with and without citations.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

use serde_json::Value;
use trichdan::citation::{self, Citation};
use trichdan::designation::kind::Kind;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        print!("{}", judge(&text));
    }
    if files.is_empty() {
        time("without citations", &PROSE.repeat(500));
        time("dense", &DENSE.repeat(100));
    }
}

/// Counts over all sentences.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    fields: BTreeMap<&'static str, (usize, usize)>,
}

const FIELDS: [&str; 7] = ["type", "number", "year", "symbol", "date", "issuer", "pinpoint"];

fn judge(lines: &str) -> String {
    let mut score = Score::default();
    let mut report = String::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let sentence: Value = serde_json::from_str(line).expect("a JSON object on each line");
        judge_sentence(&sentence, &mut score, &mut report);
    }
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    let _ = writeln!(report, "precision {:.4}", share(score.right, score.right + score.wrong));
    let _ = writeln!(report, "recall    {:.4}", share(score.right, score.right + score.missed));
    let (good, all) = score.fields.values().fold((0, 0), |sum, field| (sum.0 + field.0, sum.1 + field.1));
    let _ = writeln!(report, "fields    {:.4}", share(good, all));
    for (field, (good, all)) in &score.fields {
        let _ = writeln!(report, "  {field:9} {good}/{all}");
    }
    report
}

fn judge_sentence(sentence: &Value, score: &mut Score, report: &mut String) {
    let text = sentence["text"].as_str().unwrap_or_default();
    let mut expected: Vec<&Value> = sentence["citations"].as_array().into_iter().flatten().collect();
    let mut standards: Vec<&str> =
        sentence["standards"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let ambiguous: Vec<&str> =
        sentence["ambiguous"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for found in citation::find(text) {
        let surface = &text[found.start..found.end];
        let place = expected.iter().position(|label| label["surface"] == surface);
        if found.kind == Some(Kind::TieuChuan)
            && let Some(place) = standards.iter().position(|standard| *standard == surface)
        {
            standards.remove(place);
            score.right += 1;
        } else if let Some(place) = place {
            score.right += 1;
            judge_fields(text, expected.remove(place), &found, score, report);
        } else if !ambiguous.iter().any(|part| part.contains(surface) || surface.contains(part)) {
            score.wrong += 1;
            let _ = writeln!(report, "+ {surface:?} in {text:?}");
        }
    }
    for missed in expected
        .iter()
        .map(|label| &label["surface"])
        .map(Value::to_string)
        .chain(standards.iter().map(|name| name.to_string()))
    {
        score.missed += 1;
        let _ = writeln!(report, "- {missed} in {text:?}");
    }
}

fn judge_fields(text: &str, label: &Value, found: &Citation, score: &mut Score, report: &mut String) {
    let line = citation::json::line(text, found);
    let found: Value = serde_json::from_str(&line).expect("our own line is JSON");
    for field in FIELDS {
        let count = score.fields.entry(field).or_default();
        count.1 += 1;
        if found[field] == label[field] {
            count.0 += 1;
        } else {
            let _ = writeln!(report, "~ {field}: {} should be {} in {text:?}", found[field], label[field]);
        }
    }
}

/// The best of many short runs: what one core can do, even on a busy machine.
fn time(name: &str, text: &str) {
    let found = best(|| citation::find(text).len());
    let printed = best(|| citation::json::lines(text).len());
    let speed = |seconds: f64| text.len() as f64 / 1e6 / seconds;
    println!(
        "{name}: {:.0} MB/s, with printing {:.0} MB/s ({} citations in {:.2} MB)",
        speed(found.0),
        speed(printed.0),
        found.1,
        text.len() as f64 / 1e6
    );
}

/// The shortest of its runs in seconds, and what it returned.
fn best(work: impl Fn() -> usize) -> (f64, usize) {
    const RUNS: usize = 100;
    let mut shortest = f64::MAX;
    let mut result = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        result = work();
        shortest = shortest.min(start.elapsed().as_secs_f64());
    }
    (shortest, result)
}

const PROSE: &str = "Việc ứng dụng các mô hình sản xuất mới đem lại hiệu quả cao cho nhân dân và doanh nghiệp; công nghệ thông tin \
được tăng cường trên các lĩnh vực của đời sống xã hội, nhất là trong lãnh đạo, quản lý, chỉ đạo điều hành theo đúng pháp luật. Tỷ lệ \
hộ nghèo giảm 1,2% so với ngày 30/6/2021, bằng 3/4 kế hoạch năm; năng suất lúa đạt 65 tạ/ha, tổng đàn lợn 12.500 con.\n\n";

const DENSE: &str = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n\n\
Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ quy định chi tiết một số điều của Luật Ban hành văn bản;\n\n\
Theo quy định tại Điều 3, Điều 4 Chương II Thông tư số 05/2019/TT-BKHCN ngày 26/6/2019 của Bộ Khoa học và Công nghệ;\n\n\
Thực hiện Quyết định số 2174/QĐ-UBND ngày 07/4/2020 của Chủ tịch UBND tỉnh phê duyệt kế hoạch, Kế hoạch số 31-KH/TU \
ngày 13/8/2021 của Ban Thường vụ Tỉnh ủy và các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND, 15/QĐ-UBND.\n\n";
