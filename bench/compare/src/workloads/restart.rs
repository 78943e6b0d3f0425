//! From the crash of a supervised server until the next one has answered.

use std::time::Instant;

use tokio::task::yield_now;

use super::{cases, nanos_each};
use crate::subject::{Restarts, Workers};
use crate::workload::{Measure, Place, Workload};

/// A round of a tenth of a second: one of some milliseconds tells how its worker threads happened to wake.
const CRASHES: u64 = 20_000;

pub(super) fn workload() -> Workload {
    Workload {
        measures: vec![Measure::new(
            "restart",
            "ns",
            "crash to serving again, two workers",
        )],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore, Ractor, Kameo),
    }
}

fn round<S: Restarts>() -> Vec<f64> {
    S::block_on(Workers::Two, async {
        S::spawn(async {
            let tree = S::tree().await;
            crash::<S>(&tree, 100).await;
            let started = Instant::now();
            crash::<S>(&tree, CRASHES).await;
            vec![nanos_each(started, CRASHES)]
        })
        .await
    })
}

async fn crash<S: Restarts>(tree: &S::Tree, crashes: u64) {
    for x in 0..crashes {
        S::crash(tree).await;
        let answer = loop {
            match S::try_call(tree, x).await {
                Some(answer) => break answer,
                None => yield_now().await,
            }
        };
        // One that had not crashed would have a sum above zero.
        assert_eq!(answer, x, "{}", S::NAME);
    }
}
