//! Bounded mailboxes: casts and calls that wait for room, in turn, and may be given up.

use std::time::Duration;

use otp_core::gen_server::TrySendError;
use otp_core::prelude::*;
use otp_core::process;
use tokio::task::JoinHandle;

use crate::inside::boom;

#[gen_server(mailbox = 2)]
struct Small {
    seen: Vec<u32>,
}

#[callbacks]
impl Small {
    fn init() -> Self {
        Self { seen: Vec::new() }
    }

    #[cast]
    fn note(&mut self, n: u32) {
        self.seen.push(n);
    }

    /// Keeps the server from its mailbox.
    #[cast]
    async fn sleep(&mut self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    #[call]
    fn seen(&self) -> Vec<u32> {
        self.seen.clone()
    }

    #[info]
    fn beyond(&mut self, n: u32) {
        self.seen.push(n);
    }
}

const MINUTE: Duration = Duration::from_secs(60);

/// A server that sleeps for a minute, with a mailbox that holds 1 and 2.
async fn full() -> SmallRef {
    let server = Small::start().await.expect("it starts");
    server.sleep(MINUTE).await;
    tokio::task::yield_now().await;
    server.note(1).await;
    server.note(2).await;
    assert_eq!(server.try_note(9), Err(TrySendError::Full(9)));
    server
}

/// Casts from a task of its own, which is waiting when this returns.
async fn waiting(server: &SmallRef, n: u32) -> JoinHandle<()> {
    let server = server.clone();
    let cast = tokio::spawn(async move { server.note(n).await });
    tokio::task::yield_now().await;
    assert!(!cast.is_finished());
    cast
}

#[otp_core::test(start_paused = true)]
async fn casts_wait_for_room_and_get_it_in_turn() {
    let server = full().await;
    let mut casts = Vec::new();
    for n in 3..9 {
        casts.push(waiting(&server, n).await);
    }
    for cast in casts {
        cast.await.unwrap();
    }
    assert_eq!(server.seen().await.unwrap(), (1..9).collect::<Vec<_>>());
}

#[otp_core::test(start_paused = true)]
async fn newcomers_do_not_take_the_room_of_those_who_wait() {
    let server = full().await;
    let first = waiting(&server, 3).await;
    tokio::time::sleep(MINUTE).await;
    // The server is awake, has made room and given it away, if not taken yet.
    let second = server.note(4);
    second.await;
    first.await.unwrap();
    assert_eq!(server.seen().await.unwrap(), [1, 2, 3, 4]);
}

#[otp_core::test(start_paused = true)]
async fn a_cast_that_is_given_up_sends_nothing_and_its_turn_goes_on() {
    let server = full().await;
    let given_up = waiting(&server, 3).await;
    let next = waiting(&server, 4).await;
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    drop(server.note(77));
    next.await.unwrap();
    assert_eq!(server.seen().await.unwrap(), [1, 2, 4]);
}

#[otp_core::test(start_paused = true)]
async fn a_cast_that_is_given_up_when_its_turn_has_come_passes_it_on() {
    let server = full().await;
    let mut first = Box::pin(server.note(3));
    assert!(poll_once(first.as_mut()).await.is_none());
    let second = waiting(&server, 4).await;
    let third = waiting(&server, 5).await;
    tokio::time::sleep(MINUTE).await;
    // Woken by now, and never polled again.
    drop(first);
    second.await.unwrap();
    third.await.unwrap();
    assert_eq!(server.seen().await.unwrap(), [1, 2, 4, 5]);
}

async fn poll_once<F: Future>(future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    let mut future = Some(future);
    std::future::poll_fn(|cx| {
        let polled = future.take().expect("polled once").poll(cx);
        std::task::Poll::Ready(match polled {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[otp_core::test(start_paused = true)]
async fn a_call_waits_for_room_within_its_timeout() {
    let server = full().await;
    assert_eq!(server.seen().await, Err(CallError::Timeout));
    let seen = server.seen().timeout(2 * MINUTE).await;
    assert_eq!(seen.unwrap(), [1, 2]);
    // The one that gave up was never sent.
    assert_eq!(
        process::info(server.pid().unwrap()).unwrap().mailbox_length,
        0
    );
}

#[otp_core::test(start_paused = true)]
async fn the_end_of_the_server_ends_every_wait() {
    let server = full().await;
    let cast = waiting(&server, 3).await;
    let call = tokio::spawn(server.seen().infinity());
    tokio::task::yield_now().await;
    process::signal(server.pid().unwrap(), boom());
    cast.await.unwrap();
    assert_eq!(call.await.unwrap(), Err(CallError::NoProcess));
    assert_eq!(server.try_note(1), Err(TrySendError::NoProcess(1)));
    server.note(1).await;
}

#[otp_core::test(start_paused = true)]
async fn infos_and_signals_find_room_beyond_the_bound() {
    let server = full().await;
    for n in 10..20 {
        server.info(n);
    }
    let waiting = waiting(&server, 3).await;
    waiting.await.unwrap();
    let seen = server.seen().await.unwrap();
    assert_eq!(seen.len(), 13);
    assert_eq!(seen[12], 3);
    assert_eq!(server.stop(boom()).await, Ok(()));
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_many_send_and_some_give_up() {
    let server = Small::start().await.unwrap();
    let senders: Vec<_> = (0..8)
        .map(|sender: u32| {
            let server = server.clone();
            tokio::spawn(async move {
                let mut sent = Vec::new();
                for n in 0..200 {
                    let number = sender * 1000 + n;
                    if n % 5 == 0 {
                        // Dropped while it waits, or else sent.
                        let mut cast = Box::pin(server.note(number));
                        if poll_once(cast.as_mut()).await.is_some() {
                            sent.push(number);
                        }
                    } else {
                        server.note(number).await;
                        sent.push(number);
                    }
                }
                sent
            })
        })
        .collect();
    let mut all = Vec::new();
    for sender in senders {
        all.push(sender.await.unwrap());
    }
    let seen = server.seen().await.unwrap();
    for sent in &all {
        let of_this = |n: &&u32| **n / 1000 == sent[1] / 1000;
        assert!(seen.iter().filter(of_this).eq(sent));
    }
    assert_eq!(seen.len(), all.iter().map(Vec::len).sum::<usize>());
}
