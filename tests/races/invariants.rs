//! What holds of a tree whenever nothing is under way in it.

use std::collections::BTreeSet;

use otp_core::process::{self, ProcessStatus};
use otp_core::supervisor::{ChildCounts, ChildInfo, ChildState};
use otp_core::{DynamicSupervisorRef, Pid, SupervisorRef};

use crate::seed::until;

/// Supervisors of either kind.
pub(crate) trait Supervises {
    fn process(&self) -> Option<Pid>;
    async fn children(&self) -> Vec<ChildInfo>;
    async fn counts(&self) -> ChildCounts;
}

impl Supervises for SupervisorRef {
    fn process(&self) -> Option<Pid> {
        self.pid()
    }

    async fn children(&self) -> Vec<ChildInfo> {
        self.which_children().await.expect("a supervisor")
    }

    async fn counts(&self) -> ChildCounts {
        self.count_children().await.expect("a supervisor")
    }
}

impl Supervises for DynamicSupervisorRef {
    fn process(&self) -> Option<Pid> {
        self.pid()
    }

    async fn children(&self) -> Vec<ChildInfo> {
        self.which_children().await.expect("a supervisor")
    }

    async fn counts(&self) -> ChildCounts {
        self.count_children().await.expect("a supervisor")
    }
}

/// Waits until no child is being started or ended, and none has anything left to do.
pub(crate) async fn settled(supervisor: &impl Supervises) {
    until(async || {
        let idle = |pid| is_idle(pid);
        supervisor.process().is_some_and(idle)
            && supervisor
                .children()
                .await
                .iter()
                .all(|child| match child.child {
                    ChildState::Running(pid) => is_idle(pid),
                    ChildState::Restarting => false,
                    ChildState::Undefined => true,
                })
    })
    .await;
}

fn is_idle(pid: Pid) -> bool {
    process::info(pid).is_some_and(|info| {
        info.status == ProcessStatus::Running
            && info.mailbox_length == 0
            && info.current_operation.is_none()
    })
}

/// Checks a supervisor that has settled: what it tells of its children is so, and there are no processes but it, its
/// children and `others`. Gives the children that run.
pub(crate) async fn check(supervisor: &impl Supervises, others: &[Pid]) -> BTreeSet<Pid> {
    let own = supervisor.process().expect("the supervisor lives");
    let children = supervisor.children().await;
    let running: Vec<Pid> = children
        .iter()
        .filter_map(|child| child.child.pid())
        .collect();
    let distinct: BTreeSet<Pid> = running.iter().copied().collect();
    assert_eq!(distinct.len(), running.len(), "a process is two children");
    for pid in &running {
        assert!(process::is_alive(*pid), "{pid} is said to run");
    }

    let counts = supervisor.counts().await;
    assert_eq!(counts.specs, children.len());
    assert_eq!(counts.active, running.len());

    let known: BTreeSet<Pid> = distinct
        .iter()
        .chain(others)
        .chain([&own])
        .copied()
        .collect();
    let alive: BTreeSet<Pid> = process::list().into_iter().collect();
    assert_eq!(alive, known, "orphans, or processes that are not there");

    let info = process::info(own).expect("the supervisor lives");
    let linked: BTreeSet<Pid> = info.links.into_iter().collect();
    let mut kin = distinct.clone();
    kin.extend(info.parent);
    assert_eq!(linked, kin, "a supervisor is linked to its children");
    assert_eq!(info.monitors, [], "and has nothing left to wait for");
    distinct
}

/// Waits until all processes but `others` have ended.
pub(crate) async fn nobody_but(others: &[Pid]) {
    until(async || process::list() == others).await;
}
