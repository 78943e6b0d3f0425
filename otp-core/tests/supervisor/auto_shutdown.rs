use otp_core::{
    AutoShutdown, ChildSpec, ExitReason, Pid, Restart, StartError, Strategy, Supervisor,
    SupervisorRef, process,
};

use crate::crew::{Crew, settle};

use AutoShutdown::{AllSignificant, AnySignificant};

fn significant(crew: &Crew, id: &'static str, restart: Restart) -> ChildSpec<Pid> {
    crew.child(id).with_restart(restart).with_significant(true)
}

async fn supervisor<const N: usize>(
    crew: &Crew,
    auto_shutdown: AutoShutdown,
    children: [ChildSpec<Pid>; N],
) -> SupervisorRef {
    let builder = Supervisor::builder()
        .auto_shutdown(auto_shutdown)
        .child(crew.child("p"))
        .children(children);
    let supervisor = builder.start().await.unwrap();
    crew.events();
    supervisor
}

async fn lives(supervisor: &SupervisorRef) -> bool {
    settle().await;
    supervisor.which_children().await.is_ok()
}

#[tokio::test(start_paused = true)]
async fn any_significant_ends_the_supervisor_with_shutdown_sup_71() {
    let crew = Crew::default();
    let children = ["a", "b"].map(|id| significant(&crew, id, Restart::Transient));
    let supervisor = supervisor(&crew, AnySignificant, children).await;
    let ended = process::exited(supervisor.pid().unwrap());
    crew.end("a", ExitReason::Normal);
    assert_eq!(ended.await, ExitReason::Shutdown);
    assert_eq!(crew.events(), "-a -b -p");
}

#[tokio::test(start_paused = true)]
async fn a_transient_child_counts_on_a_clean_end_a_temporary_on_any_sup_72() {
    for (restart, reason, expected) in [
        (Restart::Transient, ExitReason::other("boom"), true),
        (Restart::Transient, ExitReason::shutdown_with("x"), false),
        (Restart::Temporary, ExitReason::other("boom"), false),
        (Restart::Temporary, ExitReason::Normal, false),
    ] {
        let crew = Crew::default();
        let child = significant(&crew, "a", restart);
        let supervisor = supervisor(&crew, AnySignificant, [child]).await;
        crew.end("a", reason);
        assert_eq!(lives(&supervisor).await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn all_significant_waits_for_the_last_one_sup_73() {
    let crew = Crew::default();
    let children = ["a", "b"].map(|id| significant(&crew, id, Restart::Temporary));
    let supervisor = supervisor(&crew, AllSignificant, children).await;
    crew.boom("a");
    assert!(lives(&supervisor).await);
    crew.boom("b");
    assert!(!lives(&supervisor).await);
}

#[tokio::test(start_paused = true)]
async fn a_child_ended_by_hand_triggers_nothing_but_counts_as_gone_sup_74() {
    let crew = Crew::default();
    let children = ["a", "b"].map(|id| significant(&crew, id, Restart::Transient));
    let supervisor = supervisor(&crew, AllSignificant, children).await;
    supervisor.terminate_child("a").await.unwrap();
    assert!(lives(&supervisor).await);
    crew.end("b", ExitReason::Normal);
    assert!(!lives(&supervisor).await);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_any_other_child_triggers_nothing_sup_75() {
    for auto_shutdown in [AnySignificant, AllSignificant] {
        let crew = Crew::default();
        let child = crew.child("a").with_restart(Restart::Temporary);
        let supervisor = supervisor(&crew, auto_shutdown, [child]).await;
        crew.end("a", ExitReason::Normal);
        assert!(lives(&supervisor).await);
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_a_group_restart_takes_away_triggers_nothing_sup_76() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder()
        .strategy(Strategy::OneForAll)
        .auto_shutdown(AnySignificant)
        .child(crew.child("p"))
        .child(significant(&crew, "a", Restart::Temporary))
        .start()
        .await
        .unwrap();
    crew.boom("p");
    assert!(lives(&supervisor).await);
    assert_eq!(crew.events(), "+p +a -p -a +p");
}

#[tokio::test(start_paused = true)]
async fn children_that_are_added_may_be_significant_sup_77() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, AnySignificant, []).await;
    let refused = significant(&crew, "a", Restart::Permanent);
    let refused = supervisor.start_child(refused).await;
    assert!(matches!(refused, Err(StartError::InvalidSpec(_))));
    let child = significant(&crew, "a", Restart::Temporary);
    supervisor.start_child(child).await.unwrap();
    crew.boom("a");
    assert!(!lives(&supervisor).await);
}

#[tokio::test(start_paused = true)]
async fn the_parent_restarts_a_permanent_supervisor_that_shut_down_by_itself_sup_78() {
    for (restart, specs, active) in [
        (Restart::Permanent, 1, 1),
        (Restart::Transient, 1, 0),
        (Restart::Temporary, 0, 0),
    ] {
        let crew = Crew::default();
        let below = Supervisor::builder()
            .auto_shutdown(AnySignificant)
            .child(significant(&crew, "a", Restart::Temporary))
            .child_spec("below")
            .with_restart(restart);
        let root = Supervisor::builder().child(below).start().await.unwrap();
        crew.boom("a");
        settle().await;
        let counts = root.count_children().await.unwrap();
        assert_eq!((counts.specs, counts.active), (specs, active));
    }
}
