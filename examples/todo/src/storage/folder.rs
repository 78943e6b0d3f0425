//! The folder with the files of the lists.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::TodoList;

use super::format;
use super::replace::{is_temporary, replace, sync_folder};
use super::{FolderError, Listing, StorageError, file_name, listing};

/// The file whose lock tells other processes that the folder is in use.
const LOCK: &str = ".lock";

/// A folder of lists. While a clone of it lives, no other process can open the same folder.
#[derive(Clone, Debug)]
pub struct Folder {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    /// Holds the lock; the system takes it back however the process ends.
    _lock: File,
    temporary_files: AtomicU64,
}

impl Folder {
    /// Opens the folder, made where it is missing, and clears what a killed process left behind.
    ///
    /// # Errors
    ///
    /// When it is no folder, cannot be made or written, or another process has it.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, FolderError> {
        let path = path.into();
        make(&path)?;
        let unwritable = |source| FolderError::Write {
            path: path.clone(),
            source,
        };
        let lock = File::create(path.join(LOCK)).map_err(unwritable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::InUse(path)),
            // A file system without locks is better than no to-do list.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
        }
        remove_temporary_files(&path).map_err(unwritable)?;
        Ok(Self {
            shared: Arc::new(Shared {
                path,
                _lock: lock,
                temporary_files: AtomicU64::new(0),
            }),
        })
    }

    /// The list of that name; none where it was never stored.
    ///
    /// # Errors
    ///
    /// When there is something in its place that cannot be read as this list.
    pub fn read(&self, name: &str) -> Result<Option<TodoList>, StorageError> {
        let path = self.file_of(name);
        let text = match read_file(&path) {
            Ok(Some(text)) => text,
            Ok(None) => {
                let name = name.to_owned();
                return Err(StorageError::NotAFile { name, path });
            }
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                let name = name.to_owned();
                return Err(StorageError::Read { name, path, source });
            }
        };
        match format::from_json(&text) {
            Ok((found, list)) if found == name => Ok(Some(list)),
            Ok((found, _)) => Err(StorageError::OtherList {
                name: name.to_owned(),
                path,
                found,
            }),
            Err(error) => Err(StorageError::format(name, path, &error)),
        }
    }

    /// Stores the list in place of what was stored under that name. It is on disk when this
    /// returns.
    ///
    /// # Errors
    ///
    /// When it could not be stored; what was stored before still is.
    pub fn write(&self, name: &str, list: &TodoList) -> Result<(), StorageError> {
        let number = self.shared.temporary_files.fetch_add(1, Ordering::Relaxed);
        let text = format::to_json(name, list);
        let file = file_name::of_list(name);
        replace(&self.shared.path, &file, number, |file| {
            file.write_all(&text)
        })
        .map_err(|source| StorageError::Write {
            name: name.to_owned(),
            path: self.file_of(name),
            source,
        })
    }

    /// All lists of the folder by their names, then the files whose list cannot be told.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn lists(&self) -> Result<Vec<Listing>, StorageError> {
        listing::read(&self.shared.path).map_err(|source| StorageError::Folder {
            path: self.shared.path.clone(),
            source,
        })
    }

    /// The file in which the list of that name is, or would be.
    pub fn file_of(&self, name: &str) -> PathBuf {
        self.shared.path.join(file_name::of_list(name))
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.shared.path
    }
}

/// What is in the file; nothing where it is no file. Opening a pipe would wait for its other end.
fn read_file(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    fs::read(path).map(Some)
}

fn make(path: &Path) -> Result<(), FolderError> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Ok(()),
        Ok(_) => return Err(FolderError::NotAFolder(path.to_owned())),
        // Whatever is wrong with the path, making it says it as well.
        Err(_) => {}
    }
    let made = fs::create_dir_all(path).and_then(|()| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_folder(parent),
        _ => sync_folder(Path::new(".")),
    });
    made.map_err(|source| FolderError::Create {
        path: path.to_owned(),
        source,
    })
}

fn remove_temporary_files(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(is_temporary) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
