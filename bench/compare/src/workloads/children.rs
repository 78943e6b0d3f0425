//! `start_child`: a supervisor starts servers on request.

use std::time::Instant;

use super::{cases, nanos_each};
use crate::subject::{StartsChildren, Workers};
use crate::workload::{Measure, Place, Workload};

const CHILDREN: u64 = 10_000;

pub(super) fn one_caller() -> Workload {
    fn round<S: StartsChildren>() -> Vec<f64> {
        children::<S>(1)
    }
    Workload {
        measures: vec![Measure::new(
            "start_child",
            "ns",
            "start_child, 10,000 children, two workers",
        )],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore, Ractor, Kameo),
    }
}

pub(super) fn many_callers() -> Workload {
    fn round<S: StartsChildren>() -> Vec<f64> {
        children::<S>(64)
    }
    Workload {
        measures: vec![Measure::new(
            "start_child_64",
            "ns",
            "start_child, 10,000 children, 64 callers",
        )],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore, Ractor, Kameo),
    }
}

fn children<S: StartsChildren>(callers: u64) -> Vec<f64> {
    S::block_on(Workers::Two, async move {
        S::spawn(async move {
            let supervisor = S::supervisor().await;
            let started = Instant::now();
            let callers: Vec<_> = (0..callers)
                .map(|caller| {
                    let supervisor = supervisor.clone();
                    S::spawn(async move {
                        let mut servers = Vec::new();
                        for number in (caller..CHILDREN).step_by(callers as usize) {
                            servers.push(S::start_child(&supervisor, number).await);
                        }
                        servers
                    })
                })
                .collect();
            let mut servers = Vec::new();
            for caller in callers {
                servers.extend(caller.await);
            }
            let took = nanos_each(started, CHILDREN);
            for server in servers.iter().step_by(100) {
                assert_eq!(S::call(server, 5).await, 5, "{}", S::NAME);
            }
            servers.into_iter().for_each(S::stop);
            vec![took]
        })
        .await
    })
}
