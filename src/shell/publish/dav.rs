//! What WebDAV is asked directly: to make a folder and to say whether there was one, and to move a file in one
//! request, where the library first looks for the file and for the folder that it goes to.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ureq::http::header::AUTHORIZATION;
use ureq::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use url::Url;

use super::credentials::Secret;
use super::session::{Fault, FaultKind};
use crate::shell::http::{Client, below};

/// A folder at a server that speaks WebDAV.
#[derive(Clone)]
pub(super) struct Dav {
    client: Client,
    /// The folder's address.
    root: Url,
    /// Who asks.
    login: HeaderMap,
}

/// How a folder stands after it was asked for.
pub(super) enum Folder {
    /// It is new: of several that asked at once, only one is told so.
    New,
    /// Something bears this name already.
    Existing,
    /// The folder around it is missing.
    Nowhere,
}

impl Dav {
    /// The folder `root` of the server at `endpoint`.
    pub fn at(client: Client, endpoint: &str, root: &str, login: (&str, Option<&Secret>)) -> Result<Self, Fault> {
        let (user, password) = login;
        let endpoint = Url::parse(endpoint).map_err(|cause| Fault::new(FaultKind::Lasting, cause))?;
        let mut headers = HeaderMap::new();
        if !user.is_empty() {
            let words = format!("{user}:{}", password.map_or("", Secret::expose));
            let basic = HeaderValue::try_from(format!("Basic {}", STANDARD.encode(words)));
            let mut basic = basic.map_err(|cause| Fault::new(FaultKind::Lasting, cause))?;
            basic.set_sensitive(true);
            headers.insert(AUTHORIZATION, basic);
        }
        Ok(Self { client, root: below(&endpoint, root), login: headers })
    }

    pub fn make_folder(&self, path: &str) -> Result<Folder, Fault> {
        match self.send(b"MKCOL", path, self.login.clone())? {
            StatusCode::METHOD_NOT_ALLOWED => Ok(Folder::Existing),
            StatusCode::CONFLICT => Ok(Folder::Nowhere),
            status => settled(status).map(|()| Folder::New),
        }
    }

    /// Moves a file, replacing what bears the new name; `false` where the folder that it goes to is missing.
    pub fn rename(&self, from: &str, to: &str) -> Result<bool, Fault> {
        let mut headers = self.login.clone();
        let to = below(&self.root, to);
        let to = HeaderValue::try_from(to.as_str()).map_err(|cause| Fault::new(FaultKind::Lasting, cause))?;
        headers.insert(HeaderName::from_static("destination"), to);
        headers.insert(HeaderName::from_static("overwrite"), HeaderValue::from_static("T"));
        match self.send(b"MOVE", from, headers)? {
            StatusCode::CONFLICT => Ok(false),
            status => settled(status).map(|()| true),
        }
    }

    fn send(&self, verb: &[u8], path: &str, headers: HeaderMap) -> Result<StatusCode, Fault> {
        let verb = Method::from_bytes(verb).expect("the verbs above are letters");
        let answer = self.client.fetch(verb, &below(&self.root, path), headers, &[]);
        answer.map(|answer| answer.status).map_err(|cause| Fault::told(FaultKind::Passing, &cause))
    }
}

fn settled(status: StatusCode) -> Result<(), Fault> {
    let kind = match status {
        // Several states in one answer: something was not done.
        StatusCode::MULTI_STATUS => FaultKind::Lasting,
        _ if status.is_success() => return Ok(()),
        StatusCode::UNAUTHORIZED => FaultKind::Login,
        StatusCode::FORBIDDEN => FaultKind::Denied,
        StatusCode::NOT_FOUND => FaultKind::Missing,
        StatusCode::INSUFFICIENT_STORAGE => FaultKind::Full,
        StatusCode::LOCKED | StatusCode::TOO_MANY_REQUESTS => FaultKind::Passing,
        _ if status.is_server_error() => FaultKind::Passing,
        _ => FaultKind::Lasting,
    };
    Err(Fault::new(kind, status))
}
