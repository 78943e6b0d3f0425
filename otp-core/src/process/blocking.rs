//! Processes that may block: each poll runs on a thread of tokio's that is there for it.
//!
//! Only while there is something to do: a process that waits holds no thread, a paused clock moves on, and a runtime
//! that is dropped waits for nobody but those that are in the middle of something.

use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use tokio::runtime::Handle;
use tokio::sync::Notify;

/// Wakes a process that waits between two polls; rung during a poll, it is heard after.
#[derive(Default)]
struct Bell(Notify);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.notify_one();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.notify_one();
    }
}

/// Polls `driver` to its end where it may block. Dropped, it drops the driver, or has that done after the poll that runs.
pub(crate) async fn run(driver: impl Future<Output = ()> + Send + 'static, handle: Handle) {
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    let mut driver = Box::pin(driver);
    loop {
        let waker = waker.clone();
        let poll = handle.spawn_blocking(move || {
            let is_done = driver
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_ready();
            (driver, is_done)
        });
        match poll.await {
            Ok((unfinished, false)) => driver = unfinished,
            // Done, or the runtime is being shut down and has dropped the driver.
            Ok((_, true)) | Err(_) => return,
        }
        bell.0.notified().await;
    }
}
