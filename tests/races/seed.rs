//! Seeds: where the interleavings come from.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use otp_core::testing::Sandbox;
use otp_core::{ExitReason, Strategy};

/// By the clock of the scene: one that takes longer waits for something that never comes.
const LIMIT: Duration = Duration::from_secs(60);

/// A stream of numbers that all who take part in a scene draw from: splitmix64.
#[derive(Clone)]
pub(crate) struct Seed(Arc<AtomicU64>);

impl Seed {
    pub(crate) fn new(number: u64) -> Self {
        Self(Arc::new(AtomicU64::new(number)))
    }

    fn next(&self) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not zero.
    pub(crate) fn below(&self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("less than a usize")
    }

    pub(crate) fn flip(&self) -> bool {
        self.below(2) == 0
    }

    pub(crate) fn pick<T: Clone>(&self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub(crate) fn strategy(&self) -> Strategy {
        self.pick(&[
            Strategy::OneForOne,
            Strategy::OneForAll,
            Strategy::RestForOne,
        ])
    }

    /// Lets the others go first, up to `most` times.
    pub(crate) async fn yields(&self, most: usize) {
        for _ in 0..self.below(most + 1) {
            tokio::task::yield_now().await;
        }
    }
}

pub(crate) fn boom() -> ExitReason {
    ExitReason::other("boom")
}

/// Plays a scene on one thread with a paused clock.
pub(crate) fn paused<F: Future>(number: u64, scene: impl FnOnce(Seed) -> F) -> F::Output {
    let scene = scene(Seed::new(number));
    Sandbox::new()
        .start_paused()
        .run(async { within_limit(scene).await })
}

/// Plays a scene on two threads.
pub(crate) fn on_threads<F: Future>(number: u64, scene: impl FnOnce(Seed) -> F) -> F::Output {
    let scene = scene(Seed::new(number));
    Sandbox::new()
        .worker_threads(2)
        .run(async { within_limit(scene).await })
}

async fn within_limit<F: Future>(scene: F) -> F::Output {
    tokio::time::timeout(LIMIT, scene)
        .await
        .expect("the scene waits for something that never comes")
}

/// Has `play` play so many seeds, or the one that `RACES_SEED` names; tells which it was that failed.
pub(crate) fn each(seeds: u64, play: impl Fn(u64)) {
    let only = env::var("RACES_SEED").ok();
    let seeds = match &only {
        None => 0..seeds,
        Some(seed) => {
            let seed: u64 = seed.parse().expect("RACES_SEED is a number");
            seed..seed + 1
        }
    };
    for seed in seeds {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| play(seed))) {
            eprintln!("seed {seed} failed; RACES_SEED={seed} plays it alone");
            resume_unwind(panic);
        }
    }
}

/// Waits until something is so; the clock moves on only when nothing else can.
pub(crate) async fn until<F: Future<Output = bool>>(holds: impl Fn() -> F) {
    while !holds().await {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
