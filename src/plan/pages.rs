//! Pages as they are planned, and what there is to say about them.

use std::sync::Arc;

use crate::address::Url;
use crate::diagnostic::{Diagnostic, Location};
use crate::server::Moved;
use crate::view::{Content, Frame, PageHead, View};

/// A page, and the entry to blame when its address is taken.
#[derive(Debug)]
pub struct Planned {
    pub url: Url,
    /// Where its entry stands.
    pub source: Option<Location>,
    /// What it shows.
    pub view: View,
}

/// Collects pages; several of these may be filled at once and joined in order.
#[derive(Debug)]
pub struct Pages {
    frame: Arc<Frame>,
    /// The pages so far.
    pub planned: Vec<Planned>,
    /// Old addresses at which no page can stand, with the place that names them.
    pub moved: Vec<(Moved, Location)>,
    /// The messages so far.
    pub said: Vec<Diagnostic>,
}

impl Pages {
    /// None yet; `frame` is what all will share.
    pub fn new(frame: Arc<Frame>) -> Self {
        Self { frame, planned: Vec::new(), moved: Vec::new(), said: Vec::new() }
    }

    /// Adds a page that a template makes.
    pub fn add(&mut self, source: Option<Location>, head: PageHead, content: Content) {
        let url = head.url.clone();
        let view = View::Page { frame: self.frame.clone(), head: Arc::new(head), content };
        self.planned.push(Planned { url, source, view });
    }

    /// Adds a file that no template makes.
    pub fn add_file(&mut self, url: Url, source: Option<Location>, view: View) {
        self.planned.push(Planned { url, source, view });
    }

    /// Adds all that another has collected.
    pub fn append(&mut self, mut other: Self) {
        self.planned.append(&mut other.planned);
        self.moved.append(&mut other.moved);
        self.said.append(&mut other.said);
    }
}
