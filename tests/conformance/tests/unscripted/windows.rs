//! The window in which restarts are counted.

use std::time::Duration;

use otp_core::supervisor::SupervisorBuilder;
use otp_core::{ExitReason, Supervisor, SupervisorRef, process};
use tokio::time::{advance, sleep};

use crate::probe::{History, plain, settle};

/// Kills the only child; says whether the supervisor is there afterwards.
async fn survives_a_kill(supervisor: &SupervisorRef) -> bool {
    let child = supervisor.which_children().await.unwrap()[0]
        .child
        .pid()
        .unwrap();
    process::signal(child, ExitReason::Kill);
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    process::is_alive(supervisor.pid().unwrap())
}

async fn started(builder: SupervisorBuilder) -> SupervisorRef {
    let builder = builder.child(plain("a", &History::default()));
    builder.start_link().await.unwrap()
}

#[otp_core::test(start_paused = true)]
async fn three_restarts_in_five_seconds_are_the_default_sup_11() {
    let supervisor = started(Supervisor::builder()).await;
    for _ in 0..3 {
        assert!(survives_a_kill(&supervisor).await);
    }
    sleep(Duration::from_secs(6)).await;
    for _ in 0..3 {
        assert!(survives_a_kill(&supervisor).await);
    }
    sleep(Duration::from_secs(4)).await;
    assert!(!survives_a_kill(&supervisor).await);
}

/// Cites SUP-53 and SUP-54: to the millisecond, where OTP counts whole seconds.
#[otp_core::test(start_paused = true)]
async fn a_restart_counts_for_exactly_one_period() {
    let second = Duration::from_secs(1);
    let window = || Supervisor::builder().intensity(1).period(second);
    let at_its_end = started(window()).await;
    assert!(survives_a_kill(&at_its_end).await);
    advance(second).await;
    assert!(
        !survives_a_kill(&at_its_end).await,
        "one period old still counts"
    );
    let after_it = started(window()).await;
    assert!(survives_a_kill(&after_it).await);
    advance(second + Duration::from_millis(1)).await;
    assert!(
        survives_a_kill(&after_it).await,
        "older than that is forgotten"
    );
}

#[otp_core::test(start_paused = true)]
async fn slow_steady_restarts_never_add_up_sup_53() {
    let supervisor = started(
        Supervisor::builder()
            .intensity(2)
            .period(Duration::from_secs(1)),
    )
    .await;
    for _ in 0..50 {
        assert!(survives_a_kill(&supervisor).await);
        sleep(Duration::from_millis(600)).await;
    }
    settle().await;
}
