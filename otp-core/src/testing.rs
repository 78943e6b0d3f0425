//! Running code by itself: in a runtime and a node of its own, as `#[otp_core::test]` runs each test.
//!
//! [`Sandbox`] does the same for what is no test: a simulation, a benchmark, a property with many cases.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::process::{self, Exited, Node, Process, signal_in};
use crate::reason::ExitReason;

/// So long may a process take to end at the end of its test before it is killed, and so long again.
const GRACE: Duration = Duration::from_secs(5);

/// A runtime and a node of its own for one future: its processes and names are seen by nobody else, and are gone when
/// it ends.
///
/// Sandboxes may run side by side on different threads. What the future started and left running is stopped, each root
/// after those that were started later, with `shutdown` and, 5 s later, `kill`.
///
/// # Examples
///
/// With a paused clock, which moves on when everything waits for it, hours pass in no time:
///
/// ```
/// use std::time::Duration;
///
/// use otp_core::process;
/// use otp_core::testing::Sandbox;
///
/// let alive = Sandbox::new().start_paused().run(async {
///     let hour = process::spawn(tokio::time::sleep(Duration::from_secs(3600))).unwrap();
///     tokio::time::sleep(Duration::from_secs(3599)).await;
///     let before = process::is_alive(hour);
///     tokio::time::sleep(Duration::from_secs(2)).await;
///     (before, process::is_alive(hour))
/// });
/// assert_eq!(alive, (true, false));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Sandbox {
    options: TestOptions,
}

impl Sandbox {
    /// One with a clock that runs, on the calling thread alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// Pauses tokio's clock. Needs the feature `test-util`.
    #[must_use]
    pub fn start_paused(mut self) -> Self {
        self.options.start_paused = true;
        self
    }

    /// Runs processes on so many threads. Needs the feature `test-util`, and does not go with a paused clock.
    #[must_use]
    pub fn worker_threads(mut self, threads: usize) -> Self {
        self.options.worker_threads = Some(threads);
        self
    }

    /// Runs the future to its end, then stops what it started.
    ///
    /// # Panics
    ///
    /// The future does; there is no runtime to be had; inside of a runtime; or without the feature `test-util` where
    /// an option needs it.
    pub fn run<F: Future>(self, future: F) -> F::Output {
        run_test(self.options, future)
    }
}

/// How a test is run; `#[otp_core::test]` writes it.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, Default)]
pub struct TestOptions {
    /// Pause tokio's clock: it moves only when everything waits for it.
    pub start_paused: bool,
    /// A runtime with so many worker threads; one that runs on the test's own thread if not given.
    pub worker_threads: Option<usize>,
}

/// Runs a test in a node and a runtime of its own, and stops what it started, in reverse order.
///
/// # Panics
///
/// The test does; there is no runtime to be had; or the options ask for what the feature `test-util` of otp-core is
/// not there to give.
#[doc(hidden)]
pub fn run_test<F: Future>(options: TestOptions, test: F) -> F::Output {
    let runtime = runtime(options);
    let node = Node::new();
    let binding = node.bind(runtime.handle());
    let outcome = runtime.block_on(async {
        let mut test = std::pin::pin!(test);
        let outcome = std::future::poll_fn(|cx| {
            // What it started is stopped before a failed assertion goes on its way.
            match catch_unwind(AssertUnwindSafe(|| test.as_mut().poll(cx))) {
                Ok(polled) => polled.map(Ok),
                Err(panic) => Poll::Ready(Err(panic)),
            }
        })
        .await;
        stop_all(&node).await;
        outcome
    });
    // A process that blocks its thread for ever must not hang the test.
    runtime.shutdown_timeout(GRACE);
    drop(binding);
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}

fn runtime(options: TestOptions) -> Runtime {
    let mut builder = match options.worker_threads {
        None => Builder::new_current_thread(),
        Some(threads) => multi_thread(threads),
    };
    if options.start_paused {
        pause(&mut builder);
    }
    builder
        .enable_all()
        .build()
        .expect("a runtime for the test")
}

#[cfg(feature = "test-util")]
fn multi_thread(threads: usize) -> Builder {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(threads);
    builder
}

#[cfg(feature = "test-util")]
fn pause(builder: &mut Builder) {
    builder.start_paused(true);
}

#[cfg(not(feature = "test-util"))]
fn multi_thread(_threads: usize) -> Builder {
    panic!(
        "a test with worker threads needs otp-core's feature `test-util`: add it to the dev-dependency"
    )
}

#[cfg(not(feature = "test-util"))]
fn pause(_builder: &mut Builder) {
    panic!(
        "a test with a paused clock needs otp-core's feature `test-util`: add it to the dev-dependency"
    )
}

/// Ends all processes of a node, each root after those that were started later.
async fn stop_all(node: &Node) {
    while stop_roots(node).await {}
}

/// Ends the roots; false if there is none. Stops short where the end of one makes roots of later ones.
async fn stop_roots(node: &Node) -> bool {
    let mut is_any = false;
    let mut children = Vec::new();
    for process in node.all().into_iter().rev() {
        if !process.core().is_alive() {
            continue;
        }
        if !is_root(node, &*process) {
            children.push(process);
            continue;
        }
        is_any = true;
        stop(node, &process).await;
        children.retain(|child| child.core().is_alive());
        if children.iter().any(|child| is_root(node, &**child)) {
            break;
        }
    }
    is_any
}

async fn stop(node: &Node, root: &Arc<dyn Process>) {
    root.stop(ExitReason::Shutdown);
    if ends(root).await {
        return;
    }
    signal_in(node, root.core().pid(), ExitReason::Kill);
    if !ends(root).await {
        // It blocks its thread; the rest is stopped all the same.
        process::abandon(&**root);
    }
}

/// Nobody else is there to stop it.
fn is_root(node: &Node, process: &dyn Process) -> bool {
    process
        .core()
        .parent()
        .is_none_or(|parent| node.process(parent).is_none())
}

async fn ends(process: &Arc<dyn Process>) -> bool {
    tokio::time::timeout(GRACE, Exited::of(process.clone()))
        .await
        .is_ok()
}
