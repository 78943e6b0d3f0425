//! Every interleaving of a mailbox's senders and its receiver, by loom.

use std::future::poll_fn;
use std::task::Poll;

use loom::future::block_on;
use loom::sync::Arc;
use loom::thread;

use super::*;
use crate::process::loom_check::model;

fn wake(wake: Wake) {
    match wake {
        Wake::Foreign(waker) => waker.wake(),
        Wake::Nobody | Wake::Woken => {}
        Wake::Process | Wake::Task => panic!("the receiver waits under its own waker"),
    }
}

/// Receives so many messages.
fn receive(mailbox: &Mailbox<u32>, count: usize) -> Vec<u32> {
    let (mut all, mut batch) = (Vec::new(), VecDeque::new());
    while all.len() < count {
        let first = block_on(poll_fn(|cx| {
            match mailbox.take(&mut batch, || Some(cx.waker().clone())) {
                Some(first) => Poll::Ready(first),
                None => Poll::Pending,
            }
        }));
        all.push(first);
        all.extend(batch.drain(..));
    }
    all
}

/// Sends when its turn has come; false if the mailbox was closed.
fn send_in_turn(mailbox: &Mailbox<u32>, message: u32) -> bool {
    let mut ticket = None;
    block_on(poll_fn(|cx| {
        match mailbox.push_in_turn(message, &mut ticket, cx) {
            Ok(woken) => {
                wake(woken);
                Poll::Ready(true)
            }
            Err(Refused::Closed(_)) => Poll::Ready(false),
            Err(Refused::Full(_)) => Poll::Pending,
        }
    }))
}

#[test]
fn the_receiver_sleeps_through_no_message_and_each_senders_come_in_order() {
    model(|| {
        let mailbox = Arc::new(Mailbox::new(None));
        let senders = [10, 20].map(|first| {
            let mailbox = mailbox.clone();
            thread::spawn(move || {
                wake(mailbox.push(first).ok().unwrap());
                wake(mailbox.push(first + 1).ok().unwrap());
            })
        });
        let all = receive(&mailbox, 4);
        for first in [10, 20] {
            let of_one = all.iter().filter(|n| **n / 10 == first / 10);
            assert!(of_one.eq(&[first, first + 1]));
        }
        for thread in senders {
            thread.join().unwrap();
        }
    });
}

#[test]
fn all_that_wait_for_room_get_it() {
    model(|| {
        let mailbox = Arc::new(Mailbox::new(Some(1)));
        let senders = [1, 2].map(|n| {
            let mailbox = mailbox.clone();
            thread::spawn(move || assert!(send_in_turn(&mailbox, n)))
        });
        let mut all = receive(&mailbox, 2);
        all.sort();
        assert_eq!(all, [1, 2]);
        for thread in senders {
            thread.join().unwrap();
        }
    });
}

#[test]
fn a_turn_that_is_given_up_goes_on() {
    model(|| {
        let mailbox = Arc::new(Mailbox::new(Some(1)));
        assert!(mailbox.push(0).is_ok());
        let mut given_up = None;
        let cx = Context::from_waker(Waker::noop());
        let full = mailbox.push_in_turn(9, &mut given_up, &cx);
        assert!(matches!(full, Err(Refused::Full(9))));
        let patient = {
            let mailbox = mailbox.clone();
            thread::spawn(move || assert!(send_in_turn(&mailbox, 1)))
        };
        let leaving = {
            let mailbox = mailbox.clone();
            thread::spawn(move || mailbox.leave_queue(given_up.unwrap()))
        };
        assert_eq!(receive(&mailbox, 2), [0, 1]);
        patient.join().unwrap();
        leaving.join().unwrap();
    });
}

#[test]
fn the_end_wakes_all_that_wait_for_room() {
    model(|| {
        let mailbox = Arc::new(Mailbox::new(Some(1)));
        assert!(mailbox.push(0).is_ok());
        let waiting = [1, 2].map(|n| {
            let mailbox = mailbox.clone();
            thread::spawn(move || assert!(!send_in_turn(&mailbox, n)))
        });
        assert_eq!(mailbox.close(), [0]);
        for thread in waiting {
            thread.join().unwrap();
        }
    });
}
