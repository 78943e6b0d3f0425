//! The children of a dynamic supervisor, by pid.

use crate::child_spec::{ChildSpec, ChildType, Restart, Shutdown, StartFn};
use crate::pid::Pid;
use crate::pid_map::PidMap;
use crate::supervisor::{ChildCounts, ChildInfo, ChildState};

/// One child; small, as there may be very many. Its id and name are not kept.
pub(crate) struct Child {
    /// Nothing for a temporary child: what started it went with its start (SPEC-15).
    again: Option<Box<StartAgain>>,
    pub(crate) shutdown: Shutdown,
    pub(crate) restart: Restart,
    pub(crate) child_type: ChildType,
    /// Its process has ended and the last try to start it again failed.
    pub(crate) is_restarting: bool,
}

struct StartAgain {
    start: StartFn,
    restarts: u64,
}

impl Child {
    pub(crate) fn new(spec: ChildSpec) -> Self {
        let again = (spec.restart != Restart::Temporary).then(|| {
            Box::new(StartAgain {
                start: spec.start,
                restarts: 0,
            })
        });
        Self {
            again,
            shutdown: spec.shutdown,
            restart: spec.restart,
            child_type: spec.child_type,
            is_restarting: false,
        }
    }

    pub(crate) fn start(&self) -> Option<StartFn> {
        Some(self.again.as_ref()?.start.clone())
    }
}

/// By the pid of the process; of a child that is being restarted, by that of its last one (DYN-12).
#[derive(Default)]
pub(crate) struct Children {
    by_pid: PidMap<Child>,
}

impl Children {
    /// All of them, those that are being restarted too (DYN-9).
    pub(crate) fn len(&self) -> usize {
        self.by_pid.len()
    }

    pub(crate) fn get(&self, pid: Pid) -> Option<&Child> {
        self.by_pid.get(&pid)
    }

    pub(crate) fn insert(&mut self, pid: Pid, child: Child) {
        self.by_pid.insert(pid, child);
    }

    pub(crate) fn remove(&mut self, pid: Pid) -> Option<Child> {
        self.by_pid.remove(&pid)
    }

    pub(crate) fn set_restarting(&mut self, pid: Pid) {
        if let Some(child) = self.by_pid.get_mut(&pid) {
            child.is_restarting = true;
        }
    }

    /// The child that was `old` runs again, as `new`.
    pub(crate) fn restarted(&mut self, old: Pid, new: Pid) {
        if let Some(mut child) = self.by_pid.remove(&old) {
            child.is_restarting = false;
            if let Some(again) = &mut child.again {
                again.restarts += 1;
            }
            self.by_pid.insert(new, child);
        }
    }

    /// In the order of their starts, as far as pids tell.
    pub(crate) fn into_sorted(self) -> Vec<(Pid, Child)> {
        let mut all: Vec<_> = self.by_pid.into_iter().collect();
        all.sort_unstable_by_key(|(pid, _)| *pid);
        all
    }

    /// DYN-3; the newest first, though nothing promises it (DYN-28).
    pub(crate) fn infos(&self) -> Vec<ChildInfo> {
        let mut all: Vec<_> = self.by_pid.iter().collect();
        all.sort_unstable_by_key(|(pid, _)| std::cmp::Reverse(**pid));
        all.into_iter()
            .map(|(pid, child)| ChildInfo {
                id: None,
                child: if child.is_restarting {
                    ChildState::Restarting
                } else {
                    ChildState::Running(*pid)
                },
                child_type: child.child_type,
                restart: child.restart,
                restarts: child.again.as_ref().map_or(0, |again| again.restarts),
            })
            .collect()
    }

    /// DYN-20.
    pub(crate) fn counts(&self, is_alive: impl Fn(Pid) -> bool) -> ChildCounts {
        let mut counts = ChildCounts::default();
        for (pid, child) in &self.by_pid {
            counts.add(child.child_type, !child.is_restarting && is_alive(*pid));
        }
        counts
    }
}
