//! The socket: accepts connections within the bounds, and hands their requests on.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;

use super::forward::Proxy;
use super::limits::Clients;

/// How long a head may be, and how much of a body is read ahead.
const HEAD: usize = 64 * 1024;

/// Answers every connection, for ever.
pub(crate) async fn serve(listener: TcpListener, proxy: Proxy) {
    let clients = Clients::new(proxy.connections_of_a_client);
    let proxy = Arc::new(proxy);
    // While there are too many connections, others wait in the queue of the system.
    while let Some(place) = proxy.limits.connection().await {
        let Ok((stream, address)) = listener.accept().await else {
            // The system has no room; some connections will end.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        // A client that has too many is told nothing.
        let Some(guest) = clients.enter(address.ip()) else { continue };
        let proxy = Arc::clone(&proxy);
        tokio::spawn(async move {
            converse(stream, &proxy).await;
            drop((place, guest));
        });
    }
}

/// Answers the requests of a connection, one after the other.
async fn converse(stream: TcpStream, proxy: &Arc<Proxy>) {
    let mut stream = TimeoutStream::new(stream);
    // A client that reads nothing must not keep its answer in memory.
    stream.set_write_timeout(Some(proxy.timeout));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(proxy.timeout);
    builder.preserve_header_case(true).max_buf_size(HEAD);
    let answer = service_fn(|request| {
        let proxy = Arc::clone(proxy);
        async move { Ok::<_, Infallible>(proxy.answer(request).await) }
    });
    // A client that breaks off is told nothing.
    let _ = builder.serve_connection(TokioIo::new(Box::pin(stream)), answer).await;
}
