//! The targets that are measured, each with the server that takes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::servers::{self, Python, Running};
use crate::wire::{Counts, Wire};

/// A target named `dich`.
pub struct Place {
    pub name: &'static str,
    /// Its entry in site.yaml.
    pub entry: String,
    pub variables: Vec<(String, String)>,
    wire: Arc<Wire>,
    /// Where the server copies the requests of its encrypted conversations.
    requests: Option<PathBuf>,
    /// Stopped when the place is dropped.
    _server: Option<Running>,
}

impl Place {
    fn local(name: &'static str, url: &str) -> Self {
        let entry = format!("  - name: dich\n    url: {url}\n");
        Self { name, entry, variables: Vec::new(), wire: Arc::default(), requests: None, _server: None }
    }

    /// What crossed the wire since the server was started.
    pub fn counts(&self) -> Counts {
        let counts = self.wire.counts();
        let packets = self.requests.as_ref().map_or(0, |folder| packets(folder));
        Counts { requests: counts.requests + packets, ..counts }
    }
}

/// Every kind of target whose server is installed; one at a time, for their servers take memory.
pub fn all(folder: &Path) -> impl Iterator<Item = Place> {
    let local = [
        Place::local("folder", &folder.join("www").display().to_string()),
        Place::local("ZIP", &format!("zip://{}", folder.join("trang.zip").display())),
    ];
    let remote: [fn() -> Place; 5] = [ssh, || ftp("plain"), || ftp("tls"), webdav, s3];
    local.into_iter().chain(remote.into_iter().map(|start| start()))
}

fn ssh() -> Place {
    let sftp = "/usr/lib/openssh/sftp-server";
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen", sftp], &[]);
    let requests = tempfile::tempdir().expect("a folder can be made").keep();
    let copying = format!("tee {}/$$ | {sftp}", requests.display());
    let server = servers::openssh(&copying);
    let wire = Arc::<Wire>::default();
    let port = wire.forward(([127, 0, 0, 1], 0), server.port, b"");
    let key = server.folder.path().join("user_key").display().to_string();
    Place {
        entry: format!("  - name: dich\n    url: sftp://{}/www\n", server.ssh_address(port)),
        variables: vec![("CONGBO_KEY_DICH".to_owned(), key)],
        requests: Some(requests),
        wire,
        _server: Some(server),
        ..Place::local("SSH", "")
    }
}

fn ftp(kind: &'static str) -> Place {
    servers::need(&["/usr/bin/openssl"], &["pyftpdlib", "OpenSSL"]);
    // Data connections go to the same address as the control connection, so the wire has one of its own.
    let first = 40_000 + servers::free_port() % 10_000;
    let extra = vec![kind.to_owned(), first.to_string(), (first + 200).to_string()];
    let server = servers::python_server(&Python { program: servers::FTP, extra, disk: None });
    let wire = Arc::<Wire>::default();
    let address = if kind == "tls" { [127, 0, 0, 3] } else { [127, 0, 0, 2] };
    for port in first..first + 200 {
        wire.forward((address, port), port, b"");
    }
    // What is encrypted cannot be told apart: only its bytes are counted.
    let port = wire.forward((address, 0), server.port, if kind == "tls" { b"" } else { b"\r\n" });
    let (name, scheme) = if kind == "tls" { ("FTPS", "ftps") } else { ("FTP", "ftp") };
    let host = address.map(|part| part.to_string()).join(".");
    Place {
        entry: format!("  - name: dich\n    url: {scheme}://lan@{host}:{port}/www\n"),
        variables: password(),
        wire,
        _server: Some(server),
        ..Place::local(name, "")
    }
}

fn webdav() -> Place {
    servers::need(&["/usr/bin/openssl"], &["wsgidav", "cheroot"]);
    let server = servers::python_server(&Python { program: servers::WEBDAV, extra: Vec::new(), disk: None });
    let wire = Arc::<Wire>::default();
    let port = wire.forward(([127, 0, 0, 1], 0), server.port, b" HTTP/1.1\r\n");
    Place {
        entry: format!("  - name: dich\n    url: webdav://lan@127.0.0.1:{port}/dav/www\n"),
        variables: password(),
        wire,
        _server: Some(server),
        ..Place::local("WebDAV", "")
    }
}

fn s3() -> Place {
    servers::need(&["/usr/bin/openssl"], &["moto.server"]);
    let server = servers::python_server(&Python { program: servers::S3, extra: Vec::new(), disk: None });
    let wire = Arc::<Wire>::default();
    let port = wire.forward(([127, 0, 0, 1], 0), server.port, b" HTTP/1.1\r\n");
    let rest = format!("    user: lan\n    region: us-east-1\n    endpoint: http://127.0.0.1:{port}\n");
    Place {
        entry: format!("  - name: dich\n    url: s3://kho/trang\n{rest}"),
        variables: password(),
        wire,
        _server: Some(server),
        ..Place::local("S3", "")
    }
}

fn password() -> Vec<(String, String)> {
    vec![("CONGBO_PASSWORD_DICH".to_owned(), "mat-khau".to_owned())]
}

/// Requests in copied conversations: four bytes of length, then that many bytes.
fn packets(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let count = |bytes: Vec<u8>| {
        let (mut rest, mut count) = (bytes.as_slice(), 0);
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            rest = after.get(u32::from_be_bytes(*length) as usize..).unwrap_or_default();
            count += 1;
        }
        count
    };
    files.map(|file| count(fs::read(file.path()).expect("a file"))).sum()
}
