//! Scans and annexes, read from the disk while they are sent, whole or the part that was asked for.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_RANGE, LAST_MODIFIED, RANGE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeFile;

/// Answers with the file. What could run on our origin is kept from it; a viewer of PDF needs to run.
pub async fn stream(file: &Path, content_type: &'static str, request: &Parts) -> Response {
    let mut request = request.clone();
    // The library knows all conditions but this one.
    if let Some(version) = request.headers.remove(IF_RANGE)
        && !is_still(&version, file, &request).await
    {
        request.headers.remove(RANGE);
    }
    let mut response = answer(file, request).await;
    let headers = response.headers_mut();
    if headers.contains_key(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    if ["html", "svg", "xml"].iter().any(|kind| content_type.contains(kind)) {
        headers.insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'"),
        );
    }
    response
}

/// Answers with what is made of a picture before it is published, whole.
pub async fn made(
    file: PathBuf,
    content_type: &'static str,
    make: impl FnOnce(&[u8]) -> Option<Vec<u8>> + Send + 'static,
) -> Response {
    // The disk may be slow, and other pages must not wait for it.
    let read = tokio::task::spawn_blocking(move || std::fs::read(file).map(|bytes| make(&bytes)));
    match read.await {
        Ok(Ok(Some(bytes))) => ([(CONTENT_TYPE, HeaderValue::from_static(content_type))], bytes).into_response(),
        // It is another file than a moment ago, and will be looked at.
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Whether the file is still the one of which a client has a part: its mark or its date, byte for byte (RFC 9110, 13.1.5).
async fn is_still(version: &HeaderValue, file: &Path, request: &Parts) -> bool {
    let mut head = request.clone();
    head.method = Method::HEAD;
    let headers = answer(file, head).await.into_parts().0.headers;
    [ETAG, LAST_MODIFIED].iter().any(|name| headers.get(name) == Some(version))
}

async fn answer(file: &Path, request: Parts) -> Response {
    let request = Request::from_parts(request, Body::empty());
    match ServeFile::new(file).ignore_multi_range_requests(true).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
