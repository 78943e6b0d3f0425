//! Processes: bare ones, and what all of them can do.
//!
//! A process is a tokio task with a mailbox, a [`Pid`], links and monitors. Servers and supervisors are processes; a
//! bare one is started with [`spawn`], [`spawn_link`] or, where it is to receive messages, [`spawn_with`].
//!
//! An exit signal that is not trapped ends a process at its next `await`: Rust cannot interrupt code that runs.

mod allotment;
mod atomics;
mod bare;
mod blocking;
mod body;
mod cell;
mod core;
mod crowd;
mod current;
mod deadlines;
mod driver;
mod end;
mod inbox;
mod info;
mod known_tasks;
mod links;
#[cfg(all(test, otp_loom))]
mod loom_check;
mod mailbox;
mod node;
mod operation;
mod panics;
mod pid_set;
mod pool;
mod protocol;
mod raw_slot;
mod run;
mod site;
mod slot;
mod spawn;
mod state;
mod sync;
mod table;
mod task;
mod turns;
mod waiting;

use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) use allotment::poll_budget;
pub use bare::{
    IntoExit, ProcessRef, Receiver, SpawnError, spawn, spawn_link, spawn_link_with, spawn_with,
};
pub(crate) use cell::{Address, Process, address};
pub(crate) use core::{Core, Kind};
pub(crate) use current::{current as current_process, with as with_current};
pub(crate) use end::{deliver, let_go_of_names};
pub(crate) use inbox::Inbox;
pub use info::{ProcessInfo, ProcessStatus, info};
pub use links::{NoSuchProcess, demonitor, link, monitor, trap_exit, unlink};
pub(crate) use mailbox::{Refused, Wake};
pub use node::Node;
pub use operation::Operation;
pub use panics::exit;
pub(crate) use panics::reason_of;
pub use protocol::{Protocol, Received};
pub(crate) use site::Site;
pub(crate) use slot::{Answer, Sender, Unanswered, pair};
pub(crate) use spawn::{First, NotSpawned, Plan, spawn as spawn_process};
pub(crate) use state::{Holding, State, Status};
pub(crate) use sync::{Mutex, MutexGuard, RwLock, RwLockWriteGuard};
pub use waiting::{Exited, exited};

use crate::pid::Pid;
use crate::reason::ExitReason;
use crate::signal::{Exit, Origin};

/// The pid of the process that runs this code; nothing outside of processes, as in `main`.
///
/// OTP counterpart: `self/0`.
pub fn current() -> Option<Pid> {
    spawn::own_pid()
}

/// Sends an exit signal.
///
/// A process that traps exits receives it as an [`Exit`] message; any other ends with the reason, unless that is
/// `normal`. [`ExitReason::Kill`] cannot be trapped. A dead process, or none: nothing happens.
/// Sent by code outside of any process, the signal is from the receiver itself.
///
/// OTP counterpart: `exit/2`.
pub fn signal(pid: Pid, reason: impl Into<ExitReason>) {
    let from = current().unwrap_or(pid);
    let origin = if current() == Some(pid) {
        Origin::Own
    } else {
        Origin::Sent
    };
    deliver(
        &Node::current(),
        pid,
        Exit {
            from,
            reason: reason.into(),
        },
        origin,
    );
}

/// A signal of nobody's, to a process of any node.
pub(crate) fn signal_in(node: &Node, pid: Pid, reason: ExitReason) {
    deliver(node, pid, Exit { from: pid, reason }, Origin::Sent);
}

/// Gives up a process that does not end: its names are free, and those that wait for its end are told it was killed.
pub(crate) fn abandon(process: &dyn Process) {
    end::end(process, ExitReason::Killed);
}

/// Whether the process has not ended.
///
/// OTP counterpart: `is_process_alive/1`.
pub fn is_alive(pid: Pid) -> bool {
    Node::current()
        .process(pid)
        .is_some_and(|process| process.core().is_alive())
}

/// The pids of all living processes of this node, in the order of their starts.
///
/// OTP counterpart: `processes/0`.
pub fn list() -> Vec<Pid> {
    Node::current().processes()
}

/// Gives the calling process a label for [`info`] and reports; does nothing outside of processes.
///
/// OTP counterpart: `proc_lib:set_label/1`.
pub fn set_label(label: impl Into<String>) {
    let label = label.into().into_boxed_str();
    with_current(|process| {
        if let Some(process) = process {
            process.core().state().rare_mut().label = Some(label);
        }
    });
}

/// Unique in the program; for monitors and those who wait.
pub(crate) fn unique_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
