//! Calls from everywhere, together, given up, and to oneself: GEN-14, GEN-15.

use std::sync::mpsc;
use std::time::Duration;

use otp_core::prelude::*;
use tokio::runtime::Builder;
use tokio::time::Instant;

use crate::inside::{as_process, boom};
use crate::outside::block_on;

#[gen_server(name, call_timeout = "200ms")]
struct Adder {
    sum: u32,
}

#[callbacks]
impl Adder {
    fn init() -> Self {
        Self { sum: 0 }
    }

    #[call]
    async fn add(&mut self, n: u32) -> u32 {
        tokio::time::sleep(Duration::from_millis(u64::from(n))).await;
        self.sum += n;
        self.sum
    }

    #[call]
    async fn call_oneself(&mut self) -> [Result<u32, CallError>; 2] {
        [Self::self_ref().add(1).await, Self::named().add(1).await]
    }

    #[call]
    async fn stop_oneself(&mut self) -> Result<(), CallError> {
        Self::self_ref().stop(boom()).await
    }

    #[call]
    async fn call_oneself_from_a_task(&mut self) -> Result<u32, CallError> {
        let own = Self::self_ref();
        tokio::spawn(async move { own.add(1).await })
            .await
            .expect("no panic")
    }

    #[call]
    fn big(&self) -> [u64; 100] {
        [7; 100]
    }
}

#[otp_core::test(start_paused = true)]
async fn a_type_may_have_a_call_timeout_of_its_own_gen_11() {
    let adder = Adder::start().await.unwrap();
    let before = Instant::now();
    assert_eq!(adder.add(300).await, Err(CallError::Timeout));
    assert_eq!(before.elapsed(), Duration::from_millis(200));
    assert_eq!(adder.add(300).infinity().await, Ok(600));
    assert_eq!(
        adder.add(300).timeout(Duration::from_secs(1)).await,
        Ok(900)
    );
    let zero = adder.add(1).timeout(Duration::ZERO).await;
    assert_eq!(zero, Err(CallError::Timeout));
}

#[otp_core::test(start_paused = true)]
async fn a_server_cannot_call_or_stop_itself_gen_15_gen_41() {
    let adder = Adder::start().await.unwrap();
    let refused = Err(CallError::CallingSelf);
    let both = adder.call_oneself().await.unwrap();
    assert_eq!(both, [refused.clone(), refused]);
    assert_eq!(adder.stop_oneself().await, Ok(Err(CallError::CallingSelf)));
    // Its own task is no process, so nobody can tell; the timeout does.
    let outcome = adder.call_oneself_from_a_task().infinity().await;
    assert_eq!(outcome, Ok(Err(CallError::Timeout)));
}

#[otp_core::test(start_paused = true)]
async fn calls_work_in_join_and_in_select() {
    let adder = Adder::start().await.unwrap();
    let both = tokio::join!(adder.add(1), adder.add(2));
    assert_eq!(both, (Ok(1), Ok(3)));
    let other = Adder::start().name(Name::local("other")).await.unwrap();
    let first = tokio::select! {
        slow = adder.add(100) => slow,
        quick = other.add(1) => quick,
    };
    assert_eq!(first, Ok(1));
    // The one that lost was sent, and is handled.
    assert_eq!(adder.add(0).await, Ok(103));
}

#[otp_core::test(start_paused = true)]
async fn a_call_is_sent_at_its_first_poll_and_owns_its_target() {
    let call = {
        let adder = Adder::start().await.unwrap();
        drop(adder.add(50));
        adder.add(1)
    };
    assert_eq!(Adder::named().add(2).await, Ok(2));
    assert_eq!(call.await, Ok(3));
}

#[otp_core::test(start_paused = true)]
async fn many_calls_of_one_caller_are_answered_each_by_its_own() {
    let adder = Adder::start().await.unwrap();
    let calls: Vec<_> = (0..200)
        .map(|_| tokio::spawn(adder.add(0).infinity()))
        .collect();
    let big = adder.big().await.unwrap();
    assert_eq!(big, [7; 100]);
    for call in calls {
        assert_eq!(call.await.unwrap(), Ok(0));
    }
}

#[otp_core::test(start_paused = true)]
async fn a_process_calls_a_server_that_is_started_by_another() {
    let adder = as_process(|_| async { Adder::start().await.unwrap() }).await;
    let sum = as_process(move |_| async move { adder.add(4).await });
    assert_eq!(sum.await, Ok(4));
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_thread_outside_of_runtimes_calls_casts_waits_and_stops() {
    let adder = Adder::start().await.unwrap();
    let (done, is_done) = mpsc::channel();
    let own = adder.clone();
    std::thread::spawn(move || {
        let sum = block_on(own.add(3));
        let late = block_on(own.add(50).timeout(Duration::from_millis(1)));
        let exited = own.exited();
        let stop = own
            .stop(ExitReason::Normal)
            .timeout(Duration::from_millis(1));
        let stopped = block_on(stop);
        let exited = block_on(exited);
        let gone = block_on(own.add(1));
        done.send((sum, late, stopped, exited, gone)).unwrap();
    });
    let outcome = tokio::task::spawn_blocking(move || is_done.recv().unwrap());
    let (sum, late, stopped, exited, gone) = outcome.await.unwrap();
    assert_eq!(sum, Ok(3));
    assert_eq!(late, Err(CallError::Timeout));
    assert_eq!(stopped, Err(CallError::Timeout));
    assert_eq!(exited, ExitReason::Normal);
    assert_eq!(gone, Err(CallError::NoProcess));
}

#[test]
fn a_call_times_out_also_if_the_runtime_of_its_server_is_stuck() {
    let stuck = Builder::new_current_thread().enable_all().build().unwrap();
    let adder = stuck.block_on(Adder::start().name("stuck".into())).unwrap();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let standing_still = std::thread::spawn(move || {
        stuck.block_on(async move {
            let _ = may_go_on.recv();
        });
    });
    let caller = Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    let from_task = caller.block_on(async { adder.add(1).await });
    assert_eq!(from_task, Err(CallError::Timeout));
    let from_process = caller.block_on(as_process(move |_| async move { adder.add(1).await }));
    assert_eq!(from_process, Err(CallError::Timeout));
    go_on.send(()).unwrap();
    standing_still.join().unwrap();
}
