//! Everything that congbo does with an input, step by step, and what each step costs.

use std::fs;
use std::path::{Path, PathBuf};

use congbo::inside::check::{self, fix, silence};
use congbo::inside::diagnostic::{Diagnostic, Language, messages};
use congbo::inside::import::missing;
use congbo::inside::print::{self, Look};
use congbo::inside::render::{Rendered, render};
use congbo::inside::shell::import::{ImportOptions, run};
use congbo::inside::shell::load;
use congbo::inside::site::{Site, Snapshot};
use congbo::inside::source::Sources;
use tempfile::TempDir;
use trichdan::citation;

use super::cost::{Cost, measure};
use super::shapes::Input;

/// What a step is called and what it costs.
pub type Step = (&'static str, Cost);

/// Does everything with an input.
pub fn steps(input: &Input) -> Vec<Step> {
    match input {
        Input::Site(files) => {
            let folder = written(files);
            site(folder.path())
        }
        Input::Import { name, bytes, site } => {
            let folder = written(site);
            let file = folder.path().join(name);
            let content = folder.path().join("content");
            fs::create_dir_all(&content).expect("a folder can be made");
            fs::write(&file, bytes).expect("a file can be written");
            import(&content, file)
        }
        Input::Text(text) => vec![("cite", measure(|| citation::json::lines(text), |lines| lines.len() as u64).1)],
    }
}

/// The files in a folder of their own, in memory where there is such a place.
fn written(files: &[(String, String)]) -> TempDir {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    let folder = tempfile::tempdir_in(place).expect("a folder can be made");
    for (path, text) in files {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    folder
}

fn site(folder: &Path) -> Vec<Step> {
    let content = folder.join("content");
    let load = || load::load(&content, None).expect("the folder can be read");
    let ((sources, said), loading) = measure(load, |_| 0);
    let mut steps = vec![("load", loading)];
    steps.extend(build(&sources, said));
    steps
}

/// Builds, edits, checks and mends what was read.
fn build(sources: &Sources, said_of_files: Vec<Diagnostic>) -> Vec<Step> {
    let mut site = Site::default();
    let (update, building) = measure(|| site.update(sources, None, |_| {}), |_| 0);
    let mut steps = vec![("build", building)];
    let said = [said_of_files, update.diagnostics].concat();
    steps.push(("print", print(&said, sources)));
    if let Some(change) = update.change {
        steps.push(("render", pages(&change.site)));
        steps.push(("edit", edit(&mut site, sources)));
    }
    let careful = || {
        let archive = site.archive().expect("an update makes an archive");
        let said = check::check(archive, sources, site.files());
        silence::apply(&sources.texts, &messages::codes(), said)
    };
    let (said, checking) = measure(careful, |_| 0);
    steps.push(("check", checking));
    steps.push(("print check", print(&said, sources)));
    let mend = || sources.texts.iter().filter_map(|(path, text)| fix::fix(path, text)).count();
    steps.push(("fix", measure(mend, |_| 0).1));
    let add = || missing::entries(&sources.texts);
    steps.push(("cite --add", measure(add, |grown| grown.values().map(|grown| grown.text.len() as u64).sum()).1));
    steps
}

/// Every message in every form.
fn print(said: &[Diagnostic], sources: &Sources) -> Cost {
    let look = Look { language: Language::Vietnamese, color: false, folder: "content/" };
    let all = || {
        [
            print::human(said, sources, &look),
            print::json(said, sources, &look),
            print::sarif(said, sources, &look),
            print::github(said, sources, &look),
        ]
    };
    measure(all, |texts| texts.iter().map(|text| text.len() as u64).sum()).1
}

/// Every page.
fn pages(site: &Snapshot) -> Cost {
    let render_all = || {
        let bytes = site.plan.pages.iter().map(|(_, view)| match render(&site.theme, view) {
            Ok(Rendered::Text(text)) => text.len() as u64,
            Ok(Rendered::Bytes(bytes)) => bytes.len() as u64,
            Ok(Rendered::Attachment(_) | Rendered::Narrowed(_)) | Err(_) => 0,
        });
        bytes.sum::<u64>()
    };
    measure(render_all, |bytes| *bytes).1
}

/// New words at the end of every text.
fn edit(site: &mut Site, sources: &Sources) -> Cost {
    let mut edited = sources.clone();
    for (path, text) in &mut edited.texts {
        if path.as_str().ends_with(".md") {
            *text = format!("{text}\n\nThêm một câu.\n").into();
        }
    }
    measure(|| site.update(&edited, None, |_| {}), |_| 0).1
}

fn import(content: &Path, file: PathBuf) -> Vec<Step> {
    let options = ImportOptions {
        files: vec![file],
        content: content.to_owned(),
        period: congbo::inside::content::PeriodId::parse("2022-h1"),
        name: None,
        dry_run: true,
        force: false,
    };
    let made = |imported: &congbo::inside::shell::import::Imported| {
        imported.drafts.iter().flat_map(|draft| draft.texts.values()).map(|text| text.len() as u64).sum()
    };
    let (imported, importing) = measure(|| run(&options).expect("the folder can be read"), made);
    let mut steps = vec![("import", importing), ("print import", print(&imported.diagnostics, &imported.sources))];
    if !imported.drafts.is_empty() {
        steps.extend(build(&imported.sources, Vec::new()));
    }
    steps
}
