//! Ending a server from outside.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::GenServer;
use super::client::ServerRef;
use super::envelope::Envelope;
use super::error::CallError;
use crate::process::{Exited, Site, with_current};
use crate::reason::ExitReason;

type Stopping = Pin<Box<dyn Future<Output = Result<(), CallError>> + Send>>;

/// A stop, asked for when this is first awaited, and then the wait for the end.
///
/// Waits without limit unless [`timeout`](Self::timeout) says otherwise.
///
/// # Errors
///
/// There was no server; it ended with another reason ([`CallError::Exited`]); it took too long, and ends later.
#[must_use = "a stop does nothing unless it is awaited"]
pub struct Stop {
    begin: Option<Box<dyn FnOnce(Option<Duration>) -> Stopping + Send>>,
    timeout: Option<Duration>,
    running: Option<Stopping>,
}

impl Stop {
    pub(crate) fn new<S: GenServer>(server: ServerRef<S>, reason: ExitReason) -> Self {
        let begin = Box::new(move |timeout| Box::pin(stop(server, reason, timeout)) as Stopping);
        Self {
            begin: Some(begin),
            timeout: None,
            running: None,
        }
    }

    /// Gives up the wait after this time; the server ends all the same.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

async fn stop<S: GenServer>(
    server: ServerRef<S>,
    reason: ExitReason,
    timeout: Option<Duration>,
) -> Result<(), CallError> {
    let address = server.resolve(true).ok_or(CallError::NoProcess)?;
    if with_current(|process| {
        process.is_some_and(|process| process.core().pid() == address.core().pid())
    }) {
        return Err(CallError::CallingSelf);
    }
    address
        .cell()
        .send_beyond(Envelope::Stop(Box::new(reason.clone())))
        .map_err(|_| CallError::NoProcess)?;
    let site = Site::current().unwrap_or_else(|| address.core().site().clone());
    let ended = Exited::of(address);
    let with = match timeout {
        None => ended.await,
        Some(limit) => {
            // Where the caller is in no runtime, the clock is the server's.
            let ended = {
                let _inside = site.handle().enter();
                tokio::time::timeout(limit, ended)
            };
            ended.await.map_err(|_| CallError::Timeout)?
        }
    };
    if with == reason {
        Ok(())
    } else {
        Err(CallError::Exited(with))
    }
}

impl Future for Stop {
    type Output = Result<(), CallError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        if let Some(begin) = this.begin.take() {
            this.running = Some(begin(this.timeout));
        }
        this.running
            .as_mut()
            .expect("polled after it was ready")
            .as_mut()
            .poll(cx)
    }
}

impl std::fmt::Debug for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stop")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
