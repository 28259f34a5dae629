//! How long a report of 12 KB takes to read, and what takes it: `cargo bench --bench body`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use congbo::inside::parse::body::{self, Read};
use congbo::inside::parse::names::Names;
use congbo::inside::prose::Reader;
use congbo::inside::source::SourcePath;
use trichdan::citation;

const ROUNDS: u32 = 2000;

fn main() {
    let text = report(12_000);
    let names = Names::new((0..20_000).map(|number| name(number).into()));
    let path = SourcePath::new("2022-h1/bao-cao.md").expect("the path is well formed");
    let mut reader = Reader::default();
    let Read { body: read, blocks, .. } = body::parse(&path, &text, 0, &names, &mut reader);
    let words: Vec<&str> = blocks.iter().map(|block| &*block.text).collect();
    println!(
        "{} bytes, {} blocks, {} citations, {} mentions, {} names in the list",
        text.len(),
        blocks.len(),
        read.citations.len(),
        read.mentions.len(),
        names.written().len(),
    );
    measure("comrak alone", || {
        let arena = comrak::Arena::new();
        let mut options = comrak::Options::default();
        options.extension.table = true;
        options.extension.footnotes = true;
        options.extension.strikethrough = true;
        black_box(comrak::parse_document(&arena, &text, &options));
    });
    measure("citations", || words.iter().for_each(|block| _ = black_box(citation::find(block))));
    measure("names", || words.iter().for_each(|block| _ = black_box(names.find(block))));
    measure("words for search", || {
        _ = black_box(reader.prose(blocks.iter().map(|block| (&*block.anchor, &*block.text))))
    });
    measure("whole body", || _ = black_box(body::parse(&path, &text, 0, &names, &mut reader)));
    measure("without names", || _ = black_box(body::parse(&path, &text, 0, &Names::default(), &mut reader)));
}

/// The best of several runs, because the machine may have other work.
fn measure(what: &str, mut work: impl FnMut()) {
    let mut run = || {
        let start = Instant::now();
        (0..ROUNDS / 10).for_each(|_| work());
        start.elapsed() / (ROUNDS / 10)
    };
    let best = (0..10).map(|_| run()).min().unwrap_or(Duration::ZERO);
    println!("{what:>16}: {best:>9.1?} a report");
}

fn name(number: u32) -> String {
    const FIRST: [&str; 12] =
        ["Thọ", "Dân", "Hợp", "Tiến", "Minh", "Đồng", "Xuân", "Vân", "Thái", "Khuyến", "Bình", "Nông"];
    const SECOND: [&str; 10] = ["Ngọc", "Sơn", "Lực", "Quyền", "Lý", "Thành", "Thắng", "Cường", "Hoà", "Lợi"];
    let pick = |list: &[&'static str], by: u32| list[(by as usize) % list.len()];
    match number % 4 {
        0 => format!("xã {} {} {}", pick(&FIRST, number), pick(&SECOND, number / 7), number / 120),
        1 => format!("Mô hình trồng cây sen {number}"),
        2 => format!("{} {}", pick(&FIRST, number / 3), pick(&SECOND, number / 5)),
        _ => format!("chăn nuôi gà đồi quy mô {number} con"),
    }
}

/// A report of about `bytes` bytes, with the shape of the district's: sections, items, ten citations, some names.
fn report(bytes: usize) -> String {
    const PROSE: &str = "Phòng Kinh tế và Hạ tầng là cơ quan chuyên môn thuộc UBND huyện, có chức năng tham mưu, giúp UBND huyện quản lý \
        nhà nước về khoa học, công nghệ và đổi mới sáng tạo trên địa bàn theo quy định của pháp luật; nâng cao năng suất, chất lượng sản phẩm. ";
    let mut text = String::from("#### **I. Tình hình hoạt động KH&CN**\n\n");
    let mut number = 0;
    while text.len() < bytes {
        number += 1;
        text.push_str(&format!("##### **{number}. Về tổ chức bộ máy**\n\n{number}.1. Kiện toàn Hội đồng tại xã Thọ Ngọc {number}. {PROSE}{PROSE}\n\n"));
        text.push_str(&format!(
            "- Quyết định số {number}221/QĐ-UBND ngày 07/4/2020 của Chủ tịch UBND tỉnh phê duyệt kế hoạch triển khai. {PROSE}\n\n\
             - Thông tư số 01/2021/TT-BKH&CN ngày 01/3/2021 của Bộ KH&CN tại Dân Lý. {PROSE}\n\n"
        ));
    }
    text
}
