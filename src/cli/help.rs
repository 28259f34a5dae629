//! Help and the answers to wrong use, in the language of whoever asks.
//!
//! The doc comment of each command, option and value says it in both languages, `English | tiếng Việt`; so does each value's
//! name. What the library would say by itself (headings, defaults, possible values, errors) is worded here.

use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Language};

/// One of two words.
fn word<'t>(english: &'t str, vietnamese: &'t str, language: Language) -> &'t str {
    match language {
        Language::English => english,
        Language::Vietnamese => vietnamese,
    }
}

/// One side of `English | tiếng Việt`.
fn side(both: &str, language: Language) -> &str {
    match both.split_once('|') {
        Some((english, vietnamese)) => word(english.trim(), vietnamese.trim(), language),
        None => both,
    }
}

/// The whole of a command in one language.
pub fn localised(command: Command, language: Language) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.help("Print this help | In phần trợ giúp này"))
        .arg(version.help("Print the version | In số phiên bản"));
    // Now the library has added the command `help`, and to each command what all have.
    command.build();
    in_one_language(command, language)
}

fn in_one_language(command: Command, language: Language) -> Command {
    let arguments: Vec<_> = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let about = command.get_about().map(|about| told(about, language));
    let example = command.get_after_help().map(StyledStr::to_string);
    let usage_word = word("Usage", "Cách dùng", language);
    let command = command
        .help_template(format!("{{about-with-newline}}\n{usage_word}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(word("Commands", "Lệnh", language));
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    let command = match example {
        Some(example) => command.after_help(format!("{}:\n{example}", word("Example", "Ví dụ", language))),
        None => command,
    };
    let command = arguments
        .into_iter()
        .fold(command, |command, id| command.mut_arg(id, |argument| argument_in_one_language(argument, language)));
    let mut command = below
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, |below| in_one_language(below, language)));
    let usage = command.render_usage().to_string();
    command.override_usage(usage_words(&usage, language))
}

fn argument_in_one_language(argument: Arg, language: Language) -> Arg {
    let mut help = argument.get_help().map_or_else(String::new, |help| told(help, language));
    let values = argument.get_possible_values();
    let is_flag = !argument.get_action().takes_values();
    if !is_flag && values.iter().any(|value| value.get_help().is_some()) {
        for value in &values {
            let meaning = value.get_help().map_or_else(String::new, |help| told(help, language));
            let _ = write!(help, "\n- {}: {meaning}", value.get_name());
        }
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !is_flag && !defaults.is_empty() {
        let _ = write!(help, "\n[{}: {}]", word("default", "mặc định", language), defaults.join(" "));
    }
    let heading = match argument.is_positional() {
        true => word("Arguments", "Đối số", language),
        false => word("Options", "Tùy chọn", language),
    };
    let names: Option<Vec<String>> =
        argument.get_value_names().map(|names| names.iter().map(|name| side(name, language).to_owned()).collect());
    let argument = argument.help(help).help_heading(heading).hide_default_value(true).hide_possible_values(true);
    match names {
        Some(names) if !is_flag => argument.value_names(names),
        _ => argument,
    }
}

/// A sentence of ours in one language, or one of the library's own.
fn told(sentence: &StyledStr, language: Language) -> String {
    let sentence = sentence.to_string();
    let own = match sentence.as_str() {
        "Print this message or the help of the given subcommand(s)" => {
            "Print this help, or that of a command | In phần trợ giúp này, hoặc của một lệnh"
        }
        sentence => sentence,
    };
    side(own, language).to_owned()
}

/// `Usage: congbo build [OPTIONS]` without its heading and in the language.
fn usage_words(usage: &str, language: Language) -> String {
    let usage = usage.trim_start_matches("Usage:").trim();
    match language {
        Language::English => usage.to_owned(),
        Language::Vietnamese => usage.replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND", "LỆNH"),
    }
}

/// What was wrong about the words that a person typed, and what to do; none where help or the version was asked for, or
/// where nothing was typed, which help answers best.
pub fn wrong_use(error: &clap::Error, language: Language) -> Option<String> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return None;
        }
        _ => {}
    }
    let (message, hint) = (message(error), hint(error));
    let (label, help) = (word("error", "lỗi", language), word("hint", "gợi ý", language));
    let mut told = format!("{label}: {}\n", message.of(language));
    if let Some(hint) = hint {
        let _ = writeln!(told, "  = {help}: {}", hint.of(language));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage_words(&usage.to_string(), language);
        let _ = writeln!(told, "\n{}: {usage}", word("Usage", "Cách dùng", language));
    }
    let more = bilingual!(vi: "xem thêm: thêm --help vào lệnh", en: "for more, add --help to the command");
    let _ = writeln!(told, "{}", more.of(language));
    Some(told)
}

fn message(error: &clap::Error) -> Bilingual {
    let context = |kind| context(error, kind);
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            bilingual!(vi: "thừa chữ `{argument}`", en: "`{argument}` is one word too many")
        }
        ErrorKind::UnknownArgument => {
            bilingual!(vi: "không có tùy chọn `{argument}`", en: "there is no option `{argument}`")
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand);
            bilingual!(vi: "không có lệnh `{command}`", en: "there is no command `{command}`")
        }
        ErrorKind::MissingSubcommand => bilingual!(vi: "thiếu lệnh", en: "a command is missing"),
        ErrorKind::MissingRequiredArgument => bilingual!(vi: "thiếu {argument}", en: "{argument} is missing"),
        ErrorKind::InvalidValue if value.is_empty() => {
            bilingual!(vi: "`{argument}` cần một giá trị", en: "`{argument}` needs a value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => bilingual!(
            vi: "`{argument}`: giá trị \"{value}\" không dùng được",
            en: "`{argument}`: the value \"{value}\" cannot be used",
        ),
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            match prior == argument || prior.is_empty() {
                true => bilingual!(vi: "`{argument}` chỉ được ghi một lần", en: "`{argument}` may be given only once"),
                false => bilingual!(
                    vi: "`{argument}` không đi cùng `{prior}`",
                    en: "`{argument}` does not go together with `{prior}`",
                ),
            }
        }
        ErrorKind::TooManyValues => bilingual!(
            vi: "`{argument}` không nhận thêm giá trị \"{value}\"",
            en: "`{argument}` takes no further value \"{value}\"",
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            bilingual!(vi: "`{argument}` có số giá trị không đúng", en: "`{argument}` has a wrong number of values")
        }
        ErrorKind::NoEquals => bilingual!(vi: "`{argument}` cần dấu =", en: "`{argument}` needs a ="),
        ErrorKind::InvalidUtf8 => {
            bilingual!(vi: "có ký tự không phải Unicode", en: "there is a character that is not Unicode")
        }
        _ => bilingual!(vi: "không hiểu những gì đã gõ", en: "what was typed is not understood"),
    }
}

/// The nearest right word, the values that there are, or what the value's reader asks for.
fn hint(error: &clap::Error) -> Option<Bilingual> {
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggestion = suggestions.into_iter().map(|kind| context(error, kind)).find(|found| !found.is_empty());
    if let Some(near) = suggestion {
        return Some(bilingual!(vi: "có phải `{near}`?", en: "did you mean `{near}`?"));
    }
    let known = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    if let Some(known) = known.into_iter().map(|kind| context(error, kind)).find(|known| !known.is_empty()) {
        return Some(bilingual!(vi: "một trong: {known}", en: "one of: {known}"));
    }
    // What a reader of the library's own says has no second side, and is in no language but English.
    let asked = std::error::Error::source(error)?.to_string();
    let (en, vi) = asked.split_once(" | ")?;
    Some(bilingual!(vi: "{vi}", en: "{en}"))
}

/// A part of what the library knows about an error, as text; empty where it knows nothing.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(StyledStr::to_string).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Arguments;

    fn each<'c>(command: &'c Command, visit: &mut dyn FnMut(&'c Command)) {
        visit(command);
        command.get_subcommands().for_each(|below| each(below, visit));
    }

    #[test]
    fn every_sentence_has_two_sides() {
        let command = Arguments::command();
        let mut one_sided = Vec::new();
        each(&command, &mut |command| {
            let helps = command.get_arguments().filter_map(Arg::get_help).cloned();
            let values = command.get_arguments().flat_map(Arg::get_possible_values);
            let values: Vec<StyledStr> = values.filter_map(|value| value.get_help().cloned()).collect();
            let names: Vec<StyledStr> = command
                .get_arguments()
                .filter(|argument| argument.get_action().takes_values())
                .flat_map(|argument| argument.get_value_names().unwrap_or_default().iter())
                .map(|name| name.as_str().to_owned().into())
                .collect();
            for sentence in command.get_about().cloned().into_iter().chain(helps).chain(values).chain(names) {
                let sides = sentence.to_string().split('|').filter(|side| !side.trim().is_empty()).count();
                if sides != 2 {
                    one_sided.push(format!("{}: {sentence}", command.get_name()));
                }
            }
        });
        assert!(one_sided.is_empty(), "{one_sided:#?}");
    }

    /// Words that the library would say by itself.
    const FOREIGN: [&str; 14] = [
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "default",
        "possible values",
        "Print",
        "error",
        "tip",
        "For more",
        "OPTIONS",
        "COMMAND",
        "subcommand",
        "FOLDER",
    ];

    #[test]
    fn help_in_vietnamese_has_no_word_of_the_librarys() {
        let command = localised(Arguments::command(), Language::Vietnamese);
        let mut found = Vec::new();
        each(&command, &mut |command| {
            for help in [command.clone().render_long_help(), command.clone().render_help()] {
                let help = help.to_string();
                let words = FOREIGN.iter().filter(|word| help.contains(**word));
                found.extend(words.map(|word| format!("{}: {word}", command.get_name())));
            }
        });
        assert!(found.is_empty(), "{found:#?}");
    }

    /// Values that nothing but a free text takes.
    const ODD: [&str; 3] = ["?", "99999999", ""];

    #[test]
    fn a_value_that_cannot_be_read_is_answered_in_both_languages() {
        let mut one_sided = Vec::new();
        for (path, argument) in values_of(&Arguments::command(), &[]) {
            for odd in ODD {
                let value = match argument.get_long() {
                    Some(long) => format!("--{long}={odd}"),
                    None => odd.to_owned(),
                };
                let words = path.iter().cloned().chain([value.clone()]);
                let parsed = localised(Arguments::command(), Language::Vietnamese).try_get_matches_from(words);
                if let Err(error) = parsed
                    && error.kind() == ErrorKind::ValueValidation
                    && hint(&error).is_none()
                {
                    one_sided.push(format!("{} {value}: {error}", path.join(" ")));
                }
            }
        }
        assert!(one_sided.is_empty(), "{one_sided:#?}");
    }

    /// Every argument that takes a value, with the words that lead to its command.
    fn values_of(command: &Command, before: &[String]) -> Vec<(Vec<String>, Arg)> {
        let path = [before, &[command.get_name().to_owned()]].concat();
        let own = command.get_arguments().filter(|argument| argument.get_action().takes_values());
        let mut found: Vec<_> = own.map(|argument| (path.clone(), argument.clone())).collect();
        found.extend(command.get_subcommands().flat_map(|below| values_of(below, &path)));
        found
    }
}
