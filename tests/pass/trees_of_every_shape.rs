//! Empty, nested, with pools, with arguments of every kind.

use otp_core::prelude::*;

use std::path::PathBuf;
use std::sync::Arc;

#[gen_server]
pub struct Worker;

#[callbacks]
impl Worker {
    fn init(_n: usize, _dir: PathBuf) -> Self {
        Self
    }
}

#[gen_server(restart = "transient", significant)]
pub struct Job;

#[callbacks]
impl Job {
    fn init() -> Self {
        Self
    }
}

#[supervisor]
pub struct Empty;

#[supervisor]
pub struct Braces {}

#[supervisor(
    auto_shutdown = "any_significant",
    strategy = "one_for_all",
    kill_timeout = "1s"
)]
pub struct Jobs {
    job: Job,
    #[child(
        id = "second",
        restart = "temporary",
        significant = false,
        shutdown = "brutal_kill"
    )]
    second: Job,
}

/// The tree.
#[allow(deprecated, reason = "it ends with the first child that ends")]
#[supervisor(
    root,
    strategy = "rest_for_one",
    max_restarts = 0,
    max_seconds = "1m 30s",
    id = "tree",
    shutdown = "1m"
)]
#[derive(Debug)]
pub struct Tree {
    empty: Empty,
    braces: Braces,
    #[child(after = (empty, braces))]
    jobs: Jobs,
    #[child(count = 2, args = |n| (n, self.dir.clone()))]
    #[allow(dead_code)]
    workers: Worker,
    #[child(after = jobs, count = self.shared.len(), args = |_| (0, "tmp"))]
    more: Worker,
    /// Where.
    #[arg]
    dir: PathBuf,
    #[arg]
    shared: Arc<[u8]>,
}

pub fn uses() {
    let _ = Tree::child_spec("here", Arc::from([1]));
}

impl std::fmt::Debug for Empty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Empty")
    }
}
impl std::fmt::Debug for Braces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Braces")
    }
}
impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Jobs")
    }
}
impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Worker")
    }
}
