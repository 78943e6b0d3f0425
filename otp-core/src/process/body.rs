//! What a process runs, from its start to its end.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::reason::ExitReason;

/// A future that a process can run: it gives the reason of the end.
pub(crate) trait Runs: Future<Output = ExitReason> + Send + 'static {}

impl<F: Future<Output = ExitReason> + Send + 'static> Runs for F {}

pin_project! {
    /// The place of a process's future: empty before it starts and after it has ended.
    pub(crate) struct Place<F> {
        #[pin]
        future: Option<F>,
    }
}

impl<F: Runs> Place<F> {
    pub(crate) fn empty() -> Self {
        Self { future: None }
    }

    #[inline]
    pub(crate) fn fill(self: Pin<&mut Self>, future: F) {
        self.project().future.set(Some(future));
    }

    pub(crate) fn clear(self: Pin<&mut Self>) {
        self.project().future.set(None);
    }

    /// Goes on until the process waits, or gives the reason of its end.
    pub(crate) fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<ExitReason> {
        match self.project().future.as_pin_mut() {
            Some(future) => future.poll(cx),
            None => Poll::Pending,
        }
    }
}
