use std::time::Duration;

use otp_core::prelude::*;

#[gen_server(name)]
struct Counter {
    count: i64,
}

#[callbacks]
impl Counter {
    fn init(count: i64) -> Self {
        Self { count }
    }

    #[call]
    fn get(&self) -> i64 {
        self.count
    }

    #[call]
    async fn slow(&mut self) -> i64 {
        tokio::time::sleep(Duration::from_secs(60)).await;
        self.count
    }

    #[call]
    fn crash(&mut self) {
        panic!("on purpose");
    }

    #[cast]
    fn add(&mut self, n: i64) {
        self.count += n;
    }
}

#[otp_core::test(start_paused = true)]
async fn a_call_answers_and_casts_come_before_it_gen_23() {
    let counter = Counter::start(5).await.unwrap();
    counter.add(2);
    counter.add(3);
    assert_eq!(counter.get().await, Ok(10));
    assert_eq!(Counter::named().get().await, Ok(10));
}

#[otp_core::test(start_paused = true)]
async fn a_call_times_out_after_five_seconds_gen_11() {
    let counter = Counter::start(5).await.unwrap();
    let before = tokio::time::Instant::now();
    assert_eq!(counter.slow().await, Err(CallError::Timeout));
    assert_eq!(before.elapsed(), Duration::from_secs(5));
    assert_eq!(counter.get().infinity().await, Ok(5));
}

#[otp_core::test(start_paused = true)]
async fn a_caller_gets_the_reason_of_the_server_that_crashes_gen_16() {
    let counter = Counter::start(5).await.unwrap();
    let Err(CallError::Exited(ExitReason::Panic(panic))) = counter.crash().await else {
        panic!("no panic")
    };
    assert_eq!(panic.message, "on purpose");
    assert!(
        panic
            .place
            .as_deref()
            .unwrap()
            .contains("gen_server_calls.rs")
    );
    assert_eq!(counter.get().await, Err(CallError::NoProcess));
    assert_eq!(Counter::named().get().await, Err(CallError::NoProcess));
}
