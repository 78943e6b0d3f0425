use otp_core::supervisor::ChildState;
use otp_core::{ExitReason, Restart, Strategy, Supervisor, SupervisorRef, process};

use crate::crew::{Crew, Plan, settle};

async fn supervisor(crew: &Crew, strategy: Strategy) -> SupervisorRef {
    let builder = Supervisor::builder()
        .strategy(strategy)
        .children(["a", "b", "c", "d"].map(|id| crew.child(id)));
    let supervisor = builder.start().await.unwrap();
    crew.events();
    supervisor
}

#[tokio::test(start_paused = true)]
async fn one_for_all_ends_the_others_in_reverse_and_starts_all_in_order_sup_36() {
    let crew = Crew::default();
    let _supervisor = supervisor(&crew, Strategy::OneForAll).await;
    crew.boom("b");
    settle().await;
    assert_eq!(crew.events(), "-b -d -c -a +a +b +c +d");
}

#[tokio::test(start_paused = true)]
async fn rest_for_one_takes_only_those_after_the_dead_one_sup_37() {
    let crew = Crew::default();
    let _supervisor = supervisor(&crew, Strategy::RestForOne).await;
    crew.boom("b");
    settle().await;
    assert_eq!(crew.events(), "-b -d -c +b +c +d");
}

#[tokio::test(start_paused = true)]
async fn temporary_children_that_are_taken_along_vanish_sup_38() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder()
        .strategy(Strategy::OneForAll)
        .child(crew.child("a"))
        .child(crew.child("b").with_restart(Restart::Temporary))
        .start()
        .await
        .unwrap();
    crew.boom("a");
    settle().await;
    assert_eq!(crew.events(), "+a +b -a -b +a");
    assert_eq!(supervisor.count_children().await.unwrap().specs, 1);
}

#[tokio::test(start_paused = true)]
async fn a_group_restart_starts_stopped_finished_and_ignored_children_too_sup_39() {
    for (strategy, events) in [
        (Strategy::OneForAll, "-d +a +b +c +d"),
        (Strategy::OneForOne, "-d +d"),
    ] {
        let crew = Crew::default();
        crew.plan("c", [Plan::Ignore]);
        let supervisor = Supervisor::builder()
            .strategy(strategy)
            .child(crew.child("a"))
            .child(crew.child("b").with_restart(Restart::Transient))
            .child(crew.child("c"))
            .child(crew.child("d"))
            .start()
            .await
            .unwrap();
        supervisor.terminate_child("a").await.unwrap();
        crew.end("b", ExitReason::Normal);
        settle().await;
        crew.events();
        crew.boom("d");
        settle().await;
        assert_eq!(crew.events(), events);
    }
}

#[tokio::test(start_paused = true)]
async fn a_group_restart_counts_once_sup_40() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder()
        .strategy(Strategy::OneForAll)
        .intensity(1)
        .children(["a", "b", "c"].map(|id| crew.child(id)))
        .start()
        .await
        .unwrap();
    crew.boom("a");
    settle().await;
    assert!(supervisor.which_children().await.is_ok());
    crew.boom("a");
    settle().await;
    assert!(supervisor.which_children().await.is_err());
}

#[tokio::test(start_paused = true)]
async fn rest_for_one_tries_again_from_the_sibling_that_failed_sup_46() {
    let crew = Crew::default();
    let _supervisor = supervisor(&crew, Strategy::RestForOne).await;
    crew.plan("c", [Plan::Fail]);
    crew.boom("b");
    settle().await;
    assert_eq!(crew.events(), "-b -d -c +b !c +c +d");
}

#[tokio::test(start_paused = true)]
async fn one_for_all_tries_all_again_when_a_sibling_failed_sup_47() {
    let crew = Crew::default();
    let _supervisor = supervisor(&crew, Strategy::OneForAll).await;
    crew.plan("c", [Plan::Fail]);
    crew.boom("d");
    settle().await;
    assert_eq!(crew.events(), "-d -c -b -a +a +b !c -b -a +a +b +c +d");
}

#[tokio::test(start_paused = true)]
async fn a_failed_sibling_of_a_group_restart_counts_as_a_try_of_its_own_sup_44() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder()
        .strategy(Strategy::RestForOne)
        .intensity(2)
        .children(["a", "b"].map(|id| crew.child(id)))
        .start()
        .await
        .unwrap();
    let pid = supervisor.pid().unwrap();
    crew.plan("b", [Plan::Fail; 2]);
    crew.boom("a");
    assert_eq!(process::exited(pid).await, ExitReason::Shutdown);
    assert_eq!(crew.events(), "+a +b -a -b +a !b !b -a");
}

#[tokio::test(start_paused = true)]
async fn children_that_a_group_restart_started_are_known_by_their_new_pids() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, Strategy::OneForAll).await;
    for id in ["c", "a", "d"] {
        crew.boom(id);
        settle().await;
        for child in supervisor.which_children().await.unwrap() {
            let pid = crew.pid(child.id.unwrap().name());
            assert_eq!(child.child, ChildState::Running(pid));
        }
    }
    let restarts = supervisor.which_children().await.unwrap()[0].restarts;
    assert_eq!(restarts, 3);
}
