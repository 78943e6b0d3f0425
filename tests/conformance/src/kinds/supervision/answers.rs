//! What supervisors answer, as traces show it.

use otp_core::StartError;
use otp_core::supervisor::{
    DeleteChildError, RestartChildError, StopError, SupervisorCallError, TerminateChildError,
};
use serde_json::{Value, json};

use crate::reason::{refused, shown};

fn error(what: Value) -> Value {
    json!({ "error": what })
}

/// Why a process did not start.
pub(super) fn not_started<R>(error: StartError<R>) -> Value {
    match error {
        StartError::Failed(reason) => shown(&reason),
        StartError::InvalidSpec(why) => json!(refused(&why)),
        other => json!(format!("other:{other}")),
    }
}

pub(super) fn start_child(started: Result<(), StartError<()>>) -> Value {
    match started {
        Ok(()) => json!("ok"),
        Err(StartError::Ignored) => json!("ignore"),
        Err(StartError::AlreadyPresent) => error(json!("already_present")),
        Err(StartError::AlreadyStarted(()) | StartError::IdTaken(_)) => {
            error(json!("already_started"))
        }
        Err(StartError::MaxChildren) => error(json!("max_children")),
        Err(StartError::InvalidSpec(why)) => error(json!(refused(&why))),
        Err(StartError::NoSupervisor) => error(json!("noproc")),
        Err(StartError::SupervisorExited(reason)) => error(shown(&reason)),
        Err(other) => error(json!({ "start_failed": not_started(other) })),
    }
}

pub(super) fn no_answer(why: &SupervisorCallError) -> Value {
    error(match why {
        SupervisorCallError::NoProcess => json!("noproc"),
        SupervisorCallError::Exited(reason) => shown(reason),
        other => json!(format!("other:{other}")),
    })
}

pub(super) fn terminated(result: Result<(), TerminateChildError>) -> Value {
    match result {
        Ok(()) => json!("ok"),
        Err(TerminateChildError::NotFound) => error(json!("not_found")),
        Err(TerminateChildError::Supervisor(why)) => no_answer(&why),
        Err(other) => error(json!(format!("other:{other}"))),
    }
}

pub(super) fn restarted<T>(result: Result<T, RestartChildError>) -> Value {
    match result {
        Ok(_) => json!("ok"),
        Err(RestartChildError::Running) => error(json!("running")),
        Err(RestartChildError::Restarting) => error(json!("restarting")),
        Err(RestartChildError::NotFound) => error(json!("not_found")),
        Err(RestartChildError::Failed(StartError::Ignored)) => json!("ignore"),
        Err(RestartChildError::Failed(why)) => error(json!({ "start_failed": not_started(why) })),
        Err(RestartChildError::Supervisor(why)) => no_answer(&why),
        Err(other) => error(json!(format!("other:{other}"))),
    }
}

pub(super) fn deleted(result: Result<(), DeleteChildError>) -> Value {
    match result {
        Ok(()) => json!("ok"),
        Err(DeleteChildError::Running) => error(json!("running")),
        Err(DeleteChildError::Restarting) => error(json!("restarting")),
        Err(DeleteChildError::NotFound) => error(json!("not_found")),
        Err(DeleteChildError::Supervisor(why)) => no_answer(&why),
        Err(other) => error(json!(format!("other:{other}"))),
    }
}

pub(super) fn stopped(result: Result<(), StopError>) -> Value {
    match result {
        Ok(()) => json!("ok"),
        Err(StopError::NoProcess) => error(json!("noproc")),
        Err(StopError::Exited(reason)) => error(shown(&reason)),
        Err(StopError::Timeout) => error(json!("timeout")),
        Err(other) => error(json!(format!("other:{other}"))),
    }
}
