//! From a target in site.yaml to a server that can be talked to.

use std::sync::Mutex;

use super::session::{Fault, FaultKind, Server};
use super::{Options, credentials, ftp, sftp, store};
use crate::content::PublishTarget;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::address::{Address, Protocol};
use crate::shell::http::trust::Trust;

/// A server to talk to; nothing is sent yet.
pub(super) fn reach(target: &PublishTarget, address: &Address, options: &Options) -> Result<Box<dyn Server>, Failure> {
    let (environment, accept) = (&options.environment, options.accept.clone());
    let password = environment.password(&target.name)?;
    let user = address.user.clone().or_else(|| target.user.as_deref().map(str::to_owned)).unwrap_or_default();
    let connections = target.connections.map_or(2, |count| count.clamp(1, 16) as usize);
    let host = address.host.clone();
    let trust =
        |port: u16| Trust::for_server(&address.host, port, options.accept.clone(), environment.accepted_certificates());
    let failed = |fault| failure_of(target, &address.host, fault);
    Ok(match address.protocol {
        Protocol::Sftp => {
            let logins = sftp::Logins {
                password,
                key_file: environment.key_file(&target.name),
                passphrase: environment.setting("KEY_PASSPHRASE", &target.name)?,
                agent_socket: environment.agent_socket(),
            };
            let port = address.port.unwrap_or(22);
            let (known_hosts, shared) = (environment.known_hosts(), Mutex::new(None));
            Box::new(sftp::SftpServer { host, port, user, logins, known_hosts, accept, connections, shared })
        }
        Protocol::Ftp | Protocol::Ftps => {
            let port = address.port.unwrap_or(21);
            let is_secure = address.protocol == Protocol::Ftps;
            let security = is_secure.then(|| ftp::FtpSecurity::new(trust(port)));
            Box::new(ftp::FtpServer { host, port, user, password, connections, security })
        }
        Protocol::Webdav | Protocol::Webdavs => {
            let (scheme, usual) = if address.protocol == Protocol::Webdav { ("http", 80) } else { ("https", 443) };
            let port = address.port.unwrap_or(usual);
            let endpoint = format!("{scheme}://{host}:{port}");
            let login = (user.as_str(), password.as_ref());
            Box::new(store::Store::webdav(&endpoint, &address.path, login, trust(port), connections).map_err(failed)?)
        }
        Protocol::S3 => {
            let bucket = store::Bucket {
                name: &address.host,
                endpoint: target.endpoint.as_deref(),
                region: target.region.as_deref(),
                root: &address.path,
            };
            let login = password.as_ref().map(|secret| (user.as_str(), secret));
            Box::new(store::Store::s3(&bucket, login, trust(443), connections).map_err(failed)?)
        }
        Protocol::Folder | Protocol::Zip => return Err(messages::publish::no_rollback(&target.name)),
    })
}

/// What a fault means to the person.
pub(super) fn failure_of(target: &PublishTarget, server: &str, fault: Fault) -> Failure {
    match fault.kind {
        FaultKind::UnknownHost { fingerprint } => messages::publish::unknown_host(server, &fingerprint),
        FaultKind::ChangedHost { fingerprint } => messages::publish::changed_host(server, &fingerprint),
        FaultKind::Login => {
            let variable = credentials::variable("PASSWORD", &target.name);
            messages::publish::login(server, &fault.words, &target.name, &variable)
        }
        FaultKind::Denied => messages::publish::denied(server, &fault.words),
        FaultKind::Full => messages::publish::no_room(server, &fault.words),
        FaultKind::Stopped => messages::publish::stopped(server),
        FaultKind::Passing | FaultKind::Missing | FaultKind::Lasting => messages::publish::server(server, &fault.words),
    }
}
