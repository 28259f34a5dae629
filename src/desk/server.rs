//! The desk's server: this machine alone, one process, until it is told to stop.

use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::service::service_fn;
use tokio::sync::watch;

use super::asked::{Asked, Form, Upload, parts};
use super::gate::{Admitted, Gate};
use super::reply::Reply;
use super::{Desk, DeskOptions};
use crate::diagnostic::Language;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::serve::connection::{self, Patience};
use crate::shell::serve::guard::{Hosts, Refusal};
use crate::shell::serve::port;

/// The most that one form may bring, files and all.
const MOST_BYTES: usize = 200 << 20;

/// A desk that listens.
pub struct Server {
    listening: port::Listening,
    shared: Arc<Shared>,
}

struct Shared {
    gate: Gate,
    desk: Mutex<Desk>,
    language: Language,
    /// Says when the program may end.
    close: watch::Sender<bool>,
}

impl Server {
    /// Takes a port.
    pub fn open(options: &DeskOptions) -> Result<Self, Failure> {
        let listening = port::listen(Some(IpAddr::V4(Ipv4Addr::LOCALHOST)), options.port)?;
        let address = listening.address;
        let cannot = |cause: getrandom::Error| {
            messages::serve::cannot_listen(&address.to_string(), &std::io::Error::other(cause.to_string()))
        };
        let hosts = Hosts { bound: address.ip(), names: Vec::new() };
        let gate = Gate::new(hosts, address.port()).map_err(cannot)?;
        let (close, _) = watch::channel(false);
        let shared = Shared { gate, desk: Mutex::new(Desk::new(options)), language: options.language, close };
        Ok(Self { listening, shared: Arc::new(shared) })
    }

    /// Where the desk listens.
    pub fn address(&self) -> SocketAddr {
        self.listening.address
    }

    /// What to open in a browser, with the secret that lets in.
    pub fn url(&self) -> String {
        format!("http://{}/?{}", self.address(), self.shared.gate.query())
    }

    /// Answers until `stop` completes, or the desk is closed on one of its pages.
    pub fn run(self, stop: impl Future<Output = ()>) -> Result<(), Failure> {
        let address = self.listening.address;
        let cannot = |cause| messages::serve::cannot_listen(&address.to_string(), &cause);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(cannot)?;
        let shared = self.shared;
        let open = shared.clone();
        let service = service_fn(move |request: Request<_>| {
            let shared = shared.clone();
            async move {
                let (parts, body) = request.into_parts();
                Ok::<_, Infallible>(answer(shared, parts, Body::new(body)).await)
            }
        });
        runtime.block_on(async {
            let mut servers = Vec::new();
            for socket in self.listening.sockets {
                let socket = tokio::net::TcpListener::from_std(socket).map_err(cannot)?;
                let closed = closed(&open);
                servers.push(tokio::spawn(connection::serve(socket, service.clone(), Patience::default(), closed)));
            }
            tokio::select! {
                () = stop => { open.close.send_replace(true); }
                () = closed(&open) => {}
            }
            for server in servers {
                let _ = tokio::time::timeout(Duration::from_secs(2), server).await;
            }
            Ok(())
        })
    }
}

/// Completes when the desk is closed.
fn closed(shared: &Shared) -> impl Future<Output = ()> + Send + 'static {
    let mut closing = shared.close.subscribe();
    async move { _ = closing.wait_for(|is_closed| *is_closed).await }
}

async fn answer(shared: Arc<Shared>, parts: Parts, body: Body) -> Response {
    let is_head = parts.method == Method::HEAD;
    let mut response = match shared.gate.admit(&parts) {
        Err(refusal) => refused(&refusal, shared.language),
        Ok(Admitted::ByKey) => let_in(&shared.gate),
        Ok(Admitted::ByCookie) => match read(&parts, body).await {
            Some(asked) => at_the_desk(shared, asked).await.into_response(),
            None => StatusCode::BAD_REQUEST.into_response(),
        },
    };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Not `no-referrer`: with that, a browser would not say from where a form comes either.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    for name in ["cross-origin-resource-policy", "cross-origin-opener-policy"] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static("same-origin"));
    }
    if is_head {
        *response.body_mut() = Body::empty();
    }
    response
}

/// Gives the cookie, and leads to the same page without the secret in its address.
fn let_in(gate: &Gate) -> Response {
    let cookie = HeaderValue::try_from(gate.set_cookie()).expect("a name and digits");
    (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, HeaderValue::from_static("/"))]).into_response()
}

fn refused(refusal: &Refusal, language: Language) -> Response {
    (refusal.status, format!("{}\n", refusal.reason.of(language))).into_response()
}

/// Answers on a thread that may wait for the disk.
async fn at_the_desk(shared: Arc<Shared>, asked: Asked) -> Reply {
    let work = move || {
        let mut desk = shared.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let reply = desk.answer(asked);
        // The answer still goes out: open connections end by themselves.
        shared.close.send_if_modified(|is_closed| std::mem::replace(is_closed, desk.is_closed) != desk.is_closed);
        reply
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(reply) => reply,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}

/// Reads a request to its end; none where it is too long or no form.
async fn read(parts: &Parts, body: Body) -> Option<Asked> {
    let path = self::parts(parts.uri.path())?;
    let query = Form::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let mut asked = Asked { is_post: parts.method == Method::POST, path, query, ..Asked::default() };
    if asked.is_post {
        let bytes = to_bytes(body, MOST_BYTES).await.ok()?;
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        match multer::parse_boundary(kind) {
            Ok(boundary) => (asked.form, asked.files) = take_apart(bytes, boundary).await?,
            Err(_) => asked.form = Form::parse(&bytes),
        }
    }
    Some(asked)
}

/// The fields and the files of a form that brings files.
async fn take_apart(bytes: Bytes, boundary: String) -> Option<(Form, Vec<Upload>)> {
    let stream = futures_util::stream::iter([Ok::<_, Infallible>(bytes)]);
    let mut multipart = multer::Multipart::new(stream, boundary);
    let (mut form, mut files) = (Form::default(), Vec::new());
    while let Some(field) = multipart.next_field().await.ok()? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            // A box for files that was left empty comes as a file without a name.
            Some(file) if file.is_empty() => {}
            Some(file) => files.push(Upload { field: name, name: file, bytes: field.bytes().await.ok()?.to_vec() }),
            None => form.0.push((name, field.text().await.ok()?)),
        }
    }
    Some((form, files))
}
