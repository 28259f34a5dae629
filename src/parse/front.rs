//! Front matter: the YAML block above a Markdown text.

use std::ops::Range;

use super::yaml::split::lines;

/// Where the parts of a Markdown file stand.
#[derive(Debug, PartialEq, Eq)]
pub enum Front {
    /// YAML, then the body from this byte on.
    Found {
        /// The YAML's bytes, without the lines of `---`.
        yaml: Range<usize>,
        /// The body's first byte.
        body_start: usize,
    },
    /// The file does not begin with `---`.
    Missing,
    /// No line of `---` ends the YAML.
    Unclosed,
}

/// Finds a file's front matter.
pub fn split(text: &str) -> Front {
    let mut fences = lines(text).filter(|(_, line)| line.trim_end() == "---");
    let Some((0, first)) = fences.next() else {
        return Front::Missing;
    };
    let yaml_start = text.find('\n').map_or(first.len(), |end| end + 1);
    let Some((fence, line)) = fences.next() else {
        return Front::Unclosed;
    };
    let body_start = text[fence..].find('\n').map_or(fence + line.len(), |end| fence + end + 1);
    Front::Found { yaml: yaml_start..fence, body_start }
}

/// The first byte of a file's body; none where there is no whole front matter above it.
pub fn body_start(text: &str) -> Option<usize> {
    match split(text) {
        Front::Found { body_start, .. } => Some(body_start),
        Front::Missing | Front::Unclosed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_told_from_the_body() {
        let text = "---\ntitle: a\n---\n\nThân bài\n\n---\n";
        assert_eq!(split(text), Front::Found { yaml: 4..13, body_start: 17 });
        assert_eq!(&text[4..13], "title: a\n");
        assert_eq!(split("---\n---"), Front::Found { yaml: 4..4, body_start: 7 });
        assert_eq!(split("# Báo cáo\n---\n"), Front::Missing);
        assert_eq!(split(""), Front::Missing);
        assert_eq!(split("---\ntitle: a\n"), Front::Unclosed);
    }
}
