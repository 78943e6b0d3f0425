//! The signals that end a program in an orderly way.

use std::future::{Future, pending, poll_fn};
use std::io;
use std::pin::pin;
use std::task::Poll;

/// Waits for SIGTERM or ctrl-c; on Windows for ctrl-c.
pub(super) async fn terminated() -> io::Result<()> {
    let mut interrupted = pin!(tokio::signal::ctrl_c());
    let mut terminated = pin!(sigterm());
    poll_fn(|cx| match interrupted.as_mut().poll(cx) {
        Poll::Pending => terminated.as_mut().poll(cx),
        ready => ready,
    })
    .await
}

#[cfg(unix)]
async fn sigterm() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate())?.recv().await {
        Some(()) => Ok(()),
        None => pending().await,
    }
}

#[cfg(not(unix))]
async fn sigterm() -> io::Result<()> {
    pending().await
}
