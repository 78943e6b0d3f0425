use otp_core::supervisor::{
    ChildCounts, ChildState, DeleteChildError, RestartChildError, SupervisorCallError,
    TerminateChildError,
};
use otp_core::{
    ChildId, ChildSpec, ChildType, ExitReason, Restart, StartError, Strategy, Supervisor,
    SupervisorRef, process,
};

use crate::crew::{Crew, Plan, ms, settle};

async fn supervisor(crew: &Crew, ids: &[&'static str]) -> SupervisorRef {
    let children = ids.iter().map(|id| crew.child(id));
    let builder = Supervisor::builder().children(children);
    let supervisor = builder.start().await.unwrap();
    crew.events();
    supervisor
}

async fn ids(supervisor: &SupervisorRef) -> Vec<String> {
    let children = supervisor.which_children().await.unwrap();
    let id = |id: Option<ChildId>| id.unwrap().to_string();
    children.into_iter().map(|child| id(child.id)).collect()
}

async fn state(supervisor: &SupervisorRef, id: &'static str) -> ChildState {
    let children = supervisor.which_children().await.unwrap();
    let child = children
        .iter()
        .find(|child| child.id == Some(ChildId::named(id)));
    child.unwrap().child
}

#[tokio::test(start_paused = true)]
async fn which_children_gives_the_newest_first_sup_14_sup_17() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &["a", "b"]).await;
    let c = supervisor.start_child(crew.child("c")).await.unwrap();
    assert_eq!(c, crew.pid("c"));
    assert_eq!(ids(&supervisor).await, ["c", "b", "a"]);
    let children = supervisor.which_children().await.unwrap();
    assert_eq!(children[2].child, ChildState::Running(crew.pid("a")));
    assert_eq!(children[2].child_type, ChildType::Worker);
}

#[tokio::test(start_paused = true)]
async fn count_children_counts_specs_and_types_whether_they_run_or_not_sup_15() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &["a", "b"]).await;
    let below = Supervisor::builder().child_spec("below");
    supervisor.start_child(below).await.unwrap();
    supervisor.terminate_child("a").await.unwrap();
    let counts = supervisor.count_children().await.unwrap();
    let ChildCounts {
        specs,
        active,
        supervisors,
        workers,
        ..
    } = counts;
    assert_eq!((specs, active, supervisors, workers), (3, 2, 1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_dead_child_that_unlinked_itself_is_listed_but_not_active_sup_16_sup_69() {
    let unlinked = ChildSpec::new("a", || async {
        let supervisor = process::current().unwrap();
        let body = async move { process::unlink(supervisor) };
        Ok(process::spawn_link(body)?)
    });
    let supervisor = Supervisor::builder().child(unlinked);
    let supervisor = supervisor.start().await.unwrap();
    settle().await;
    assert!(matches!(
        state(&supervisor, "a").await,
        ChildState::Running(_)
    ));
    assert_eq!(supervisor.count_children().await.unwrap().active, 0);
    assert_eq!(supervisor.terminate_child("a").await, Ok(()));
    assert_eq!(state(&supervisor, "a").await, ChildState::Undefined);
}

#[tokio::test(start_paused = true)]
async fn an_id_that_is_used_is_refused_and_the_new_spec_dropped_sup_18() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &["a"]).await;
    let again = supervisor.start_child(crew.child("a")).await;
    assert_eq!(again, Err(StartError::AlreadyStarted(crew.pid("a"))));
    supervisor.terminate_child("a").await.unwrap();
    let again = supervisor.start_child(crew.child("a")).await;
    assert_eq!(again, Err(StartError::AlreadyPresent));
    assert_eq!(crew.events(), "-a");
}

#[tokio::test(start_paused = true)]
async fn an_id_that_a_child_of_another_type_runs_under_is_taken_sup_18() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &["a"]).await;
    let other_type = Supervisor::builder().child_spec("a");
    let again = supervisor.start_child(other_type).await;
    assert!(matches!(again, Err(StartError::IdTaken(_))));
}

#[tokio::test(start_paused = true)]
async fn a_started_child_that_says_ignore_is_kept_unless_it_is_temporary_sup_19() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &[]).await;
    crew.plan("a", [Plan::Ignore]);
    crew.plan("b", [Plan::Ignore]);
    let a = supervisor.start_child(crew.child("a")).await;
    assert_eq!(a, Err(StartError::Ignored));
    let b = crew.child("b").with_restart(Restart::Temporary);
    assert_eq!(supervisor.start_child(b).await, Err(StartError::Ignored));
    assert_eq!(ids(&supervisor).await, ["a"]);
    assert!(supervisor.restart_child("a").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_started_child_that_fails_leaves_nothing_and_counts_as_no_restart_sup_20() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().intensity(0).child(crew.child("a"));
    let supervisor = supervisor.start().await.unwrap();
    for _ in 0..3 {
        crew.plan("b", [Plan::Fail]);
        let b = supervisor.start_child(crew.child("b")).await;
        let failed = ExitReason::other("init_failed");
        assert_eq!(b, Err(StartError::Failed(failed)));
    }
    assert_eq!(ids(&supervisor).await, ["a"]);
}

#[tokio::test(start_paused = true)]
async fn terminate_child_keeps_the_spec_unless_it_is_temporary_sup_21_sup_26() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder()
        .strategy(Strategy::OneForAll)
        .intensity(0)
        .child(crew.child("a"))
        .child(crew.child("b").with_restart(Restart::Temporary))
        .child(crew.child("c"))
        .start()
        .await
        .unwrap();
    crew.events();
    assert_eq!(supervisor.terminate_child("a").await, Ok(()));
    assert_eq!(supervisor.terminate_child("a").await, Ok(()));
    assert_eq!(supervisor.terminate_child("b").await, Ok(()));
    let gone = supervisor.terminate_child("b").await;
    assert_eq!(gone, Err(TerminateChildError::NotFound));
    settle().await;
    assert_eq!(crew.events(), "-a -b", "c is left alone");
    assert_eq!(ids(&supervisor).await, ["c", "a"]);
}

#[tokio::test(start_paused = true)]
async fn restart_child_starts_a_stopped_child_in_its_old_place_sup_22_sup_26() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().intensity(0);
    let supervisor = supervisor.children(["a", "b"].map(|id| crew.child(id)));
    let supervisor = supervisor.start().await.unwrap();
    let before = crew.pid("a");
    let running = supervisor.restart_child("a").await;
    assert_eq!(running, Err(RestartChildError::Running));
    supervisor.terminate_child("a").await.unwrap();
    let after = supervisor.restart_child("a").await.unwrap();
    assert_ne!(before, after);
    assert_eq!(state(&supervisor, "a").await, ChildState::Running(after));
    assert_eq!(ids(&supervisor).await, ["b", "a"]);
    let unknown = supervisor.restart_child("x").await;
    assert_eq!(unknown, Err(RestartChildError::NotFound));
}

#[tokio::test(start_paused = true)]
async fn restart_child_that_fails_or_is_ignored_leaves_the_child_stopped_sup_23() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &["a"]).await;
    supervisor.terminate_child("a").await.unwrap();
    crew.plan("a", [Plan::Fail, Plan::Ignore]);
    let failed = StartError::Failed(ExitReason::other("init_failed"));
    for error in [failed, StartError::Ignored] {
        let restarted = supervisor.restart_child("a").await;
        assert_eq!(restarted, Err(RestartChildError::Failed(error)));
        assert_eq!(state(&supervisor, "a").await, ChildState::Undefined);
    }
}

#[tokio::test(start_paused = true)]
async fn delete_child_takes_stopped_children_only_sup_24() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &["a"]).await;
    let running = supervisor.delete_child("a").await;
    assert_eq!(running, Err(DeleteChildError::Running));
    supervisor.terminate_child("a").await.unwrap();
    assert_eq!(supervisor.delete_child("a").await, Ok(()));
    let gone = supervisor.delete_child("a").await;
    assert_eq!(gone, Err(DeleteChildError::NotFound));
    assert!(supervisor.start_child(crew.child("a")).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_finished_temporary_child_leaves_no_trace_sup_25() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &[]).await;
    let spec = crew.child("a").with_restart(Restart::Temporary);
    supervisor.start_child(spec).await.unwrap();
    crew.end("a", ExitReason::Normal);
    settle().await;
    let restarted = supervisor.restart_child("a").await;
    assert_eq!(restarted, Err(RestartChildError::NotFound));
    let deleted = supervisor.delete_child("a").await;
    assert_eq!(deleted, Err(DeleteChildError::NotFound));
}

#[tokio::test(start_paused = true)]
async fn requests_wait_for_a_slow_init_without_limit_sup_28() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, &[]).await;
    crew.plan("a", [Plan::Slow(ms(3_600_000))]);
    let starting = {
        let (supervisor, spec) = (supervisor.clone(), crew.child("a"));
        tokio::spawn(async move { supervisor.start_child(spec).await })
    };
    settle().await;
    let asked_at = tokio::time::Instant::now();
    assert_eq!(supervisor.which_children().await.unwrap().len(), 1);
    assert!(asked_at.elapsed() >= ms(3_600_000));
    assert!(starting.await.unwrap().is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_supervisor_that_is_not_there_is_an_error_at_each_operation_sup_29() {
    let crew = Crew::default();
    let nobody = SupervisorRef::by_name("sup_29");
    let noproc = SupervisorCallError::NoProcess;
    assert_eq!(nobody.which_children().await, Err(noproc.clone()));
    assert_eq!(nobody.count_children().await, Err(noproc.clone()));
    let started = nobody.start_child(crew.child("a")).await;
    assert_eq!(started, Err(StartError::NoSupervisor));
    let terminated = nobody.terminate_child("a").await;
    assert_eq!(terminated, Err(TerminateChildError::Supervisor(noproc)));
}

#[tokio::test(start_paused = true)]
async fn a_supervisor_that_asks_itself_is_told_so_and_does_not_hang() {
    let spec = ChildSpec::new("a", || async {
        let own = SupervisorRef::by_name("asks itself");
        assert_eq!(
            own.which_children().await,
            Err(SupervisorCallError::CallingSelf)
        );
        Ok(process::spawn_link(std::future::pending::<()>())?)
    });
    let supervisor = Supervisor::builder().name("asks itself").child(spec);
    assert!(supervisor.start().await.is_ok());
}
