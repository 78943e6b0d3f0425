//! What can go wrong with the folder and with the files in it, each with what to do about it.

use std::io;
use std::path::PathBuf;

use super::format::FormatError;

/// Why a folder cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Something that is no folder has its name.
    #[error("`{}` is not a folder: move it away, or name another place with --folder", .0.display())]
    NotAFolder(PathBuf),
    /// It was not there and cannot be made.
    #[error("the folder `{}` cannot be made: {source}", path.display())]
    Create {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is there, but nothing can be written into it.
    #[error("nothing can be written in the folder `{}`: {source}", path.display())]
    Write {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process has it. Two would overwrite each other's entries.
    #[error("the folder `{}` is in use by another todo: end that one, or name another place with --folder", .0.display())]
    InUse(PathBuf),
}

/// Why a list cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// There is something in the place of the list's file that is no file.
    #[error("the list `{name}` cannot be read: `{}` is not a file; move it away", path.display())]
    NotAFile {
        /// The list.
        name: String,
        /// What should be its file.
        path: PathBuf,
    },
    /// The file is there but cannot be read.
    #[error("the list `{name}` cannot be read from `{}`: {source}; make the file readable, or move it away", path.display())]
    Read {
        /// The list.
        name: String,
        /// Its file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What is in the file is no list.
    #[error("the list `{name}` cannot be read: `{}` holds no to-do list of this program: {problem}; repair it, or move it away", path.display())]
    Format {
        /// The list.
        name: String,
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The file holds another list: it was copied or renamed by hand.
    #[error("the list `{name}` cannot be read: `{}` holds the list `{found}`; move it away", path.display())]
    OtherList {
        /// The list.
        name: String,
        /// Its file.
        path: PathBuf,
        /// The list that is in the file.
        found: String,
    },
    /// The list could not be written. What was stored before still is.
    #[error("the list `{name}` cannot be stored in `{}`: {source}; what was stored before still is", path.display())]
    Write {
        /// The list.
        name: String,
        /// Its file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder itself cannot be read.
    #[error("the folder `{}` cannot be read: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl StorageError {
    pub(super) fn format(name: &str, path: PathBuf, problem: &FormatError) -> Self {
        Self::Format {
            name: name.to_owned(),
            path,
            problem: problem.to_string(),
        }
    }
}
