//! What a site is known by for ever, whatever its address becomes: the authority and the day of `tag:` URIs (RFC 4151).

use std::ops::Deref;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::content::{Field, Node, Reader};
use crate::diagnostic::messages::field as messages;
use trichdan::calendar::Date;

/// A name that was the publisher's own on a day: `trieuson.gov.vn,2022`, `khcn@trieuson.gov.vn,2022-06-30`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity(Arc<str>);

impl Identity {
    /// The domain in what a new site begins with.
    pub const SAMPLE_HOST: &str = "example.gov.vn";

    /// Reads an authority and a day; none where it is neither.
    pub fn parse(written: &str) -> Option<Self> {
        let (authority, day) = written.split_once(',')?;
        let host = match authority.split_once('@') {
            Some((name, host)) if is_mailbox(name) => host,
            Some(_) => return None,
            None => authority,
        };
        (is_host(host) && is_day(day)).then(|| Self(written.into()))
    }

    /// The domain in its authority.
    pub fn host(&self) -> &str {
        let authority = self.0.split(',').next().unwrap_or_default();
        authority.rsplit('@').next().unwrap_or_default()
    }
}

impl Deref for Identity {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A domain's name in small letters, of at least two parts.
fn is_host(host: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(is_letter) && !part.starts_with('-') && !part.ends_with('-');
    host.contains('.') && host.split('.').all(is_part)
}

fn is_mailbox(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
}

/// `2022`, `2022-06` or `2022-06-30`.
fn is_day(written: &str) -> bool {
    let whole = match written.len() {
        4 => format!("{written}-01-01"),
        7 => format!("{written}-01"),
        _ => written.to_owned(),
    };
    whole.len() == 10 && whole.parse::<Date>().is_ok()
}

impl Field for Identity {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let identity = Self::parse(text);
        if identity.is_none() {
            let location = reader.location(node.mark);
            reader.report(messages::bad_identity(location, reader.key(), text));
        }
        identity
    }

    fn schema() -> Json {
        let host = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+";
        json!({ "type": "string", "pattern": format!(r"^([A-Za-z0-9._-]+@)?{host},\d{{4}}(-\d{{2}}(-\d{{2}})?)?$") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_a_name_and_a_day() {
        for (good, host) in [
            ("trieuson.gov.vn,2022", "trieuson.gov.vn"),
            ("trieuson.gov.vn,2022-06", "trieuson.gov.vn"),
            ("khcn@trieuson.gov.vn,2022-06-30", "trieuson.gov.vn"),
            ("xn--a-1.vn,2022", "xn--a-1.vn"),
        ] {
            assert_eq!(Identity::parse(good).as_ref().map(Identity::host), Some(host), "{good}");
        }
        for bad in [
            "",
            "trieuson.gov.vn",
            "trieuson,2022",
            "Trieuson.gov.vn,2022",
            "https://trieuson.gov.vn,2022",
            "trieuson.gov.vn/khcn,2022",
            "trieuson.gov.vn, 2022",
            "trieuson.gov.vn,22",
            "trieuson.gov.vn,2022-6",
            "trieuson.gov.vn,2022-02-30",
            "-a.vn,2022",
            "a..vn,2022",
            "@a.vn,2022",
            "a@b@c.vn,2022",
        ] {
            assert_eq!(Identity::parse(bad), None, "{bad}");
        }
    }
}
