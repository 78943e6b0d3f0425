//! The boundary around a callback: what unwinds out of it becomes a reason, and the state stays.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::process::reason_of;
use crate::reason::ExitReason;

pin_project! {
    /// A callback that cannot unwind.
    pub(crate) struct Guard<F> {
        #[pin]
        callback: F,
    }
}

pub(crate) fn guard<F: Future>(callback: F) -> Guard<F> {
    Guard { callback }
}

impl<F: Future> Future for Guard<F> {
    type Output = Result<F::Output, ExitReason>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let callback = self.project().callback;
        // The state is as the panic left it, and `terminate` is told so by its docs.
        match catch_unwind(AssertUnwindSafe(|| callback.poll(cx))) {
            Ok(polled) => polled.map(Ok),
            Err(payload) => Poll::Ready(Err(reason_of(payload))),
        }
    }
}
