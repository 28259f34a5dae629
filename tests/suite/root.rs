//! The folder `root/`, and old addresses that only a server can lead on from.

use congbo::inside::render::{Rendered, render};
use congbo::inside::site::Site;

use crate::fixture;

const SITE: &str = "\
//- site.yaml
title: Kho mẫu
base_url: https://example.gov.vn/khcn/
publisher:
  name: UBND huyện
robots: ['Disallow: /tep/']
//- root/.well-known/security.txt
Contact: mailto:an@example.gov.vn
//- root/google12ab.html
google-site-verification: google12ab.html
//- root/zalo_verifier34.html
<!DOCTYPE html><html><head><meta property=\"zalo-platform-site-verification\" content=\"34\"/></head><body>Zalo</body></html>
//- root/favicon.ico
x
//- 2022-h1/period.yaml
title: Kỳ
from: 2022-01-01
to: 2022-06-30
aliases: [/Tin-tuc/Ky.html]
";

/// Pages that services ask for may stand at the root as long as nothing in them runs.
#[test]
fn a_page_that_runs_is_refused_at_the_root_too() {
    for (page, is_taken) in [
        ("<html><head><meta name=\"a\" content=\"b\"></head><body>x</body></html>", true),
        ("<html><body onload=\"x()\">x</body></html>", false),
        ("<html><body><script>x()</script></body></html>", false),
        ("<html><head><meta http-equiv=\"refresh\" content=\"0; url=https://x.vn\"></head></html>", false),
        ("<html><body><img src=x></body></html>", false),
    ] {
        let site = SITE.replace("//- root/favicon.ico\nx", &format!("//- root/xac-minh.html\n{page}"));
        let update = Site::default().update(&fixture::sources(&site), None, |_| {});
        assert_eq!(update.change.is_some(), is_taken, "{page}");
    }
}

#[test]
fn files_of_the_root_keep_their_names_and_old_addresses_lead_on() {
    let update = Site::default().update(&fixture::sources(SITE), None, |_| {});
    assert_eq!(update.diagnostics.iter().map(|said| said.code.id).collect::<Vec<_>>(), Vec::<&str>::new());
    let site = update.change.expect("the site is sound").site;
    let text = |address: &str| match render(&site.theme, site.plan.get(address).expect(address)) {
        Ok(Rendered::Text(text)) => text,
        Ok(Rendered::Bytes(bytes)) => String::from_utf8(bytes).expect("text"),
        _ => panic!("{address} is no text"),
    };
    for address in [".well-known/security.txt", "google12ab.html", "zalo_verifier34.html", "favicon.ico"] {
        assert!(site.plan.get(address).is_some(), "{address}");
    }
    assert_eq!(
        text("robots.txt"),
        "User-agent: *\nAllow: /\nDisallow: /tep/\n\nSitemap: https://example.gov.vn/khcn/sitemap.xml"
    );
    assert!(text("Tin-tuc/Ky.html").contains("url=/khcn/ky/2022-h1/"));
}

/// Each server's file as a golden text: the rules for two old addresses, types, and the fence around files.
#[test]
fn each_server_is_told_in_its_own_words() {
    for (server, name) in [("apache", ".htaccess"), ("iis", "web.config"), ("nginx", "congbo.nginx.conf")] {
        let site = SITE.replace("robots:", &format!("server: {server}\nrobots:"));
        let site = site.replace("[/Tin-tuc/Ky.html]", "['/Default.aspx?tabid=12&id=34', /Pages/Gioi-thieu.aspx]");
        let update = Site::default().update(&fixture::sources(&site), None, |_| {});
        let site = update.change.expect("the site is sound").site;
        let Ok(Rendered::Bytes(text)) = render(&site.theme, site.plan.get(name).expect("a server's file")) else {
            panic!("{name} is made by no template")
        };
        let golden = format!("{}/tests/suite/data/server/{}", env!("CARGO_MANIFEST_DIR"), name.trim_start_matches('.'));
        fixture::check_golden(golden.as_ref(), &String::from_utf8(text).expect("text"));
    }
}
