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

use crate::address::Url;
use crate::attic::Attic;
use crate::content::SiteInfo;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::link::Archive;
use crate::link::drafts::Audience;
use crate::link::revise::{Linked, Reach};
use crate::parse::Parsed;
use crate::plan::revise::Revised;
use crate::plan::{self, Plan, Surroundings, Whole};
use crate::render::Theme;
use crate::search::{Finder, Revision, Shard};
use crate::source::{Attachment, SourcePath, Sources};
use crate::view::View;
use files::{Edit, Files};
use trichdan::calendar::Date;

/// A site that can be brought up to date. Made empty, its first update is a clean build.
#[derive(Debug, Default)]
pub struct Site {
    files: Files,
    finder: Finder,
    attic: Attic,
    state: State,
}

/// What the last update left to the next one.
#[derive(Debug, Default)]
enum State {
    /// There was none yet.
    #[default]
    New,
    /// The content has errors.
    Faulty(Box<Faulty>),
    /// It has none: new words for reports can be taken into its archive and its plan.
    Sound(Box<Sound>),
}

/// Content with errors, beside which the last good site stays.
#[derive(Debug)]
struct Faulty {
    linked: Linked,
    theme: LoadedTheme,
    /// The last site without errors, if there was one.
    good: Option<Snapshot>,
    /// None where there is no site.yaml to plan by.
    planned: Option<plan::Left>,
}

/// A site without errors, and what it was made of besides texts.
#[derive(Debug)]
struct Sound {
    linked: Linked,
    theme: LoadedTheme,
    good: Snapshot,
    planned: plan::Left,
    today: Option<Date>,
    attachments: BTreeMap<SourcePath, Attachment>,
}

/// What an update that begins anew takes over: it saves work, and says what changed.
#[derive(Debug, Default)]
struct Earlier {
    theme: Option<LoadedTheme>,
    good: Option<Snapshot>,
    planned: Option<plan::Left>,
}

impl From<State> for Earlier {
    fn from(state: State) -> Self {
        match state {
            State::New => Self::default(),
            State::Faulty(faulty) => {
                let Faulty { theme, good, planned, .. } = *faulty;
                Self { theme: Some(theme), good, planned }
            }
            State::Sound(sound) => {
                let Sound { theme, good, planned, .. } = *sound;
                Self { theme: Some(theme), good: Some(good), planned: Some(planned) }
            }
        }
    }
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
    /// An empty site that puts into the attic what is needed only when it is written.
    pub fn on(attic: Attic) -> Self {
        Self { files: Files::on(attic.clone()), finder: Finder::on(attic.clone()), attic, ..Self::default() }
    }

    /// The same site, still empty, for another audience.
    pub fn shown_to(mut self, audience: Audience) -> Self {
        self.files.audience = audience;
        self
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
        self.renew(Earlier::default(), sources, today, entered)
    }

    /// Brings the site up to date with `sources`, as of `today`, or else of the newest day in the content.
    ///
    /// `entered` hears of each stage as it begins; the core itself has no clock.
    pub fn update(&mut self, sources: &Sources, today: Option<Date>, mut entered: impl FnMut(Stage)) -> Update {
        entered(Stage::Parse);
        let edit = self.files.update(sources);
        entered(Stage::Link);
        let mut state = std::mem::take(&mut self.state);
        let reach = match &mut state {
            State::Sound(sound) => sound.take_words(&edit, sources, today),
            State::New | State::Faulty(_) => None,
        };
        let (diagnostics, change) = match (state, reach) {
            (State::Sound(sound), Some(reach)) => self.follow(sound, &reach, sources, entered),
            (state, _) => self.renew(state.into(), sources, today, entered),
        };
        Update { diagnostics, change, parsed: edit.parsed }
    }

    /// Links and plans everything.
    fn renew(
        &mut self,
        earlier: Earlier,
        sources: &Sources,
        today: Option<Date>,
        mut entered: impl FnMut(Stage),
    ) -> (Vec<Diagnostic>, Option<Change>) {
        let linked = Linked::tie(self.files.selected(), today);
        let archive = linked.archive();
        entered(Stage::Plan);
        let (theme, theme_changed) = LoadedTheme::renew(earlier.theme, archive.site.map(|site| site.value), sources);
        let surroundings =
            Surroundings { attachments: &sources.attachments, refused: &sources.refused, statics: &theme.statics };
        let whole = plan::plan(archive, surroundings, &self.attic, earlier.planned);
        let Some(Whole { mut plan, findable, vocabulary, said, left: planned }) = whole else {
            let diagnostics = self.diagnostics(archive, &theme, Vec::new());
            self.state = State::Faulty(Box::new(Faulty { linked, theme, good: earlier.good, planned: None }));
            return (diagnostics, None);
        };
        entered(Stage::Index);
        self.finder.update(&findable, &vocabulary);
        plan.extend(search_files(self.finder.shards()));
        entered(Stage::Compare);
        let diagnostics = self.diagnostics(archive, &theme, said);
        if has_errors(&diagnostics) {
            self.state = State::Faulty(Box::new(Faulty { linked, theme, good: earlier.good, planned: Some(planned) }));
            return (diagnostics, None);
        }
        let good = Snapshot { plan: Arc::new(plan), theme: theme.theme.clone() };
        let old_pages = earlier.good.as_ref().map_or(&[][..], |old| &old.plan.pages);
        let (written, removed) = difference(old_pages, &good.plan.pages, theme_changed);
        // To give a large plan's memory back takes as long as to make one, and nobody need wait for it.
        rayon::spawn(move || drop(earlier.good));
        let change = Change { site: good.clone(), written, removed };
        let attachments = sources.attachments.clone();
        self.state = State::Sound(Box::new(Sound { linked, theme, good, planned, today, attachments }));
        (diagnostics, Some(change))
    }

    /// Plans again the pages that new words may show on.
    fn follow(
        &mut self,
        sound: Box<Sound>,
        reach: &Reach,
        sources: &Sources,
        mut entered: impl FnMut(Stage),
    ) -> (Vec<Diagnostic>, Option<Change>) {
        entered(Stage::Plan);
        let Sound { linked, theme, mut good, planned, today, attachments } = *sound;
        let (Revised { mut pages, findable, said }, planned) =
            plan::revise::revise(linked.archive(), &sources.attachments, &sources.refused, reach, planned);
        entered(Stage::Index);
        let shards = self.finder.revise(&findable);
        entered(Stage::Compare);
        let diagnostics = self.diagnostics(linked.archive(), &theme, said);
        if has_errors(&diagnostics) {
            self.state = State::Faulty(Box::new(Faulty { linked, theme, good: Some(good), planned: Some(planned) }));
            return (diagnostics, None);
        }
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
        let change = Change { site: good.clone(), written, removed };
        self.state = State::Sound(Box::new(Sound { linked, theme, good, planned, today, attachments }));
        (diagnostics, Some(change))
    }

    /// Everything that there is to say: of each file that the archive was made of, of the archive, of the theme, and
    /// `from_plan`.
    fn diagnostics(&self, archive: &Archive<'_>, theme: &LoadedTheme, from_plan: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let shown = self.files.parsed().iter().filter(|(path, _)| !archive.drafts.hide(path));
        let from_files = shown.flat_map(|(_, parsed)| &parsed.diagnostics);
        let mut all: Vec<Diagnostic> =
            from_files.chain(archive.diagnostics()).chain(&theme.diagnostics).cloned().collect();
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
        match &self.state {
            State::New => None,
            State::Faulty(faulty) => Some(faulty.linked.archive()),
            State::Sound(sound) => Some(sound.linked.archive()),
        }
    }

    /// The newest site without errors.
    pub fn good(&self) -> Option<&Snapshot> {
        match &self.state {
            State::New => None,
            State::Faulty(faulty) => faulty.good.as_ref(),
            State::Sound(sound) => Some(&sound.good),
        }
    }
}

impl Sound {
    /// Takes an edit of nothing but reports' words into the archive, and says where it may show; none where it may be
    /// more than that, and the archive stays as it is.
    fn take_words(&mut self, edit: &Edit, sources: &Sources, today: Option<Date>) -> Option<Reach> {
        let all_else_stays =
            self.today == today && self.attachments == sources.attachments && self.theme.files == sources.theme;
        if !all_else_stays {
            return None;
        }
        self.linked.revise(edit.new_words.as_ref()?)
    }
}

impl LoadedTheme {
    /// The theme that the site names: the loaded one while its name and files are the same, and whether it is another.
    fn renew(loaded: Option<Self>, site: Option<&SiteInfo>, sources: &Sources) -> (Self, bool) {
        let name = site.and_then(|site| site.theme.as_deref()).unwrap_or("default");
        if let Some(loaded) = loaded
            && loaded.name == name
            && loaded.files == sources.theme
        {
            return (loaded, false);
        }
        let (theme, diagnostics) = Theme::load(name, &sources.theme);
        let statics = theme.static_files().map(|(path, bytes)| (path, bytes.clone())).collect();
        let (name, files) = (name.to_string(), sources.theme.clone());
        (Self { name, files, theme: Arc::new(theme), statics, diagnostics }, true)
    }
}

/// Shards as files below the search page.
fn search_files(shards: impl IntoIterator<Item = (String, Arc<Shard>)>) -> Vec<(Url, View)> {
    let file = |(path, shard): (String, Arc<Shard>)| (Url::new(&format!("tim-kiem/{path}")), View::Shard(shard));
    shards.into_iter().map(file).collect()
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
