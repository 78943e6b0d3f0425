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
        begun: Begun<F>,
    }
}

pin_project! {
    #[project = BegunProjection]
    enum Begun<F> {
        Callback { #[pin] callback: F },
        // Boxed, as it is rare, and each idle server has room for this.
        Unwound { reason: Option<Box<ExitReason>> },
    }
}

/// Begins a callback; what unwinds before its first await is caught as well.
pub(crate) fn guard<F: Future>(callback: impl FnOnce() -> F) -> Guard<F> {
    let begun = match catch_unwind(AssertUnwindSafe(callback)) {
        Ok(callback) => Begun::Callback { callback },
        Err(payload) => Begun::Unwound {
            reason: Some(Box::new(reason_of(payload))),
        },
    };
    Guard { begun }
}

impl<F: Future> Future for Guard<F> {
    type Output = Result<F::Output, ExitReason>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().begun.project() {
            // The state is as the panic left it, and `terminate` is told so by its docs.
            BegunProjection::Callback { callback } => {
                match catch_unwind(AssertUnwindSafe(|| callback.poll(cx))) {
                    Ok(polled) => polled.map(Ok),
                    Err(payload) => Poll::Ready(Err(reason_of(payload))),
                }
            }
            BegunProjection::Unwound { reason } => {
                Poll::Ready(Err(*reason.take().expect("polled after it was ready")))
            }
        }
    }
}
