//! First and last things.

use otp_core::gen_server::CallError;
use otp_core::testing::Sandbox;
use otp_core::{DynamicSupervisor, ExitReason, StartError, Supervisor};

use crate::probe::{History, Probe, probe};

#[otp_core::test(start_paused = true)]
async fn a_panic_before_the_children_is_a_start_that_failed_sup_9() {
    let failed = Supervisor::builder().on_start(|| panic!("on purpose"));
    let Err(StartError::Failed(ExitReason::Panic(panic))) = failed.start().await else {
        panic!("it started");
    };
    assert_eq!(panic.message, "on purpose");
    let failed =
        DynamicSupervisor::builder().on_start(|| otp_core::exit(ExitReason::other("boom")));
    let Err(StartError::Failed(reason)) = failed.start().await else {
        panic!("it started");
    };
    assert_eq!(reason, ExitReason::other("boom"));
}

#[otp_core::test(start_paused = true)]
async fn a_caller_of_a_child_that_is_stopped_learns_of_the_shutdown_sup_70() {
    let supervisor = Supervisor::builder().start_link().await.unwrap();
    let child = supervisor.start_child(probe("a")).await.unwrap();
    let (answer, stopped) = tokio::join!(child.wait(), supervisor.terminate_child("a"));
    assert_eq!(answer, Err(CallError::Exited(ExitReason::Shutdown)));
    assert_eq!(stopped, Ok(()));
}

#[test]
fn what_a_sandbox_started_is_stopped_in_reverse_order_at_its_end_tst_4() {
    let history = History::default();
    let inside = history.clone();
    Sandbox::new().start_paused().run(async move {
        for id in ["a", "b"] {
            Probe::start(id, inside.clone()).await.unwrap();
        }
    });
    assert_eq!(
        history.take(),
        ["a up", "b up", "b leaves: shutdown", "a leaves: shutdown"]
    );
}
