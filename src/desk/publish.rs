//! To where the public reads it: a target set up and tried, what would change said in words, one button, how far it is, what came of it.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use super::Desk;
use super::asked::Asked;
use super::change::Seen;
use super::finding::capitalised;
use super::home::{TargetRow, row};
use super::pages::shown;
use super::reply::Reply;
use super::target::{Wanted, with_target};
use crate::content::PublishTarget;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::diagnostic::{Language, has_errors};
use crate::release::address::{Address, Protocol};
use crate::render;
use crate::shell::publish::course::Course;
use crate::shell::publish::named::{Heard, build_and_publish};
use crate::shell::publish::{self, Greeting, News, Options, Outcome, credentials};
use crate::source::SourcePath;

/// A publication, or the plan of one, that goes on beside the desk.
pub(super) struct Publication {
    target: usize,
    name: String,
    is_plan: bool,
    course: Course,
    state: Arc<Mutex<State>>,
}

/// What is known of it so far.
#[derive(Default)]
struct State {
    /// What was heard on the way, in sentences.
    heard: Vec<String>,
    /// Addresses that readers find now and would not afterwards.
    vanishing: Vec<String>,
    result: Option<Ended>,
}

/// How it ended.
#[derive(Clone)]
enum Ended {
    /// What was done, or would be.
    Well(Box<Outcome>),
    /// The content has errors.
    Forbidden,
    Failed(Failure),
}

/// Files that come, change or go, with the first few by name.
#[derive(Debug, Serialize)]
struct Group {
    count: usize,
    named: Vec<String>,
}

pub(super) fn answer(desk: &mut Desk, asked: &Asked, rest: &[&str]) -> Reply {
    match (asked.is_post, rest) {
        (false, []) => desk.or_failure(list),
        (false, ["them"]) => form(desk, &Wanted { kind: "folder".to_owned(), ..Wanted::default() }),
        (true, ["them"]) => desk.or_failure(|desk| add(desk, asked)),
        (false, ["dang-lam"]) => current(desk),
        (false, ["tien-do"]) => progress(desk),
        (true, ["dung"]) => {
            desk.publication.iter().for_each(|publication| publication.course.stop());
            Reply::Elsewhere("/cong-bo/dang-lam".to_owned())
        }
        (true, [number, what]) => match number.parse().ok().and_then(|number| Some((number, named(desk, number)?))) {
            Some((number, target)) => desk.or_failure(|desk| act(desk, asked, number, &target, what)),
            None => desk.missing(),
        },
        _ => desk.missing(),
    }
}

/// Closes the desk; while a publication goes on, only who was told so and says it again.
pub(super) fn close(desk: &mut Desk, asked: &Asked) -> Reply {
    if goes_on(desk) && !asked.form.has("stop") {
        let name = desk.publication.as_ref().map(|publication| publication.name.clone());
        return desk.page("closing.html", "publish", shown! { name });
    }
    // Between two files: what is there already is not sent again next time.
    if let Some(publication) = desk.publication.as_ref().filter(|publication| !publication.has_ended()) {
        publication.course.stop();
        publication.wait_a_moment();
    }
    desk.is_closed = true;
    desk.page("closed.html", "", shown! {})
}

fn goes_on(desk: &Desk) -> bool {
    desk.publication.as_ref().is_some_and(|publication| !publication.has_ended())
}

/// The target of this number in `site.yaml`.
fn named(desk: &Desk, number: usize) -> Option<PublishTarget> {
    desk.workplace.site_info()?.targets.get(number).cloned()
}

fn act(desk: &mut Desk, asked: &Asked, number: usize, target: &PublishTarget, what: &str) -> Result<Reply, Failure> {
    match what {
        "thu" => try_out(desk, asked, number, target),
        "mat-khau" => keep_password(desk, asked, target),
        "xem" => Ok(start(desk, number, target, true, false)),
        "chay" => Ok(start(desk, number, target, false, asked.form.has("overwrite"))),
        "quay-lai" => {
            publish::roll_back(target, &options(desk))?;
            desk.tell(desk.pages.say("rolled_back", &[("name", target.name.to_string())]));
            Ok(Reply::Elsewhere("/cong-bo".to_owned()))
        }
        _ => Ok(desk.missing()),
    }
}

fn options(desk: &Desk) -> Options {
    let sources = vec![desk.workplace.content.clone()];
    Options { quiet: true, sources, environment: desk.environment.clone(), ..Options::default() }
}

/// All targets.
fn list(desk: &mut Desk) -> Result<Reply, Failure> {
    let (output, site) = (desk.workplace.output.clone(), desk.workplace.site_info());
    let room = desk.room()?;
    let errors = has_errors(room.findings());
    let targets = site.iter().flat_map(|site| &site.targets);
    let targets: Vec<_> = targets.map(|target| with_manners(target, row(target, room, &output))).collect();
    let is_running = goes_on(desk);
    Ok(desk.page("publish.html", "publish", shown! { targets, errors, is_running }))
}

/// A target, and what can be done with it.
fn with_manners(target: &PublishTarget, row: TargetRow) -> minijinja::Value {
    let protocol = Address::parse(&target.url.value).map(|address| address.protocol).ok();
    shown! {
        row,
        is_server => !matches!(protocol, Some(Protocol::Folder | Protocol::Zip) | None),
        goes_back => matches!(protocol, Some(Protocol::Folder | Protocol::Sftp)) && row.at.is_some(),
    }
}

/// The dialogue that sets a target up.
fn form(desk: &mut Desk, wanted: &Wanted) -> Reply {
    let Wanted { name, kind, folder, host, user } = wanted.clone();
    desk.page("target.html", "publish", shown! { name, kind, folder, host, user })
}

fn add(desk: &mut Desk, asked: &Asked) -> Result<Reply, Failure> {
    let field = |name: &str| asked.form.get(name).to_owned();
    let wanted = Wanted {
        name: field("name"),
        kind: field("kind"),
        folder: field("folder"),
        host: field("host"),
        user: field("user"),
    };
    let path = SourcePath::new("site.yaml").expect("a plain name");
    desk.room()?;
    let text = desk.on_disk(&path)?;
    let with = text.as_deref().zip(wanted.url()).filter(|_| !wanted.name.is_empty());
    let with = with.and_then(|(text, url)| with_target(text, &wanted.name, &url));
    let Some(with) = with else {
        desk.refuse(desk.pages.say("target_bad", &[]), desk.pages.say("target_bad_hint", &[]));
        return Ok(form(desk, &wanted));
    };
    let title = desk.pages.say("target_added", &[("name", wanted.name.clone())]);
    if desk.write(title, [(path, (Seen::on_disk(text.as_deref()), with.into_bytes()))].into()) {
        keep(desk, &wanted.name, asked.form.get("password"))?;
    }
    Ok(Reply::Elsewhere("/cong-bo".to_owned()))
}

fn keep_password(desk: &mut Desk, asked: &Asked, target: &PublishTarget) -> Result<Reply, Failure> {
    keep(desk, &target.name, asked.form.get("password"))?;
    Ok(Reply::Elsewhere("/cong-bo".to_owned()))
}

/// Puts a password into the system's keyring; where there is none, the desk knows it until it is closed.
fn keep(desk: &mut Desk, name: &str, password: &str) -> Result<(), Failure> {
    if password.is_empty() {
        return Ok(());
    }
    let is_kept = credentials::keep(name, password)?;
    if !is_kept {
        desk.environment.lend(name, password);
    }
    let key = if is_kept { "password_kept" } else { "password_lent" };
    desk.tell(desk.pages.say(key, &[("name", name.to_owned())]));
    Ok(())
}

/// Reaches a target and says what came of it; a server that nobody knows yet is asked about.
fn try_out(desk: &mut Desk, asked: &Asked, number: usize, target: &PublishTarget) -> Result<Reply, Failure> {
    let accept = Some(asked.form.get("accept").to_owned()).filter(|fingerprint| !fingerprint.is_empty());
    match publish::greet(target, &Options { accept, ..options(desk) }) {
        Ok(Greeting::Well) => desk.tell(desk.pages.say("reached", &[("name", target.name.to_string())])),
        Ok(Greeting::Unknown { fingerprint }) => {
            let (name, url) = (target.name.to_string(), target.url.value.to_string());
            return Ok(desk.page("fingerprint.html", "publish", shown! { number, name, url, fingerprint }));
        }
        Err(failure) => desk.tell_failure(&failure),
    }
    Ok(Reply::Elsewhere("/cong-bo".to_owned()))
}

/// Begins a publication, or the plan of one, unless one goes on already.
fn start(desk: &mut Desk, number: usize, target: &PublishTarget, is_plan: bool, overwrite: bool) -> Reply {
    if !goes_on(desk) {
        let (course, state) = (Course::default(), Arc::new(Mutex::new(State::default())));
        let local = matches!(Address::parse(&target.url.value), Ok(Address { protocol: Protocol::Folder, .. }));
        let options =
            Options { dry_run: is_plan, verify: !is_plan, overwrite, course: course.clone(), ..options(desk) };
        let (workplace, name, language) = (desk.workplace.clone(), target.name.to_string(), desk.language);
        let told = state.clone();
        let asked = name.clone();
        std::thread::spawn(move || {
            let hear = |heard: Heard<'_>| hear(&told, &asked, heard, language);
            let ended = match build_and_publish(&workplace, Some(&asked), &options, &hear) {
                Ok(Some(outcome)) => Ended::Well(Box::new(outcome)),
                Ok(None) => Ended::Forbidden,
                Err(failure) => Ended::Failed(failure),
            };
            lock(&told).result = Some(ended);
        });
        desk.publication = Some(Publication { target: number, name, is_plan, course, state });
        // What a folder takes is there sooner than a page that waits for it.
        if local {
            desk.publication.iter().for_each(Publication::wait_a_moment);
        }
    }
    Reply::Elsewhere("/cong-bo/dang-lam".to_owned())
}

fn hear(state: &Mutex<State>, target: &str, heard: Heard<'_>, language: Language) {
    let mut state = lock(state);
    match heard {
        Heard::Built(built) => {
            let mended = built.mended.iter().map(|failure| failure.message.of(language).to_owned());
            state.heard.extend(mended);
        }
        Heard::News(News::Vanishing(vanishing)) => {
            state.vanishing = vanishing.named.iter().map(|page| page.address.clone()).collect();
            state.heard.push(capitalised(first_line(messages::publish::vanishing(target, vanishing).of(language))));
        }
        Heard::News(News::Rewritten(rewritten)) => {
            state.heard.push(capitalised(messages::publish::rewritten(target, rewritten).of(language)));
        }
        Heard::News(News::PasswordInClear(warning)) => {
            state.heard.push(capitalised(warning.message.of(language)));
        }
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    // A publication that failed in the middle of a sentence has left the sentences before.
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Publication {
    fn has_ended(&self) -> bool {
        lock(&self.state).result.is_some()
    }

    fn wait_a_moment(&self) {
        for _ in 0..30 {
            if self.has_ended() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }

    /// Hundredths of the bytes that are there.
    fn percent(&self) -> u64 {
        let (bytes, done) = self.course.bytes();
        (done * 100).checked_div(bytes).unwrap_or(0).min(100)
    }
}

/// The publication as it stands: how far it is, what it would do, what it did.
fn current(desk: &mut Desk) -> Reply {
    let Some(publication) = &desk.publication else { return Reply::Elsewhere("/cong-bo".to_owned()) };
    let (number, name, is_plan) = (publication.target, publication.name.clone(), publication.is_plan);
    let percent = publication.percent();
    let is_stopping = publication.course.is_stopped();
    let state = lock(&publication.state);
    let (heard, vanishing, result) = (state.heard.clone(), state.vanishing.clone(), state.result.clone());
    drop(state);
    let base = shown! { number, name, is_plan, heard, vanishing };
    match result {
        None => desk.page("running.html", "publish", shown! { percent, is_stopping, ..base }),
        Some(Ended::Forbidden) => desk.page("forbidden.html", "publish", base),
        Some(Ended::Failed(failure)) => {
            let may_overwrite = *failure.code == messages::publish::TARGET_CHANGED;
            let page = shown! {
                message => capitalised(failure.message.of(desk.language)),
                hint => failure.hint.as_ref().map(|hint| capitalised(hint.of(desk.language))),
                code => failure.code.id,
                may_overwrite,
                ..base
            };
            desk.page("unpublished.html", "publish", page)
        }
        Some(Ended::Well(outcome)) => {
            let url = named(desk, number);
            let address = url.as_ref().and_then(|target| target.base_url.as_ref().map(|url| url.shared().to_string()));
            let site = desk.workplace.site_info().map(|site| site.base_url.shared().to_string());
            let difference = &outcome.difference;
            let page = shown! {
                added => group(&difference.added),
                changed => group(&difference.changed),
                removed => group(&difference.removed),
                is_empty => difference.is_empty(),
                bytes => render::bytes(if is_plan { outcome.planned_bytes() } else { outcome.sent_bytes }, desk.language),
                verified => outcome.verified,
                faults => outcome.faults,
                address => address.or(site),
                ..base
            };
            desk.page(if is_plan { "plan.html" } else { "published.html" }, "publish", page)
        }
    }
}

/// The first few pages by the address at which readers find them.
fn group(paths: &[String]) -> Group {
    const NAMED: usize = 12;
    let address = |path: &String| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
    let is_page = |path: &&String| path.ends_with(".html");
    Group { count: paths.len(), named: paths.iter().filter(is_page).take(NAMED).map(address).collect() }
}

/// For the script that moves the bar.
fn progress(desk: &Desk) -> Reply {
    let publication = desk.publication.as_ref();
    Reply::Json(serde_json::json!({
        "ended": publication.is_none_or(Publication::has_ended),
        "percent": publication.map_or(0, Publication::percent),
    }))
}
