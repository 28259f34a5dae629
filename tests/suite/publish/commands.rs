//! The commands as a clerk types them: publish, verify, package.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use super::servers;
use crate::fixture::write_file;

const REPORT: &str = "---\ntitle: Báo cáo\nsummary: Kết quả hoạt động\n---\n\nNội dung.\n";

/// A project folder with one period, one report and one target.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| write_file(&folder.path().join(path), text);
    write(
        "content/site.yaml",
        "title: Hoạt động KH&CN\nbase_url: https://khcn.example.gov.vn/\npublisher:\n  name: UBND huyện Triệu Sơn\n\
         targets:\n  - name: noi-bo\n    url: www\n  - name: khac\n    url: www2\n    base_url: https://khac.example.vn/\n",
    );
    write("content/2022-h1/period.yaml", "title: 6 tháng đầu năm 2022\nfrom: 2022-01-01\nto: 2022-06-30\n");
    write("content/2022-h1/bao-cao.md", REPORT);
    folder
}

fn congbo(folder: &Path, arguments: &[&str]) -> Output {
    let language = if arguments.contains(&"--lang") { &[][..] } else { &["--lang", "en"] };
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    command.current_dir(folder).args(language).args(arguments).output().unwrap()
}

#[track_caller]
fn check(folder: &Path, arguments: &[&str], status: i32, says: &str) {
    let output = congbo(folder, arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert!(said.contains(says), "{said:?} does not say {says:?}");
}

/// What is sent away must not name this machine as its address; beside the site it may.
#[test]
fn a_site_of_this_machine_stays_there() {
    let project = project();
    let folder = project.path();
    let site = fs::read_to_string(folder.join("content/site.yaml")).unwrap();
    let site = site.replace("https://khcn.example.gov.vn/", "http://localhost:8000/");
    let site = format!("{site}  - name: goi\n    url: zip://trang.zip\n");
    fs::write(folder.join("content/site.yaml"), site).unwrap();
    check(folder, &["publish", "goi"], 2, "error[CB718]: the site was built for http://localhost:8000/");
    assert!(!folder.join("trang.zip").exists());
    check(folder, &["publish", "noi-bo"], 0, "noi-bo: ");
}

/// A server that lets nobody in: it says `greeting`, reads a line and answers that with `refusal`.
fn closed_server(greeting: &'static str, refusal: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            connection.write_all(greeting.as_bytes()).unwrap();
            let mut line = String::new();
            let _ = BufReader::new(connection.try_clone().unwrap()).read_line(&mut line);
            let _ = connection.write_all(refusal.as_bytes());
        }
    });
    port
}

#[test]
fn a_password_without_encryption_is_warned_of_before_it_is_sent() {
    let project = project();
    let folder = project.path();
    // A server of FTP refuses the name, so that no password is ever sent.
    let ftp = closed_server("220 ready\r\n", "530 not you\r\n");
    let web = closed_server("", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let table = [
        ("ftp", format!("ftp://lan@127.0.0.1:{ftp}/www"), true),
        ("ftps", format!("ftps://lan@127.0.0.1:{ftp}/www"), false),
        ("webdav", format!("webdav://lan@127.0.0.1:{web}/www"), true),
        ("webdavs", format!("webdavs://lan@127.0.0.1:{web}/www"), false),
        // Without a name nobody asks for a password.
        ("khach", format!("webdav://127.0.0.1:{web}/www"), false),
    ];
    let mut site = fs::read_to_string(folder.join("content/site.yaml")).unwrap();
    for (name, url, _) in &table {
        site += &format!("  - name: {name}\n    url: {url}\n");
    }
    fs::write(folder.join("content/site.yaml"), &site).unwrap();
    for (name, url, is_warned) in &table {
        let line = 1 + site.lines().position(|line| line.ends_with(url)).unwrap();
        let place = format!("  --> content/site.yaml:{line}:10\n");
        let [english, vietnamese] = ["en", "vi"].map(|language| publish_with_password(folder, name, language));
        let says = format!("warning[CB719]: the password of the target \"{name}\" is sent without encryption\n{place}");
        assert_eq!(english.contains(&says), *is_warned, "{name}: {english}");
        let says = format!("cảnh báo[CB719]: mật khẩu của đích \"{name}\" được gửi không mã hóa");
        assert_eq!(vietnamese.contains(&says), *is_warned, "{name}: {vietnamese}");
        assert_eq!(english.contains("CB719"), *is_warned, "{name}: {english}");
    }
}

/// What is said when that fails.
#[track_caller]
fn publish_with_password(folder: &Path, target: &str, language: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    command.current_dir(folder).args(["--lang", language, "publish", target]);
    command.env(format!("CONGBO_PASSWORD_{}", target.to_uppercase()), "mat-khau");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(!said.contains("mat-khau"), "{said}");
    said
}

#[test]
fn publish_verify_and_roll_back() {
    let project = project();
    let folder = project.path();
    check(folder, &["publish"], 2, "there are several targets: name one");
    check(folder, &["publish", "nham"], 2, "targets in site.yaml: noi-bo, khac");
    check(folder, &["publish", "khac"], 2, "was built for https://khcn.example.gov.vn/");
    check(folder, &["publish", "noi-bo", "--dry-run"], 0, "noi-bo: would add ");
    assert!(!folder.join("www").exists());
    check(folder, &["publish", "noi-bo", "--verify"], 0, "files read back, all right");
    check(folder, &["verify", "www"], 0, "all right");
    check(folder, &["publish", "noi-bo", "--rollback"], 2, "no whole earlier publication");
    check(folder, &["publish", "noi-bo"], 0, "noi-bo: 0 files added, 0 changed, 0 removed, 0 bytes sent");

    fs::write(folder.join("content/2022-h1/bao-cao.md"), REPORT.replace("Nội dung", "Nội dung mới")).unwrap();
    check(folder, &["publish", "noi-bo"], 0, "changed");
    let newest = fs::read_to_string(folder.join("www/manifest-sha256.txt")).unwrap();
    check(folder, &["publish", "noi-bo", "--rollback"], 0, "the publication before is back");
    assert_ne!(fs::read_to_string(folder.join("www/manifest-sha256.txt")).unwrap(), newest);
    check(folder, &["verify", "www"], 0, "all right");

    fs::write(folder.join("www/index.html"), "sửa tay").unwrap();
    fs::remove_file(folder.join("www/404.html")).unwrap();
    check(folder, &["verify", "www"], 2, "index.html: another hash\n404.html: missing\n");

    let secret = REPORT.replace("Nội dung", "**TỐI MẬT**\n\nNội dung");
    fs::write(folder.join("content/2022-h1/bao-cao.md"), secret).unwrap();
    check(folder, &["build"], 1, "CB583");
    check(folder, &["publish", "noi-bo"], 1, "CB583");
    fs::write(folder.join("content/2022-h1/bao-cao.md"), REPORT).unwrap();

    fs::write(folder.join("content/2022-h1/period.yaml"), "titel: sai").unwrap();
    check(folder, &["publish", "noi-bo"], 1, "titel");
}

/// A report that was renamed: the address that readers have is told beforehand, with the line that keeps it.
#[test]
fn addresses_that_go_are_told_before_they_do() {
    let project = project();
    let folder = project.path();
    let report = |name: &str| folder.join(format!("content/2022-h1/{name}.md"));
    fs::write(report("khac"), REPORT.replace("Báo cáo", "Báo cáo khác")).unwrap();
    check(folder, &["publish", "noi-bo"], 0, "noi-bo: ");
    fs::rename(report("bao-cao"), report("bao-cao-moi")).unwrap();
    fs::remove_file(report("khac")).unwrap();
    let vi = "noi-bo: 2 địa chỉ mà bạn đọc đang có sẽ không còn dẫn tới đâu; để giữ địa chỉ nào, dán dòng của nó vào mục mới:\n  \
              aliases: [/bao-cao/2022-h1/bao-cao/]    # cùng tiêu đề: /bao-cao/2022-h1/bao-cao-moi/\n  \
              aliases: [/bao-cao/2022-h1/khac/]\n";
    let en = "noi-bo: 2 addresses that readers have will lead nowhere; to keep one, paste its line into the new entry:\n  \
              aliases: [/bao-cao/2022-h1/bao-cao/]    # same title: /bao-cao/2022-h1/bao-cao-moi/\n  \
              aliases: [/bao-cao/2022-h1/khac/]\n";
    check(folder, &["publish", "noi-bo", "--dry-run"], 0, en);
    check(folder, &["--lang", "vi", "publish", "noi-bo", "--dry-run"], 0, vi);
    let kept = REPORT.replace("summary:", "aliases: [/bao-cao/2022-h1/bao-cao/]\nsummary:");
    fs::write(report("bao-cao-moi"), kept).unwrap();
    check(folder, &["publish", "noi-bo"], 0, "noi-bo: 1 addresses that readers have");
    assert!(folder.join("www/bao-cao/2022-h1/bao-cao/index.html").exists());
    let nothing = congbo(folder, &["publish", "noi-bo"]);
    assert!(!String::from_utf8_lossy(&nothing.stderr).contains("addresses that readers have"), "{nothing:?}");
}

/// A report whose words were changed after publication: it is told beforehand, unless a notice tells readers.
#[test]
fn words_changed_in_silence_are_told_before_they_go() {
    let project = project();
    let folder = project.path();
    let write = |name: &str, text: &str| fs::write(folder.join(format!("content/{name}")), text).unwrap();
    let told =
        |arguments: &[&str]| String::from_utf8_lossy(&congbo(folder, arguments).stderr).contains("no new notice");
    check(folder, &["publish", "noi-bo"], 0, "noi-bo: ");

    let site = fs::read_to_string(folder.join("content/site.yaml")).unwrap();
    write("site.yaml", &site.replace("title: ", "title: Kho mới, "));
    write(
        "2022-h1/bao-cao.md",
        &REPORT.replace("summary:", "title: Tên khác\nsummary:").replace("Nội dung", "**Nội  dung**"),
    );
    assert!(!told(&["publish", "noi-bo", "--dry-run"]), "neither looks nor titles are words");

    let reworded = REPORT.replace("Nội dung", "Nội dung khác");
    write("2022-h1/bao-cao.md", &reworded);
    let en = "noi-bo: the words of 1 published reports differ, and no new notice says so; unless it is a slip of the pen, add to the report's \
              front matter:\n  notices:\n    - {kind: dinh-chinh, date: DAY/MONTH/YEAR, reason: WHY, changes: WHAT WAS CHANGED}\n  \
              /bao-cao/2022-h1/bao-cao/\n";
    let vi = "noi-bo: câu chữ của 1 báo cáo đã công bố thay đổi mà không có thông báo mới; nếu không chỉ là lỗi gõ, thêm vào đầu tệp báo cáo:\n  \
              notices:\n    - {kind: dinh-chinh, date: NGÀY/THÁNG/NĂM, reason: LÝ DO, changes: ĐÃ ĐỔI GÌ}\n  /bao-cao/2022-h1/bao-cao/\n";
    check(folder, &["publish", "noi-bo", "--dry-run"], 0, en);
    check(folder, &["--lang", "vi", "publish", "noi-bo", "--dry-run"], 0, vi);

    let notice = "notices:\n  - {kind: dinh-chinh, date: 2022-08-05, reason: Thiếu chữ, changes: thêm chữ khác}\n";
    write("2022-h1/bao-cao.md", &reworded.replace("summary:", &format!("{notice}summary:")));
    assert!(!told(&["publish", "noi-bo"]), "a notice tells");
    write("2022-h1/bao-cao.md", &REPORT.replace("summary:", &format!("{notice}summary:")));
    assert!(told(&["publish", "noi-bo"]), "the notice told of other words");
}

/// What is published never becomes content.
#[test]
fn a_target_inside_the_content_is_refused() {
    let project = project();
    let folder = project.path();
    let site = fs::read_to_string(folder.join("content/site.yaml")).unwrap();
    let site =
        site.replace("url: www\n", "url: content/www\n").replace("url: www2\n", "url: zip://content/trang.zip\n");
    fs::write(
        folder.join("content/site.yaml"),
        site.replace("https://khac.example.vn/", "https://khcn.example.gov.vn/"),
    )
    .unwrap();
    for target in ["noi-bo", "khac"] {
        check(folder, &["publish", target, "--dry-run"], 2, "error[CB011]");
        check(folder, &["publish", target], 2, "error[CB011]");
    }
}

#[test]
fn a_site_on_the_web_is_verified() {
    servers::need(&[], &["http.server"]);
    let project = project();
    check(project.path(), &["build"], 0, "files");
    let port = servers::free_port();
    let mut server = servers::python_command(&["-m", "http.server", "--bind", "127.0.0.1", &port.to_string()])
        .current_dir(project.path().join("public"))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let address = format!("http://127.0.0.1:{port}");
    check(project.path(), &["verify", &address], 0, "all right");
    fs::write(project.path().join("public/robots.txt"), "sai").unwrap();
    check(project.path(), &["verify", &address], 2, "robots.txt: another hash");
    server.kill().unwrap();
    server.wait().unwrap();
}

#[test]
fn a_package_that_the_standard_validator_accepts() {
    servers::need(&[], &["bagit"]);
    let project = project();
    let folder = project.path();
    let scan = folder.join("content/2022-h1/files/bản quét.pdf");
    fs::create_dir_all(scan.parent().unwrap()).unwrap();
    fs::write(scan, "%PDF").unwrap();
    check(folder, &["package", "2022-h1"], 2, "run `congbo build`");
    check(folder, &["build"], 0, "files");
    check(folder, &["package", "2021-h2"], 2, "periods: 2022-h1");
    for _ in 0..2 {
        check(folder, &["package", "2022-h1"], 0, "goi-2022-h1");
        let validated = validate(folder);
        assert!(validated.status.success(), "{}", String::from_utf8_lossy(&validated.stderr));
    }
    assert!(folder.join("goi-2022-h1/data/noi-dung/2022-h1/bao-cao.md").exists());
    assert!(folder.join("goi-2022-h1/data/trang/bao-cao/2022-h1/bao-cao/index.html").exists());
    fs::write(folder.join("goi-2022-h1/data/noi-dung/2022-h1/bao-cao.md"), "sửa").unwrap();
    assert!(!validate(folder).status.success());
    fs::write(folder.join("content/2022-h1/nhap.md"), "---\nsummary: Nháp\ndraft: true\n---\nNháp.\n").unwrap();
    check(folder, &["package", "2022-h1"], 2, "2022-h1/nhap.md");
}

fn validate(folder: &Path) -> Output {
    let mut validator = servers::python_command(&["-m", "bagit", "--validate", "goi-2022-h1"]);
    validator.current_dir(folder).output().unwrap()
}
