//! Starting a supervisor's process.

use super::options::Options;
use super::reference::SupervisorRef;
use super::run;
use crate::child_spec::ChildSpec;
use crate::pid::Pid;
use crate::process::{Kind, Plan};
use crate::reason::ExitReason;
use crate::start::{Reference, StartError, StartOptions, start};

/// What every supervisor's process is: it traps exits (SUP-13).
pub(crate) fn plan(type_name: fn() -> &'static str) -> Plan {
    Plan {
        trap_exit: true,
        ..Plan::new(Kind {
            type_name,
            is_supervisor: true,
        })
    }
}

/// `specs` runs in the new process, as `init` does in OTP.
pub(crate) async fn launch(
    type_name: fn() -> &'static str,
    options: Options,
    specs: impl FnOnce() -> Vec<ChildSpec> + Send + 'static,
    start_options: StartOptions,
) -> Result<SupervisorRef, StartError<SupervisorRef>> {
    let started = start(plan(type_name), start_options, move |inbox, started| {
        run::run(inbox, started, options, specs)
    });
    started.await.map_err(told_as_it_is)
}

/// A supervisor that refuses its own spec ends with that as its reason; who starts it is told of the spec.
pub(crate) fn told_as_it_is<R: Reference>(error: StartError<R>) -> StartError<R> {
    if let StartError::Failed(reason) = &error
        && let ExitReason::Error(cause) = reason
        && let Some(StartError::InvalidSpec(why)) = cause.downcast_ref::<StartError<Pid>>()
    {
        return StartError::InvalidSpec(why.clone());
    }
    error
}
