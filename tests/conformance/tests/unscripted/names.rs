//! What leads to a process.

use otp_core::{
    DynamicSupervisor, DynamicSupervisorRef, ExitReason, Name, StartError, Supervisor,
    SupervisorRef, whereis,
};

use crate::probe::{History, Probe, probe};

#[otp_core::test(start_paused = true)]
async fn a_name_leads_to_the_process_that_has_it_gen_43_prc_1() {
    let name = Name::local("a");
    assert_eq!(whereis(&name), None);
    let start = || Probe::start("a", History::default()).name(Name::local("a"));
    let first = start().await.unwrap();
    assert_eq!(whereis(&name), first.pid());
    assert!(matches!(start().await, Err(StartError::AlreadyStarted(_))));
    first.stop(ExitReason::Normal).await.unwrap();
    assert_eq!(whereis(&name), None);
    assert!(start().await.is_ok(), "the name is free again");
}

#[otp_core::test(start_paused = true)]
async fn the_pid_of_a_supervisor_leads_to_it_while_it_lives() {
    let supervisor = Supervisor::builder().start_link().await.unwrap();
    let dynamic = DynamicSupervisor::builder().start_link().await.unwrap();
    let child = supervisor.start_child(probe("a")).await.unwrap();
    let [fixed, dynamic, worker] =
        [supervisor.pid(), dynamic.pid(), child.pid()].map(Option::unwrap);
    assert_eq!(SupervisorRef::by_pid(fixed).unwrap().pid(), Some(fixed));
    assert_eq!(
        DynamicSupervisorRef::by_pid(dynamic).unwrap().pid(),
        Some(dynamic)
    );
    for other in [dynamic, worker] {
        assert!(SupervisorRef::by_pid(other).is_none());
    }
    for other in [fixed, worker] {
        assert!(DynamicSupervisorRef::by_pid(other).is_none());
    }
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert!(SupervisorRef::by_pid(fixed).is_none());
}
