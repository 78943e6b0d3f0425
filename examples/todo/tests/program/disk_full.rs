//! A disk that is full, for real: a file system of 64 KiB, seen by these processes only.
//!
//! Where the test may not mount one it says so and ends; the same is then shown by the unit test of
//! `storage::replace` with an error put in the place of the disk's.

use std::path::Path;
use std::process::Command;

use crate::process::Todo;

/// A shell in which `folder` is a small disk of its own, which goes with the last process in it.
fn on_a_small_disk(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("unshare");
    command
        .args(["--mount", "--map-root-user", "sh", "-ec"])
        .arg(format!("mount -t tmpfs -o size=64k none \"$1\"\n{script}"))
        .arg("sh")
        .arg(folder)
        .arg(env!("CARGO_BIN_EXE_todo"));
    command
}

fn can_mount(folder: &Path) -> bool {
    let tried = on_a_small_disk(folder, "true").output();
    tried.is_ok_and(|tried| tried.status.success())
}

#[test]
fn s002j_a_full_disk_crashes_the_worker_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    if !can_mount(folder.path()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    // The second todo shows what the first has left on the disk.
    let script = r#"
"$2" --folder "$1" || echo "exit code $?"
echo "list long" | "$2" --folder "$1"
ls -A "$1"
"#;
    let mut todo = Todo::spawn(on_a_small_disk(folder.path(), script));
    assert_eq!(todo.lines(5).len(), 5);
    // A list is written beside its last version: it can take half of the disk, and less.
    let mut acknowledged = Vec::new();
    loop {
        let title = format!("{:03} {}", acknowledged.len(), "x".repeat(1000));
        let answer = todo.ask(&format!("add long 2023-12-19 {title}"));
        if answer.last().is_none_or(|line| line != "ok") {
            assert_eq!(answer, ["Starting database worker."], "one start line");
            break;
        }
        acknowledged.push(format!("2023-12-19  {title}"));
    }
    assert!(
        acknowledged.len() > 10,
        "{} entries fit",
        acknowledged.len()
    );
    // A short one of another list still fits, for the half-written file is gone.
    let answer = todo.ask("add short 2023-12-19 Milk");
    assert_eq!(answer, ["Starting to-do server for short", "ok"]);
    // The server of the long list has ended with the failure; the next use loads what is stored.
    let mut expected = vec!["Starting to-do server for long".to_owned()];
    expected.extend(acknowledged);
    assert_eq!(todo.ask("list long"), expected);
    let ended = todo.finish();
    assert_eq!(ended.lines[0], "exit code 1");
    assert_eq!(ended.lines[6..6 + expected.len()], expected);
    let files = &ended.lines[6 + expected.len()..];
    assert_eq!(files, [".lock", "list-long.json", "list-short.json"]);
    assert!(
        ended.errors.contains("the list `long` cannot be stored in"),
        "{}",
        ended.errors
    );
    assert!(
        ended.errors.contains("what was stored before still is"),
        "{}",
        ended.errors
    );
}
