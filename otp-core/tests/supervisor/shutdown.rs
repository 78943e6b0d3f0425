use otp_core::supervisor::StopError;
use otp_core::{ChildSpec, ExitReason, Restart, Shutdown, Supervisor, SupervisorRef, process};
use tokio::time::Instant;

use crate::crew::{Crew, Ending, Plan, ms, pass, seconds, settle};

async fn with(crew: &Crew, child: ChildSpec<otp_core::Pid>) -> SupervisorRef {
    let builder = Supervisor::builder().child(child);
    let supervisor = builder.start().await.unwrap();
    crew.events();
    supervisor
}

/// The reason that the child `a` ends with when its supervisor stops, and how long that takes.
async fn ending(child: impl FnOnce(&Crew) -> ChildSpec<otp_core::Pid>) -> (ExitReason, u128) {
    let crew = Crew::default();
    let supervisor = with(&crew, child(&crew)).await;
    let ended = process::exited(crew.pid("a"));
    let begin = Instant::now();
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    (ended.await, begin.elapsed().as_millis())
}

#[tokio::test(start_paused = true)]
async fn children_end_one_after_the_other_in_reverse_sup_57() {
    let crew = Crew::default();
    let slow = |id| crew.trapping(id, Ending::Slow(ms(100)));
    let supervisor = Supervisor::builder().children(["a", "b", "c"].map(slow));
    let supervisor = supervisor.start().await.unwrap();
    crew.events();
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(crew.events(), "~c -c ~b -b ~a -a");
}

#[tokio::test(start_paused = true)]
async fn a_child_has_its_time_to_end_and_is_killed_after_it_sup_58() {
    let in_time = ending(|crew| crew.trapping("a", Ending::Slow(ms(4999)))).await;
    assert_eq!(in_time, (ExitReason::Shutdown, 4999));
    let too_slow = ending(|crew| crew.trapping("a", Ending::Never)).await;
    assert_eq!(too_slow, (ExitReason::Killed, 5000));
    let at_once = ending(|crew| crew.child("a")).await;
    assert_eq!(at_once, (ExitReason::Shutdown, 0));
}

#[tokio::test(start_paused = true)]
async fn brutal_kill_kills_at_once_sup_59() {
    let child = |crew: &Crew| crew.trapping("a", Ending::Slow(ms(100)));
    let killed = ending(|crew| child(crew).with_shutdown(Shutdown::BrutalKill)).await;
    assert_eq!(killed, (ExitReason::Killed, 0));
}

#[tokio::test(start_paused = true)]
async fn infinity_waits_without_limit_sup_60() {
    let child = |crew: &Crew| crew.trapping("a", Ending::Slow(seconds(1_000_000)));
    let ended = ending(|crew| child(crew).with_shutdown(Shutdown::Infinity)).await;
    assert_eq!(ended, (ExitReason::Shutdown, 1_000_000_000));
}

#[tokio::test(start_paused = true)]
async fn no_time_at_all_kills_right_after_the_word_sup_61() {
    let child = |crew: &Crew| crew.trapping("a", Ending::Never);
    let ended = ending(|crew| child(crew).with_shutdown(Shutdown::Timeout(ms(0)))).await;
    assert_eq!(ended, (ExitReason::Killed, 0));
}

#[tokio::test(start_paused = true)]
async fn a_child_that_leaves_with_another_reason_changes_nothing_sup_62_sup_64() {
    let crew = Crew::default();
    let supervisor = with(&crew, crew.trapping("a", Ending::With("boom"))).await;
    let ended = process::exited(crew.pid("a"));
    let stopped = supervisor.stop(ExitReason::other("over"), None).await;
    assert_eq!(stopped, Ok(()));
    assert_eq!(ended.await, ExitReason::other("boom"));
}

#[tokio::test(start_paused = true)]
async fn children_get_shutdown_whatever_their_supervisor_ends_with_sup_63_sup_64() {
    for reason in [
        ExitReason::Normal,
        ExitReason::other("boom"),
        ExitReason::shutdown_with("x"),
    ] {
        let crew = Crew::default();
        let supervisor = with(&crew, crew.child("a")).await;
        let child = process::exited(crew.pid("a"));
        let ended = process::exited(supervisor.pid().unwrap());
        assert_eq!(supervisor.stop(reason.clone(), None).await, Ok(()));
        assert_eq!(child.await, ExitReason::Shutdown);
        assert_eq!(ended.await, reason);
    }
}

#[tokio::test(start_paused = true)]
async fn a_stop_that_takes_too_long_goes_on_without_its_caller_sup_65() {
    let crew = Crew::default();
    let supervisor = with(&crew, crew.trapping("a", Ending::Slow(ms(200)))).await;
    let ended = process::exited(supervisor.pid().unwrap());
    let stopped = supervisor.stop(ExitReason::Normal, ms(100)).await;
    assert_eq!(stopped, Err(StopError::Timeout));
    assert_eq!(ended.await, ExitReason::Normal);
    let again = supervisor.stop(ExitReason::Normal, None).await;
    assert_eq!(again, Err(StopError::NoProcess));
}

#[tokio::test(start_paused = true)]
async fn the_end_of_the_parent_ends_the_supervisor_with_its_reason_sup_66() {
    for reason in [ExitReason::Normal, ExitReason::other("boom")] {
        let crew = Crew::default();
        let (sender, pids) = tokio::sync::oneshot::channel();
        let slow = crew.trapping("a", Ending::Slow(ms(100)));
        let builder = Supervisor::builder().children([slow, crew.child("b")]);
        let last = reason.clone();
        let parent = async move {
            let supervisor = builder.start_link().await.unwrap();
            sender.send(supervisor.pid().unwrap()).unwrap();
            tokio::time::sleep(ms(10)).await;
            last
        };
        process::spawn(parent).unwrap();
        let ended = process::exited(pids.await.unwrap());
        assert_eq!(ended.await, reason);
        assert_eq!(crew.events(), "+a +b -b ~a -a");
    }
}

#[tokio::test(start_paused = true)]
async fn only_the_parents_signal_ends_a_supervisor_sup_67_sup_30() {
    let crew = Crew::default();
    let builder = Supervisor::builder().child(crew.child("a"));
    let (sender, supervisors) = tokio::sync::oneshot::channel();
    let parent = process::spawn_with(|mut inbox: process::Receiver<ExitReason>| async move {
        process::trap_exit(true);
        let supervisor = builder.start_link().await.unwrap();
        let pid = supervisor.pid().unwrap();
        sender.send(supervisor).unwrap();
        while let process::Received::Message(reason) = inbox.receive().await {
            process::signal(pid, reason);
        }
    });
    let supervisor = supervisors.await.unwrap();
    let pid = supervisor.pid().unwrap();
    let stranger = async move { process::signal(pid, ExitReason::other("boom")) };
    process::spawn(stranger).unwrap();
    settle().await;
    assert_eq!(supervisor.count_children().await.unwrap().active, 1);
    let ended = process::exited(pid);
    parent.unwrap().send(ExitReason::Normal).unwrap();
    assert_eq!(ended.await, ExitReason::Normal);
    assert_eq!(crew.events(), "+a -a");
}

#[tokio::test(start_paused = true)]
async fn the_children_of_a_killed_supervisor_die_by_their_links_sup_68() {
    let crew = Crew::default();
    let supervisor = Supervisor::builder()
        .child(crew.child("a"))
        .child(crew.trapping("b", Ending::Slow(ms(10))))
        .start()
        .await
        .unwrap();
    let (a, b) = (
        process::exited(crew.pid("a")),
        process::exited(crew.pid("b")),
    );
    process::signal(supervisor.pid().unwrap(), ExitReason::Kill);
    assert_eq!((a.await, b.await), (ExitReason::Killed, ExitReason::Killed));
}

#[tokio::test(start_paused = true)]
async fn a_supervisor_killed_while_its_child_is_slow_to_end_still_takes_it_along() {
    let crew = Crew::default();
    let child = crew.trapping("a", Ending::Slow(seconds(3600)));
    let supervisor = with(&crew, child.with_shutdown(Shutdown::Infinity)).await;
    let child = crew.pid("a");
    let stop = {
        let supervisor = supervisor.clone();
        tokio::spawn(async move { supervisor.stop(ExitReason::Normal, None).await })
    };
    settle().await;
    process::signal(supervisor.pid().unwrap(), ExitReason::Kill);
    let stopped = stop.await.unwrap();
    assert_eq!(stopped, Err(StopError::Exited(ExitReason::Killed)));
    assert!(process::info(child).unwrap().links.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_while_its_supervisor_ends_is_an_error_and_does_not_hang() {
    let crew = Crew::default();
    let supervisor = with(&crew, crew.child("a")).await;
    crew.plan("b", [Plan::Slow(seconds(1))]);
    let asking = |spec: ChildSpec<otp_core::Pid>| {
        let supervisor = supervisor.clone();
        tokio::spawn(async move { supervisor.start_child(spec).await })
    };
    let (starting, waiting) = (asking(crew.child("b")), asking(crew.child("c")));
    settle().await;
    process::signal(supervisor.pid().unwrap(), ExitReason::Kill);
    for asked in [starting, waiting] {
        let killed = otp_core::StartError::SupervisorExited(ExitReason::Killed);
        assert_eq!(asked.await.unwrap(), Err(killed));
    }
    pass(seconds(2)).await;
    assert_eq!(crew.events(), "-a", "what was being started never runs");
}

#[tokio::test(start_paused = true)]
async fn a_temporary_child_is_ended_like_the_others_sup_57() {
    let crew = Crew::default();
    let child = crew.child("a").with_restart(Restart::Temporary);
    let supervisor = with(&crew, child).await;
    supervisor.stop(ExitReason::Shutdown, None).await.unwrap();
    assert_eq!(crew.events(), "-a");
}
