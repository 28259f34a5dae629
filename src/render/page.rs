//! What a template sees: the frame that all pages share, the page's head, and its view.

use std::sync::Arc;

use minijinja::Value;

use crate::diagnostic::Diagnostic;
use crate::render::body::{self, Surroundings};
use crate::render::words::Words;
use crate::render::{Theme, json_ld};
use crate::view::closed_view;
use crate::view::{Content, Frame, Markup, PageHead};

/// Makes a page.
pub fn render(
    theme: &Theme,
    frame: &Arc<Frame>,
    head: &Arc<PageHead>,
    content: &Content,
) -> Result<String, Box<Diagnostic>> {
    let names = TemplateNames {
        frame: frame.clone(),
        head: head.clone(),
        content: content.clone(),
        root: root(frame, head, content),
        relative: frame.relative,
        words: theme.words(frame.language).clone(),
    };
    theme.render(content.template(), frame.language, Value::from_object(names))
}

/// What stands before an address inside the site to make a link of it on this page.
///
/// The 404 page is shown at any address, so its links begin at the site's root even where all others are relative.
fn root(frame: &Frame, head: &PageHead, content: &Content) -> Arc<str> {
    if frame.relative && !matches!(content, Content::NotFound(_)) {
        "../".repeat(head.url.as_str().matches('/').count()).into()
    } else {
        frame.base_path.clone()
    }
}

closed_view! {
    /// What every template sees.
    pub struct TemplateNames {
        /// What all pages of the site share.
        pub frame: Arc<Frame>,
        /// What the head of the page says.
        pub head: Arc<PageHead>,
        /// What stands before an address inside the site; `href` knows it.
        pub root: Arc<str>,
        /// Whether the site is opened from a folder; `href` knows it.
        pub relative: bool,
    }
    keeps {
        /// What the page shows.
        pub content: Content,
        /// The words of its language.
        pub words: Arc<Words>,
    }
    shows {
        /// What the page shows, with the names of its kind.
        view = TemplateNames::view,
        /// The text of a report or free page.
        body = TemplateNames::body,
        /// The kind of page: its template's name without the extension.
        kind = TemplateNames::kind,
        /// What the page says of itself to machines, for a script element.
        json_ld = TemplateNames::json_ld,
    }
}

impl TemplateNames {
    fn view(&self) -> Value {
        self.content.shown()
    }

    fn kind(&self) -> &'static str {
        let template = self.content.template();
        template.split_once('.').map_or(template, |(stem, _)| stem)
    }

    fn body(&self) -> Option<Markup> {
        let text = match &self.content {
            Content::Report(view) => &view.text,
            Content::FreePage(view) => &view.text,
            _ => return None,
        };
        let mut html = String::with_capacity(text.body.html.length() * 2);
        let around = Surroundings { root: &self.root, relative: self.relative, words: &self.words };
        body::write(text, &around, &mut html);
        Some(Markup(html))
    }

    fn json_ld(&self) -> Markup {
        Markup(json_ld::json_ld(&self.frame, &self.head, &self.content))
    }
}
