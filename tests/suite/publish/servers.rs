//! Real servers on loopback, started by the tests and stopped when they go out of scope.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A server process, and the folder that it serves.
pub struct Running {
    pub port: u16,
    pub folder: TempDir,
    child: Child,
    has_disk: bool,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// The folder that the server shows as its root or below its path; on a disk of its own it is seen through the
    /// server's process.
    pub fn served(&self) -> PathBuf {
        let served = self.folder.path().join("served");
        let root = PathBuf::from(format!("/proc/{}/root", self.child.id()));
        if self.has_disk { root.join(served.strip_prefix("/").unwrap()) } else { served }
    }

    /// `user@host:port/folder` of an SSH server for the present user.
    pub fn ssh_address(&self, port: u16) -> String {
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
        format!("{}@127.0.0.1:{port}{}", user.trim(), self.served().display())
    }

    fn start(folder: TempDir, port: u16, mut command: Command, has_disk: bool) -> Self {
        let log = fs::File::create(folder.path().join("log")).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let child = command.spawn().unwrap();
        let mut running = Self { port, folder, child, has_disk };
        running.wait_until_it_listens();
        running
    }

    fn wait_until_it_listens(&mut self) {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let log = || fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(self.child.try_wait().unwrap().is_none(), "the server ended: {}", log());
            assert!(start.elapsed() < Duration::from_secs(30), "the server does not listen: {}", log());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Python with the packages of `tests/setup`.
fn python() -> PathBuf {
    if let Some(python) = std::env::var_os("CONGBO_TEST_PYTHON") {
        return python.into();
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test-python/bin/python3");
    if own.exists() { own } else { PathBuf::from("python3") }
}

/// Python with arguments.
pub fn python_command(arguments: &[&str]) -> Command {
    let mut command = Command::new(python());
    command.args(arguments);
    command
}

/// Fails where what a server needs is not installed: a test that tries nothing must not pass.
#[track_caller]
pub fn need(programs: &[&str], modules: &[&str]) {
    let program = |name: &&str| Path::new(name).exists();
    let module = |name: &&str| {
        let import = Command::new(python()).args(["-c", &format!("import {name}")]).stderr(Stdio::null()).status();
        import.is_ok_and(|status| status.success())
    };
    let all = programs.iter().all(program) && modules.iter().all(module);
    assert!(all, "run tests/setup: one of {programs:?} {modules:?} is missing");
}

/// Fails where a server cannot be started that begins as root and then drops its rights.
#[track_caller]
pub fn need_root() {
    let user = Command::new("id").arg("-u").output();
    assert!(user.is_ok_and(|output| output.stdout == b"0\n"), "this server is only started by root");
}

/// Fails where no server can be given a small disk of its own, in a namespace that nothing else sees.
#[track_caller]
pub fn need_small_disks() {
    let tried = Command::new("unshare").args(["--user", "--map-root-user", "--mount", "true"]).status();
    let may = tried.is_ok_and(|status| status.success());
    assert!(may, "this system lets no process mount a disk of its own: run this where `unshare --user --mount` works");
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("served")).unwrap();
    folder
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A key pair; gives the private key's file.
pub fn ssh_key(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    run(Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&path));
    path
}

/// OpenSSH, for the present user with the key `user_key` in the folder; `sftp` is its file service.
pub fn openssh(sftp: &str) -> Running {
    let (folder, port) = (folder(), free_port());
    let host_key = ssh_key(folder.path(), "host_key");
    ssh_key(folder.path(), "user_key");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let config = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\n\
         StrictModes no\nPasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp {sftp}\n\
         MaxStartups 100\n",
        host_key.display(),
        path("user_key.pub"),
    );
    fs::write(folder.path().join("sshd_config"), config).unwrap();
    let _ = fs::create_dir_all("/run/sshd");
    let mut command = Command::new("/usr/sbin/sshd");
    command.args(["-D", "-e", "-f"]).arg(folder.path().join("sshd_config"));
    Running::start(folder, port, command, false)
}

/// What a Python server is told.
pub struct Python<'a> {
    /// The program, which finds `folder`, `port` and `extra` in `sys.argv`.
    pub program: &'a str,
    pub extra: Vec<String>,
    /// Size of the disk on which the served folder lies, when it is to be small.
    pub disk: Option<&'a str>,
}

/// Starts a server written in Python.
pub fn python_server(server: &Python<'_>) -> Running {
    let (folder, port) = (folder(), free_port());
    certificate(folder.path());
    let mut command = match server.disk {
        None => Command::new(python()),
        Some(size) => {
            let mut command = Command::new("unshare");
            let mount = format!("mount -t tmpfs -o size={size} tmpfs \"$1\" && shift && exec \"$@\"");
            let namespaces = ["--user", "--map-root-user", "--mount", "sh", "-c", &mount, "sh"];
            command.args(namespaces).arg(folder.path().join("served")).arg(python());
            command
        }
    };
    command.args(["-c", server.program]).arg(folder.path()).arg(port.to_string()).args(&server.extra);
    Running::start(folder, port, command, server.disk.is_some())
}

/// A self-signed certificate with its key in one file.
pub fn certificate(folder: &Path) {
    run(Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
        .arg("-keyout")
        .arg(folder.join("key.pem"))
        .arg("-out")
        .arg(folder.join("certificate.pem")));
    let both = [folder.join("key.pem"), folder.join("certificate.pem")].map(|path| fs::read_to_string(path).unwrap());
    fs::write(folder.join("both.pem"), both.concat()).unwrap();
}

/// FTP with TLS demanded on both connections: user `lan`, password `mat-khau`; `extra` is the range of data ports.
pub const FTP: &str = r#"
import sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import TLS_FTPHandler, FTPHandler
from pyftpdlib.servers import ThreadedFTPServer
folder, port, kind, first, last = sys.argv[1:6]
authorizer = DummyAuthorizer()
authorizer.add_user("lan", "mat-khau", folder + "/served", perm="elradfmwMT" if kind != "read-only" else "elr")
handler = FTPHandler if kind == "plain" else TLS_FTPHandler
handler.authorizer = authorizer
if int(first):
    handler.passive_ports = range(int(first), int(last))
def say_farewell_once(handler, first):
    # To a client that was cut off the library says it again and again, for minutes and on a whole core.
    def leave(self):
        if self._ssl_closing:
            self._error = True
            self.close()
        else:
            first(self)
    handler._do_ssl_shutdown = leave
if kind != "plain":
    for tls in (handler, handler.dtp_handler):
        if hasattr(tls, "_do_ssl_shutdown"):
            say_farewell_once(tls, tls._do_ssl_shutdown)
    handler.certfile = folder + "/both.pem"
    handler.tls_control_required = True
    handler.tls_data_required = True
ThreadedFTPServer(("127.0.0.1", int(port)), handler).serve_forever()
"#;

/// WebDAV below `/dav`: user `lan`, password `mat-khau`.
pub const WEBDAV: &str = r#"
import sys
from cheroot import wsgi
from wsgidav.wsgidav_app import WsgiDAVApp
folder, port = sys.argv[1:3]
app = WsgiDAVApp({
    "provider_mapping": {"/dav": folder + "/served"},
    "simple_dc": {"user_mapping": {"*": {"lan": {"password": "mat-khau"}}}},
    "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
    "verbose": 1, "logging": {"enable": False},
})
wsgi.Server(("127.0.0.1", int(port)), app, numthreads=16).start()
"#;

/// S3 with the bucket `kho`.
pub const S3: &str = r#"
import sys, logging
logging.getLogger("werkzeug").setLevel(logging.ERROR)
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple
folder, port = sys.argv[1:3]
app = DomainDispatcherApplication(create_backend_app)
backend = app.get_application({"PATH_INFO": "/", "HTTP_HOST": "s3.amazonaws.com"})
from moto.s3.models import s3_backends
s3_backends["123456789012"]["aws"].create_bucket("kho", "us-east-1")
run_simple("127.0.0.1", int(port), app, threaded=True)
"#;

/// SSH that asks for a password: user `lan`, password `mat-khau`; `extra` is `password` or `interactive`.
pub const SSH_PASSWORD: &str = r#"
import asyncio, sys, asyncssh
folder, port, kind = sys.argv[1:4]
class Server(asyncssh.SSHServer):
    def begin_auth(self, username): return True
    def password_auth_supported(self): return kind == "password"
    def validate_password(self, username, password): return (username, password) == ("lan", "mat-khau")
    def kbdint_auth_supported(self): return kind == "interactive"
    def get_kbdint_challenge(self, username, lang, submethods): return "", "", "", [("Password:", False)]
    def validate_kbdint_response(self, username, responses): return (username, responses) == ("lan", ["mat-khau"])
async def main():
    key = asyncssh.generate_private_key("ssh-ed25519")
    sftp = lambda chan: asyncssh.SFTPServer(chan, chroot=folder + "/served")
    await asyncssh.create_server(Server, "127.0.0.1", int(port), server_host_keys=[key], sftp_factory=sftp)
    await asyncio.Event().wait()
asyncio.run(main())
"#;

/// vsftpd for anonymous users that may write below `/www`, with TLS sessions that must be resumed.
pub fn vsftpd(disk: Option<&str>) -> Running {
    let (folder, port) = (folder(), free_port());
    certificate(folder.path());
    let _ = fs::create_dir_all("/var/run/vsftpd/empty");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let config = format!(
        "listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nanonymous_enable=YES\n\
         local_enable=NO\nwrite_enable=YES\nanon_upload_enable=YES\nanon_mkdir_write_enable=YES\n\
         anon_other_write_enable=YES\nanon_umask=022\nanon_root={}\nno_anon_password=YES\nssl_enable=YES\n\
         allow_anon_ssl=YES\nforce_anon_data_ssl=YES\nforce_anon_logins_ssl=YES\nrequire_ssl_reuse=YES\n\
         rsa_cert_file={}\nrsa_private_key_file={}\nseccomp_sandbox=NO\nsecure_chroot_dir=/var/run/vsftpd/empty\n",
        path("served"),
        path("certificate.pem"),
        path("key.pem"),
    );
    fs::write(folder.path().join("vsftpd.conf"), config).unwrap();
    // The anonymous user's own root must not be writable, so the site lies below it.
    let own_disk = disk.map_or_else(String::new, |size| format!("mount -t tmpfs -o size={size} tmpfs \"$1\" && "));
    let prepare = "chmod 755 \"$1\" \"$1/..\" && mkdir \"$1/www\" && chown ftp \"$1/www\"";
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", &format!("{own_disk}{prepare} && exec /usr/sbin/vsftpd \"$2\""), "sh"]);
    command.arg(folder.path().join("served")).arg(folder.path().join("vsftpd.conf"));
    Running::start(folder, port, command, disk.is_some())
}

/// Starts this test program again to run one of its tests with these variables; gives it once it has said "ready".
pub fn again(test: &str, variables: &[(&str, String)]) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let ready = lines.by_ref().map(Result::unwrap).find(|line| line == "ready");
    assert!(ready.is_some(), "the other process did not begin");
    // Whatever else it says must not fill the pipe.
    thread::spawn(move || lines.for_each(drop));
    child
}
