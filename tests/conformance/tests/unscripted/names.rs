//! Names and families of supervisors.

use otp_core::{ExitReason, StartError, Supervisor, SupervisorRef, process};

use crate::probe::{History, plain};

#[otp_core::test(start_paused = true)]
async fn a_taken_name_gives_the_supervisor_that_has_it_and_starts_no_child_sup_12() {
    let history = History::default();
    let builder = Supervisor::builder()
        .name("top")
        .child(plain("a", &history));
    let first = builder.clone().start_link().await.unwrap();
    history.take();
    let Err(StartError::AlreadyStarted(running)) = builder.start_link().await else {
        panic!("it started twice");
    };
    assert_eq!(running.pid(), first.pid());
    assert!(history.take().is_empty());
    assert_eq!(SupervisorRef::by_name("top").pid(), first.pid());
}

#[otp_core::test(start_paused = true)]
async fn a_supervisor_traps_exits_and_is_the_parent_of_its_children_sup_13() {
    let history = History::default();
    let supervisor = Supervisor::builder().start_link().await.unwrap();
    let a = supervisor.start_child(plain("a", &history)).await.unwrap();
    let pid = supervisor.pid().unwrap();
    assert!(process::info(pid).unwrap().trap_exit);
    let child = process::info(a.pid().unwrap()).unwrap();
    assert_eq!(child.parent, Some(pid));
    assert_eq!(child.ancestors.first(), Some(&pid));
    assert_eq!(
        SupervisorRef::by_pid(pid).unwrap().pid(),
        Some(pid),
        "a pid leads to a reference"
    );
    assert!(SupervisorRef::by_pid(a.pid().unwrap()).is_none());
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert!(SupervisorRef::by_pid(pid).is_none());
}
