//! The files that can be filled in: those that are there, and those that a period or the site may have.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{entry_address, list_address};
use crate::content::PeriodId;
use crate::content::form::Form;
use crate::desk::Desk;
use crate::desk::pages::{Pages, shown};
use crate::desk::reply::Reply;
use crate::desk::room::Room;
use crate::diagnostic::failure::Failure;
use crate::edit;
use crate::parse::Entries;
use crate::parse::kind::{self, FileKind};
use crate::source::SourcePath;

/// A file of entries.
#[derive(Debug, Clone)]
pub(in crate::desk) struct Filed {
    pub path: SourcePath,
    pub kind: FileKind,
    /// Whether it is on the disk.
    pub is_there: bool,
}

impl Filed {
    fn of(path: SourcePath, room: &Room) -> Option<Self> {
        let kind = kind::of(&path);
        let is_read = !matches!(kind, FileKind::Attachment | FileKind::Unknown(_) | FileKind::BadPeriod);
        let is_there = room.sources().texts.contains_key(&path);
        is_read.then_some(Self { path, kind, is_there })
    }

    /// Whether it is a list of entries.
    pub fn is_list(&self) -> bool {
        !matches!(self.kind, FileKind::Site | FileKind::Period | FileKind::Report | FileKind::Page)
    }

    /// Whether a text stands below its entry.
    pub fn has_body(&self) -> bool {
        matches!(self.kind, FileKind::Report | FileKind::Page)
    }

    /// What an entry of it asks for; none of a table, which a spreadsheet fills in.
    pub fn form(&self, room: &Room) -> Option<Form> {
        match self.kind {
            FileKind::Rows if kind::is_table(self.path.file_name()) => None,
            FileKind::Rows => room.ledgers().get(self.path.stem()).map(|ledger| Form::of_row(ledger)),
            kind => edit::form_name(kind).and_then(Form::by_name),
        }
    }

    /// What it is called.
    pub fn title(&self, pages: &Pages, room: &Room) -> String {
        let key = match self.kind {
            FileKind::Site => "kind_site",
            FileKind::Issuers => "kind_issuers",
            FileKind::Places => "kind_places",
            FileKind::Ledgers => "kind_registers",
            FileKind::Legal => "kind_legal",
            FileKind::Period => "kind_period",
            FileKind::Models => "kind_models",
            FileKind::Tasks => "kind_tasks",
            FileKind::Report => "kind_report",
            FileKind::Page => "kind_page",
            _ => "kind_rows",
        };
        let (name, is_named) = match room.live().site().files().get(&self.path).map(|parsed| &parsed.entries) {
            Some(Entries::Report(info, _)) => {
                (info.value.title.as_ref().unwrap_or(&info.value.summary).to_string(), true)
            }
            Some(Entries::Page(info, _)) => (info.value.title.to_string(), true),
            _ if self.kind == FileKind::Rows => {
                let ledgers = room.ledgers();
                let ledger = ledgers.get(self.path.stem());
                (ledger.map_or(self.path.stem().to_owned(), |ledger| ledger.title.to_string()), true)
            }
            _ => (self.path.stem().to_owned(), self.path.folder() == "legal"),
        };
        let said = pages.say(key, &[]);
        if is_named { format!("{said}: {name}") } else { said }
    }

    /// How many entries it has; none where it is one.
    fn count(&self, room: &Room) -> Option<usize> {
        let entries = room.live().site().files().get(&self.path).map(|parsed| &parsed.entries);
        Some(match entries {
            Some(Entries::Issuers(all)) => all.len(),
            Some(Entries::Places(all)) => all.len(),
            Some(Entries::Ledgers(all)) => all.len(),
            Some(Entries::Rows(all)) => all.len(),
            Some(Entries::Legal(all)) => all.len(),
            Some(Entries::Models(all)) => all.len(),
            Some(Entries::Tasks(all)) => all.len(),
            _ if self.is_list() => 0,
            _ => return None,
        })
    }
}

/// The file of this name, if it is one that can be filled in.
pub(super) fn find(room: &Room, name: &str) -> Option<Filed> {
    let path = SourcePath::new(name)?;
    let is_known = room.sources().texts.contains_key(&path) || may_be(room).contains(&path);
    is_known.then(|| Filed::of(path, room)).flatten()
}

/// Every file that is there or may be, in the order of paths.
fn paths(room: &Room) -> BTreeSet<SourcePath> {
    let mut paths = may_be(room);
    paths.extend(room.sources().texts.keys().cloned());
    paths
}

/// The files that a site and each of its periods may have.
fn may_be(room: &Room) -> BTreeSet<SourcePath> {
    let (texts, ledgers) = (&room.sources().texts, room.ledgers());
    let periods: BTreeSet<PeriodId> = texts.keys().filter_map(kind::period_of).collect();
    let mut may_be: Vec<String> =
        ["site.yaml", "issuers.yaml", "places.yaml", "registers.yaml"].map(str::to_owned).into();
    for period in periods {
        may_be.extend(["period", "legal", "models", "tasks"].map(|name| format!("{period}/{name}.yaml")));
        let rows = |id: &str| ["yaml", "csv", "xlsx"].map(|ending| format!("{period}/so/{id}.{ending}"));
        let is_there = |name: &String| SourcePath::new(name).is_some_and(|path| texts.contains_key(&path));
        let lacking = ledgers.ids().filter(|id| !rows(id).iter().any(is_there));
        may_be.extend(lacking.map(|id| format!("{period}/so/{id}.yaml")));
    }
    if !texts.keys().any(|path| path.folder() == "legal") {
        may_be.push("legal/van-ban.yaml".to_owned());
    }
    may_be.iter().filter_map(|name| SourcePath::new(name)).collect()
}

/// Files that belong together: those of the site, those of a period.
#[derive(Debug, Serialize)]
struct Group {
    /// The period; empty for the site.
    id: String,
    title: String,
    files: Vec<Row>,
}

/// A file, as lists show it.
#[derive(Debug, Serialize)]
pub(in crate::desk) struct Row {
    title: String,
    path: String,
    address: String,
    count: Option<usize>,
    is_there: bool,
    is_text: bool,
}

fn row(file: &Filed, pages: &Pages, room: &Room) -> Row {
    let path = file.path.to_string();
    let address = if file.is_list() { list_address(&path) } else { entry_address(&path, Some(0)) };
    Row {
        title: file.title(pages, room),
        path,
        address,
        count: file.count(room),
        is_there: file.is_there,
        is_text: file.has_body(),
    }
}

/// The files of each period, in the order in which they are filled in.
pub(in crate::desk) fn of_periods(room: &Room, pages: &Pages) -> BTreeMap<PeriodId, Vec<Row>> {
    let mut groups: BTreeMap<PeriodId, Vec<Filed>> = BTreeMap::new();
    for path in paths(room) {
        if let Some((period, file)) = kind::period_of(&path).zip(Filed::of(path, room)) {
            groups.entry(period).or_default().push(file);
        }
    }
    let rows = |mut files: Vec<Filed>| {
        // Sorted: reaches output.
        files.sort_by_key(|file| rank(file.kind));
        files.iter().map(|file| row(file, pages, room)).collect()
    };
    groups.into_iter().map(|(period, files)| (period, rows(files))).collect()
}

fn rank(kind: FileKind) -> usize {
    const ORDER: [FileKind; 11] = [
        FileKind::Site,
        FileKind::Issuers,
        FileKind::Places,
        FileKind::Ledgers,
        FileKind::Period,
        FileKind::Report,
        FileKind::Models,
        FileKind::Tasks,
        FileKind::Legal,
        FileKind::Rows,
        FileKind::Page,
    ];
    ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len())
}

/// All files.
pub(super) fn page(desk: &mut Desk) -> Result<Reply, Failure> {
    let (room, pages) = desk.room_and_pages()?;
    let mut of_site: Vec<Filed> = paths(room)
        .into_iter()
        .filter(|path| kind::period_of(path).is_none())
        .filter_map(|path| Filed::of(path, room))
        .collect();
    // Sorted: reaches output.
    of_site.sort_by_key(|file| rank(file.kind));
    let files = of_site.iter().map(|file| row(file, pages, room)).collect();
    let mut groups = vec![Group { id: String::new(), title: pages.say("fill_site", &[]), files }];
    groups.extend(of_periods(room, pages).into_iter().rev().map(|(period, files)| Group {
        id: period.to_string(),
        title: crate::import::draft::period_title(period),
        files,
    }));
    Ok(desk.page("fill.html", "fill", shown! { groups }))
}
