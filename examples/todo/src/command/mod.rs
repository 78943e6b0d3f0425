//! What can be asked for at the prompt, and how it is written.

mod error;
mod parse;
mod words;

pub use error::CommandError;
pub use parse::parse;

use crate::domain::{Date, Entry};

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `add LIST DATE TITLE`
    Add {
        /// The list.
        list: String,
        /// What to add to it.
        entry: Entry,
    },
    /// `list LIST [DATE]`
    List {
        /// The list.
        list: String,
        /// Only the entries of this day.
        date: Option<Date>,
    },
    /// `lists`
    Lists,
    /// `tree`
    Tree,
    /// `kill LIST | worker N | database | cache`
    Kill(Victim),
    /// `bench N`
    Bench(u64),
    /// `help`
    Help,
    /// `quit`
    Quit,
}

/// What a `kill` ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Victim {
    /// The server of a list.
    List(String),
    /// The database worker of that number, from 1.
    Worker(usize),
    /// The supervisor of the database workers.
    Database,
    /// The supervisor of the to-do servers.
    Cache,
}

/// What `help` prints.
pub const HELP: &str = "\
add LIST DATE TITLE   adds an entry; `ok` says that it is on disk
list LIST [DATE]      shows the entries of a list, or those of one day
lists                 shows which lists there are
tree                  shows the supervision tree as it is now
kill LIST             kills the server of a list (`kill list LIST` where LIST is a word below)
kill worker N         kills a database worker, 1 to 3
kill database         kills the supervisor of the workers
kill cache            kills the supervisor of the to-do servers
bench N               adds N entries to lists named `bench 1` and so on
help                  shows this
quit                  ends the program, as do ctrl-c and ctrl-d

DATE is YYYY-MM-DD. A name with spaces or quotes is quoted: \"Bob's list\" or 'Bob''s list'.
A line that begins with # is a comment.";
