//! Word files of 1997 to 2003 (`.doc`), the binary format of [MS-DOC]: an own reader, because an import must be able to say what
//! it did not understand, and no library reads tables, lists and tracked changes.
//!
//! All letters of a file stand in one row ([`letters`]): the text, then its footnotes, page margins, comments and text boxes.
//! Pages of properties say of each how it looks ([`character`]) and of each paragraph what it is ([`paragraph`]).

mod bytes;
mod character;
mod drawing;
mod file;
mod letters;
mod lists;
mod mark;
mod paragraph;
mod property;
mod reading;
mod story;
mod styles;
mod words;

use std::collections::BTreeSet;

use super::original::{Original, Reading};
use file::{File, Part, Story};
use letters::Letters;
use paragraph::Long;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Reading {
    let file = File::open(bytes)?;
    let letters = Letters::read(&file)?;
    let long = Long::new(&file.data, bytes.len());
    let mut reading = reading::Reading::new(&file, &letters, &long);
    let blocks = reading.story(file.story(Story::Main));
    reading.manuscript.blocks = blocks;
    reading.take_boxes_without_anchor();

    let units = |story: Story| letters.units.get(file.story(story)).unwrap_or_default();
    let words_of = |story: Story| words::of(units(story), file.story(story).start, &reading.instead);
    let words = [Story::Main, Story::Footnotes, Story::Endnotes, Story::Boxes].map(words_of).concat();
    let mut findings = reading.findings;
    findings.comments = bytes::places(file.part(Part::Comments), 30).1.len();
    // Several pages may share one.
    findings.margin_words = margins(&file, &letters).into_iter().collect();
    Ok((Original { manuscript: reading.manuscript, words }, findings))
}

/// The words of page headers and footers, and of the text boxes in them.
fn margins(file: &File, letters: &Letters) -> BTreeSet<String> {
    // The first six are lines above footnotes.
    const SEPARATORS: usize = 6;
    let words = |story: Story, (places, _): (Vec<usize>, Vec<&[u8]>), skipped: usize| {
        let start = file.story(story).start;
        let texts = places.windows(2).skip(skipped).filter_map(move |bounds| {
            let (first, end) = (start.checked_add(bounds[0])?, start.checked_add(bounds[1])?);
            letters.units.get(first..end.min(file.story(story).end))
        });
        let shown = texts.map(|units| words::of(units, 0, &Default::default()));
        shown.map(|words| words.split('\n').next().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
    };
    let margins = words(Story::Margins, bytes::places(file.part(Part::Margins), 0), SEPARATORS);
    let boxes = words(Story::MarginBoxes, bytes::places(file.part(Part::MarginBoxes), 22), 0);
    margins.into_iter().chain(boxes).filter(|words| !words.is_empty()).collect()
}
