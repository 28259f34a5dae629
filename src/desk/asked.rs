//! What a request asks for: its path in parts, the words of its form, the files that came with it.

use percent_encoding::percent_decode_str;

/// A request, freed of all that belongs to HTTP.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Whether it wants something changed.
    pub is_post: bool,
    /// The parts of its path, decoded: names to look up, never a path on the disk.
    pub path: Vec<String>,
    pub query: Form,
    pub form: Form,
    pub files: Vec<Upload>,
}

/// A file that was handed over.
#[derive(Debug)]
pub(super) struct Upload {
    /// The field that it was put into.
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The fields of a form or of a query, in their order.
#[derive(Debug, Default)]
pub(super) struct Form(pub Vec<(String, String)>);

impl Form {
    /// Reads `a=b&c=d`.
    pub fn parse(text: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(text).into_owned().collect())
    }

    /// What a field holds, without the spaces around it; nothing where it is missing.
    pub fn get(&self, name: &str) -> &str {
        self.whole(name).map_or("", str::trim)
    }

    /// What a field holds, letter by letter.
    pub fn whole(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

/// The parts of a path; none where its bytes are no text.
pub(super) fn parts(path: &str) -> Option<Vec<String>> {
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|part| part.into_owned());
    path.trim_start_matches('/').split('/').map(decoded).collect()
}
