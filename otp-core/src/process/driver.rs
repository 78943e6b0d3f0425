//! What a runtime polls: a process, until it is over.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::blocking;
use super::cell::Process;

/// The task of a process. Where the runtime drops it, the process ends.
pub(crate) struct Driver {
    process: Arc<dyn Process>,
}

/// Makes the task of a process.
pub(crate) fn start(process: Arc<dyn Process>) {
    let site = process.core().site().clone();
    let may_block = process.core().may_block();
    let driver = Driver { process };
    let handle = site.handle();
    if may_block {
        handle.spawn(blocking::run(driver, handle.clone()));
    } else {
        handle.spawn(driver);
    }
}

impl Future for Driver {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.process.core().set_task(cx.waker());
        self.process.run()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.abandon();
    }
}
