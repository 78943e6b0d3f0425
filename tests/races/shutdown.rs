//! Deaths and requests during the supervisor's own shutdown.

use otp_core::prelude::*;
use otp_core::supervisor::{RestartChildError, SupervisorCallError, TerminateChildError};
use otp_core::{
    DynamicSupervisor, DynamicSupervisorRef, Strategy, Supervisor, SupervisorRef, process,
};

use crate::crew::{Crew, WorkerRef};
use crate::seed::{Seed, each, on_threads, paused};

const CHILDREN: usize = 4;

fn is_expected_of_a_start(started: &Result<WorkerRef, StartError<WorkerRef>>) -> bool {
    match started {
        Ok(_) | Err(StartError::NoSupervisor | StartError::SupervisorExited(_)) => true,
        Err(StartError::Failed(reason)) => reason.is_abnormal(),
        Err(_) => false,
    }
}

fn is_gone(error: &SupervisorCallError) -> bool {
    matches!(
        error,
        SupervisorCallError::NoProcess | SupervisorCallError::Exited(_)
    )
}

async fn ask_a_static_one(crew: Crew, supervisor: SupervisorRef) {
    crew.seed.yields(12).await;
    let started = supervisor.start_child(crew.child(CHILDREN)).await;
    assert!(is_expected_of_a_start(&started), "{started:?}");
    let id = crew.seed.below(CHILDREN).to_string();
    match supervisor.terminate_child(id.clone()).await {
        Ok(()) => {}
        Err(TerminateChildError::Supervisor(error)) => assert!(is_gone(&error), "{error}"),
        Err(other) => panic!("{other}"),
    }
    match supervisor.restart_child(id).await {
        Ok(_) | Err(RestartChildError::Running | RestartChildError::Restarting) => {}
        Err(RestartChildError::Failed(StartError::Failed(_))) => {}
        Err(RestartChildError::Supervisor(error)) => assert!(is_gone(&error), "{error}"),
        Err(other) => panic!("{other}"),
    }
}

async fn ask_a_dynamic_one(crew: Crew, supervisor: DynamicSupervisorRef) {
    for place in CHILDREN..CHILDREN + 2 {
        crew.seed.yields(8).await;
        let started = supervisor.start_child(crew.child(place)).await;
        assert!(is_expected_of_a_start(&started), "{started:?}");
        let Some(pid) = crew.pid(place) else {
            continue;
        };
        match supervisor.terminate_child(pid).await {
            Ok(()) | Err(TerminateChildError::NotFound) => {}
            Err(TerminateChildError::Supervisor(error)) => assert!(is_gone(&error), "{error}"),
            Err(other) => panic!("{other}"),
        }
    }
}

/// Strikes and asks, stops in the midst of it, and checks that the end was the end.
async fn stop_amid<A, S>(crew: Crew, asking: A, stop: S)
where
    A: Future<Output = ()> + Send + 'static,
    S: Future<Output = ()>,
{
    let striker = {
        let crew = crew.clone();
        tokio::spawn(async move { crew.strikes(6, CHILDREN + 1).await })
    };
    let asking = tokio::spawn(asking);
    crew.seed.yields(40).await;
    stop.await;
    assert_eq!(process::list(), [], "the supervisor is the last to go");
    let attempts = crew.attempts();
    asking.await.unwrap();
    striker.await.unwrap();
    assert_eq!(crew.attempts(), attempts, "nothing is started any more");
    assert_eq!(process::list(), []);
}

async fn stop_a_static_one(seed: Seed) {
    let crew = Crew::new(&seed);
    let builder = Supervisor::builder()
        .strategy(seed.strategy())
        .intensity(1000)
        .name("of the crew")
        .children((0..CHILDREN).map(|place| crew.child(place)));
    let top = Supervisor::builder().strategy(Strategy::OneForAll);
    let (top, below) = if seed.flip() {
        (builder.start().await.unwrap(), None)
    } else {
        let top = top.child(builder.child_spec("below")).start();
        let below = SupervisorRef::by_name("of the crew");
        (top.await.unwrap(), Some(below))
    };
    let asked = below.unwrap_or_else(|| top.clone());
    stop_amid(crew.clone(), ask_a_static_one(crew, asked), async {
        top.stop(ExitReason::Shutdown, None).await.unwrap();
    })
    .await;
}

async fn stop_a_dynamic_one(seed: Seed) {
    let crew = Crew::new(&seed);
    let builder = DynamicSupervisor::builder()
        .intensity(1000)
        .name("of the crew");
    let below = seed.flip();
    let supervisor = DynamicSupervisorRef::by_name("of the crew");
    let mut top = None;
    if below {
        let builder = Supervisor::builder().child(builder.child_spec("below"));
        top = Some(builder.start().await.unwrap());
    } else {
        builder.start().await.unwrap();
    }
    for place in 0..CHILDREN {
        supervisor.start_child(crew.child(place)).await.unwrap();
    }
    let asking = ask_a_dynamic_one(crew.clone(), supervisor.clone());
    stop_amid(crew, asking, async {
        let stopped = match top {
            Some(top) => top.stop(ExitReason::Normal, None).await,
            None => supervisor.stop(ExitReason::Normal, None).await,
        };
        stopped.unwrap();
    })
    .await;
}

#[test]
fn a_child_that_dies_during_its_supervisors_shutdown_is_not_restarted_sup_57_sup_66() {
    each(400, |n| paused(n, stop_a_static_one));
}

#[test]
fn a_child_that_dies_during_its_dynamic_supervisors_shutdown_is_not_restarted_dyn_18() {
    each(400, |n| paused(n, stop_a_dynamic_one));
}

#[test]
fn a_shutdown_on_threads_leaves_nobody_sup_57_dyn_18() {
    each(12, |n| {
        on_threads(n, stop_a_static_one);
        on_threads(n, stop_a_dynamic_one);
    });
}
