//! Every tracing event of the crate, one function each.
//!
//! The target is `otp`. Levels: `error` for crashes and what a supervisor had to do about them, `info` for progress.

use crate::process::Core;
use crate::reason::ExitReason;
use crate::short_type_name;

/// The label, names or type of a process, as a person would call it.
fn name_of(core: &Core) -> String {
    let state = core.state();
    match &state.label {
        Some(label) => label.to_string(),
        None => {
            let name = state
                .holdings
                .iter()
                .flat_map(|holding| holding.names())
                .next();
            name.unwrap_or_else(|| short_type_name::strip(core.kind().type_name).to_owned())
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
