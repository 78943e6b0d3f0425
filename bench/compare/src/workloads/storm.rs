//! A restart storm: one of a thousand crashes, and all are ended and started anew.

use std::time::Instant;

use otp_core::{ExitReason, Strategy, Supervisor};
use tokio::task::{JoinSet, yield_now};

use super::cases;
use crate::subject::{Subject, Sum, Workers};
use crate::subjects::{OtpCore, OtpServer, RawTokio};
use crate::workload::{Measure, Place, Workload};

const CHILDREN: usize = 1_000;
const STORMS: u32 = 10;

pub(super) fn workload() -> Workload {
    Workload {
        measures: vec![Measure::new(
            "storm",
            "µs",
            "restart of a one_for_all of 1,000 children, two workers",
        )],
        place: Place::FreshProcess,
        cases: cases!(round: RawTokio, OtpCore),
    }
}

trait Storm: Subject {
    fn storms() -> impl Future<Output = f64> + Send;
}

fn round<S: Storm>() -> Vec<f64> {
    S::block_on(Workers::Two, async {
        S::spawn(async { vec![S::storms().await] }).await
    })
}

async fn until_alive(count: usize) {
    while Sum::alive() != count {
        yield_now().await;
    }
}

fn micros_each(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1e6 / f64::from(STORMS)
}

impl Storm for RawTokio {
    /// Bare tasks, aborted and spawned anew.
    async fn storms() -> f64 {
        let mut children = JoinSet::new();
        let start = |children: &mut JoinSet<()>| {
            for _ in 0..CHILDREN {
                children.spawn(async {
                    let _sum = Sum::new();
                    std::future::pending().await
                });
            }
        };
        start(&mut children);
        until_alive(CHILDREN).await;
        let started = Instant::now();
        for _ in 0..STORMS {
            children.shutdown().await;
            start(&mut children);
            until_alive(CHILDREN).await;
        }
        micros_each(started)
    }
}

impl Storm for OtpCore {
    async fn storms() -> f64 {
        let specs = (0..CHILDREN).map(|number| OtpServer::child_spec().with_id(number.to_string()));
        let supervisor = Supervisor::builder()
            .strategy(Strategy::OneForAll)
            .intensity(u32::MAX)
            .children(specs)
            .start()
            .await
            .expect("a supervisor starts");
        let started = Instant::now();
        for _ in 0..STORMS {
            let children = supervisor.which_children().await.expect("it answers");
            let pids = children.iter().filter_map(|child| child.child.pid());
            let last = pids.max().expect("a child runs");
            otp_core::process::signal(last, ExitReason::Kill);
            // Answered only after the restart, once the signal has come: all pids are new then.
            loop {
                let now = supervisor.which_children().await.expect("it answers");
                if now
                    .iter()
                    .all(|child| child.child.pid().is_some_and(|pid| pid > last))
                {
                    break;
                }
            }
        }
        micros_each(started)
    }
}
