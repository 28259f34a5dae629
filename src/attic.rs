//! Text that is made early and needed once more, when the site is written: until then it may lie outside of the memory.
//!
//! The finished HTML of texts, their words in code, tables and shards of the index are the larger part of what a large
//! archive takes, and no stage between looks into them.

use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;

/// Room outside of the memory.
pub trait Room: Debug + Send + Sync {
    /// Takes a text in, and gives its place; none when the text had better stay in memory.
    fn take_in(&self, text: &str) -> Option<u64>;

    /// Gives a text back, by its place and its length in bytes.
    ///
    /// When that fails the text is empty, and whoever owns the room knows of it and must not publish.
    fn give_back(&self, place: u64, length: usize) -> String;
}

/// Where text is kept: in memory, or in a room where there is one.
#[derive(Debug, Clone, Default)]
pub struct Attic {
    room: Option<Arc<dyn Room>>,
}

/// A text that is kept in the attic.
#[derive(Debug, Clone)]
pub enum Kept {
    /// In memory.
    Here(Arc<str>),
    /// In a room.
    There(Place),
}

/// Where in a room a text lies.
#[derive(Debug, Clone)]
pub struct Place {
    room: Arc<dyn Room>,
    at: u64,
    length: usize,
}

impl Attic {
    /// An attic with room outside of the memory.
    pub fn with_room(room: Arc<dyn Room>) -> Self {
        Self { room: Some(room) }
    }

    /// Keeps a text.
    pub fn keep(&self, text: &str) -> Kept {
        self.outside(text).unwrap_or_else(|| text.into())
    }

    /// Moves a text out of the memory if there is room.
    pub fn set_aside(&self, kept: &mut Kept) {
        if let Kept::Here(text) = kept
            && let Some(outside) = self.outside(text)
        {
            *kept = outside;
        }
    }

    fn outside(&self, text: &str) -> Option<Kept> {
        let room = self.room.as_ref()?;
        let at = room.take_in(text)?;
        Some(Kept::There(Place { room: room.clone(), at, length: text.len() }))
    }
}

impl Kept {
    /// The text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Here(text) => Cow::Borrowed(text),
            Self::There(place) => Cow::Owned(place.room.give_back(place.at, place.length)),
        }
    }

    /// Its length in bytes.
    pub fn length(&self) -> usize {
        match self {
            Self::Here(text) => text.len(),
            Self::There(place) => place.length,
        }
    }
}

impl From<&str> for Kept {
    fn from(text: &str) -> Self {
        Self::Here(text.into())
    }
}

impl From<String> for Kept {
    fn from(text: String) -> Self {
        Self::Here(text.into())
    }
}

impl Default for Kept {
    fn default() -> Self {
        "".into()
    }
}

/// Texts outside of the memory are called equal only when they are one: at worst an equal page is written again.
impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            // Most that are compared are one, and long.
            (Self::Here(one), Self::Here(other)) => Arc::ptr_eq(one, other) || one == other,
            (Self::There(one), Self::There(other)) => {
                Arc::ptr_eq(&one.room, &other.room) && one.at == other.at && one.length == other.length
            }
            _ => false,
        }
    }
}

impl Eq for Kept {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A room that takes in nothing but long texts.
    #[derive(Debug, Default)]
    struct Drawer(Mutex<Vec<String>>);

    impl Room for Drawer {
        fn take_in(&self, text: &str) -> Option<u64> {
            let mut texts = self.0.lock().unwrap();
            texts.push(text.to_owned());
            (text.len() > 3).then(|| texts.len() as u64 - 1)
        }

        fn give_back(&self, place: u64, length: usize) -> String {
            let text = self.0.lock().unwrap()[place as usize].clone();
            assert_eq!(text.len(), length);
            text
        }
    }

    #[test]
    fn a_text_comes_back_from_wherever_it_is_kept() {
        let attic = Attic::with_room(Arc::new(Drawer::default()));
        for text in ["Sen", "Thọ Ngọc", ""] {
            let mut kept = Kept::from(text);
            attic.set_aside(&mut kept);
            for kept in [&kept, &attic.keep(text), &Attic::default().keep(text)] {
                assert_eq!((&*kept.text(), kept.length()), (text, text.len()));
            }
            assert_eq!(matches!(kept, Kept::There(_)), text.len() > 3);
        }
    }

    #[test]
    fn equal_is_said_only_of_the_same_place() {
        let attic = Attic::with_room(Arc::new(Drawer::default()));
        let (one, other) = (attic.keep("Thọ Ngọc"), attic.keep("Thọ Ngọc"));
        assert_eq!(one, one.clone());
        assert_ne!(one, other);
        assert_ne!(one, "Thọ Ngọc".into());
        assert_eq!(attic.keep("Sen"), "Sen".into());
    }
}
