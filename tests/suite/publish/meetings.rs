//! Two publishers that meet at one target: held at gates, so that they meet at the very request where it matters.

use std::env;
use std::fs;
use std::thread;

use congbo::inside::content::PublishTarget;
use congbo::inside::shell::publish::publish;

use super::gate::{FILE_SERVICE, Gate};
use super::proxy::Proxy;
use super::servers::{self, Python, Running};
use super::{Bucket, Files, Project, check_same, options, read_tree, site, target};

/// One place that two publishers reach, each past a gate of its own.
struct Place<'a> {
    project: Project,
    targets: [PublishTarget; 2],
    gates: [&'a Gate; 2],
    /// What the request contains that makes the lock.
    locking: &'a [u8],
    /// What a request contains that is made only by the owner of the lock.
    working: &'a [u8],
    read: &'a (dyn Fn() -> Files + Sync),
}

impl Place<'_> {
    /// Both checks, one after the other.
    #[track_caller]
    fn check(&self) {
        self.check_second_look();
        self.check_one_owner();
    }

    /// Somebody else's publication goes through after the first look of ours and before its lock: ours takes it into
    /// account, as if it had come later.
    #[track_caller]
    fn check_second_look(&self) {
        let [slow, quick] = &self.targets;
        let (old, theirs) = (site(1, 12), site(2, 12));
        // Nearly all of ours is as it was before, so a publisher that trusts its first look sends one file.
        let mut ours = old.clone();
        ours.insert("feed.xml".to_owned(), "<feed>của ta</feed>".to_owned());
        self.project.build(&old);
        self.project.publishes(slow);
        self.project.build(&ours);
        let other = Project { environment: self.project.environment.clone(), ..Project::new() };
        other.build(&theirs);
        self.gates[0].close(self.locking);
        let outcome = thread::scope(|scope| {
            let held = scope.spawn(|| self.project.publish(slow));
            self.gates[0].wait_until_reached();
            other.publishes(quick);
            check_same(&(self.read)(), &theirs);
            self.gates[0].open();
            held.join().unwrap()
        });
        let outcome = outcome.unwrap_or_else(|failure| panic!("{}", failure.message.en));
        check_same(&(self.read)(), &ours);
        // Ours was compared with theirs, not with what the first look saw.
        assert!(outcome.difference.removed.iter().any(|path| path.contains("rieng-2")), "{outcome:?}");
        // Nothing is left to be done, so our notes at the target are of what is there.
        assert!(self.project.publishes(quick).difference.is_empty());
    }

    /// Two publishers have seen that there is no lock: the one that makes it first is the only one.
    #[track_caller]
    fn check_one_owner(&self) {
        let [slow, quick] = &self.targets;
        let ours = site(3, 12);
        self.project.build(&ours);
        self.gates[0].close(self.locking);
        // In a process of its own, since a lock of one's own process is one that it forgot.
        let variables = self.project.environment.0.iter().map(|(name, value)| (name.as_str(), value.clone()));
        let endpoint = slow.endpoint.as_deref().unwrap_or_default().to_owned();
        let place = [(PUBLISH_ONCE, slow.url.value.to_string()), (ENDPOINT, endpoint)];
        let variables: Vec<_> = variables.chain(place).collect();
        let mut other = servers::again("publish::meetings::publishes_once", &variables);
        self.gates[0].wait_until_reached();
        self.gates[1].close(self.working);
        let outcome = thread::scope(|scope| {
            let owner = scope.spawn(|| self.project.publish(quick));
            self.gates[1].wait_until_reached();
            self.gates[0].open();
            assert!(other.wait().unwrap().success(), "the second publisher was not refused");
            self.gates[1].open();
            owner.join().unwrap()
        });
        outcome.unwrap_or_else(|failure| panic!("{}", failure.message.en));
        check_same(&(self.read)(), &ours);
    }
}

const PUBLISH_ONCE: &str = "CONGBO_TEST_PUBLISH_ONCE";
const ENDPOINT: &str = "CONGBO_TEST_ENDPOINT";

/// Not a test of its own: the publisher that comes second.
#[test]
fn publishes_once() {
    let Ok(url) = env::var(PUBLISH_ONCE) else { return };
    let project = Project::new();
    project.build(&site(2, 12));
    let mut options = options();
    options.environment.0 = env::vars().filter(|(name, _)| name.starts_with("CONGBO_")).collect();
    let endpoint = env::var(ENDPOINT).unwrap_or_default();
    let target = if endpoint.is_empty() { target("kho", &url) } else { Bucket::target_at(&endpoint) };
    eprintln!("ready");
    let failure = publish(&target, &project.public(), &options, &|_| {}).unwrap_err();
    assert_eq!(failure.code.id, "CB711", "{failure:?}");
    assert!(failure.hint.unwrap().en.contains("/lock at the server"));
}

/// A place that two proxies lead to; `url` makes a target's address for a port.
#[track_caller]
fn check_behind_proxies(server: &Running, url: impl Fn(u16) -> String, locking: &[u8], working: &[u8]) {
    let proxies = [Proxy::to(server.port), Proxy::to(server.port)];
    let place = Place {
        project: Project::with(&[("CONGBO_PASSWORD_KHO", "mat-khau")]),
        targets: [0, 1].map(|number| target("kho", &url(proxies[number].port))),
        gates: [0, 1].map(|number| &proxies[number].gate),
        locking,
        working,
        read: &|| read_tree(&server.served().join("www")),
    };
    place.check();
}

#[test]
fn over_ftp() {
    servers::need(&["/usr/bin/openssl"], &["pyftpdlib"]);
    let extra = ["plain", "0", "0"].map(str::to_owned).to_vec();
    let server = servers::python_server(&Python { program: servers::FTP, extra, disk: None });
    let url = |port| format!("ftp://lan@127.0.0.1:{port}/www");
    check_behind_proxies(&server, url, b"/.congbo/lock\r\n", b"/.congbo/new/");
}

#[test]
fn over_webdav() {
    servers::need(&["/usr/bin/openssl"], &["wsgidav", "cheroot"]);
    let server = servers::python_server(&Python { program: servers::WEBDAV, extra: Vec::new(), disk: None });
    let url = |port| format!("webdav://lan@127.0.0.1:{port}/dav/www");
    check_behind_proxies(&server, url, b"MKCOL /dav/www/.congbo/lock ", b"PUT /dav/www/.congbo/new/");
}

#[test]
fn over_s3() {
    servers::need(&["/usr/bin/openssl"], &["moto.server"]);
    let server = servers::python_server(&Python { program: servers::S3, extra: Vec::new(), disk: None });
    let proxies = [Proxy::to(server.port), Proxy::to(server.port)];
    let [slow, quick] = [0, 1].map(|number| Bucket::through(proxies[number].port, server.port));
    let place = Place {
        targets: [slow.target.clone(), quick.target.clone()],
        gates: [0, 1].map(|number| &proxies[number].gate),
        locking: b"PUT /kho/trang/.congbo/lock/owner ",
        working: b"PUT /kho/trang/.congbo/intent ",
        read: &|| slow.files(),
        project: quick.project,
    };
    place.check();
}

#[test]
fn over_ssh() {
    let sftp = "/usr/lib/openssh/sftp-server";
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen", sftp], &["subprocess"]);
    let gates = [Gate::new(), Gate::new()];
    let program = gates[0].folder().join("program");
    fs::write(&program, FILE_SERVICE).unwrap();
    let [slow, quick] = gates.each_ref().map(|gate| gate.folder().display().to_string());
    let python = servers::python_command(&[]).get_program().to_str().unwrap().to_owned();
    let server = servers::openssh(&format!("{python} {} {sftp} {slow} {quick}", program.display()));
    let key = server.folder.path().join("user_key").display().to_string();
    let to = target("kho", &format!("sftp://{}/www", server.ssh_address(server.port)));
    let project = Project::with(&[("CONGBO_KEY_KHO", key.as_str())]);
    project.accept(&to);
    let place = Place {
        project,
        targets: [to.clone(), to],
        gates: gates.each_ref(),
        // The name is followed by the attributes that the folder shall have: none.
        locking: b".www.congbo/lock\0\0\0\0",
        working: b"/.congbo/new/",
        read: &|| read_tree(&server.served().join("www")),
    };
    place.check();
}

/// What tells nothing of its owner's end is judged by whether it stands still.
#[test]
fn locks_that_another_machine_left() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let key = server.folder.path().join("user_key").display().to_string();
    let to = |name: &str| target("kho", &format!("sftp://{}/{name}", server.ssh_address(server.port)));
    let project = Project::with(&[("CONGBO_KEY_KHO", key.as_str())]);
    project.accept(&to("www"));
    project.build(&site(1, 4));
    let lock = |name: &str| server.served().join(format!(".{name}.congbo/lock"));
    for name in ["killed", "killed-at-once"] {
        fs::create_dir_all(lock(name)).unwrap();
    }
    fs::write(lock("killed").join("owner"), "may-khac\n1\n1\n0\n").unwrap();
    thread::scope(|scope| {
        for name in ["killed", "killed-at-once"] {
            scope.spawn(|| project.publishes(&to(name)));
        }
    });
    for name in ["killed", "killed-at-once"] {
        check_same(&read_tree(&server.served().join(name)), &site(1, 4));
        assert!(!lock(name).exists());
    }
}
