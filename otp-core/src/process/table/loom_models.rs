//! Every interleaving of starts, ends and look-ups in a process table, by loom.

use std::any::Any;
use std::task::Poll;

use loom::thread;

use super::*;
use crate::process::Core;
use crate::process::loom_check::model;
use crate::process::mailbox::Wake;
use crate::reason::ExitReason;
use crate::signal::Signal;

/// A process that is nothing but its pid.
struct Fake(Pid);

impl Process for Fake {
    fn core(&self) -> &Core {
        unreachable!("a table only keeps processes")
    }

    fn tell(&self, _: Signal) -> Wake {
        Wake::Nobody
    }

    fn mailbox_len(&self) -> usize {
        0
    }

    fn stop(&self, _: ExitReason) {}

    fn close_mailbox(&self) {}

    fn run(&self) -> Poll<()> {
        Poll::Ready(())
    }

    fn abandon(&self) {}

    fn put_into(self: Arc<Self>, _: &mut dyn Any) {}
}

fn start(table: &Table) -> Pid {
    table.insert(0, |pid| Arc::new(Fake(pid))).0
}

/// Looks a process up, which is to be the one that was asked for.
fn find(table: &Table, pid: Pid) -> bool {
    table.get(pid).is_some_and(|process| {
        let process: Arc<dyn std::any::Any + Send + Sync> = process;
        assert_eq!(process.downcast::<Fake>().ok().unwrap().0, pid);
        true
    })
}

#[test]
fn a_pid_never_finds_a_later_process_in_its_place() {
    model(|| {
        let table = loom::sync::Arc::new(Table::new());
        let first = start(&table);
        let (ending, starting) = (table.clone(), table.clone());
        let ending = thread::spawn(move || {
            ending.remove(first);
            ending.remove(first);
        });
        let starting = thread::spawn(move || {
            let later = start(&starting);
            assert!(find(&starting, later));
            later
        });
        find(&table, first);
        ending.join().unwrap();
        let later = starting.join().unwrap();
        assert!(!find(&table, first));
        assert!(find(&table, later));
        assert_eq!(table.len(), 1);
    });
}

#[test]
fn a_process_is_found_as_soon_as_its_pid_is_known() {
    model(|| {
        let table = loom::sync::Arc::new(Table::new());
        let starters = [(), ()].map(|()| {
            let table = table.clone();
            thread::spawn(move || {
                let pid = start(&table);
                assert!(find(&table, pid));
                table.remove(pid);
                assert!(!find(&table, pid));
                pid
            })
        });
        let [one, other] = starters.map(|starter| starter.join().unwrap());
        assert_ne!(one, other);
        assert_eq!(table.len(), 0);
    });
}
