//! Where a site is published: the target's URL, taken apart.

/// The protocols that a target may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// A folder of this machine or of a network share.
    Folder,
    /// A ZIP file to hand over, for portals that take nothing else.
    Zip,
    /// Files over SSH.
    Sftp,
    /// FTP without encryption.
    Ftp,
    /// FTP that turns encryption on before the password (explicit TLS).
    Ftps,
    /// WebDAV over HTTP.
    Webdav,
    /// WebDAV over HTTPS.
    Webdavs,
    /// Object storage that speaks S3.
    S3,
}

impl Protocol {
    /// Whether a password goes over the wire as it is, for all to read who stand on the way.
    pub fn shows_password(self) -> bool {
        match self {
            Self::Ftp | Self::Webdav => true,
            Self::Folder | Self::Zip | Self::Sftp | Self::Ftps | Self::Webdavs | Self::S3 => false,
        }
    }
}

/// A target's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// How to speak.
    pub protocol: Protocol,
    /// The user named in the URL.
    pub user: Option<String>,
    /// Server, or bucket; empty for a folder and a ZIP file.
    pub host: String,
    /// Port, if it is not the protocol's own.
    pub port: Option<u16>,
    /// Path at the server without a trailing slash; a path below the user's home does not begin with a slash.
    pub path: String,
}

/// Why a URL is none that congbo can publish to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadAddress {
    /// The letters before `://` name no protocol of ours.
    UnknownProtocol,
    /// A password stands in the URL.
    Password,
    /// No server is named.
    NoHost,
    /// The port is no number up to 65535.
    BadPort,
    /// A control character, a `..`, or a query.
    BadCharacter,
}

impl Address {
    /// Takes a URL apart; whatever has no `://` is a folder.
    pub fn parse(url: &str) -> Result<Self, BadAddress> {
        if url.contains(char::is_control) {
            return Err(BadAddress::BadCharacter);
        }
        let Some((scheme, rest)) = url.split_once("://") else {
            return Ok(Self::local(Protocol::Folder, url));
        };
        let protocol = match scheme {
            "file" => return Ok(Self::local(Protocol::Folder, rest)),
            "zip" => return Ok(Self::local(Protocol::Zip, rest)),
            "sftp" => Protocol::Sftp,
            "ftp" => Protocol::Ftp,
            "ftps" => Protocol::Ftps,
            "webdav" => Protocol::Webdav,
            "webdavs" => Protocol::Webdavs,
            "s3" => Protocol::S3,
            _ => return Err(BadAddress::UnknownProtocol),
        };
        Self::remote(protocol, rest)
    }

    fn local(protocol: Protocol, path: &str) -> Self {
        // `file:///D:/www`: the third slash belongs to the URL, not to the drive.
        let is_drive = |rest: &str| matches!(rest.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
        let path = path.strip_prefix('/').filter(|rest| is_drive(rest)).unwrap_or(path);
        Self { protocol, user: None, host: String::new(), port: None, path: path.to_owned() }
    }

    fn remote(protocol: Protocol, rest: &str) -> Result<Self, BadAddress> {
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, server) = match authority.rsplit_once('@') {
            Some((user, server)) => (Some(user), server),
            None => (None, authority),
        };
        if user.is_some_and(|user| user.contains(':')) {
            return Err(BadAddress::Password);
        }
        let (host, port) = split_port(server)?;
        if host.is_empty() {
            return Err(BadAddress::NoHost);
        }
        let path = path.trim_matches('/');
        if path.split('/').any(|part| part == "..") || path.contains(['?', '#', '\\']) {
            return Err(BadAddress::BadCharacter);
        }
        let path = match path.strip_prefix('~') {
            Some(below_home) => below_home.trim_start_matches('/').to_owned(),
            None => format!("/{path}"),
        };
        Ok(Self { protocol, user: user.map(str::to_owned), host: host.to_owned(), port, path })
    }
}

/// `host`, `host:22`, `[::1]:22`.
fn split_port(server: &str) -> Result<(&str, Option<u16>), BadAddress> {
    let bracketed = server.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (host, port) = match bracketed {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => match server.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (server, None),
        },
    };
    let port = port.map(|port| port.parse().map_err(|_| BadAddress::BadPort)).transpose()?;
    Ok((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, protocol: Protocol, user: Option<&str>, host: &str, port: Option<u16>, path: &str) {
        let expected =
            Address { protocol, user: user.map(str::to_owned), host: host.to_owned(), port, path: path.to_owned() };
        assert_eq!(Address::parse(url), Ok(expected));
    }

    #[test]
    fn addresses() {
        check("../www", Protocol::Folder, None, "", None, "../www");
        check(r"\\server\share\www", Protocol::Folder, None, "", None, r"\\server\share\www");
        check("file:///D:/www", Protocol::Folder, None, "", None, "D:/www");
        check("file:///srv/www", Protocol::Folder, None, "", None, "/srv/www");
        check("zip://out/site.zip", Protocol::Zip, None, "", None, "out/site.zip");
        check("sftp://lan@example.vn/var/www/", Protocol::Sftp, Some("lan"), "example.vn", None, "/var/www");
        check("sftp://example.vn:2222/~/www", Protocol::Sftp, None, "example.vn", Some(2222), "www");
        check("ftps://lan@mail.vn@[::1]:21", Protocol::Ftps, Some("lan@mail.vn"), "::1", Some(21), "/");
        check("s3://bucket/khcn", Protocol::S3, None, "bucket", None, "/khcn");
    }

    #[test]
    fn bad_addresses() {
        #[track_caller]
        fn check(url: &str, expected: BadAddress) {
            assert_eq!(Address::parse(url), Err(expected));
        }
        check("gopher://a/b", BadAddress::UnknownProtocol);
        check("ftp://lan:secret@a/b", BadAddress::Password);
        check("sftp:///var/www", BadAddress::NoHost);
        check("sftp://a:99999/", BadAddress::BadPort);
        check("sftp://a/../etc", BadAddress::BadCharacter);
        check("ftp://a/b\r\nDELE c", BadAddress::BadCharacter);
    }
}
