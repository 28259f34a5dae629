//! The site to a target that its `site.yaml` names: built first, and refused where its addresses do not fit there.

use std::path::Path;

use super::record::Record;
use super::{News, Options, Outcome, Tell, publish};
use crate::content::{PublishTarget, SiteInfo};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, messages};
use crate::release::address::{Address, Protocol};
use crate::shell::build::{Built, build_seeing};
use crate::shell::workplace::Workplace;

/// The target of this name; without a name the only one.
pub fn target<'s>(site: &'s SiteInfo, name: Option<&str>) -> Result<&'s PublishTarget, Failure> {
    let found = match (name, &site.targets[..]) {
        (Some(name), targets) => targets.iter().find(|target| &*target.name == name),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let known = || site.targets.iter().map(|target| &*target.name).collect::<Vec<_>>();
    found.ok_or_else(|| messages::publish::no_target(name, &known()))
}

/// What is heard of a publication while it goes on.
#[derive(Debug)]
pub enum Heard<'a> {
    /// The site was built, or not, and why.
    Built(&'a Built),
    News(&'a News),
}

/// Builds the site and publishes it to the target of this name. None where messages forbid it, which were heard.
pub fn build_and_publish(
    workplace: &Workplace,
    name: Option<&str>,
    options: &Options,
    hear: &dyn Fn(Heard<'_>),
) -> Result<Option<Outcome>, Failure> {
    let site = workplace.site_info().ok_or_else(|| messages::publish::no_target(name, &[]))?;
    let target = target(&site, name)?;
    let mut record = None;
    let built = build_seeing(workplace, crate::diagnostic::has_errors, |sources| record = Some(Record::of(sources)))?;
    hear(Heard::Built(&built));
    if built.written.is_none() {
        return Ok(None);
    }
    let outcome = publish_named(&site, target, &workplace.output, options, &|news| hear(Heard::News(news)))?;
    if let Some(record) = record.filter(|_| !options.dry_run) {
        record.write(&workplace.output, target);
    }
    Ok(Some(outcome))
}

/// Publishes the site that was built into `folder`.
///
/// Fails where the site's own addresses are those of another place, and where the target cannot be reached or refuses.
pub fn publish_named(
    site: &SiteInfo,
    target: &PublishTarget,
    folder: &Path,
    options: &Options,
    tell: &Tell<'_>,
) -> Result<Outcome, Failure> {
    check_base(site, target)?;
    if let Some(warning) = password_in_clear(target) {
        tell(&News::PasswordInClear(warning));
    }
    publish(target, folder, options, tell)
}

/// A site with absolute addresses fits one place only, and one that is made for this machine only this one.
fn check_base(site: &SiteInfo, target: &PublishTarget) -> Result<(), Failure> {
    let leaves_this_machine =
        Address::parse(&target.url.value).is_ok_and(|address| address.protocol != Protocol::Folder);
    if leaves_this_machine && site.base_url.is_local() {
        return Err(messages::publish::local_base(&target.name, &site.base_url));
    }
    match &target.base_url {
        Some(expected) if *expected != site.base_url && site.relative_urls != Some(true) => {
            Err(messages::publish::base_differs(&target.name, &site.base_url, expected))
        }
        _ => Ok(()),
    }
}

/// The warning that a password goes to the target without encryption.
fn password_in_clear(target: &PublishTarget) -> Option<Diagnostic> {
    let address = Address::parse(&target.url.value).ok()?;
    let has_user = address.user.is_some() || target.user.is_some();
    let shows = has_user && address.protocol.shows_password();
    shows.then(|| messages::publish::password_in_clear(&target.name, target.url.mark))
}
