//! Passwords and keys, from wherever this machine keeps them, never from a file that is committed.
//!
//! For a target named `trang-huyen` the environment may hold `CONGBO_PASSWORD_TRANG_HUYEN`, or a command that
//! prints the password in `CONGBO_PASSWORD_COMMAND_TRANG_HUYEN`; otherwise the system's keyring is asked: through its
//! own program (`secret-tool` on Linux, `security` on macOS) for service `congbo`, account the target's name, or on
//! Windows the Credential Manager for `congbo/trang-huyen`.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use trichdan::text::slug::slug;

/// A word that must never be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The word itself, for the server alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The environment variable of this kind for a target: `CONGBO_PASSWORD_TRANG_HUYEN`.
pub fn variable(kind: &str, target: &str) -> String {
    format!("CONGBO_{kind}_{}", slug(target).replace('-', "_").to_uppercase())
}

/// The variables that publishing looks at, taken once.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Environment(pub BTreeMap<String, String>);

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

impl Environment {
    /// Those of this process; what is not Unicode is no variable of ours.
    pub fn of_process() -> Self {
        let unicode = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self(env::vars_os().filter_map(unicode).collect())
    }

    /// Gives a target's password for as long as this process runs.
    pub fn lend(&mut self, target: &str, word: &str) {
        self.0.insert(variable("PASSWORD", target), word.to_owned());
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A value that is meant for this target alone.
    pub fn setting(&self, kind: &str, target: &str) -> Result<Option<Secret>, Failure> {
        self.get(&variable(kind, target)).map(|word| checked(word.to_owned(), target)).transpose()
    }

    /// The target's password, if any place knows one.
    pub fn password(&self, target: &str) -> Result<Option<Secret>, Failure> {
        if let Some(secret) = self.setting("PASSWORD", target)? {
            return Ok(Some(secret));
        }
        let printed = match self.get(&variable("PASSWORD_COMMAND", target)) {
            Some(command) => Some(ask_command(command, target)?),
            None => ask_keyring(target),
        };
        printed.map(|word| checked(word, target)).transpose()
    }

    /// The file of the private key for this target, if one is named.
    pub fn key_file(&self, target: &str) -> Option<PathBuf> {
        self.get(&variable("KEY", target)).map(PathBuf::from)
    }

    /// The keys of servers that are known: `CONGBO_KNOWN_HOSTS`, or the list that ssh itself keeps.
    pub fn known_hosts(&self) -> Option<PathBuf> {
        self.get("CONGBO_KNOWN_HOSTS").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".ssh/known_hosts")))
    }

    /// Certificates that a person accepted: `CONGBO_ACCEPTED_CERTIFICATES`, or a file of this user.
    pub fn accepted_certificates(&self) -> Option<PathBuf> {
        if let Some(path) = self.get("CONGBO_ACCEPTED_CERTIFICATES") {
            return Some(path.into());
        }
        Some(self.own_folder()?.join("accepted-certificates"))
    }

    /// The file of this user that remembers which site the desk was opened at.
    pub fn desk_memory(&self) -> Option<PathBuf> {
        Some(self.own_folder()?.join("ban-lam-viec"))
    }

    /// Where programs keep what they note for this user.
    fn own_folder(&self) -> Option<PathBuf> {
        let folder = match self.get("APPDATA") {
            Some(folder) if cfg!(windows) => PathBuf::from(folder),
            _ => env::home_dir()?.join(".config"),
        };
        Some(folder.join("congbo"))
    }

    /// Where the agent that holds keys listens.
    pub fn agent_socket(&self) -> Option<PathBuf> {
        self.get("SSH_AUTH_SOCK").map(PathBuf::from)
    }
}

/// Puts a target's password into the system's keyring; whether there is one that took it.
pub fn keep(target: &str, word: &str) -> Result<bool, Failure> {
    checked(word.to_owned(), target)?;
    Ok(tell_keyring(target, word))
}

/// Line ends and other control characters could smuggle commands into a protocol.
fn checked(word: String, target: &str) -> Result<Secret, Failure> {
    if word.contains(char::is_control) {
        return Err(messages::publish::control_character(target));
    }
    Ok(Secret(word))
}

fn ask_command(command: &str, target: &str) -> Result<String, Failure> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let output = Command::new(shell).args([flag, command]).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    match output {
        Ok(output) if output.status.success() => Ok(first_line(&output.stdout)),
        _ => Err(messages::publish::password_command(target, &variable("PASSWORD_COMMAND", target))),
    }
}

/// The Credential Manager; `cmdkey /generic:congbo/trang-huyen /user:lan /pass` puts a password into it.
#[cfg(windows)]
fn ask_keyring(target: &str) -> Option<String> {
    let entry = keyring::Entry::new_with_target(&format!("congbo/{target}"), "congbo", target).ok()?;
    entry.get_password().ok().filter(|word| !word.is_empty())
}

/// Where `ask_keyring` finds it again.
#[cfg(windows)]
fn tell_keyring(target: &str, word: &str) -> bool {
    keyring::Entry::new_with_target(&format!("congbo/{target}"), "congbo", target)
        .is_ok_and(|entry| entry.set_password(word).is_ok())
}

/// The keyring's own program, which reads the word from its input: arguments can be seen by others.
#[cfg(not(windows))]
fn tell_keyring(target: &str, word: &str) -> bool {
    use std::io::Write;
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let (program, arguments, input): (_, &[&str], _) = if cfg!(target_os = "macos") {
        let asked = format!("add-generic-password -U -s congbo -a {} -w {}\n", quoted(target), quoted(word));
        ("security", &["-i"], asked)
    } else {
        let arguments = &["store", "--label=congbo", "service", "congbo", "account", target];
        return told("secret-tool", arguments, word);
    };
    return told(program, arguments, &input);

    fn told(program: &str, arguments: &[&str], input: &str) -> bool {
        let begun = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut program) = begun else { return false };
        let written = program.stdin.take().is_some_and(|mut stdin| stdin.write_all(input.as_bytes()).is_ok());
        program.wait().is_ok_and(|status| status.success()) && written
    }
}

/// The keyring's own program, where the system has one.
#[cfg(not(windows))]
fn ask_keyring(target: &str) -> Option<String> {
    let (program, arguments): (_, &[&str]) = if cfg!(target_os = "macos") {
        ("security", &["find-generic-password", "-w", "-s", "congbo", "-a", target])
    } else {
        ("secret-tool", &["lookup", "service", "congbo", "account", target])
    };
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let word = first_line(&output.stdout);
    (output.status.success() && !word.is_empty()).then_some(word)
}

fn first_line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_show_themselves() {
        assert_eq!(format!("{:?}", Some(Secret("mật khẩu".to_owned()))), "Some(Secret(…))");
    }

    #[test]
    fn variables_are_named_after_the_target() {
        assert_eq!(variable("PASSWORD", "Trang huyện"), "CONGBO_PASSWORD_TRANG_HUYEN");
    }
}
