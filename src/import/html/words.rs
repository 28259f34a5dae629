//! Every word of a page, read in the plainest way: the measure that the real reading is held against.

use super::part::{Part, is_block, is_silent, is_void, parts};

/// All characters of a page but those of its head and its scripts, those struck out, and the numbers that Word put before paragraphs, with a space
/// wherever blocks part.
pub fn of(text: &str) -> String {
    let mut words = String::new();
    // The element that is passed over, and how many of its name are open in it.
    let mut passed_over: Option<(String, usize)> = None;
    for part in parts(text) {
        match (part, &mut passed_over) {
            (Part::Open(tag), Some((name, depth))) => *depth += usize::from(tag.name == *name),
            (Part::Close(closed), Some((name, depth))) if closed == *name => {
                *depth -= 1;
                if *depth == 0 {
                    passed_over = None;
                }
            }
            (_, Some(_)) => {}
            (Part::Open(tag), None) => {
                let style = tag.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
                if (is_silent(&tag.name) || tag.name == "del" || style.contains("mso-list:ignore"))
                    && !is_void(&tag.name)
                {
                    passed_over = Some((tag.name, 1));
                } else if is_block(&tag.name) || tag.name == "br" {
                    words.push('\n');
                }
            }
            (Part::Close(name), None) => words.push_str(if is_block(&name) { "\n" } else { "" }),
            (Part::Text(text), None) => words.push_str(&text),
        }
    }
    words
}
