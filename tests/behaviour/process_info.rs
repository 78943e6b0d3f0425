//! PRC: pids, lists, labels and what can be known of a process.

use std::collections::HashSet;
use std::time::Duration;

use otp_core::process::{self, ProcessStatus};
use otp_core::{ExitReason, Pid};
use tokio::sync::oneshot;

use crate::inside::{as_process, boom, dead, idle, idle_linked};

#[otp_core::test(start_paused = true)]
async fn a_pid_is_never_used_again_prc_8() {
    let mut seen = HashSet::new();
    for _ in 0..2000 {
        assert!(seen.insert(dead().await));
    }
}

#[otp_core::test(start_paused = true)]
async fn a_pid_prints_as_erlangs_does() {
    let pid = idle();
    let text = pid.to_string();
    let inner = text
        .strip_prefix("#PID<")
        .and_then(|rest| rest.strip_suffix('>'));
    let parts: Vec<u64> = inner
        .unwrap()
        .split('.')
        .map(|part| part.parse().unwrap())
        .collect();
    assert_eq!(parts.len(), 3);
    assert_eq!(format!("{pid:?}"), text);
}

#[otp_core::test(start_paused = true)]
async fn the_list_has_the_living_in_the_order_of_their_starts() {
    let pids: Vec<Pid> = (0..40).map(|_| idle()).collect();
    assert_eq!(process::list(), pids);
    for pid in &pids[10..30] {
        process::signal(*pid, ExitReason::Kill);
        process::exited(*pid).await;
    }
    let left: Vec<Pid> = pids[..10].iter().chain(&pids[30..]).copied().collect();
    assert_eq!(process::list(), left);
    assert!(pids.is_sorted());
}

#[otp_core::test(start_paused = true)]
async fn current_is_the_process_that_runs_and_nobody_outside() {
    assert_eq!(process::current(), None);
    let (sender, receiver) = oneshot::channel();
    let pid = process::spawn(async move {
        tokio::task::yield_now().await;
        let _ = sender.send(process::current());
    });
    assert_eq!(receiver.await.unwrap(), Some(pid.unwrap()));
    assert_eq!(process::current(), None);
}

#[otp_core::test(start_paused = true)]
async fn info_shows_all_that_a_process_is() {
    let before = tokio::time::Instant::now();
    let watched = idle();
    let (pid, child, address) = as_process(move |_| async move {
        let (sender, receiver) = oneshot::channel();
        let process = process::spawn_with(move |mut inbox: process::Receiver<u8>| async move {
            process::set_label("worker of the month");
            process::trap_exit(true);
            process::monitor(watched);
            let child = idle_linked();
            let _ = sender.send(child);
            std::future::pending::<()>().await;
            inbox.receive().await;
        })
        .unwrap();
        (process.pid(), receiver.await.unwrap(), process)
    })
    .await;
    address.send(1).unwrap();
    address.send(2).unwrap();
    let info = process::info(pid).unwrap();
    assert_eq!(info.pid, pid);
    assert_eq!(info.names, Vec::<String>::new());
    assert_eq!(info.label.as_deref(), Some("worker of the month"));
    assert_eq!(info.type_name, "u8");
    assert!(!info.is_supervisor);
    assert_eq!(info.status, ProcessStatus::Running);
    assert_eq!(info.current_operation, None);
    assert_eq!(info.mailbox_length, 2);
    assert_eq!(info.links, [child]);
    assert_eq!(info.monitors, [watched]);
    assert_eq!(info.monitored_by, []);
    assert!(info.trap_exit);
    assert_eq!(info.parent, None);
    assert_eq!(info.ancestors, []);
    assert_eq!(info.started_at, before);
    let of_child = process::info(child).unwrap();
    assert_eq!(of_child.type_name, "process");
    assert_eq!(
        (of_child.parent, of_child.ancestors),
        (Some(pid), vec![pid])
    );
    assert_eq!(process::info(watched).unwrap().monitored_by, [pid]);
}

#[otp_core::test(start_paused = true)]
async fn ancestors_are_the_parents_upwards() {
    let (sender, receiver) = oneshot::channel();
    let top = process::spawn(async {
        let _ = process::spawn_link(async {
            let _ = sender.send((process::current().unwrap(), idle_linked()));
            std::future::pending::<()>().await;
        });
        std::future::pending::<()>().await;
    });
    let (middle, bottom) = receiver.await.unwrap();
    assert_eq!(
        process::info(bottom).unwrap().ancestors,
        [middle, top.unwrap()]
    );
}

#[otp_core::test(start_paused = true)]
async fn a_process_that_has_a_fatal_signal_is_exiting_until_it_is_gone() {
    let pid = idle();
    tokio::task::yield_now().await;
    process::signal(pid, boom());
    assert_eq!(process::info(pid).unwrap().status, ProcessStatus::Exiting);
    process::exited(pid).await;
    assert!(process::info(pid).is_none());
    assert!(!process::is_alive(pid));
}

#[otp_core::test(start_paused = true)]
async fn a_message_to_a_dead_process_comes_back_prc_3() {
    let process = process::spawn_with(|_: process::Receiver<String>| async {}).unwrap();
    process::exited(process.pid()).await;
    assert_eq!(process.send("hello".to_owned()), Err("hello".to_owned()));
}

#[otp_core::test(start_paused = true)]
async fn the_start_is_told_in_the_time_of_the_runtime() {
    tokio::time::sleep(Duration::from_secs(90)).await;
    let info = process::info(idle()).unwrap();
    assert_eq!(info.started_at.elapsed(), Duration::ZERO);
}
