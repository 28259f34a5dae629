//! No site yet: where it shall lie, what it is called, whose it is.

use std::path::{Path, PathBuf};

use super::asked::Asked;
use super::pages::shown;
use super::reply::Reply;
use super::{Desk, memory};
use crate::content::BaseAddress;
use crate::import::begin::Office;
use crate::shell::new::{Beginning, run};

/// The form that begins a site, with what was typed so far.
pub(super) fn page(desk: &mut Desk) -> Reply {
    form(desk, &Asked::default())
}

fn form(desk: &mut Desk, asked: &Asked) -> Reply {
    let folder = match asked.form.get("folder") {
        "" => suggested(desk).display().to_string(),
        typed => typed.to_owned(),
    };
    let (publisher, title) = (asked.form.get("publisher"), asked.form.get("title"));
    let (place, address) = (asked.form.get("place"), asked.form.get("address"));
    desk.page("begin.html", "", shown! { folder, place, publisher, title, address })
}

/// Where a site would lie: in the folder in which the desk was started.
fn suggested(desk: &Desk) -> PathBuf {
    let around = desk.workplace.content.parent().filter(|around| !around.as_os_str().is_empty());
    let around = around.unwrap_or(Path::new("."));
    std::path::absolute(around).unwrap_or_else(|_| around.to_path_buf()).join("khcn")
}

/// Begins a site, with the same files as `congbo new site`.
pub(super) fn begin(desk: &mut Desk, asked: &Asked) -> Reply {
    let typed = |name: &str| Some(asked.form.get(name).to_owned()).filter(|typed| !typed.is_empty());
    let folder = PathBuf::from(asked.form.get("folder"));
    let address = typed("address").map(|typed| BaseAddress::parse(&typed)).transpose();
    let wrong = match () {
        () if typed("place").or(typed("publisher")).is_none() => Some("begin_no_publisher"),
        () if !folder.is_absolute() => Some("begin_bad_folder"),
        () if address.is_err() => Some("begin_bad_address"),
        () if has_site(&folder) => Some("begin_is_there"),
        () => None,
    };
    if let Some(wrong) = wrong {
        desk.refuse(desk.pages.say(wrong, &[]), String::new());
        return form(desk, asked);
    }
    let (title, publisher) = (typed("title"), typed("publisher"));
    let office = Office { title, publisher, address: address.unwrap_or_default() };
    match run(&Beginning::Site(folder.clone(), typed("place"), office)) {
        Ok(_) => {
            desk.tell(desk.pages.say("begun", &[("folder", folder.display().to_string())]));
            settle(desk, &folder)
        }
        Err(failure) => {
            desk.tell_failure(&failure);
            form(desk, asked)
        }
    }
}

/// Works at a site that is there already.
pub(super) fn open(desk: &mut Desk, asked: &Asked) -> Reply {
    let folder = PathBuf::from(asked.form.get("folder"));
    if has_site(&folder) {
        return settle(desk, &folder);
    }
    let text = desk.pages.say("no_site_there", &[("folder", folder.display().to_string())]);
    desk.refuse(text, String::new());
    form(desk, asked)
}

fn has_site(folder: &Path) -> bool {
    folder.join("content/site.yaml").is_file()
}

fn settle(desk: &mut Desk, folder: &Path) -> Reply {
    desk.move_to(folder);
    if let Some(memory) = &desk.memory {
        memory::remember(memory, folder);
    }
    Reply::Elsewhere("/".to_owned())
}
