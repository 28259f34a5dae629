//! What WebDAV is asked directly: to make a folder and to say whether there was one, and to move a file in one
//! request, where the library first looks for the file and for the folder that it goes to.

use reqwest::{Client, Method, RequestBuilder, StatusCode, Url};

use super::IO_TIMEOUT;
use super::credentials::Secret;
use super::runtime::wait;
use super::session::{Fault, FaultKind};

/// A folder at a server that speaks WebDAV.
#[derive(Clone)]
pub(super) struct Dav {
    pub client: Client,
    /// The folder's address.
    pub root: Url,
    pub login: Option<(String, Option<Secret>)>,
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
        let login = (!user.is_empty()).then(|| (user.to_owned(), password.cloned()));
        Ok(Self { client, root: below(&endpoint, root), login })
    }

    /// Makes one folder.
    pub fn make_folder(&self, path: &str) -> Result<Folder, Fault> {
        match self.send(self.request(b"MKCOL", path))? {
            StatusCode::METHOD_NOT_ALLOWED => Ok(Folder::Existing),
            StatusCode::CONFLICT => Ok(Folder::Nowhere),
            status => settled(status).map(|()| Folder::New),
        }
    }

    /// Moves a file, replacing what bears the new name; `false` where the folder that it goes to is missing.
    pub fn rename(&self, from: &str, to: &str) -> Result<bool, Fault> {
        let request = self.request(b"MOVE", from).header("Destination", below(&self.root, to).as_str());
        match self.send(request.header("Overwrite", "T"))? {
            StatusCode::CONFLICT => Ok(false),
            status => settled(status).map(|()| true),
        }
    }

    fn request(&self, verb: &[u8], path: &str) -> RequestBuilder {
        let verb = Method::from_bytes(verb).expect("the verbs above are letters");
        let request = self.client.request(verb, below(&self.root, path)).timeout(IO_TIMEOUT);
        match &self.login {
            Some((user, password)) => request.basic_auth(user, password.as_ref().map(Secret::expose)),
            None => request,
        }
    }

    fn send(&self, request: RequestBuilder) -> Result<StatusCode, Fault> {
        let answer = wait(async {
            let answer = request.send().await?;
            let status = answer.status();
            // Only a connection that was read to the end is used again.
            answer.bytes().await.map(|_| status)
        });
        answer.map_err(|cause| Fault::new(FaultKind::Passing, cause))
    }
}

/// An address below another one; `/` between the parts of the path.
fn below(root: &Url, path: &str) -> Url {
    let mut address = root.clone();
    if let Ok(mut parts) = address.path_segments_mut() {
        parts.pop_if_empty().extend(path.split('/').filter(|part| !part.is_empty()));
    }
    address
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
