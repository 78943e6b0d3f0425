use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use otp_core::supervisor::{ChildState, TerminateChildError};
use otp_core::{
    ChildSpec, DynamicSupervisor, DynamicSupervisorRef, ExitReason, Pid, Restart, StartError,
    Supervisor, SupervisorRef, process,
};
use tokio::time::Instant;

use crate::crew::{Crew, Plan, ms, pass, seconds, settle};

async fn supervisor() -> DynamicSupervisorRef {
    DynamicSupervisor::builder().start().await.unwrap()
}

async fn specs(supervisor: &DynamicSupervisorRef) -> usize {
    supervisor.count_children().await.unwrap().specs
}

#[tokio::test(start_paused = true)]
async fn ids_are_of_no_account_dyn_3() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    let first = supervisor.start_child(crew.child("a")).await.unwrap();
    let second = supervisor.start_child(crew.child("a")).await.unwrap();
    let children = supervisor.which_children().await.unwrap();
    let states: Vec<_> = children.iter().map(|child| child.child).collect();
    assert_eq!(states, [second, first].map(ChildState::Running));
    assert!(children.iter().all(|child| child.id.is_none()));
}

#[tokio::test(start_paused = true)]
async fn an_invalid_spec_is_refused_whether_the_supervisor_is_there_or_not_dyn_4_dyn_26() {
    let crew = Crew::default();
    let nobody = DynamicSupervisorRef::by_name("dyn_4");
    let significant = crew.child("a").with_significant(true);
    let refused = nobody.start_child(significant).await;
    assert!(matches!(refused, Err(StartError::InvalidSpec(_))));
    let refused = nobody.start_child(crew.child("a")).await;
    assert_eq!(refused, Err(StartError::NoSupervisor));
}

#[tokio::test(start_paused = true)]
async fn a_start_that_fails_or_is_ignored_leaves_no_trace_dyn_5_dyn_6() {
    let crew = Crew::default();
    let supervisor = DynamicSupervisor::builder().intensity(0).start();
    let supervisor = supervisor.await.unwrap();
    crew.plan("a", [Plan::Fail, Plan::Ignore, Plan::Panic]);
    let failed = StartError::Failed(ExitReason::other("init_failed"));
    assert_eq!(supervisor.start_child(crew.child("a")).await, Err(failed));
    let ignored = supervisor.start_child(crew.child("a")).await;
    assert_eq!(ignored, Err(StartError::Ignored));
    let panicked = supervisor.start_child(crew.child("a")).await;
    assert!(matches!(
        panicked,
        Err(StartError::Failed(ExitReason::Panic(_)))
    ));
    assert_eq!(specs(&supervisor).await, 0);
}

#[tokio::test(start_paused = true)]
async fn already_started_comes_from_the_childs_own_name_dyn_7() {
    let supervisor = supervisor().await;
    let spec = Supervisor::builder().name("dyn_7").child_spec("a");
    let first = supervisor.start_child(spec.clone()).await.unwrap();
    let second = supervisor.start_child(spec.clone()).await;
    assert!(matches!(
        &second,
        Err(StartError::AlreadyStarted(running)) if running.pid() == first.pid()
    ));
    let other_type = DynamicSupervisor::builder().name("dyn_7").child_spec("b");
    let refused = supervisor.start_child(other_type).await;
    assert_eq!(
        refused.unwrap_err().map(|_| ()),
        StartError::NameTaken(first.pid().unwrap())
    );
    let ensured = supervisor.ensure(spec).await.unwrap();
    assert_eq!(ensured.pid(), first.pid());
    assert_eq!(specs(&supervisor).await, 1);
}

#[tokio::test(start_paused = true)]
async fn ensure_waits_for_a_killed_holder_of_the_name_and_starts_the_next() {
    let supervisor = supervisor().await;
    let spec = Supervisor::builder().name("ensured").child_spec("a");
    let spec = spec.with_restart(Restart::Temporary);
    let first = supervisor.ensure(spec.clone()).await.unwrap();
    process::signal(first.pid().unwrap(), ExitReason::Kill);
    let second = supervisor.ensure(spec).await.unwrap();
    assert_ne!(first.pid(), second.pid());
    assert!(second.which_children().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn max_children_is_kept_without_calling_the_start_function_dyn_8() {
    let crew = Crew::default();
    let supervisor = DynamicSupervisor::builder().max_children(2).start();
    let supervisor = supervisor.await.unwrap();
    let temporary = |id| crew.child(id).with_restart(Restart::Temporary);
    let a = supervisor.start_child(temporary("a")).await.unwrap();
    supervisor.start_child(temporary("b")).await.unwrap();
    let refused = supervisor.start_child(temporary("c")).await;
    assert_eq!(refused, Err(StartError::MaxChildren));
    assert_eq!(crew.events(), "+a +b");
    supervisor.terminate_child(a).await.unwrap();
    supervisor.start_child(temporary("c")).await.unwrap();
    crew.end("b", ExitReason::Normal);
    settle().await;
    assert!(supervisor.start_child(temporary("d")).await.is_ok());
}

/// A child that runs once; every later try takes 100 ms and fails.
async fn restarting(crew: &Crew, supervisor: &DynamicSupervisorRef) -> Pid {
    let (inner, starts) = (crew.clone(), Arc::new(AtomicU32::new(0)));
    let spec = ChildSpec::new("a", move || {
        let (crew, starts) = (inner.clone(), starts.clone());
        async move {
            if starts.fetch_add(1, Ordering::Relaxed) == 0 {
                return crew.start_of("a").await;
            }
            tokio::time::sleep(ms(100)).await;
            Err(StartError::Failed(ExitReason::Timeout))
        }
    });
    let pid = supervisor.start_child(spec).await.unwrap();
    crew.boom("a");
    settle().await;
    pid
}

#[tokio::test(start_paused = true)]
async fn a_restarting_child_has_a_place_and_goes_by_its_old_pid_dyn_9_dyn_12_dyn_16() {
    let crew = Crew::default();
    let supervisor = DynamicSupervisor::builder()
        .intensity(1000)
        .max_children(1)
        .start()
        .await
        .unwrap();
    let old = restarting(&crew, &supervisor).await;
    let counts = supervisor.count_children().await.unwrap();
    assert_eq!((counts.specs, counts.active, counts.workers), (1, 0, 1));
    let children = supervisor.which_children().await.unwrap();
    assert_eq!(children[0].child, ChildState::Restarting);
    let refused = supervisor.start_child(crew.child("b")).await;
    assert_eq!(refused, Err(StartError::MaxChildren));
    assert_eq!(supervisor.terminate_child(old).await, Ok(()));
    assert_eq!(specs(&supervisor).await, 0);
    pass(seconds(10)).await;
    assert_eq!(specs(&supervisor).await, 0, "the tries have ended");
}

#[tokio::test(start_paused = true)]
async fn each_try_of_a_restart_counts_dyn_16_dyn_17() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    crew.plan("a", [Plan::Run, Plan::Fail, Plan::Fail]);
    supervisor.start_child(crew.child("a")).await.unwrap();
    crew.boom("a");
    settle().await;
    assert_eq!(crew.events(), "+a -a !a !a +a");
    let ended = process::exited(supervisor.pid().unwrap());
    crew.boom("a");
    assert_eq!(ended.await, ExitReason::Shutdown);
}

#[tokio::test(start_paused = true)]
async fn terminate_child_takes_a_pid_and_forgets_the_child_dyn_11() {
    let crew = Crew::default();
    let supervisor = DynamicSupervisor::builder().intensity(0).start();
    let supervisor = supervisor.await.unwrap();
    let a = supervisor.start_child(crew.child("a")).await.unwrap();
    assert_eq!(supervisor.terminate_child(a).await, Ok(()));
    let gone = supervisor.terminate_child(a).await;
    assert_eq!(gone, Err(TerminateChildError::NotFound));
    settle().await;
    assert_eq!(crew.events(), "+a -a");
    assert_eq!(specs(&supervisor).await, 0);
}

#[tokio::test(start_paused = true)]
async fn ends_are_decided_as_under_a_static_one_but_nothing_is_kept_dyn_14() {
    let boom = || ExitReason::other("boom");
    for (restart, reason, events, left) in [
        (Restart::Permanent, ExitReason::Normal, "+a -a +a", 1),
        (Restart::Transient, boom(), "+a -a +a", 1),
        (Restart::Transient, ExitReason::Shutdown, "+a -a", 0),
        (Restart::Temporary, boom(), "+a -a", 0),
    ] {
        let crew = Crew::default();
        let supervisor = supervisor().await;
        let child = crew.child("a").with_restart(restart);
        supervisor.start_child(child).await.unwrap();
        crew.end("a", reason);
        settle().await;
        assert_eq!((&*crew.events(), specs(&supervisor).await), (events, left));
    }
}

#[tokio::test(start_paused = true)]
async fn a_restart_that_is_ignored_removes_the_child_dyn_15() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    crew.plan("a", [Plan::Run, Plan::Ignore]);
    supervisor.start_child(crew.child("a")).await.unwrap();
    crew.boom("a");
    settle().await;
    assert_eq!(specs(&supervisor).await, 0);
}

#[tokio::test(start_paused = true)]
async fn temporary_ends_never_count_dyn_17() {
    let crew = Crew::default();
    let supervisor = DynamicSupervisor::builder().intensity(0).start();
    let supervisor = supervisor.await.unwrap();
    for _ in 0..20 {
        let child = crew.child("a").with_restart(Restart::Temporary);
        supervisor.start_child(child).await.unwrap();
        crew.boom("a");
        settle().await;
    }
    assert_eq!(specs(&supervisor).await, 0);
}

#[tokio::test(start_paused = true)]
async fn children_start_one_at_a_time_in_the_supervisor_dyn_21() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    let begin = Instant::now();
    let starts = ["a", "b", "c"].map(|id| {
        crew.plan(id, [Plan::Slow(ms(100))]);
        let (supervisor, spec) = (supervisor.clone(), crew.child(id));
        tokio::spawn(async move { supervisor.start_child(spec).await })
    });
    for start in starts {
        assert!(start.await.unwrap().is_ok());
    }
    assert_eq!(begin.elapsed(), ms(300));
    assert_eq!(crew.events(), "+a +b +c");
}

#[tokio::test(start_paused = true)]
async fn a_child_is_linked_to_the_supervisor_and_not_to_who_asked_dyn_22() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    let asking = {
        let (supervisor, spec) = (supervisor.clone(), crew.child("a"));
        async move {
            supervisor
                .start_child(spec)
                .await
                .map(|_| ExitReason::other("boom"))
        }
    };
    let asking = process::spawn(asking).unwrap();
    process::exited(asking).await;
    settle().await;
    let child = process::info(crew.pid("a")).unwrap();
    assert_eq!(child.links, [supervisor.pid().unwrap()]);
}

#[tokio::test(start_paused = true)]
async fn the_common_requests_work_by_name_on_either_kind_dyn_24() {
    let crew = Crew::default();
    let dynamic = DynamicSupervisor::builder().name("dyn_24").start();
    let dynamic = dynamic.await.unwrap();
    dynamic.start_child(crew.child("a")).await.unwrap();
    let by_name = SupervisorRef::by_name("dyn_24");
    assert_eq!(by_name.which_children().await.unwrap().len(), 1);
    assert_eq!(by_name.count_children().await.unwrap().active, 1);
    let by_id = by_name.terminate_child("a").await;
    assert_eq!(by_id, Err(TerminateChildError::NotFound));
    assert_eq!(by_name.stop(ExitReason::Normal, None).await, Ok(()));
    assert_eq!(dynamic.pid().map(process::is_alive), Some(false));
}

#[tokio::test(start_paused = true)]
async fn what_started_a_temporary_child_is_let_go_of_spec_15() {
    let used = Arc::new(());
    let held = used.clone();
    let supervisor = supervisor().await;
    let spec = ChildSpec::temporary("a", move || async move {
        drop(held);
        Ok(process::spawn_link(std::future::pending::<()>())?)
    });
    supervisor.start_child(spec).await.unwrap();
    assert_eq!(Arc::strong_count(&used), 1);
}
