//! Supervision trees, and what is done to them.

mod answers;
mod steps;
mod tree;
mod worker;

use otp_core::{DynamicSupervisorRef, Pid, SupervisorRef, process};
use serde_json::Value;

use crate::log::Log;
use crate::scenario::supervision::Script;
use crate::trace::Entry;
use worker::WorkerRef;

/// Reaches a process of the tree.
#[derive(Clone)]
enum Member {
    Worker(WorkerRef),
    Supervisor(SupervisorRef),
    Dynamic(DynamicSupervisorRef),
}

impl Member {
    fn pid(&self) -> Option<Pid> {
        match self {
            Self::Worker(worker) => worker.pid(),
            Self::Supervisor(supervisor) => supervisor.pid(),
            Self::Dynamic(supervisor) => supervisor.pid(),
        }
    }
}

type TreeLog = Log<Member>;

/// The newest process of a label, while it lives.
fn alive(log: &TreeLog, label: &str) -> Option<Pid> {
    log.newest(label)?
        .pid()
        .filter(|pid| process::is_alive(*pid))
}

pub(super) async fn play(script: &Script) -> Vec<Entry> {
    let log = Log::new();
    let started = tree::start(&script.tree, &log).await;
    let mut trace = vec![settled(&log, "start", started).await];
    for step in &script.steps {
        let result = steps::act(&step.action, &log).await;
        trace.push(settled(&log, &step.doing, result).await);
    }
    trace
}

async fn settled(log: &TreeLog, doing: &str, result: Value) -> Entry {
    log.settle().await;
    log.entry(doing, result)
}
