//! A target set up by a short dialogue becomes an item in `site.yaml`; all else in it stays as it is.

use crate::edit::{Change, Path, Value, apply, as_read};
use crate::parse::names::Names;
use crate::parse::{Entries, parse};
use crate::release::address::Address;
use crate::source::SourcePath;

/// What she typed.
#[derive(Debug, Default, Clone)]
pub(super) struct Wanted {
    pub name: String,
    /// `folder`, `ftps`, `ftp`, `sftp`.
    pub kind: String,
    pub folder: String,
    pub host: String,
    pub user: String,
}

impl Wanted {
    /// The target's address; none where something is missing or could not be one.
    pub fn url(&self) -> Option<String> {
        let path = self.folder.trim_start_matches('/');
        let user = if self.user.is_empty() { String::new() } else { format!("{}@", self.user) };
        let url = match self.kind.as_str() {
            "folder" => self.folder.clone(),
            "sftp" => format!("sftp://{user}{}{}{}", self.host, if self.folder.is_empty() { "" } else { "/" }, path),
            "ftp" | "ftps" => format!("{}://{user}{}/{path}", self.kind, self.host),
            _ => return None,
        };
        let is_filled = if self.kind == "folder" { !self.folder.is_empty() } else { !self.host.is_empty() };
        (is_filled && Address::parse(&url).is_ok()).then_some(url)
    }
}

/// The text of `site.yaml`, as it lies on the disk, with one more target. None where no form can change it, or where the name is
/// taken.
pub(super) fn with_target(text: &str, name: &str, url: &str) -> Option<String> {
    let before = targets(text)?;
    if before.iter().any(|(known, _)| known == name) {
        return None;
    }
    let value = Value::map([("name", Value::text(name)), ("url", Value::text(url))]);
    let change = Change::Insert { list: Path::root().key("targets"), index: before.len(), value };
    let with = apply(&SourcePath::new("site.yaml")?, text, &change).ok()?;
    (targets(&with)?.last() == Some(&(name.to_owned(), url.to_owned()))).then_some(with)
}

/// The names and addresses of all targets; none where `site.yaml` cannot be read.
fn targets(text: &str) -> Option<Vec<(String, String)>> {
    let path = SourcePath::new("site.yaml").expect("a plain name");
    let parsed = parse(&path, &as_read(text), &Names::default());
    if crate::diagnostic::has_errors(&parsed.diagnostics) {
        return None;
    }
    let Entries::Site(site) = &parsed.entries else { return None };
    let targets = site.value.targets.iter();
    Some(targets.map(|target| (target.name.to_string(), target.url.value.to_string())).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SITE: &str = "title: Kho # tên\nbase_url: https://xa.example.gov.vn/\npublisher:\n  name: UBND xã\n";

    #[track_caller]
    fn check(before: &str, after: &str) {
        let with = |rest: &str| format!("{SITE}{rest}");
        assert_eq!(with_target(&with(before), "noi-bo", "/srv/www").as_deref(), Some(with(after).as_str()));
    }

    #[test]
    fn a_target_is_one_item_more() {
        check("", "targets:\n  - name: noi-bo\n    url: /srv/www\n");
        check("targets:\n", "targets:\n  - name: noi-bo\n    url: /srv/www\n");
        check("targets: []\n# cuối\n", "targets: [{name: noi-bo, url: /srv/www}]\n# cuối\n");
        check(
            "targets:\n- { name: a, url: /a } # một\n\n# ghi chú\nlicense: CC-BY-4.0\n",
            "targets:\n- { name: a, url: /a } # một\n- name: noi-bo\n  url: /srv/www\n\n# ghi chú\nlicense: CC-BY-4.0\n",
        );
    }

    #[test]
    fn every_other_byte_stays() {
        let as_windows = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        let with = |text: &str| with_target(&as_windows(text), "noi-bo", "/srv/www");
        assert_eq!(with(SITE), Some(as_windows(&format!("{SITE}targets:\n  - name: noi-bo\n    url: /srv/www\n"))));
        let brackets = format!("{SITE}targets: [{{ name: a, url: /a }}] # một\n");
        let after = brackets.replace("}]", "}, {name: noi-bo, url: /srv/www}]");
        assert_eq!(with(&brackets), Some(as_windows(&after)));
    }

    #[test]
    fn what_cannot_take_a_line_is_left_alone() {
        let text = format!("{SITE}targets: [{{ name: a,\n url: /a }}]\n");
        assert_eq!(with_target(&text, "b", "/b"), None);
        let text = format!("{SITE}targets:\n  - name: b\n    url: /a\n");
        assert_eq!(with_target(&text, "b", "/b"), None, "the name is taken");
    }

    #[test]
    fn addresses() {
        let wanted = |kind: &str, host: &str, user: &str, folder: &str| {
            let [kind, host, user, folder] = [kind, host, user, folder].map(str::to_owned);
            Wanted { name: "a".to_owned(), kind, folder, host, user }.url()
        };
        assert_eq!(
            wanted("ftps", "ftp.example.vn", "lan", "/public_html").as_deref(),
            Some("ftps://lan@ftp.example.vn/public_html")
        );
        assert_eq!(wanted("sftp", "example.vn", "", "").as_deref(), Some("sftp://example.vn"));
        assert_eq!(wanted("folder", "", "", "D:\\www").as_deref(), Some("D:\\www"));
        assert_eq!(wanted("ftp", "", "lan", "/a"), None);
        assert_eq!(wanted("ftp", "a:b@c", "lan", "/a"), None, "no password in an address");
    }
}
