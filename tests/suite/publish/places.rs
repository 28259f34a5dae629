//! One publication after another to each kind of place, without faults.

use std::fs;
use std::path::Path;

use congbo::inside::content::PublishTarget;
use congbo::inside::shell::publish::{Options, roll_back};

use super::servers::{self, Python, Running};
use super::{Bucket, Files, Project, check_is, check_same, options, read_tree, site, target};
use crate::fixture::write_file;

/// What every place must do: take the first site, only the difference of the second, nothing the third time; keep
/// what is foreign; notice what others changed.
#[track_caller]
pub fn check_place(project: &Project, target: &PublishTarget, public: &Path) {
    let (first, second) = (site(1, 12), site(2, 12));
    project.build(&first);
    let plan = project.publish_with(target, &Options { dry_run: true, ..options() });
    let plan = plan.unwrap_or_else(|failure| panic!("{}", failure.message.en));
    assert_eq!(plan.difference.added.len(), first.len());
    assert!(!public.join("index.html").exists());
    let outcome = project.publish_with(target, &Options { verify: true, ..options() });
    let outcome = outcome.unwrap_or_else(|failure| panic!("{}", failure.message.en));
    assert_eq!(outcome.verified, Some(first.len()));
    check_is(public, &first, &[]);

    fs::write(public.join("cua-toi.txt"), "của tôi").unwrap();
    fs::create_dir_all(public.join("bao-cao/2022-h1/anh")).unwrap();
    fs::write(public.join("bao-cao/2022-h1/anh/anh.txt"), "ảnh").unwrap();
    let foreign = ["cua-toi.txt", "bao-cao/2022-h1/anh/anh.txt"];
    project.build(&second);
    let outcome = project.publishes(target);
    let difference = &outcome.difference;
    assert_eq!((difference.added.len(), difference.changed.len(), difference.removed.len()), (1, 12, 1));
    check_is(public, &second, &foreign);

    let nothing = project.publishes(target);
    assert!(nothing.difference.is_empty());
    assert_eq!(nothing.sent_bytes, 0);

    project.build(&first);
    project.publishes(target);
    check_is(public, &first, &foreign);
}

/// What a place shows, as others write and read it there.
trait Shown {
    fn write(&self, path: &str, text: &str);
    fn files(&self) -> Files;
}

impl Shown for Path {
    fn write(&self, path: &str, text: &str) {
        write_file(&self.join(path), text);
    }

    fn files(&self) -> Files {
        read_tree(self)
    }
}

impl Shown for Bucket {
    fn write(&self, path: &str, text: &str) {
        self.put(&format!("trang/{path}"), text);
    }

    fn files(&self) -> Files {
        Bucket::files(self)
    }
}

/// What others changed at a place is told and kept until that is waived, by the plan as by the run and from a machine that
/// remembers nothing too; and what is not ours stays in any case.
#[track_caller]
fn check_keeps_what_others_did(project: &Project, target: &PublishTarget, shown: &(impl Shown + ?Sized)) {
    let [mut first, second] = [1, 2].map(|version| site(version, 6));
    project.build(&first);
    project.publishes(target);
    let page = "bao-cao/2022-h1/bao-cao-1/index.html";
    project.build(&second);
    for (path, text) in [("index.html", "sửa tay".to_owned()), (page, site(1, 6)[page].replace("bản 1", "bản 7"))]
    {
        shown.write(path, &text);
        first.insert(path.to_owned(), text);
        for (dry_run, forgets) in [(true, false), (false, false), (true, true), (false, true)] {
            let forgetful = Project { environment: project.environment.clone(), ..Project::new() };
            forgetful.build(&second);
            let asked = if forgets { &forgetful } else { project };
            let failure = asked.publish_with(target, &Options { dry_run, ..options() }).unwrap_err();
            assert_eq!(failure.code.id, "CB712", "{failure:?}");
            assert!(failure.message.en.contains(path), "{failure:?}");
            check_same(&shown.files(), &first);
        }
        project.publish_with(target, &Options { overwrite: true, ..options() }).unwrap();
        check_same(&shown.files(), &second);
        // Back to where others began.
        first = site(1, 6);
        project.build(&first);
        project.publishes(target);
        project.build(&second);
    }
    project.publishes(target);

    let mut next = second.clone();
    next.insert("moi/index.html".to_owned(), "mới".to_owned());
    shown.write("moi/index.html", "của người khác");
    project.build(&next);
    for dry_run in [true, false] {
        let failure = project.publish_with(target, &Options { dry_run, overwrite: true, ..options() }).unwrap_err();
        assert_eq!(failure.code.id, "CB713", "{failure:?}");
        let mut kept = second.clone();
        kept.insert("moi/index.html".to_owned(), "của người khác".to_owned());
        check_same(&shown.files(), &kept);
    }
}

/// The kinds of target with something to keep: a ZIP file is made anew.
#[test]
fn every_kind_of_target_keeps_what_others_did() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/openssl"], &["pyftpdlib", "OpenSSL", "wsgidav", "moto.server"]);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("www");
    check_keeps_what_others_did(&Project::new(), &target("thu-muc", folder.to_str().unwrap()), folder.as_path());

    let server = servers::openssh("internal-sftp");
    let key = server.folder.path().join("user_key");
    let project = Project::with(&[("CONGBO_KEY_SSH", key.to_str().unwrap())]);
    let to = |name: &str| target("ssh", &format!("sftp://{}/{name}", server.ssh_address(server.port)));
    project.accept(&to("www"));
    check_keeps_what_others_did(&project, &to("www"), server.served().join("www").as_path());

    let ftp = ftp_server("tls");
    let project = Project::with(&[("CONGBO_PASSWORD_FTP", "mat-khau")]);
    let to = target("ftp", &format!("ftps://lan@127.0.0.1:{}/www", ftp.port));
    project.accept(&to);
    check_keeps_what_others_did(&project, &to, ftp.served().join("www").as_path());

    let dav = servers::python_server(&Python { program: servers::WEBDAV, extra: Vec::new(), disk: None });
    let project = Project::with(&[("CONGBO_PASSWORD_DAV", "mat-khau")]);
    let to = target("dav", &format!("webdav://lan@127.0.0.1:{}/dav/www", dav.port));
    check_keeps_what_others_did(&project, &to, dav.served().join("www").as_path());

    let s3 = servers::python_server(&Python { program: servers::S3, extra: Vec::new(), disk: None });
    let bucket = Bucket::of(&s3);
    check_keeps_what_others_did(&bucket.project, &bucket.target, &bucket);
}

/// All that stands in a folder is exchanged at once, so that a page which the new site does not change is kept as well.
#[test]
fn a_folder_keeps_what_others_did_to_pages_that_stay() {
    let place = tempfile::tempdir().unwrap();
    let public = place.path().join("www");
    let (project, target) = (Project::new(), target("thu-muc", public.to_str().unwrap()));
    project.build(&site(1, 6));
    project.publishes(&target);
    fs::write(public.join("index.html"), "sửa tay").unwrap();
    for dry_run in [true, false] {
        let failure = project.publish_with(&target, &Options { dry_run, ..options() }).unwrap_err();
        assert_eq!(failure.code.id, "CB712", "{failure:?}");
    }
    // A person who brought the mended words into the content is not asked.
    let mut mended = site(1, 6);
    mended.insert("index.html".to_owned(), "sửa tay".to_owned());
    project.build(&mended);
    project.publishes(&target);
    check_is(&public, &mended, &[]);
}

/// Another slot takes the place of the one that readers see: what others did to a page there that the new site leaves as it is
/// would be lost, and come back with the publication after.
#[test]
fn a_slot_keeps_what_others_did_to_pages_that_stay() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let project = Project::with(&[("CONGBO_KEY_SSH", server.folder.path().join("user_key").to_str().unwrap())]);
    let target = target("ssh", &format!("sftp://{}/www", server.ssh_address(server.port)));
    project.accept(&target);
    let public = server.served().join("www");
    for version in [1, 2] {
        project.build(&site(version, 6));
        project.publishes(&target);
    }
    // The same in all versions, and saved as editors save: beside it, then renamed.
    let page = public.join("bao-cao/2022-h1/bao-cao-0/index.html");
    fs::write(page.with_extension("new"), "sửa tay").unwrap();
    fs::rename(page.with_extension("new"), &page).unwrap();
    project.build(&site(3, 6));
    for dry_run in [true, false] {
        let failure = project.publish_with(&target, &Options { dry_run, ..options() }).unwrap_err();
        assert_eq!(failure.code.id, "CB712", "{failure:?}");
        assert!(failure.message.en.contains("bao-cao-0/index.html"), "{failure:?}");
        assert_eq!(fs::read_to_string(&page).unwrap(), "sửa tay");
    }
    project.publish_with(&target, &Options { overwrite: true, ..options() }).unwrap();
    check_is(&public, &site(3, 6), &[]);
    project.build(&site(4, 6));
    project.publishes(&target);
    check_is(&public, &site(4, 6), &[]);
}

/// A plan for a folder ends as the run would.
#[test]
fn the_plan_for_a_folder_refuses_what_the_run_does() {
    let project = Project::new();
    project.build(&site(1, 4));
    let place = tempfile::tempdir().unwrap();
    let of_others = place.path().join("a");
    of_others.write("cua-toi.txt", "của tôi");
    let to_others = target("thu-muc", of_others.to_str().unwrap());
    for dry_run in [true, false] {
        let failure = project.publish_with(&to_others, &Options { dry_run, ..options() }).unwrap_err();
        assert_eq!(failure.code.id, "CB012", "{failure:?}");
    }
    let public = place.path().join("c");
    let target = target("thu-muc", public.to_str().unwrap());
    project.publishes(&target);
    public.write("moi", "tệp ở chỗ của một thư mục");
    let mut next = site(1, 4);
    next.insert("moi/index.html".to_owned(), "mới".to_owned());
    project.build(&next);
    for dry_run in [true, false] {
        let failure = project.publish_with(&target, &Options { dry_run, ..options() }).unwrap_err();
        assert_eq!(failure.code.id, "CB713", "{failure:?}");
        assert!(failure.message.en.starts_with("moi at "), "{failure:?}");
    }
}

/// A web server is another user.
#[test]
#[cfg(unix)]
fn a_folder_is_readable_by_all_whatever_the_publisher_keeps_to_himself() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().unwrap();
    let project = Project::new();
    project.build(&site(1, 4));
    let public = place.path().join("www");
    let target = target("thu-muc", public.to_str().unwrap());
    project.publishes(&target);
    let keep = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    // As after a publication by somebody whose umask is 077.
    for entry in walkdir::WalkDir::new(&public).min_depth(1).contents_first(true) {
        let entry = entry.unwrap();
        keep(entry.path(), if entry.file_type().is_dir() { 0o700 } else { 0o600 });
    }
    project.build(&site(2, 4));
    project.publishes(&target);
    for entry in walkdir::WalkDir::new(&public) {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if entry.file_type().is_dir() { 0o755 } else { 0o644 }, "{}", entry.path().display());
    }
}

#[test]
fn folder() {
    let place = tempfile::tempdir().unwrap();
    let public = place.path().join("www");
    let target = target("thu-muc", public.to_str().unwrap());
    let project = Project::new();
    check_place(&project, &target, &public);

    fs::write(public.join("moi-den.txt"), "đến sau").unwrap();
    for version in [2, 1] {
        roll_back(&target, &options()).unwrap();
        check_is(&public, &site(version, 12), &["cua-toi.txt", "bao-cao/2022-h1/anh/anh.txt", "moi-den.txt"]);
    }
}

#[test]
fn zip_to_hand_over() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("trang.zip");
    let target = target("cong", &format!("zip://{}", path.display()));
    let project = Project::new();
    project.build(&site(1, 6));
    project.publishes(&target);
    let bytes = fs::read(&path).unwrap();
    project.publishes(&target);
    assert_eq!(fs::read(&path).unwrap(), bytes);

    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    archive.extract(place.path().join("out")).unwrap();
    check_is(&place.path().join("out"), &site(1, 6), &[]);
}

#[test]
fn openssh_with_a_key() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let project = Project::with(&[("CONGBO_KEY_SSH", server.folder.path().join("user_key").to_str().unwrap())]);
    let to = |folder: &str| target("ssh", &format!("sftp://{}{folder}", server.ssh_address(server.port)));
    project.accept(&to("/www"));
    let public = server.served().join("www");
    check_place(&project, &to("/www"), &public);
    assert!(public.is_symlink());

    for version in [2, 1] {
        roll_back(&to("/www"), &project.options(&options())).unwrap();
        check_is(&public, &site(version, 12), &["cua-toi.txt", "bao-cao/2022-h1/anh/anh.txt"]);
    }

    // A folder that holds something stays a folder and is changed in place.
    let third = server.served().join("www3");
    fs::create_dir(&third).unwrap();
    fs::write(third.join("cu.txt"), "có từ trước").unwrap();
    for version in [1, 2] {
        project.build(&site(version, 6));
        project.publishes(&to("/www3"));
        check_is(&third, &site(version, 6), &["cu.txt"]);
    }
    assert!(!third.is_symlink());
}

#[test]
fn ssh_with_a_password() {
    servers::need(&[], &["asyncssh"]);
    for kind in ["password", "interactive"] {
        let server =
            servers::python_server(&Python { program: servers::SSH_PASSWORD, extra: vec![kind.into()], disk: None });
        let target = target("ssh", &format!("sftp://lan@127.0.0.1:{}/www", server.port));
        let project = Project::with(&[("CONGBO_PASSWORD_SSH", "mat-khau")]);
        project.accept(&target);
        check_place(&project, &target, &server.served().join("www"));
        let stranger = Project { environment: project.environment.clone(), ..Project::new() };
        stranger.build(&site(1, 2));
        let mut wrong = stranger.options(&options());
        wrong.environment.0.insert("CONGBO_PASSWORD_SSH".to_owned(), "sai".to_owned());
        let failure =
            congbo::inside::shell::publish::publish(&target, &stranger.public(), &wrong, &|_| {}).unwrap_err();
        assert_eq!(failure.code.id, "CB708", "{failure:?}");
    }
}

/// A part of the manifest that is lost, or altered into anything, stops a publication; what the message tells to do helps.
#[test]
fn a_damaged_part_of_the_manifest() {
    servers::need(&["/usr/sbin/sshd", "/usr/bin/ssh-keygen"], &[]);
    let server = servers::openssh("internal-sftp");
    let project = Project::with(&[("CONGBO_KEY_SSH", server.folder.path().join("user_key").to_str().unwrap())]);
    let target = target("ssh", &format!("sftp://{}/www", server.ssh_address(server.port)));
    project.accept(&target);
    // More files than a manifest in one text lists.
    let (first, second) = (site(1, 1_010), site(2, 1_010));
    project.build(&first);
    project.publishes(&target);
    let public = server.served().join("www");
    let part = fs::read_dir(public.join("manifest-sha256")).unwrap().next().unwrap().unwrap().path();
    let name = part.strip_prefix(&public).unwrap().display().to_string();
    let whole = fs::read_to_string(&part).unwrap();
    let shorter = whole.split_once('\n').unwrap().1.to_owned();
    let damages = [
        (None, "bị mất", "is lost"),
        (Some(format!("{whole}không phải dòng nào\n")), "hỏng ở dòng", "is damaged in line"),
        (Some(shorter), "đã bị sửa sau lần công bố gần nhất", "was altered after the last publication"),
    ];
    project.build(&second);
    for (text, vi, en) in damages {
        match text {
            None => fs::remove_file(&part).unwrap(),
            Some(text) => fs::write(&part, text).unwrap(),
        }
        let failure = project.publish(&target).unwrap_err();
        assert_eq!(failure.code.id, "CB717", "{failure:?}");
        let (message, hint) = (failure.message, failure.hint.unwrap());
        assert!(message.vi.contains(&format!("{name} tại 127.0.0.1 {vi}")), "{message:?}");
        assert!(message.en.contains(&format!("{name} at 127.0.0.1 {en}")), "{message:?}");
        assert!(hint.vi.contains("bản sao lưu") && hint.en.contains("backup"), "{hint:?}");
        check_same(&without_parts(&public), &first);
    }
    // With a backup.
    fs::write(&part, whole).unwrap();
    project.publishes(&target);
    check_same(&without_parts(&public), &second);
    // Without one: the folder is emptied, by somebody who does not know our own files in it.
    for entry in fs::read_dir(&public).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    project.build(&first);
    project.publishes(&target);
    check_same(&without_parts(&public), &first);
}

/// What a server shows, without the parts of its manifest.
fn without_parts(public: &Path) -> Files {
    let mut files = read_tree(public);
    files.retain(|path, _| !path.starts_with("manifest-sha256/"));
    files
}

fn ftp_server(kind: &str) -> Running {
    let extra = [kind, "0", "0"].map(str::to_owned).to_vec();
    servers::python_server(&Python { program: servers::FTP, extra, disk: None })
}

#[test]
fn ftp_with_tls() {
    servers::need(&["/usr/bin/openssl"], &["pyftpdlib", "OpenSSL"]);
    let server = ftp_server("tls");
    let to = |folder: &str| target("ftp", &format!("ftps://lan@127.0.0.1:{}/{folder}", server.port));
    let project = Project::with(&[("CONGBO_PASSWORD_FTP", "mat-khau")]);
    project.accept(&to("www"));
    check_place(&project, &to("www"), &server.served().join("www"));
}

#[test]
fn ftp_without_tls_only_where_that_is_asked_for() {
    servers::need(&["/usr/bin/openssl"], &["pyftpdlib"]);
    let server = ftp_server("plain");
    let to = |scheme: &str| target("ftp", &format!("{scheme}://lan@127.0.0.1:{}/www", server.port));
    let project = Project::with(&[("CONGBO_PASSWORD_COMMAND_FTP", "echo mat-khau")]);
    project.build(&site(1, 6));
    let failure = project.publish(&to("ftps")).unwrap_err();
    assert!(failure.message.en.contains("the server offers no TLS"), "{failure:?}");
    check_place(&project, &to("ftp"), &server.served().join("www"));
}

#[test]
fn vsftpd_that_demands_resumed_sessions() {
    servers::need_root();
    servers::need(&["/usr/sbin/vsftpd", "/usr/bin/openssl"], &[]);
    let server = servers::vsftpd(None);
    let target = target("ftp", &format!("ftps://anonymous@127.0.0.1:{}/www/trang", server.port));
    let project = Project::new();
    project.accept(&target);
    check_place(&project, &target, &server.served().join("www/trang"));
}

#[test]
fn webdav() {
    servers::need(&["/usr/bin/openssl"], &["wsgidav", "cheroot"]);
    let server = servers::python_server(&Python { program: servers::WEBDAV, extra: Vec::new(), disk: None });
    let to = |folder: &str| target("dav", &format!("webdav://lan@127.0.0.1:{}/dav/{folder}", server.port));
    let project = Project::with(&[("CONGBO_PASSWORD_DAV", "mat-khau")]);
    check_place(&project, &to("www"), &server.served().join("www"));
}

#[test]
fn s3() {
    servers::need(&["/usr/bin/openssl"], &["moto.server"]);
    let server = servers::python_server(&Python { program: servers::S3, extra: Vec::new(), disk: None });
    let bucket = Bucket::of(&server);
    let (first, second) = (site(1, 12), site(2, 12));
    bucket.project.build(&first);
    bucket.project.publishes(&bucket.target);
    bucket.put("trang/cua-toi.txt", "của tôi");
    bucket.project.build(&second);
    let outcome = bucket.project.publishes(&bucket.target);
    let difference = &outcome.difference;
    assert_eq!((difference.added.len(), difference.changed.len(), difference.removed.len()), (1, 12, 1));
    let mut expected = second.clone();
    expected.insert("cua-toi.txt".to_owned(), "của tôi".to_owned());
    check_same(&bucket.files(), &expected);
    let nothing = bucket.project.publish_with(&bucket.target, &Options { verify: true, ..options() });
    let nothing = nothing.unwrap_or_else(|failure| panic!("{}", failure.message.en));
    assert_eq!((nothing.sent_bytes, nothing.verified), (0, Some(second.len())));
}
