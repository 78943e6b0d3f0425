//! The steps of a supervision scenario.

use std::time::Duration;

use otp_core::supervisor::{ChildCounts, ChildInfo, ChildState, SupervisorCallError};
use otp_core::{ChildType, ExitReason, Reference, StartError, process};
use serde_json::{Value, json};

use super::answers::{deleted, no_answer, restarted, start_child, stopped, terminated};
use super::tree::{Spec, spec};
use super::{Member, TreeLog, alive};
use crate::reason::Reason;
use crate::scenario::supervision::{Action, Child};
use crate::term_order;

/// A stop waits so long.
const STOPPING: Duration = Duration::from_secs(5);

pub(super) async fn act(action: &Action, log: &TreeLog) -> Value {
    match action {
        Action::Exit { who, reason } => end(who, reason, log),
        Action::Signal { who, reason } => match alive(log, who) {
            Some(pid) => {
                process::signal(pid, reason);
                json!("ok")
            }
            None => no_process(),
        },
        Action::Wait { ms } => {
            tokio::time::sleep(Duration::from_millis(*ms)).await;
            json!("ok")
        }
        Action::StartChild { sup, child } => match log.newest(sup) {
            Some(supervisor) => start(&supervisor, child, log).await,
            None => no_process(),
        },
        Action::TerminateChild { sup, who } => match log.newest(sup) {
            Some(Member::Supervisor(supervisor)) => {
                terminated(supervisor.terminate_child(who.clone()).await)
            }
            Some(Member::Dynamic(supervisor)) => {
                // A label that never was is no child either.
                let pid = log.newest(who).and_then(|member| member.pid());
                let pid = pid.or_else(|| supervisor.pid());
                match pid {
                    Some(pid) => terminated(supervisor.terminate_child(pid).await),
                    None => no_process(),
                }
            }
            _ => no_process(),
        },
        Action::RestartChild { sup, who } => match log.newest(sup) {
            Some(Member::Supervisor(supervisor)) => {
                restarted(supervisor.restart_child(who.clone()).await)
            }
            _ => no_process(),
        },
        Action::DeleteChild { sup, who } => match log.newest(sup) {
            Some(Member::Supervisor(supervisor)) => {
                deleted(supervisor.delete_child(who.clone()).await)
            }
            _ => no_process(),
        },
        Action::WhichChildren { sup } => match log.newest(sup) {
            Some(Member::Supervisor(supervisor)) => listed(supervisor.which_children().await),
            Some(Member::Dynamic(supervisor)) => listed(supervisor.which_children().await),
            _ => no_process(),
        },
        Action::CountChildren { sup } => match log.newest(sup) {
            Some(Member::Supervisor(supervisor)) => counted(supervisor.count_children().await),
            Some(Member::Dynamic(supervisor)) => counted(supervisor.count_children().await),
            _ => no_process(),
        },
        Action::Stop { sup, reason } => {
            let reason = ExitReason::from(reason);
            match log.newest(sup) {
                Some(Member::Supervisor(supervisor)) => {
                    stopped(supervisor.stop(reason, STOPPING).await)
                }
                Some(Member::Dynamic(supervisor)) => {
                    stopped(supervisor.stop(reason, STOPPING).await)
                }
                _ => no_process(),
            }
        }
    }
}

fn no_process() -> Value {
    json!({ "error": "noproc" })
}

/// The worker ends itself; a supervisor does not know the request and drops it.
fn end(who: &str, reason: &Reason, log: &TreeLog) -> Value {
    match (alive(log, who), log.newest(who)) {
        (None, _) | (_, None) => no_process(),
        (Some(_), Some(member)) => {
            if let Member::Worker(worker) = member {
                worker.end(reason.clone());
            }
            json!("ok")
        }
    }
}

async fn start(supervisor: &Member, child: &Child, log: &TreeLog) -> Value {
    async fn ask<R: Reference>(
        supervisor: &Member,
        spec: otp_core::ChildSpec<R>,
    ) -> Result<(), StartError<()>> {
        let started = match supervisor {
            Member::Supervisor(supervisor) => supervisor.start_child(spec).await,
            Member::Dynamic(supervisor) => {
                // A dynamic supervisor knows no significant children.
                supervisor.start_child(spec.with_significant(false)).await
            }
            Member::Worker(_) => Err(StartError::NoSupervisor),
        };
        started.map(drop).map_err(|error| error.map(drop))
    }
    start_child(match spec(child, log) {
        Spec::Worker(spec) => ask(supervisor, spec).await,
        Spec::Supervisor(spec) => ask(supervisor, spec).await,
        Spec::Dynamic(spec) => ask(supervisor, spec).await,
    })
}

fn listed(children: Result<Vec<ChildInfo>, SupervisorCallError>) -> Value {
    let children = match children {
        Ok(children) => children,
        Err(error) => return no_answer(&error),
    };
    let mut shown: Vec<Value> = children.iter().map(child).collect();
    term_order::sort(&mut shown);
    Value::Array(shown)
}

fn child(info: &ChildInfo) -> Value {
    let id = info.id.as_ref().map(ToString::to_string);
    let state = match info.child {
        ChildState::Running(_) => "running",
        ChildState::Restarting => "restarting",
        ChildState::Undefined => "undefined",
    };
    let child_type = match info.child_type {
        ChildType::Worker => "worker",
        ChildType::Supervisor => "supervisor",
    };
    json!([id.as_deref().unwrap_or("undefined"), state, child_type])
}

fn counted(counts: Result<ChildCounts, SupervisorCallError>) -> Value {
    match counts {
        Ok(counts) => json!({
            "specs": counts.specs,
            "active": counts.active,
            "supervisors": counts.supervisors,
            "workers": counts.workers,
        }),
        Err(error) => no_answer(&error),
    }
}
