//! Running a child's start function, whatever comes of it.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use crate::child_spec::{NotStarted, Running, StartFn};
use crate::process::reason_of;
use crate::reason::ExitReason;
use crate::start::StartError;

/// Starts a child. A start function that panics, or ends "the calling process", has failed with that (SUP-5): it runs
/// in the supervisor, which lives on.
pub(crate) async fn start_child(start: &StartFn) -> Result<Running, NotStarted> {
    let mut starting = catch_unwind(AssertUnwindSafe(|| start())).map_err(failed)?;
    poll_fn(|cx| {
        let polled = catch_unwind(AssertUnwindSafe(|| starting.as_mut().poll(cx)));
        polled.unwrap_or_else(|payload| Poll::Ready(Err(failed(payload))))
    })
    .await
}

fn failed(payload: Box<dyn std::any::Any + Send>) -> NotStarted {
    StartError::Failed(reason_of(payload))
}

/// The failure as the reason of whoever fails for it.
pub(crate) fn reason_of_failure(error: NotStarted) -> ExitReason {
    error.map(|running| running.pid).into_reason()
}
