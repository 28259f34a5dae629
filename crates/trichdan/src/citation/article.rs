//! Which articles a pinpoint names: `Điều 3, Điều 4 Chương II` names two.

/// An article of a legal document: `Điều 3`, `Điều 4a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Article {
    number: u16,
    letter: Option<char>,
}

impl Article {
    /// `Điều 4a`
    pub fn title(self) -> String {
        format!("Điều {}{}", self.number, self.letter.map_or_else(String::new, String::from))
    }

    /// `dieu-4a`
    pub fn anchor(self) -> String {
        let letter =
            self.letter.map_or_else(String::new, |letter| if letter == 'đ' { "dd".into() } else { letter.into() });
        format!("dieu-{}{letter}", self.number)
    }
}

/// The articles that a pinpoint names, in the order of the text: `Điều 5, 6 và 7`, `từ Điều 5 đến Điều 9`.
///
/// A range longer than fifty articles names its ends only.
pub fn articles(pinpoint: &str) -> Vec<Article> {
    const LONGEST_RANGE: u16 = 50;
    let mut found: Vec<Article> = Vec::new();
    let mut in_articles = false;
    let mut to = false;
    for word in pinpoint
        .split(|letter: char| letter.is_whitespace() || letter == ',' || letter == ';')
        .filter(|word| !word.is_empty())
    {
        match word.to_lowercase().as_str() {
            "điều" => in_articles = true,
            "đến" => to = true,
            "và" | "từ" | "hoặc" => {}
            // Numbers of anything else are not articles.
            "khoản" | "điểm" | "chương" | "mục" | "phần" | "phụ" => in_articles = false,
            number if in_articles => match read(number) {
                Some(article) => {
                    let start = found.last().map_or(article.number, |last| last.number + 1);
                    if to && article.number.saturating_sub(start) <= LONGEST_RANGE {
                        found.extend((start..article.number).map(|number| Article { number, letter: None }));
                    }
                    to = false;
                    found.push(article);
                }
                None => in_articles = false,
            },
            _ => {}
        }
    }
    found
}

/// `3`, `4a`
fn read(word: &str) -> Option<Article> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let mut letters = word[digits..].chars();
    let letter = letters.next();
    let number = word[..digits].parse().ok()?;
    (letters.next().is_none() && letter.is_none_or(char::is_alphabetic)).then_some(Article { number, letter })
}

#[cfg(test)]
mod tests {
    use super::articles;

    #[track_caller]
    fn check(pinpoint: &str, expected: &[&str]) {
        let anchors: Vec<String> = articles(pinpoint).into_iter().map(super::Article::anchor).collect();
        assert_eq!(anchors, expected, "{pinpoint}");
    }

    #[test]
    fn articles_are_found_in_lists_and_ranges() {
        check("Điều 3, Điều 4 Chương II", &["dieu-3", "dieu-4"]);
        check("khoản 2 Điều 5", &["dieu-5"]);
        check("các khoản 1, 2 và 3 Điều 4a", &["dieu-4a"]);
        check("Điều 5, 6 và 7", &["dieu-5", "dieu-6", "dieu-7"]);
        check("từ Điều 5 đến Điều 8", &["dieu-5", "dieu-6", "dieu-7", "dieu-8"]);
        check("từ điều 1 đến điều 9999", &["dieu-1", "dieu-9999"]);
        check("Phụ lục I", &[]);
        check("Điều 12 Mục 3", &["dieu-12"]);
    }
}
