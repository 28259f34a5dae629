//! The one client of HTTP: links are asked with it, published sites read, and sites sent to WebDAV and S3.
//!
//! The library's own way with redirections makes a GET of everything else: a file that was to be moved would seem to be
//! moved. So they are followed here, as RFC 9110 (15.4) says.

mod tls;
pub mod trust;

use std::time::Duration;

use ureq::config::Config;
use ureq::http::header::{AUTHORIZATION, COOKIE, LOCATION};
use ureq::http::{HeaderMap, Method, Request, Response, StatusCode};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{ConnectProxyConnector, Connector, TcpConnector};
use ureq::{Agent, Body};
use url::Url;

use tls::Tls;
use trust::Trust;

/// Redirections followed before giving up.
const FARTHEST: usize = 10;

/// Connections that are kept for later: one for each that publishing may work on at once.
const KEPT_CONNECTIONS: usize = 64;

/// How long the client waits.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection to come about.
    pub connect: Duration,
    /// For a silent server.
    pub silence: Duration,
    /// For a whole answer, if not for ever.
    pub answer: Option<Duration>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The content, whole.
    pub content: Vec<u8>,
}

/// Asks servers, through the proxy that the environment names.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
}

impl Client {
    /// A client that talks to servers whose certificates `trust` accepts.
    pub fn new(trust: &Trust, patience: Patience) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .user_agent(concat!("congbo/", env!("CARGO_PKG_VERSION")))
            .max_idle_connections(KEPT_CONNECTIONS)
            .max_idle_connections_per_host(KEPT_CONNECTIONS)
            .timeout_resolve(Some(patience.connect))
            .timeout_connect(Some(patience.connect))
            .timeout_per_read(Some(patience.silence))
            .timeout_per_write(Some(patience.silence))
            .timeout_global(patience.answer)
            .build();
        let tls = Tls(trust.config(rustls::DEFAULT_VERSIONS));
        let connector = ().chain(ConnectProxyConnector::default()).chain(TcpConnector::default()).chain(tls);
        Self { agent: Agent::with_parts(config, connector, DefaultResolver::default()) }
    }

    /// Asks once, and leaves the content unread; a redirection is an answer like any other.
    pub fn ask(
        &self,
        method: Method,
        address: &Url,
        headers: &HeaderMap,
        content: &[u8],
    ) -> Result<Response<Body>, ureq::Error> {
        let mut request = Request::builder().method(method.clone()).uri(address.as_str());
        if let Some(own) = request.headers_mut() {
            own.clone_from(headers);
        }
        // A request to put nothing says so; one to read has nothing to say.
        match content.is_empty() && !matches!(method, Method::PUT | Method::POST | Method::PATCH) {
            true => self.agent.run(request.body(())?),
            false => self.agent.run(request.body(content)?),
        }
    }

    /// Asks, and follows redirections to the end.
    pub fn fetch(
        &self,
        mut method: Method,
        address: &Url,
        mut headers: HeaderMap,
        mut content: &[u8],
    ) -> Result<Answer, ureq::Error> {
        let mut address = address.clone();
        for _ in 0..FARTHEST {
            let (head, mut body) = self.ask(method.clone(), &address, &headers, content)?.into_parts();
            let Some(next) = redirection(&address, &head.headers).filter(|_| is_followed(head.status)) else {
                let content = body.with_config().limit(u64::MAX).read_to_vec()?;
                return Ok(Answer { status: head.status, headers: head.headers, content });
            };
            // Only a connection that was read to the end is used again.
            let _ = body.with_config().limit(u64::MAX).read_to_vec();
            if head.status == StatusCode::SEE_OTHER && method != Method::HEAD {
                (method, content) = (Method::GET, &[]);
            }
            if next.origin() != address.origin() {
                // What is secret is for the server that it was meant for.
                headers.remove(AUTHORIZATION);
                headers.remove(COOKIE);
            }
            address = next;
        }
        Err(ureq::Error::TooManyRedirects)
    }
}

/// An address below another one; `/` between the parts of the path.
pub fn below(root: &Url, path: &str) -> Url {
    let mut address = root.clone();
    if let Ok(mut parts) = address.path_segments_mut() {
        parts.pop_if_empty().extend(path.split('/').filter(|part| !part.is_empty()));
    }
    address
}

/// A status that sends the client elsewhere at once; 300 and 304 do not.
fn is_followed(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Where an answer sends the client, which may leave out what stays the same. A fragment stays if no other is named.
pub fn redirection(here: &Url, headers: &HeaderMap) -> Option<Url> {
    let mut next = here.join(headers.get(LOCATION)?.to_str().ok()?).ok()?;
    if next.fragment().is_none() {
        next.set_fragment(here.fragment());
    }
    Some(next)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn redirections_are_resolved_as_browsers_do() {
        let check = |here: &str, location: &str, expected: &str| {
            let headers = [(LOCATION, location.parse().unwrap())].into_iter().collect();
            let next = redirection(&Url::parse(here).unwrap(), &headers);
            assert_eq!(next.unwrap().as_str(), expected, "{here} + {location}");
        };
        check("https://a.vn/b/c?d", "https://e.vn/", "https://e.vn/");
        check("https://a.vn/b/c?d", "//e.vn/f", "https://e.vn/f");
        check("https://a.vn/b/c?d", "/f", "https://a.vn/f");
        check("https://a.vn/b/c?d", "f", "https://a.vn/b/f");
        check("https://a.vn/b/c?d", "../f", "https://a.vn/f");
        check("https://a.vn/b/c?d", "?e", "https://a.vn/b/c?e");
        check("https://a.vn", "f", "https://a.vn/f");
        check("https://a.vn/x", "/dang-nhap?return=https://a.vn/", "https://a.vn/dang-nhap?return=https://a.vn/");
        check("https://a.vn/x#muc-1", "/y", "https://a.vn/y#muc-1");
        check("https://a.vn/x#muc-1", "/y#z", "https://a.vn/y#z");
    }
}
