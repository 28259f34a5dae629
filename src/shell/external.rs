//! Asking other hosts whether links to them still work: politely, and not twice in a week.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::check::external::Answer;

/// How to ask.
#[derive(Debug, Clone)]
pub struct Manners {
    /// Between two requests to one host.
    pub pause: Duration,
    /// For one answer.
    pub patience: Duration,
    /// Where answers are remembered; none forgets them.
    pub memory: Option<PathBuf>,
}

impl Default for Manners {
    fn default() -> Self {
        Self { pause: Duration::from_secs(1), patience: Duration::from_secs(20), memory: None }
    }
}

/// A good answer is believed for a week; any other is asked again after a day.
const BELIEVED_SECONDS: u64 = 7 * 24 * 3600;
const DOUBTED_SECONDS: u64 = 24 * 3600;
/// Hosts asked at once.
const HOSTS_AT_ONCE: usize = 8;
/// Redirections followed before giving up.
const FARTHEST: usize = 5;

/// What is remembered of an address.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Remembered {
    /// Seconds since 1970.
    asked: u64,
    answer: String,
    detail: String,
}

/// Asks about every address: hosts side by side, one host's addresses one after the other.
pub fn ask<'l>(addresses: impl Iterator<Item = &'l str>, manners: &Manners) -> BTreeMap<&'l str, Answer> {
    let mut memory = manners.memory.as_deref().map(recall).unwrap_or_default();
    let now = seconds_since_1970();
    let mut answers = BTreeMap::new();
    let mut by_host: BTreeMap<&str, Vec<&'l str>> = BTreeMap::new();
    for address in addresses {
        match memory.get(address).and_then(|known| known.believed(now)) {
            Some(answer) => drop(answers.insert(address, answer)),
            None => by_host.entry(host(address)).or_default().push(address),
        }
    }
    let agent = agent(manners);
    let queues: Vec<Vec<&str>> = by_host.into_values().collect();
    for some in queues.chunks(HOSTS_AT_ONCE) {
        let asked: Vec<(&str, Answer)> = thread::scope(|scope| {
            let running: Vec<_> =
                some.iter().map(|queue| scope.spawn(|| ask_host(&agent, queue, manners.pause))).collect();
            running.into_iter().flat_map(|one| one.join().expect("asking does not panic")).collect()
        });
        for (address, answer) in asked {
            memory.insert(address.to_owned(), Remembered::new(now, &answer));
            answers.insert(address, answer);
        }
    }
    if let Some(path) = &manners.memory {
        remember(path, &memory);
    }
    answers
}

fn ask_host<'l>(agent: &ureq::Agent, queue: &[&'l str], pause: Duration) -> Vec<(&'l str, Answer)> {
    let mut answers = Vec::with_capacity(queue.len());
    for (index, address) in queue.iter().enumerate() {
        if index > 0 {
            thread::sleep(pause);
        }
        answers.push((*address, ask_one(agent, address)));
    }
    answers
}

/// Follows an address through its redirections. Moved for good is what every step on the way says.
fn ask_one(agent: &ureq::Agent, address: &str) -> Answer {
    let mut here = address.to_owned();
    let mut for_good = true;
    for _ in 0..FARTHEST {
        let (status, next) = match request(agent, &here) {
            Ok(reply) => reply,
            Err(ureq::Error::HostNotFound) => return Answer::Gone("DNS".to_owned()),
            Err(error) => return Answer::Uncertain(error.to_string()),
        };
        match (status, next) {
            (200..=299, _) if here == address || !for_good => return Answer::Found,
            (200..=299, _) => return Answer::Moved(here),
            (300..=399, Some(next)) => {
                for_good &= matches!(status, 301 | 308);
                here = resolve(&here, &next);
            }
            (404 | 410, _) => return Answer::Gone(status.to_string()),
            _ => return Answer::Uncertain(status.to_string()),
        }
    }
    Answer::Uncertain("too many redirections".to_owned())
}

/// The status and where it sends us. HEAD first; servers that do not know it are asked with GET.
fn request(agent: &ureq::Agent, address: &str) -> Result<(u16, Option<String>), ureq::Error> {
    let head = agent.head(address).call()?;
    let reply = match head.status().as_u16() {
        400..=405 | 501 => agent.get(address).call()?,
        _ => head,
    };
    let next = reply.headers().get("location").and_then(|value| value.to_str().ok()).map(str::to_owned);
    Ok((reply.status().as_u16(), next))
}

fn agent(manners: &Manners) -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(manners.patience))
        .user_agent(concat!("congbo/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .build()
        .into()
}

/// `https://a.vn:8080/b` to `a.vn:8080`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// A redirection's target, which may leave out what stays the same.
fn resolve(here: &str, next: &str) -> String {
    if next.contains("://") {
        return next.to_owned();
    }
    let scheme = here.split_once("://").map_or("https", |(scheme, _)| scheme);
    match next.strip_prefix("//") {
        Some(rest) => format!("{scheme}://{rest}"),
        None if next.starts_with('/') => format!("{scheme}://{}{next}", host(here)),
        None => format!("{}/{next}", here.rsplit_once('/').map_or(here, |(folder, _)| folder)),
    }
}

impl Remembered {
    fn new(asked: u64, answer: &Answer) -> Self {
        let (answer, detail) = match answer {
            Answer::Found => ("found", ""),
            Answer::Moved(to) => ("moved", to.as_str()),
            Answer::Gone(why) => ("gone", why.as_str()),
            Answer::Uncertain(why) => ("uncertain", why.as_str()),
        };
        Self { asked, answer: answer.to_owned(), detail: detail.to_owned() }
    }

    /// The answer, unless it is too old.
    fn believed(&self, now: u64) -> Option<Answer> {
        let detail = self.detail.clone();
        let (answer, seconds) = match self.answer.as_str() {
            "found" => (Answer::Found, BELIEVED_SECONDS),
            "moved" => (Answer::Moved(detail), BELIEVED_SECONDS),
            "gone" => (Answer::Gone(detail), DOUBTED_SECONDS),
            _ => return None,
        };
        (now.saturating_sub(self.asked) < seconds).then_some(answer)
    }
}

fn seconds_since_1970() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// What was remembered; a memory that cannot be read is an empty one, and costs only time.
fn recall(path: &Path) -> BTreeMap<String, Remembered> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn remember(path: &Path, memory: &BTreeMap<String, Remembered>) {
    let text = serde_json::to_string_pretty(memory).unwrap_or_default();
    // Without a memory the next check is slower, not wrong, so failing to keep it stops nothing.
    let _ = path.parent().map(std::fs::create_dir_all);
    let _ = std::fs::write(path, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirections_are_resolved_against_where_they_came_from() {
        let here = "https://a.vn/b/c?d";
        for (next, expected) in [
            ("https://e.vn/", "https://e.vn/"),
            ("//e.vn/f", "https://e.vn/f"),
            ("/f", "https://a.vn/f"),
            ("f", "https://a.vn/b/f"),
        ] {
            assert_eq!(resolve(here, next), expected);
        }
        assert_eq!(host("http://a.vn:80?x"), "a.vn:80");
    }
}
