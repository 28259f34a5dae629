//! The site in a browser beside the editor.
//!
//! Pages are rendered when they are asked for, from the newest site without errors, and nothing else can be asked for: the
//! plan is the list of what there is. A path never becomes a path on the disk; only a scan or annex that the plan names is
//! read from where the content folder holds it.

mod attachment;
pub mod connection;
mod events;
pub mod guard;
mod page;
pub mod port;
mod shown;

use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::service::service_fn;
use tokio::sync::watch;

use crate::diagnostic::Language;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::diagnostic::{Bilingual, Diagnostic};
use crate::link::drafts::Audience;
use crate::media;
use crate::shell::batch::Batch;
use crate::shell::live::{Live, Round};
use crate::shell::pace::Pace;
use crate::shell::watch::{Listener, Stopper};
use crate::shell::workplace::Workplace;
use crate::source::Sources;
use crate::view::Narrowed;
pub use connection::Patience;
use events::Listening;
use guard::{Hosts, Refusal};
use page::{Found, Status};
use shown::Shown;

/// What can be chosen about a server.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The address to listen on; none is this machine alone, by both of its addresses.
    pub host: Option<IpAddr>,
    /// The port; none is the first free one.
    pub port: Option<u16>,
    /// More names under which the server may be asked.
    pub host_names: Vec<String>,
    /// As for `Listener::open`.
    pub poll: Option<Duration>,
    /// The language of what the server itself says on pages.
    pub language: Language,
    /// How long a client may keep the server waiting.
    pub patience: Patience,
}

/// A server that listens and has read the content once.
pub struct Server {
    listening: port::Listening,
    listener: Listener,
    live: Live,
    shown: watch::Sender<Arc<Shown>>,
    answering: Arc<Answering>,
    patience: Patience,
    prefix: String,
}

/// What became of a batch of changes.
#[derive(Debug)]
pub struct Report {
    /// What may have changed.
    pub batch: Batch,
    /// Every message about the content as it is now.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages changed; none when errors kept the last good site.
    pub pages: Option<usize>,
    /// How long it took until the new pages could be had.
    pub took: Duration,
}

/// What every answer needs.
struct Answering {
    shown: watch::Receiver<Arc<Shown>>,
    hosts: Hosts,
    content: PathBuf,
    /// Tells this server from the one that ran here before.
    session: Arc<str>,
    language: Language,
}

impl Server {
    /// Takes a port, begins to listen to the folders and reads them.
    pub fn open(workplace: &Workplace, options: &ServeOptions) -> Result<(Self, Report), Failure> {
        let listening = port::listen(options.host, options.port)?;
        let listener = Listener::open(workplace, options.poll)?;
        let (live, round) = Live::open(workplace, Audience::Authors)?;
        let prefix = workplace.content_prefix();
        let first = Shown { base_path: "/".into(), ..Shown::default() }.after(&round, &live, &prefix, options.language);
        let (shown, receiver) = watch::channel(Arc::new(first));
        let answering = Answering {
            shown: receiver,
            hosts: Hosts { bound: listening.address.ip(), names: options.host_names.clone() },
            content: workplace.content.clone(),
            session: session().into(),
            language: options.language,
        };
        let report = Report::new(Batch::everything(), round);
        let (answering, patience) = (Arc::new(answering), options.patience);
        Ok((Self { listening, listener, live, shown, answering, patience, prefix }, report))
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.listening.address
    }

    /// What to open in a browser.
    pub fn url(&self) -> String {
        let address = self.address();
        let base_path = &self.answering.shown.borrow().base_path;
        match address.ip() {
            ip if ip.is_unspecified() || ip.is_loopback() => format!("http://localhost:{}{base_path}", address.port()),
            _ => format!("http://{address}{base_path}"),
        }
    }

    /// What was said of the port that was wanted and taken.
    pub fn moved(&self) -> Option<Bilingual> {
        let (port, who) = self.listening.taken.as_ref()?;
        Some(messages::serve::port_moved(*port, who.as_deref()))
    }

    /// True where folders are looked through again and again because the system sends no events.
    pub fn polls(&self) -> bool {
        self.listener.polls()
    }

    /// What was read first, for showing messages.
    pub fn sources(&self) -> &Sources {
        self.live.sources()
    }

    /// Answers until `stop` completes; `tell` hears of every change.
    pub fn run(
        self,
        stop: impl Future<Output = ()>,
        tell: impl FnMut(Result<Report, Failure>, &Sources) + Send + 'static,
    ) -> Result<(), Failure> {
        let address = self.listening.address;
        let cannot = |cause| messages::serve::cannot_listen(&address.to_string(), &cause);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(cannot)?;
        let stopper = self.listener.stopper();
        let shown = self.shown.clone();
        let following = follow(self.listener, self.live, self.shown, self.prefix, self.answering.language, tell);
        let answering = self.answering;
        let service = service_fn(move |request: Request<_>| {
            let answering = answering.clone();
            // No request has a body that matters.
            async move { Ok::<_, Infallible>(answer(&answering, &request.into_parts().0).await) }
        });
        runtime.block_on(async {
            let mut servers = Vec::new();
            for socket in self.listening.sockets {
                let socket = tokio::net::TcpListener::from_std(socket).map_err(cannot)?;
                let mut closing = shown.subscribe();
                let closed = async move { _ = closing.wait_for(|shown| shown.closing).await };
                servers.push(tokio::spawn(connection::serve(socket, service.clone(), self.patience, closed)));
            }
            stop.await;
            // Ends the streams too, which would otherwise keep the server waiting for ever.
            shown.send_modify(|shown| *shown = Arc::new(Shown { closing: true, ..Shown::clone(shown) }));
            for server in servers {
                let _ = tokio::time::timeout(Duration::from_secs(2), server).await;
            }
            Ok(())
        })?;
        end(&stopper, following);
        Ok(())
    }
}

impl Report {
    fn new(batch: Batch, round: Round) -> Self {
        let pages = round.change.map(|change| change.written.len() + change.removed.len());
        Self { batch, diagnostics: round.diagnostics, pages, took: round.took }
    }
}

/// Brings what is shown up to date with the folders, on a thread of its own.
fn follow(
    mut listener: Listener,
    mut live: Live,
    shown: watch::Sender<Arc<Shown>>,
    prefix: String,
    language: Language,
    mut tell: impl FnMut(Result<Report, Failure>, &Sources) + Send + 'static,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut pace = Pace::default();
        loop {
            let until = live.is_behind().then(|| Instant::now() + pace.pause());
            let Some(batch) = listener.wait(&live, until) else { return };
            if !batch.is_empty() {
                pace.reset();
            } else if until.is_none_or(|until| Instant::now() < until) {
                continue;
            }
            let report = live.refresh(&batch).map(|round| {
                let next = shown.borrow().after(&round, &live, &prefix, language);
                shown.send_replace(Arc::new(next));
                Report::new(batch, round)
            });
            tell(report, live.sources());
        }
    })
}

fn end(stopper: &Stopper, following: JoinHandle<()>) {
    stopper.stop();
    if let Err(panic) = following.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Differs from one start to the next, so that a page of an earlier server is known to be stale.
fn session() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}", since.as_nanos(), std::process::id())
}

async fn answer(answering: &Answering, request: &Parts) -> Response {
    let mut response = match answering.hosts.admit(&request.method, &request.uri, &request.headers) {
        Err(refusal) => refused(&refusal, answering.language),
        Ok(()) => answering.respond(request).await,
    };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if request.method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

impl Answering {
    async fn respond(&self, request: &Parts) -> Response {
        let path = request.uri.path();
        match path {
            "/~congbo/live.js" => asset("live.js", include_str!("live.js")),
            "/~congbo/live.css" => asset("live.css", include_str!("live.css")),
            port::WHO => format!("congbo {}\n", full_path(&self.content).display()).into_response(),
            "/~congbo/events" => match self.hosts.admit_origin(&request.headers) {
                Err(refusal) => refused(&refusal, self.language),
                Ok(()) if request.method == Method::HEAD => [(CONTENT_TYPE, "text/event-stream")].into_response(),
                Ok(()) => {
                    let listening = Listening::from_query(request.uri.query().unwrap_or_default());
                    events::stream(self.shown.clone(), listening, self.session.clone()).into_response()
                }
            },
            _ => self.page(path, request).await,
        }
    }

    async fn page(&self, path: &str, request: &Parts) -> Response {
        let shown = self.shown.borrow().clone();
        match page::find(&shown, path, &self.session, self.language) {
            Found::Page { bytes, content_type, status } => {
                let status = match status {
                    Status::Found => StatusCode::OK,
                    Status::Missing => StatusCode::NOT_FOUND,
                    Status::NotYet => StatusCode::SERVICE_UNAVAILABLE,
                    Status::Broken => StatusCode::INTERNAL_SERVER_ERROR,
                };
                (status, [(CONTENT_TYPE, content_type)], bytes.to_vec()).into_response()
            }
            Found::Attachment { source, content_type, is_cleaned } => match shown.attachments.get(&source) {
                Some(file) if is_cleaned => attachment::made(file.clone(), content_type, media::published).await,
                Some(file) => attachment::stream(file, content_type, request).await,
                None => StatusCode::NOT_FOUND.into_response(),
            },
            Found::Narrowed(Narrowed { source, width, .. }, content_type) => match shown.attachments.get(&source) {
                Some(file) => {
                    let narrow = move |bytes: &[u8]| Some(media::narrowed(bytes, width));
                    attachment::made(file.clone(), content_type, narrow).await
                }
                None => StatusCode::NOT_FOUND.into_response(),
            },
            Found::Elsewhere(path) => {
                let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
                match HeaderValue::try_from(format!("{path}{query}")) {
                    // Not for ever: the page that is here today may be another tomorrow.
                    Ok(location) => (StatusCode::FOUND, [(LOCATION, location)]).into_response(),
                    Err(_) => StatusCode::NOT_FOUND.into_response(),
                }
            }
        }
    }
}

fn asset(name: &str, body: &'static str) -> Response {
    ([(CONTENT_TYPE, media::type_of(name))], body).into_response()
}

fn refused(refusal: &Refusal, language: Language) -> Response {
    let mut response = (refusal.status, format!("{}\n", refusal.reason.of(language))).into_response();
    if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(axum::http::header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn full_path(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf())
}
