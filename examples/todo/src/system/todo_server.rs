//! The server of one list.

use otp_core::prelude::*;
use otp_core::process;

use super::{Database, DatabaseError, ProcessRegistry};
use crate::console::{say, shown};
use crate::domain::{Date, Entry, TodoList};

/// One to-do list. Started on demand and not restarted: its next use starts it again.
#[gen_server(restart = "temporary", via = ProcessRegistry, call_timeout = "60s")]
#[derive(Debug)]
pub struct TodoServer {
    name: String,
    list: TodoList,
}

/// The list is loaded after the start, so that a slow disk does not hold up the cache.
#[derive(Debug)]
pub struct Load;

#[callbacks]
impl TodoServer {
    fn init(#[key] name: String) -> Init<Self> {
        process::set_label(format!("TodoServer {}", shown(&name)));
        say(format_args!("Starting to-do server for {}", shown(&name)));
        let list = TodoList::default();
        Init::ok(Self { name, list }).then_continue(Load)
    }

    #[handle_continue]
    async fn load(&mut self, _: Load) -> Result<(), DatabaseError> {
        self.list = Database::get(&self.name).await?.unwrap_or_default();
        Ok(())
    }

    /// Adds an entry. Answers once it is on disk.
    ///
    /// Where it cannot be stored the server ends: whether the entry got to the disk before the
    /// database failed cannot be told, and the next start loads what is there.
    #[call]
    async fn add_entry(&mut self, added: ReplyTo<()>, entry: Entry) -> Result<(), DatabaseError> {
        let changed = self.list.with(entry);
        Database::store(&self.name, changed.clone()).await?;
        self.list = changed;
        added.send(());
        Ok(())
    }

    /// The entries of a day, or all of them, by day.
    #[call]
    fn entries(&self, date: Option<Date>) -> Vec<Entry> {
        self.list.entries(date)
    }
}
