//! Every interleaving of those who want to run one process, by loom.

use loom::sync::atomic::{AtomicU32 as Count, Ordering as Order};
use loom::thread;

use super::*;
use crate::process::loom_check::model;

/// A body that counts how often it was run, and notices when two run it at once.
#[derive(Default)]
struct Body {
    runs: u32,
}

/// The turns of a process that has been started, and how often it was to be called again, and was buried.
struct Shared {
    turns: Turns<Body>,
    calls: Count,
    burials: Count,
}

impl Shared {
    fn new() -> Self {
        let turns = Turns::new(Body::default());
        let first = turns.begin().expect("it is new");
        assert!(turns.begin().is_none());
        assert!(matches!(first.give_back(), Meanwhile::Nothing));
        Self {
            turns,
            calls: Count::new(0),
            burials: Count::new(0),
        }
    }

    fn run(&self, mut turn: Turn<'_, Body>) {
        let (_, body) = turn.runner();
        body.get_mut().runs += 1;
        match turn.give_back() {
            Meanwhile::Nothing => {}
            Meanwhile::Missed => {
                self.calls.fetch_add(1, Order::Relaxed);
            }
            Meanwhile::Abandoned(turn) => self.bury(turn),
        }
    }

    fn bury(&self, turn: Turn<'_, Body>) {
        self.burials.fetch_add(1, Order::Relaxed);
        drop(turn);
    }

    fn abandon(&self) {
        if let Asked::Mine(turn) = self.turns.abandon() {
            self.bury(turn);
        }
    }

    fn by_task(&self) -> bool {
        match self.turns.take() {
            Asked::Mine(turn) => {
                self.run(turn);
                true
            }
            Asked::Theirs | Asked::Over => false,
        }
    }
}

#[test]
fn a_task_that_comes_while_a_caller_runs_the_process_runs_it_or_is_called_again() {
    model(|| {
        let shared = loom::sync::Arc::new(Shared::new());
        let callers = shared.clone();
        let caller = thread::spawn(move || {
            if let Some(turn) = callers.turns.try_take() {
                callers.run(turn);
            }
        });
        let has_run = shared.by_task();
        caller.join().unwrap();
        assert!(has_run || shared.calls.load(Order::Relaxed) == 1);
        let mut turn = shared.turns.try_take().expect("nobody has it");
        assert!(turn.runner().1.runs >= 1);
    });
}

#[test]
fn a_process_whose_runtime_goes_is_buried_once_whoever_runs_it() {
    model(|| {
        let shared = loom::sync::Arc::new(Shared::new());
        let (callers, tasks) = (shared.clone(), shared.clone());
        let caller = thread::spawn(move || {
            if let Some(turn) = callers.turns.try_take() {
                callers.run(turn);
            }
        });
        let task = thread::spawn(move || tasks.by_task());
        shared.abandon();
        caller.join().unwrap();
        task.join().unwrap();
        assert_eq!(shared.burials.load(Order::Relaxed), 1);
        assert!(shared.turns.try_take().is_none());
        assert!(matches!(shared.turns.take(), Asked::Over));
    });
}

#[test]
fn a_process_that_is_abandoned_before_it_is_born_is_buried_by_who_starts_it() {
    model(|| {
        let shared = loom::sync::Arc::new(Shared {
            turns: Turns::new(Body::default()),
            calls: Count::new(0),
            burials: Count::new(0),
        });
        let other = shared.clone();
        let other = thread::spawn(move || other.abandon());
        let turn = shared.turns.begin().expect("nobody else begins it");
        shared.run(turn);
        other.join().unwrap();
        assert_eq!(shared.burials.load(Order::Relaxed), 1);
    });
}
