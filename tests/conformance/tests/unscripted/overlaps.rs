//! What happens while a supervisor is busy with something else.

use std::time::Duration;

use otp_core::gen_server::CallError;
use otp_core::supervisor::ChildState;
use otp_core::{ExitReason, Supervisor, process};
use tokio::time::Instant;

use crate::probe::{Begin, Behaviour, History, plain, probe, settle};

const MINUTE: Duration = Duration::from_secs(60);

fn slow_start() -> Behaviour {
    Behaviour {
        begin: |_| Begin::Up(MINUTE),
        ..Behaviour::default()
    }
}

#[otp_core::test(start_paused = true)]
async fn requests_wait_without_limit_behind_a_slow_init_sup_28() {
    let history = History::default();
    let supervisor = Supervisor::builder().start_link().await.unwrap();
    let before = Instant::now();
    let (started, children) = tokio::join!(
        supervisor.start_child(probe("slow", &history, slow_start())),
        supervisor.which_children(),
    );
    assert!(started.is_ok());
    assert_eq!(children.unwrap().len(), 1);
    assert!(before.elapsed() >= MINUTE);
}

#[otp_core::test(start_paused = true)]
async fn exits_that_wait_are_handled_in_their_order_each_as_a_restart_sup_41() {
    let history = History::default();
    let supervisor = Supervisor::builder()
        .intensity(2)
        .children(["a", "b"].map(|id| plain(id, &history)))
        .start_link()
        .await
        .unwrap();
    let children = supervisor.which_children().await.unwrap();
    let pid = |place: usize| children[place].child.pid().unwrap();
    history.take();
    let busy = supervisor.clone();
    let slow = probe("slow", &history, slow_start());
    let starting = tokio::spawn(async move { busy.start_child(slow).await.is_ok() });
    settle().await;
    // The newest child is the first of the list.
    process::signal(pid(0), ExitReason::Kill);
    settle().await;
    process::signal(pid(1), ExitReason::Kill);
    assert!(starting.await.unwrap());
    settle().await;
    assert_eq!(
        history.take(),
        [
            "slow begins",
            "slow up",
            "b begins",
            "b up",
            "a begins",
            "a up"
        ]
    );
    assert_eq!(supervisor.count_children().await.unwrap().active, 3);
}

#[otp_core::test(start_paused = true)]
async fn a_child_that_dies_during_its_siblings_start_is_restarted_after_it_sup_48() {
    let history = History::default();
    let builder = Supervisor::builder()
        .child(plain("a", &history))
        .child(probe("slow", &history, slow_start()));
    let starting = tokio::spawn(async move { builder.start_link().await.unwrap() });
    settle().await;
    let a = process::list()
        .into_iter()
        .rfind(|pid| process::info(*pid).is_some_and(|info| !info.is_supervisor))
        .unwrap();
    let first = process::list()
        .into_iter()
        .find(|pid| process::info(*pid).is_some_and(|info| !info.is_supervisor))
        .unwrap();
    assert_ne!(a, first, "both are there, the second in its init");
    process::signal(first, ExitReason::Kill);
    let supervisor = starting.await.unwrap();
    settle().await;
    assert_eq!(
        history.take(),
        [
            "a begins",
            "a up",
            "slow begins",
            "slow up",
            "a begins",
            "a up"
        ]
    );
    assert_eq!(supervisor.count_children().await.unwrap().active, 2);
}

/// Cites SUP-16 and SUP-69.
#[otp_core::test(start_paused = true)]
async fn a_child_that_unlinked_itself_is_not_noticed_when_it_dies_but_can_be_terminated() {
    let history = History::default();
    let supervisor = Supervisor::builder().start_link().await.unwrap();
    let a = supervisor.start_child(plain("a", &history)).await.unwrap();
    a.unlink().await.unwrap();
    let pid = a.pid().unwrap();
    process::signal(pid, ExitReason::Kill);
    settle().await;
    let children = supervisor.which_children().await.unwrap();
    assert_eq!(children[0].child, ChildState::Running(pid));
    let counted = supervisor.count_children().await.unwrap();
    assert_eq!((counted.specs, counted.active), (1, 0));
    assert_eq!(supervisor.terminate_child("a").await, Ok(()));
    assert_eq!(supervisor.stop(ExitReason::Normal, None).await, Ok(()));
}

#[otp_core::test(start_paused = true)]
async fn a_caller_of_a_child_that_is_stopped_learns_of_the_shutdown_sup_70() {
    let history = History::default();
    let supervisor = Supervisor::builder().start_link().await.unwrap();
    let a = supervisor.start_child(plain("a", &history)).await.unwrap();
    let (answer, stopped) = tokio::join!(a.wait(), supervisor.terminate_child("a"));
    assert_eq!(answer, Err(CallError::Exited(ExitReason::Shutdown)));
    assert_eq!(stopped, Ok(()));
}
