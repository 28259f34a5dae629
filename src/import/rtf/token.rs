//! RTF as its smallest parts (Rich Text Format Specification 1.9.1, "Conventions of an RTF Reader").

/// A part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\b0`: a word and its number.
    Word(&'a str, Option<i32>),
    /// `\~`: a sign.
    Sign(u8),
    /// A byte of text, as it stands or as `\'hh`.
    Byte(u8),
    /// Bytes of a picture or an object (`\bin`).
    Binary(&'a [u8]),
}

/// The parts of a file, in order.
pub fn tokens(bytes: &[u8]) -> Tokens<'_> {
    Tokens { bytes, at: 0 }
}

/// Gives them.
#[derive(Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.take()?;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                // A line may end anywhere and means nothing.
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Token::Word("tab", None),
                _ => Token::Byte(byte),
            });
        }
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn take_while(&mut self, is_wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_wanted(*byte)).unwrap_or(rest.len());
        self.at += length;
        std::str::from_utf8(&rest[..length]).unwrap_or_default()
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let word = self.take_while(|byte| byte.is_ascii_alphabetic());
        if word.is_empty() {
            return Some(match self.take()? {
                b'\'' => self.hex(),
                // A line end behind a backslash ends a paragraph.
                b'\r' | b'\n' => Token::Word("par", None),
                b'\t' => Token::Word("tab", None),
                sign @ (b'\\' | b'{' | b'}') => Token::Byte(sign),
                sign => Token::Sign(sign),
            });
        }
        let number_at = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        if digits.is_empty() {
            self.at = number_at;
        }
        let number = std::str::from_utf8(&self.bytes[number_at..self.at]).ok().and_then(|number| number.parse().ok());
        // One space ends the word and is no text.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0).min(rest.len());
            self.at += length;
            return Some(Token::Binary(&rest[..length]));
        }
        Some(Token::Word(word, number))
    }

    fn hex(&mut self) -> Token<'a> {
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        self.at += if byte.is_some() { 2 } else { 0 };
        byte.map_or(Token::Sign(b'\''), Token::Byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let found: Vec<Token> = tokens(b"{\\rtf1\\b0 a \\'e0\\u-10?\\~\\{\\bin2 }{\r\n\\\nx").collect();
        let expected = [
            Token::Open,
            Token::Word("rtf", Some(1)),
            Token::Word("b", Some(0)),
            Token::Byte(b'a'),
            Token::Byte(b' '),
            Token::Byte(0xE0),
            Token::Word("u", Some(-10)),
            Token::Byte(b'?'),
            Token::Sign(b'~'),
            Token::Byte(b'{'),
            Token::Binary(b"}{"),
            Token::Word("par", None),
            Token::Byte(b'x'),
        ];
        assert_eq!(found, expected);
    }
}
