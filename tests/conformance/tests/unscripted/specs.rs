//! Child specs as values.

use otp_core::{ChildId, ChildType, ExitReason, Restart, Shutdown, Supervisor, process};

use crate::probe::{Behaviour, History, Probe, plain, settle};

#[test]
fn a_spec_has_its_types_defaults_and_each_can_be_overridden_spec_2_spec_9_spec_11() {
    let spec = Probe::child_spec("a", History::default(), Behaviour::default());
    assert_eq!(spec.id(), &ChildId::named("Probe"));
    assert_eq!(spec.restart(), Restart::Permanent);
    assert_eq!(spec.shutdown(), Shutdown::DEFAULT);
    assert_eq!(spec.child_type(), ChildType::Worker);
    assert!(!spec.is_significant());
    let spec = spec
        .with_id("other")
        .with_restart(Restart::Transient)
        .with_shutdown(Shutdown::BrutalKill)
        .with_significant(true);
    assert_eq!(spec.id(), &ChildId::named("other"));
    assert_eq!(spec.restart(), Restart::Transient);
    assert_eq!(spec.shutdown(), Shutdown::BrutalKill);
    assert!(spec.is_significant());
    let supervisor = Supervisor::builder().child_spec("s");
    assert_eq!(supervisor.shutdown(), Shutdown::Infinity);
    assert_eq!(supervisor.child_type(), ChildType::Supervisor);
}

#[otp_core::test(start_paused = true)]
async fn a_restart_uses_the_arguments_of_the_first_start_spec_15() {
    let history = History::default();
    let supervisor = Supervisor::builder()
        .child(plain("a", &history))
        .start_link()
        .await
        .unwrap();
    let a = supervisor.which_children().await.unwrap()[0]
        .child
        .pid()
        .unwrap();
    process::signal(a, ExitReason::Kill);
    settle().await;
    assert_eq!(history.take(), ["a begins", "a up", "a begins", "a up"]);
}
