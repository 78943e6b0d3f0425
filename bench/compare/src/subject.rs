//! What is compared: a server that keeps a sum, written for each library as its users would write it.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::runtime::Builder;

/// On how many threads a workload runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workers {
    One,
    Two,
}

/// A library, by its server of a sum.
pub(crate) trait Subject: Sized + Send + 'static {
    const NAME: &'static str;

    /// How the server is reached.
    type Server: Clone + Send + Sync + 'static;

    /// Runs a program on a runtime of its own, whose end takes all servers along.
    fn block_on<T: Send + 'static>(
        workers: Workers,
        main: impl Future<Output = T> + Send + 'static,
    ) -> T {
        let mut builder = match workers {
            Workers::One => Builder::new_current_thread(),
            Workers::Two => Builder::new_multi_thread(),
        };
        let runtime = builder
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime can be built");
        runtime.block_on(main)
    }

    /// Runs a client, which is a task: `block_on` itself is slower.
    fn spawn<T: Send + 'static>(
        client: impl Future<Output = T> + Send + 'static,
    ) -> impl Future<Output = T> + Send {
        let task = tokio::spawn(client);
        async { task.await.expect("no client panics") }
    }

    /// Starts a server; where the library can wait until it is up, waits.
    fn start() -> impl Future<Output = Self::Server> + Send;

    /// The sum and `x`.
    fn call(server: &Self::Server, x: u64) -> impl Future<Output = u64> + Send;

    /// Adds `x` to the sum, at some time.
    fn cast(server: &Self::Server, x: u64) -> impl Future<Output = ()> + Send;

    /// Ends a server, at some time.
    fn stop(server: Self::Server);
}

/// Its servers can be called by a name that is looked up each time.
pub(crate) trait Names: Subject {
    /// Makes ready for names.
    fn prepare() -> impl Future<Output = ()> + Send;

    fn start_named(name: String) -> impl Future<Output = Self::Server> + Send;

    fn call_by_name(name: &str, x: u64) -> impl Future<Output = u64> + Send;
}

/// It has supervisors that start children on request.
pub(crate) trait StartsChildren: Subject {
    type Supervisor: Clone + Send + Sync + 'static;

    fn supervisor() -> impl Future<Output = Self::Supervisor> + Send;

    fn start_child(
        supervisor: &Self::Supervisor,
        number: u64,
    ) -> impl Future<Output = Self::Server> + Send;
}

/// It restarts a server that has crashed.
pub(crate) trait Restarts: Subject {
    /// A supervisor and its one server.
    type Tree: Clone + Send + Sync + 'static;

    fn tree() -> impl Future<Output = Self::Tree> + Send;

    /// Has the server add one to its sum and crash by an error that it returns.
    fn crash(tree: &Self::Tree) -> impl Future<Output = ()> + Send;

    /// A call of the server that runs now; nothing while none does.
    fn try_call(tree: &Self::Tree, x: u64) -> impl Future<Output = Option<u64>> + Send;
}

static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// The state of every server. Counted while it lives: a server is up when its state is there, and gone when that is.
#[derive(Debug)]
pub(crate) struct Sum(pub(crate) u64);

impl Sum {
    pub(crate) fn new() -> Self {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Self(0)
    }

    pub(crate) fn alive() -> usize {
        ALIVE.load(Ordering::Relaxed)
    }
}

impl Drop for Sum {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What a server that is told to crash fails with.
#[derive(Debug, Clone)]
pub(crate) struct Crashed;

impl std::fmt::Display for Crashed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("crashed as it was told")
    }
}

impl std::error::Error for Crashed {}
