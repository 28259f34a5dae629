//! Whatever stands in a file, it is read and its messages are printed without a panic, every place inside the file.

use congbo::inside::content::node::Value;
use congbo::inside::parse::yaml;
use congbo::inside::source::SourcePath;
use proptest::prelude::*;

use crate::fuzz::engine::targets;

const MODELS: &str = include_str!("../../content/2022-h1/models.yaml");
const PERIOD: &str = include_str!("../../content/2022-h1/period.yaml");
const LEGAL: &str = include_str!("../../content/2022-h1/legal.yaml");
const PAGE: &str = include_str!("../../content/pages/lien-he.md");

/// Reads the text as a file of the given path, and prints what there is to say.
fn read_and_print(path: &str, text: &str) {
    targets::read_and_print(&SourcePath::new(path).expect("a good path"), &text.into());
}

/// Pieces that YAML gives a meaning to, among Vietnamese words.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "\n",
        "\n",
        "  ",
        "- ",
        ": ",
        ":",
        "id",
        "name",
        "title",
        "places",
        "hectares",
        "Thọ Ngọc",
        "đ",
        "#",
        " #1",
        "\"",
        "'",
        "|",
        ">",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "*a",
        "&a ",
        "!b ",
        "!!int ",
        "? ",
        "---",
        "...",
        "\t",
        "\\",
        "\\x41",
        "~",
        "null",
        "1.10",
        "0x1F",
        ".nan",
        "2022-06-30",
        "<<: ",
        "%YAML",
        "@",
        "`",
        "\r\n",
        "\u{a0}",
        "\u{feff}",
        "\u{85}",
        "é\u{301}",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn scalars_are_what_their_author_wrote(
        plain in "[0-9+.~yYnNtTfF][0-9A-Za-z.+_~-]{0,12}",
        quoted in "[^\\p{C}]{0,20}",
    ) {
        let text = format!("- a: {plain}\n  Ngọc: '{}'\n", quoted.replace('\'', "''"));
        let root = yaml::read(&text, 0..text.len()).expect("good YAML");
        let Value::List(items) = &root.value else { panic!("a list: {text}") };
        let (a, b) = (items[0].get("a").expect("a value"), items[0].get("Ngọc").expect("a value"));
        prop_assert_eq!(a.text(), Some(&*plain));
        prop_assert_eq!(b.text(), Some(&*quoted));
        prop_assert_eq!(&text[yaml::locate(&text, a.mark)], &*plain);
        if !quoted.contains('\'') && !quoted.is_empty() {
            prop_assert_eq!(&text[yaml::locate(&text, b.mark)], &*quoted);
        }
    }

    #[test]
    fn any_yaml_is_read(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        for path in ["places.yaml", "2022-h1/period.yaml", "2022-h1/models.yaml"] {
            read_and_print(path, &text);
        }
        read_and_print("pages/a.md", &format!("---\n{text}\n---\n{text}"));
    }

    #[test]
    fn damaged_content_is_read(file in 0..4_usize, at in 0.0..1.0_f64, cut in 0..40_usize, piece in piece()) {
        let (path, text) = [
            ("2022-h1/models.yaml", MODELS),
            ("2022-h1/period.yaml", PERIOD),
            ("2022-h1/legal.yaml", LEGAL),
            ("pages/lien-he.md", PAGE),
        ][file];
        let letters: Vec<char> = text.chars().collect();
        let start = (at * letters.len() as f64) as usize;
        let end = (start + cut).min(letters.len());
        let (before, after) = (letters[..start].iter().copied(), letters[end..].iter().copied());
        let damaged: String = before.chain(piece.chars()).chain(after).collect();
        read_and_print(path, &damaged);
    }
}
