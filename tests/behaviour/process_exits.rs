//! LNK: exits of oneself and of others.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use otp_core::process::{self, Received};
use otp_core::{ExitReason, Pid, Signal};

use crate::inside::{as_process, boom, dead, idle, next_exit};

async fn ends_with<R: process::IntoExit>(
    body: impl Future<Output = R> + Send + 'static,
) -> ExitReason {
    process::exited(process::spawn(body).expect("a runtime")).await
}

#[otp_core::test(start_paused = true)]
async fn a_body_ends_with_what_it_returns_lnk_13() {
    assert_eq!(ends_with(async {}).await, ExitReason::Normal);
    assert_eq!(ends_with(async { boom() }).await, boom());
    let failed = ends_with(async { "x".parse::<u8>().map(drop) }).await;
    assert!(failed.downcast_ref::<std::num::ParseIntError>().is_some());
    assert_eq!(ends_with(async { Err::<(), _>(boom()) }).await, boom());
}

#[otp_core::test(start_paused = true)]
async fn a_panic_ends_a_process_with_message_and_place_lnk_13() {
    let reason = ends_with(async { panic!("number {}", 7) }).await;
    let ExitReason::Panic(panic) = reason else {
        panic!("{reason}")
    };
    assert_eq!(panic.message, "number 7");
    assert!(
        panic
            .place
            .as_deref()
            .unwrap()
            .contains("process_exits.rs:")
    );
}

#[otp_core::test(start_paused = true)]
async fn a_panic_with_any_payload_ends_only_its_process() {
    let reason = ends_with(async { std::panic::panic_any(Cell::new(3)) }).await;
    let ExitReason::Panic(panic) = reason else {
        panic!("{reason}")
    };
    assert_eq!(panic.message, "a panic whose payload is no text");
}

#[otp_core::test(start_paused = true)]
async fn exit_ends_the_caller_from_any_depth_and_runs_destructors() {
    struct Note(Arc<AtomicBool>);
    impl Drop for Note {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }
    fn deep(n: u32) {
        if n == 0 {
            process::exit(boom());
        }
        deep(n - 1);
    }
    let dropped = Arc::new(AtomicBool::new(false));
    let note = Note(dropped.clone());
    let reason = ends_with(async move {
        let _note = note;
        deep(20);
    });
    assert_eq!(reason.await, boom());
    assert!(dropped.load(Ordering::SeqCst));
}

#[otp_core::test(start_paused = true)]
async fn exit_outside_of_a_process_panics_and_says_so() {
    let panic = catch_unwind(|| process::exit(boom())).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.contains("outside of a process"), "{text}");
}

#[otp_core::test(start_paused = true)]
async fn a_destructor_that_panics_does_not_keep_a_process_from_ending() {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            panic!("in a destructor");
        }
    }
    let pid = process::spawn(async {
        let _bad = Bad;
        std::future::pending::<()>().await;
    })
    .unwrap();
    tokio::task::yield_now().await;
    process::signal(pid, boom());
    assert_eq!(process::exited(pid).await, boom());
    assert!(!process::is_alive(pid));
}

#[otp_core::test(start_paused = true)]
async fn normal_is_ignored_by_others_and_ends_oneself_lnk_7() {
    let other = idle();
    process::signal(other, ExitReason::Normal);
    tokio::task::yield_now().await;
    assert!(process::is_alive(other));
    let reason = ends_with(async {
        process::signal(process::current().unwrap(), ExitReason::Normal);
        std::future::pending::<()>().await;
    });
    assert_eq!(reason.await, ExitReason::Normal);
}

#[otp_core::test(start_paused = true)]
async fn any_other_reason_ends_a_process_and_a_dead_one_is_no_error_lnk_8_lnk_9() {
    for reason in [boom(), ExitReason::Shutdown, ExitReason::Killed] {
        let pid = idle();
        process::signal(pid, reason.clone());
        assert_eq!(process::exited(pid).await, reason);
        process::signal(pid, reason);
    }
    process::signal(dead().await, boom());
}

#[otp_core::test(start_paused = true)]
async fn a_trapping_process_gets_exits_that_are_sent_from_whom_they_are_lnk_8() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        let target = process::current().unwrap();
        let sender = process::spawn(async move { process::signal(target, boom()) }).unwrap();
        let exit = next_exit(&mut inbox).await;
        assert_eq!((exit.from, exit.reason), (sender, boom()));
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn kill_cannot_be_trapped_lnk_5() {
    let stubborn = process::spawn_with(|mut inbox: process::Receiver<Pid>| async move {
        process::trap_exit(true);
        loop {
            inbox.receive().await;
        }
    });
    let stubborn = stubborn.unwrap().pid();
    tokio::task::yield_now().await;
    process::signal(stubborn, boom());
    tokio::task::yield_now().await;
    assert!(process::is_alive(stubborn));
    process::signal(stubborn, ExitReason::Kill);
    assert_eq!(process::exited(stubborn).await, ExitReason::Killed);
}

#[otp_core::test(start_paused = true)]
async fn to_oneself_while_trapping_it_is_a_message_but_for_kill_lnk_10() {
    let reason = as_process(|mut inbox| async move {
        let own = process::current().unwrap();
        process::trap_exit(true);
        for reason in [ExitReason::Normal, boom()] {
            process::signal(own, reason.clone());
            let exit = next_exit(&mut inbox).await;
            assert_eq!((exit.from, exit.reason), (own, reason));
        }
    });
    reason.await;
    let killed = ends_with(async {
        process::trap_exit(true);
        process::signal(process::current().unwrap(), ExitReason::Kill);
        std::future::pending::<()>().await;
    });
    assert_eq!(killed.await, ExitReason::Killed);
}

#[otp_core::test(start_paused = true)]
async fn turning_trapping_off_leaves_what_has_arrived_lnk_14() {
    as_process(|mut inbox| async move {
        process::trap_exit(true);
        process::signal(process::current().unwrap(), boom());
        process::trap_exit(false);
        assert!(matches!(
            inbox.try_receive(),
            Some(Received::Signal(Signal::Exit(_)))
        ));
    })
    .await;
}

#[otp_core::test(start_paused = true)]
async fn a_signal_before_the_first_poll_ends_a_process_that_never_ran() {
    let ran = Arc::new(AtomicBool::new(false));
    let runs = ran.clone();
    let pid = process::spawn(async move { runs.store(true, Ordering::SeqCst) }).unwrap();
    process::signal(pid, boom());
    assert_eq!(process::exited(pid).await, boom());
    assert!(!ran.load(Ordering::SeqCst));
}

#[otp_core::test(start_paused = true)]
async fn a_body_that_cannot_be_made_leaves_no_process_behind() {
    let before = process::list();
    let made = catch_unwind(AssertUnwindSafe(|| {
        process::spawn_with(|_: process::Receiver<()>| -> std::future::Ready<()> {
            panic!("before it runs")
        })
    }));
    assert!(made.is_err());
    assert_eq!(process::list(), before);
}
