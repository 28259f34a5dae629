//! Questions as people type them, with their right first answers: how often search has them first, and among the first three.
//!
//! `data/questions/tuned.txt` is what search is tuned on, `held.txt` what is only counted. The gate asks of the real site and of the
//! sample with twelve periods; the archive of 10,000 pages is asked where it lies built:
//! `CONGBO_ARCHIVE=/dev/shm/congbo-bench/public cargo test --test suite questions -- --nocapture`. `CONGBO_SHOW=1` shows what fails.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::search::ask_in;

#[path = "../browser/site.rs"]
#[allow(dead_code, reason = "the browser's tests use all of it")]
mod site;

const TUNED: &str = include_str!("data/questions/tuned.txt");
const HELD: &str = include_str!("data/questions/held.txt");

/// A line of the tables.
struct Question {
    site: &'static str,
    typed: &'static str,
    /// Ends of the addresses that are right, or with a `*` what stands anywhere in them; none where nothing is.
    right: Vec<&'static str>,
    /// Words that the answer says it left out.
    left_out: Vec<&'static str>,
}

fn questions(table: &'static str) -> Vec<Question> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let list = |text: &'static str| text.split(',').map(str::trim).filter(|part| !part.is_empty() && *part != "-");
    let question = |line: &'static str| {
        let mut columns = line.split('|').map(str::trim);
        let mut column = || columns.next().unwrap_or_default();
        let (site, typed) = (column(), column());
        Question { site, typed, right: list(column()).collect(), left_out: list(column()).collect() }
    };
    lines.map(question).collect()
}

/// The search page's folder of each site, as far as it is there.
fn folder(site: &str) -> Option<PathBuf> {
    let public = match site {
        "real" => site::REAL.folder(),
        "sample" => site::SAMPLE.folder(),
        _ => PathBuf::from(std::env::var_os("CONGBO_ARCHIVE")?),
    };
    Some(public.join("tim-kiem"))
}

#[derive(Default)]
struct Rate {
    asked: usize,
    first: usize,
    three: usize,
    most_bytes: u64,
}

impl Rate {
    fn add(&mut self, other: &Rate) {
        self.asked += other.asked;
        self.first += other.first;
        self.three += other.three;
        self.most_bytes = self.most_bytes.max(other.most_bytes);
    }
}

/// Where the right answer stands: 1 for first; none where it is not among the results, or words were dropped in silence.
fn place(question: &Question, answer: &Value) -> Option<usize> {
    let results = answer["results"].as_array().expect("an answer has results");
    let said = answer["leftOut"].as_array().cloned().unwrap_or_default();
    if question.left_out.iter().any(|word| !said.contains(&json!(word))) {
        return None;
    }
    if question.right.is_empty() {
        // Pages with other marks, or with part of the words, are said to be just that.
        return results.iter().all(|result| result["tier"].as_f64() >= Some(3.0)).then_some(1);
    }
    let is_right = |result: &Value| {
        let url = result["url"].as_str().unwrap_or_default();
        let page = url.split('#').next().unwrap_or_default();
        question.right.iter().any(|right| match right.strip_suffix('*') {
            Some(part) => url.contains(part),
            None => page.ends_with(right),
        })
    };
    results.iter().position(is_right).map(|at| at + 1)
}

fn rate(site: &str, folder: &Path, questions: &[Question], show: bool) -> Rate {
    let asked: Vec<&Question> = questions.iter().filter(|question| question.site == site).collect();
    let queries: Vec<Value> = asked.iter().map(|question| json!({ "text": question.typed })).collect();
    let mut rate = Rate { asked: asked.len(), ..Rate::default() };
    for (question, answer) in asked.iter().zip(ask_in(folder, &queries)) {
        let place = place(question, &answer);
        rate.first += usize::from(place == Some(1));
        rate.three += usize::from(place.is_some_and(|place| place <= 3));
        rate.most_bytes = rate.most_bytes.max(answer["loaded"].as_u64().unwrap_or_default());
        if show && place != Some(1) {
            let urls: Vec<&str> = answer["results"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|result| result["url"].as_str())
                .take(4)
                .collect();
            println!("{site} | {} | {place:?} of {:?}: {urls:?} {}", question.typed, question.right, answer["leftOut"]);
        }
    }
    rate
}

#[test]
fn people_find_what_they_ask_for() {
    let show = std::env::var_os("CONGBO_SHOW").is_some();
    for (name, table) in [("tuned", TUNED), ("held", HELD)] {
        let questions = questions(table);
        let mut all = Rate::default();
        for site in ["real", "sample", "archive"] {
            let Some(folder) = folder(site) else { continue };
            let rate = rate(site, &folder, &questions, show && name == "tuned");
            println!(
                "{name}, {site}: {} asked, {} first, {} among three, {} bytes at most",
                rate.asked, rate.first, rate.three, rate.most_bytes
            );
            all.add(&rate);
        }
        println!("{name}: {} asked, {} first, {} among three", all.asked, all.first, all.three);
        assert!(all.first * 100 >= all.asked * FIRST, "{name}: {} of {} are first", all.first, all.asked);
        assert!(
            all.three * 100 >= all.asked * THREE,
            "{name}: {} of {} are among the first three",
            all.three,
            all.asked
        );
    }
}

/// Of a hundred questions so many have their right answer first.
const FIRST: usize = 90;
/// And so many among the first three.
const THREE: usize = 96;
