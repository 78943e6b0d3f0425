use otp_core::{Application, ApplicationError, ExitReason, StartError, Supervisor, process};

use crate::crew::{Crew, Ending, Plan, seconds, settle};

#[tokio::test(start_paused = true)]
async fn stop_takes_the_tree_down_in_reverse_app_5() {
    let crew = Crew::default();
    let root = Supervisor::builder().children(["a", "b"].map(|id| crew.child(id)));
    let app = Application::start(root.child_spec("root")).await.unwrap();
    let root = app.root();
    assert_eq!(app.tree().await.unwrap().children.len(), 2);
    assert_eq!(app.stop().await, Ok(()));
    assert_eq!(crew.events(), "+a +b -b -a");
    assert!(!process::is_alive(root));
}

#[tokio::test(start_paused = true)]
async fn a_root_that_does_not_start_leaves_nothing_app_4() {
    let crew = Crew::default();
    crew.plan("b", [Plan::Fail]);
    let root = Supervisor::builder().children(["a", "b"].map(|id| crew.child(id)));
    let started = Application::start(root.child_spec("root")).await;
    let Err(StartError::Failed(reason)) = started.map(|app| app.root()) else {
        panic!("it started");
    };
    assert_eq!(
        reason.to_string(),
        "shutdown: failed to start child b: init_failed"
    );
    assert_eq!(crew.events(), "+a !b -a");
}

#[tokio::test(start_paused = true)]
async fn a_tree_that_takes_too_long_is_killed() {
    let crew = Crew::default();
    let root = Supervisor::builder().child(crew.trapping("a", Ending::Slow(seconds(4))));
    let app = Application::start(root.child_spec("root")).await.unwrap();
    let root = app.root();
    let stopped = app.stop_within(seconds(3)).stop().await;
    assert_eq!(stopped, Err(ApplicationError::Killed(seconds(3))));
    assert!(!process::is_alive(root));
}

#[tokio::test(start_paused = true)]
async fn the_end_of_the_root_by_itself_is_an_error_that_names_the_reason_app_8() {
    let crew = Crew::default();
    let root = Supervisor::builder().intensity(0).child(crew.child("a"));
    let app = Application::start(root.child_spec("root")).await.unwrap();
    let main = tokio::spawn(app.until_signal());
    settle().await;
    crew.boom("a");
    let over = main.await.unwrap().unwrap_err();
    assert_eq!(
        format!("{over:?}"),
        "the root of the supervision tree ended: shutdown"
    );
    let gone = ApplicationError::RootExited(ExitReason::Shutdown);
    assert_eq!(over.downcast_ref(), Some(&gone));
}

#[cfg(unix)]
#[tokio::test]
async fn a_sigterm_takes_the_tree_down_in_order() {
    let crew = Crew::default();
    let root = Supervisor::builder().children(["a", "b"].map(|id| crew.child(id)));
    let app = Application::start(root.child_spec("root")).await.unwrap();
    let main = tokio::spawn(app.until_signal());
    // The handler is there once the future was polled.
    settle().await;
    let own = std::process::id().to_string();
    let mut kill = std::process::Command::new("kill");
    assert!(kill.args(["-TERM", &own]).status().unwrap().success());
    assert!(main.await.unwrap().is_ok());
    assert_eq!(crew.events(), "+a +b -b -a");
}
