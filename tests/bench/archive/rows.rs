//! A register of many rows over ten periods: how long it takes against reports of the same bytes, and an edit of one row.

use std::fmt::Write as _;
use std::path::Path;

use congbo::inside::shell::load;
use congbo::inside::site::Site;

use super::generate::{Random, write};
use super::{process, stages};

/// Periods that report the register.
const PERIODS: usize = 10;

/// Bytes of a report that is as long as the archive's.
const REPORT_BYTES: usize = 12_000;

/// Builds a register of so many rows, each reported in all periods, and reports of the same bytes; then edits a row in memory.
pub fn measure(rows: usize, folder: &Path) -> String {
    let (register, reports) = (folder.join("register"), folder.join("reports"));
    begin(&register);
    begin(&reports);
    write(&register.join("content/registers.yaml"), "- use: ocop\n");
    let mut bytes = 0;
    for period in 0..PERIODS {
        let table = table(rows, period);
        bytes += table.len();
        write(&register.join(format!("content/{}/so/ocop.csv", year(period))), &table);
        for report in 0..table.len().div_ceil(REPORT_BYTES) {
            let text = report_of(period * 1_000 + report);
            write(&reports.join(format!("content/{}/bao-cao-{report}.md", year(period))), &text);
        }
    }
    let (own, other) = (process::build(&register), process::build(&reports));
    let (mut sources, _) = load::load(&register.join("content"), None).expect("the register can be read");
    let mut site = Site::default();
    site.update(&sources, None, |_| {});
    let last = format!("{}/so/ocop.csv", year(PERIODS - 1));
    let edited = stages::measure_edits(&mut site, &mut sources, &last, |text, edit| {
        text.replacen(",3 sao,", &format!(",3 sao {edit},"), 1)
    });
    format!(
        "## A register of {rows} rows over {PERIODS} periods, {} MB\n\n{:.2} s; reports of the same bytes {:.2} s; {:.2} times as long.\n\n\
         One row edited, congbo's own work by stage, median ms: {edited}.",
        bytes / 1_000_000,
        own.seconds,
        other.seconds,
        own.seconds / other.seconds,
    )
}

fn year(period: usize) -> usize {
    2014 + period
}

fn begin(folder: &Path) {
    let content = folder.join("content");
    write(
        &content.join("site.yaml"),
        "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n",
    );
    let places = (0..40).map(|place| format!("- id: xa-{place}\n  name: Xã mẫu {place}\n  kind: xa\n"));
    write(&content.join("places.yaml"), &places.collect::<String>());
    for year in (0..PERIODS).map(year) {
        let entry = format!("title: Năm {year}\nfrom: {year}-01-01\nto: {year}-12-31\n");
        write(&content.join(format!("{year}/period.yaml")), &entry);
    }
}

/// What a period reports of the register.
fn table(rows: usize, period: usize) -> String {
    let mut text = String::from("STT,Tên sản phẩm,Chủ thể,Xã,Nhóm,Hạng sao,Doanh thu (triệu đồng)\n");
    for row in 0..rows {
        let name = Random(row as u64 + 1).words(4);
        let _ = writeln!(
            text,
            "{},{name} số {row},Hợp tác xã {},Xã mẫu {},Nhóm {},{} sao,{}",
            row + 1,
            row % 500,
            row % 40,
            row % 6,
            3 + row % 3,
            100 + (row + period) % 900,
        );
    }
    text
}

/// A report of about [`REPORT_BYTES`].
fn report_of(number: usize) -> String {
    let mut random = Random(number as u64 + 1);
    let mut text = format!("---\nsummary: Báo cáo mẫu số {number}\n---\n\n");
    while text.len() < REPORT_BYTES {
        let _ = writeln!(text, "{}.\n", random.words(55));
    }
    text
}
