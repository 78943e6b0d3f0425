//! Child specs, and the supervisors among them, from what a scenario says.

use std::sync::Arc;
use std::time::Duration;

use otp_core::dynamic_supervisor::DynamicSupervisorBuilder;
use otp_core::supervisor::SupervisorBuilder;
use otp_core::{
    AutoShutdown, ChildSpec, DynamicSupervisor, DynamicSupervisorRef, Pid, Restart, Shutdown,
    StartError, Strategy, Supervisor, SupervisorRef, process,
};
use serde_json::{Value, json};

use super::answers::not_started;
use super::worker::{Worker, WorkerRef};
use super::{Member, TreeLog};
use crate::scenario::supervision::{self as script, Child, Role};

/// The spec of a child, typed by what it is.
pub(super) enum Spec {
    Worker(ChildSpec<WorkerRef>),
    Supervisor(ChildSpec<SupervisorRef>),
    Dynamic(ChildSpec<DynamicSupervisorRef>),
}

/// Starts a tree, and keeps the process that started it until the scenario ends.
pub(super) async fn start(tree: &Child, log: &TreeLog) -> Value {
    let (told, started) = tokio::sync::oneshot::channel();
    let (tree, log) = (tree.clone(), log.clone());
    let starter = async move {
        process::trap_exit(true);
        let result = match &tree.role {
            Role::Supervisor(spec) => erased(supervisor(&tree.id, spec, &log).start_link()).await,
            Role::Dynamic(spec) => erased(dynamic(&tree.id, spec, &log).start_link()).await,
            Role::Worker(_) => unreachable!("a tree whose root is a worker is malformed"),
        };
        // Whoever plays the scenario waits for it.
        let _ = told.send(match result {
            Ok(()) => json!("ok"),
            Err(error) => json!({ "error": not_started(error) }),
        });
        std::future::pending::<()>().await;
    };
    process::spawn(starter).expect("scenarios are played in a runtime");
    started.await.expect("it tells what came of the start")
}

async fn erased<R>(start: otp_core::Start<R>) -> Result<(), StartError<()>> {
    start.await.map(drop).map_err(|error| error.map(drop))
}

pub(super) fn spec(child: &Child, log: &TreeLog) -> Spec {
    match &child.role {
        Role::Worker(script) => {
            let script = Arc::new(script.clone());
            let spec = Worker::child_spec(log.clone(), child.id.clone(), script);
            Spec::Worker(treated(spec, child))
        }
        Role::Supervisor(script) => {
            let spec = supervisor(&child.id, script, log).child_spec(child.id.clone());
            Spec::Supervisor(treated(spec, child))
        }
        Role::Dynamic(script) => {
            let spec = dynamic(&child.id, script, log).child_spec(child.id.clone());
            Spec::Dynamic(treated(spec, child))
        }
    }
}

/// How the supervisor is to treat the child; its shutdown, if nothing is said, as its type has it.
fn treated<R>(spec: ChildSpec<R>, child: &Child) -> ChildSpec<R> {
    use script::{Restart as R, Shutdown as S, ShutdownWord as W};
    let restart = match child.restart {
        R::Permanent => Restart::Permanent,
        R::Transient => Restart::Transient,
        R::Temporary => Restart::Temporary,
    };
    let spec = spec
        .with_id(child.id.clone())
        .with_restart(restart)
        .with_significant(child.significant);
    match child.shutdown {
        None => spec,
        Some(S::After(ms)) => spec.with_shutdown(Shutdown::Timeout(Duration::from_millis(ms))),
        Some(S::Word(W::Infinity)) => spec.with_shutdown(Shutdown::Infinity),
        Some(S::Word(W::BrutalKill)) => spec.with_shutdown(Shutdown::BrutalKill),
    }
}

fn supervisor(id: &str, script: &script::Supervisor, log: &TreeLog) -> SupervisorBuilder {
    use script::{AutoShutdown as A, Strategy as S};
    let strategy = match script.strategy {
        S::OneForOne => Strategy::OneForOne,
        S::OneForAll => Strategy::OneForAll,
        S::RestForOne => Strategy::RestForOne,
    };
    let auto_shutdown = match script.auto_shutdown {
        A::Never => AutoShutdown::Never,
        A::AnySignificant => AutoShutdown::AnySignificant,
        A::AllSignificant => AutoShutdown::AllSignificant,
    };
    let builder = Supervisor::builder()
        .strategy(strategy)
        .auto_shutdown(auto_shutdown)
        .intensity(script.max_restarts)
        .period(Duration::from_secs(script.max_seconds))
        .on_start(tells(id, log, |pid| {
            SupervisorRef::by_pid(pid).map(Member::Supervisor)
        }));
    let children = script.children.iter();
    children.fold(builder, |builder, child| match spec(child, log) {
        Spec::Worker(spec) => builder.child(spec),
        Spec::Supervisor(spec) => builder.child(spec),
        Spec::Dynamic(spec) => builder.child(spec),
    })
}

fn dynamic(id: &str, script: &script::Dynamic, log: &TreeLog) -> DynamicSupervisorBuilder {
    let builder = DynamicSupervisor::builder()
        .intensity(script.max_restarts)
        .period(Duration::from_secs(script.max_seconds))
        .on_start(tells(id, log, |pid| {
            DynamicSupervisorRef::by_pid(pid).map(Member::Dynamic)
        }));
    match script.max_children {
        Some(max) => builder.max_children(max),
        None => builder,
    }
}

/// What a supervisor does at each start: tells of it.
fn tells(
    id: &str,
    log: &TreeLog,
    reference: fn(Pid) -> Option<Member>,
) -> impl Fn() + Send + Sync + use<> {
    let (id, log) = (id.to_owned(), log.clone());
    move || {
        let own = process::current().and_then(reference);
        let incarnation = log.born(&id, own.expect("it runs in the supervisor's process"));
        log.event(json!(["init", id, incarnation, "ok"]));
    }
}
