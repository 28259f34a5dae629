//! What the desk answers.

use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// An answer, before it has anything to do with HTTP.
#[derive(Debug)]
pub(super) enum Reply {
    /// A page of the desk.
    Page(String),
    /// The page that says that there is none.
    Missing(String),
    /// The page to look at now.
    Elsewhere(String),
    /// For a script of the desk.
    Json(serde_json::Value),
    /// A file of the desk itself.
    Asset(Vec<u8>, &'static str),
    /// A page or file of the site that is being made.
    Preview(Vec<u8>, &'static str),
}

/// Pages of the desk load what is its own, and nobody may frame them.
const OWN: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
                   form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Pages of the site are looked at, and do nothing here: no scripts, no forms, no windows.
const PREVIEW: &str = "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                       font-src 'self'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'";

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let (status, kind, body, policy) = match self {
            Self::Page(html) => (StatusCode::OK, "text/html; charset=utf-8", html.into_bytes(), OWN),
            Self::Missing(html) => (StatusCode::NOT_FOUND, "text/html; charset=utf-8", html.into_bytes(), OWN),
            Self::Json(value) => (StatusCode::OK, "application/json", value.to_string().into_bytes(), OWN),
            Self::Asset(bytes, kind) => (StatusCode::OK, kind, bytes, OWN),
            Self::Preview(bytes, kind) => (StatusCode::OK, kind, bytes, PREVIEW),
            Self::Elsewhere(address) => {
                // All addresses of the desk are letters, digits and slashes.
                let location = HeaderValue::try_from(address).unwrap_or(HeaderValue::from_static("/"));
                return (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response();
            }
        };
        let policy = HeaderValue::from_static(policy);
        let kind = HeaderValue::from_static(kind);
        (status, [(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, policy)], body).into_response()
    }
}
