//! The end of a process, in OTP's order, and the exit signals that it sends.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::cell::Process;
use super::core::Core;
use super::node::Node;
use super::state::{Rare, Status};
use crate::pid::Pid;
use crate::reason::ExitReason;
use crate::signal::{self, Down, Exit, MonitorRef, Origin, Signal, Verdict};

/// Ends `process`: names are freed, then links are told, then monitors (PRC-10).
pub(crate) fn end(process: &dyn Process, reason: ExitReason) {
    let core = process.core();
    let_go_of_names(core);
    let mut state = core.state();
    // One that was given up ends a second time, when it comes to it; what it has got since goes as the rest did.
    let reason = match &state.status {
        Status::Dead(first) => first.clone(),
        _ => reason,
    };
    state.status = Status::Dead(reason.clone());
    let links = std::mem::take(&mut state.links);
    let (watchers, monitors, owed) = state
        .rare_if_any()
        .map(Rare::take_contacts)
        .unwrap_or_default();
    drop(state);
    // One that was given up may have registered just now; dead, it cannot any more.
    let_go_of_names(core);

    let pid = core.pid();
    let node = core.node();
    node.table().remove(pid);
    for answer in owed.into_values() {
        answer.server_gone();
    }
    // Messages are a user's values, and their destructors a user's code.
    let _ = catch_unwind(AssertUnwindSafe(|| process.close_mailbox()));
    for linked in links.to_vec() {
        deliver(
            node,
            linked,
            Exit {
                from: pid,
                reason: reason.clone(),
            },
            Origin::Link,
        );
    }
    for (id, watcher) in watchers {
        if let Some(watcher) = node.process(watcher) {
            let monitor = MonitorRef { id, target: pid };
            let down = Down {
                monitor,
                pid,
                reason: reason.clone(),
            };
            watcher.tell(Signal::Down(down)).wake(watcher.core());
        }
    }
    for (id, target) in monitors {
        if let Some(target) = node.process(target)
            && let Some(rare) = target.core().state().rare_if_any()
        {
            rare.watchers.remove(&id);
        }
    }
    core.close_the_book();
}

/// Frees the names of a process, and all else that it holds.
pub(crate) fn let_go_of_names(core: &Core) {
    let holdings = std::mem::take(&mut core.state().holdings);
    for holding in holdings {
        // Keys and values are a user's, and so is the code that compares and drops them.
        let _ = catch_unwind(AssertUnwindSafe(|| holding.release(core)));
    }
}

/// Delivers an exit signal. One of a link counts only while the link lasts, and ends it.
pub(crate) fn deliver(node: &Node, to: Pid, exit: Exit, origin: Origin) {
    let Some(target) = node.process(to) else {
        return;
    };
    let core = target.core();
    let mut state = core.state();
    if origin == Origin::Link && !state.links.remove(exit.from) {
        return;
    }
    match signal::receive(origin, &exit.reason, state.trap_exit) {
        Verdict::Ignore => {}
        // Under the lock: what was decided for a trapping process reaches it before it can stop trapping.
        Verdict::Message => {
            let wake = target.tell(Signal::Exit(exit));
            // To wake a process may be to end it, where its runtime is gone.
            drop(state);
            wake.wake(core);
        }
        Verdict::Die(reason) => {
            core.doom(&mut state, reason);
            drop(state);
            core.wake();
        }
    }
}
