//! MON: monitors.

use otp_core::ExitReason;
use otp_core::process::{self, Received};

use crate::inside::{as_process, boom, dead, idle, next_down, next_exit};

#[otp_core::test(start_paused = true)]
async fn each_monitor_tells_once_mon_1() {
    as_process(|mut inbox| async move {
        let pid = idle();
        let (one, two) = (process::monitor(pid), process::monitor(pid));
        assert_ne!(one, two);
        process::signal(pid, boom());
        for monitor in [one, two] {
            let down = next_down(&mut inbox).await;
            assert_eq!(
                (down.monitor, down.pid, down.reason),
                (monitor, pid, boom())
            );
        }
        assert_eq!(inbox.try_receive(), None);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_monitor_of_a_dead_process_tells_at_once_mon_2() {
    let gone = dead().await;
    as_process(move |mut inbox| async move {
        let monitor = process::monitor(gone);
        let down = next_down(&mut inbox).await;
        assert_eq!((down.monitor, down.pid), (monitor, gone));
        assert_eq!(down.reason, ExitReason::NoProcess);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn the_end_of_the_watcher_does_nothing_and_is_forgotten_mon_4() {
    let watched = idle();
    as_process(move |_| async move {
        process::monitor(watched);
        let own = process::current().unwrap();
        assert_eq!(process::info(watched).unwrap().monitored_by, [own]);
        assert_eq!(process::info(own).unwrap().monitors, [watched]);
    })
    .await;
    tokio::task::yield_now().await;
    let info = process::info(watched).unwrap();
    assert_eq!(info.monitored_by, []);
}

#[otp_core::test(start_paused = true)]
async fn what_a_process_sent_arrives_before_its_down_mon_5() {
    as_process(|mut inbox| async move {
        let address = inbox.address();
        let pid = process::spawn(async move {
            let _ = address.send("last words");
        });
        process::monitor(pid.unwrap());
        assert_eq!(inbox.receive().await, Received::Message("last words"));
        assert_eq!(next_down(&mut inbox).await.reason, ExitReason::Normal);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_monitor_that_was_taken_back_does_not_tell_mon_6_mon_7() {
    as_process(|mut inbox| async move {
        let pid = idle();
        let (early, late, kept) = (
            process::monitor(pid),
            process::monitor(pid),
            process::monitor(pid),
        );
        assert!(process::demonitor(early));
        assert!(!process::demonitor(early));
        process::signal(pid, boom());
        process::exited(pid).await;
        // Its down waits in the mailbox: gone with the monitor, as with `flush`.
        assert!(!process::demonitor(late));
        assert_eq!(next_down(&mut inbox).await.monitor, kept);
        assert_eq!(inbox.try_receive(), None);
        assert!(!process::demonitor(kept));
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_down_that_waits_behind_others_can_be_taken_back_mon_6() {
    as_process(|mut inbox| async move {
        let own = inbox.address();
        let pid = dead().await;
        own.send("first").unwrap();
        let monitor = process::monitor(pid);
        own.send("last").unwrap();
        assert_eq!(inbox.receive().await, Received::Message("first"));
        process::demonitor(monitor);
        assert_eq!(inbox.receive().await, Received::Message("last"));
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn kill_shows_as_killed_and_a_monitor_of_oneself_is_harmless_mon_8() {
    as_process(|mut inbox| async move {
        let pid = idle();
        process::monitor(pid);
        process::monitor(process::current().unwrap());
        process::signal(pid, ExitReason::Kill);
        assert_eq!(next_down(&mut inbox).await.reason, ExitReason::Killed);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn links_are_told_before_monitors_mon_9_prc_10() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let pid = idle();
        process::monitor(pid);
        process::link(pid).unwrap();
        process::signal(pid, boom());
        assert_eq!(next_exit(&mut inbox).await.from, pid);
        assert_eq!(next_down(&mut inbox).await.pid, pid);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn exited_waits_from_anywhere_and_says_when_it_was_too_late() {
    let pid = idle();
    let many: Vec<_> = (0..10)
        .map(|_| tokio::spawn(process::exited(pid)))
        .collect();
    let given_up = process::exited(pid);
    drop(given_up);
    tokio::task::yield_now().await;
    process::signal(pid, boom());
    for waiting in many {
        assert_eq!(waiting.await.unwrap(), boom());
    }
    assert_eq!(process::exited(pid).await, ExitReason::NoProcess);
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_for_an_end_finds_links_and_monitors_told_ver_2() {
    for _ in 0..300 {
        as_process(|mut inbox| async move {
            process::trap_exit(true);
            let pid = process::spawn_link(async {}).unwrap();
            process::monitor(pid);
            process::exited(pid).await;
            assert!(inbox.try_receive().is_some());
            assert!(inbox.try_receive().is_some());
        })
        .await;
    }
}
