//! Names, families, first and last things.

use otp_core::testing::Sandbox;
use otp_core::{ExitReason, Name, StartError, Supervisor, SupervisorRef, process, whereis};

use crate::probe::{Behaviour, History, Probe, plain};

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

#[otp_core::test(start_paused = true)]
async fn a_name_leads_to_the_process_that_has_it_gen_43_prc_1() {
    let history = History::default();
    let name = Name::local("a");
    assert_eq!(whereis(&name), None);
    let start = || Probe::start("a", history.clone(), Behaviour::default()).name(Name::local("a"));
    let first = start().await.unwrap();
    assert_eq!(whereis(&name), first.pid());
    assert!(matches!(start().await, Err(StartError::AlreadyStarted(_))));
    first.stop(ExitReason::Normal).await.unwrap();
    assert_eq!(whereis(&name), None);
    assert!(start().await.is_ok(), "the name is free again");
}

#[otp_core::test(start_paused = true)]
async fn a_start_that_panics_before_the_children_is_a_failed_start_sup_9() {
    let builder = Supervisor::builder().on_start(|| panic!("on purpose"));
    let Err(StartError::Failed(ExitReason::Panic(panic))) = builder.start().await else {
        panic!("it started");
    };
    assert_eq!(panic.message, "on purpose");
}

#[test]
fn what_a_sandbox_started_is_stopped_in_reverse_order_at_its_end_tst_4() {
    let history = History::default();
    let inside = history.clone();
    let traps = Behaviour {
        traps: true,
        ..Behaviour::default()
    };
    Sandbox::new().start_paused().run(async move {
        for id in ["a", "b"] {
            let probe = Probe::start(id, inside.clone(), traps.clone()).await;
            assert!(probe.is_ok());
        }
        inside.take();
    });
    let told = history.take();
    let leaving: Vec<&str> = told
        .iter()
        .filter_map(|what| what.split(" leaves").next())
        .collect();
    assert_eq!(leaving.first(), Some(&"b"), "{told:?}");
    assert!(
        told.iter().any(|what| what.starts_with("a leaves")),
        "{told:?}"
    );
}
