//! Callers that are dropped at each await of a call.

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use otp_core::gen_server::ServerRef;
use otp_core::prelude::*;
use otp_core::process;

use crate::seed::{Seed, each, on_threads, paused, until};

/// Its mailbox has little room, so that calls wait to be sent as well as to be answered.
#[gen_server(mailbox = 2, trap_exit)]
struct Desk {
    seed: Seed,
    kept: Vec<(ReplyTo<u64>, u64)>,
}

#[callbacks]
impl Desk {
    fn init(seed: Seed) -> Self {
        let kept = Vec::new();
        Self { seed, kept }
    }

    #[call]
    async fn echo(&mut self, number: u64) -> u64 {
        self.seed.yields(3).await;
        number
    }

    #[call]
    async fn later(&mut self, reply: ReplyTo<u64>, number: u64) {
        self.seed.yields(2).await;
        self.kept.push((reply, number));
    }

    #[cast]
    async fn answer_all(&mut self) {
        for (reply, number) in self.kept.drain(..) {
            self.seed.yields(2).await;
            reply.send(number);
        }
    }
}

const CALLERS: u64 = 10;

fn desk() -> DeskRef {
    ServerRef::by_name(Name::local("desk")).into()
}

/// Calls, and is dropped after so many polls; the answer, if it came before, is to this call.
async fn call_and_be_dropped(seed: Seed, desk: DeskRef, number: u64) {
    let by_echo = seed.flip();
    let wait = seed.pick(&[Duration::ZERO, Duration::from_millis(1), Duration::MAX]);
    let mut call = pin!(async move {
        if by_echo {
            desk.echo(number).timeout(wait).await
        } else {
            desk.later(number).timeout(wait).await
        }
    });
    for _ in 0..seed.below(12) {
        let polled = std::future::poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx))).await;
        match polled {
            Poll::Ready(Ok(answer)) => return assert_eq!(answer, number),
            Poll::Ready(Err(CallError::Timeout)) => return,
            Poll::Ready(Err(other)) => panic!("{other}"),
            Poll::Pending => tokio::task::yield_now().await,
        }
    }
}

/// One of those who call: a task that drops its call, a process that is killed during it, or one that stays.
async fn caller(seed: Seed, desk: DeskRef, number: u64) {
    seed.yields(5).await;
    match seed.below(4) {
        0 => assert_eq!(desk.echo(number).await, Ok(number)),
        1 | 2 => call_and_be_dropped(seed, desk, number).await,
        _ => {
            let server = desk.pid().expect("the desk serves");
            let is_linked = seed.flip();
            let own = seed.clone();
            let caller = process::spawn(async move {
                if is_linked {
                    process::link(server).expect("the desk serves");
                } else {
                    process::monitor(server);
                }
                seed.yields(2).await;
                let _ = desk.later(number).await;
            });
            own.yields(12).await;
            process::signal(caller.unwrap(), ExitReason::Kill);
        }
    }
}

async fn drop_callers(seed: Seed) {
    let server = Desk::start(seed.clone()).name("desk".into()).await.unwrap();
    let pid = server.pid().unwrap();
    let callers: Vec<_> = (0..CALLERS)
        .map(|number| {
            let desk = if seed.flip() { server.clone() } else { desk() };
            tokio::spawn(caller(seed.clone(), desk, number))
        })
        .collect();
    seed.yields(20).await;
    server.answer_all().await;
    for caller in callers {
        caller.await.unwrap();
    }

    // Its last messages, and the ends of its callers.
    server.answer_all().await;
    until(async || {
        process::list() == [pid]
            && process::info(pid)
                .is_some_and(|info| info.mailbox_length == 0 && info.current_operation.is_none())
    })
    .await;
    let info = process::info(pid).unwrap();
    assert_eq!(info.links, []);
    assert_eq!(info.monitored_by, []);
    assert_eq!(info.monitors, []);

    // No room is kept for those who are gone, and no answer of theirs comes to others.
    let later: Vec<_> = (100..100 + CALLERS)
        .map(|number| {
            let desk = desk();
            tokio::spawn(async move { (desk.echo(number).await, number) })
        })
        .collect();
    for call in later {
        let (answer, number) = call.await.unwrap();
        assert_eq!(answer, Ok(number));
    }
    assert_eq!(server.stop(ExitReason::Normal).await, Ok(()));
    assert_eq!(process::list(), []);
}

#[test]
fn a_caller_dropped_at_any_await_of_its_call_leaves_nothing_behind_gen_13() {
    each(500, |n| paused(n, drop_callers));
}

#[test]
fn callers_dropped_on_threads_leave_nothing_behind_gen_13() {
    each(25, |n| on_threads(n, drop_callers));
}
