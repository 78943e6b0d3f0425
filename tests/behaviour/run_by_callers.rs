//! A server that waits is run by whoever calls it. What that must not change, and whom it must not starve.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;
use tokio::runtime::{Builder, Handle};
use tokio::task::yield_now;

use crate::outside::block_on;

/// Says where and as whom its handlers run.
#[gen_server]
struct Witness {
    parts: Arc<AtomicU32>,
}

#[callbacks]
impl Witness {
    fn init(parts: Arc<AtomicU32>) -> Self {
        Self { parts }
    }

    #[call]
    fn who(&self) -> Option<Pid> {
        process::current()
    }

    #[call]
    fn runtime(&self) -> String {
        Handle::current().id().to_string()
    }

    #[call]
    async fn in_two_parts(&self) -> u32 {
        self.parts.fetch_add(1, Ordering::Relaxed);
        yield_now().await;
        self.parts.fetch_add(1, Ordering::Relaxed) + 1
    }

    #[call]
    fn answer_and_go_on(&self) -> Reply<u32, Later> {
        Reply::new(self.parts.load(Ordering::Relaxed)).then_continue(Later)
    }

    #[handle_continue]
    fn later(&mut self, _: Later) {
        self.parts.fetch_add(100, Ordering::Relaxed);
    }

    #[call]
    fn crash(&self) -> u32 {
        panic!("on the stack of its caller");
    }
}

struct Later;

#[otp_core::test]
async fn a_handler_runs_as_its_server_and_its_caller_stays_itself() {
    let parts = Arc::<AtomicU32>::default();
    let witness = Witness::start(parts).await.unwrap();
    assert_eq!(witness.who().await, Ok(witness.pid()));
    assert_eq!(process::current(), None);
    let asked = witness.clone();
    let (tell, told) = tokio::sync::oneshot::channel();
    let caller = process::spawn(async move {
        let seen = asked.who().await;
        let _ = tell.send((seen, process::current()));
    });
    assert_eq!(told.await.unwrap(), (Ok(witness.pid()), caller.ok()));
}

#[otp_core::test]
async fn a_handler_that_waits_goes_on_without_its_caller_gen_13() {
    let parts = Arc::<AtomicU32>::default();
    let witness = Witness::start(parts.clone()).await.unwrap();
    let mut call = Box::pin(witness.in_two_parts());
    assert!(poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx).is_pending())).await);
    assert_eq!(parts.load(Ordering::Relaxed), 1);
    drop(call);
    assert_eq!(witness.in_two_parts().await, Ok(4));
}

#[otp_core::test]
async fn the_answer_does_not_wait_for_the_continue_that_comes_after_it_gen_18() {
    let parts = Arc::<AtomicU32>::default();
    let witness = Witness::start(parts.clone()).await.unwrap();
    assert_eq!(witness.answer_and_go_on().await, Ok(0));
    assert_eq!(parts.load(Ordering::Relaxed), 0);
    // Before the next message it has been done.
    assert_eq!(witness.answer_and_go_on().await, Ok(100));
}

#[otp_core::test]
async fn a_panic_in_a_handler_is_its_servers_and_reaches_the_caller_as_a_reason_gen_16() {
    let witness = Witness::start(Arc::default()).await.unwrap();
    let answer = witness.crash().await;
    assert!(
        matches!(answer, Err(CallError::Exited(ExitReason::Panic(_)))),
        "{answer:?}"
    );
    assert!(!witness.is_alive());
}

#[test]
fn a_handler_runs_on_its_servers_runtime_wherever_its_caller_is() {
    let build = || {
        Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap()
    };
    let (own, other) = (build(), build());
    let witness = own.block_on(async { Witness::start(Arc::default()).await.unwrap() });
    let theirs = own.handle().id().to_string();
    let asked = witness.clone();
    let seen =
        other.block_on(async move { tokio::spawn(async move { asked.runtime().await }).await });
    assert_eq!(seen.unwrap(), Ok(theirs.clone()));
    assert_eq!(
        own.block_on(async { witness.runtime().await }),
        Ok(theirs.clone())
    );
    assert_eq!(block_on(witness.runtime()), Ok(theirs));
}

/// Asks the next one, so that a chain of them is as deep as it is long.
#[gen_server]
struct Link {
    next: Option<LinkRef>,
}

#[callbacks]
impl Link {
    fn init(next: Option<LinkRef>) -> Self {
        Self { next }
    }

    #[call]
    async fn depth(&self) -> u32 {
        match &self.next {
            Some(next) => next.depth().await.unwrap_or(0) + 1,
            None => 1,
        }
    }
}

#[otp_core::test]
async fn a_chain_of_callers_is_as_long_as_it_likes_and_the_stack_is_not() {
    let mut last = Link::start(None).await.unwrap();
    for _ in 1..10_000 {
        last = Link::start(Some(last)).await.unwrap();
    }
    assert_eq!(last.depth().await, Ok(10_000));
}

/// Counts what it has handled.
#[gen_server]
struct Flooded {
    handled: Arc<AtomicU64>,
}

#[callbacks]
impl Flooded {
    fn init(handled: Arc<AtomicU64>) -> Self {
        Self { handled }
    }

    #[cast]
    fn drop_in(&mut self) {
        self.handled.fetch_add(1, Ordering::Relaxed);
    }

    #[call]
    fn ping(&self) -> u64 {
        self.handled.load(Ordering::Relaxed)
    }
}

#[otp_core::test]
async fn a_neighbours_call_is_answered_before_a_flooded_server_handles_256_more() {
    let handled = Arc::<AtomicU64>::default();
    let flooded = Flooded::start(handled.clone()).await.unwrap();
    let neighbour = Flooded::start(Arc::default()).await.unwrap();
    for _ in 0..10_000 {
        flooded.drop_in();
    }
    // In a task: the future of a test comes up only now and then.
    let client = tokio::spawn(async move {
        while handled.load(Ordering::Relaxed) < 10_000 {
            // One that does not wait, so that its own task has to run.
            neighbour.drop_in();
            let before = handled.load(Ordering::Relaxed);
            neighbour.ping().await.unwrap();
            let meanwhile = handled.load(Ordering::Relaxed) - before;
            assert!(meanwhile <= 256, "{meanwhile}");
        }
    });
    client.await.unwrap();
}

/// Lets others run and is ready again at once; tokio's own way puts off the waking.
async fn back_in_line() {
    let mut has_waited = false;
    poll_fn(|cx| {
        if has_waited {
            return Poll::Ready(());
        }
        has_waited = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[otp_core::test]
async fn a_task_that_calls_without_pause_lets_others_run() {
    let server = Flooded::start(Arc::default()).await.unwrap();
    let turns = Arc::<AtomicU32>::default();
    let others = turns.clone();
    let other = tokio::spawn(async move {
        loop {
            others.fetch_add(1, Ordering::Relaxed);
            back_in_line().await;
        }
    });
    let caller = tokio::spawn(async move {
        for _ in 0..10_000 {
            server.ping().await.unwrap();
        }
    });
    caller.await.unwrap();
    other.abort();
    let turns = turns.load(Ordering::Relaxed);
    assert!(turns >= 10, "{turns}");
}

#[otp_core::test]
async fn a_task_that_starts_servers_without_pause_lets_others_run() {
    let turns = Arc::<AtomicU32>::default();
    let others = turns.clone();
    let other = tokio::spawn(async move {
        loop {
            others.fetch_add(1, Ordering::Relaxed);
            back_in_line().await;
        }
    });
    let starter = tokio::spawn(async {
        for _ in 0..10_000 {
            Flooded::start(Arc::default()).await.unwrap();
        }
    });
    starter.await.unwrap();
    other.abort();
    let turns = turns.load(Ordering::Relaxed);
    assert!(turns >= 10, "{turns}");
}

/// Tells when it is dropped.
struct Drops(Arc<AtomicU32>);

impl Drop for Drops {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[gen_server]
struct Keeper {
    kept: Drops,
}

#[callbacks]
impl Keeper {
    fn init(kept: Arc<AtomicU32>) -> Self {
        Self { kept: Drops(kept) }
    }

    #[call]
    fn drops(&self) -> u32 {
        self.kept.0.load(Ordering::Relaxed)
    }
}

#[test]
fn a_server_that_never_needed_a_task_ends_with_its_runtime() {
    let drops = Arc::<AtomicU32>::default();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let keeper = runtime.block_on(async {
        let keeper = Keeper::start(drops.clone()).await.unwrap();
        assert_eq!(keeper.drops().await, Ok(0));
        keeper
    });
    drop(runtime);
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    assert!(!keeper.is_alive());
    assert_eq!(block_on(keeper.exited()), ExitReason::Killed);
}

#[otp_core::test]
async fn a_server_that_never_needed_a_task_can_be_killed_prc_7() {
    let drops = Arc::<AtomicU32>::default();
    let keeper = Keeper::start(drops.clone()).await.unwrap();
    process::signal(keeper.pid().unwrap(), ExitReason::Kill);
    assert_eq!(keeper.exited().await, ExitReason::Killed);
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    let answer = keeper.drops().timeout(Duration::from_secs(1)).await;
    assert_eq!(answer, Err(CallError::NoProcess));
}
