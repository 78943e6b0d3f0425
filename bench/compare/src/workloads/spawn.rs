//! Starting and stopping many servers, and what one weighs while it idles.

use std::fs;
use std::mem::size_of;
use std::time::Instant;

use tokio::task::yield_now;

use super::{cases, nanos_each};
use crate::subject::{Subject, Sum, Workers};
use crate::workload::{Measure, Place, Workload};

const PAGE: f64 = 4096.0;

pub(super) fn hundred_thousand() -> Workload {
    fn round<S: Subject>() -> Vec<f64> {
        servers::<S, 100_000>()
    }
    Workload {
        measures: vec![
            Measure::new("spawn", "ns", "start of a server, 100,000 of them"),
            Measure::new("rss", "bytes", "an idle server, 100,000 of them"),
            Measure::new("stop", "ns", "end of a server, 100,000 of them"),
        ],
        place: Place::FreshProcess,
        cases: cases!(round: RawTokio, OtpCore, Ractor, Kameo, Actix, Xtra, Hydra, Spawned),
    }
}

pub(super) fn million() -> Workload {
    fn round<S: Subject>() -> Vec<f64> {
        servers::<S, 1_000_000>()
    }
    Workload {
        measures: vec![
            Measure::new("spawn_1m", "ns", "start of a server, 1,000,000 of them").on_request(),
            Measure::new("rss_1m", "bytes", "an idle server, 1,000,000 of them").on_request(),
            Measure::new("stop_1m", "ns", "end of a server, 1,000,000 of them").on_request(),
        ],
        place: Place::FreshProcess,
        cases: cases!(round: RawTokio, OtpCore, Ractor, Kameo, Actix, Xtra, Hydra, Spawned),
    }
}

fn servers<S: Subject, const COUNT: usize>() -> Vec<f64> {
    S::block_on(Workers::One, async {
        S::spawn(async {
            warm_up::<S>().await;
            // References are not counted: their place is made, and touched, before.
            let mut servers = Vec::with_capacity(COUNT);
            let own = resident();
            let started = Instant::now();
            for _ in 0..COUNT {
                servers.push(S::start().await);
            }
            until_alive(COUNT).await;
            let start = nanos_each(started, COUNT as u64);
            let references = (COUNT * size_of::<S::Server>()) as f64;
            let weight = (resident() - own - references) / COUNT as f64;
            for server in servers.iter().step_by(1_000) {
                assert_eq!(S::call(server, 5).await, 5, "{}", S::NAME);
            }
            let stopped = Instant::now();
            servers.into_iter().for_each(S::stop);
            until_alive(0).await;
            vec![start, weight, nanos_each(stopped, COUNT as u64)]
        })
        .await
    })
}

async fn warm_up<S: Subject>() {
    let server = S::start().await;
    until_alive(1).await;
    assert_eq!(S::call(&server, 1).await, 1, "{}", S::NAME);
    S::stop(server);
    until_alive(0).await;
}

async fn until_alive(count: usize) {
    while Sum::alive() != count {
        yield_now().await;
    }
}

/// The memory of this process that is in use, in bytes.
fn resident() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").expect("Linux tells of memory");
    let resident = pages
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse::<f64>().ok());
    resident.expect("statm has a second number") * PAGE
}
