//! Links and monitors, as the calling process sets them.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::cell::Process;
use super::core::Core;
use super::state::Status;
use super::{current, unique_number};
use crate::pid::Pid;
use crate::reason::ExitReason;
use crate::signal::{Down, Exit, MonitorRef, Signal};

/// The process to be linked to has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchProcess(
    /// Which.
    pub Pid,
);

impl fmt::Display for NoSuchProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no process {}", self.0)
    }
}

impl Error for NoSuchProcess {}

fn caller(what: &str) -> Arc<dyn Process> {
    current::current().unwrap_or_else(|| panic!("process::{what} was called outside of a process"))
}

/// Links the calling process with another: the end of either is signalled to the other.
///
/// Links go both ways and there is one at most between two processes; linking to oneself does nothing.
///
/// OTP counterpart: `link/1`.
///
/// # Errors
///
/// The other has ended. A process that traps exits gets an [`Exit`] with reason `noproc` instead, and `Ok`.
///
/// # Panics
///
/// Outside of a process.
pub fn link(pid: Pid) -> Result<(), NoSuchProcess> {
    let caller = caller("link");
    let own = caller.core();
    if pid == own.pid() {
        return Ok(());
    }
    if let Some(other) = own.node().process(pid)
        && join(own, other.core())
    {
        return Ok(());
    }
    if own.state().trap_exit {
        let exit = Exit {
            from: pid,
            reason: ExitReason::NoProcess,
        };
        caller.tell(Signal::Exit(exit)).wake(caller.core());
        return Ok(());
    }
    Err(NoSuchProcess(pid))
}

/// Links two processes; says whether the other has not ended.
///
/// Under both locks: a link that only one of the two knows would never go.
pub(crate) fn join(own: &Core, other: &Core) -> bool {
    let (mut own_state, mut other_state) = Core::both(own, other);
    if let Status::Dead(_) = other_state.status {
        return false;
    }
    own_state.links.insert(other.pid());
    other_state.links.insert(own.pid());
    true
}

/// Ends the link between the calling process and another. No exit signal of the other arrives from now on; an
/// [`Exit`] message that has arrived stays.
///
/// OTP counterpart: `unlink/1`.
///
/// # Panics
///
/// Outside of a process.
pub fn unlink(pid: Pid) {
    let caller = caller("unlink");
    let own = caller.core();
    match own.node().process(pid) {
        Some(other) if pid != own.pid() => {
            let (mut own_state, mut other_state) = Core::both(own, other.core());
            own_state.links.remove(pid);
            other_state.links.remove(own.pid());
        }
        _ => {
            own.state().links.remove(pid);
        }
    }
}

/// Has the calling process told, by a [`Down`] message, when another ends; at once if it has ended already.
///
/// Each call sets a monitor of its own.
///
/// OTP counterpart: `monitor/2`.
///
/// # Panics
///
/// Outside of a process; there, wait for [`exited`](super::exited).
pub fn monitor(pid: Pid) -> MonitorRef {
    let caller = caller("monitor");
    let own = caller.core();
    let id = unique_number();
    let monitor = MonitorRef { id, target: pid };
    own.state().rare_mut().monitors.insert(id, pid);
    if let Some(other) = own.node().process(pid) {
        let mut state = other.core().state();
        if !matches!(state.status, Status::Dead(_)) {
            state.rare_mut().watchers.insert(id, own.pid());
            return monitor;
        }
    }
    let down = Down {
        monitor,
        pid,
        reason: ExitReason::NoProcess,
    };
    caller.tell(Signal::Down(down)).wake(caller.core());
    monitor
}

/// Takes a monitor back: its [`Down`] will not be received, also if it waits in the mailbox.
/// Says whether the monitor was set and had not told yet.
///
/// OTP counterpart: `demonitor/2` with `flush`.
///
/// # Panics
///
/// Outside of a process.
pub fn demonitor(monitor: MonitorRef) -> bool {
    let caller = caller("demonitor");
    let own = caller.core();
    if !own.forget_monitor(monitor) {
        return false;
    }
    let Some(other) = own.node().process(monitor.target) else {
        return false;
    };
    let mut state = other.core().state();
    state
        .rare_if_any()
        .is_some_and(|rare| rare.watchers.remove(&monitor.id).is_some())
}

/// Says whether exit signals are to end the calling process, as they do unless told otherwise, or reach it as
/// [`Exit`] messages. Gives what it was before.
///
/// OTP counterpart: `process_flag(trap_exit, _)`.
///
/// # Panics
///
/// Outside of a process.
pub fn trap_exit(trap: bool) -> bool {
    let caller = caller("trap_exit");
    std::mem::replace(&mut caller.core().state().trap_exit, trap)
}
