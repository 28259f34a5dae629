//! How a person is known to an SSH server: a key, a password, or an agent that holds keys.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use russh::client::{AuthResult, Handle, KeyboardInteractiveAuthResponse};
use russh::keys::agent::AgentIdentity;
use russh::keys::agent::client::{AgentClient, AgentStream};
use russh::keys::{PrivateKey, PrivateKeyWithHashAlg, load_secret_key};

use super::host_key::HostKey;
use super::ssh_fault;
use crate::diagnostic::messages::fault;
use crate::shell::publish::credentials::Secret;
use crate::shell::publish::session::{Fault, FaultKind};

/// An agent, however it is reached.
type Agent = AgentClient<Box<dyn AgentStream + Send + Unpin + 'static>>;

/// What we may log in with.
#[derive(Debug, Default)]
pub struct Logins {
    /// A password, also asked for word by word (keyboard-interactive).
    pub password: Option<Secret>,
    /// A private key named for this target.
    pub key_file: Option<PathBuf>,
    pub passphrase: Option<Secret>,
    /// Where the agent that holds keys listens.
    pub agent_socket: Option<PathBuf>,
}

impl Logins {
    /// A key named for this target, its password, the agent, and then the keys that ssh would use.
    pub(super) async fn log_in(&self, user: &str, handle: &mut Handle<HostKey>) -> Result<(), Fault> {
        if let Some(path) = &self.key_file {
            let passphrase = self.passphrase.as_ref().map(Secret::expose);
            let key = load_secret_key(path, passphrase)
                .map_err(|cause| Fault::told(FaultKind::Login, &cause).at(&path.display().to_string()))?;
            if self.try_key(user, handle, key).await? {
                return Ok(());
            }
        }
        if let Some(password) = &self.password
            && self.try_password(user, handle, password).await?
        {
            return Ok(());
        }
        if self.try_agent(user, handle).await? {
            return Ok(());
        }
        let own_keys = env::home_dir().map(|home| home.join(".ssh"));
        for name in ["id_ed25519", "id_ecdsa", "id_rsa"] {
            let key = own_keys.as_ref().and_then(|folder| load_secret_key(folder.join(name), None).ok());
            if let Some(key) = key
                && self.try_key(user, handle, key).await?
            {
                return Ok(());
            }
        }
        Err(Fault::said(FaultKind::Login, fault::no_login()))
    }

    async fn try_key(&self, user: &str, handle: &mut Handle<HostKey>, key: PrivateKey) -> Result<bool, Fault> {
        let hash = handle.best_supported_rsa_hash().await.ok().flatten().flatten();
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), hash);
        let outcome = handle.authenticate_publickey(user, key).await;
        outcome.map(|outcome| matches!(outcome, AuthResult::Success)).map_err(|cause| ssh_fault(&cause))
    }

    async fn try_password(&self, user: &str, handle: &mut Handle<HostKey>, password: &Secret) -> Result<bool, Fault> {
        let outcome = handle.authenticate_password(user, password.expose()).await;
        if matches!(outcome.map_err(|cause| ssh_fault(&cause))?, AuthResult::Success) {
            return Ok(true);
        }
        let mut step = handle.authenticate_keyboard_interactive_start(user, None).await;
        loop {
            match step.map_err(|cause| ssh_fault(&cause))? {
                KeyboardInteractiveAuthResponse::Success => return Ok(true),
                KeyboardInteractiveAuthResponse::Failure { .. } => return Ok(false),
                KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => {
                    let answers = prompts.iter().map(|_| password.expose().to_owned()).collect();
                    step = handle.authenticate_keyboard_interactive_respond(answers).await;
                }
            }
        }
    }

    async fn try_agent(&self, user: &str, handle: &mut Handle<HostKey>) -> Result<bool, Fault> {
        for mut agent in self.agents().await {
            let identities = agent.request_identities().await.unwrap_or_default();
            let hash = handle.best_supported_rsa_hash().await.ok().flatten().flatten();
            for identity in identities {
                let AgentIdentity::PublicKey { key, .. } = identity else { continue };
                let hash = if key.algorithm().is_rsa() { hash } else { None };
                let outcome = handle.authenticate_publickey_with(user, key, hash, &mut agent).await;
                if matches!(outcome, Ok(AuthResult::Success)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The agents that listen, where this system's agents do.
    #[cfg(unix)]
    async fn agents(&self) -> Vec<Agent> {
        let Some(socket) = &self.agent_socket else { return Vec::new() };
        let connected = AgentClient::connect_uds(socket).await;
        connected.into_iter().map(AgentClient::dynamic).collect()
    }

    /// OpenSSH's agent as Windows brings it, and PuTTY's.
    #[cfg(windows)]
    async fn agents(&self) -> Vec<Agent> {
        let pipe = self.agent_socket.clone().unwrap_or_else(|| PathBuf::from(r"\\.\pipe\openssh-ssh-agent"));
        let openssh = AgentClient::connect_named_pipe(pipe).await.map(AgentClient::dynamic);
        let putty = AgentClient::connect_pageant().await.map(AgentClient::dynamic);
        openssh.into_iter().chain(putty).collect()
    }
}
