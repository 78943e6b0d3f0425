//! Callers, casts, starts and servers that are dropped at every await: nothing hangs, nothing is left.

use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::inside::boom;

#[gen_server(mailbox = 1)]
struct Steps {
    kept: Vec<ReplyTo<u32>>,
    give_to: UnboundedSender<ReplyTo<u32>>,
}

struct More(u32);

#[callbacks]
impl Steps {
    async fn init(steps: u32, give_to: UnboundedSender<ReplyTo<u32>>) -> Init<Self> {
        pause(steps).await;
        let kept = Vec::new();
        Init::ok(Self { kept, give_to }).then_continue(More(2))
    }

    #[handle_continue]
    async fn more(&mut self, More(left): More) -> Next<More> {
        pause(1).await;
        if left == 0 {
            Next::wait()
        } else {
            Next::then_continue(More(left - 1))
        }
    }

    #[call]
    async fn slow(&mut self, steps: u32) -> u32 {
        pause(steps).await;
        steps
    }

    #[call]
    async fn keep(&mut self, reply: ReplyTo<u32>, steps: u32) {
        pause(steps).await;
        self.kept.push(reply);
    }

    #[call]
    async fn give(&mut self, reply: ReplyTo<u32>, steps: u32) {
        pause(steps).await;
        let _ = self.give_to.send(reply);
    }

    #[cast]
    async fn answer_all(&mut self, steps: u32) {
        for reply in self.kept.drain(..) {
            pause(steps).await;
            reply.send(7);
        }
    }

    async fn terminate(&mut self, _: ExitReason) {
        pause(2).await;
    }
}

/// Awaits so many times.
async fn pause(times: u32) {
    for _ in 0..times {
        tokio::task::yield_now().await;
    }
}

/// Polls a future so many times, letting the others run in between, and drops it.
async fn poll_times<F: Future>(future: F, times: u32) -> Option<F::Output> {
    let mut future: Pin<Box<F>> = Box::pin(future);
    for _ in 0..times {
        let polled = std::future::poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await;
        if let Poll::Ready(output) = polled {
            return Some(output);
        }
        tokio::task::yield_now().await;
    }
    None
}

/// What a caller may see of a server that is killed at any moment.
fn is_expected(outcome: &Result<u32, CallError>) -> bool {
    matches!(
        outcome,
        Ok(_)
            | Err(CallError::NoProcess | CallError::Timeout)
            | Err(CallError::Exited(ExitReason::Killed | ExitReason::Normal))
    )
}

#[otp_core::test(start_paused = true)]
async fn callers_that_are_dropped_at_any_await_disturb_nobody() {
    let (give_to, mut given) = unbounded_channel();
    let steps = Steps::start(1, give_to).await.unwrap();
    for times in 0..12 {
        for slow in 0..4 {
            poll_times(steps.slow(slow), times).await;
            poll_times(steps.keep(slow), times).await;
            poll_times(steps.give(slow), times).await;
            poll_times(steps.answer_all(slow), times).await;
            while let Ok(reply) = given.try_recv() {
                reply.send(1);
            }
            assert_eq!(steps.slow(slow).await, Ok(slow));
        }
    }
    steps.stop(ExitReason::Normal).await.unwrap();
}

#[otp_core::test(start_paused = true)]
async fn a_server_that_is_killed_at_any_await_answers_or_fails_every_call() {
    for moment in 0..25 {
        let (give_to, mut given) = unbounded_channel();
        let starting = tokio::spawn(Steps::start(3, give_to).name("victim".into()));
        let server = StepsRef::from(otp_core::gen_server::ServerRef::by_name("victim".into()));
        tokio::task::yield_now().await;
        let pid = server.pid().unwrap();
        let mut calls = Vec::new();
        for steps in 0..3 {
            calls.push(tokio::spawn(server.slow(steps)));
            calls.push(tokio::spawn(server.keep(steps)));
            calls.push(tokio::spawn(server.give(steps)));
        }
        let cast = {
            let server = server.clone();
            tokio::spawn(async move { server.answer_all(1).await })
        };
        let answering = tokio::spawn(async move {
            while let Some(reply) = given.recv().await {
                tokio::task::yield_now().await;
                reply.send(9);
            }
        });
        pause(moment).await;
        process::signal(pid, ExitReason::Kill);
        for call in calls {
            let outcome = call.await.unwrap();
            assert!(is_expected(&outcome), "{moment}: {outcome:?}");
        }
        cast.await.unwrap();
        let _ = starting.await.unwrap();
        answering.await.unwrap();
        assert_eq!(process::list(), []);
    }
}

#[otp_core::test(start_paused = true)]
async fn a_parent_that_is_killed_at_any_await_of_a_start_leaves_nothing() {
    for moment in 0..15 {
        let (give_to, _given) = unbounded_channel();
        let parent = process::spawn(async {
            let child = Steps::start_link(4, give_to).await;
            std::future::pending::<()>().await;
            drop(child);
        });
        pause(moment).await;
        process::signal(parent.unwrap(), boom());
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_eq!(process::list(), [], "{moment}");
    }
}

#[otp_core::test(start_paused = true)]
async fn a_start_that_is_dropped_at_any_await_leaves_a_whole_server_or_none() {
    for times in 0..12 {
        let (give_to, _given) = unbounded_channel();
        poll_times(Steps::start(4, give_to).name("whole".into()), times).await;
        let server = StepsRef::from(otp_core::gen_server::ServerRef::by_name("whole".into()));
        if times == 0 {
            assert_eq!(server.slow(1).await, Err(CallError::NoProcess));
        } else {
            assert_eq!(server.slow(1).await, Ok(1));
            server.stop(ExitReason::Normal).await.unwrap();
        }
        assert_eq!(process::list(), []);
    }
}

#[otp_core::test(start_paused = true)]
async fn a_stop_that_is_dropped_at_any_await_stops_or_was_never_sent() {
    for times in 0..8 {
        let (give_to, _given) = unbounded_channel();
        let server = Steps::start(0, give_to).await.unwrap();
        poll_times(server.stop(boom()), times).await;
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_eq!(server.is_alive(), times == 0);
        process::signal(server.pid().unwrap(), ExitReason::Kill);
        server.exited().await;
    }
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 2)]
async fn callers_and_servers_that_are_dropped_at_random_leave_nothing_behind() {
    for round in 0..60u32 {
        let (give_to, mut given) = unbounded_channel();
        let server = Steps::start(0, give_to).await.unwrap();
        let pid = server.pid().unwrap();
        let callers: Vec<_> = (0..12)
            .map(|n: u32| {
                let server = server.clone();
                tokio::spawn(async move {
                    let times = (n * 7 + round) % 9;
                    poll_times(server.keep(n % 3), times).await;
                    poll_times(server.give(n % 2), times).await;
                    poll_times(server.slow(n % 4), times + 2).await;
                    poll_times(server.answer_all(n % 3), times).await;
                    server.slow(0).timeout(Duration::from_secs(30)).await
                })
            })
            .collect();
        let answering = tokio::spawn(async move {
            while let Some(reply) = given.recv().await {
                reply.send(1);
            }
        });
        pause(round).await;
        process::signal(pid, ExitReason::Kill);
        for caller in callers {
            let outcome = caller.await.unwrap();
            assert!(is_expected(&outcome), "{outcome:?}");
        }
        answering.await.unwrap();
        server.exited().await;
        assert!(process::list().is_empty());
    }
}
