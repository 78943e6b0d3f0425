//! What a runtime polls: the body of a process, inside its boundary.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::cell::Process;
use super::state::Status;
use super::{current, end, panics};
use crate::reason::ExitReason;

pin_project! {
    /// Polls a body as its process, ends it on a fatal signal, catches its panics, and signals its end whatever
    /// comes: also when the runtime drops it.
    pub(crate) struct Driver<F> {
        #[pin]
        body: Option<F>,
        process: Option<Arc<dyn Process>>,
    }

    impl<F> PinnedDrop for Driver<F> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            if let Some(process) = this.process.take() {
                // The runtime is being shut down.
                bury(process, this.body, ExitReason::Killed);
            }
        }
    }
}

impl<F: Future<Output = ExitReason>> Driver<F> {
    pub(crate) fn new(process: Arc<dyn Process>, body: F) -> Self {
        Self {
            body: Some(body),
            process: Some(process),
        }
    }
}

impl<F: Future<Output = ExitReason>> Future for Driver<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        let Some(process) = this.process.take() else {
            return Poll::Ready(());
        };
        let core = process.core();
        core.set_waker(cx.waker());
        if core.is_doomed() {
            bury(process, this.body, ExitReason::Killed);
            return Poll::Ready(());
        }
        let body = this.body.as_mut();
        let (polled, process) = current::run_as(process, || {
            catch_unwind(AssertUnwindSafe(|| {
                body.as_pin_mut()
                    .map_or(Poll::Pending, |body| body.poll(cx))
            }))
        });
        let reason = match polled {
            Ok(Poll::Pending) => {
                *this.process = Some(process);
                return Poll::Pending;
            }
            Ok(Poll::Ready(reason)) => reason,
            Err(payload) => panics::reason_of(payload),
        };
        if !process.core().is_doomed() {
            crate::report::process_crashed(process.core(), &reason);
        }
        bury(process, this.body, reason);
        Poll::Ready(())
    }
}

/// Drops the body as its process, then signals the end. A signal that arrived before the end gives the reason.
fn bury<F>(process: Arc<dyn Process>, mut body: Pin<&mut Option<F>>, reason: ExitReason) {
    // A destructor's panic is reported by the hook; the process ends all the same.
    let (_, process) = current::run_as(process, || {
        catch_unwind(AssertUnwindSafe(|| body.set(None)))
    });
    let reason = match &process.core().state().status {
        Status::Doomed(signalled) => signalled.clone(),
        _ => reason,
    };
    end::end(&*process, reason);
}
