//! The fingerprint of everything that a build reads, by which a build knows that it has nothing to do.

use rayon::prelude::*;

use crate::release::manifest::Hash;
use crate::source::Sources;
use trichdan::calendar::Date;

/// The fingerprint of all texts, attachments and theme files, of the day, and of the program that builds.
///
/// The same program makes the same site of equal inputs, so an output that was made from this fingerprint and
/// still lies as it was written is up to date.
pub fn fingerprint(sources: &Sources, today: Option<Date>, program: &str) -> Hash {
    let texts: Vec<_> = sources.texts.iter().collect();
    let texts: Vec<String> =
        texts.par_iter().map(|(path, text)| format!("text {} {path}\n", Hash::of(text.as_bytes()))).collect();
    let mut all = format!("program {program}\nday {today:?}\n");
    all.extend(texts);
    all.extend(sources.attachments.iter().map(|(path, file)| format!("file {} {path}\n", file.sha256)));
    all.extend(sources.theme.iter().map(|(path, bytes)| format!("theme {} {path}\n", Hash::of(bytes))));
    Hash::of(all.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn every_input_counts() {
        let path = SourcePath::new("site.yaml").expect("a plain path");
        let mut sources = Sources::default();
        sources.texts.insert(path.clone(), "title: A\n".into());
        let first = fingerprint(&sources, None, "1");
        assert_eq!(first, fingerprint(&sources.clone(), None, "1"));
        assert_ne!(first, fingerprint(&sources, None, "2"));
        assert_ne!(first, fingerprint(&sources, Some(Date::constant(2022, 6, 30)), "1"));
        sources.theme.insert("site.css".into(), b"body{}".as_slice().into());
        let themed = fingerprint(&sources, None, "1");
        assert_ne!(first, themed);
        sources.texts.insert(path, "title: B\n".into());
        assert_ne!(themed, fingerprint(&sources, None, "1"));
    }
}
