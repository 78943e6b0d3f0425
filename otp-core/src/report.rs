//! Every tracing event of the crate, one function each.
//!
//! The target is `otp`. Levels: `error` for crashes and what a supervisor had to do about them, `info` for progress.

use std::fmt::Display;

use crate::pid::Pid;
use crate::process::Core;
use crate::reason::ExitReason;
use crate::short_type_name;

/// The label, names or type of a process, as a person would call it.
fn name_of(core: &Core) -> String {
    let state = core.state();
    match state.rare().and_then(|rare| rare.label.as_deref()) {
        Some(label) => label.to_string(),
        None => {
            let name = state
                .holdings
                .iter()
                .flat_map(|holding| holding.names())
                .next();
            name.unwrap_or_else(|| short_type_name::strip((core.kind().type_name)()).to_owned())
        }
    }
}

/// LOG-1: a process ends abnormally by itself. A server has said more by then; one whose `init` failed has not.
pub(crate) fn process_crashed(core: &Core, reason: &ExitReason) {
    if reason.is_abnormal() {
        tracing::error!(
            target: "otp",
            pid = %core.pid(),
            process = name_of(core),
            operation = core.operation(),
            %reason,
            "process crashed"
        );
    }
}

/// LOG-1: a server ends abnormally by itself. `state` is shown where the type opts in.
pub(crate) fn server_terminating(
    core: &Core,
    reason: &ExitReason,
    last_operation: &str,
    state: impl FnOnce() -> Option<String>,
) {
    if reason.is_abnormal() {
        tracing::error!(
            target: "otp",
            pid = %core.pid(),
            server = name_of(core),
            %reason,
            last_operation,
            state = state(),
            "server terminating"
        );
    }
}

/// GEN-27: a server got something that none of its callbacks takes.
pub(crate) fn unexpected(core: &Core, what: &str) {
    tracing::error!(target: "otp", pid = %core.pid(), server = name_of(core), "dropped {what}: the server takes none");
}

/// LOG-4: a child is up.
pub(crate) fn progress(supervisor: &Core, child: &dyn Display, pid: Pid) {
    tracing::info!(target: "otp", supervisor = name_of(supervisor), %child, %pid, "child started");
}

/// LOG-1, LOG-2: a child has ended by itself.
pub(crate) fn child_terminated(
    supervisor: &Core,
    child: &dyn Display,
    pid: Pid,
    reason: &ExitReason,
) {
    tracing::error!(
        target: "otp",
        supervisor = name_of(supervisor),
        %child,
        %pid,
        %reason,
        "child terminated"
    );
}

/// LOG-4: a child did not start.
pub(crate) fn start_error(supervisor: &Core, child: &dyn Display, reason: &dyn Display) {
    tracing::error!(target: "otp", supervisor = name_of(supervisor), %child, %reason, "child failed to start");
}

/// LOG-5: a child that was told to end ended otherwise, or had to be killed.
pub(crate) fn shutdown_error(
    supervisor: &Core,
    child: &dyn Display,
    pid: Pid,
    reason: &ExitReason,
) {
    tracing::error!(
        target: "otp",
        supervisor = name_of(supervisor),
        %child,
        %pid,
        %reason,
        "child did not shut down as asked"
    );
}

/// LOG-5: a supervisor gives up.
pub(crate) fn intensity_reached(supervisor: &Core, child: &dyn Display) {
    tracing::error!(
        target: "otp",
        supervisor = name_of(supervisor),
        %child,
        "reached maximum restart intensity: the supervisor shuts down"
    );
}

/// A child was killed and runs on, as it never awaits; its supervisor goes on without it.
pub(crate) fn child_stuck(supervisor: &Core, child: &dyn Display, pid: Pid) {
    tracing::error!(
        target: "otp",
        supervisor = name_of(supervisor),
        %child,
        %pid,
        "child does not end though it was killed: it never awaits. Its names are free again"
    );
}
