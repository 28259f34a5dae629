//! Every word of an RTF file, read in the plainest way: the measure that the real reading is held against.

use super::letters::{Letters, Typefaces, letter};
use super::token::{Token, tokens};
use super::{Destination, destination, drawn};

#[derive(Clone, Copy)]
struct Group {
    is_passed_over: bool,
    /// Its words stand apart from those around it.
    is_apart: bool,
    is_struck: bool,
    typeface: i32,
    width: usize,
}

/// The words of a file: it knows no looks, tables and styles on purpose, only which groups hold words at all.
pub fn of(bytes: &[u8], typefaces: &Typefaces) -> String {
    let mut group = Group { is_passed_over: false, is_apart: false, is_struck: false, typeface: 0, width: 1 };
    let (mut outside, mut texts, mut apart) = (Vec::new(), vec![String::new()], String::new());
    let (mut letters, mut is_optional) = (Letters::default(), false);
    for token in tokens(bytes) {
        let mut text = String::new();
        if letters.take(token, group.width, typefaces, group.typeface, &mut text) {
            push(&mut texts, &text, group, typefaces);
            continue;
        }
        letters.end(typefaces, group.typeface, &mut text);
        push(&mut texts, &text, group, typefaces);
        let was_optional = std::mem::take(&mut is_optional);
        match token {
            Token::Open => {
                outside.push(group);
                group.is_apart = false;
            }
            Token::Close => {
                if group.is_apart
                    && let Some(text) = texts.pop()
                {
                    apart.push_str(&format!("{text}\n"));
                }
                let Some(before) = outside.pop() else { break };
                group = before;
            }
            Token::Sign(b'*') => is_optional = true,
            Token::Word("f", Some(number)) => group.typeface = number,
            Token::Word("deleted", number) => group.is_struck = number != Some(0),
            Token::Word("plain", _) => group.is_struck = false,
            Token::Word("uc", Some(width)) => group.width = usize::try_from(width).unwrap_or(1),
            Token::Word("par" | "line" | "softline" | "row" | "nestrow" | "sect" | "page" | "column", _) => {
                push(&mut texts, " ", group, typefaces);
            }
            Token::Word(word, _) => match destination(word) {
                Some(Destination::Note | Destination::Box) if !group.is_passed_over => {
                    group.is_apart = true;
                    texts.push(String::new());
                }
                Some(Destination::Text) => {}
                Some(_) => group.is_passed_over = true,
                None if was_optional => group.is_passed_over = true,
                None => {
                    let letter = letter(token).map(String::from).unwrap_or_default();
                    push(&mut texts, &letter, group, typefaces);
                }
            },
            _ => push(&mut texts, &letter(token).map(String::from).unwrap_or_default(), group, typefaces),
        }
    }
    format!("{}\n{apart}", texts.join("\n"))
}

fn push(texts: &mut [String], text: &str, group: Group, typefaces: &Typefaces) {
    if let Some(last) = texts.last_mut().filter(|_| !group.is_passed_over && !group.is_struck) {
        last.push_str(&drawn(text, typefaces.name(group.typeface).as_deref()));
    }
}
