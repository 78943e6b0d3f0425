//! The session of stage 3 as systems.md prints it.

use crate::process::{START, Todo, session};

/// The pid that `tree` shows in the line with this name.
fn pid_of(todo: &mut Todo, name: &str) -> Option<String> {
    let tree = todo.ask("tree");
    let line = tree.iter().find(|line| line.contains(name))?;
    let from = line.find("#PID")?;
    let to = from + line[from..].find('>')? + 1;
    Some(line[from..to].to_owned())
}

#[test]
fn s002f_1_the_printed_session_comes_line_for_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut todo = Todo::start(folder.path());
    assert_eq!(todo.lines(5), START);
    assert_eq!(
        todo.ask(r#"list "Bob's list""#),
        ["Starting to-do server for Bob's list"]
    );
    let bob = pid_of(&mut todo, "Bob's list").expect("Bob's server runs");
    // The same again: the same process and no line.
    assert!(todo.ask(r#"list "Bob's list""#).is_empty());
    assert_eq!(pid_of(&mut todo, "Bob's list"), Some(bob.clone()));
    assert_eq!(
        todo.ask(r#"list "Alice's list""#),
        ["Starting to-do server for Alice's list"]
    );
    let alice = pid_of(&mut todo, "Alice's list").expect("Alice's server runs");
    assert_ne!(alice, bob);
    assert_eq!(
        todo.ask(r#"kill "Bob's list""#),
        [format!("killed the server of Bob's list, {bob}")]
    );
    assert_eq!(pid_of(&mut todo, "Bob's list"), None);
    assert_eq!(
        todo.ask(r#"list "Bob's list""#),
        ["Starting to-do server for Bob's list"]
    );
    let third = pid_of(&mut todo, "Bob's list").expect("Bob's server runs again");
    assert!(third != bob && third != alice);
    assert_eq!(pid_of(&mut todo, "Alice's list"), Some(alice));
    let ended = todo.finish();
    assert!(ended.status.success(), "{ended:?}");
    assert_eq!(ended.errors, "");
}

#[test]
fn s002f_3_entries_that_were_acknowledged_survive_a_kill_and_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = session(
        folder.path(),
        r#"
add "Bob's list" 2023-12-20 Shopping
add 'Bob''s list' 2023-12-19 Dentist
kill "Bob's list"
list "Bob's list"
list "Bob's list" 2023-12-19
quit
"#,
    );
    let mut expected = START.map(str::to_owned).to_vec();
    expected.extend(
        [
            "Starting to-do server for Bob's list",
            "ok",
            "ok",
            "killed the server of Bob's list, #PID",
            "Starting to-do server for Bob's list",
            "2023-12-19  Dentist",
            "2023-12-20  Shopping",
            "2023-12-19  Dentist",
        ]
        .map(str::to_owned),
    );
    let without_pid = |line: String| line.split_inclusive("#PID").next().map(str::to_owned);
    let lines: Vec<String> = ended.lines.into_iter().filter_map(without_pid).collect();
    assert_eq!(lines, expected);
    assert!(ended.status.success());
    let again = session(folder.path(), "list \"Bob's list\"");
    assert_eq!(
        again.lines[5..],
        [
            "Starting to-do server for Bob's list",
            "2023-12-19  Dentist",
            "2023-12-20  Shopping"
        ]
    );
}

#[test]
fn s002e_1_a_killed_worker_prints_exactly_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut todo = Todo::start(folder.path());
    assert_eq!(todo.lines(5), START);
    let lines = todo.ask("kill worker 2");
    assert_eq!(lines[0], "Starting database worker.");
    assert!(lines[1].starts_with("killed worker 2, #PID<"), "{lines:?}");
    assert_eq!(lines.len(), 2, "{lines:?}");
}

#[test]
fn a_killed_database_prints_four_lines_and_a_killed_cache_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut todo = Todo::start(folder.path());
    assert_eq!(todo.lines(5), START);
    let lines = todo.ask("kill database");
    assert_eq!(lines[..4], START[..4]);
    assert_eq!(lines.len(), 5, "{lines:?}");
    let lines = todo.ask("kill cache");
    assert_eq!(lines[0], START[4]);
    assert_eq!(lines.len(), 2, "{lines:?}");
}

#[test]
fn the_tree_shows_every_process_with_its_restarts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut todo = Todo::start(folder.path());
    assert_eq!(todo.lines(5), START);
    todo.ask("list shopping");
    todo.ask("kill worker 2");
    let tree = todo.ask("tree");
    let words = |line: &str| -> Vec<String> {
        // The pid apart, which is never the same.
        line.split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty() && !cell.starts_with("#PID"))
            .map(str::to_owned)
            .collect()
    };
    let shown: Vec<Vec<String>> = tree.iter().map(|line| words(line)).collect();
    let expected = [
        vec!["System", "supervisor"],
        vec![
            "├─ ProcessRegistry",
            "supervisor",
            "permanent",
            "0 restarts",
        ],
        vec!["├─ Database", "supervisor", "permanent", "0 restarts"],
        vec![
            "│",
            "├─ DatabaseWorker 1",
            "worker",
            "permanent",
            "0 restarts",
        ],
        vec![
            "│",
            "├─ DatabaseWorker 2",
            "worker",
            "permanent",
            "1 restart",
        ],
        vec![
            "│",
            "└─ DatabaseWorker 3",
            "worker",
            "permanent",
            "0 restarts",
        ],
        vec!["└─ Cache", "supervisor", "permanent", "0 restarts"],
        vec![
            "└─ TodoServer shopping",
            "worker",
            "temporary",
            "0 restarts",
        ],
    ];
    assert_eq!(shown, expected, "{tree:#?}");
    assert!(tree.iter().all(|line| line.contains("#PID<")), "{tree:#?}");
}

#[test]
fn mistakes_are_told_and_the_rest_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = session(
        folder.path(),
        "add shopping tomorrow Milk\n\nfrobnicate\n# a comment\nadd shopping 2023-12-19 Milk\nkill none\nlists",
    );
    assert_eq!(
        ended.lines[5..],
        ["Starting to-do server for shopping", "ok", "shopping"]
    );
    assert_eq!(
        ended.errors.lines().collect::<Vec<_>>(),
        [
            "error: `tomorrow` is not a date: write YYYY-MM-DD, for example 2023-12-19",
            "error: there is no command `frobnicate`; `help` shows all of them",
            "error: the server of none is not running",
        ]
    );
    // A script hears of it from the exit code.
    assert_eq!(ended.status.code(), Some(1));
}

#[test]
fn bench_says_how_many_entries_it_stored() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = session(folder.path(), "bench 25\nlist 'bench 2'");
    assert!(ended.status.success(), "{ended:?}");
    assert_eq!(ended.errors, "", "no bar where there is no terminal");
    let told = ended.lines.iter().find(|line| line.contains("per second"));
    assert!(told.expect("told").starts_with("25 entries to 2 lists in "));
    assert_eq!(ended.lines.last().expect("a line"), "2023-12-19  entry 25");
}
