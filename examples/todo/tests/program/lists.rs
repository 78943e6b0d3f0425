//! Lists of any name.

use crate::process::session;

fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "",
        ".",
        "..",
        "../../outside",
        "/etc/outside",
        "a/b",
        "Bob",
        "bob",
        "BOB",
        "Mü\u{308}ller",
        "🦀 买东西",
        "%2f",
        "~",
        "-",
        "worker",
        "database",
        "two  spaces",
        "trailing ",
        "\\",
        "\"q\"",
        "it's",
        "#1",
    ]
    .map(str::to_owned)
    .into();
    names.extend(["x", "X", "/", "🦀"].map(|letter| letter.repeat(300)));
    names
}

/// The name in single quotes, as the prompt takes it.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

#[test]
fn every_name_is_a_list_of_its_own_and_stays_in_the_folder() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("persist");
    let mut commands = String::new();
    for (number, name) in names().iter().enumerate() {
        commands += &format!("add {} 2023-12-19 entry {number}\n", quoted(name));
    }
    let added = session(&folder, &commands);
    assert!(added.status.success(), "{added:?}");
    assert_eq!(
        added.lines.iter().filter(|line| *line == "ok").count(),
        names().len()
    );
    // All anew, from disk.
    let commands: Vec<String> = names()
        .iter()
        .map(|name| format!("list {}", quoted(name)))
        .collect();
    let listed = session(&folder, &commands.join("\n"));
    let entries: Vec<&String> = listed.lines[5..]
        .iter()
        .filter(|line| !line.starts_with("Starting"))
        .collect();
    let expected: Vec<String> = (0..names().len())
        .map(|number| format!("2023-12-19  entry {number}"))
        .collect();
    assert_eq!(entries, expected.iter().collect::<Vec<_>>());
    let beside = std::fs::read_dir(place.path()).expect("read").count();
    assert_eq!(beside, 1, "nothing was written beside the folder");
}

#[test]
fn lists_shows_the_true_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut commands = String::new();
    for name in names() {
        commands += &format!("add {} 2023-12-19 entry\n", quoted(&name));
    }
    session(folder.path(), &commands);
    let listed = session(folder.path(), "lists");
    let mut expected = names();
    expected.sort();
    let expected: Vec<String> = expected
        .iter()
        .map(|name| todo::console::shown(name))
        .collect();
    assert_eq!(listed.lines[5..], expected);
}
