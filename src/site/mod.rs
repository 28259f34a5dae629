//! The only place that remembers anything: parsed files by their text, the last archive and the last plan.
//!
//! The laws that keep a rebuild equal to a clean build:
//!
//! 1. `parse` reads its file and the names that occur in it, nothing else; the key is the text.
//! 2. What is remembered is immutable and carries its messages, so that a warning stays while its file does.
//! 3. `link` and `plan` run over everything, with one exception: when nothing has changed but words of reports, and
//!    these cite what they cited, then the archive stays and only the pages are planned on which the words may show.
//! 4. A page is written exactly when its view or the theme differs.

mod files;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::attic::Attic;
use crate::content::SiteInfo;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::link::Archive;
use crate::link::revise::{Linked, Reach};
use crate::parse::Parsed;
use crate::plan::revise::Revised;
use crate::plan::view::{Url, View};
use crate::plan::{self, Plan, Surroundings, Whole};
use crate::render::Theme;
use crate::search::{Finder, Revision, Shard};
use crate::source::{Attachment, SourcePath, Sources};
use files::{Edit, Files};
use trichdan::calendar::Date;

/// A site that can be brought up to date. Made empty, its first update is a clean build.
#[derive(Debug, Default)]
pub struct Site {
    files: Files,
    linked: Option<Linked>,
    theme: Option<LoadedTheme>,
    finder: Finder,
    planned: plan::Before,
    good: Option<Snapshot>,
    settled: Option<Settled>,
}

/// Says that the last update ended without errors, and what it was given besides texts: new words for reports can be
/// taken into its archive and its plan.
#[derive(Debug)]
struct Settled {
    today: Option<Date>,
    attachments: BTreeMap<SourcePath, Attachment>,
}

#[derive(Debug)]
struct LoadedTheme {
    name: String,
    files: BTreeMap<String, Arc<[u8]>>,
    theme: Arc<Theme>,
    statics: BTreeMap<String, Arc<[u8]>>,
    diagnostics: Vec<Diagnostic>,
}

/// A site without errors: everything that is needed to render any of its pages.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Its pages.
    pub plan: Arc<Plan>,
    /// What renders them.
    pub theme: Arc<Theme>,
}

/// What an update found and what it changed.
#[derive(Debug)]
pub struct Update {
    /// Every message about the content as it is now, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What changed against the last good site; none when there are errors, and the last good site stays.
    pub change: Option<Change>,
    /// How many files were read again.
    pub parsed: usize,
}

/// The pages in which a new good site differs from the last one.
#[derive(Debug)]
pub struct Change {
    /// The new site.
    pub site: Snapshot,
    /// Pages that are new or whose view or theme differs, sorted.
    pub written: Vec<Url>,
    /// Pages that are gone, sorted.
    pub removed: Vec<Url>,
}

/// The stages of an update, for whoever measures them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Stage {
    Parse,
    Link,
    Plan,
    Index,
    Compare,
}

impl Site {
    /// An empty site that puts in the attic what is needed only when it is written.
    pub fn on(attic: Attic) -> Self {
        Self {
            files: Files::on(attic.clone()),
            finder: Finder::on(attic.clone()),
            planned: plan::Before::on(attic),
            ..Self::default()
        }
    }

    /// Makes the site of `sources` as a first update does, for who asks only once: each text is let go as soon as it
    /// is parsed.
    pub fn once(
        &mut self,
        sources: &mut Sources,
        today: Option<Date>,
        mut entered: impl FnMut(Stage),
    ) -> (Vec<Diagnostic>, Option<Change>) {
        entered(Stage::Parse);
        self.files.consume(sources);
        entered(Stage::Link);
        self.renew(sources, today, entered)
    }

    /// Brings the site up to date with `sources`, as of `today`, or else of the newest day in the content.
    ///
    /// `entered` hears of each stage as it begins; the core itself has no clock.
    pub fn update(&mut self, sources: &Sources, today: Option<Date>, mut entered: impl FnMut(Stage)) -> Update {
        entered(Stage::Parse);
        let edit = self.files.update(sources);
        entered(Stage::Link);
        let (diagnostics, change) = match self.revise(&edit, sources, today) {
            Some(reach) => self.follow(&reach, sources, entered),
            None => self.renew(sources, today, entered),
        };
        Update { diagnostics, change, parsed: edit.parsed }
    }

    /// Links and plans everything.
    fn renew(
        &mut self,
        sources: &Sources,
        today: Option<Date>,
        mut entered: impl FnMut(Stage),
    ) -> (Vec<Diagnostic>, Option<Change>) {
        let linked = self.linked.insert(Linked::tie(self.files.parsed().clone(), today));
        let archive = linked.archive();
        entered(Stage::Plan);
        let name = theme_name(archive.site.map(|site| site.value));
        let theme_changed = reload_theme(&mut self.theme, &name, sources);
        let loaded = self.theme.as_ref().expect("reload_theme fills it");
        let surroundings = Surroundings { attachments: &sources.attachments, statics: &loaded.statics };
        let Whole { mut plan, findable, said } = plan::plan(archive, surroundings, &mut self.planned);
        entered(Stage::Index);
        if archive.site.is_some() {
            self.finder.update(&findable);
            plan.extend(search_files(self.finder.shards()));
        }
        entered(Stage::Compare);
        let diagnostics = self.diagnostics(said);
        let change = (!has_errors(&diagnostics)).then(|| {
            let theme = self.theme.as_ref().expect("reload_theme fills it").theme.clone();
            let site = Snapshot { plan: Arc::new(plan), theme };
            let old = self.good.replace(site.clone());
            let old_pages = old.as_ref().map_or(&[][..], |old| &old.plan.pages);
            let (written, removed) = difference(old_pages, &site.plan.pages, theme_changed);
            // To give a large plan's memory back takes as long as to make one, and nobody need wait for it.
            rayon::spawn(move || drop(old));
            Change { site, written, removed }
        });
        self.settled = change.is_some().then(|| Settled { today, attachments: sources.attachments.clone() });
        (diagnostics, change)
    }

    /// Takes an edit of nothing but reports' words into the archive, and says where it may show; none where it may be
    /// more than that.
    fn revise(&mut self, edit: &Edit, sources: &Sources, today: Option<Date>) -> Option<Reach> {
        let settled = self.settled.as_ref()?;
        let theme = self.theme.as_ref()?;
        let all_else_stays =
            settled.today == today && settled.attachments == sources.attachments && theme.files == sources.theme;
        if !all_else_stays {
            return None;
        }
        self.linked.as_mut()?.revise(edit.new_words.as_ref()?)
    }

    /// Plans again the pages that new words may show on.
    fn follow(
        &mut self,
        reach: &Reach,
        sources: &Sources,
        mut entered: impl FnMut(Stage),
    ) -> (Vec<Diagnostic>, Option<Change>) {
        const SETTLED: &str = "only a settled site is revised";
        entered(Stage::Plan);
        let archive = self.linked.as_ref().expect(SETTLED).archive();
        let Revised { mut pages, findable, said } =
            plan::revise::revise(archive, &sources.attachments, reach, &mut self.planned).expect(SETTLED);
        entered(Stage::Index);
        let shards = self.finder.revise(&findable);
        entered(Stage::Compare);
        let diagnostics = self.diagnostics(said);
        if has_errors(&diagnostics) {
            self.settled = None;
            return (diagnostics, None);
        }
        let good = self.good.as_mut().expect(SETTLED);
        let plan = Arc::make_mut(&mut good.plan);
        let (written, removed) = match shards {
            Revision::Shards(shards) => {
                pages.extend(search_files(shards));
                (plan.amend(pages), Vec::new())
            }
            Revision::Whole => {
                let before = plan.pages.clone();
                plan.amend(pages);
                plan.pages.retain(|(_, view)| !matches!(view, View::Shard(_)));
                plan.extend(search_files(self.finder.shards()));
                difference(&before, &plan.pages, false)
            }
        };
        (diagnostics, Some(Change { site: good.clone(), written, removed }))
    }

    /// Everything that there is to say: of each file, of the archive, of the theme, and `from_plan`.
    fn diagnostics(&self, from_plan: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let from_files = self.files.parsed().values().flat_map(|parsed| &parsed.diagnostics);
        let from_archive = self.linked.iter().flat_map(|linked| linked.archive().diagnostics());
        let from_theme = self.theme.iter().flat_map(|theme| &theme.diagnostics);
        let mut all: Vec<Diagnostic> = from_files.chain(from_archive).chain(from_theme).cloned().collect();
        all.extend(from_plan);
        // Sorted: reaches output.
        all.sort();
        all.dedup();
        all
    }

    /// Every file as last parsed.
    pub fn files(&self) -> &BTreeMap<SourcePath, Arc<Parsed>> {
        self.files.parsed()
    }

    /// The archive of the files as last parsed; none before the first update.
    pub fn archive(&self) -> Option<&Archive<'_>> {
        self.linked.as_ref().map(Linked::archive)
    }

    /// The newest site without errors.
    pub fn good(&self) -> Option<&Snapshot> {
        self.good.as_ref()
    }
}

/// Shards as files below the search page.
fn search_files(shards: impl IntoIterator<Item = (String, Arc<Shard>)>) -> Vec<(Url, View)> {
    let file = |(path, shard): (String, Arc<Shard>)| (Url::new(&format!("tim-kiem/{path}")), View::Shard(shard));
    shards.into_iter().map(file).collect()
}

fn theme_name(site: Option<&SiteInfo>) -> String {
    site.and_then(|site| site.theme.as_deref()).unwrap_or("default").to_string()
}

/// Loads the theme if its name or files changed; true when it did.
fn reload_theme(loaded: &mut Option<LoadedTheme>, name: &str, sources: &Sources) -> bool {
    if loaded.as_ref().is_some_and(|loaded| loaded.name == name && loaded.files == sources.theme) {
        return false;
    }
    let (theme, diagnostics) = Theme::load(name, &sources.theme);
    let statics = theme.static_files().map(|(path, bytes)| (path, bytes.clone())).collect();
    *loaded = Some(LoadedTheme {
        name: name.to_string(),
        files: sources.theme.clone(),
        theme: Arc::new(theme),
        statics,
        diagnostics,
    });
    true
}

/// Walks two sorted plans side by side.
fn difference(old: &[(Url, View)], new: &[(Url, View)], all: bool) -> (Vec<Url>, Vec<Url>) {
    let (mut written, mut removed) = (Vec::new(), Vec::new());
    let mut old = old.iter().peekable();
    for (url, view) in new {
        while let Some((gone, _)) = old.next_if(|(other, _)| other < url) {
            removed.push(gone.clone());
        }
        match old.next_if(|(other, _)| other == url) {
            Some((_, before)) if before == view && !(all && matches!(view, View::Page { .. })) => {}
            _ => written.push(url.clone()),
        }
    }
    removed.extend(old.map(|(gone, _)| gone.clone()));
    (written, removed)
}
