//! Servers that their callers, their tasks and killers want to run or end at once: nothing is lost, and nothing is dropped
//! twice.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use otp_core::prelude::*;
use otp_core::process;

use crate::seed::{Seed, each, on_threads, paused, until};

/// Counts those who have it.
type Token = Arc<()>;

#[gen_server]
struct Target {
    seed: Seed,
    kept: Token,
    others: Vec<TargetRef>,
}

#[callbacks]
impl Target {
    fn init(seed: Seed, kept: Token, others: Vec<TargetRef>) -> Self {
        Self { seed, kept, others }
    }

    #[call]
    async fn give_back(&mut self, token: Token) -> Token {
        // Waits at times, so that its task has to go on with it.
        self.seed.yields(1).await;
        token
    }

    #[call]
    async fn pass_on(&mut self, token: Token) -> Token {
        match self.others.first() {
            Some(other) => match other.give_back(token).await {
                Ok(token) => token,
                Err(_) => self.kept.clone(),
            },
            None => token,
        }
    }

    #[cast]
    async fn drop_in(&mut self, token: Token) {
        self.seed.yields(1).await;
        drop(token);
    }
}

/// As plain as a server can be: its callers run it whole.
#[gen_server]
struct Plain {
    kept: Token,
}

#[callbacks]
impl Plain {
    fn init(kept: Token) -> Self {
        Self { kept }
    }

    #[call]
    fn give_back(&mut self, token: Token) -> Token {
        std::mem::replace(&mut self.kept, token)
    }

    #[cast]
    fn drop_in(&mut self, token: Token) {
        self.kept = token;
    }
}

const CALLERS: usize = 8;
const ROUNDS: usize = 20;

/// Calls and casts, gives some calls up after a few polls.
async fn work(seed: Seed, targets: Vec<TargetRef>, plain: PlainRef, token: Token) {
    for _ in 0..ROUNDS {
        let target = seed.pick(&targets);
        match seed.below(6) {
            0 => target.drop_in(token.clone()),
            1 => plain.drop_in(token.clone()),
            2 => drop(plain.give_back(token.clone()).await),
            3 => drop(target.pass_on(token.clone()).await),
            4 => drop(target.give_back(token.clone()).await),
            _ => {
                let mut call = pin!(target.pass_on(token.clone()));
                for _ in 0..seed.below(4) {
                    let polled = std::future::poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx)));
                    if polled.await.is_ready() {
                        break;
                    }
                    tokio::task::yield_now().await;
                }
            }
        }
        seed.yields(1).await;
    }
}

async fn run_by_all(seed: Seed) {
    let token = Token::default();
    let mut targets: Vec<TargetRef> = Vec::new();
    for _ in 0..3 {
        let others = targets.last().cloned().into_iter().collect();
        let target = Target::start(seed.clone(), token.clone(), others);
        targets.push(target.await.unwrap());
    }
    let plain = Plain::start(token.clone()).await.unwrap();
    let workers: Vec<_> = (0..CALLERS)
        .map(|_| {
            tokio::spawn(work(
                seed.clone(),
                targets.clone(),
                plain.clone(),
                token.clone(),
            ))
        })
        .collect();
    seed.yields(40).await;
    // The first is killed in the middle of it, whoever runs it.
    process::signal(targets[0].pid().unwrap(), ExitReason::Kill);
    for worker in workers {
        worker.await.unwrap();
    }
    for target in &targets[1..] {
        target.stop(ExitReason::Normal).await.unwrap();
    }
    plain.stop(ExitReason::Normal).await.unwrap();
    until(async || process::list().is_empty() && Arc::strong_count(&token) == 1).await;
}

#[test]
fn a_server_run_by_callers_and_its_task_loses_nothing_and_drops_nothing_twice() {
    each(200, |n| paused(n, run_by_all));
}

#[test]
fn a_server_run_by_callers_on_threads_loses_nothing_and_drops_nothing_twice() {
    each(100, |n| on_threads(n, run_by_all));
}

/// The runtime goes while callers on another run its servers, or try to.
#[test]
fn a_runtime_that_goes_while_its_servers_are_called_ends_them_all_once() {
    each(50, |n| {
        let seed = Seed::new(n);
        let token = Token::default();
        let build = |threads| {
            tokio::runtime::Builder::new_multi_thread()
                .worker_threads(threads)
                .enable_all()
                .build()
                .unwrap()
        };
        let (own, other) = (build(2), build(1));
        let (target, plain) = own.block_on(async {
            let target = Target::start(seed.clone(), token.clone(), Vec::new());
            (
                target.await.unwrap(),
                Plain::start(token.clone()).await.unwrap(),
            )
        });
        for _ in 0..4 {
            let work = work(
                seed.clone(),
                vec![target.clone()],
                plain.clone(),
                token.clone(),
            );
            own.spawn(work);
        }
        let work = work(
            seed.clone(),
            vec![target.clone()],
            plain.clone(),
            token.clone(),
        );
        let outside = other.spawn(work);
        for _ in 0..seed.below(2_000) {
            std::hint::spin_loop();
        }
        drop(own);
        other.block_on(outside).unwrap();
        assert!(!target.is_alive() && !plain.is_alive());
        drop((target, plain));
        other.block_on(until(async || Arc::strong_count(&token) == 1));
    });
}
