//! Ten thousand children that stop at once.

use std::collections::BTreeSet;

use otp_core::prelude::*;
use otp_core::supervisor::ChildCounts;
use otp_core::{DynamicSupervisor, DynamicSupervisorRef, process};

use crate::invariants::{check, nobody_but, settled};
use crate::seed::{Seed, boom, each, on_threads, paused, until};

const MANY: u32 = 10_000;

#[registry(keys = "unique")]
struct Crowd;

#[gen_server(via = Crowd, restart = "temporary")]
struct Member {
    seed: Seed,
}

#[callbacks]
impl Member {
    fn init(#[key] _number: u32, seed: Seed) -> Self {
        Self { seed }
    }

    #[cast]
    async fn leave(&mut self) -> Next {
        self.seed.yields(2).await;
        Next::stop(ExitReason::Normal)
    }
}

/// The registry, the supervisor, and its children in a shuffled order.
async fn gather(
    seed: &Seed,
    restart: Restart,
    intensity: u32,
) -> (Pid, DynamicSupervisorRef, Vec<MemberRef>) {
    let registry = Crowd::start_link().await.unwrap().pid().unwrap();
    let supervisor = DynamicSupervisor::builder().intensity(intensity).start();
    let supervisor = supervisor.await.unwrap();
    let mut members = Vec::new();
    for number in 0..MANY {
        let seed = seed.clone();
        let start = move || Member::start_link(number, seed.clone());
        let spec = ChildSpec::new("member", start);
        let member = supervisor.start_child(spec.with_restart(restart)).await;
        members.push(member.unwrap());
    }
    for last in (1..members.len()).rev() {
        members.swap(last, seed.below(last + 1));
    }
    (registry, supervisor, members)
}

/// All that is left is these processes, and no entry of the members.
async fn all_gone(left: &[Pid]) {
    nobody_but(left).await;
    assert_eq!(Crowd::reference().count(), Ok(0));
    assert_eq!(Member::via(0u32).pid(), None);
}

fn end(seed: &Seed, member: &MemberRef) {
    match seed.below(3) {
        0 => member.leave(),
        1 => process::signal(member.pid().unwrap(), boom()),
        _ => process::signal(member.pid().unwrap(), ExitReason::Kill),
    }
}

/// By themselves, each in its own way.
async fn ended_one_by_one(seed: Seed) {
    let (registry, supervisor, members) = gather(&seed, Restart::Temporary, 0).await;
    for member in &members {
        end(&seed, member);
    }
    all_gone(&[registry, supervisor.pid().unwrap()]).await;
    settled(&supervisor).await;
    assert_eq!(
        supervisor.count_children().await,
        Ok(ChildCounts::default())
    );
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(process::list(), [registry]);
}

/// By their supervisor's end, while some end by themselves.
async fn ended_by_their_supervisor(seed: Seed) {
    let (registry, supervisor, members) = gather(&seed, Restart::Temporary, 0).await;
    for member in members.iter().take(100) {
        end(&seed, member);
    }
    if seed.flip() {
        supervisor.stop(ExitReason::Normal, None).await.unwrap();
        assert_eq!(process::list(), [registry], "all before the supervisor");
    } else {
        process::signal(supervisor.pid().unwrap(), ExitReason::Kill);
    }
    all_gone(&[registry]).await;
}

/// By the end of the registry that they are linked to.
async fn ended_by_their_registry(seed: Seed) {
    let (registry, supervisor, _) = gather(&seed, Restart::Temporary, 0).await;
    process::signal(registry, ExitReason::Kill);
    let supervisor_pid = supervisor.pid().unwrap();
    nobody_but(&[supervisor_pid]).await;
    settled(&supervisor).await;
    check(&supervisor, &[]).await;
    assert_eq!(supervisor.count_children().await.unwrap().specs, 0);
}

/// Those that are restarted take their names again; as many restarts as there are deaths, or one too few.
async fn restarted(seed: Seed, missing: u32) {
    let intensity = MANY - missing;
    let (registry, supervisor, members) = gather(&seed, Restart::Permanent, intensity).await;
    let ended = process::exited(supervisor.pid().unwrap());
    for member in &members {
        process::signal(member.pid().unwrap(), ExitReason::Kill);
    }
    if missing > 0 {
        assert_eq!(ended.await, ExitReason::Shutdown);
        return all_gone(&[registry]).await;
    }
    until(async || Crowd::reference().count() == Ok(MANY as usize)).await;
    settled(&supervisor).await;
    let running = check(&supervisor, &[registry]).await;
    let named: BTreeSet<Pid> = (0..MANY)
        .filter_map(|number| Member::via(number).pid())
        .collect();
    assert_eq!(named, running, "each has its name again");
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    all_gone(&[registry]).await;
}

#[test]
fn ten_thousand_children_that_end_at_once_leave_nothing_behind_dyn_14_reg_16() {
    each(1, |n| paused(n, ended_one_by_one));
}

#[test]
fn ten_thousand_children_that_are_stopped_at_once_leave_nothing_behind_dyn_18_dyn_27_reg_16() {
    each(2, |n| paused(n, ended_by_their_supervisor));
}

#[test]
fn ten_thousand_children_end_with_their_registry_reg_21() {
    each(1, |n| paused(n, ended_by_their_registry));
}

#[test]
fn ten_thousand_deaths_at_once_are_that_many_restarts_dyn_17_reg_19() {
    each(1, |n| {
        paused(n, |seed| restarted(seed, 0));
        paused(n, |seed| restarted(seed, 1));
    });
}

#[test]
fn ten_thousand_children_that_end_on_threads_leave_nothing_behind_dyn_14_dyn_18() {
    each(1, |n| {
        on_threads(n, ended_one_by_one);
        on_threads(n, ended_by_their_supervisor);
    });
}
