//! Every word of a Word file, read in the plainest way: the measure that the real reading is held against.

use crate::import::xml::{Element, Node};

/// All `w:t` below `roots` except in accepted deletions, with a space wherever words part.
///
/// It knows no styles, lists, fields or tables on purpose: the fewer rules, the fewer ways to lose a word.
pub fn of(roots: &[&Element]) -> String {
    let mut words = String::new();
    for root in roots {
        push(root, &mut words);
        words.push('\n');
    }
    words
}

fn push(element: &Element, words: &mut String) {
    match element.name.as_str() {
        "w:del" | "w:moveFrom" => {}
        "w:t" => words.push_str(&element.text()),
        // Mathematics and drawings have characters of their own.
        "m:t" | "a:t" => {
            words.push_str(&element.text());
        }
        "w:sym" => words.push(symbol(element)),
        "w:noBreakHyphen" => words.push('\u{2011}'),
        "w:tab" | "w:br" | "w:cr" | "w:ptab" => words.push(' '),
        // The same text box twice, for new and for old programs.
        "mc:AlternateContent" => {
            let first = words.len();
            for choice in element.elements().filter(|child| child.name == "mc:Choice") {
                push(choice, words);
            }
            if words[first..].trim().is_empty() {
                element.elements().for_each(|child| push(child, words));
            }
        }
        // A text box stands inside the paragraph that it floats beside, perhaps in the middle of a word.
        "w:txbxContent" => {
            let mut inside = String::new();
            push_children(element, &mut inside);
            words.push_str(&format!("\u{1}{inside}\u{2}"));
        }
        "w:p" => {
            let mut paragraph = String::new();
            push_children(element, &mut paragraph);
            words.push_str(&boxes_last(&paragraph));
            words.push('\n');
        }
        _ => push_children(element, words),
    }
}

fn push_children(element: &Element, words: &mut String) {
    for node in &element.children {
        if let Node::Element(child) = node {
            push(child, words);
        }
    }
}

/// What `w:sym` draws, by a rule of its own, since the reading's table is among what is to be checked: the letters of the
/// typeface Symbol are Greek, codes of typefaces without such a table are characters, and all else is a sign, which is no word.
fn symbol(element: &Element) -> char {
    const SIGN: char = '•';
    const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
    let drawn = code.map(|code| if code >> 8 == 0xF0 { code & 0xFF } else { code }).and_then(char::from_u32);
    match (element.attribute("w:font"), drawn) {
        (Some("Symbol"), Some(key)) => {
            LATIN.chars().position(|letter| letter == key).and_then(|at| GREEK.chars().nth(at)).unwrap_or(SIGN)
        }
        (Some("Wingdings"), _) | (_, None) => SIGN,
        (_, Some(_)) => code.and_then(char::from_u32).filter(|character| character.is_alphanumeric()).unwrap_or(SIGN),
    }
}

/// Moves what stands between the marks of text boxes behind the paragraph's own words.
fn boxes_last(paragraph: &str) -> String {
    let (mut own, mut boxed, mut depth) = (String::new(), String::new(), 0_usize);
    for character in paragraph.chars() {
        match character {
            '\u{1}' => depth += 1,
            '\u{2}' => {
                depth = depth.saturating_sub(1);
                boxed.push(' ');
            }
            _ if depth > 0 => boxed.push(character),
            _ => own.push(character),
        }
    }
    if boxed.is_empty() { own } else { format!("{own}\n{boxed}") }
}
