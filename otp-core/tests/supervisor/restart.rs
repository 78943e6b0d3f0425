use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use otp_core::supervisor::{ChildInfo, ChildState, DeleteChildError, RestartChildError};
use otp_core::{
    ChildId, ChildSpec, ExitReason, Pid, Restart, StartError, Strategy, Supervisor, SupervisorRef,
    process,
};

use crate::crew::{Crew, Plan, ms, pass, seconds, settle};

const REASONS: [fn() -> ExitReason; 4] = [
    || ExitReason::Normal,
    || ExitReason::Shutdown,
    || ExitReason::shutdown_with("x"),
    || ExitReason::other("boom"),
];

async fn states(supervisor: &SupervisorRef) -> Vec<(ChildId, ChildState)> {
    let children = supervisor.which_children().await.unwrap();
    let state = |child: ChildInfo| (child.id.unwrap(), child.child);
    children.into_iter().rev().map(state).collect()
}

async fn one(crew: &Crew, restart: Restart) -> SupervisorRef {
    let child = crew.child("a").with_restart(restart);
    let builder = Supervisor::builder().intensity(10).child(child);
    let supervisor = builder.start().await.unwrap();
    crew.events();
    supervisor
}

#[tokio::test(start_paused = true)]
async fn a_permanent_child_is_restarted_whatever_its_reason_sup_31_sup_42() {
    for reason in REASONS {
        let crew = Crew::default();
        let supervisor = one(&crew, Restart::Permanent).await;
        let asked_at = tokio::time::Instant::now();
        crew.end("a", reason());
        settle().await;
        assert_eq!(crew.events(), "-a +a", "{}", reason());
        assert_eq!(asked_at.elapsed(), ms(0), "at once");
        let running = ChildState::Running(crew.pid("a"));
        assert_eq!(states(&supervisor).await[0].1, running);
    }
}

#[tokio::test(start_paused = true)]
async fn a_transient_child_is_restarted_after_an_abnormal_end_only_sup_32() {
    for reason in REASONS {
        let crew = Crew::default();
        let supervisor = one(&crew, Restart::Transient).await;
        crew.end("a", reason());
        settle().await;
        let state = states(&supervisor).await[0].1;
        if reason().is_clean() {
            assert_eq!((&*crew.events(), state), ("-a", ChildState::Undefined));
        } else {
            let running = ChildState::Running(crew.pid("a"));
            assert_eq!((&*crew.events(), state), ("-a +a", running));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_temporary_child_is_gone_after_any_end_sup_33() {
    for reason in REASONS {
        let crew = Crew::default();
        let supervisor = one(&crew, Restart::Temporary).await;
        crew.end("a", reason());
        settle().await;
        assert_eq!(crew.events(), "-a");
        assert_eq!(states(&supervisor).await, []);
    }
}

#[tokio::test(start_paused = true)]
async fn an_end_without_a_restart_leaves_the_siblings_alone_sup_34() {
    for strategy in [Strategy::OneForAll, Strategy::RestForOne] {
        let crew = Crew::default();
        let supervisor = Supervisor::builder()
            .strategy(strategy)
            .child(crew.child("a").with_restart(Restart::Temporary))
            .child(crew.child("b").with_restart(Restart::Transient))
            .child(crew.child("c"))
            .start()
            .await;
        crew.events();
        crew.boom("a");
        crew.end("b", ExitReason::Shutdown);
        settle().await;
        assert_eq!(crew.events(), "-a -b");
        drop(supervisor);
    }
}

#[tokio::test(start_paused = true)]
async fn one_for_one_restarts_the_dead_child_in_its_place_sup_35() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().children(["a", "b", "c"].map(|id| crew.child(id)));
    let supervisor = supervisor.start().await.unwrap();
    crew.events();
    let (a, c) = (crew.pid("a"), crew.pid("c"));
    crew.boom("b");
    settle().await;
    assert_eq!(crew.events(), "-b +b");
    let running = |id, pid: Pid| (ChildId::named(id), ChildState::Running(pid));
    let expected = [
        running("a", a),
        running("b", crew.pid("b")),
        running("c", c),
    ];
    assert_eq!(states(&supervisor).await, expected);
}

#[tokio::test(start_paused = true)]
async fn exits_that_wait_are_handled_in_their_order_each_as_a_restart_sup_41() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().intensity(2);
    let supervisor = supervisor.children(["a", "b", "c"].map(|id| crew.child(id)));
    let supervisor = supervisor.start().await.unwrap();
    crew.events();
    crew.plan("c", [Plan::Slow(ms(100))]);
    crew.boom("c");
    settle().await;
    crew.boom("b");
    settle().await;
    crew.boom("a");
    pass(ms(100)).await;
    assert_eq!(
        crew.events(),
        "-c -b -a +c +b -c -b",
        "the third was one too many"
    );
    assert_eq!(supervisor.which_children().await.ok(), None);
}

#[tokio::test(start_paused = true)]
async fn a_restart_that_is_ignored_is_not_tried_again_sup_43() {
    let crew = Crew::default();
    let supervisor = one(&crew, Restart::Permanent).await;
    crew.plan("a", [Plan::Ignore]);
    crew.boom("a");
    settle().await;
    assert_eq!(crew.events(), "-a ?a");
    assert_eq!(states(&supervisor).await[0].1, ChildState::Undefined);
}

#[tokio::test(start_paused = true)]
async fn a_restart_that_fails_is_tried_again_and_each_try_counts_sup_44_sup_45() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().intensity(3).child(crew.child("a"));
    let supervisor = supervisor.start().await.unwrap();
    let pid = supervisor.pid().unwrap();
    crew.plan("a", [Plan::Fail, Plan::Fail]);
    crew.boom("a");
    settle().await;
    assert_eq!(crew.events(), "+a -a !a !a +a");
    let restarts = supervisor.which_children().await.unwrap()[0].restarts;
    assert_eq!(
        restarts, 1,
        "tries that failed are no restarts of the child"
    );
    crew.boom("a");
    let reason = process::exited(pid).await;
    assert_eq!(reason, ExitReason::Shutdown, "one more than three");
}

#[tokio::test(start_paused = true)]
async fn a_child_that_never_starts_again_ends_its_supervisor_sup_44_sup_50() {
    let crew = Crew::default();
    let supervisor = one(&crew, Restart::Permanent).await;
    let pid = supervisor.pid().unwrap();
    crew.plan("a", [Plan::Fail; 20]);
    crew.boom("a");
    assert_eq!(process::exited(pid).await, ExitReason::Shutdown);
    assert_eq!(crew.events(), format!("-a{}", " !a".repeat(10)));
}

/// The failing start takes time, so that a request comes between two tries.
async fn restarting(crew: &Crew) -> SupervisorRef {
    let starts = Arc::new(AtomicU32::new(0));
    let inner = crew.clone();
    let spec = ChildSpec::new("a", move || {
        let (crew, starts) = (inner.clone(), starts.clone());
        async move {
            if starts.fetch_add(1, Ordering::Relaxed) == 0 {
                return crew.start_of("a").await;
            }
            tokio::time::sleep(ms(100)).await;
            Err(StartError::Failed(ExitReason::Timeout))
        }
    });
    let builder = Supervisor::builder()
        .intensity(1000)
        .child(spec)
        .child(crew.child("b"));
    let supervisor = builder.start().await.unwrap();
    crew.events();
    crew.boom("a");
    settle().await;
    supervisor
}

#[tokio::test(start_paused = true)]
async fn requests_are_served_between_tries_and_see_the_child_restarting_sup_22_sup_24_sup_44() {
    let crew = Crew::default();
    let supervisor = restarting(&crew).await;
    assert_eq!(states(&supervisor).await[0].1, ChildState::Restarting);
    let restarted = supervisor.restart_child("a").await;
    assert_eq!(restarted, Err(RestartChildError::Restarting));
    let deleted = supervisor.delete_child("a").await;
    assert_eq!(deleted, Err(DeleteChildError::Restarting));
    let again = supervisor.start_child(crew.child("a")).await;
    assert_eq!(again, Err(StartError::AlreadyPresent));
    assert!(supervisor.start_child(crew.child("c")).await.is_ok());
    assert_eq!(supervisor.count_children().await.unwrap().active, 2);
}

#[tokio::test(start_paused = true)]
async fn terminating_a_child_that_is_restarting_ends_the_tries_sup_27() {
    let crew = Crew::default();
    let supervisor = restarting(&crew).await;
    assert_eq!(supervisor.terminate_child("a").await, Ok(()));
    assert_eq!(states(&supervisor).await[0].1, ChildState::Undefined);
    pass(seconds(10)).await;
    assert_eq!(states(&supervisor).await[0].1, ChildState::Undefined);
}

#[tokio::test(start_paused = true)]
async fn a_supervisor_can_be_stopped_between_tries_sup_44() {
    let crew = Crew::default();
    let supervisor = restarting(&crew).await;
    let stopped = supervisor.stop(ExitReason::Normal, seconds(1)).await;
    assert_eq!(stopped, Ok(()));
    assert_eq!(crew.events(), "-a -b");
}
