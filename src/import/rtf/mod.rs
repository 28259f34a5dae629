//! Rich Text Format (`.rtf`, and many a `.doc`): an own reader, for the libraries give words without tables and notes.
//!
//! The file is groups in groups ([`token`]). Each group goes on from the look of the one around it, and its first word may say
//! that it is no text ([`Destination`]).

mod control;
mod group;
mod letters;
mod token;
mod words;

use super::original::{Original, Reading, Refusal};
use super::symbol::symbol;
use token::{Token, tokens};

/// Groups in groups; Word's own files stay below 30.
const MOST_DEPTH: usize = 500;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = group::Reading::default();
    for token in tokens(bytes) {
        match token {
            Token::Open => reading.open(),
            Token::Close => reading.close(),
            _ => reading.take(token),
        }
        if reading.depth() > MOST_DEPTH {
            return Err(Refusal::TooLarge("depth"));
        }
        if reading.is_done {
            break;
        }
    }
    let (manuscript, findings, typefaces) = reading.finish();
    let words = words::of(bytes, &typefaces);
    Ok((Original { manuscript, words }, findings))
}

/// What stands in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    /// Text, or groups that hold some.
    Text,
    /// Nothing that is shown, or shown in another form.
    Nothing,
    /// What a shape is like: nothing of it is shown but a picture.
    Property,
    /// The table of typefaces.
    Typefaces,
    /// The style sheet.
    Styles,
    /// What a field is computed from.
    Instruction,
    /// The number that the program shows before a paragraph.
    Number,
    /// A picture.
    Picture,
    /// A footnote or an endnote.
    Note,
    /// A text box.
    Box,
    /// A page header or footer.
    Margin,
    /// A comment.
    Comment,
}

/// What a word says of its group; none for a word that says nothing of that.
fn destination(word: &str) -> Option<Destination> {
    Some(match word {
        "field" | "fldrslt" | "shp" | "shpinst" | "shpgrp" | "shppict" | "object" | "result" | "nesttableprops"
        | "do" | "moMath" | "moMathPara" | "mmath" => Destination::Text,
        "fonttbl" => Destination::Typefaces,
        "stylesheet" => Destination::Styles,
        "fldinst" => Destination::Instruction,
        "listtext" | "pntext" => Destination::Number,
        "sp" => Destination::Property,
        "pict" => Destination::Picture,
        "footnote" => Destination::Note,
        "shptxt" | "dptxbxtext" => Destination::Box,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Destination::Margin
        }
        "annotation" => Destination::Comment,
        "colortbl" | "info" | "nonshppict" | "shprslt" | "nonesttables" | "xe" | "tc" | "tcn" | "rxe" | "ftnsep"
        | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "listtable" | "listoverridetable" | "revtbl"
        | "filetbl" | "pgdsctbl" | "objdata" | "template" | "datafield" | "mctrlPr" => Destination::Nothing,
        _ => return None,
    })
}

/// Letters as their typeface draws them.
fn drawn(text: &str, typeface: Option<&str>) -> String {
    match typeface {
        Some(typeface @ ("Symbol" | "Wingdings")) => {
            text.chars().map(|letter| symbol(typeface, u32::from(letter)).unwrap_or(letter)).collect()
        }
        _ => text.to_owned(),
    }
}
