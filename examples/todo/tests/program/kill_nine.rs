//! A todo that is killed in the middle of its writes loses no entry it has answered `ok` for.

use std::collections::HashMap;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::process::{START, Todo};

const KILLS: u64 = 200;
/// Each on a folder of its own: most of the time is spent waiting for the disk.
const AT_ONCE: u64 = 4;
const LISTS: u64 = 5;

/// The entries that were answered with `ok`, as `list` prints them, by list and in their order.
type Acknowledged = HashMap<u64, Vec<String>>;

#[test]
fn no_acknowledged_entry_is_lost_by_200_kills() {
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| kill_again_and_again(KILLS / AT_ONCE));
        }
    });
}

fn kill_again_and_again(kills: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut acknowledged = Acknowledged::new();
    for round in 0..kills {
        let mut todo = started(folder.path(), &acknowledged);
        let entries: Vec<(u64, String)> = (0..200)
            .map(|number| (number % LISTS, format!("{round}-{number}")))
            .collect();
        let mut commands = String::new();
        for (list, title) in &entries {
            writeln!(commands, "add {list} 2023-12-19 {title}").expect("a string");
        }
        todo.send(&commands);
        // Killed somewhere within a write: after some answers, and then some time that fits into
        // one. No assertion depends on that time.
        let mut answered = random(8) as usize;
        for _ in 0..answered {
            assert_eq!(todo.line().as_deref(), Some("ok"));
        }
        thread::sleep(Duration::from_micros(random(3000)));
        todo.kill();
        answered += todo
            .finish()
            .lines
            .iter()
            .filter(|line| *line == "ok")
            .count();
        for (list, title) in entries.into_iter().take(answered) {
            let entry = format!("2023-12-19  {title}");
            acknowledged.entry(list).or_default().push(entry);
        }
    }
    started(folder.path(), &acknowledged);
}

/// A random number below the bound.
fn random(bound: u64) -> u64 {
    RandomState::new().hash_one(()) % bound
}

/// Starts a todo and checks that every list has what was acknowledged, in order.
fn started(folder: &Path, acknowledged: &Acknowledged) -> Todo {
    let mut todo = Todo::start(folder);
    assert_eq!(todo.lines(5), START);
    for list in 0..LISTS {
        let mut stored = todo.ask(&format!("list {list}")).into_iter();
        for entry in acknowledged.get(&list).into_iter().flatten() {
            assert!(
                stored.any(|stored| stored == *entry),
                "{entry} of list {list} was acknowledged and is lost"
            );
        }
    }
    todo
}
