//! A folder that cannot be used is told at the start, and nothing is started.

use std::fs;

use crate::process::{START, Todo, session};

#[test]
fn a_file_where_the_folder_should_be_is_told_and_kept() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("persist");
    fs::write(&file, "mine").expect("written");
    let ended = session(&file, "lists");
    assert_eq!(ended.status.code(), Some(1));
    assert!(ended.lines.is_empty(), "{ended:?}");
    assert_eq!(
        ended.errors,
        format!(
            "todo: `{}` is not a folder: move it away, or name another place with --folder\n",
            file.display()
        )
    );
    assert_eq!(fs::read_to_string(&file).expect("read"), "mine");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let ended = session("/proc/self".as_ref(), "lists");
    assert_eq!(ended.status.code(), Some(1));
    assert!(
        ended
            .errors
            .starts_with("todo: nothing can be written in the folder `/proc/self`: ")
    );
    let ended = session("/proc/lists".as_ref(), "lists");
    assert_eq!(ended.status.code(), Some(1));
    assert!(
        ended
            .errors
            .starts_with("todo: the folder `/proc/lists` cannot be made: ")
    );
}

#[test]
fn a_second_todo_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Todo::start(folder.path());
    assert_eq!(first.lines(5), START);
    let second = session(folder.path(), "add shopping 2023-12-19 Milk");
    assert_eq!(second.status.code(), Some(1));
    assert!(
        second.errors.contains("in use by another todo"),
        "{second:?}"
    );
    first.finish();
    let third = session(folder.path(), "add shopping 2023-12-19 Milk");
    assert!(third.status.success());
}

#[test]
fn the_folder_is_made_with_those_above_it() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("a").join("b");
    let ended = session(&folder, "add shopping 2023-12-19 Milk");
    assert!(ended.status.success(), "{ended:?}");
    assert!(folder.join("list-shopping.json").is_file());
}
