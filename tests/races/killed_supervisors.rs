//! A supervisor that is killed while its children are slow to stop.

use otp_core::supervisor::{SupervisorCallError, TerminateChildError};
use otp_core::{
    DynamicSupervisor, ExitReason, Name, StartError, Supervisor, SupervisorRef, process, whereis,
};

use crate::crew::{Crew, Worker};
use crate::invariants::{check, nobody_but, settled};
use crate::seed::{Seed, each, on_threads, paused};

const CHILDREN: usize = 3;

/// Has children be stopped and restarted, and kills the supervisor in the midst of it.
async fn kill_amid_stops<F>(crew: &Crew, supervisor: otp_core::Pid, stop: F)
where
    F: Future<Output = Result<(), TerminateChildError>> + Send + 'static,
{
    let seed = &crew.seed;
    let stopping = tokio::spawn(stop);
    if seed.flip() {
        crew.strike(seed.below(CHILDREN));
    }
    seed.yields(25).await;
    let ended = process::exited(supervisor);
    process::signal(supervisor, ExitReason::Kill);
    assert_eq!(ended.await, ExitReason::Killed);
    match stopping.await.unwrap() {
        Ok(())
        | Err(TerminateChildError::NotFound)
        | Err(TerminateChildError::Supervisor(
            SupervisorCallError::NoProcess | SupervisorCallError::Exited(ExitReason::Killed),
        )) => {}
        Err(other) => panic!("{other:?}"),
    }
}

/// The supervisor is a child itself, and one of its children has a name that its successor needs.
async fn static_and_restarted(seed: Seed) {
    let crew = Crew::always_trapping(&seed);
    let name = Name::local("slow to stop");
    let named = {
        let (crew, name) = (crew.clone(), name.clone());
        otp_core::ChildSpec::new("named", move || {
            Worker::start_link(crew.clone(), CHILDREN).name(name.clone())
        })
    };
    let below = Supervisor::builder()
        .strategy(seed.strategy())
        .intensity(1000)
        .name("killed")
        .children((0..CHILDREN).map(|place| crew.child(place)))
        .child(named);
    let top = Supervisor::builder()
        .intensity(u32::MAX)
        .child(below.child_spec("below"));
    let top = top.start().await.unwrap();
    let below = SupervisorRef::by_name("killed");
    let stop = {
        let (below, id) = (below.clone(), seed.below(CHILDREN).to_string());
        async move { below.terminate_child(id).await }
    };
    kill_amid_stops(&crew, below.pid().unwrap(), stop).await;

    settled(&top).await;
    settled(&below).await;
    let top_pid = top.pid().unwrap();
    let running = check(&below, &[top_pid]).await;
    assert_eq!(running.len(), CHILDREN + 1, "its successor starts all");
    check(&top, &Vec::from_iter(running.clone())).await;
    let holder = whereis(&name).expect("the name is taken again");
    assert!(running.contains(&holder));
    top.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(process::list(), []);
}

async fn dynamic_and_alone(seed: Seed) {
    let crew = Crew::always_trapping(&seed);
    let supervisor = DynamicSupervisor::builder().intensity(1000).start();
    let supervisor = supervisor.await.unwrap();
    for place in 0..CHILDREN {
        supervisor.start_child(crew.child(place)).await.unwrap();
    }
    let stop = {
        let supervisor = supervisor.clone();
        let child = crew.pid(seed.below(CHILDREN)).unwrap();
        async move { supervisor.terminate_child(child).await }
    };
    kill_amid_stops(&crew, supervisor.pid().unwrap(), stop).await;
    let late = supervisor.start_child(crew.child(9)).await;
    assert!(matches!(late, Err(StartError::NoSupervisor)));
    nobody_but(&[]).await;
}

/// Killed when it is about to end anyway, with all its children told to.
async fn while_it_ends(seed: Seed) {
    let crew = Crew::always_trapping(&seed);
    let (pid, ended, stopping) = if seed.flip() {
        let supervisor = DynamicSupervisor::builder().start().await.unwrap();
        for place in 0..CHILDREN {
            supervisor.start_child(crew.child(place)).await.unwrap();
        }
        let pid = supervisor.pid().unwrap();
        let stop = async move { supervisor.stop(ExitReason::Normal, None).await };
        (pid, process::exited(pid), tokio::spawn(stop))
    } else {
        let children = (0..CHILDREN).map(|place| crew.child(place));
        let supervisor = Supervisor::builder().children(children).start();
        let supervisor = supervisor.await.unwrap();
        let pid = supervisor.pid().unwrap();
        let stop = async move { supervisor.stop(ExitReason::Normal, None).await };
        (pid, process::exited(pid), tokio::spawn(stop))
    };
    tokio::task::yield_now().await;
    seed.yields(15).await;
    process::signal(pid, ExitReason::Kill);
    let reason = ended.await;
    let stopped = stopping.await.unwrap();
    assert_eq!(stopped.is_ok(), reason == ExitReason::Normal, "{stopped:?}");
    nobody_but(&[]).await;
}

#[test]
fn a_supervisor_killed_while_its_child_is_slow_to_stop_leaves_no_orphan_sup_68() {
    each(300, |n| paused(n, static_and_restarted));
}

#[test]
fn a_dynamic_supervisor_killed_while_its_child_is_slow_to_stop_leaves_no_orphan_dyn_27() {
    each(300, |n| paused(n, dynamic_and_alone));
}

#[test]
fn a_supervisor_killed_while_it_ends_leaves_no_orphan_sup_68_dyn_27() {
    each(300, |n| paused(n, while_it_ends));
}

#[test]
fn supervisors_killed_on_threads_leave_no_orphan_sup_68_dyn_27() {
    each(10, |n| {
        on_threads(n, static_and_restarted);
        on_threads(n, dynamic_and_alone);
        on_threads(n, while_it_ends);
    });
}
