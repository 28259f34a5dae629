//! Asking other hosts whether links to them still work: politely, and not twice in a week.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use ureq::http::header::USER_AGENT;
use ureq::http::{HeaderMap, HeaderValue, Method};
use url::Url;

use crate::check::external::Answer;
use crate::shell::disk;
use crate::shell::http::trust::Trust;
use crate::shell::http::{Client, Patience, redirection};

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
/// Who asks.
const NAME: &str = concat!("congbo/", env!("CARGO_PKG_VERSION"), " (link check)");

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
    let mut by_host: BTreeMap<String, Vec<(&'l str, Url)>> = BTreeMap::new();
    for address in addresses {
        match (memory.get(address).and_then(|known| known.believed(now)), Url::parse(address)) {
            (Some(answer), _) => drop(answers.insert(address, answer)),
            (None, Ok(url)) => by_host.entry(url.authority().to_owned()).or_default().push((address, url)),
            (None, Err(error)) => drop(answers.insert(address, Answer::Uncertain(error.to_string()))),
        }
    }
    let client = client(manners);
    let queues: Vec<Vec<(&str, Url)>> = by_host.into_values().collect();
    for some in queues.chunks(HOSTS_AT_ONCE) {
        let asked: Vec<(&str, Answer)> = thread::scope(|scope| {
            let running: Vec<_> =
                some.iter().map(|queue| scope.spawn(|| ask_host(&client, queue, manners.pause))).collect();
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

fn ask_host<'l>(client: &Client, queue: &[(&'l str, Url)], pause: Duration) -> Vec<(&'l str, Answer)> {
    let mut answers = Vec::with_capacity(queue.len());
    for (index, (address, url)) in queue.iter().enumerate() {
        if index > 0 {
            thread::sleep(pause);
        }
        answers.push((*address, ask_one(client, url)));
    }
    answers
}

/// Follows an address through its redirections. Moved for good is what every step on the way says.
fn ask_one(client: &Client, address: &Url) -> Answer {
    let mut here = address.clone();
    let mut for_good = true;
    for _ in 0..FARTHEST {
        let (status, next) = match request(client, &here) {
            Ok(reply) => reply,
            Err(ureq::Error::HostNotFound) => return Answer::Gone("DNS".to_owned()),
            Err(error) => return Answer::Uncertain(error.to_string()),
        };
        match (status, next) {
            (200..=299, _) if here == *address || !for_good => return Answer::Found,
            (200..=299, _) => return Answer::Moved(here.into()),
            (300..=399, Some(next)) => {
                for_good &= matches!(status, 301 | 308);
                here = next;
            }
            (404 | 410, _) => return Answer::Gone(status.to_string()),
            _ => return Answer::Uncertain(status.to_string()),
        }
    }
    Answer::Uncertain("too many redirections".to_owned())
}

/// The status and where it sends us. HEAD first; servers that do not know it are asked with GET.
fn request(client: &Client, address: &Url) -> Result<(u16, Option<Url>), ureq::Error> {
    let headers: HeaderMap = [(USER_AGENT, HeaderValue::from_static(NAME))].into_iter().collect();
    let head = client.ask(Method::HEAD, address, &headers, &[])?;
    let reply = match head.status().as_u16() {
        400..=405 | 501 => client.ask(Method::GET, address, &headers, &[])?,
        _ => head,
    };
    Ok((reply.status().as_u16(), redirection(address, reply.headers())))
}

fn client(manners: &Manners) -> Client {
    let Manners { patience, .. } = *manners;
    Client::new(&Trust::of_system(), Patience { connect: patience, silence: patience, answer: Some(patience) })
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
    let _ = disk::put(path, text.as_bytes());
}
