//! S002j and S002l at the prompt: what cannot be read crashes a worker, and nothing is lost.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{START, Todo, session};

fn file_of(folder: &Path, list: &str) -> PathBuf {
    folder.join(format!("list-{list}.json"))
}

#[test]
fn s002j_a_missing_file_is_an_empty_list_and_no_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = session(folder.path(), "list shopping");
    assert!(ended.status.success());
    assert_eq!(ended.errors, "");
    assert_eq!(ended.lines[5..], ["Starting to-do server for shopping"]);
    assert!(
        !file_of(folder.path(), "shopping").exists(),
        "reading makes no file"
    );
}

#[test]
fn s002j_a_directory_in_the_place_of_a_list_crashes_the_worker_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file_of(folder.path(), "shopping");
    fs::create_dir(&path).expect("made");
    let ended = session(folder.path(), "list shopping\nadd work 2023-12-19 Call");
    assert_eq!(
        ended.lines[5..],
        [
            "Starting to-do server for shopping",
            "Starting database worker.",
            "Starting to-do server for work",
            "ok",
        ]
    );
    assert!(
        ended.errors.contains("the list `shopping` cannot be read"),
        "{ended:?}"
    );
    assert!(
        ended.errors.contains(&path.display().to_string()),
        "{ended:?}"
    );
    assert!(ended.errors.contains("move it away"), "{ended:?}");
    assert_eq!(ended.status.code(), Some(1));
}

#[test]
fn s002l_a_poisoned_file_crashes_on_each_use_until_it_is_repaired() {
    let folder = tempfile::tempdir().expect("a folder");
    session(folder.path(), "add shopping 2023-12-19 Milk");
    let path = file_of(folder.path(), "shopping");
    let whole = fs::read_to_string(&path).expect("read");
    for (poisoned, says) in [
        (whole.replace("2023-12-19", "2023-02-30"), "days 01 to 28"),
        (whole[..whole.len() / 2].to_owned(), "EOF"),
        (
            whole.replace("\"version\":1", "\"version\":2"),
            "its version is 2",
        ),
    ] {
        fs::write(&path, &poisoned).expect("written");
        let ended = session(
            folder.path(),
            "list shopping\nadd shopping 2023-12-20 Bread",
        );
        let errors: Vec<&str> = ended.errors.lines().collect();
        assert_eq!(errors.len(), 2, "{ended:?}");
        assert!(errors.iter().all(|error| error.contains(says)), "{ended:?}");
        let restarts = ended.lines[5..].iter().filter(|line| *line == START[1]);
        assert_eq!(restarts.count(), 2, "{ended:?}");
        assert_eq!(
            fs::read_to_string(&path).expect("read"),
            poisoned,
            "it is kept as it was"
        );
    }
    fs::write(&path, &whole).expect("written");
    let ended = session(folder.path(), "list shopping");
    assert_eq!(ended.lines.last().expect("a line"), "2023-12-19  Milk");
}

#[test]
fn lists_goes_on_beside_what_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    session(folder.path(), "add shopping 2023-12-19 Milk");
    fs::write(folder.path().join("list-Bob.json"), "half").expect("written");
    let mut todo = Todo::start(folder.path());
    assert_eq!(todo.lines(5), START);
    assert_eq!(
        todo.ask("lists"),
        [
            "shopping",
            "(unknown list in list-Bob.json: no list has a file of this name)"
        ]
    );
}
