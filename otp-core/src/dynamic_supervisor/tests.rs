use proptest::prelude::*;
use std::collections::BTreeMap;

use super::children::{Child, Children};
use crate::child_spec::{ChildSpec, Restart};
use crate::pid::Pid;
use crate::start::StartError;
use crate::supervisor::ChildState;

fn spec(restart: Restart) -> ChildSpec {
    let never = || async { Err::<Pid, _>(StartError::Ignored) };
    ChildSpec::new("a", never).erase().with_restart(restart)
}

fn pid(n: u64) -> Pid {
    Pid::new(0, 0, n)
}

#[test]
fn the_record_of_a_child_stays_small_and_a_temporary_one_keeps_no_start_spec_15() {
    assert!(size_of::<(Pid, Child)>() <= 48);
    assert!(Child::new(spec(Restart::Temporary)).start().is_none());
    assert!(Child::new(spec(Restart::Transient)).start().is_some());
}

proptest! {
    /// DYN-9, DYN-12, DYN-20: a restarting child keeps the pid of its last process, its place, and counts as a spec.
    #[test]
    fn children_are_found_by_the_pid_of_their_newest_process(
        steps in prop::collection::vec((0u8..4, 0u64..8), 0..60),
    ) {
        let mut children = Children::default();
        // By pid: whether it is restarting, and how often it was restarted.
        let mut naive: BTreeMap<u64, (bool, u64)> = BTreeMap::new();
        let mut next = 0;
        for (what, which) in steps {
            let chosen = naive.keys().nth(which as usize % naive.len().max(1)).copied();
            match (what, chosen) {
                (0, _) => {
                    next += 1;
                    children.insert(pid(next), Child::new(spec(Restart::Permanent)));
                    naive.insert(next, (false, 0));
                }
                (1, Some(old)) => {
                    next += 1;
                    children.restarted(pid(old), pid(next));
                    let (_, restarts) = naive.remove(&old).expect("it was chosen");
                    naive.insert(next, (false, restarts + 1));
                }
                (2, Some(old)) => {
                    children.set_restarting(pid(old));
                    naive.entry(old).and_modify(|child| child.0 = true);
                }
                (_, Some(old)) => {
                    children.remove(pid(old));
                    naive.remove(&old);
                }
                (_, None) => {}
            }
            let state = |(n, (restarting, restarts)): (&u64, &(bool, u64))| {
                let state = if *restarting { ChildState::Restarting } else { ChildState::Running(pid(*n)) };
                (state, *restarts)
            };
            let expected: Vec<_> = naive.iter().rev().map(state).collect();
            let infos: Vec<_> = children.infos().iter().map(|i| (i.child, i.restarts)).collect();
            prop_assert_eq!(infos, expected);
            prop_assert_eq!(children.len(), naive.len());
            let counts = children.counts(|_| true);
            prop_assert_eq!(counts.active, naive.values().filter(|child| !child.0).count());
            prop_assert_eq!(counts.specs, naive.len());
        }
        let sorted: Vec<_> = children.into_sorted().into_iter().map(|(pid, _)| pid).collect();
        prop_assert_eq!(sorted, naive.keys().map(|n| pid(*n)).collect::<Vec<_>>());
    }
}
