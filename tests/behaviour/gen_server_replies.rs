//! GEN-13 to GEN-22: how calls are answered, and how not.

use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::Instant;

use crate::inside::{as_process, boom};

#[derive(Debug)]
enum Step {
    Continued,
    Terminated,
}

type Log = UnboundedSender<Step>;
type Waiting = ReplyTo<u32>;

#[gen_server(trap_exit)]
struct Desk {
    log: Log,
    waiting: Vec<Waiting>,
}

struct Note;

#[callbacks]
impl Desk {
    fn init(log: Log) -> Self {
        Self {
            log,
            waiting: Vec::new(),
        }
    }

    #[handle_continue]
    async fn note(&mut self, _: Note) {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let _ = self.log.send(Step::Continued);
    }

    #[call]
    fn answer_then_continue(&mut self) -> Reply<u32, Note> {
        Reply::new(1).then_continue(Note)
    }

    #[call]
    fn keep(&mut self, reply: ReplyTo<u32>) {
        self.waiting.push(reply);
    }

    #[call]
    fn forget(&mut self, reply: ReplyTo<u32>) {
        drop(reply);
    }

    #[call]
    fn give_away(&mut self, reply: ReplyTo<u32>, to: UnboundedSender<Waiting>) {
        let _ = to.send(reply);
    }

    #[call]
    fn stop_with_answer(&mut self) -> Reply<u32> {
        Reply::new(2).stop(boom())
    }

    #[call]
    fn stop_without_answer(&mut self, reply: ReplyTo<u32>) -> Next {
        drop(reply);
        Next::stop(boom())
    }

    #[call]
    async fn slow(&mut self, time: Duration, n: u32) -> u32 {
        tokio::time::sleep(time).await;
        n
    }

    #[call]
    fn fallible(&mut self, text: String) -> Result<u32, std::num::ParseIntError> {
        Ok(text.parse::<u32>()? + 1)
    }

    #[cast]
    fn answer_all(&mut self, with: u32) {
        for reply in self.waiting.drain(..) {
            reply.send(with);
        }
    }

    async fn terminate(&mut self, _: ExitReason) {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let _ = self.log.send(Step::Terminated);
    }
}

async fn desk() -> (DeskRef, tokio::sync::mpsc::UnboundedReceiver<Step>) {
    let (log, steps) = unbounded_channel();
    (Desk::start(log).await.expect("it starts"), steps)
}

#[otp_core::test(start_paused = true)]
async fn the_answer_comes_before_the_continue_gen_18() {
    let (desk, mut steps) = desk().await;
    assert_eq!(desk.answer_then_continue().await, Ok(1));
    assert!(steps.try_recv().is_err());
    assert!(matches!(steps.recv().await, Some(Step::Continued)));
}

#[otp_core::test(start_paused = true)]
async fn a_kept_reply_answers_later_gen_19() {
    let (desk, _steps) = desk().await;
    let calls: Vec<_> = (0..3).map(|_| tokio::spawn(desk.keep())).collect();
    tokio::task::yield_now().await;
    desk.answer_all(7);
    for call in calls {
        assert_eq!(call.await.unwrap(), Ok(7));
    }
}

#[otp_core::test(start_paused = true)]
async fn a_reply_can_be_given_from_any_process_task_or_thread_gen_19() {
    let (desk, _steps) = desk().await;
    let (sender, mut replies) = unbounded_channel();
    let call = || tokio::spawn(desk.give_away(sender.clone()).infinity());
    let (one, two, three) = (call(), call(), call());
    let from_process = replies.recv().await.unwrap();
    process::spawn(async { from_process.send(1) }).unwrap();
    assert_eq!(one.await.unwrap(), Ok(1));
    let from_task = replies.recv().await.unwrap();
    tokio::spawn(async { from_task.send(2) });
    assert_eq!(two.await.unwrap(), Ok(2));
    let from_thread = replies.recv().await.unwrap();
    std::thread::spawn(|| from_thread.send(3)).join().unwrap();
    assert_eq!(three.await.unwrap(), Ok(3));
}

#[otp_core::test(start_paused = true)]
async fn a_reply_that_is_forgotten_leaves_the_caller_to_its_timeout_gen_12() {
    let (desk, _steps) = desk().await;
    let before = Instant::now();
    assert_eq!(desk.forget().await, Err(CallError::Timeout));
    assert_eq!(before.elapsed(), Duration::from_secs(5));
    assert!(desk.is_alive());
}

#[otp_core::test(start_paused = true)]
async fn a_forgotten_call_learns_of_the_end_of_its_server_gen_16() {
    let (desk, _steps) = desk().await;
    let call = tokio::spawn(desk.forget().infinity());
    tokio::task::yield_now().await;
    desk.stop(boom()).await.unwrap();
    assert_eq!(call.await.unwrap(), Err(CallError::Exited(boom())));
}

#[otp_core::test(start_paused = true)]
async fn the_end_of_a_server_is_told_to_callers_whose_reply_lives_elsewhere_gen_16() {
    let (desk, _steps) = desk().await;
    let (sender, mut replies) = unbounded_channel();
    let call = tokio::spawn(desk.give_away(sender).infinity());
    let reply = replies.recv().await.unwrap();
    process::signal(desk.pid().unwrap(), ExitReason::Kill);
    let outcome = call.await.unwrap();
    assert_eq!(outcome, Err(CallError::Exited(ExitReason::Killed)));
    reply.send(1);
}

#[otp_core::test(start_paused = true)]
async fn a_reply_after_the_end_of_its_server_counts_if_the_caller_has_not_looked_gen_20() {
    let (desk, _steps) = desk().await;
    let (sender, mut replies) = unbounded_channel();
    let call = desk.give_away(sender).infinity();
    let mut call = std::pin::pin!(call);
    assert!(futures_poll(call.as_mut()).is_none());
    let reply = replies.recv().await.unwrap();
    desk.stop(ExitReason::Normal).await.unwrap();
    reply.send(9);
    assert_eq!(call.await, Ok(9));
}

fn futures_poll<F: Future>(future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    match future.poll(&mut cx) {
        std::task::Poll::Ready(output) => Some(output),
        std::task::Poll::Pending => None,
    }
}

#[otp_core::test(start_paused = true)]
async fn a_late_reply_is_dropped_and_never_answers_a_later_call_gen_13() {
    let (desk, _steps) = desk().await;
    let second = Duration::from_secs(1);
    for n in 0..5 {
        let late = desk.slow(2 * second, n).timeout(second).await;
        assert_eq!(late, Err(CallError::Timeout));
        assert_eq!(desk.slow(Duration::ZERO, 100 + n).await, Ok(100 + n));
    }
}

#[otp_core::test(start_paused = true)]
async fn a_timeout_does_not_stop_the_server_gen_12() {
    let (desk, _steps) = desk().await;
    let late = desk.keep().timeout(Duration::from_millis(1)).await;
    assert_eq!(late, Err(CallError::Timeout));
    // Its caller is gone; the reply is taken all the same (GEN-20).
    desk.answer_all(1);
    assert_eq!(desk.slow(Duration::ZERO, 4).await, Ok(4));
}

#[otp_core::test(start_paused = true)]
async fn a_stop_with_an_answer_is_answered_after_terminate_gen_21() {
    let (desk, mut steps) = desk().await;
    let before = Instant::now();
    assert_eq!(desk.stop_with_answer().await, Ok(2));
    assert_eq!(before.elapsed(), Duration::from_secs(1));
    assert!(matches!(steps.try_recv(), Ok(Step::Terminated)));
    assert!([boom(), ExitReason::NoProcess].contains(&desk.exited().await));
}

#[otp_core::test(start_paused = true)]
async fn a_stop_without_an_answer_gives_the_reason_gen_22() {
    let (desk, _steps) = desk().await;
    let outcome = desk.stop_without_answer().await;
    assert_eq!(outcome, Err(CallError::Exited(boom())));
}

#[otp_core::test(start_paused = true)]
async fn an_error_in_a_call_is_its_answer_and_the_server_lives() {
    let (desk, _steps) = desk().await;
    assert_eq!(desk.fallible("41").await, Ok(Ok(42)));
    assert!(matches!(desk.fallible("x").await, Ok(Err(_))));
    assert!(desk.is_alive());
}

#[otp_core::test(start_paused = true)]
async fn all_that_wait_learn_the_reason_also_normal_gen_16() {
    let (desk, _steps) = desk().await;
    let waiting: Vec<_> = (0..4)
        .map(|n| tokio::spawn(desk.slow(Duration::from_secs(60), n).infinity()))
        .collect();
    tokio::task::yield_now().await;
    process::signal(desk.pid().unwrap(), ExitReason::Kill);
    for call in waiting {
        let outcome = call.await.unwrap();
        assert_eq!(outcome, Err(CallError::Exited(ExitReason::Killed)));
    }
    let (desk, _steps) = self::desk().await;
    let kept = tokio::spawn(desk.keep().infinity());
    tokio::task::yield_now().await;
    desk.stop(ExitReason::Normal).await.unwrap();
    let outcome = kept.await.unwrap();
    assert_eq!(outcome, Err(CallError::Exited(ExitReason::Normal)));
}

#[otp_core::test(start_paused = true)]
async fn a_crash_in_a_server_that_is_called_is_an_error_to_its_caller_only_gen_46() {
    let outcome = as_process(|_| async {
        let (desk, _steps) = desk().await;
        desk.stop_without_answer().await
    });
    assert_eq!(outcome.await, Err(CallError::Exited(boom())));
}
