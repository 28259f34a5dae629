//! The words and marks of a block.

use std::ops::Range;

/// A text cut into words and marks.
pub(super) struct Words<'t> {
    text: &'t str,
    all: Vec<Word>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    start: u32,
    end: u32,
    class: Class,
}

/// What a word or mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// `xã`
    Small,
    /// `Thọ`, also a single capital letter.
    Capitalised,
    /// `UBND`, `THỌ`
    Capitals,
    /// `2023`, `6ha`
    Number,
    Comma,
    Semicolon,
    Colon,
    Stop,
    Open,
    Close,
    Quote,
    Dash,
    Slash,
    /// Another mark, or something that is not to be read.
    Other,
}

impl<'t> Words<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut all = Vec::with_capacity(text.len() / 5 + 1);
        let mut letters = text.char_indices().peekable();
        while let Some((start, letter)) = letters.next() {
            if letter.is_whitespace() {
                continue;
            }
            let mut end = start + letter.len_utf8();
            let class = if letter.is_alphanumeric() {
                while let Some((at, next)) = letters.next_if(|(_, next)| next.is_alphanumeric()) {
                    end = at + next.len_utf8();
                }
                class_of_word(&text[start..end])
            } else {
                class_of_mark(letter)
            };
            all.push(Word { start: start as u32, end: end as u32, class });
        }
        Self { text, all }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The first word that begins at a byte or after it.
    pub fn from(&self, byte: usize) -> usize {
        self.all.partition_point(|word| (word.start as usize) < byte)
    }

    /// The byte where a word begins.
    pub fn start(&self, at: usize) -> usize {
        self.all.get(at).map_or(self.text.len(), |word| word.start as usize)
    }

    /// What is there; before the first word and after the last a mark.
    pub fn class(&self, at: usize) -> Class {
        self.all.get(at).map_or(Class::Stop, |word| word.class)
    }

    pub fn is_class(&self, at: usize, class: Class) -> bool {
        at < self.len() && self.class(at) == class
    }

    /// The word itself; nothing after the last.
    pub fn word(&self, at: usize) -> &'t str {
        self.all.get(at).map_or("", |word| &self.text[word.start as usize..word.end as usize])
    }

    /// The text of several words.
    pub fn slice(&self, words: &Range<usize>) -> &'t str {
        if words.is_empty() {
            return "";
        }
        &self.text[self.start(words.start)..self.all[words.end - 1].end as usize]
    }

    /// Whether a word is `expected`, in small letters or in capitals.
    pub fn is(&self, at: usize, expected: &str) -> bool {
        let word = self.word(at);
        // A capital is written in as many bytes as its small letter.
        word.len() == expected.len()
            && (word == expected
                || (self.class(at) != Class::Small && word.chars().flat_map(char::to_lowercase).eq(expected.chars())))
    }

    pub fn is_any(&self, at: usize, expected: &[&str]) -> bool {
        expected.iter().any(|expected| self.is(at, expected))
    }

    /// The word after a phrase that begins at `at`.
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for word in phrase.split(' ') {
            if !self.is(next, word) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The word after the longest of some phrases that begins at `at`.
    pub fn longest(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.phrase(at, phrase)).max()
    }

    /// Whether the last of some words begins with a capital, as the name of a place does.
    pub fn last_is_capitalised(&self, words: Range<usize>) -> bool {
        !words.is_empty() && matches!(self.class(words.end - 1), Class::Capitalised | Class::Capitals)
    }

    /// Whether a sentence ends with what is at `at`.
    pub fn ends_sentence(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Semicolon => true,
            Class::Stop => {
                let is_abbreviated = at > 0
                    && (self.is_any(at - 1, &["tp", "tx", "tt", "ths", "ts", "kt", "tm"])
                        || (self.class(at - 1) == Class::Capitalised && self.word(at - 1).chars().nth(1).is_none()));
                let is_in_number = self.is_class(at + 1, Class::Number) && self.start(at + 1) == self.start(at) + 1;
                !is_abbreviated && !is_in_number
            }
            _ => false,
        }
    }

    /// Where a bracket closes that opens at `open`.
    pub fn closing(&self, open: usize) -> Option<usize> {
        /// Nobody says what a name means in more words.
        const LONGEST: usize = 60;
        let mut depth = 0_usize;
        (open..self.len().min(open + LONGEST)).find(|&at| {
            match self.class(at) {
                Class::Open => depth += 1,
                Class::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
    }
}

fn class_of_word(word: &str) -> Class {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return Class::Other };
    if first.is_numeric() {
        Class::Number
    } else if !first.is_uppercase() {
        Class::Small
    } else if word.chars().nth(1).is_some() && letters.all(|letter| !letter.is_lowercase()) {
        Class::Capitals
    } else {
        Class::Capitalised
    }
}

fn class_of_mark(mark: char) -> Class {
    match mark {
        ',' => Class::Comma,
        ';' => Class::Semicolon,
        ':' => Class::Colon,
        '.' | '!' | '?' | '…' => Class::Stop,
        '(' | '[' => Class::Open,
        ')' | ']' => Class::Close,
        '"' | '“' | '”' | '«' | '»' | '‘' | '’' => Class::Quote,
        '-' | '–' | '—' | '\u{2011}' => Class::Dash,
        '/' => Class::Slash,
        _ => Class::Other,
    }
}
