//! Bytes of RTF to letters: by the character set of the typeface, and by Unicode where the file gives that.

use std::collections::HashMap;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::token::Token;

/// The typefaces of a file.
#[derive(Debug, Default)]
pub struct Typefaces {
    by_number: HashMap<i32, (Arc<str>, &'static Encoding)>,
    /// For typefaces that say nothing.
    default: Option<&'static Encoding>,
}

impl Typefaces {
    /// The file's own code page (`\ansicpg`).
    pub fn take_code_page(&mut self, page: i32) {
        self.default = encoding(page);
    }

    /// A typeface, with its character set (`\fcharset`).
    pub fn insert(&mut self, number: i32, name: &str, set: i32) {
        let page = match set {
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => 0,
        };
        let encoding = encoding(page).or(self.default).unwrap_or(encoding_rs::WINDOWS_1252);
        self.by_number.insert(number, (Arc::from(name), encoding));
    }

    /// A typeface's name.
    pub fn name(&self, number: i32) -> Option<Arc<str>> {
        self.by_number.get(&number).map(|(name, _)| name.clone())
    }

    fn encoding(&self, number: i32) -> &'static Encoding {
        let of_typeface = self.by_number.get(&number).map(|(_, encoding)| *encoding);
        of_typeface.or(self.default).unwrap_or(encoding_rs::WINDOWS_1252)
    }
}

fn encoding(page: i32) -> Option<&'static Encoding> {
    match page {
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        65001 => Some(encoding_rs::UTF_8),
        page => Encoding::for_label(format!("windows-{page}").as_bytes()),
    }
}

/// Letters on their way out of bytes.
#[derive(Debug, Default)]
pub struct Letters {
    bytes: Vec<u8>,
    /// Units of UTF-16 of which only the first half came.
    units: Vec<u16>,
    /// How much is still to be passed over of what stands for a letter in old programs.
    passed_over: usize,
}

impl Letters {
    /// Takes a byte or a unit of Unicode; false for anything else. `width` is how many bytes stand for a unit in old programs.
    pub fn take(
        &mut self,
        token: Token,
        width: usize,
        typefaces: &Typefaces,
        typeface: i32,
        text: &mut String,
    ) -> bool {
        match token {
            Token::Byte(_) | Token::Binary(_) if self.passed_over > 0 => self.passed_over -= 1,
            Token::Byte(byte) => {
                self.end_units(text);
                self.bytes.push(byte);
            }
            Token::Word("u", Some(unit)) => {
                self.end_bytes(typefaces, typeface, text);
                // Negative numbers are those above 32,767.
                self.units.push((unit & 0xFFFF) as u16);
                self.passed_over = width;
            }
            _ => return false,
        }
        true
    }

    /// Ends what was begun.
    pub fn end(&mut self, typefaces: &Typefaces, typeface: i32, text: &mut String) {
        self.passed_over = 0;
        self.end_units(text);
        self.end_bytes(typefaces, typeface, text);
    }

    fn end_units(&mut self, text: &mut String) {
        if !self.units.is_empty() {
            text.push_str(&String::from_utf16_lossy(&std::mem::take(&mut self.units)));
        }
    }

    fn end_bytes(&mut self, typefaces: &Typefaces, typeface: i32, text: &mut String) {
        if !self.bytes.is_empty() {
            let (decoded, _) = typefaces.encoding(typeface).decode_without_bom_handling(&self.bytes);
            text.push_str(&decoded);
            self.bytes.clear();
        }
    }
}

/// The letter that a word or a sign stands for.
pub fn letter(token: Token) -> Option<char> {
    Some(match token {
        Token::Sign(b'~') => '\u{A0}',
        Token::Sign(b'_') => '\u{2011}',
        // In the typefaces of TCVN3 this very code is the letter ư; elsewhere the encoding's reader drops it.
        Token::Sign(b'-') => '\u{AD}',
        Token::Word(word, _) => match word {
            "tab" | "cell" | "nestcell" => '\t',
            "emdash" => '—',
            "endash" => '–',
            "lquote" => '‘',
            "rquote" => '’',
            "ldblquote" => '“',
            "rdblquote" => '”',
            "bullet" => '•',
            "emspace" | "enspace" | "qmspace" => ' ',
            _ => return None,
        },
        _ => return None,
    })
}
