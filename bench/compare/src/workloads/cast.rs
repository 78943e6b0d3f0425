//! Casts, until a call sees the whole sum.

use std::time::Instant;

use tokio::task::yield_now;

use super::{cases, nanos_each};
use crate::subject::{Subject, Workers};
use crate::workload::{Measure, Place, Workload};

const CASTS: u64 = 500_000;
/// A producer lets others run after so many.
const BURST: u64 = 256;

pub(super) fn one_producer() -> Workload {
    fn round<S: Subject>() -> Vec<f64> {
        cast::<S>(Workers::One, 1)
    }
    Workload {
        measures: vec![Measure::new("cast_1", "ns", "cast, one thread")],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore, OtpCoreVia, Ractor, Kameo, Actix, Xtra, Hydra, Spawned),
    }
}

pub(super) fn four_producers() -> Workload {
    fn round<S: Subject>() -> Vec<f64> {
        cast::<S>(Workers::Two, 4)
    }
    Workload {
        measures: vec![Measure::new(
            "cast_4",
            "ns",
            "cast, four producers, two workers",
        )],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore, OtpCoreVia, Ractor, Kameo, Actix, Xtra, Hydra, Spawned),
    }
}

fn cast<S: Subject>(workers: Workers, producers: u64) -> Vec<f64> {
    S::block_on(workers, async move {
        S::spawn(async move {
            let server = S::start().await;
            let started = Instant::now();
            let producers: Vec<_> = (0..producers)
                .map(|_| {
                    let server = server.clone();
                    S::spawn(async move { produce::<S>(&server, CASTS / producers).await })
                })
                .collect();
            for producer in producers {
                producer.await;
            }
            // One that is not strictly first in, first out (xtra) may answer before it has seen all.
            while S::call(&server, 1).await != CASTS + 1 {
                yield_now().await;
            }
            let took = nanos_each(started, CASTS);
            S::stop(server);
            vec![took]
        })
        .await
    })
}

async fn produce<S: Subject>(server: &S::Server, casts: u64) {
    for number in 0..casts {
        S::cast(server, 1).await;
        if number % BURST == 0 {
            yield_now().await;
        }
    }
}
