//! Calls by name: each looks the name up and calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::{cases, nanos_each};
use crate::subject::{Names, Workers};
use crate::workload::{Measure, Place, Workload};

const NAMES: usize = 10_000;
const CLIENTS: usize = 2;
const CALLS: usize = 100_000;

pub(super) fn workload() -> Workload {
    Workload {
        measures: vec![Measure::new(
            "name_call",
            "ns",
            "look-up among 10,000 names and call, two threads",
        )],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCoreVia, Ractor, Kameo, Hydra),
    }
}

fn round<S: Names>() -> Vec<f64> {
    static ROUND: AtomicUsize = AtomicUsize::new(0);
    let round = ROUND.fetch_add(1, Ordering::Relaxed);
    S::block_on(Workers::Two, async move {
        S::spawn(async move {
            S::prepare().await;
            // Some keep the names of rounds before.
            let names: Arc<[String]> = (0..NAMES).map(|n| format!("{round}: server {n}")).collect();
            let mut servers = Vec::with_capacity(NAMES);
            for name in names.iter() {
                servers.push(S::start_named(name.clone()).await);
            }
            let started = Instant::now();
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    let names = names.clone();
                    S::spawn(async move { call::<S>(&names, client).await })
                })
                .collect();
            for client in clients {
                client.await;
            }
            let took = nanos_each(started, (CLIENTS * CALLS) as u64);
            servers.into_iter().for_each(S::stop);
            vec![took]
        })
        .await
    })
}

async fn call<S: Names>(names: &[String], client: usize) {
    for number in 0..CALLS {
        // Coprime to the count of names: all come up, none near the one before.
        let name = &names[(number * 7_919 + client * NAMES / CLIENTS) % NAMES];
        let x = number as u64;
        assert_eq!(S::call_by_name(name, x).await, x, "{}", S::NAME);
    }
}
