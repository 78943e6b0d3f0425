//! PRC-5, PRC-6: messages that arrive later, once or at intervals.

use std::time::Duration;

use otp_core::gen_server::Recipient;
use otp_core::prelude::*;
use otp_core::timer::{send_after, send_interval};
use tokio::time::Instant;

use crate::inside::{as_process, boom};
use crate::outside::block_on;

const SECOND: Duration = Duration::from_secs(1);

#[derive(Clone, Debug, PartialEq)]
struct Tick(u32);

#[gen_server(name)]
struct Clock {
    ticks: Vec<(u32, Instant)>,
}

#[callbacks]
impl Clock {
    fn init() -> Self {
        Self { ticks: Vec::new() }
    }

    #[call]
    fn ticks(&self) -> Vec<(u32, Instant)> {
        self.ticks.clone()
    }

    #[cast]
    fn note(&mut self, n: u32) {
        self.ticks.push((n, Instant::now()));
    }

    #[call]
    async fn sleep(&mut self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    #[info]
    fn tick(&mut self, Tick(n): Tick) {
        self.ticks.push((n, Instant::now()));
    }
}

async fn clock() -> (ClockRef, Recipient<Tick>) {
    let clock = Clock::start().await.expect("it starts");
    let recipient = clock.recipient();
    (clock, recipient)
}

#[otp_core::test(start_paused = true)]
async fn one_message_comes_after_the_time_prc_5() {
    let (clock, recipient) = clock().await;
    let start = Instant::now();
    let timer = send_after(3 * SECOND, recipient, Tick(1)).unwrap();
    tokio::time::sleep(SECOND).await;
    assert_eq!(timer.time_left(), Some(2 * SECOND));
    tokio::time::sleep(5 * SECOND).await;
    assert_eq!(clock.ticks().await.unwrap(), [(1, start + 3 * SECOND)]);
    assert_eq!(timer.time_left(), None);
    assert_eq!(timer.cancel(), None);
}

#[otp_core::test(start_paused = true)]
async fn cancelling_gives_the_time_left_and_nothing_comes_prc_5() {
    let (clock, recipient) = clock().await;
    let timer = send_after(3 * SECOND, recipient, Tick(1)).unwrap();
    tokio::time::sleep(SECOND).await;
    assert_eq!(timer.cancel(), Some(2 * SECOND));
    tokio::time::sleep(5 * SECOND).await;
    assert_eq!(clock.ticks().await.unwrap(), []);
}

#[otp_core::test(start_paused = true)]
async fn the_end_of_the_receiver_cancels_a_timer_to_its_pid_prc_5() {
    let (clock, recipient) = clock().await;
    let timer = send_after(3 * SECOND, recipient, Tick(1)).unwrap();
    clock.stop(ExitReason::Normal).await.unwrap();
    tokio::task::yield_now().await;
    assert_eq!(timer.cancel(), None);
}

#[otp_core::test(start_paused = true)]
async fn a_name_is_resolved_when_the_time_has_come_prc_5() {
    let timer = send_after(3 * SECOND, Clock::named().recipient(), Tick(1));
    let _ = timer.unwrap();
    let (first, _) = clock().await;
    first.stop(ExitReason::Normal).await.unwrap();
    let (second, _) = clock().await;
    tokio::time::sleep(5 * SECOND).await;
    assert_eq!(second.ticks().await.unwrap().len(), 1);
    // Nobody has the name: nothing happens.
    let _ = send_after(SECOND, Clock::named().recipient(), Tick(2)).unwrap();
    second.stop(ExitReason::Normal).await.unwrap();
    tokio::time::sleep(5 * SECOND).await;
}

#[otp_core::test(start_paused = true)]
async fn a_timer_outlives_who_set_it_prc_5() {
    let (clock, recipient) = clock().await;
    as_process(|_| async {
        let _ = send_after(SECOND, recipient, Tick(1)).unwrap();
    })
    .await;
    tokio::time::sleep(2 * SECOND).await;
    assert_eq!(clock.ticks().await.unwrap().len(), 1);
}

#[otp_core::test(start_paused = true)]
async fn no_time_at_all_is_after_what_was_sent_before_prc_6() {
    let (clock, recipient) = clock().await;
    let _ = send_after(Duration::ZERO, recipient, Tick(2)).unwrap();
    clock.note(1);
    tokio::time::sleep(SECOND).await;
    let order: Vec<u32> = clock
        .ticks()
        .await
        .unwrap()
        .iter()
        .map(|tick| tick.0)
        .collect();
    assert_eq!(order, [1, 2]);
}

#[otp_core::test(start_paused = true)]
async fn a_time_beyond_the_clock_is_for_ever() {
    let (clock, recipient) = clock().await;
    let timer = send_after(Duration::MAX, recipient.clone(), Tick(1)).unwrap();
    let interval = send_interval(Duration::MAX, recipient, Tick(1)).unwrap();
    tokio::time::sleep(1_000_000 * SECOND).await;
    assert!(timer.cancel().is_some());
    assert_eq!(interval.cancel(), None);
    assert_eq!(clock.ticks().await.unwrap(), []);
}

#[otp_core::test(start_paused = true)]
async fn an_interval_ticks_until_it_is_cancelled() {
    let (clock, recipient) = clock().await;
    let start = Instant::now();
    let timer = send_interval(SECOND, recipient, Tick(1)).unwrap();
    tokio::time::sleep(3 * SECOND + SECOND / 2).await;
    assert_eq!(timer.cancel(), None);
    tokio::time::sleep(5 * SECOND).await;
    let ticks = clock.ticks().await.unwrap();
    let times: Vec<Duration> = ticks.iter().map(|tick| tick.1 - start).collect();
    assert_eq!(times, [SECOND, 2 * SECOND, 3 * SECOND]);
}

#[otp_core::test(start_paused = true)]
async fn missed_ticks_do_not_pile_up() {
    let (clock, recipient) = clock().await;
    let start = Instant::now();
    let timer = send_interval(SECOND, recipient, Tick(1)).unwrap();
    clock
        .sleep(10 * SECOND + SECOND / 2)
        .infinity()
        .await
        .unwrap();
    // One waited; the others were left out, and the rhythm is the same.
    tokio::time::sleep(SECOND).await;
    let ticks = clock.ticks().await.unwrap();
    let times: Vec<Duration> = ticks.iter().map(|tick| tick.1 - start).collect();
    assert_eq!(times, [10 * SECOND + SECOND / 2, 11 * SECOND]);
    assert_eq!(timer.time_left(), None);
}

#[otp_core::test(start_paused = true)]
async fn an_interval_ends_with_its_receiver() {
    let (clock, recipient) = clock().await;
    let _ = send_interval(SECOND, recipient, Tick(1)).unwrap();
    otp_core::process::signal(clock.pid().unwrap(), boom());
    clock.exited().await;
    let (other, _) = self::clock().await;
    tokio::time::sleep(10 * SECOND).await;
    assert_eq!(other.ticks().await.unwrap(), []);
}

#[test]
fn where_no_runtime_is_no_timer_is_set_and_the_error_says_so() {
    let nobody = Clock::named().recipient::<Tick>();
    assert!(send_after(SECOND, nobody.clone(), Tick(1)).is_err());
    assert!(send_interval(SECOND, nobody, Tick(1)).is_err());
    assert_eq!(block_on(Clock::named().ticks()), Err(CallError::NoProcess));
}
