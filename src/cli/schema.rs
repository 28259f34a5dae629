//! `congbo schema`

use clap::Args;

use crate::cli::Outcome;

use crate::cli::terminal::Terminal;
use crate::content::schema;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;

/// Options of `congbo schema`.
#[derive(Debug, Args)]
pub struct SchemaOptions {
    /// One file's schema, such as `legal`; without it all of them in one object
    /// | Lược đồ của một tệp, ví dụ `legal`; để trống thì in tất cả
    #[arg(value_name = "KIND | LOẠI")]
    pub kind: Option<String>,
}

/// Prints one schema, or all of them.
pub fn run(options: &SchemaOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let all = schema::all();
    let chosen = match &options.kind {
        None => serde_json::json!(all),
        Some(kind) => match all.get(kind.as_str()) {
            Some(schema) => schema.clone(),
            None => return Err(messages::command::unknown_schema(kind, all.keys().copied())),
        },
    };
    terminal.print(&format!("{chosen:#}\n"));
    Ok(Outcome::Done)
}
