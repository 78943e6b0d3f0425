//! GEN-30 to GEN-32: idle timeouts.

use std::time::Duration;

use otp_core::prelude::*;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;

use crate::inside::boom;

const SECOND: Duration = Duration::from_secs(1);

#[gen_server(trap_exit)]
struct Dozer {
    dozed: UnboundedSender<Instant>,
    again: Option<Duration>,
}

#[callbacks]
impl Dozer {
    fn init(dozed: UnboundedSender<Instant>, first: Option<Duration>) -> Init<Self> {
        let init = Init::ok(Self { dozed, again: None });
        match first {
            Some(first) => init.idle_timeout(first),
            None => init,
        }
    }

    #[call]
    fn doze(&mut self, after: Duration) -> Reply<()> {
        Reply::new(()).idle_timeout(after)
    }

    #[call]
    fn wake(&mut self) {}

    #[cast]
    fn doze_silently(&mut self, after: Duration) -> Next {
        Next::idle_timeout(after)
    }

    #[cast]
    fn doze_again_and_again(&mut self, every: Duration) -> Next {
        self.again = Some(every);
        Next::idle_timeout(every)
    }

    #[cast]
    fn end(&mut self) -> Next {
        Next::stop(boom())
    }

    #[info]
    fn idle(&mut self, _: IdleTimeout) -> Next {
        let _ = self.dozed.send(Instant::now());
        match self.again {
            Some(every) => Next::idle_timeout(every),
            None => Next::wait(),
        }
    }
}

async fn dozer(first: Option<Duration>) -> (DozerRef, UnboundedReceiver<Instant>) {
    let (sender, dozed) = unbounded_channel();
    (Dozer::start(sender, first).await.expect("it starts"), dozed)
}

#[otp_core::test(start_paused = true)]
async fn a_server_that_nobody_asks_gets_an_idle_timeout_once_gen_30() {
    let before = Instant::now();
    let (_dozer, mut dozed) = dozer(Some(SECOND)).await;
    assert_eq!(dozed.recv().await.unwrap() - before, SECOND);
    let more = tokio::time::timeout(10 * SECOND, dozed.recv()).await;
    assert!(more.is_err());
}

#[otp_core::test(start_paused = true)]
async fn any_message_cancels_it_gen_31() {
    let (dozer, mut dozed) = dozer(None).await;
    dozer.doze(SECOND).await.unwrap();
    tokio::time::sleep(SECOND / 2).await;
    dozer.wake().await.unwrap();
    assert!(
        tokio::time::timeout(10 * SECOND, dozed.recv())
            .await
            .is_err()
    );
}

#[otp_core::test(start_paused = true)]
async fn a_message_that_nobody_takes_cancels_it_gen_31() {
    let (dozer, mut dozed) = dozer(None).await;
    dozer.doze(SECOND).await.unwrap();
    tokio::time::sleep(SECOND / 2).await;
    otp_core::process::signal(dozer.pid().unwrap(), boom());
    assert!(
        tokio::time::timeout(10 * SECOND, dozed.recv())
            .await
            .is_err()
    );
    assert!(dozer.is_alive());
}

#[otp_core::test(start_paused = true)]
async fn zero_lets_waiting_messages_go_first_and_is_cancelled_by_them_gen_32() {
    let (dozer, mut dozed) = dozer(None).await;
    dozer.doze_silently(Duration::ZERO);
    dozer.wake().await.unwrap();
    assert!(tokio::time::timeout(SECOND, dozed.recv()).await.is_err());
    let before = Instant::now();
    dozer.doze(Duration::ZERO).await.unwrap();
    assert_eq!(dozed.recv().await, Some(before));
}

#[otp_core::test(start_paused = true)]
async fn a_timeout_can_be_asked_for_again_gen_30() {
    let (dozer, mut dozed) = dozer(None).await;
    let before = Instant::now();
    dozer.doze_again_and_again(SECOND);
    for n in 1..5 {
        assert_eq!(dozed.recv().await.unwrap() - before, n * SECOND);
    }
    dozer.end();
    dozer.exited().await;
}

#[otp_core::test(start_paused = true)]
async fn an_idle_server_with_no_time_at_all_can_be_ended() {
    let (dozer, _dozed) = dozer(None).await;
    dozer.doze_again_and_again(Duration::ZERO);
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    otp_core::process::signal(dozer.pid().unwrap(), ExitReason::Kill);
    assert_eq!(dozer.exited().await, ExitReason::Killed);
}

#[otp_core::test(start_paused = true)]
async fn for_ever_is_a_timeout_too() {
    let (dozer, mut dozed) = dozer(None).await;
    dozer.doze(Duration::MAX).await.unwrap();
    let year = Duration::from_secs(365 * 86_400);
    assert!(tokio::time::timeout(year, dozed.recv()).await.is_err());
    dozer.wake().infinity().await.unwrap();
    dozer.wake().timeout(Duration::MAX).await.unwrap();
}
