//! Dynamic supervisors: overlapping requests, and their concurrent shutdown.

use std::time::Duration;

use otp_core::supervisor::{ChildState, SupervisorCallError, TerminateChildError};
use otp_core::{DynamicSupervisor, ExitReason, Name, Shutdown, StartError, SupervisorRef, process};
use tokio::time::{Instant, sleep};

use crate::probe::{Begin, Behaviour, History, Probe, plain, probe, settle};

const SECOND: Duration = Duration::from_secs(1);

fn fails_later() -> Behaviour {
    Behaviour {
        begin: |start| match start {
            1 => Begin::Up(Duration::ZERO),
            _ => Begin::Fail(SECOND),
        },
        ..Behaviour::default()
    }
}

fn leaves_after(seconds: u64) -> Behaviour {
    Behaviour {
        traps: true,
        leaves: Duration::from_secs(seconds),
        ..Behaviour::default()
    }
}

/// Cites DYN-9, DYN-12 and DYN-16.
#[otp_core::test(start_paused = true)]
async fn a_restarting_child_keeps_its_place_and_its_pid_until_it_is_terminated() {
    let history = History::default();
    let builder = DynamicSupervisor::builder().intensity(100).max_children(1);
    let supervisor = builder.start_link().await.unwrap();
    let spec = probe("a", &history, fails_later());
    let pid = supervisor.start_child(spec).await.unwrap().pid().unwrap();
    process::signal(pid, ExitReason::Kill);
    settle().await;
    let (shown, counted, full, terminated, again, after) = tokio::join!(
        supervisor.which_children(),
        supervisor.count_children(),
        supervisor.start_child(plain("b", &history)),
        supervisor.terminate_child(pid),
        supervisor.terminate_child(pid),
        supervisor.count_children(),
    );
    let shown = shown.unwrap();
    assert_eq!(
        (shown[0].child, &shown[0].id),
        (ChildState::Restarting, &None)
    );
    let counted = counted.unwrap();
    assert_eq!((counted.specs, counted.workers, counted.active), (1, 1, 0));
    assert!(matches!(full, Err(StartError::MaxChildren)));
    assert_eq!(terminated, Ok(()));
    assert_eq!(again, Err(TerminateChildError::NotFound));
    assert_eq!(after.unwrap().specs, 0);
    history.take();
    sleep(10 * SECOND).await;
    assert!(history.take().is_empty(), "it was tried again");
}

#[otp_core::test(start_paused = true)]
async fn three_restarts_in_five_seconds_and_any_number_of_children_are_the_default_dyn_2() {
    let history = History::default();
    let supervisor = DynamicSupervisor::builder().start_link().await.unwrap();
    for _ in 0..1000 {
        supervisor.start_child(plain("a", &history)).await.unwrap();
    }
    for alive in [true, true, true, false] {
        let children = supervisor.which_children().await.unwrap();
        process::signal(children[0].child.pid().unwrap(), ExitReason::Kill);
        settle().await;
        assert_eq!(process::is_alive(supervisor.pid().unwrap()), alive);
    }
}

#[otp_core::test(start_paused = true)]
async fn a_wrong_spec_is_told_even_where_no_supervisor_is_dyn_4_dyn_26() {
    let history = History::default();
    let supervisor = DynamicSupervisor::builder().start_link().await.unwrap();
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    let wrong = plain("a", &history).with_significant(true);
    let refused = supervisor.start_child(wrong).await;
    assert!(
        matches!(refused, Err(StartError::InvalidSpec(_))),
        "{refused:?}"
    );
    let gone = supervisor.start_child(plain("a", &history)).await;
    assert!(matches!(gone, Err(StartError::NoSupervisor)), "{gone:?}");
    assert_eq!(
        supervisor.count_children().await,
        Err(SupervisorCallError::NoProcess)
    );
}

#[otp_core::test(start_paused = true)]
async fn only_the_childs_own_name_is_ever_taken_dyn_7() {
    let history = History::default();
    let supervisor = DynamicSupervisor::builder().start_link().await.unwrap();
    let named = || {
        let history = history.clone();
        otp_core::ChildSpec::new("a", move || {
            Probe::start_link("a", history.clone(), Behaviour::default()).name(Name::local("a"))
        })
    };
    let first = supervisor.start_child(named()).await.unwrap();
    let Err(StartError::AlreadyStarted(running)) = supervisor.start_child(named()).await else {
        panic!("it started twice");
    };
    assert_eq!(running.pid(), first.pid());
    assert_eq!(supervisor.count_children().await.unwrap().specs, 1);
}

/// Cites DYN-18 and DYN-19.
#[otp_core::test(start_paused = true)]
async fn children_leave_at_the_same_time_each_within_its_own() {
    let history = History::default();
    let supervisor = DynamicSupervisor::builder().start_link().await.unwrap();
    let in_time = probe("in time", &history, leaves_after(4));
    let late = probe("late", &history, leaves_after(9));
    let patient = probe("patient", &history, leaves_after(7));
    let brutal = probe("brutal", &history, leaves_after(1));
    for spec in [
        in_time,
        late.with_shutdown(Shutdown::Timeout(2 * SECOND)),
        patient.with_shutdown(Shutdown::Infinity),
        brutal.with_shutdown(Shutdown::BrutalKill),
    ] {
        supervisor.start_child(spec).await.unwrap();
    }
    history.take();
    let before = Instant::now();
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(before.elapsed().as_secs(), 7);
    let mut history = history.take();
    history[..3].sort();
    assert_eq!(
        history,
        [
            "in time leaves: shutdown",
            "late leaves: shutdown",
            "patient leaves: shutdown",
            "in time left",
            "patient left"
        ]
    );
}

#[otp_core::test(start_paused = true)]
async fn callers_are_served_one_after_the_other_dyn_21() {
    let history = History::default();
    let supervisor = DynamicSupervisor::builder().start_link().await.unwrap();
    let slow = Behaviour {
        begin: |_| Begin::Up(SECOND),
        ..Behaviour::default()
    };
    let before = Instant::now();
    let (a, b) = tokio::join!(
        supervisor.start_child(probe("a", &history, slow.clone())),
        supervisor.start_child(probe("b", &history, slow)),
    );
    assert!(a.is_ok() && b.is_ok());
    assert_eq!(before.elapsed().as_secs(), 2);
    assert_eq!(history.take(), ["a begins", "a up", "b begins", "b up"]);
}

#[otp_core::test(start_paused = true)]
async fn a_child_outlives_the_process_that_asked_for_it_dyn_22() {
    let history = History::default();
    let supervisor = DynamicSupervisor::builder().start_link().await.unwrap();
    let own = supervisor.pid();
    let asker = process::spawn(async move {
        let child = supervisor.start_child(plain("a", &history)).await;
        process::set_label(format!("{:?}", child.is_ok()));
        process::exit(ExitReason::other("boom"));
    });
    assert_eq!(
        process::exited(asker.unwrap()).await,
        ExitReason::other("boom")
    );
    let child = *process::list().last().unwrap();
    let info = process::info(child).unwrap();
    assert_eq!((info.parent, info.links), (own, own.into_iter().collect()));
}

#[otp_core::test(start_paused = true)]
async fn a_dynamic_supervisor_can_be_asked_by_name_as_any_other_dyn_24() {
    let history = History::default();
    let builder = DynamicSupervisor::builder().name("pool");
    let pool = builder.start_link().await.unwrap();
    let supervisor = SupervisorRef::by_name("pool");
    supervisor.start_child(plain("a", &history)).await.unwrap();
    assert_eq!(
        supervisor.count_children().await,
        pool.count_children().await
    );
    assert_eq!(supervisor.which_children().await.unwrap().len(), 1);
    assert_eq!(supervisor.stop(ExitReason::Normal, None).await, Ok(()));
    assert_eq!(pool.pid().map(process::is_alive), Some(false));
}
