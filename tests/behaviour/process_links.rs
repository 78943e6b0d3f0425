//! LNK: links and exit signals between processes.

use otp_core::ExitReason;
use otp_core::process::{self, NoSuchProcess, Received};

use crate::inside::{as_process, boom, dead, idle, idle_linked, next_exit};

#[otp_core::test(start_paused = true)]
async fn there_is_one_link_a_pair_and_both_ends_know_it_lnk_1() {
    as_process(|_| async {
        let own = process::current().unwrap();
        let other = idle();
        process::link(other).unwrap();
        process::link(other).unwrap();
        assert_eq!(process::info(own).unwrap().links, [other]);
        assert_eq!(process::info(other).unwrap().links, [own]);
        process::unlink(other);
        assert_eq!(process::info(own).unwrap().links, []);
        assert_eq!(process::info(other).unwrap().links, []);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_link_to_oneself_is_none_lnk_1() {
    as_process(|_| async {
        let own = process::current().unwrap();
        process::link(own).unwrap();
        process::unlink(own);
        assert_eq!(process::info(own).unwrap().links, []);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn an_end_is_signalled_to_each_linked_process_once_lnk_2() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let other = idle();
        process::link(other).unwrap();
        process::link(other).unwrap();
        process::signal(other, boom());
        let exit = next_exit(&mut inbox).await;
        assert_eq!((exit.from, exit.reason), (other, boom()));
        assert_eq!(inbox.try_receive(), None);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn an_abnormal_end_goes_along_a_chain_of_links_lnk_3() {
    let (first, last) = as_process(|_| async {
        process::trap_exit(true);
        let (sender, last) = tokio::sync::oneshot::channel();
        let first = process::spawn(async {
            let middle = process::spawn_link(async {
                let _ = sender.send(idle_linked());
                std::future::pending::<()>().await;
            });
            let _ = middle;
            std::future::pending::<()>().await;
        });
        (first.unwrap(), last.await.unwrap())
    })
    .await;
    process::signal(first, boom());
    assert_eq!(process::exited(last).await, boom());
}

#[otp_core::test(start_paused = true)]
async fn a_normal_end_hurts_no_linked_process_lnk_3() {
    as_process(|_| async {
        let child = process::spawn_link(async {}).unwrap();
        process::exited(child).await;
        tokio::task::yield_now().await;
        assert_eq!(
            process::info(process::current().unwrap()).unwrap().links,
            []
        );
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_trapping_process_lives_and_gets_the_signal_also_a_normal_one_lnk_4() {
    as_process(|mut inbox| async move {
        assert!(!process::trap_exit(true));
        for reason in [ExitReason::Normal, ExitReason::Shutdown, boom()] {
            let ends_with = reason.clone();
            let child = process::spawn_link(async { ends_with }).unwrap();
            let exit = next_exit(&mut inbox).await;
            assert_eq!((exit.from, exit.reason), (child, reason));
        }
        assert!(process::trap_exit(true));
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn linked_processes_see_killed_when_one_was_killed_lnk_5() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let child = process::spawn_link_with(|mut inbox: process::Receiver<()>| async move {
            process::trap_exit(true);
            inbox.receive().await;
        });
        let child = child.unwrap().pid();
        tokio::task::yield_now().await;
        process::signal(child, ExitReason::Kill);
        assert_eq!(next_exit(&mut inbox).await.reason, ExitReason::Killed);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_process_that_ends_with_kill_spreads_an_ordinary_reason_lnk_6() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        process::spawn_link(async { ExitReason::Kill }).unwrap();
        assert_eq!(next_exit(&mut inbox).await.reason, ExitReason::Kill);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_link_to_a_dead_process_is_an_error_or_a_message_lnk_11() {
    let gone = dead().await;
    as_process(move |mut inbox| async move {
        let own = process::current().unwrap();
        assert_eq!(process::link(gone), Err(NoSuchProcess(gone)));
        process::trap_exit(true);
        assert_eq!(process::link(gone), Ok(()));
        let exit = next_exit(&mut inbox).await;
        assert_eq!((exit.from, exit.reason), (gone, ExitReason::NoProcess));
        assert_eq!(process::info(own).unwrap().links, []);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn after_unlink_no_signal_comes_but_one_that_arrived_stays_lnk_12() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let (arrived, never) = (idle_linked(), idle_linked());
        process::signal(arrived, boom());
        process::exited(arrived).await;
        process::unlink(arrived);
        process::unlink(never);
        process::signal(never, boom());
        process::exited(never).await;
        assert_eq!(next_exit(&mut inbox).await.from, arrived);
        assert_eq!(inbox.try_receive(), None);
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn signals_and_messages_keep_their_order_lnk_15() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let address = inbox.address();
        process::spawn_link(
            async move {
                let own = process::current().unwrap();
                address.send("before").unwrap();
                process::signal(address.pid(), boom());
                address.send("after").unwrap();
                own
            }
            .then_ends(),
        )
        .unwrap();
        assert_eq!(inbox.receive().await, Received::Message("before"));
        assert_eq!(next_exit(&mut inbox).await.reason, boom());
        assert_eq!(inbox.receive().await, Received::Message("after"));
        assert_eq!(next_exit(&mut inbox).await.reason, ExitReason::Normal);
    })
    .await;
}

/// Forgets what a body gives, so that it ends normally.
trait ThenEnds: Future + Sized {
    async fn then_ends(self) {
        let _ = self.await;
    }
}

impl<F: Future> ThenEnds for F {}

#[otp_core::test(start_paused = true)]
async fn a_child_that_ends_before_it_waits_still_reaches_its_parent_lnk_17() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let child = process::spawn_link(async { boom() }).unwrap();
        assert_eq!(next_exit(&mut inbox).await.from, child);
    })
    .await;
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_that_are_made_and_ended_at_both_ends_at_once_stay_true_lnk_1() {
    for _ in 0..200 {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let one = process::spawn(async {
            let other = receiver.await.unwrap();
            for _ in 0..20 {
                let _ = process::link(other);
            }
            process::unlink(other);
            std::future::pending::<()>().await;
        })
        .unwrap();
        let other = process::spawn(async move {
            sender.send(process::current().unwrap()).unwrap();
            for _ in 0..20 {
                process::unlink(one);
            }
            std::future::pending::<()>().await;
        })
        .unwrap();
        let links = |pid| process::info(pid).unwrap().links;
        // Whoever was last, the two agree as soon as neither is at it.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        process::signal(one, ExitReason::Kill);
        process::exited(one).await;
        assert!(process::info(other).is_none() || links(other).is_empty());
        process::signal(other, ExitReason::Kill);
    }
}
