//! The stream that tells a page in view that it has changed, and what there is to say about the content.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch::Receiver;

use super::page;
use super::shown::Shown;

/// Browsers and proxies drop streams on which nothing comes for long.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// What a page says of itself when it begins to listen.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listening {
    /// The path of the page in view.
    pub page: String,
    /// The server that it came from.
    pub session: String,
    /// The generation that it shows.
    pub generation: u64,
}

impl Listening {
    /// Reads the query of the stream's address. What is missing makes the page stale, which is safe.
    pub fn from_query(query: &str) -> Self {
        let mut listening = Self::default();
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match key {
                // The page's path is sent encoded as a whole, and is itself encoded as browsers do.
                "page" => listening.page = percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned(),
                "session" => listening.session = value.to_owned(),
                "generation" => listening.generation = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        listening
    }

    /// Whether the page that listens no longer shows what the server would.
    fn is_stale(&self, shown: &Shown, session: &str) -> bool {
        let path = self.page.strip_prefix(&*shown.base_path);
        let Some(address) = path.and_then(page::address) else { return self.session != session };
        let address = address.strip_suffix("index.html").unwrap_or(&address);
        // A page that was missing under its address without the slash may have come.
        let folder = format!("{address}/");
        let changed = [address, &folder].iter().filter_map(|address| shown.changed.get(*address)).max();
        let is_first = self.generation == 0 && shown.generation > 0;
        self.session != session || is_first || changed.is_some_and(|&generation| generation > self.generation)
    }
}

/// What a stream has told so far.
struct Told {
    shown: Receiver<Arc<Shown>>,
    listening: Listening,
    session: Arc<str>,
    notices: Option<Arc<str>>,
    waiting: VecDeque<Event>,
    is_over: bool,
}

/// Tells first how things stand, then whatever changes.
pub fn stream(
    shown: Receiver<Arc<Shown>>,
    listening: Listening,
    session: Arc<str>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = Told { shown, listening, session, notices: None, waiting: VecDeque::new(), is_over: false };
    let events = unfold(told, |mut told| async move {
        loop {
            if let Some(event) = told.waiting.pop_front() {
                return Some((Ok(event), told));
            }
            if told.is_over {
                return None;
            }
            let shown = told.shown.borrow_and_update().clone();
            told.look(&shown);
            if told.waiting.is_empty() && !told.is_over && told.shown.changed().await.is_err() {
                return None;
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

impl Told {
    fn look(&mut self, shown: &Shown) {
        if shown.closing {
            self.is_over = true;
            return;
        }
        if self.notices.as_deref() != Some(&*shown.notices) {
            self.notices = Some(shown.notices.clone());
            self.waiting.push_back(Event::default().event("notices").data(&*shown.notices));
        }
        if self.listening.is_stale(shown, &self.session) {
            self.waiting.push_back(Event::default().event("reload").data("{}"));
            // A page that does not obey is told once, not without end.
            self.is_over = true;
        }
    }
}
