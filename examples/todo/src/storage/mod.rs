//! Lists on disk: one file a list, in one folder.
//!
//! Everything here blocks. The database workers, which do nothing else, call it from
//! `#[gen_server(blocking)]`: a worker that is killed in the middle of a write is dead only when
//! that write is over, so its successor never writes beside it.

mod error;
mod file_name;
mod folder;
mod format;
mod listing;
mod replace;

pub use error::{FolderError, StorageError};
pub use folder::Folder;
pub use listing::Listing;
