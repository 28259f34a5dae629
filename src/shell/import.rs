//! Authors' files to a period's folder: reads them, asks the core for a draft, writes what is new.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::content::{Ledger, PeriodId};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::known::Known;
use crate::diagnostic::{Diagnostic, Location, Place, Severity, has_errors, messages};
use crate::import::draft::{self, Draft, Request};
use crate::import::ledger::{self, Asked, RowsDraft};
use crate::import::tables::{self, Candidate, Which};
use crate::import::{begin, frame, source};
use crate::media::{self, Kind};
use crate::parse::kind::is_table;
use crate::parse::ledger::declared::built_in;
use crate::parse::ledger::{FILE, Ledgers};
use crate::parse::names::Names;
use crate::parse::{Entries, parse};
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

/// Which rows to import.
#[derive(Debug, Clone)]
pub struct RowsAsked {
    /// The register.
    pub register: String,
    /// The period whose rows they are.
    pub period: PeriodId,
    /// Which table of the file, counted from 1; by default those that fit.
    pub table: Option<usize>,
}

/// Reads the rows of a register from tables, spreadsheets or reports, and writes nothing yet.
///
/// Fails where a file or the content folder cannot be read, and where the site declares no such register.
pub fn rows(options: &ImportOptions, asked: &RowsAsked) -> Result<ImportedRows, Failure> {
    let (sources, _) = load::load(&options.content, None)?;
    let mut imported = ImportedRows { sources, ..ImportedRows::default() };
    let ledgers = declared(&imported.sources, &mut imported.diagnostics);
    let find = |ledger: &&Arc<Ledger>| ledger.id.as_str() == asked.register;
    let Some(ledger) = ledgers.get(&asked.register).or_else(|| built_in().iter().find(find)) else {
        return Err(messages::ledger::no_such_register(
            &asked.register,
            ledgers.ids().chain(built_in().iter().map(|ledger| ledger.id.as_str())),
        ));
    };
    let mut candidates = Vec::new();
    for file in &options.files {
        let bytes = fs::read(file).map_err(|cause| messages::command::cannot_read(file, &cause))?;
        let shown = shown_path(file);
        imported.sources.outside.insert(shown.clone(), file.display().to_string());
        candidates.extend(tables_of(&shown, bytes, &mut imported.diagnostics));
    }
    if has_errors(&imported.diagnostics) {
        return Ok(imported);
    }
    let first = options.files.first().map_or_else(|| shown_path(Path::new("")), |file| shown_path(file));
    let asked = Asked { ledger, period: asked.period, table: asked.table };
    let (draft, said) = ledger::draft(&first, &candidates, &asked);
    imported.diagnostics.extend(said);
    if let Some(draft) = &draft {
        imported.texts.insert(draft.path.clone(), draft.text.clone());
        imported.refuse_others(options, draft);
        imported.add_what_rows_need(&asked, ledgers.get(ledger.id.as_str()).is_some());
    }
    imported.draft = draft;
    Ok(imported)
}

/// The tables of a file: of a workbook its sheets, of a report those among its words.
fn tables_of(path: &SourcePath, bytes: Vec<u8>, said: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let candidate = |which: Which, text: String| Candidate { source: path.clone(), which, text };
    let is_markdown = path.file_name().ends_with(".md");
    match media::kind_of(&bytes).0 {
        Kind::Excel => match load::sheets(path, &bytes) {
            Ok(sheets) => sheets.into_iter().map(|sheet| candidate(Which::Sheet(sheet.name), sheet.text)).collect(),
            Err(refused) => {
                said.push(*refused);
                Vec::new()
            }
        },
        _ if is_table(&path.file_name().to_lowercase()) => whole_table(path, bytes, said).into_iter().collect(),
        Kind::Text if !is_markdown => whole_table(path, bytes, said).into_iter().collect(),
        _ => {
            let (manuscript, of_reading) = source::read(path, &bytes);
            said.extend(of_reading);
            manuscript.map_or_else(Vec::new, |manuscript| tables::of_manuscript(path, &manuscript))
        }
    }
}

/// A file that is one table.
fn whole_table(path: &SourcePath, bytes: Vec<u8>, said: &mut Vec<Diagnostic>) -> Option<Candidate> {
    match load::table_text(path, bytes) {
        Ok(text) => Some(Candidate { source: path.clone(), which: Which::Whole, text: text.to_string() }),
        Err(diagnostic) => {
            said.push(*diagnostic);
            None
        }
    }
}

/// The registers that a content folder declares. What is wrong with their declaration is said: nothing can be read by it.
fn declared(sources: &Sources, said: &mut Vec<Diagnostic>) -> Ledgers {
    let path = SourcePath::new(FILE).expect("a plain name");
    let parsed = sources.texts.get(&path).map(|text| parse(&path, text, &Names::default()));
    said.extend(parsed.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()));
    Ledgers::of(&parsed.map(|parsed| (path, Arc::new(parsed))).into_iter().collect())
}

/// Rows as they were read, and what there is to say of them.
#[derive(Debug, Default)]
pub struct ImportedRows {
    /// What was read; none where no table was recognised.
    pub draft: Option<RowsDraft>,
    /// Whole texts of the files that are new or change, by path.
    pub texts: BTreeMap<SourcePath, String>,
    /// Every message.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that messages point into.
    pub sources: Sources,
}

impl ImportedRows {
    /// Refuses to write beside rows that are there: two files of one register would be read as one.
    fn refuse_others(&mut self, options: &ImportOptions, draft: &RowsDraft) {
        let folder = draft.path.folder();
        for ending in ["csv", "yaml", "xlsx"] {
            let other =
                SourcePath::new(&format!("{folder}/{}.{ending}", draft.path.stem())).expect("ids are plain names");
            if !options.content.join(other.as_str()).exists() {
                continue;
            }
            let location = Location { path: other.clone(), place: Place::File };
            if other != draft.path {
                self.diagnostics.push(messages::import::rows_are_there(location));
            } else if !options.force {
                self.diagnostics.push(messages::import::exists(location));
            }
        }
    }

    /// Adds what the site needs to read the rows: its period, and the declaration of a register that comes with congbo.
    fn add_what_rows_need(&mut self, asked: &Asked<'_>, is_declared: bool) {
        let period = SourcePath::new(&format!("{}/period.yaml", asked.period)).expect("a period is a plain name");
        if !self.sources.texts.contains_key(&period) {
            let entry = begin::period(asked.period, &self.sources.texts).remove(&period);
            self.texts.extend(entry.map(|entry| (period, entry)));
        }
        if is_declared {
            return;
        }
        let path = SourcePath::new(FILE).expect("a plain name");
        let grown = begin::with_register(self.sources.texts.get(&path).map(|text| &**text), &asked.ledger.id);
        match parse(&path, &grown, &Names::default()).entries {
            Entries::Ledgers(list) if list.iter().any(|ledger| **ledger == *asked.ledger) => {
                self.texts.insert(path, grown);
            }
            _ => {
                let location = Location { path: path.clone(), place: Place::File };
                let known = Known::from_iter(std::iter::empty::<&str>());
                self.diagnostics.push(messages::ledger::unknown_ledger(location, asked.ledger.id.as_str(), &known));
            }
        }
    }

    /// Writes what was read.
    pub fn write(&self, options: &ImportOptions) -> Result<(), Failure> {
        for (path, text) in &self.texts {
            replace(&options.content.join(path.as_str()), text.as_bytes())?;
        }
        Ok(())
    }
}

/// What the content folder knows.
pub fn known(sources: &Sources) -> draft::Known {
    let mut known = draft::Known::default();
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
