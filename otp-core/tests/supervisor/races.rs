use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use otp_core::supervisor::ChildState;
use otp_core::{ChildSpec, ExitReason, StartError, Strategy, Supervisor, SupervisorRef, process};

use crate::crew::{Crew, Ending, Plan, ms, pass, seconds, settle};

async fn all_run(supervisor: &SupervisorRef, crew: &Crew) {
    for child in supervisor.which_children().await.unwrap() {
        let pid = crew.pid(child.id.unwrap().name());
        assert_eq!(child.child, ChildState::Running(pid));
        assert!(process::is_alive(pid));
    }
}

#[tokio::test(start_paused = true)]
async fn a_child_that_dies_while_a_later_one_starts_is_restarted_afterwards_sup_48() {
    let crew = Crew::default();
    crew.plan("b", [Plan::Slow(ms(100))]);
    let builder = Supervisor::builder().children(["a", "b"].map(|id| crew.child(id)));
    let starting = tokio::spawn(builder.start());
    settle().await;
    crew.boom("a");
    let supervisor = starting.await.unwrap().unwrap();
    settle().await;
    assert_eq!(crew.events(), "+a -a +b +a");
    all_run(&supervisor, &crew).await;
}

#[tokio::test(start_paused = true)]
async fn a_child_that_dies_during_its_siblings_restart_is_restarted_afterwards_sup_48() {
    for (strategy, events) in [
        (Strategy::OneForOne, "-b -a +b +a"),
        (Strategy::RestForOne, "-b -c -a +b +c -c -b +a +b +c"),
        (Strategy::OneForAll, "-b -c -a +a +b +c"),
    ] {
        let crew = Crew::default();
        let supervisor = Supervisor::builder()
            .strategy(strategy)
            .children(["a", "b", "c"].map(|id| crew.child(id)))
            .start()
            .await
            .unwrap();
        crew.events();
        crew.plan("b", [Plan::Slow(ms(100))]);
        crew.boom("b");
        settle().await;
        if strategy != Strategy::OneForAll {
            crew.boom("a");
        }
        pass(ms(100)).await;
        assert_eq!(crew.events(), events, "{strategy}");
        all_run(&supervisor, &crew).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_child_that_dies_at_once_after_its_start_is_noticed_lnk_17() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().intensity(3).start().await.unwrap();
    let dies = ChildSpec::new("a", || async {
        Ok(process::spawn_link(async { ExitReason::other("boom") })?)
    });
    let ended = process::exited(supervisor.pid().unwrap());
    let _ = supervisor.start_child(dies).await;
    assert_eq!(ended.await, ExitReason::Shutdown);
    drop(crew);
}

#[tokio::test(start_paused = true)]
async fn a_child_that_dies_before_it_is_taken_down_is_no_hindrance() {
    for strategy in [Strategy::OneForAll, Strategy::RestForOne] {
        let crew = Crew::default();
        let supervisor = Supervisor::builder()
            .strategy(strategy)
            .children(["a", "b", "c"].map(|id| crew.child(id)))
            .start()
            .await
            .unwrap();
        crew.events();
        crew.boom("a");
        crew.boom("b");
        crew.boom("c");
        settle().await;
        assert_eq!(crew.events(), "-a -b -c +a +b +c", "one restart for all");
        all_run(&supervisor, &crew).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_during_a_slow_restart_is_answered_after_it() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().child(crew.child("a"));
    let supervisor = supervisor.start().await.unwrap();
    crew.plan("a", [Plan::Slow(seconds(1))]);
    crew.boom("a");
    settle().await;
    let started = supervisor.start_child(crew.child("b")).await;
    assert!(started.is_ok());
    let again = supervisor.start_child(crew.child("a")).await;
    assert_eq!(again, Err(StartError::AlreadyStarted(crew.pid("a"))));
    all_run(&supervisor, &crew).await;
}

#[tokio::test(start_paused = true)]
async fn a_child_that_dies_while_its_supervisor_ends_is_not_restarted() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder()
        .child(crew.child("a"))
        .child(crew.trapping("b", Ending::Slow(ms(100))))
        .start()
        .await
        .unwrap();
    crew.events();
    let stop = tokio::spawn(async move { supervisor.stop(ExitReason::Normal, None).await });
    settle().await;
    crew.boom("a");
    assert_eq!(stop.await.unwrap(), Ok(()));
    assert_eq!(crew.events(), "~b -a -b");
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_leaves_its_request_to_be_carried_out() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder().start().await.unwrap();
    crew.plan("a", [Plan::Slow(seconds(1))]);
    let start = supervisor.start_child(crew.child("a"));
    assert!(tokio::time::timeout(ms(100), start).await.is_err());
    pass(seconds(1)).await;
    all_run(&supervisor, &crew).await;
    assert_eq!(supervisor.count_children().await.unwrap().active, 1);
}

#[tokio::test(start_paused = true)]
async fn a_child_may_die_at_any_moment_of_a_restart_and_all_run_in_the_end() {
    for moment in 0..60 {
        let crew = Crew::default();
        let supervisor = Supervisor::builder()
            .strategy(Strategy::OneForAll)
            .intensity(10)
            .children(["a", "b", "c"].map(|id| crew.child(id)))
            .start()
            .await
            .unwrap();
        let victims = ["a", "b", "c"].map(|id| crew.pid(id));
        crew.boom("b");
        for _ in 0..moment {
            tokio::task::yield_now().await;
        }
        process::signal(victims[moment % 3], ExitReason::Kill);
        process::signal(crew.pid("a"), ExitReason::Kill);
        settle().await;
        all_run(&supervisor, &crew).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_child_that_fails_at_once_for_ever_starves_no_request_sup_44() {
    let crew = Crew::default();
    let starts = Arc::new(AtomicU32::new(0));
    let (counted, inner) = (starts.clone(), crew.clone());
    let fails = ChildSpec::new("a", move || {
        let (starts, crew) = (counted.clone(), inner.clone());
        async move {
            match starts.fetch_add(1, Ordering::Relaxed) {
                0 => crew.start_of("a").await,
                _ => Err(StartError::Failed(ExitReason::Timeout)),
            }
        }
    });
    let builder = Supervisor::builder().intensity(u32::MAX).child(fails);
    let supervisor = builder.start().await.unwrap();
    crew.boom("a");
    settle().await;
    for _ in 0..3 {
        let tries = starts.load(Ordering::Relaxed);
        let children = supervisor.which_children().await.unwrap();
        assert_eq!(children[0].child, ChildState::Restarting);
        assert!(starts.load(Ordering::Relaxed) > tries, "it goes on trying");
    }
    assert_eq!(supervisor.stop(ExitReason::Normal, None).await, Ok(()));
}

/// On threads of their own, so that whatever can interleave does, a little.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn children_killed_from_all_sides_all_run_in_the_end() {
    for strategy in [
        Strategy::OneForOne,
        Strategy::OneForAll,
        Strategy::RestForOne,
    ] {
        let crew = Crew::default();
        let ids = ["a", "b", "c", "d"];
        let supervisor = Supervisor::builder()
            .strategy(strategy)
            .intensity(u32::MAX)
            .children(ids.map(|id| crew.child(id)))
            .start()
            .await
            .unwrap();
        let killers = [0, 1].map(|turn| {
            let (crew, supervisor) = (crew.clone(), supervisor.clone());
            tokio::spawn(async move {
                for n in 0..100 {
                    process::signal(crew.pid(ids[(n * 3 + turn) % 4]), ExitReason::Kill);
                    if n % 7 == turn {
                        let id = ids[n % 4];
                        let _ = supervisor.terminate_child(id).await;
                        let _ = supervisor.restart_child(id).await;
                    }
                    tokio::task::yield_now().await;
                }
            })
        });
        for killer in killers {
            killer.await.unwrap();
        }
        loop {
            let counts = supervisor.count_children().await.unwrap();
            if counts.active == ids.len() {
                break;
            }
            tokio::task::yield_now().await;
        }
        let ended = ids.map(|id| process::exited(crew.pid(id)));
        supervisor.stop(ExitReason::Shutdown, None).await.unwrap();
        for ended in ended {
            assert!(matches!(
                ended.await,
                ExitReason::Shutdown | ExitReason::Killed | ExitReason::NoProcess
            ));
        }
    }
}
