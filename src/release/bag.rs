//! An archive package as records offices take it: BagIt 1.0 (RFC 8493), whose payload lies in `data/`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::manifest::Hash;

/// What the package says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BagInfo {
    /// The body whose record it is.
    pub organization: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Its name at that body: the period.
    pub identifier: String,
}

/// A payload file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payload {
    /// SHA-256.
    pub hash: Hash,
    /// Length in bytes.
    pub bytes: u64,
}

/// The files beside the payload, by name; `payload` is by path below `data/`.
pub fn tag_files(info: &BagInfo, payload: &BTreeMap<String, Payload>) -> BTreeMap<&'static str, String> {
    let mut files = BTreeMap::new();
    files.insert("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned());
    files.insert("bag-info.txt", bag_info(info, payload));
    let lines = payload.iter().map(|(path, file)| (format!("data/{path}"), file.hash));
    files.insert("manifest-sha256.txt", manifest(lines));
    let tags: Vec<(String, Hash)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), Hash::of(text.as_bytes()))).collect();
    files.insert("tagmanifest-sha256.txt", manifest(tags.into_iter()));
    files
}

fn bag_info(info: &BagInfo, payload: &BTreeMap<String, Payload>) -> String {
    let bytes: u64 = payload.values().map(|file| file.bytes).sum();
    let fields = [
        ("Source-Organization", info.organization.clone()),
        ("External-Description", info.description.clone()),
        ("External-Identifier", info.identifier.clone()),
        ("Payload-Oxum", format!("{bytes}.{}", payload.len())),
    ];
    let shown = fields.iter().filter(|(_, value)| !value.is_empty());
    shown.map(|(name, value)| format!("{name}: {}\n", value.replace(['\r', '\n'], " "))).collect()
}

fn manifest(files: impl Iterator<Item = (String, Hash)>) -> String {
    let mut text = String::new();
    for (path, hash) in files {
        // Writing to a String never fails.
        let _ = writeln!(text, "{hash}  {}", encode(&path));
    }
    text
}

/// The standard's own escapes, which a line-based list needs.
fn encode(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_name_every_file_and_each_other() {
        let info = BagInfo { organization: "UBND huyện Triệu Sơn".into(), ..BagInfo::default() };
        let file = |text: &str| Payload { hash: Hash::of(text.as_bytes()), bytes: text.len() as u64 };
        let payload = [("a 100%.md".to_owned(), file("a")), ("b".to_owned(), file("bc"))].into();
        let files = tag_files(&info, &payload);
        let names: Vec<_> = files.keys().copied().collect();
        assert_eq!(names, ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]);
        assert_eq!(files["bag-info.txt"], "Source-Organization: UBND huyện Triệu Sơn\nPayload-Oxum: 3.2\n");
        assert!(files["manifest-sha256.txt"].contains("  data/a 100%25.md\n"));
        assert!(!files["tagmanifest-sha256.txt"].contains("tagmanifest"));
    }
}
