//! The database: a pool of workers, and the way to the right one.

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use otp_core::prelude::*;
use otp_core::{ChildType, SupervisorRef};

use super::{DatabaseWorker, DatabaseWorkerRef};
use crate::console::say;
use crate::domain::TodoList;
use crate::storage::{Folder, Listing};

/// How many workers there are.
pub const WORKERS: usize = 3;

/// The database: start it, and ask it.
#[derive(Debug)]
pub struct Database;

/// The supervisor of the workers. It gives up at their fourth failure within 5 s.
#[supervisor(strategy = "one_for_one", max_restarts = 3, max_seconds = 5)]
struct Pool {
    #[child(count = 3, args = |n| (n + 1, self.folder.clone()))]
    worker: DatabaseWorker,
    #[arg]
    folder: Folder,
}

/// Why the database did not do what it was asked for.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The worker crashed, for it could not read or write.
    #[error("{0}")]
    Crashed(Arc<dyn Error + Send + Sync>),
    /// The worker was not there, was killed or did not answer in time.
    #[error("the database did not answer: {0}")]
    NoAnswer(CallError),
}

impl From<CallError> for DatabaseError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Exited(ExitReason::Error(crash)) => Self::Crashed(crash),
            other => Self::NoAnswer(other),
        }
    }
}

impl Database {
    /// Says that it starts, and starts the workers.
    ///
    /// # Errors
    ///
    /// When a worker does not start.
    pub async fn start_link(folder: Folder) -> Result<SupervisorRef, StartError<SupervisorRef>> {
        // Where the last supervisor was killed, a worker of its may still be at a write. It ends
        // with that, and only then is its place free.
        for number in 1..=WORKERS {
            DatabaseWorker::via(number).exited().await;
        }
        say("Starting database server.");
        Pool::start_link(folder).await
    }

    /// The database as a child. As `Pool`'s own spec but for the line that each start prints.
    pub fn child_spec(folder: Folder) -> ChildSpec<SupervisorRef> {
        ChildSpec::new("Database", move || Self::start_link(folder.clone()))
            .with_type(ChildType::Supervisor)
            .with_shutdown(Shutdown::Infinity)
    }

    /// The supervisor of the workers.
    pub fn supervisor() -> SupervisorRef {
        Pool::reference()
    }

    /// Stores a list in place of what was stored under its name. Returns when it is on disk.
    ///
    /// # Errors
    ///
    /// When the worker of the list is not there, or crashed: whether the list was stored cannot
    /// be told, and what was stored before still is.
    pub async fn store(name: &str, list: TodoList) -> Result<(), DatabaseError> {
        Ok(worker_of(name).store(name, list).await?)
    }

    /// The list of that name; none where it was never stored.
    ///
    /// # Errors
    ///
    /// When the worker of the list is not there, or crashed because it cannot read the list.
    pub async fn get(name: &str) -> Result<Option<TodoList>, DatabaseError> {
        Ok(worker_of(name).get(name).await?)
    }

    /// All lists that are stored.
    ///
    /// # Errors
    ///
    /// When the worker that is asked is not there, or crashed because it cannot read the folder.
    pub async fn lists() -> Result<Vec<Listing>, DatabaseError> {
        Ok(DatabaseWorker::via(1_usize).lists().await?)
    }
}

/// The worker of a list: always the same, so that nobody reads a list while it is written.
fn worker_of(name: &str) -> DatabaseWorkerRef {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    let place = hasher.finish() % WORKERS as u64;
    DatabaseWorker::via(place as usize + 1)
}
