//! What holds where nothing is said.

use std::time::Duration;

use otp_core::supervisor::{ChildInfo, SupervisorCallError};
use otp_core::{
    ChildId, ChildType, DynamicSupervisor, Pid, Restart, Shutdown, Supervisor, process,
};
use tokio::time::sleep;

use crate::probe::{History, Probe, kill, probe};

#[test]
fn a_spec_has_its_types_defaults_and_each_can_be_overridden_spec_2_spec_9_spec_11() {
    let spec = Probe::child_spec("a", History::default());
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

fn newest(children: Result<Vec<ChildInfo>, SupervisorCallError>) -> Option<Pid> {
    children.ok()?.first()?.child.pid()
}

#[otp_core::test(start_paused = true)]
async fn a_supervisor_makes_three_restarts_in_five_seconds_sup_11() {
    let supervisor = Supervisor::builder()
        .child(probe("a"))
        .start_link()
        .await
        .unwrap();
    for (kills, pause) in [(3, 6), (3, 4)] {
        for _ in 0..kills {
            kill(newest(supervisor.which_children().await).unwrap()).await;
            assert!(process::is_alive(supervisor.pid().unwrap()));
        }
        sleep(Duration::from_secs(pause)).await;
    }
    kill(newest(supervisor.which_children().await).unwrap()).await;
    assert!(!process::is_alive(supervisor.pid().unwrap()));
}

#[otp_core::test(start_paused = true)]
async fn a_dynamic_supervisor_does_too_and_has_any_number_of_children_dyn_2() {
    let supervisor = DynamicSupervisor::builder().start_link().await.unwrap();
    for _ in 0..1000 {
        supervisor.start_child(probe("a")).await.unwrap();
    }
    for alive in [true, true, true, false] {
        kill(newest(supervisor.which_children().await).unwrap()).await;
        assert_eq!(process::is_alive(supervisor.pid().unwrap()), alive);
    }
}
