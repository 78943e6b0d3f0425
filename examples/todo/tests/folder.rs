//! The folder of lists by itself, without any process.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use todo::domain::{Entry, TodoList};
use todo::storage::{Folder, FolderError, Listing, StorageError};

fn temporary() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn open(path: &Path) -> Folder {
    Folder::open(path).expect("the folder opens")
}

fn list(titles: &[&str]) -> TodoList {
    titles.iter().fold(TodoList::default(), |list, title| {
        list.with(Entry::new("2023-12-19".parse().expect("a date"), *title))
    })
}

#[test]
fn a_list_never_stored_is_none() {
    let place = temporary();
    let folder = open(place.path());
    assert_eq!(folder.read("Bob's list").expect("read"), None);
    assert_eq!(folder.lists().expect("listed"), []);
}

#[test]
fn the_last_stored_list_comes_back_after_the_folder_was_closed() {
    let place = temporary();
    let folder = open(place.path());
    folder
        .write("Bob's list", &list(&["Dentist"]))
        .expect("stored");
    folder
        .write("Bob's list", &list(&["Dentist", "Shopping"]))
        .expect("stored");
    drop(folder);
    let read = open(place.path()).read("Bob's list").expect("read");
    assert_eq!(read, Some(list(&["Dentist", "Shopping"])));
}

#[test]
fn every_name_is_a_list_of_its_own_within_the_folder() {
    let place = temporary();
    let folder = open(&place.path().join("deep").join("lists"));
    let mut names: Vec<String> = [
        "", ".", "..", "../../x", "/etc/x", "a b", "Bob", "bob", "🦀", "~",
    ]
    .map(str::to_owned)
    .into();
    names.extend([
        "x".repeat(300),
        "X".repeat(300),
        "🦀".repeat(300),
        "x".repeat(5000),
    ]);
    for name in &names {
        folder.write(name, &list(&[name])).expect("stored");
    }
    for name in &names {
        assert_eq!(folder.read(name).expect("read"), Some(list(&[name])));
    }
    names.sort();
    let listed: Vec<Listing> = names.into_iter().map(Listing::List).collect();
    assert_eq!(folder.lists().expect("listed"), listed);
    let above = fs::read_dir(place.path()).expect("read").count();
    assert_eq!(above, 1, "only the folder itself is beside it");
}

#[test]
fn what_a_killed_process_left_behind_is_cleared_at_the_start() {
    let place = temporary();
    fs::write(place.path().join(".tmp-1-1"), r#"{"version":1,"na"#).expect("written");
    let folder = open(place.path());
    assert!(!place.path().join(".tmp-1-1").exists());
    assert_eq!(folder.lists().expect("listed"), []);
}

#[test]
fn a_folder_is_used_by_one_at_a_time() {
    let place = temporary();
    let folder = open(place.path());
    let error = Folder::open(place.path()).expect_err("in use");
    assert!(matches!(error, FolderError::InUse(_)), "{error}");
    drop(folder.clone());
    Folder::open(place.path()).expect_err("a clone that goes does not free it");
    drop(folder);
    open(place.path());
}

#[test]
fn a_file_where_the_folder_should_be_is_refused() {
    let place = temporary();
    let path = place.path().join("persist");
    fs::write(&path, "mine").expect("written");
    let error = Folder::open(&path).expect_err("a file");
    assert!(matches!(error, FolderError::NotAFolder(_)), "{error}");
    let below = Folder::open(path.join("below")).expect_err("a file above");
    assert!(matches!(below, FolderError::Create { .. }), "{below}");
    assert_eq!(fs::read_to_string(&path).expect("read"), "mine");
}

/// Not even root writes into `/proc`.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    let error = Folder::open("/proc/self").expect_err("read only");
    assert!(matches!(error, FolderError::Write { .. }), "{error}");
    let error = Folder::open("/proc/lists").expect_err("read only");
    assert!(matches!(error, FolderError::Create { .. }), "{error}");
}

#[test]
fn an_unreadable_file_names_itself_and_what_to_do() {
    let place = temporary();
    let folder = open(place.path());
    for (text, says) in [
        (r#"{"version":1,"name":"a","entr"#, "EOF"),
        (r#"{"version":7,"name":"a","entries":[]}"#, "version is 7"),
        (
            r#"{"version":1,"name":"b","entries":[]}"#,
            "holds the list `b`",
        ),
        ("", "EOF"),
    ] {
        fs::write(folder.file_of("a"), text).expect("written");
        let error = folder.read("a").expect_err(text).to_string();
        assert!(error.contains(says), "{error}");
        assert!(error.contains("list-a.json"), "{error}");
        assert!(error.contains("move it away"), "{error}");
        let kept = fs::read_to_string(folder.file_of("a")).expect("read");
        assert_eq!(kept, text, "reading leaves the file as it is");
    }
    assert_eq!(
        folder.lists().expect("listed"),
        [Listing::List("a".to_owned())]
    );
}

#[test]
fn a_folder_in_the_place_of_a_list_is_an_error_and_stays() {
    let place = temporary();
    let folder = open(place.path());
    fs::create_dir(folder.file_of("a")).expect("made");
    let error = folder.read("a").expect_err("a folder");
    assert!(matches!(error, StorageError::NotAFile { .. }), "{error}");
    let error = folder.write("a", &list(&["x"])).expect_err("a folder");
    assert!(matches!(error, StorageError::Write { .. }), "{error}");
    assert!(folder.file_of("a").is_dir());
}

#[test]
fn files_that_are_no_lists_are_left_alone_and_strange_ones_told() {
    let place = temporary();
    let folder = open(place.path());
    folder.write(&"x".repeat(300), &list(&[])).expect("stored");
    let long = folder.file_of(&"x".repeat(300));
    fs::write(place.path().join("notes.txt"), "mine").expect("written");
    fs::write(place.path().join("list-Bob.json"), "mine").expect("written");
    fs::copy(&long, folder.path().join("list-x~0.json")).expect("copied");
    fs::write(&long, "half").expect("written");
    let listed = folder.lists().expect("listed");
    let told: Vec<&str> = listed
        .iter()
        .map(|listing| match listing {
            Listing::Unknown { file, .. } => file.as_str(),
            Listing::List(name) => panic!("{name} is no list"),
        })
        .collect();
    let long = long
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name");
    assert_eq!(told.len(), 3);
    assert!(
        told.contains(&"list-Bob.json") && told.contains(&"list-x~0.json") && told.contains(&long)
    );
}
