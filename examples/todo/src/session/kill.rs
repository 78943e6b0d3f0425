//! `kill`: ends a process of the tree as nothing can prevent, to watch what its supervisor does.

use std::error::Error;

use otp_core::prelude::*;
use otp_core::process;

use super::settle::settle;
use crate::command::Victim;
use crate::console::{say, shown};
use crate::system::{Cache, Database, DatabaseWorker, TodoServer};

/// Kills the process and returns when its supervisor has dealt with that.
pub(super) async fn kill(victim: &Victim) -> Result<(), Box<dyn Error + Send + Sync>> {
    let (name, pid) = match victim {
        Victim::List(list) => (
            format!("the server of {}", shown(list)),
            TodoServer::via(list).pid(),
        ),
        Victim::Worker(number) => (
            format!("worker {number}"),
            DatabaseWorker::via(*number).pid(),
        ),
        Victim::Database => ("the database".to_owned(), Database::supervisor().pid()),
        Victim::Cache => ("the cache".to_owned(), Cache::supervisor().pid()),
    };
    let pid = pid.ok_or_else(|| format!("{name} is not running"))?;
    process::signal(pid, ExitReason::Kill);
    process::exited(pid).await;
    settle().await;
    say(format_args!("killed {name}, {pid}"));
    Ok(())
}
