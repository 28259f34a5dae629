//! What goes wrong between a publisher and a server: after it the public sees a whole site, and the next run ends
//! with the new one.

use std::env;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use congbo::inside::content::PublishTarget;
use congbo::inside::shell::publish::publish;

use super::proxy::Proxy;
use super::servers::{self, Python, Running};
use super::{Bucket, Files, Project, check_consistent, check_is, check_same, options, read_tree, site, target};

/// A place that is reached over a wire that breaks, and how its public tree is read.
struct Wired<'a> {
    project: &'a Project,
    target: &'a PublishTarget,
    proxy: &'a Proxy,
    read: &'a dyn Fn() -> Files,
    /// Whether the public changes from one site to the other in one step.
    is_atomic: bool,
}

impl Wired<'_> {
    #[track_caller]
    fn check_sees_a_site(&self, versions: &[&Files]) {
        let found = (self.read)();
        if self.is_atomic {
            assert!(versions.contains(&&found), "the public sees a mixture");
        } else {
            check_consistent(&found, versions);
        }
    }

    /// Cuts the wire at places spread over a whole publication: once with the wire mended at once, which the
    /// publisher must live with, and once for good, after which the next run goes on.
    #[track_caller]
    fn check_cuts(&self, rounds: i64) {
        let sites = [site(1, 12), site(2, 12)];
        let versions: Vec<&Files> = sites.iter().collect();
        self.project.build(&sites[0]);
        self.project.publishes(self.target);
        let whole = 60_000;
        let mut failed = 0;
        for round in 0..rounds {
            let mut wanted = &sites[(round as usize + 1) % 2];
            self.project.build(wanted);
            let after = round * 7_919 * 5 % whole;
            if round % 3 == 2 {
                self.proxy.cut_after(after);
                self.project.publishes(self.target);
            } else {
                self.proxy.cut_for_good_after(after);
                let outcome = self.project.publish_with(self.target, &super::Options { tries: 1, ..options() });
                failed += usize::from(outcome.is_err());
                self.proxy.mend();
                self.proxy.wait_until_done();
                self.check_sees_a_site(&versions);
                // The cut site goes on, or the one before is wanted back, pages that are removed already among it.
                if round % 2 == 1 {
                    wanted = &sites[round as usize % 2];
                    self.project.build(wanted);
                }
                self.project.publishes(self.target);
            }
            check_same(&(self.read)(), wanted);
        }
        assert!(failed > 0 && self.proxy.cuts() > 0, "no cut met a publication");
    }
}

#[test]
fn ssh_cut_at_any_byte() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let proxy = Proxy::to(server.port);
    let project = Project::with(&[("CONGBO_KEY_SSH", server.folder.path().join("user_key").to_str().unwrap())]);
    let target = target("ssh", &format!("sftp://{}/www", server.ssh_address(proxy.port)));
    project.accept(&target);
    let read = || read_tree(&server.served().join("www"));
    Wired { project: &project, target: &target, proxy: &proxy, read: &read, is_atomic: true }.check_cuts(12);
}

#[test]
fn ftp_cut_at_any_byte() {
    servers::need(&["/usr/bin/openssl"], &["pyftpdlib", "OpenSSL"]);
    // Data connections go to the same address as the control connection, so the proxy has one of its own.
    let first = 40_000 + servers::free_port() % 10_000;
    let extra = ["tls".to_owned(), first.to_string(), (first + 40).to_string()].to_vec();
    let server = servers::python_server(&Python { program: servers::FTP, extra, disk: None });
    let proxy = Proxy::to(server.port);
    (first..first + 40).for_each(|port| proxy.also([127, 0, 0, 2], port));
    proxy.also_to([127, 0, 0, 2], proxy.port, server.port);
    let project = Project::with(&[("CONGBO_PASSWORD_FTP", "mat-khau")]);
    let target = target("ftp", &format!("ftps://lan@127.0.0.2:{}/www", proxy.port));
    project.accept(&target);
    let read = || read_tree(&server.served().join("www"));
    Wired { project: &project, target: &target, proxy: &proxy, read: &read, is_atomic: false }.check_cuts(12);
}

#[test]
fn webdav_cut_at_any_byte() {
    servers::need(&["/usr/bin/openssl"], &["wsgidav", "cheroot"]);
    let server = servers::python_server(&Python { program: servers::WEBDAV, extra: Vec::new(), disk: None });
    let proxy = Proxy::to(server.port);
    let project = Project::with(&[("CONGBO_PASSWORD_DAV", "mat-khau")]);
    let target = target("dav", &format!("webdav://lan@127.0.0.1:{}/dav/www", proxy.port));
    let read = || read_tree(&server.served().join("www"));
    Wired { project: &project, target: &target, proxy: &proxy, read: &read, is_atomic: false }.check_cuts(12);
}

#[test]
fn s3_cut_at_any_byte() {
    servers::need(&["/usr/bin/openssl"], &["moto.server"]);
    let server = servers::python_server(&Python { program: servers::S3, extra: Vec::new(), disk: None });
    let proxy = Proxy::to(server.port);
    let bucket = Bucket::through(proxy.port, server.port);
    let (project, target) = (&bucket.project, &bucket.target);
    Wired { project, target, proxy: &proxy, read: &|| bucket.files(), is_atomic: false }.check_cuts(12);
}

/// Where nothing can be renamed, notes say what is done: a run goes on where the one before stopped, and is not misled
/// by what was true before another site was begun over it.
#[test]
fn s3_cut_within_many_files() {
    servers::need(&["/usr/bin/openssl"], &["moto.server"]);
    let server = servers::python_server(&Python { program: servers::S3, extra: Vec::new(), disk: None });
    let proxy = Proxy::to(server.port);
    let bucket = Bucket::through(proxy.port, server.port);
    let sites = [site(1, 600), site(2, 600)];
    let cut = |version: usize, after: i64| {
        bucket.project.build(&sites[version]);
        proxy.cut_for_good_after(after);
        let outcome = bucket.project.publish_with(&bucket.target, &super::Options { tries: 1, ..options() });
        assert!(outcome.is_err(), "the cut met no publication");
        proxy.mend();
        proxy.wait_until_done();
    };
    cut(0, 1_600_000);
    bucket.project.build(&sites[0]);
    let plan = bucket.project.publish_with(&bucket.target, &super::Options { dry_run: true, ..options() }).unwrap();
    assert!(plan.difference.added.len() + plan.difference.changed.len() < 400, "what was noted is sent again");
    // Some files become the second site's, and then the first is wanted after all, but does not get to all of them.
    cut(1, 400_000);
    cut(0, 200_000);
    bucket.project.publishes(&bucket.target);
    check_same(&bucket.files(), &sites[0]);
    assert!(bucket.own_names().is_empty(), "{:?}", bucket.own_names());
}

/// Fills a server's small disk: the old site stays, and a site that fits is published afterwards.
#[track_caller]
fn check_full(server: &Running, project: &Project, target: &PublishTarget) {
    let public = server.served().join("www");
    let (small, large) = (site(1, 4), site(2, 200));
    project.build(&small);
    project.publishes(target);
    project.build(&large);
    let failure = project.publish_with(target, &super::Options { tries: 1, ..options() }).unwrap_err();
    assert!(["CB710", "CB709"].contains(&failure.code.id), "{failure:?}");
    check_is(&public, &small, &[]);
    project.build(&site(3, 4));
    project.publishes(target);
    check_is(&public, &site(3, 4), &[]);
}

#[test]
fn a_full_server() {
    let modules = ["asyncssh", "wsgidav", "cheroot"];
    servers::need(&["/usr/bin/openssl"], &modules);
    servers::need_small_disks();
    let disk = Some("700k");
    let extra = vec!["password".to_owned()];
    let server = servers::python_server(&Python { program: servers::SSH_PASSWORD, extra, disk });
    let project = Project::with(&[("CONGBO_PASSWORD_SSH", "mat-khau")]);
    let to = target("ssh", &format!("sftp://lan@127.0.0.1:{}/www", server.port));
    project.accept(&to);
    check_full(&server, &project, &to);

    let server = servers::python_server(&Python { program: servers::WEBDAV, extra: Vec::new(), disk });
    let project = Project::with(&[("CONGBO_PASSWORD_DAV", "mat-khau")]);
    let to = target("dav", &format!("webdav://lan@127.0.0.1:{}/dav/www", server.port));
    check_full(&server, &project, &to);
}

#[test]
fn a_full_ftp_server() {
    servers::need_root();
    servers::need(&["/usr/sbin/vsftpd", "/usr/bin/openssl"], &[]);
    servers::need_small_disks();
    let server = servers::vsftpd(Some("700k"));
    let project = Project::new();
    let to = target("ftp", &format!("ftps://anonymous@127.0.0.1:{}/www", server.port));
    project.accept(&to);
    check_full(&server, &project, &to);
}

#[test]
fn permission_refused() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/openssl"], &["pyftpdlib", "OpenSSL"]);
    let server = servers::openssh("internal-sftp -R");
    let project = Project::with(&[("CONGBO_KEY_SSH", server.folder.path().join("user_key").to_str().unwrap())]);
    let to = target("ssh", &format!("sftp://{}/www", server.ssh_address(server.port)));
    project.accept(&to);
    let failure = project.publish(&to).unwrap_err();
    assert!(failure.message.en.contains("does not permit it"), "{}", failure.message.en);
    assert!(read_tree(&server.served()).is_empty());

    let extra = ["read-only", "0", "0"].map(str::to_owned).to_vec();
    let server = servers::python_server(&Python { program: servers::FTP, extra, disk: None });
    let project = Project::with(&[("CONGBO_PASSWORD_FTP", "mat-khau")]);
    let to = target("ftp", &format!("ftps://lan@127.0.0.1:{}/www", server.port));
    project.accept(&to);
    let failure = project.publish(&to).unwrap_err();
    assert!(failure.message.en.contains("does not permit it"), "{}", failure.message.en);
    assert!(read_tree(&server.served()).is_empty());
}

#[test]
fn two_publishers_at_once() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let project = Project::with(&[("CONGBO_KEY_SSH", server.folder.path().join("user_key").to_str().unwrap())]);
    let to = target("ssh", &format!("sftp://{}/www", server.ssh_address(server.port)));
    project.accept(&to);
    let lock = server.served().join(".www.congbo/lock/owner");
    fs::create_dir_all(lock.parent().unwrap()).unwrap();
    let machine = fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    let owned_by = |process: u32| fs::write(&lock, format!("{}\n{process}\n1\n0\n", machine.trim())).unwrap();
    project.build(&site(1, 4));
    let mut other = std::process::Command::new("sleep").arg("60").spawn().unwrap();
    owned_by(other.id());
    assert_eq!(project.publish(&to).unwrap_err().code.id, "CB711");
    // A process that is gone holds nothing.
    other.kill().unwrap();
    other.wait().unwrap();
    project.publishes(&to);
    assert!(!lock.parent().unwrap().exists());
}

/// Two processes publish different sites to one place as fast as they can: each time one of them wins, and no file of
/// the other's is left behind.
#[track_caller]
fn check_race(url: &str, variables: &[(&str, &str)], public: &Path) {
    let project = Project::with(variables);
    let to = target("kia", url);
    if !url.starts_with("webdav:") {
        project.accept(&to);
    }
    let variables = project.environment.0.iter().map(|(name, value)| (name.as_str(), value.clone()));
    let variables: Vec<_> = variables.chain([(PUBLISH_HERE, url.to_owned())]).collect();
    let mut other = servers::again("publish::faults::publishes_until_killed", &variables);
    let overwriting = super::Options { overwrite: true, ..options() };
    let (mut won, mut version) = (0, 3);
    while won < 6 {
        project.build(&site(version, 12));
        match project.publish_with(&to, &overwriting) {
            Ok(_) => (won, version) = (won + 1, 7 - version),
            Err(failure) => assert_eq!(failure.code.id, "CB711", "{failure:?}"),
        }
    }
    other.kill().unwrap();
    other.wait().unwrap();
    forget_unwritten_locks(public);
    project.build(&site(5, 12));
    project.publish_with(&to, &overwriting).unwrap_or_else(|failure| panic!("{}", failure.message.en));
    check_is(public, &site(5, 12), &[]);
}

#[test]
fn a_race_over_ssh() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let url = format!("sftp://{}/www", server.ssh_address(server.port));
    let key = server.folder.path().join("user_key");
    check_race(&url, &[("CONGBO_KEY_KIA", key.to_str().unwrap())], &server.served().join("www"));
}

#[test]
fn a_race_over_ftp() {
    servers::need(&["/usr/bin/openssl"], &["pyftpdlib", "OpenSSL"]);
    let extra = ["tls", "0", "0"].map(str::to_owned).to_vec();
    let server = servers::python_server(&Python { program: servers::FTP, extra, disk: None });
    let url = format!("ftps://lan@127.0.0.1:{}/www", server.port);
    check_race(&url, &[("CONGBO_PASSWORD_KIA", "mat-khau")], &server.served().join("www"));
}

#[test]
fn a_race_over_webdav() {
    servers::need(&["/usr/bin/openssl"], &["wsgidav", "cheroot"]);
    let server = servers::python_server(&Python { program: servers::WEBDAV, extra: Vec::new(), disk: None });
    let url = format!("webdav://lan@127.0.0.1:{}/dav/www", server.port);
    check_race(&url, &[("CONGBO_PASSWORD_KIA", "mat-khau")], &server.served().join("www"));
}

const PUBLISH_HERE: &str = "CONGBO_TEST_PUBLISH_HERE";

/// Not a test of its own: the process that other tests race with and kill.
#[test]
fn publishes_until_killed() {
    let Ok(url) = env::var(PUBLISH_HERE) else { return };
    let variables = env::vars().filter(|(name, _)| name.starts_with("CONGBO_"));
    let mut options = options();
    options.environment.0 = variables.collect();
    options.overwrite = true;
    let projects = [2, 1].map(|version| {
        let project = Project::new();
        project.build(&site(version, 12));
        project
    });
    eprintln!("ready");
    for project in projects.iter().cycle() {
        match publish(&target("kia", &url), &project.public(), &options, &|_| {}) {
            Err(failure) if failure.code.id != "CB711" => panic!("{failure:?}"),
            _ => {}
        }
    }
}

#[track_caller]
fn check_killed(url: &str, variables: &[(&str, &str)], public: &Path, is_atomic: bool) {
    let project = Project::with(variables);
    let to = target("kia", url);
    project.accept(&to);
    let sites = [site(1, 12), site(2, 12)];
    project.build(&sites[1]);
    project.publishes(&to);
    project.build(&sites[0]);
    let start = Instant::now();
    project.publishes(&to);
    let one_run = start.elapsed().max(Duration::from_millis(20));
    let mut seen = [0, 0, 0];
    for round in 0..16 {
        let variables = project.environment.0.iter().map(|(name, value)| (name.as_str(), value.clone()));
        let variables: Vec<_> = variables.chain([(PUBLISH_HERE, url.to_owned())]).collect();
        let mut child = servers::again("publish::faults::publishes_until_killed", &variables);
        std::thread::sleep(one_run * (round * 7 % 16) / 7);
        child.kill().unwrap();
        child.wait().unwrap();
        forget_unwritten_locks(public);
        let found = read_tree(public);
        let version = sites.iter().position(|site| *site == found);
        match version {
            None if is_atomic => panic!("the public sees a mixture"),
            None => check_consistent(&found, &[&sites[0], &sites[1]]),
            Some(_) => {}
        }
        seen[version.unwrap_or(2)] += 1;
    }
    assert!(seen[0] > 0 && seen[1] > 0, "the kills met only one version: {seen:?}");
    project.build(&site(3, 12));
    let overwriting = super::Options { overwrite: true, ..options() };
    project.publish_with(&to, &overwriting).unwrap_or_else(|failure| panic!("{}", failure.message.en));
    check_is(public, &site(3, 12), &[]);
}

/// A publisher that is killed between making its lock and writing into it leaves one that lapses after a while, for which
/// these tests do not wait.
fn forget_unwritten_locks(public: &Path) {
    for own in [public.join(".congbo"), public.with_file_name(".www.congbo")] {
        // Where something is written in it, the folder stays.
        let _ = fs::remove_dir(own.join("lock"));
        let _ = fs::remove_dir(own.join("lock-clearing"));
    }
}

#[test]
fn a_killed_publisher_over_ssh() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let url = format!("sftp://{}/www", server.ssh_address(server.port));
    let key = server.folder.path().join("user_key");
    check_killed(&url, &[("CONGBO_KEY_KIA", key.to_str().unwrap())], &server.served().join("www"), true);
}

#[test]
fn a_killed_publisher_over_ftp() {
    servers::need(&["/usr/bin/openssl"], &["pyftpdlib", "OpenSSL"]);
    let extra = ["tls", "0", "0"].map(str::to_owned).to_vec();
    let server = servers::python_server(&Python { program: servers::FTP, extra, disk: None });
    let url = format!("ftps://lan@127.0.0.1:{}/www", server.port);
    check_killed(&url, &[("CONGBO_PASSWORD_KIA", "mat-khau")], &server.served().join("www"), false);
}
