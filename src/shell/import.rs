//! Authors' files to a period's folder: reads them, asks the core for a draft, writes what is new.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::content::PeriodId;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, Location, Place, Severity, messages};
use crate::import::draft::{self, Draft, Known, Request};
use crate::import::ledger::{self, RowsDraft};
use crate::import::{frame, source};
use crate::parse::kind::is_table;
use crate::parse::ledger::declared::built_in;
use crate::parse::ledger::{FILE, Ledgers};
use crate::parse::names::Names;
use crate::parse::parse;
use crate::shell::{disk, load};
use crate::source::{SourcePath, Sources};
use trichdan::text::slug::slug;

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The authors' files.
    pub files: Vec<PathBuf>,
    /// The content folder.
    pub content: PathBuf,
    /// The period, where the files do not tell.
    pub period: Option<PeriodId>,
    /// The report's file name without its ending.
    pub name: Option<String>,
    /// Only show what would be written.
    pub dry_run: bool,
    /// Replace a report and a period's entry that are there.
    pub force: bool,
}

/// What an import found and did.
#[derive(Debug, Default)]
pub struct Imported {
    /// Every message.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that messages point into, drafted ones included.
    pub sources: Sources,
    /// One draft for each file that could be read.
    pub drafts: Vec<Draft>,
    /// Pictures out of the files, by the path at which they are written.
    pub pictures: BTreeMap<SourcePath, Arc<[u8]>>,
    /// Files that were written.
    pub written: Vec<SourcePath>,
}

impl Imported {
    /// Whether a message forbids writing. Someone who has looked at words that differ may write with `force`.
    pub fn forbids_writing(&self, force: bool) -> bool {
        let is_waived = |diagnostic: &Diagnostic| force && *diagnostic.code == messages::import::WORDS_DIFFER;
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error && !is_waived(diagnostic))
    }
}

/// An author's file.
#[derive(Debug, Clone)]
pub struct Original {
    /// What messages call it: its path, or its name where it was handed over without one.
    pub name: PathBuf,
    pub bytes: Vec<u8>,
}

/// Imports files. Either all that they give is written, or nothing.
///
/// Fails where a file or the content folder cannot be read, or cannot be written.
pub fn run(options: &ImportOptions) -> Result<Imported, Failure> {
    let original = |file: &PathBuf| match fs::read(file) {
        Ok(bytes) => Ok(Original { name: file.clone(), bytes }),
        Err(cause) => Err(messages::command::cannot_read(file, &cause)),
    };
    let originals: Vec<Original> = options.files.iter().map(original).collect::<Result<_, _>>()?;
    let (sources, _) = load::load(&options.content, None)?;
    let mut imported = read(&originals, sources, options);
    if !options.dry_run && !imported.forbids_writing(options.force) {
        imported.written = write(&options.content, &imported)?;
    }
    Ok(imported)
}

/// What would be written of files into the content folder that `sources` were read from. Nothing is.
pub fn read(originals: &[Original], sources: Sources, options: &ImportOptions) -> Imported {
    let mut imported = Imported { sources, ..Imported::default() };
    for Original { name, bytes } in originals {
        let known = known(&imported.sources);
        imported.sources.outside.insert(shown_path(name), name.display().to_string());
        let (manuscript, diagnostics) = source::read(&shown_path(name), bytes);
        imported.diagnostics.extend(diagnostics);
        let Some(manuscript) = manuscript else { continue };
        let request = Request {
            source: shown_path(name),
            report_name: report_name(options, &manuscript, &imported.drafts),
            period: options.period,
            known: &known,
            existing: &imported.sources.texts,
            replaces: options.force,
        };
        let (draft, diagnostics) = draft::draft(&manuscript, &request);
        imported.diagnostics.extend(diagnostics);
        if let Some(draft) = draft {
            for (path, text) in &draft.texts {
                imported.sources.texts.insert(path.clone(), Arc::from(text.as_str()));
            }
            imported.pictures.extend(draft.pictures.clone());
            imported.drafts.push(draft);
        }
    }
    imported
}

/// Reads the rows of a register from a table or from a report's tables, and writes nothing yet.
///
/// Fails where the file or the content folder cannot be read, and where the site declares no such register.
pub fn rows(options: &ImportOptions, file: &Path, register: &str, period: PeriodId) -> Result<ImportedRows, Failure> {
    let bytes = fs::read(file).map_err(|cause| messages::command::cannot_read(file, &cause))?;
    let (mut sources, _) = load::load(&options.content, None)?;
    let ledgers = declared(&sources);
    let Some(ledger) = ledgers.get(register).or_else(|| built_in().find(|ledger| ledger.id.as_str() == register))
    else {
        return Err(messages::ledger::no_such_register(
            register,
            ledgers.ids().chain(built_in().map(|ledger| ledger.id.as_str())),
        ));
    };
    let shown = shown_path(file);
    sources.outside.insert(shown.clone(), file.display().to_string());
    let mut imported = ImportedRows { sources, draft: None, diagnostics: Vec::new() };
    let tables = match is_table(&shown.file_name().to_lowercase()) {
        true => match load::table_text(&shown, bytes) {
            Ok(text) => vec![text.to_string()],
            Err(diagnostic) => {
                imported.diagnostics.push(*diagnostic);
                return Ok(imported);
            }
        },
        false => {
            let (manuscript, said) = source::read(&shown, &bytes);
            imported.diagnostics.extend(said);
            manuscript.as_ref().map_or_else(Vec::new, ledger::tables)
        }
    };
    let (draft, said) = ledger::draft(&shown, &tables, ledger, period);
    imported.diagnostics.extend(said);
    if let Some(draft) = &draft {
        let folder = options.content.join(draft.path.folder());
        let others = ["yaml", "csv", "xlsx"].map(|ending| folder.join(format!("{}.{ending}", draft.path.stem())));
        if !options.force && others.iter().any(|other| other.exists()) {
            imported
                .diagnostics
                .push(messages::import::exists(Location { path: draft.path.clone(), place: Place::File }));
        }
        imported.sources.texts.insert(draft.path.clone(), Arc::from(draft.text.as_str()));
    }
    imported.draft = draft;
    Ok(imported)
}

/// Writes the rows that were read.
pub fn write_rows(options: &ImportOptions, draft: &RowsDraft) -> Result<(), Failure> {
    replace(&options.content.join(draft.path.as_str()), draft.text.as_bytes())
}

/// The registers that a content folder declares.
fn declared(sources: &Sources) -> Ledgers {
    let path = SourcePath::new(FILE).expect("a plain name");
    let parsed = sources.texts.get(&path).map(|text| parse(&path, text, &Names::default()));
    Ledgers::of(&parsed.map(|parsed| (path, Arc::new(parsed))).into_iter().collect())
}

/// Rows as they were read, and what there is to say of them.
#[derive(Debug)]
pub struct ImportedRows {
    /// What would be written; none where no table was recognised.
    pub draft: Option<RowsDraft>,
    /// Every message.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that messages point into.
    pub sources: Sources,
}

/// What the content folder knows.
pub fn known(sources: &Sources) -> Known {
    let mut known = Known::default();
    for (path, text) in sources.texts.iter().filter(|(path, _)| path.as_str().ends_with(".yaml")) {
        known.add(&parse(path, text, &Names::default()).entries);
    }
    known
}

/// The file's name, as messages show it.
pub fn shown_path(file: &Path) -> SourcePath {
    let name = file.file_name().map(|name| name.to_string_lossy().replace('\\', "_")).unwrap_or_default();
    SourcePath::new(&name).unwrap_or_else(|| SourcePath::new("tep").expect("a plain name"))
}

/// The name asked for, else the type's: `bao-cao`; numbered where this import has used it already.
fn report_name(
    options: &ImportOptions,
    manuscript: &crate::import::manuscript::Manuscript,
    drafts: &[Draft],
) -> String {
    let kind = frame::take(manuscript).head.kind;
    let wanted = options.name.clone().or(kind.map(|kind| slug(&kind))).unwrap_or_else(|| "bao-cao".to_owned());
    let is_taken = |name: &str| drafts.iter().any(|draft| draft.report.stem() == name);
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or(wanted)
}

impl Imported {
    /// Whole texts and pictures of the files that are new or change, by path. Of files that several drafts add to, the last text
    /// holds all.
    pub fn files(&self) -> BTreeMap<&SourcePath, &[u8]> {
        let paths = self.drafts.iter().flat_map(|draft| draft.texts.keys());
        let texts = paths.filter_map(|path| Some((path, self.sources.texts.get(path)?.as_bytes())));
        texts.chain(self.pictures.iter().map(|(path, bytes)| (path, &**bytes))).collect()
    }
}

fn write(content: &Path, imported: &Imported) -> Result<Vec<SourcePath>, Failure> {
    let files = imported.files();
    for (path, bytes) in &files {
        replace(&content.join(path.as_str()), bytes)?;
    }
    Ok(files.into_keys().cloned().collect())
}

/// Writes a file of the content folder, whole or not at all.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    disk::put(path, bytes).map_err(|cause| messages::file::cannot_write(path, &cause))
}
