//! Stops that take their time.

use std::time::Duration;

use otp_core::supervisor::StopError;
use otp_core::{ExitReason, Supervisor, process};
use tokio::time::Instant;

use crate::probe::{Behaviour, History, probe};

fn slow_to_leave(seconds: u64) -> Behaviour {
    Behaviour {
        traps: true,
        leaves: Duration::from_secs(seconds),
        ..Behaviour::default()
    }
}

#[otp_core::test(start_paused = true)]
async fn a_stop_that_takes_too_long_goes_on_sup_65() {
    let history = History::default();
    let supervisor = Supervisor::builder()
        .child(probe("a", &history, slow_to_leave(4)))
        .start_link()
        .await
        .unwrap();
    let pid = supervisor.pid().unwrap();
    let stopped = supervisor
        .stop(ExitReason::Normal, Duration::from_secs(1))
        .await;
    assert_eq!(stopped, Err(StopError::Timeout));
    assert!(process::is_alive(pid));
    assert_eq!(process::exited(pid).await, ExitReason::Normal);
    assert_eq!(
        history.take(),
        ["a begins", "a up", "a leaves: shutdown", "a left"]
    );
}

#[otp_core::test(start_paused = true)]
async fn static_children_are_stopped_one_after_the_other_sup_57() {
    let history = History::default();
    let supervisor = Supervisor::builder()
        .children(["a", "b"].map(|id| probe(id, &history, slow_to_leave(2))))
        .start_link()
        .await
        .unwrap();
    history.take();
    let before = Instant::now();
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(before.elapsed().as_secs(), 4);
    assert_eq!(
        history.take(),
        [
            "b leaves: shutdown",
            "b left",
            "a leaves: shutdown",
            "a left"
        ]
    );
}
