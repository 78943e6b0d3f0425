//! How the cost of a child grows with the tree: what one more takes among 100 to 1,000,000.

use std::time::Instant;

use super::{cases, nanos_each};
use crate::subject::{StartsChildren, Workers};
use crate::workload::{Measure, Place, Workload};

/// What runs before each figure is taken. The last is the workload's own name.
const SIZES: [u64; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];

pub(super) fn workload() -> Workload {
    Workload {
        measures: vec![
            Measure::new("grow_100", "ns", "start_child in a tree of 100"),
            Measure::new("grow_1k", "ns", "start_child in a tree of 1,000"),
            Measure::new("grow_10k", "ns", "start_child in a tree of 10,000"),
            Measure::new("grow_100k", "ns", "start_child in a tree of 100,000"),
            Measure::new("grow", "ns", "start_child in a tree of 1,000,000"),
        ],
        place: Place::FreshProcess,
        cases: cases!(round: RawTokio, OtpCore),
    }
}

fn round<S: StartsChildren>() -> Vec<f64> {
    S::block_on(Workers::Two, async {
        S::spawn(async {
            let supervisor = S::supervisor().await;
            let mut children = Vec::new();
            let mut figures = Vec::new();
            for size in SIZES {
                // The last tenth before the size is reached is what is timed.
                let timed = size / 10;
                while (children.len() as u64) < size - timed {
                    children.push(S::start_child(&supervisor, children.len() as u64).await);
                }
                let started = Instant::now();
                while (children.len() as u64) < size {
                    children.push(S::start_child(&supervisor, children.len() as u64).await);
                }
                figures.push(nanos_each(started, timed));
            }
            for server in children.iter().step_by(10_000) {
                assert_eq!(S::call(server, 5).await, 5, "{}", S::NAME);
            }
            figures
        })
        .await
    })
}
