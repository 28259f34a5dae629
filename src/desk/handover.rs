//! To those who take files: a ZIP for a portal, the package of a period for the records office. Both are put beside the content.

use std::path::PathBuf;

use super::Desk;
use super::asked::Asked;
use super::pages::shown;
use super::reply::Reply;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::has_errors;
use crate::shell::build::build;
use crate::shell::package;
use crate::shell::publish::{self, Options};
use crate::shell::workplace::clock_day;
use trichdan::text::slug::slug;

pub(super) fn answer(desk: &mut Desk, asked: &Asked, rest: &[&str]) -> Reply {
    match (asked.is_post, rest) {
        (false, []) => desk.or_failure(page),
        (true, ["zip"]) => desk.or_failure(zip),
        (true, ["goi"]) => desk.or_failure(|desk| pack(desk, asked.form.get("period"))),
        _ => desk.missing(),
    }
}

fn page(desk: &mut Desk) -> Result<Reply, Failure> {
    let folder = folder(desk).display().to_string();
    let room = desk.room()?;
    let periods = room.live().site().archive().map(|archive| {
        let title =
            |entries: &crate::link::gather::PeriodEntries<'_>| entries.info.map(|info| info.value.title.to_string());
        let row = |(id, entries)| shown! { id => id_of(id), title => title(entries).unwrap_or_else(|| id_of(id)) };
        archive.periods.iter().rev().map(row).collect::<Vec<_>>()
    });
    let errors = has_errors(room.findings());
    Ok(desk.page("handover.html", "handover", shown! { folder, periods => periods.unwrap_or_default(), errors }))
}

fn id_of(id: &crate::content::PeriodId) -> String {
    id.to_string()
}

/// Where what is handed over lies: beside content and output, so that neither holds it.
fn folder(desk: &Desk) -> PathBuf {
    let content = std::path::absolute(&desk.workplace.content).unwrap_or(desk.workplace.content.clone());
    content.parent().map_or(content.clone(), |around| around.join("ban-giao"))
}

/// Builds the site, so that what is handed over is as the content is; whether it could be.
fn built(desk: &mut Desk) -> Result<bool, Failure> {
    let is_built = build(&desk.workplace, has_errors)?.written.is_some();
    if !is_built {
        desk.refuse(desk.pages.say("errors_forbid", &[]), desk.pages.say("errors_forbid_hint", &[]));
    }
    Ok(is_built)
}

fn zip(desk: &mut Desk) -> Result<Reply, Failure> {
    if built(desk)? {
        let name = desk.workplace.site_info().map(|site| slug(&site.title)).unwrap_or_default();
        let path = folder(desk).join(format!("{name}-{}.zip", clock_day()));
        let options = Options { sources: vec![desk.workplace.content.clone()], ..Options::default() };
        publish::pack(&desk.workplace.output, &path, &options)?;
        desk.tell(desk.pages.say("zipped", &[("file", path.display().to_string())]));
    }
    Ok(Reply::Elsewhere("/nop".to_owned()))
}

fn pack(desk: &mut Desk, period: &str) -> Result<Reply, Failure> {
    if built(desk)? {
        let workplace = desk.workplace.clone();
        // A period that there is, or the function says that there is none.
        let to = folder(desk).join(format!("goi-{}", slug(period)));
        let packed = package::write(period, &package::info(period, &workplace), &workplace, &to)?;
        let values = [("folder", to.display().to_string()), ("count", packed.files.to_string())];
        desk.tell(desk.pages.say("packed", &values));
    }
    Ok(Reply::Elsewhere("/nop".to_owned()))
}
