//! GEN-34 to GEN-36, GEN-39 to GEN-41: how servers end, and when `terminate` is called.

use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;

use crate::inside::boom;

#[derive(Debug, PartialEq)]
pub(crate) enum Seen {
    Terminate(ExitReason, u32),
    Exit(Pid, ExitReason),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum AtEnd {
    Nothing,
    Sleep,
    Panic,
    Exit,
}

#[gen_server]
pub(crate) struct Ender {
    seen: UnboundedSender<Seen>,
    at_end: AtEnd,
    count: u32,
}

#[callbacks]
impl Ender {
    fn init(seen: UnboundedSender<Seen>, traps: bool, at_end: AtEnd) -> Self {
        process::trap_exit(traps);
        let count = 0;
        Self {
            seen,
            at_end,
            count,
        }
    }

    #[cast]
    fn count(&mut self) {
        self.count += 1;
    }

    #[cast]
    fn stop_with(&mut self, reason: ExitReason) -> Next {
        self.count += 1;
        Next::stop(reason)
    }

    #[cast]
    fn exit_with(&mut self, reason: ExitReason) {
        process::exit(reason);
    }

    #[call]
    fn panic_in_call(&mut self) {
        self.count = 50;
        panic!("in a call");
    }

    #[call]
    async fn wait(&mut self) {
        std::future::pending::<()>().await;
    }

    #[call]
    fn link_to(&mut self, pid: Pid) {
        process::link(pid).expect("it lives");
    }

    #[info]
    fn exit(&mut self, exit: Exit) {
        let _ = self.seen.send(Seen::Exit(exit.from, exit.reason));
    }

    async fn terminate(&mut self, reason: ExitReason) {
        let _ = self.seen.send(Seen::Terminate(reason, self.count));
        match self.at_end {
            AtEnd::Nothing => {}
            AtEnd::Sleep => tokio::time::sleep(Duration::from_secs(10)).await,
            AtEnd::Panic => panic!("in terminate"),
            AtEnd::Exit => process::exit(ExitReason::other("from terminate")),
        }
    }
}

pub(crate) async fn ender(traps: bool, at_end: AtEnd) -> (EnderRef, UnboundedReceiver<Seen>) {
    let (seen, receiver) = unbounded_channel();
    let ender = Ender::start(seen, traps, at_end).await.expect("it starts");
    (ender, receiver)
}

#[otp_core::test(start_paused = true)]
async fn terminate_is_called_on_stop_of_any_kind_gen_34() {
    for reason in [ExitReason::Normal, ExitReason::Shutdown, boom()] {
        let (ender, mut seen) = ender(false, AtEnd::Nothing).await;
        let exited = ender.exited();
        ender.stop_with(reason.clone());
        assert_eq!(seen.recv().await, Some(Seen::Terminate(reason.clone(), 1)));
        assert_eq!(exited.await, reason);
    }
}

#[otp_core::test(start_paused = true)]
async fn terminate_is_called_after_a_panic_with_the_state_it_left_gen_34_gen_36() {
    let (ender, mut seen) = ender(false, AtEnd::Nothing).await;
    let Err(CallError::Exited(ExitReason::Panic(panic))) = ender.panic_in_call().await else {
        panic!("no panic")
    };
    assert_eq!(panic.message, "in a call");
    let reason = ExitReason::Panic(panic);
    assert_eq!(seen.recv().await, Some(Seen::Terminate(reason, 50)));
}

#[otp_core::test(start_paused = true)]
async fn terminate_is_called_after_an_exit_with_its_plain_reason_gen_36() {
    for reason in [boom(), ExitReason::Normal, ExitReason::Kill] {
        let (ender, mut seen) = ender(false, AtEnd::Nothing).await;
        let exited = ender.exited();
        ender.exit_with(reason.clone());
        assert_eq!(seen.recv().await, Some(Seen::Terminate(reason.clone(), 0)));
        assert_eq!(exited.await, reason);
    }
}

#[otp_core::test(start_paused = true)]
async fn terminate_is_not_called_on_kill_nor_on_a_signal_that_is_not_trapped_gen_35() {
    for (traps, signal, reason) in [
        (true, ExitReason::Kill, ExitReason::Killed),
        (false, ExitReason::Kill, ExitReason::Killed),
        (false, boom(), boom()),
        (false, ExitReason::Shutdown, ExitReason::Shutdown),
    ] {
        for busy in [false, true] {
            let (ender, mut seen) = ender(traps, AtEnd::Nothing).await;
            let waiting = busy.then(|| tokio::spawn(ender.wait().infinity()));
            tokio::task::yield_now().await;
            process::signal(ender.pid().unwrap(), signal.clone());
            assert_eq!(ender.exited().await, reason);
            assert_eq!(seen.recv().await, None);
            if let Some(waiting) = waiting {
                let outcome = waiting.await.unwrap();
                assert_eq!(outcome, Err(CallError::Exited(reason.clone())));
            }
        }
    }
}

#[otp_core::test(start_paused = true)]
async fn what_terminate_fails_with_is_the_reason_gen_39() {
    let (ender, _seen) = self::ender(false, AtEnd::Panic).await;
    let exited = ender.exited();
    ender.stop_with(boom());
    assert!(matches!(exited.await, ExitReason::Panic(panic) if panic.message == "in terminate"));
    let (ender, _seen) = self::ender(false, AtEnd::Exit).await;
    let exited = ender.exited();
    ender.stop_with(boom());
    assert_eq!(exited.await, ExitReason::other("from terminate"));
}

#[otp_core::test(start_paused = true)]
async fn stop_lets_earlier_messages_be_handled_and_waits_for_terminate_gen_40() {
    let (ender, mut seen) = ender(false, AtEnd::Sleep).await;
    ender.count();
    ender.count();
    let before = Instant::now();
    assert_eq!(ender.stop(ExitReason::Normal).await, Ok(()));
    assert_eq!(before.elapsed(), Duration::from_secs(10));
    assert_eq!(
        seen.recv().await,
        Some(Seen::Terminate(ExitReason::Normal, 2))
    );
}

#[otp_core::test(start_paused = true)]
async fn a_stop_tells_of_another_reason_a_timeout_and_a_missing_server_gen_41() {
    let (ender, _seen) = self::ender(false, AtEnd::Exit).await;
    let other = ExitReason::other("from terminate");
    assert_eq!(ender.stop(boom()).await, Err(CallError::Exited(other)));
    assert_eq!(ender.stop(boom()).await, Err(CallError::NoProcess));
    let (ender, _seen) = self::ender(false, AtEnd::Sleep).await;
    let exited = ender.exited();
    let late = ender.stop(boom()).timeout(Duration::from_secs(1)).await;
    assert_eq!(late, Err(CallError::Timeout));
    assert_eq!(exited.await, boom());
}

#[otp_core::test(start_paused = true)]
async fn a_kill_during_terminate_ends_it_gen_35() {
    let (ender, mut seen) = ender(true, AtEnd::Sleep).await;
    let exited = ender.exited();
    ender.stop_with(boom());
    seen.recv().await.unwrap();
    process::signal(ender.pid().unwrap(), ExitReason::Kill);
    let before = Instant::now();
    assert_eq!(exited.await, ExitReason::Killed);
    assert_eq!(before.elapsed(), Duration::ZERO);
}
