//! Connections: how they are taken, how long each may keep the server waiting, and how they end.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use axum::http::{Request, Response};
use axum::serve::Listener;
use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio_io_timeout::TimeoutStream;

/// How long a client may keep the server waiting.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the head of a request, from the moment that the connection is open or the answer before is out. So it is also
    /// how long a connection may be idle.
    pub head: Duration,
    /// For the client to take more of an answer.
    pub reading: Duration,
}

impl Default for Patience {
    /// A browser sends a head at once. It may leave off reading, as of a film that is halted, and asks for the rest anew.
    fn default() -> Self {
        Self { head: Duration::from_secs(15), reading: Duration::from_secs(120) }
    }
}

/// Answers all connections of a socket until `closed`, and lets those that are open end.
pub async fn serve<S, B>(mut socket: TcpListener, service: S, patience: Patience, closed: impl Future<Output = ()>)
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>, Data: Send> + Send + 'static,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head);
    let open = GracefulShutdown::new();
    let mut closed = pin!(closed);
    loop {
        let stream = tokio::select! {
            // Waits and tries again where the system has no file handles left.
            (stream, _) = Listener::accept(&mut socket) => stream,
            () = &mut closed => break,
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(patience.reading));
        let connection = open.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service.clone()));
        // A client that leaves, or is left, is nobody's mistake.
        tokio::spawn(async move { _ = connection.await });
    }
    open.shutdown().await;
}
