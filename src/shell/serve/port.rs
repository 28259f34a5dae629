//! A port to listen on, and who has the one that was wanted.

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages::serve as messages;

/// The port that is tried first where none is asked for.
const FIRST: u16 = 8000;

/// How many ports are tried where none is asked for.
const TRIED: u16 = 20;

/// What one asks a port to learn whether it is a congbo.
pub const WHO: &str = "/~congbo/who";

/// The sockets of a server.
#[derive(Debug)]
pub struct Listening {
    /// One socket, or two for `localhost` in both kinds of addresses.
    pub sockets: Vec<TcpListener>,
    /// The address to show.
    pub address: SocketAddr,
    /// A port that was wanted and taken, and the folder that a congbo shows there, if it is one.
    pub taken: Option<(u16, Option<String>)>,
}

/// Listens on `host`, by default on this machine alone; on `port`, or on the first free one.
pub fn listen(host: Option<IpAddr>, port: Option<u16>) -> Result<Listening, Failure> {
    let host_or_local = host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let ports = match port {
        Some(port) => port..=port,
        None => FIRST..=FIRST + TRIED - 1,
    };
    let mut taken = None;
    for port in ports {
        match bind(host_or_local, port, host.is_none()) {
            Ok((sockets, address)) => return Ok(Listening { sockets, address, taken }),
            Err(cause) if cause.kind() == ErrorKind::AddrInUse => {
                taken.get_or_insert_with(|| (port, who(SocketAddr::new(host_or_local, port))));
            }
            Err(cause) => {
                return Err(messages::cannot_listen(&SocketAddr::new(host_or_local, port).to_string(), &cause));
            }
        }
    }
    let (port, who) = taken.unwrap_or((FIRST, None));
    Err(messages::port_taken(port, who.as_deref()))
}

/// `localhost` has two addresses: both are taken, or a browser may find somebody else under one of them.
fn bind(host: IpAddr, port: u16, both: bool) -> std::io::Result<(Vec<TcpListener>, SocketAddr)> {
    let first = TcpListener::bind((host, port))?;
    let address = first.local_addr()?;
    let mut sockets = vec![first];
    if both {
        match TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())) {
            Ok(second) => sockets.push(second),
            Err(cause) if cause.kind() == ErrorKind::AddrInUse => return Err(cause),
            // A machine without IPv6.
            Err(_) => {}
        }
    }
    for socket in &sockets {
        socket.set_nonblocking(true)?;
    }
    Ok((sockets, address))
}

/// The folder that a congbo shows at `address`; none where something else listens, or answers too slowly.
fn who(address: SocketAddr) -> Option<String> {
    const PATIENCE: Duration = Duration::from_millis(300);
    let reach = if address.ip().is_unspecified() {
        SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port())
    } else {
        address
    };
    let mut stream = TcpStream::connect_timeout(&reach, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    write!(stream, "GET {WHO} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    // What came before a time-out will do.
    let _ = stream.take(4096).read_to_string(&mut answer);
    let (_, body) = answer.split_once("\r\n\r\n")?;
    body.strip_prefix("congbo ").map(|folder| folder.trim().to_owned())
}
