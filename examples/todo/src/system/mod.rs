//! The processes of the program.
//!
//! ```text
//! System (one_for_one)
//! ├─ ProcessRegistry
//! ├─ Database (one_for_one)
//! │  ├─ DatabaseWorker 1
//! │  ├─ DatabaseWorker 2
//! │  └─ DatabaseWorker 3
//! └─ Cache (dynamic)
//!    └─ TodoServer, one a list that was used
//! ```
//!
//! The registry comes first, for all workers and servers are found through it, and the database
//! before the cache, whose servers load their lists from it.

mod cache;
mod database;
mod database_worker;
mod todo_server;

pub use cache::Cache;
pub use database::{Database, DatabaseError, WORKERS};
pub use database_worker::{DatabaseWorker, DatabaseWorkerRef};
pub use todo_server::{TodoServer, TodoServerRef};

use otp_core::prelude::*;

use crate::storage::Folder;

/// Finds a process by its type and a key: a database worker by its number, a to-do server by the
/// name of its list.
#[registry(keys = "unique")]
#[derive(Debug)]
pub struct ProcessRegistry;

/// The root of the tree. It gives up at the fourth failure of its children within 5 s.
#[supervisor(root, strategy = "one_for_one", max_restarts = 3, max_seconds = 5)]
#[derive(Debug)]
pub struct System {
    registry: ProcessRegistry,
    #[child(args = self.folder.clone())]
    database: Database,
    cache: Cache,
    #[arg]
    folder: Folder,
}
