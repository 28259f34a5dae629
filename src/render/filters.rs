//! The filters and functions of templates: links, words, dates, numbers.
//!
//! `href` makes a link of an address inside the site, `absolute` one that holds everywhere, `t` gives a word
//! of the interface; the rest write values the way the page's language does.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind, State, Value};
use rust_decimal::Decimal;

use crate::diagnostic::Language;
use crate::render::chart;
use crate::render::escape::{encode_address, escape};
use crate::render::words::{OwnWord, Words, fill};
use crate::view::ChartView;
use trichdan::calendar::Date;
use trichdan::text::number;

/// Defines what templates can call: what it gives, how it is written, its name and what does it.
macro_rules! tools {
    (
        ($environment:ident, $language:ident, $words:ident, $versions:ident)
        $( #[doc = $gives:literal] $written:literal: $add:ident($name:literal, $does:expr); )*
    ) => {
        /// Gives an environment its filters and functions, in one language.
        ///
        /// `versions` has a short hash for each static file, so that a browser never keeps an old one for a new page.
        pub fn add(
            $environment: &mut Environment<'static>,
            $language: Language,
            $words: &Arc<Words>,
            $versions: &Arc<BTreeMap<String, String>>,
        ) {
            $( $environment.$add($name, $does); )*
        }

        /// How each is written, and what it gives.
        #[cfg(test)]
        pub const TOOLS: &[(&str, &str)] = &[ $( ($written, $gives.trim_ascii()), )* ];
    };
}

tools! {
    (environment, language, words, versions)

    /// A link from this page to an address of the site.
    "address | href": add_filter("href", href);
    /// The same address as it is published.
    "address | absolute": add_filter("absolute", |state: &State, address: &str| joined(state, "base_url", address));
    /// The id by which others know what stands there; it outlives a change of domain.
    "address | lasting_id": add_filter("lasting_id", |state: &State, address: &str| joined(state, "id_base", address));
    /// A link to a file of `static/`, with its version.
    "static(\"site.css\")": add_function("static", static_files(versions));
    /// A word of the interface; `{count}` in it is filled by `t(count=3)`.
    "\"key\" | t": add_filter("t", interface_word(language, words));
    /// A decimal the way the language writes it: `1.234,5`.
    "decimal | number": add_filter("number", move |value: &str| written_number(value, language));
    /// An amount of đồng: `2,5 tỷ đồng`.
    "decimal | money": add_filter("money", move |value: &str| money(value, language));
    /// The length of a file: `1,2 MB`.
    "number | bytes": add_filter("bytes", move |value: u64| bytes(value, language));
    /// A day in short: `05/3/2020`.
    "day | date": add_filter("date", move |value: &str| written_date(value, language));
    /// A day in full: `ngày 05 tháng 3 năm 2020`.
    "day | long_date": add_filter("long_date", move |value: &str| long_date(value, language));
    /// A day in full in Vietnamese, whatever the language of the interface.
    "day | long_date_vi": add_filter("long_date_vi", |value: &str| long_date(value, Language::Vietnamese));
    /// A date that the original left incomplete, with its blanks marked.
    "text | blanks": add_filter("blanks", mark_blanks(words));
    /// The name of a body on two lines, as the head of a document has it.
    "text | body_lines": add_filter("body_lines", |name: &str| Value::from_safe_string(body_lines(name)));
    /// The site that an outside address belongs to.
    "text | host": add_filter("host", |value: &str| host(value).to_owned());
    /// A drawing of a chart.
    "chart | svg": add_filter("svg", drawing(language, words));
}

/// The filter `t`: `{{ "recent" | t }}`, `{{ "rows" | t(count=view.count) }}`.
fn interface_word(
    language: Language,
    words: &Words,
) -> impl Fn(&str, Kwargs) -> Result<Value, Error> + Send + Sync + 'static {
    let values: HashMap<String, (Value, Arc<str>)> = words
        .keys()
        .filter_map(|key| words.get(key).map(|text| (key.to_owned(), (Value::from(text.clone()), text.clone()))))
        .collect();
    move |key: &str, slots: Kwargs| match values.get(key) {
        None => {
            Err(Error::new(ErrorKind::InvalidOperation, format!("words/{}.yaml has no word `{key}`", language.word())))
        }
        Some((value, text)) if text.contains('{') => {
            let filled = fill(text, |name| slots.get::<Value>(name).ok().map(|value| value.to_string()));
            slots.assert_all_used()?;
            Ok(if filled == **text { value.clone() } else { Value::from(filled) })
        }
        Some((value, _)) => Ok(value.clone()),
    }
}

fn drawing(language: Language, words: &Arc<Words>) -> impl Fn(&ChartView) -> Value + Send + Sync + 'static {
    let words = words.clone();
    move |view| Value::from_safe_string(chart::svg(view, &words, &|amount| number_text(amount, language)))
}

fn mark_blanks(words: &Words) -> impl Fn(&str) -> Value + Send + Sync + 'static {
    let blank = words.of(OwnWord::Blank).to_owned();
    move |written| Value::from_safe_string(blanks(written, &blank))
}

/// A link from this page to an address inside the site.
fn href(state: &State, address: &str) -> Result<Value, Error> {
    let root = state.lookup("root").ok_or_else(|| missing("root"))?;
    let relative = state.lookup("relative").is_some_and(|value| value.is_true());
    let mut link = String::with_capacity(address.len() + 24);
    write_href(address, root.as_str().unwrap_or_default(), relative, &mut link);
    Ok(Value::from(link))
}

fn missing(name: &str) -> Error {
    Error::new(
        ErrorKind::UndefinedError,
        format!("`{name}` is not there: use this filter in an included template, not in a macro"),
    )
}

/// Writes a link: `root`, the address, and `index.html` where the site is opened from a folder.
///
/// ```text
/// ky/2022-h1/#so-lieu   in a folder, from two levels down   ../../ky/2022-h1/index.html#so-lieu
/// ```
pub fn write_href(address: &str, root: &str, relative: bool, out: &mut String) {
    out.push_str(root);
    if !relative {
        return encode_address(address, out);
    }
    let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    encode_address(path, out);
    if path.is_empty() || path.ends_with('/') {
        out.push_str("index.html");
    }
    encode_address(rest, out);
}

/// An address of the site behind one of the frame's beginnings.
fn joined(state: &State, base: &str, address: &str) -> Result<Value, Error> {
    let frame = state.lookup("frame").ok_or_else(|| missing("frame"))?;
    let base = frame.get_attr(base)?;
    let mut link = base.as_str().unwrap_or_default().to_owned();
    encode_address(address, &mut link);
    Ok(Value::from(link))
}

/// Links to files of the theme's `static` folder.
fn static_files(
    versions: &Arc<BTreeMap<String, String>>,
) -> impl Fn(&State, &str) -> Result<Value, Error> + Send + Sync + 'static {
    let versions = versions.clone();
    move |state, name| {
        let root = state.lookup("root").ok_or_else(|| missing("root"))?;
        let Some(version) = versions.get(name) else {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("the theme has no file static/{name}")));
        };
        Ok(Value::from(format!("{}static/{name}?v={version}", root.as_str().unwrap_or_default())))
    }
}

fn read_date(value: &str) -> Result<Date, Error> {
    value.parse().map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("`{value}` is not a date YYYY-MM-DD")))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in short: `05/3/2020`. Days 1 to 9 and months 1 and 2 get a zero (decree 30/2020/NĐ-CP, Appendix I).
fn written_date(value: &str, language: Language) -> Result<String, Error> {
    let date = read_date(value)?;
    Ok(match language {
        Language::Vietnamese => format!("{:02}/{}/{}", date.day(), month(date), date.year()),
        Language::English => format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year()),
    })
}

/// A day in full: `ngày 05 tháng 3 năm 2020`.
fn long_date(value: &str, language: Language) -> Result<String, Error> {
    let date = read_date(value)?;
    match language {
        Language::Vietnamese => Ok(format!("ngày {:02} tháng {} năm {}", date.day(), month(date), date.year())),
        Language::English => written_date(value, language),
    }
}

fn month(date: Date) -> String {
    if date.month() <= 2 { format!("{:02}", date.month()) } else { date.month().to_string() }
}

fn read_number(value: &str) -> Result<Decimal, Error> {
    value
        .parse()
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("`{value}` is not a number in machine form")))
}

/// An amount of đồng: `2,5 tỷ đồng`; in English its full number.
fn money(value: &str, language: Language) -> Result<String, Error> {
    let amount = read_number(value)?;
    Ok(match language {
        Language::Vietnamese => number::write_money(amount),
        Language::English => format!("{} đồng", number_text(amount, language)),
    })
}

/// The name of a body as the head of a document has it: the kind of body on one line, its place on the next.
///
/// ```text
/// Ủy ban nhân dân huyện Triệu Sơn   ->   Ủy ban nhân dân<br> huyện Triệu Sơn
/// ```
fn body_lines(name: &str) -> String {
    let cut = ["nhân dân ", "Nhân dân "].iter().find_map(|words| Some(name.find(words)? + words.len() - 1));
    let (kind, place) = name.split_at(cut.unwrap_or(name.len()));
    let mut out = String::with_capacity(name.len() + 8);
    escape(kind, &mut out);
    if !place.is_empty() {
        out.push_str("<br>");
    }
    escape(place, &mut out);
    out
}

/// The name of the site that an address belongs to.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// A decimal in machine form, written for readers: `1234.5` is `1.234,5` in Vietnamese and `1,234.5` in English.
fn written_number(value: &str, language: Language) -> Result<String, Error> {
    Ok(number_text(read_number(value)?, language))
}

fn number_text(amount: Decimal, language: Language) -> String {
    let written = number::write(amount);
    let swapped = |letter| match letter {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    match language {
        Language::Vietnamese => written,
        Language::English => written.chars().map(swapped).collect(),
    }
}

/// A file's length: `1,2 MB`. Units of 1000, as storage is sold and as DCAT counts; of 999,960 bytes there are 1 MB.
pub fn bytes(value: u64, language: Language) -> String {
    let thousand = Decimal::ONE_THOUSAND;
    let (mut amount, mut unit) = (Decimal::from(value), "B");
    for larger in ["KB", "MB", "GB"] {
        if amount.round_dp(1) < thousand {
            break;
        }
        (amount, unit) = (amount / thousand, larger);
    }
    format!("{} {unit}", number_text(amount.round_dp(1), language))
}

/// A date that the original leaves partly blank, with each blank marked: `ngày ▁ tháng ▁ năm 2022`.
///
/// A blank is where a number should stand: after `ngày`, `tháng` or `năm`, nothing or only dots.
fn blanks(written: &str, blank: &str) -> String {
    let mut out = String::with_capacity(written.len() + 120);
    let mut awaited = false;
    for word in written.split_whitespace() {
        let is_dots = word.chars().all(|letter| matches!(letter, '.' | '…' | '_' | ','));
        if is_dots && awaited {
            continue;
        }
        let number_comes = word.starts_with(|first: char| first.is_ascii_digit());
        if awaited && !number_comes {
            push_blank(blank, &mut out);
        }
        if !out.is_empty() {
            out.push(' ');
        }
        escape(word, &mut out);
        awaited = matches!(word.to_lowercase().as_str(), "ngày" | "tháng" | "năm");
    }
    if awaited {
        push_blank(blank, &mut out);
    }
    out
}

fn push_blank(blank: &str, out: &mut String) {
    out.push_str(" <span class=\"blank\">");
    escape(blank, out);
    out.push_str("</span>");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn links_fit_the_way_the_site_is_opened() {
        for (address, root, relative, expected) in [
            ("ky/2022-h1/", "/khcn/", false, "/khcn/ky/2022-h1/"),
            ("", "/", false, "/"),
            ("", "../../", true, "../../index.html"),
            ("ky/2022-h1/#so-lieu", "../../", true, "../../ky/2022-h1/index.html#so-lieu"),
            ("du-lieu/van-ban.csv", "../", true, "../du-lieu/van-ban.csv"),
        ] {
            let mut out = String::new();
            write_href(address, root, relative, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn dates_follow_the_decree_in_vietnamese() {
        for (value, short, long) in [
            ("2020-03-05", "05/3/2020", "ngày 05 tháng 3 năm 2020"),
            ("2021-01-29", "29/01/2021", "ngày 29 tháng 01 năm 2021"),
            ("2021-12-04", "04/12/2021", "ngày 04 tháng 12 năm 2021"),
        ] {
            assert_eq!(written_date(value, Language::Vietnamese).unwrap(), short);
            assert_eq!(long_date(value, Language::Vietnamese).unwrap(), long);
        }
        assert_eq!(written_date("2020-03-05", Language::English).unwrap(), "5 March 2020");
        assert!(written_date("05/3/2020", Language::Vietnamese).is_err());
    }

    #[test]
    fn numbers_and_lengths_are_written_for_readers() {
        assert_eq!(written_number("1234.5", Language::Vietnamese).unwrap(), "1.234,5");
        assert_eq!(written_number("1234.5", Language::English).unwrap(), "1,234.5");
        assert_eq!(bytes(999, Language::Vietnamese), "999 B");
        assert_eq!(bytes(1_260_000, Language::Vietnamese), "1,3 MB");
        assert_eq!(bytes(999_960, Language::Vietnamese), "1 MB");
        assert_eq!(bytes(999_940, Language::Vietnamese), "999,9 KB");
        assert_eq!(bytes(999, Language::English), "999 B");
        assert_eq!(bytes(5_000_000_000_000, Language::Vietnamese), "5.000 GB");
    }

    #[test]
    fn what_a_date_leaves_blank_is_marked() {
        let blank = "<span class=\"blank\">trống</span>";
        for (written, expected) in [
            ("ngày tháng năm 2022", format!("ngày {blank} tháng {blank} năm 2022")),
            ("ngày … tháng ... năm 2022", format!("ngày {blank} tháng {blank} năm 2022")),
            ("ngày 05 tháng 6 năm", format!("ngày 05 tháng 6 năm {blank}")),
        ] {
            assert_eq!(blanks(written, "trống"), expected);
        }
    }
}
