use otp_core::{ExitReason, Strategy, Supervisor, SupervisorRef, process};

use crate::crew::{Crew, ms, pass, seconds, settle};

async fn supervisor(crew: &Crew, intensity: u32, period: u64) -> SupervisorRef {
    let builder = Supervisor::builder()
        .intensity(intensity)
        .period(seconds(period))
        .children(["a", "b"].map(|id| crew.child(id)));
    let supervisor = builder.start().await.unwrap();
    crew.events();
    supervisor
}

#[tokio::test(start_paused = true)]
async fn one_restart_too_many_is_not_carried_out_and_ends_the_supervisor_sup_50() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, 1, 5).await;
    let pid = supervisor.pid().unwrap();
    crew.boom("a");
    settle().await;
    crew.boom("a");
    assert_eq!(process::exited(pid).await, ExitReason::Shutdown);
    assert_eq!(crew.events(), "-a +a -a -b");
}

#[tokio::test(start_paused = true)]
async fn the_count_is_one_over_all_children_sup_51() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, 1, 5).await;
    let pid = supervisor.pid().unwrap();
    crew.boom("a");
    settle().await;
    crew.boom("b");
    assert_eq!(process::exited(pid).await, ExitReason::Shutdown);
}

#[tokio::test(start_paused = true)]
async fn with_intensity_zero_the_first_restart_ends_the_supervisor_sup_52() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, 0, 5).await;
    let pid = supervisor.pid().unwrap();
    crew.boom("b");
    assert_eq!(process::exited(pid).await, ExitReason::Shutdown);
    assert_eq!(crew.events(), "-b -a");
}

#[tokio::test(start_paused = true)]
async fn slow_steady_restarts_never_add_up_sup_53() {
    let crew = Crew::default();
    let supervisor = supervisor(&crew, 2, 1).await;
    for _ in 0..50 {
        crew.boom("a");
        pass(ms(501)).await;
    }
    assert!(supervisor.which_children().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_restart_exactly_one_period_old_still_counts_sup_54() {
    for (between, lives) in [(ms(1000), false), (ms(1001), true)] {
        let crew = Crew::default();
        let supervisor = supervisor(&crew, 1, 1).await;
        crew.boom("a");
        pass(between).await;
        crew.boom("a");
        settle().await;
        assert_eq!(supervisor.which_children().await.is_ok(), lives);
    }
}

#[tokio::test(start_paused = true)]
async fn a_restarted_supervisor_counts_from_zero_and_its_parent_sees_shutdown_sup_55_sup_56() {
    let crew = Crew::default();
    let below = Supervisor::builder().intensity(1).child(crew.child("a"));
    let root = Supervisor::builder()
        .strategy(Strategy::OneForOne)
        .child(below.child_spec("below"))
        .start()
        .await
        .unwrap();
    for _ in 0..2 {
        crew.events();
        crew.boom("a");
        settle().await;
        crew.boom("a");
        settle().await;
        assert_eq!(crew.events(), "-a +a -a +a", "the second by the parent");
    }
    let restarts = root.which_children().await.unwrap()[0].restarts;
    assert_eq!(restarts, 2);
}
