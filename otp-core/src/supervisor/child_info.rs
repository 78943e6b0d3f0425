//! What a supervisor tells of its children.

use crate::child_spec::{ChildId, ChildType, Restart};
use crate::pid::Pid;

/// One child, as its supervisor knows it.
///
/// OTP counterpart: an element of what `supervisor:which_children/1` gives.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ChildInfo {
    /// Its id; nothing under a dynamic supervisor, which knows its children by their pids.
    pub id: Option<ChildId>,
    /// Whether it runs.
    pub child: ChildState,
    /// What it is.
    pub child_type: ChildType,
    /// When it is restarted.
    pub restart: Restart,
    /// How often its supervisor has started it again by itself.
    pub restarts: u64,
}

/// Whether a child runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChildState {
    /// It was started, as this process. Whether that has ended in the meantime its supervisor may not know yet.
    Running(Pid),
    /// It is to be started again; the last try failed.
    Restarting,
    /// It does not run: it ended cleanly, was stopped by hand, or its `init` said ignore.
    Undefined,
}

impl ChildState {
    /// The process, if it runs.
    pub fn pid(self) -> Option<Pid> {
        match self {
            Self::Running(pid) => Some(pid),
            Self::Restarting | Self::Undefined => None,
        }
    }
}

/// How many children a supervisor has.
///
/// OTP counterpart: what `supervisor:count_children/1` gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ChildCounts {
    /// All, whether they run or not.
    pub specs: usize,
    /// Those whose process lives.
    pub active: usize,
    /// Those that are supervisors, whether they run or not.
    pub supervisors: usize,
    /// Those that are workers, whether they run or not.
    pub workers: usize,
}

impl ChildCounts {
    pub(crate) fn add(&mut self, child_type: ChildType, active: bool) {
        self.specs += 1;
        self.active += usize::from(active);
        match child_type {
            ChildType::Worker => self.workers += 1,
            ChildType::Supervisor => self.supervisors += 1,
        }
    }
}
