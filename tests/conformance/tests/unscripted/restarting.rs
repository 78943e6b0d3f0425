//! A child that is being restarted: its last try failed and the next one waits its turn.

use std::time::Duration;

use otp_core::supervisor::{ChildState, DeleteChildError, RestartChildError};
use otp_core::{ExitReason, StartError, Supervisor, process};

use crate::probe::{Begin, Behaviour, History, probe, settle};

const SECOND: Duration = Duration::from_secs(1);

/// Up at first, then a second for a try that fails.
fn fails_later() -> Behaviour {
    Behaviour {
        begin: |start| match start {
            1 => Begin::Up(Duration::ZERO),
            _ => Begin::Fail(SECOND),
        },
        ..Behaviour::default()
    }
}

/// Cites SUP-22, SUP-24, SUP-27 and SUP-44: what waits when a try fails is served before the next.
#[otp_core::test(start_paused = true)]
async fn a_restarting_child_shows_as_such_and_is_terminated_out_of_its_tries() {
    let history = History::default();
    let supervisor = Supervisor::builder()
        .intensity(100)
        .child(probe("a", &history, fails_later()))
        .start_link()
        .await
        .unwrap();
    let a = supervisor.which_children().await.unwrap()[0]
        .child
        .pid()
        .unwrap();
    process::signal(a, ExitReason::Kill);
    settle().await;
    // The supervisor is inside the first try; these wait in its mailbox.
    let (shown, counted, restarted, deleted, again, terminated, after) = tokio::join!(
        supervisor.which_children(),
        supervisor.count_children(),
        supervisor.restart_child("a"),
        supervisor.delete_child("a"),
        supervisor.start_child(probe("a", &history, fails_later())),
        supervisor.terminate_child("a"),
        supervisor.which_children(),
    );
    assert_eq!(shown.unwrap()[0].child, ChildState::Restarting);
    let counted = counted.unwrap();
    assert_eq!((counted.specs, counted.active), (1, 0));
    assert_eq!(restarted, Err(RestartChildError::Restarting));
    assert_eq!(deleted, Err(DeleteChildError::Restarting));
    assert!(
        matches!(again, Err(StartError::AlreadyPresent)),
        "{again:?}"
    );
    assert_eq!(terminated, Ok(()));
    assert_eq!(after.unwrap()[0].child, ChildState::Undefined);
    history.take();
    tokio::time::sleep(10 * SECOND).await;
    assert!(history.take().is_empty(), "it was tried again");
    assert_eq!(supervisor.delete_child("a").await, Ok(()));
}
