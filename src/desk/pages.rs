//! The desk's own pages: templates and words that are built in, and none of a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use rust_embed::RustEmbed;

use crate::diagnostic::Language;

/// What a template sees: names with whatever can be written as data, and further ones from `..others`.
macro_rules! shown {
    (@ [$($done:tt)*]) => { minijinja::context! { $($done)* } };
    (@ [$($done:tt)*] ..$others:expr $(, $($rest:tt)*)?) => { shown!(@ [$($done)* ..$others,] $($($rest)*)?) };
    (@ [$($done:tt)*] $key:ident => $value:expr $(, $($rest:tt)*)?) => {
        shown!(@ [$($done)* $key => minijinja::Value::from(minijinja::value::Serde(&$value)),] $($($rest)*)?)
    };
    (@ [$($done:tt)*] $key:ident $(, $($rest:tt)*)?) => { shown!(@ [$($done)*] $key => $key $(, $($rest)*)?) };
    ($($all:tt)*) => { shown!(@ [] $($all)*) };
}
pub(super) use shown;

#[derive(RustEmbed)]
#[folder = "src/desk/pages/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "src/desk/static/"]
struct Statics;

#[derive(RustEmbed)]
#[folder = "themes/default/static/fonts/"]
struct Fonts;

/// The faces are those of the default theme.
const FACES: &[u8] = include_bytes!("../../themes/default/static/fonts.css");

/// Every word of the desk, each in Vietnamese and in English.
const WORDS: &str = include_str!("words.yaml");

/// Templates and words in one language.
pub(super) struct Pages {
    environment: Environment<'static>,
    words: Arc<BTreeMap<String, String>>,
}

impl Pages {
    /// Reads what is built in.
    pub fn new(language: Language) -> Self {
        let both: BTreeMap<String, (String, String)> = serde_yaml::from_str(WORDS).expect("a test reads it");
        let one = |(vietnamese, english)| match language {
            Language::Vietnamese => vietnamese,
            Language::English => english,
        };
        let words: Arc<BTreeMap<String, String>> =
            Arc::new(both.into_iter().map(|(key, both)| (key, one(both))).collect());
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_global("language", language.word());
        let spoken = words.clone();
        environment.add_function("say", move |key: &str, values: Kwargs| {
            let values: Vec<(&str, String)> = values
                .args()
                .map(|name| Ok((name, values.get::<Value>(name)?.to_string())))
                .collect::<Result<_, Error>>()?;
            fill(&spoken, key, &values).ok_or_else(|| Error::new(ErrorKind::UndefinedError, format!("no word {key}")))
        });
        for name in Templates::iter() {
            let text = Templates::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
            environment.add_template_owned(name.into_owned(), text.unwrap_or_default()).expect("a test renders each");
        }
        Self { environment, words }
    }

    /// A page of a template.
    pub fn render(&self, template: &str, page: Value) -> String {
        let template = self.environment.get_template(template).expect("named by the desk");
        template.render(page).unwrap_or_else(|error| panic!("a page of the desk: {error:#}"))
    }

    /// A sentence with its blanks filled.
    pub fn say(&self, key: &str, values: &[(&str, String)]) -> String {
        fill(&self.words, key, values).unwrap_or_else(|| panic!("the desk has no word {key}"))
    }
}

fn fill(words: &BTreeMap<String, String>, key: &str, values: &[(&str, String)]) -> Option<String> {
    let mut sentence = words.get(key)?.clone();
    for (name, value) in values {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    Some(sentence)
}

/// A file that the desk's pages load.
pub(super) fn asset(name: &[&str]) -> Option<Vec<u8>> {
    let file = match name {
        ["fonts.css"] => return Some(FACES.to_vec()),
        ["fonts", name] => Fonts::get(name),
        [name] => Statics::get(name),
        _ => None,
    };
    file.map(|file| file.data.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_and_has_both_languages() {
        let both: BTreeMap<String, (String, String)> = serde_yaml::from_str(WORDS).expect("words.yaml can be read");
        let mut said: String = Templates::iter()
            .filter_map(|name| Templates::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned()))
            .collect();
        for file in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/desk")).into_iter().flatten() {
            if file.path().extension().is_some_and(|ending| ending == "rs") {
                said += &std::fs::read_to_string(file.path()).expect("a source file can be read");
            }
        }
        for (key, (vietnamese, english)) in both {
            assert!(said.contains(&format!("\"{key}\"")), "nobody says {key}");
            let blanks = |text: &str| {
                let mut blanks: Vec<String> =
                    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
                blanks.sort();
                blanks
            };
            assert_eq!(blanks(&vietnamese), blanks(&english), "{key}");
            assert!(!vietnamese.is_empty() && !english.is_empty(), "{key}");
        }
    }
}
