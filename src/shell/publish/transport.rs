//! The stores' library over the one client of HTTP.

use futures_util::stream;
use opendal::raw::{parse_content_encoding, parse_content_length};
use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport, Result};
use tokio::task::spawn_blocking;
use ureq::http::{Method, Request, Response};
use url::Url;

use crate::shell::http::Client;

/// Carries the library's requests; each waits for its answer on a thread that may wait.
pub(super) struct Transport(pub Client);

impl HttpTransport for Transport {
    async fn fetch(&self, request: Request<Buffer>) -> Result<Response<HttpBody>> {
        let client = self.0.clone();
        let (asked, content) = request.into_parts();
        let uri = asked.uri.clone();
        let failed = |what| Error::new(ErrorKind::Unexpected, what).with_context("url", &uri);
        let address = Url::parse(&uri.to_string()).map_err(|cause| failed("bad address").set_source(cause))?;
        let is_head = asked.method == Method::HEAD;
        let work = move || client.fetch(asked.method, &address, asked.headers, &content.to_bytes());
        let answer =
            spawn_blocking(work).await.map_err(|cause| failed("the request was given up").set_source(cause))?;
        let answer = answer.map_err(|cause| failed("no answer").set_temporary().set_source(cause))?;
        // The length that a server tells of what it does not send, or of what it packed, is not that of the content.
        let length = match is_head || parse_content_encoding(&answer.headers)?.is_some() {
            true => None,
            false => parse_content_length(&answer.headers)?,
        };
        let content = (!answer.content.is_empty()).then(|| Ok(Buffer::from(answer.content)));
        let mut response = Response::new(HttpBody::new(stream::iter(content), length));
        (*response.status_mut(), *response.headers_mut()) = (answer.status, answer.headers);
        response.extensions_mut().insert(uri);
        Ok(response)
    }
}
