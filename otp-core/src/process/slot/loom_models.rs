//! Every interleaving of the ends of a slot, by loom.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use loom::future::block_on;
use loom::thread;

use super::*;
use crate::process::loom_check::model;

/// Waits as a call does: told that the sending end is gone without an answer, it waits on for the deadline.
async fn until_expired<T: Send>(answer: &Answer<T>) -> Result<T, Unanswered> {
    poll_fn(|cx| match answer.poll(cx.waker()) {
        Poll::Ready(Err(Unanswered::Closed | Unanswered::ServerGone)) => Poll::Pending,
        polled => polled,
    })
    .await
}

async fn answered<T: Send>(answer: &Answer<T>) -> Result<T, Unanswered> {
    poll_fn(|cx| answer.poll(cx.waker())).await
}

#[test]
fn a_value_arrives_whenever_it_is_sent() {
    model(|| {
        let (sender, answer) = pair();
        let sending = thread::spawn(move || assert!(sender.send(Box::new(5))));
        assert_eq!(block_on(answered(&answer)), Ok(Box::new(5)));
        sending.join().unwrap();
    });
}

#[test]
fn a_sender_that_goes_is_noticed() {
    model(|| {
        let (sender, answer) = pair::<u8>();
        let going = thread::spawn(move || drop(sender));
        assert_eq!(block_on(answered(&answer)), Err(Unanswered::Closed));
        going.join().unwrap();
    });
}

#[test]
fn a_value_for_nobody_is_dropped_once() {
    model(|| {
        let value = Arc::new(());
        let (sender, answer) = pair();
        let own = value.clone();
        let sending = thread::spawn(move || sender.send(own));
        let _ = answer.poll(Waker::noop()).map(drop);
        drop(answer);
        sending.join().unwrap();
        assert_eq!(Arc::strong_count(&value), 1);
    });
}

#[test]
fn a_deadline_that_passes_at_any_moment_ends_the_wait() {
    model(|| {
        let (sender, answer) = pair::<u8>();
        // In the order of a call.
        assert!(answer.poll(Waker::noop()).is_pending());
        answer.expire_at(1, 5);
        let raw = answer.raw;
        let sweeping = thread::spawn(move || expire(raw, 5));
        assert_eq!(block_on(until_expired(&answer)), Err(Unanswered::Expired));
        sweeping.join().unwrap();
        drop((sender, answer));
    });
}

#[test]
fn a_deadline_that_passes_while_the_sender_goes_ends_the_wait() {
    model(|| {
        let (sender, answer) = pair::<u8>();
        assert!(answer.poll(Waker::noop()).is_pending());
        answer.expire_at(1, 5);
        let raw = answer.raw;
        let sweeping = thread::spawn(move || expire(raw, 5));
        let going = thread::spawn(move || drop(sender));
        assert_eq!(block_on(until_expired(&answer)), Err(Unanswered::Expired));
        sweeping.join().unwrap();
        going.join().unwrap();
    });
}

#[test]
fn a_deadline_that_passes_while_the_server_ends_ends_the_wait() {
    model(|| {
        let (sender, answer) = pair::<u8>();
        assert!(answer.poll(Waker::noop()).is_pending());
        answer.expire_at(1, 5);
        let (raw, owed) = (answer.raw, sender.owed());
        let sweeping = thread::spawn(move || expire(raw, 5));
        let ending = thread::spawn(move || owed.server_gone());
        assert_eq!(block_on(until_expired(&answer)), Err(Unanswered::Expired));
        sweeping.join().unwrap();
        ending.join().unwrap();
        drop(sender);
    });
}

#[test]
fn an_answer_or_the_end_of_the_server_ends_the_wait() {
    model(|| {
        let (sender, answer) = pair::<u8>();
        assert!(answer.poll(Waker::noop()).is_pending());
        let owed = sender.owed();
        let sending = thread::spawn(move || sender.send(3));
        let ending = thread::spawn(move || owed.server_gone());
        let outcome = block_on(answered(&answer));
        assert!(matches!(outcome, Ok(3) | Err(Unanswered::ServerGone)));
        drop(answer);
        sending.join().unwrap();
        ending.join().unwrap();
    });
}

#[test]
fn a_wait_that_is_given_up_frees_the_slot_whoever_is_at_it() {
    model(|| {
        let value = Arc::new(());
        let (sender, answer) = pair();
        assert!(answer.poll(Waker::noop()).is_pending());
        answer.expire_at(1, 5);
        let (raw, own) = (answer.raw, value.clone());
        let sweeping = thread::spawn(move || expire(raw, 5));
        let sending = thread::spawn(move || sender.send(own));
        drop(answer);
        sweeping.join().unwrap();
        sending.join().unwrap();
        assert_eq!(Arc::strong_count(&value), 1);
        assert_eq!((raw.state(), raw.use_number()), (OPEN, 1));
    });
}
