//! Failures that go on: the database gives up, then the system, then the program ends.

use std::fs;

use crate::process::{START, Todo, session};

const CRASH: &str = "list poisoned\n";

#[test]
fn s002j_the_fourth_failure_within_5_s_ends_the_database_supervisor() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("list-poisoned.json"), "half").expect("written");
    let mut todo = Todo::start(folder.path());
    assert_eq!(todo.lines(5), START);
    for _ in 0..3 {
        let lines = todo.ask("list poisoned");
        assert_eq!(lines, ["Starting to-do server for poisoned", START[1]]);
    }
    let lines = todo.ask("list poisoned");
    assert_eq!(lines[0], "Starting to-do server for poisoned");
    assert_eq!(lines[1..], START[..4], "the database with all its workers");
    let answer = todo.ask("add shopping 2023-12-19 Milk");
    assert_eq!(answer, ["Starting to-do server for shopping", "ok"]);
    let errors = todo.finish().errors;
    assert_eq!(errors.lines().count(), 4, "{errors}");
}

#[test]
fn s002e_6_when_it_goes_on_the_program_ends_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    session(folder.path(), "add shopping 2023-12-19 Milk");
    fs::write(folder.path().join("list-poisoned.json"), "half").expect("written");
    let commands = format!(
        "add shopping 2023-12-20 Bread\n{}add shopping 2023-12-21 Eggs",
        CRASH.repeat(16)
    );
    let ended = session(folder.path(), &commands);
    assert_eq!(ended.status.code(), Some(1), "{ended:?}");
    let databases = ended.lines.iter().filter(|line| *line == START[0]).count();
    assert_eq!(
        databases, 4,
        "started, and restarted three times: {ended:?}"
    );
    let last = ended.errors.lines().last().expect("an error");
    assert!(last.starts_with("todo: the system gave up, "), "{last}");
    // The program may end before the last failure is told.
    let told = ended.errors.lines().count();
    assert!((16..=17).contains(&told), "{ended:?}");
    let after = session(folder.path(), "list shopping");
    assert_eq!(
        after.lines[5..],
        [
            "Starting to-do server for shopping",
            "2023-12-19  Milk",
            "2023-12-20  Bread"
        ]
    );
}
