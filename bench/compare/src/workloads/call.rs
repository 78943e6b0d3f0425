//! The round trip of a call.

use std::time::Instant;

use super::{cases, nanos_each};
use crate::subject::{Subject, Workers};
use crate::workload::{Measure, Place, Workload};

const CALLS: u64 = 20_000;
const WARM_UP: u64 = 2_000;
const CLIENTS: u64 = 64;
const CALLS_A_CLIENT: u64 = 2_000;

pub(super) fn one_thread() -> Workload {
    fn round<S: Subject>() -> Vec<f64> {
        one_client::<S>(Workers::One)
    }
    Workload {
        measures: vec![Measure::new("call_ct", "ns", "call, one thread")],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore, OtpCoreVia, Ractor, Kameo, Actix, Xtra, Hydra, Spawned),
    }
}

pub(super) fn two_workers() -> Workload {
    fn round<S: Subject>() -> Vec<f64> {
        one_client::<S>(Workers::Two)
    }
    Workload {
        measures: vec![Measure::new("call_mt", "ns", "call, two workers")],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore, OtpCoreVia, Ractor, Kameo, Actix, Xtra, Hydra, Spawned),
    }
}

pub(super) fn many_clients() -> Workload {
    Workload {
        measures: vec![Measure::new(
            "call_64",
            "ns",
            "call, 64 clients, two workers",
        )],
        place: Place::Here,
        cases: cases!(many: RawTokio, OtpCore, OtpCoreVia, Ractor, Kameo, Actix, Xtra, Hydra, Spawned),
    }
}

fn one_client<S: Subject>(workers: Workers) -> Vec<f64> {
    S::block_on(workers, async {
        S::spawn(async {
            let server = S::start().await;
            S::cast(&server, 7).await;
            call::<S>(&server, WARM_UP).await;
            let started = Instant::now();
            call::<S>(&server, CALLS).await;
            let took = nanos_each(started, CALLS);
            S::stop(server);
            vec![took]
        })
        .await
    })
}

fn many<S: Subject>() -> Vec<f64> {
    S::block_on(Workers::Two, async {
        S::spawn(async {
            let server = S::start().await;
            S::cast(&server, 7).await;
            let started = Instant::now();
            let clients: Vec<_> = (0..CLIENTS)
                .map(|_| {
                    let server = server.clone();
                    S::spawn(async move { call::<S>(&server, CALLS_A_CLIENT).await })
                })
                .collect();
            for client in clients {
                client.await;
            }
            let took = nanos_each(started, CLIENTS * CALLS_A_CLIENT);
            S::stop(server);
            vec![took]
        })
        .await
    })
}

/// Calls a server whose sum is 7, and checks each answer.
async fn call<S: Subject>(server: &S::Server, calls: u64) {
    for x in 0..calls {
        assert_eq!(S::call(server, x).await, x + 7, "{}", S::NAME);
    }
}
