//! `congbo explain`

use clap::Args;

use serde_json::json;

use crate::cli::Outcome;
use crate::cli::common::Format;
use crate::cli::terminal::Terminal;
use crate::diagnostic::Language;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Code, messages};

/// Options of `congbo explain`.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// The code, such as CB510; without it all codes are listed
    /// | Mã, ví dụ CB510; để trống thì liệt kê mọi mã
    #[arg(value_name = "CODE | MÃ")]
    pub code: Option<String>,
}

/// Explains one code, or lists them all.
pub fn run(options: &ExplainOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let codes = messages::codes();
    let chosen: Vec<&Code> = match &options.code {
        None => codes,
        Some(written) => {
            let wanted = written.to_uppercase();
            let found = codes.iter().find(|code| code.id == wanted);
            vec![found.ok_or_else(|| messages::command::unknown_code(written, codes.iter().map(|code| code.id)))?]
        }
    };
    let is_whole = options.code.is_some();
    for code in chosen {
        terminal.print(&match terminal.format {
            Format::Human => shown(code, terminal.language, is_whole),
            _ => format!("{}\n", as_json(code)),
        });
    }
    Ok(Outcome::Done)
}

fn shown(code: &Code, language: Language, is_whole: bool) -> String {
    let (title, explanation) = match language {
        Language::Vietnamese => (code.title_vi, code.explanation_vi),
        Language::English => (code.title_en, code.explanation_en),
    };
    match is_whole {
        true => format!("{} {title}\n\n{explanation}\n", code.id),
        false => format!("{} {title}\n", code.id),
    }
}

fn as_json(code: &Code) -> serde_json::Value {
    json!({
        "id": code.id,
        "title": { "vi": code.title_vi, "en": code.title_en },
        "explanation": { "vi": code.explanation_vi, "en": code.explanation_en },
    })
}
