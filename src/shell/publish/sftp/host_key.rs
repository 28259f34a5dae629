//! Whether an SSH server is the one it claims to be: by the list of known keys, or by a fingerprint that the person
//! accepts.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use russh::client;
use russh::keys::known_hosts::{check_known_hosts_path, learn_known_hosts_path};
use russh::keys::{HashAlg, PublicKey, PublicKeyOrCertificate};

use crate::shell::publish::session::FaultKind;

/// Judges the server's key.
pub struct HostKey {
    /// Name or address.
    pub host: String,
    /// Usually 22.
    pub port: u16,
    /// The list of known servers' keys.
    pub known_hosts: Option<PathBuf>,
    /// A fingerprint that the person accepts.
    pub accept: Option<String>,
    /// Why the key was refused.
    pub verdict: Arc<Mutex<Option<FaultKind>>>,
}

impl client::Handler for HostKey {
    type Error = russh::Error;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        let PublicKeyOrCertificate::PublicKey { key, .. } = shown else { return Ok(false) };
        let refused = self.judge(key);
        let is_good = refused.is_none();
        if let Ok(mut verdict) = self.verdict.lock() {
            *verdict = refused;
        }
        Ok(is_good)
    }
}

impl HostKey {
    fn judge(&self, key: &PublicKey) -> Option<FaultKind> {
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        let Some(list) = &self.known_hosts else { return Some(FaultKind::UnknownHost { fingerprint }) };
        let accepted = self.accept.as_deref() == Some(fingerprint.as_str());
        match check_known_hosts_path(&self.host, self.port, key, list) {
            Ok(true) => None,
            Err(russh::keys::Error::KeyChanged { .. }) => Some(FaultKind::ChangedHost { fingerprint }),
            _ if accepted => {
                // Not being able to remember only means being asked again.
                let _ = learn_known_hosts_path(&self.host, self.port, key, list);
                None
            }
            _ => Some(FaultKind::UnknownHost { fingerprint }),
        }
    }
}
