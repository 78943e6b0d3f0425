//! What a to-do list is, without processes, files or prompts.

mod date;
mod entry;
mod todo_list;

pub use date::{Date, DateError};
pub use entry::{Entry, EntryId};
pub use todo_list::{ListError, TodoList};
