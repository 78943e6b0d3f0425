//! Writing a file so that it is there whole or not at all, whatever happens meanwhile.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// What the names of temporary files begin with.
const TEMPORARY: &str = ".tmp-";

/// Whether this is the name of a temporary file, left by a process that was killed.
pub(super) fn is_temporary(file_name: &str) -> bool {
    file_name.starts_with(TEMPORARY)
}

/// Puts `file_name` into the folder, in place of what was there, with what `write` writes.
///
/// When it returns `Ok` the new file survives a crash of the machine. Where it fails, what was
/// there before still is; only where the last step fails, which makes the rename durable, the new
/// file may be there already. `number` tells the temporary files of one process apart.
pub(super) fn replace(
    folder: &Path,
    file_name: &str,
    number: u64,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = folder.join(format!("{TEMPORARY}{}-{number}", std::process::id()));
    let written =
        write_new(&temporary, write).and_then(|()| fs::rename(&temporary, folder.join(file_name)));
    if let Err(error) = written {
        // Best effort: what stays behind is removed at the next start.
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    sync_folder(folder)
}

fn write_new(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    write(&mut file)?;
    file.sync_all()
}

/// Makes the names in a folder durable: without it a rename may be undone by a power cut.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file, and the file system orders renames itself.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string())
            .map(|name| name.expect("a name in UTF-8"))
            .collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        for (number, text) in ["first", "second"].into_iter().enumerate() {
            replace(folder.path(), "a", number as u64, |file| {
                file.write_all(text.as_bytes())
            })
            .expect("written");
            let read = fs::read_to_string(folder.path().join("a"));
            assert_eq!(read.expect("read"), text);
        }
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn a_disk_that_fills_up_half_way_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), "old").expect("written");
        let error = replace(folder.path(), "a", 1, |file| {
            file.write_all(b"ne")?;
            Err(io::ErrorKind::StorageFull.into())
        })
        .expect_err("the disk is full");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(
            fs::read_to_string(folder.path().join("a")).expect("read"),
            "old"
        );
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn a_folder_in_the_place_of_the_file_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("a")).expect("made");
        replace(folder.path(), "a", 1, |file| file.write_all(b"new"))
            .expect_err("a folder is no file");
        assert!(folder.path().join("a").is_dir());
        assert_eq!(names(folder.path()), ["a"]);
    }
}
