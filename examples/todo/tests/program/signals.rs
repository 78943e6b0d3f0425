//! Ctrl-c and SIGTERM at any moment: the tree is taken down, and all files are whole.
#![cfg(unix)]

use std::fs;
use std::process::Command;

use todo::storage::{Folder, Listing};

use crate::process::{Ended, START, Todo, session};

fn signal(todo: &Todo, signal: &str) {
    let sent = Command::new("kill")
        .arg(signal)
        .arg(todo.id().to_string())
        .status();
    assert!(sent.expect("`kill` runs").success());
}

/// Sends the signal after so many answers, while the program goes on writing.
fn interrupted_after(answers: usize, name: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut todo = Todo::start(folder.path());
    assert_eq!(todo.lines(5), START);
    let commands: Vec<String> = (0..500)
        .map(|number| format!("add {} 2023-12-19 {number}", number % 3))
        .collect();
    todo.send(&commands.join("\n"));
    let mut ok = 0;
    while ok < answers {
        ok += usize::from(todo.line().expect("an answer") == "ok");
    }
    signal(&todo, name);
    let Ended {
        status,
        lines,
        errors,
    } = todo.finish();
    assert!(status.success(), "{status} {errors}");
    ok += lines.iter().filter(|line| *line == "ok").count();
    let names: Vec<String> = fs::read_dir(folder.path())
        .expect("read")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    assert!(
        !names.iter().any(|name| name.starts_with(".tmp")),
        "{names:?}"
    );
    let folder = Folder::open(folder.path()).expect("opened");
    let mut stored = 0;
    for listing in folder.lists().expect("listed") {
        let Listing::List(name) = listing else {
            panic!("{listing:?} is no list");
        };
        stored += folder.read(&name).expect("whole").expect("there").len();
    }
    // The one that was on its way may be stored and not answered.
    assert!(
        stored == ok || stored == ok + 1,
        "{stored} stored, {ok} acknowledged"
    );
}

#[test]
fn ctrl_c_leaves_only_whole_files() {
    for answers in [1, 2, 7, 20] {
        interrupted_after(answers, "-INT");
    }
}

#[test]
fn sigterm_takes_the_tree_down() {
    for answers in [1, 5] {
        interrupted_after(answers, "-TERM");
    }
}

/// Before the program is up it has nothing to take down, and may end as the signal says.
#[test]
fn ctrl_c_during_the_start_leaves_a_folder_that_can_be_used() {
    let folder = tempfile::tempdir().expect("a folder");
    for _ in 0..5 {
        let mut todo = Todo::start(folder.path());
        assert_eq!(todo.line().as_deref(), Some(START[0]));
        signal(&todo, "-INT");
        todo.finish();
    }
    let after = session(folder.path(), "add shopping 2023-12-19 Milk");
    assert!(after.status.success(), "{after:?}");
}
