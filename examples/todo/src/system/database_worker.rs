//! A worker of the database: reads and writes files, one at a time.

use otp_core::prelude::*;
use otp_core::process;

use super::ProcessRegistry;
use crate::console::say;
use crate::domain::TodoList;
use crate::storage::{Folder, Listing, StorageError};

/// Reads and writes the files of its share of the lists.
///
/// A file that is missing is expected: it is a list that was never stored. Everything else that
/// can be wrong with a file or the disk is not, and ends the worker with the error; the caller gets
/// it as the reason of the worker's exit.
#[gen_server(via = ProcessRegistry, blocking, call_timeout = "30s")]
#[derive(Debug)]
pub struct DatabaseWorker {
    folder: Folder,
}

#[callbacks]
impl DatabaseWorker {
    fn init(#[key] number: usize, folder: Folder) -> Self {
        process::set_label(format!("DatabaseWorker {number}"));
        say("Starting database worker.");
        Self { folder }
    }

    /// Stores a list. Answers once it is on disk.
    #[call]
    fn store(
        &mut self,
        stored: ReplyTo<()>,
        name: String,
        list: TodoList,
    ) -> Result<(), StorageError> {
        self.folder.write(&name, &list)?;
        stored.send(());
        Ok(())
    }

    /// The list of that name; none where it was never stored.
    #[call]
    fn get(&mut self, read: ReplyTo<Option<TodoList>>, name: String) -> Result<(), StorageError> {
        read.send(self.folder.read(&name)?);
        Ok(())
    }

    /// All lists that are stored, also those of the other workers.
    #[call]
    fn lists(&mut self, listed: ReplyTo<Vec<Listing>>) -> Result<(), StorageError> {
        listed.send(self.folder.lists()?);
        Ok(())
    }
}
