use otp_core::{
    DynamicSupervisor, DynamicSupervisorRef, ExitReason, Shutdown, Supervisor, process,
};
use tokio::time::Instant;

use crate::crew::{Crew, Ending, ms, seconds, settle};

async fn supervisor() -> DynamicSupervisorRef {
    DynamicSupervisor::builder().start().await.unwrap()
}

async fn stop(supervisor: &DynamicSupervisorRef) -> u128 {
    let begin = Instant::now();
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    begin.elapsed().as_millis()
}

#[tokio::test(start_paused = true)]
async fn all_children_are_told_first_and_waited_for_together_dyn_18() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    for id in ["a", "b", "c"] {
        let child = crew.trapping(id, Ending::Slow(ms(100)));
        supervisor.start_child(child).await.unwrap();
    }
    assert_eq!(stop(&supervisor).await, 100);
    assert_eq!(crew.events(), "+a +b +c ~a ~b ~c -a -b -c");
}

#[tokio::test(start_paused = true)]
async fn each_child_has_a_time_of_its_own_dyn_19() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    let mut ends = Vec::new();
    for (id, ending, shutdown) in [
        ("brutal", Ending::Never, Shutdown::BrutalKill),
        ("short", Ending::Never, Shutdown::Timeout(ms(50))),
        ("none", Ending::Never, Shutdown::Timeout(ms(0))),
        ("in time", Ending::Slow(ms(200)), Shutdown::Timeout(ms(300))),
        ("long", Ending::Slow(seconds(60)), Shutdown::Infinity),
        ("other", Ending::With("boom"), Shutdown::DEFAULT),
    ] {
        let child = crew.trapping(id, ending).with_shutdown(shutdown);
        let pid = supervisor.start_child(child).await.unwrap();
        let (begin, exited) = (Instant::now(), process::exited(pid));
        let end = async move { (id, exited.await, begin.elapsed().as_millis()) };
        ends.push(tokio::spawn(end));
    }
    settle().await;
    assert_eq!(stop(&supervisor).await, 60_000);
    let mut seen = Vec::new();
    for end in ends {
        seen.push(end.await.unwrap());
    }
    let expected = [
        ("brutal", ExitReason::Killed, 0),
        ("short", ExitReason::Killed, 50),
        ("none", ExitReason::Killed, 0),
        ("in time", ExitReason::Shutdown, 200),
        ("long", ExitReason::Shutdown, 60_000),
        ("other", ExitReason::other("boom"), 0),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_children_end_in_the_time_of_one() {
    let supervisor = supervisor().await;
    let crew = Crew::default();
    for _ in 0..10_000 {
        let child = crew.trapping("a", Ending::Slow(ms(100)));
        supervisor.start_child(child).await.unwrap();
    }
    assert_eq!(stop(&supervisor).await, 100);
}

#[tokio::test(start_paused = true)]
async fn the_children_of_a_killed_dynamic_supervisor_die_by_their_links_dyn_27() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    let a = supervisor.start_child(crew.child("a")).await.unwrap();
    let ended = process::exited(a);
    process::signal(supervisor.pid().unwrap(), ExitReason::Kill);
    assert_eq!(ended.await, ExitReason::Killed);
}

#[tokio::test(start_paused = true)]
async fn a_dynamic_supervisor_that_is_killed_while_it_takes_children_down_takes_them_along() {
    let crew = Crew::default();
    let supervisor = supervisor().await;
    let child = crew.child("a");
    supervisor.start_child(child).await.unwrap();
    let slow = crew.trapping("b", Ending::Slow(seconds(60)));
    let slow = supervisor.start_child(slow.with_shutdown(Shutdown::Infinity));
    let slow = slow.await.unwrap();
    let stopping = supervisor.clone();
    tokio::spawn(async move { stopping.stop(ExitReason::Normal, None).await });
    settle().await;
    process::signal(supervisor.pid().unwrap(), ExitReason::Kill);
    settle().await;
    assert!(process::info(slow).unwrap().links.is_empty());
}

#[tokio::test(start_paused = true)]
async fn its_parent_ends_it_with_all_its_children_dyn_27() {
    let crew = Crew::default();
    let spec = DynamicSupervisor::builder().child_spec("dynamic");
    let root = Supervisor::builder().start().await.unwrap();
    let dynamic = root.start_child(spec).await.unwrap();
    for id in ["a", "b"] {
        dynamic.start_child(crew.child(id)).await.unwrap();
    }
    let ended = process::exited(dynamic.pid().unwrap());
    root.terminate_child("dynamic").await.unwrap();
    assert_eq!(ended.await, ExitReason::Shutdown);
    assert_eq!(crew.events(), "+a +b -a -b");
}
