//! Whom the desk lets in: its own pages, opened by whoever started it.
//!
//! Every page that is open in the browser, and every program of this machine, can send requests here. So whoever asks must know a
//! secret, which stands in the address that the desk opens and afterwards in a cookie that no script reads and no other site
//! sends; and who wants something changed must moreover come from a page of the desk.
//!
//! Browsers send a cookie of this machine to all its ports. So another server here sees the secret if she opens its page in the
//! same window, and so could a program that runs as another user; `SameSite` does not part ports. That is no more than such a
//! server could do anyway where it runs as her, and where it does not, the secret ends with the desk and changes nothing
//! by itself: who writes must moreover name this port as where the request comes from, which no page of another port can. What is
//! left is a foreign program on her own machine that asks without a browser while the desk is open.

use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};

use crate::diagnostic::{Bilingual, bilingual};
use crate::shell::serve::guard::{Hosts, Refusal};

/// The name of the secret in the address.
const KEY: &str = "khoa";

/// Who may ask.
#[derive(Debug)]
pub(super) struct Gate {
    hosts: Hosts,
    key: String,
    /// Cookies know no ports, so each desk has a name of its own.
    cookie: String,
}

/// How a request came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Admitted {
    /// With the secret in its address: it is to be given the cookie.
    ByKey,
    /// With the cookie.
    ByCookie,
}

impl Gate {
    /// A gate with a new secret, for a desk at this port.
    pub fn new(hosts: Hosts, port: u16) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 24];
        getrandom::fill(&mut bytes)?;
        let key = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { hosts, key, cookie: format!("congbo-ban-{port}") })
    }

    /// What the address ends with that lets in.
    pub fn query(&self) -> String {
        format!("{KEY}={}", self.key)
    }

    /// What gives the cookie: no script reads it, no other site sends it, and it goes with the browser's window.
    pub fn set_cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie, self.key)
    }

    /// Lets a request in or says why not.
    pub fn admit(&self, request: &Parts) -> Result<Admitted, Refusal> {
        if !matches!(request.method, Method::GET | Method::HEAD | Method::POST) {
            let reason = bilingual!(vi: "chỉ nhận GET, HEAD và POST", en: "only GET, HEAD and POST are answered");
            return Err(Refusal { status: StatusCode::METHOD_NOT_ALLOWED, reason });
        }
        self.hosts.admit_address(&request.uri, &request.headers)?;
        let is_post = request.method == Method::POST;
        if is_post && !comes_from_here(&request.headers) {
            return Err(forbidden(bilingual!(
                vi: "chỉ trang của bàn làm việc mới được sửa",
                en: "only pages of the desk may change anything",
            )));
        }
        if self.has_cookie(&request.headers) {
            return Ok(Admitted::ByCookie);
        }
        let query = request.uri.query().unwrap_or_default();
        match !is_post && request.uri.path() == "/" && is_same(query, &self.query()) {
            true => Ok(Admitted::ByKey),
            false => Err(forbidden(bilingual!(
                vi: "bàn làm việc chỉ mở cho người đã khởi động congbo: hãy mở lại congbo",
                en: "the desk is open only to whoever started congbo: start congbo again",
            ))),
        }
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(name, _)| *name == self.cookie).any(|(_, key)| is_same(key, &self.key))
    }
}

/// Whether a browser says that the request comes from a page of the very origin that it goes to. A browser too old to say
/// anything is not let in.
fn comes_from_here(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let ours = format!("http://{host}");
    let mut origins = headers.get_all(ORIGIN).iter().peekable();
    let mut sites = headers.get_all("sec-fetch-site").iter().peekable();
    let says_anything = origins.peek().is_some() || sites.peek().is_some();
    says_anything && origins.all(|origin| *origin == *ours) && sites.all(|site| *site == "same-origin")
}

/// Compares in a time that tells nothing of where two texts differ.
fn is_same(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
    one.len() == other.len() && differs == 0
}

fn forbidden(reason: Bilingual) -> Refusal {
    Refusal { status: StatusCode::FORBIDDEN, reason }
}
