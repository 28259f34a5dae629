//! What a template sees: the frame that all pages share, the page's head, and its view.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use crate::diagnostic::Diagnostic;
use crate::plan::view::{Content, Frame, PageHead, Shown};
use crate::render::body::{self, Surroundings};
use crate::render::words::Words;
use crate::render::{Theme, json_ld, template_name};

/// Makes a page.
pub fn render(
    theme: &Theme,
    frame: &Arc<Frame>,
    head: &Arc<PageHead>,
    content: &Content,
) -> Result<String, Box<Diagnostic>> {
    let page = Page {
        frame: frame.clone(),
        head: head.clone(),
        content: content.clone(),
        root: root(frame, head, content),
        words: theme.words(frame.language).clone(),
    };
    theme.render(template_name(content), frame.language, Value::from_object(page))
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

/// The template's outermost names.
#[derive(Debug)]
struct Page {
    frame: Arc<Frame>,
    head: Arc<PageHead>,
    content: Content,
    root: Arc<str>,
    words: Arc<Words>,
}

/// The names themselves; `root` and `relative` are for the filter `href`, the others for templates.
const NAMES: &[&str] = &["frame", "head", "view", "body", "kind", "json_ld", "root", "relative"];

impl Object for Page {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "frame" => Some(self.frame.shown()),
            "head" => Some(self.head.shown()),
            "view" => Some(self.view()),
            "body" => Some(self.body()),
            "kind" => Some(Value::from(self.kind())),
            "json_ld" => Some(Value::from_safe_string(json_ld::json_ld(&self.frame, &self.head, &self.content))),
            "root" => Some(self.root.shown()),
            "relative" => Some(Value::from(self.frame.relative)),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(NAMES)
    }
}

impl Page {
    /// The page kind: its template's name without the extension.
    fn kind(&self) -> &'static str {
        let name = template_name(&self.content);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    fn body(&self) -> Value {
        let text = match &self.content {
            Content::Report(view) => &view.text,
            Content::FreePage(view) => &view.text,
            _ => return Value::UNDEFINED,
        };
        let mut html = String::with_capacity(text.body.html.length() * 2);
        let around = Surroundings { root: &self.root, relative: self.frame.relative, words: &self.words };
        body::write(text, &around, &mut html);
        Value::from_safe_string(html)
    }

    fn view(&self) -> Value {
        match &self.content {
            Content::Home(view) => view.shown(),
            Content::Period(view) => view.shown(),
            Content::Report(view) => view.shown(),
            Content::Register(view) => view.shown(),
            Content::Document(view) => view.shown(),
            Content::Models(view) => view.shown(),
            Content::Model(view) => view.shown(),
            Content::Tasks(view) => view.shown(),
            Content::Places(view) => view.shown(),
            Content::Place(view) => view.shown(),
            Content::Search(view) => view.shown(),
            Content::Data(view) => view.shown(),
            Content::Gaps(view) => view.shown(),
            Content::Promises(view) => view.shown(),
            Content::FreePage(view) => view.shown(),
            Content::NotFound(view) => view.shown(),
            Content::Redirect(view) => view.shown(),
            Content::Feed(view) => view.shown(),
            Content::Sitemap(view) => view.shown(),
            Content::Robots => Value::UNDEFINED,
        }
    }
}
