//! A theme: the embedded default, with the files of `themes/NAME/` in place of those of the same name.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use rust_embed::RustEmbed;

use crate::diagnostic::known::Known;
use crate::diagnostic::messages::theme as messages;
use crate::diagnostic::{Diagnostic, Language, Location, Place};
use crate::release::manifest::Hash;
use crate::render::constant::{self, Places};
use crate::render::escape::{escape, needs_escape};
use crate::render::filters;
use crate::render::words::Words;
use crate::source::SourcePath;

/// The version of what templates may ask for. It rises when a field that templates could use goes away.
pub const CONTRACT: u32 = 1;

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Embedded;

/// Templates, words and static files, ready to make pages; the same for all threads.
#[derive(Debug)]
pub struct Theme {
    name: Arc<str>,
    /// One set for each [`Language`], in the order of its definition.
    templates: Vec<Templates>,
    words: Vec<Arc<Words>>,
    statics: BTreeMap<String, Arc<[u8]>>,
}

/// The templates in one language.
#[derive(Debug)]
struct Templates {
    environment: Environment<'static>,
    /// Where constants were put into each template, by its path.
    places: BTreeMap<String, Places>,
}

/// The files of a theme by path inside it, the default's below the overriding ones.
type Files = BTreeMap<String, Arc<[u8]>>;

impl Theme {
    /// Reads a theme: the embedded default, then `overrides`, the files of `themes/NAME/` by path inside it.
    ///
    /// A file that cannot be used is reported, and the default's file of that name stands in for it, so that
    /// a server can go on showing pages.
    pub fn load(name: &str, overrides: &BTreeMap<String, Arc<[u8]>>) -> (Self, Vec<Diagnostic>) {
        let mut loading = Loading { name, diagnostics: Vec::new() };
        loading.check_contract(overrides);
        let embedded = embedded_files();
        loading.check_names(&embedded, overrides);
        let statics: Files = static_files(&embedded).chain(static_files(overrides)).collect();
        let versions: Arc<BTreeMap<String, String>> =
            Arc::new(statics.iter().map(|(path, bytes)| (path.clone(), short_hash(bytes))).collect());
        let words: Vec<Arc<Words>> =
            Language::ALL.iter().map(|language| Arc::new(loading.words(*language, &embedded, overrides))).collect();
        let templates = Language::ALL
            .iter()
            .zip(&words)
            .map(|(language, words)| loading.templates(*language, words, &versions, &embedded, overrides))
            .collect();
        let mut diagnostics = loading.diagnostics;
        diagnostics.sort();
        diagnostics.dedup();
        (Self { name: name.into(), templates, words, statics }, diagnostics)
    }

    /// The files to copy, by path inside the site: `static/site.css`.
    pub fn static_files(&self) -> impl Iterator<Item = (String, &Arc<[u8]>)> {
        self.statics.iter().map(|(path, bytes)| (format!("static/{path}"), bytes))
    }

    /// The words of a language.
    pub fn words(&self, language: Language) -> &Arc<Words> {
        &self.words[language as usize]
    }

    pub(super) fn render(&self, template: &str, language: Language, page: Value) -> Result<String, Box<Diagnostic>> {
        let Templates { environment, places } = &self.templates[language as usize];
        environment
            .get_template(template)
            .and_then(|template| template.render(page))
            .map_err(|error| Box::new(template_error(&self.name, &error, places)))
    }
}

fn embedded_files() -> Files {
    Embedded::iter()
        .filter_map(|path| Embedded::get(&path).map(|file| (path.to_string(), Arc::from(&*file.data))))
        .collect()
}

fn static_files(files: &Files) -> impl Iterator<Item = (String, Arc<[u8]>)> {
    files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("static/")?.to_owned(), bytes.clone())))
}

/// Enough of a hash to tell two versions of a file apart.
fn short_hash(bytes: &[u8]) -> String {
    let mut digits = Hash::of(bytes).to_string();
    digits.truncate(8);
    digits
}

/// Reading a theme and what there is to say about it.
struct Loading<'a> {
    name: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Loading<'_> {
    /// `theme.yaml` says which contract a theme was written for.
    fn check_contract(&mut self, overrides: &Files) {
        let Some(text) = overrides.get("theme.yaml").and_then(|bytes| self.text("theme.yaml", bytes)) else {
            return;
        };
        let contract = text.lines().find_map(|line| line.strip_prefix("contract:")).map(str::trim);
        if contract.and_then(|version| version.parse().ok()) != Some(CONTRACT) {
            let location = file_location(self.name, "theme.yaml");
            self.diagnostics.push(messages::other_contract(location, contract.unwrap_or("-"), CONTRACT));
        }
    }

    /// A file under a name that nothing asks for has no effect, and whoever put it there believes that it has.
    fn check_names(&mut self, embedded: &Files, overrides: &Files) {
        let known: LazyCell<Known, _> = LazyCell::new(|| embedded.keys().collect());
        let is_used = |path: &str| path.starts_with("static/") || embedded.contains_key(path);
        for path in overrides.keys().filter(|path| !is_used(path) && !is_for_people(path) && !is_named(path, overrides))
        {
            let near = known.nearest(path);
            self.diagnostics.push(messages::unread_file(file_location(self.name, path), near.as_deref()));
        }
    }

    fn text<'f>(&mut self, path: &str, bytes: &'f [u8]) -> Option<&'f str> {
        let text = std::str::from_utf8(bytes).ok();
        if text.is_none() {
            self.diagnostics.push(messages::not_utf8(file_location(self.name, path)));
        }
        text
    }

    /// The words of a language: the default's, with those of the overriding file in place of the same key.
    fn words(&mut self, language: Language, embedded: &Files, overrides: &Files) -> Words {
        let path = format!("words/{}.yaml", language.word());
        let mut pairs = Vec::new();
        for files in [embedded, overrides] {
            let Some(text) = files.get(&path).and_then(|bytes| self.text(&path, bytes)) else { continue };
            match serde_yaml::from_str::<BTreeMap<String, String>>(text) {
                Ok(read) => pairs.extend(read.into_iter().map(|(key, text)| (key.into(), text.into()))),
                Err(error) => {
                    let place = error.location().map_or(Place::File, |at| byte_place(text, at.index()));
                    let location = Location { place, ..file_location(self.name, &path) };
                    self.diagnostics.push(messages::bad_words(location, &error.to_string()));
                }
            }
        }
        Words::new(pairs)
    }

    fn templates(
        &mut self,
        language: Language,
        words: &Arc<Words>,
        versions: &Arc<BTreeMap<String, String>>,
        embedded: &Files,
        overrides: &Files,
    ) -> Templates {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(escape_by_extension);
        environment.set_formatter(write_value);
        environment.set_debug(false);
        environment.set_syntax(whole_line_tags());
        filters::add(&mut environment, language, words, versions);
        let mut places = BTreeMap::new();
        for (path, bytes) in embedded.iter().chain(overrides).filter(|(path, _)| is_template(path)) {
            let Some(text) = self.text(path, bytes) else { continue };
            let filled = constant::fill(text, words, versions);
            let kept = places.insert(path.clone(), filled.places);
            if let Err(error) = environment.add_template_owned(path.clone(), filled.text) {
                self.diagnostics.push(template_error(self.name, &error, &places));
                places.extend(kept.map(|kept| (path.clone(), kept)));
            }
        }
        Templates { environment, places }
    }
}

/// `README.md`, `LICENSE`: nobody expects a page of these.
fn is_for_people(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').is_none_or(|(_, ending)| ending == "md")
}

/// Whether another of the theme's own templates includes or extends this one: its name stands there in quotes.
fn is_named(path: &str, overrides: &Files) -> bool {
    let quoted = [format!("\"{path}\""), format!("'{path}'")];
    let names = |text: &str| quoted.iter().any(|quoted| text.contains(quoted));
    is_template(path)
        && overrides
            .iter()
            .any(|(other, bytes)| other != path && is_template(other) && std::str::from_utf8(bytes).is_ok_and(names))
}

fn is_template(path: &str) -> bool {
    !path.starts_with("static/") && [".html", ".xml", ".txt"].iter().any(|extension| path.ends_with(extension))
}

/// A tag that has a line for itself leaves no empty line behind.
pub(super) fn whole_line_tags() -> SyntaxConfig {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        // Only delimiters can be refused, and they are the usual ones.
        .expect("the usual delimiters are valid")
}

fn escape_by_extension(name: &str) -> AutoEscape {
    if name.ends_with(".txt") { AutoEscape::None } else { AutoEscape::Html }
}

/// Writes a value into a page. What is unknown has no text: a template that prints it has forgotten a case.
fn write_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "a value that may be unknown is printed without `if`"));
    }
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) && needs_escape(text) => {
            let mut escaped = String::with_capacity(text.len() + 16);
            escape(text, &mut escaped);
            out.write_str(&escaped).map_err(Error::from)
        }
        Some(text) => out.write_str(text).map_err(Error::from),
        None => minijinja::escape_formatter(out, state, value),
    }
}

fn file_location(theme: &str, path: &str) -> Location {
    let path = SourcePath::new(&format!("themes/{theme}/{path}"))
        // Only a path with empty or dotted parts is refused, and the loader makes none.
        .expect("a theme's paths have plain parts");
    Location { path, place: Place::File }
}

fn byte_place(text: &str, index: usize) -> Place {
    let start = index.min(text.len()) as u32;
    Place::Bytes(start, start)
}

/// A template engine's error as a message: its innermost cause, and the line that it names.
fn template_error(theme: &str, error: &Error, places: &BTreeMap<String, Places>) -> Diagnostic {
    let mut innermost = error;
    while let Some(cause) = std::error::Error::source(innermost).and_then(|cause| cause.downcast_ref::<Error>()) {
        innermost = cause;
    }
    let path = innermost.name().or(error.name()).unwrap_or("theme.yaml");
    let mut location = file_location(theme, path);
    if let (Some(range), Some(places)) = (innermost.range(), places.get(path)) {
        let [start, end] = [range.start, range.end].map(|offset| places.in_source(offset) as u32);
        location.place = Place::Bytes(start, end);
    }
    let what = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
    messages::template(location, &what, innermost.line().unwrap_or(1))
}
