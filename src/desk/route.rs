//! Which part of the desk answers what.

use minijinja::value::Value;

use super::asked::Asked;
use super::pages;
use super::pages::shown;
use super::reply::Reply;
use super::{Desk, begin, fill, handover, home, intake, mend, publish};
use crate::diagnostic::failure::Failure;
use crate::media;

impl Desk {
    /// Answers a request.
    pub(super) fn answer(&mut self, asked: Asked) -> Reply {
        let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
        match (asked.is_post, path.as_slice()) {
            (false, ["~congbo", "ban", name @ ..]) => match pages::asset(name) {
                Some(bytes) => Reply::Asset(bytes, media::type_of(name.last().copied().unwrap_or_default())),
                None => self.missing(),
            },
            (true, ["bat-dau"]) => begin::begin(self, &asked),
            (true, ["mo"]) => begin::open(self, &asked),
            (true, ["dong"]) => publish::close(self, &asked),
            (_, _) if !self.has_site() => begin::page(self),
            (false, [""]) => self.or_failure(home::page),
            (true, ["hoan-tac"]) => self.take_back(asked.form.get("number")),
            (_, ["dien", rest @ ..]) => fill::answer(self, &asked, rest),
            (_, ["viet", rest @ ..]) => fill::sketch::answer(self, &asked, rest),
            (_, ["nhap", rest @ ..]) => intake::answer(self, &asked, rest),
            (_, ["soat", rest @ ..]) => mend::answer(self, &asked, rest),
            (_, ["cong-bo", rest @ ..]) => publish::answer(self, &asked, rest),
            (_, ["nop", rest @ ..]) => handover::answer(self, &asked, rest),
            (false, ["xem", rest @ ..]) => self.preview(rest),
            _ => self.missing(),
        }
    }

    /// A page, or the page that says why there is none.
    pub(super) fn or_failure(&mut self, page: impl FnOnce(&mut Self) -> Result<Reply, Failure>) -> Reply {
        page(self).unwrap_or_else(|failure| {
            self.tell_failure(&failure);
            self.page("failed.html", "", shown! {})
        })
    }

    /// A page of the desk in its frame; `part` is the one that the navigation marks.
    pub(super) fn page(&mut self, template: &str, part: &str, page: Value) -> Reply {
        let site = self.workplace.site_info();
        let findings = self.room.as_ref().map(|room| room.findings().len());
        let frame = shown! {
            site => site.map(|site| site.title.to_string()),
            part,
            findings,
            told => self.told.take(),
            undo => self.last_change().map(|past| shown! { number => past.number, words => past.words }),
        };
        Reply::Page(self.pages.render(template, shown! { ..page, ..frame }))
    }

    pub(super) fn missing(&mut self) -> Reply {
        match self.page("missing.html", "", shown! {}) {
            Reply::Page(html) => Reply::Missing(html),
            reply => reply,
        }
    }
}
