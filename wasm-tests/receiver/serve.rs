//! From a listening socket to the router. Our own loop, because a test needs an answer that never comes.

use std::future::Future;
use std::io;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::switches::LoseAnswer;

/// The answer was to be lost: hyper closes a connection whose service fails, without a byte.
#[derive(Debug, thiserror::Error)]
#[error("the answer was lost on purpose")]
struct LostAnswer;

/// Serves every connection until `stop` is done.
///
/// # Errors
/// What the socket says when it cannot accept any more; a single broken connection is no error.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => return Ok(()),
        };
        match accepted {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, router.clone()));
            }
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Answers one connection's requests until either side has had enough.
async fn connection(stream: TcpStream, router: Router) {
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            let response = match router.oneshot(request.map(Body::new)).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            if response.extensions().get::<LoseAnswer>().is_some() {
                Err(LostAnswer)
            } else {
                Ok(response)
            }
        }
    });
    // A client that goes away in the middle is its own affair: it will ask by id.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
