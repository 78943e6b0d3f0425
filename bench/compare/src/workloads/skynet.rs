//! Skynet: a tree of tens, down to a million leaves; each tells its number, and the sums come up.

use std::time::Instant;

use tokio::sync::mpsc;

use super::cases;
use crate::subject::{Subject, Workers};
use crate::subjects::{OtpCore, RawTokio};
use crate::workload::{Measure, Place, Workload};

const LEAVES: u64 = 1_000_000;

pub(super) fn workload() -> Workload {
    Workload {
        measures: vec![Measure::new(
            "skynet",
            "ms",
            "skynet of 1,000,000, two workers",
        )],
        place: Place::FreshProcess,
        cases: cases!(round: RawTokio, OtpCore),
    }
}

trait Skynet: Subject {
    /// The sum of the leaves from `first` on, `count` of them.
    fn sum(first: u64, count: u64) -> impl Future<Output = u64> + Send;
}

fn round<S: Skynet>() -> Vec<f64> {
    S::block_on(Workers::Two, async {
        S::spawn(async {
            let started = Instant::now();
            assert_eq!(S::sum(0, LEAVES).await, LEAVES * (LEAVES - 1) / 2);
            vec![started.elapsed().as_secs_f64() * 1_000.0]
        })
        .await
    })
}

impl Skynet for RawTokio {
    async fn sum(first: u64, count: u64) -> u64 {
        let (up, mut sums) = mpsc::unbounded_channel();
        start_task(first, count, up);
        sums.recv().await.expect("the tree answers")
    }
}

fn start_task(first: u64, count: u64, up: mpsc::UnboundedSender<u64>) {
    tokio::spawn(async move {
        let sum = if count == 1 {
            first
        } else {
            let (sender, mut sums) = mpsc::unbounded_channel();
            let part = count / 10;
            for child in 0..10 {
                start_task(first + child * part, part, sender.clone());
            }
            let mut sum = 0;
            for _ in 0..10 {
                sum += sums.recv().await.expect("each child tells");
            }
            sum
        };
        // Whoever asked may be gone.
        let _ = up.send(sum);
    });
}

impl Skynet for OtpCore {
    async fn sum(first: u64, count: u64) -> u64 {
        let (up, mut sums) = mpsc::unbounded_channel();
        start_process(first, count, Up::Outside(up));
        sums.recv().await.expect("the tree answers")
    }
}

/// Whom a process tells.
enum Up {
    Outside(mpsc::UnboundedSender<u64>),
    Process(otp_core::process::ProcessRef<u64>),
}

impl Up {
    fn tell(&self, sum: u64) {
        // Whoever asked may be gone.
        match self {
            Self::Outside(sender) => drop(sender.send(sum)),
            Self::Process(process) => drop(process.send(sum)),
        }
    }
}

fn start_process(first: u64, count: u64, up: Up) {
    let started = otp_core::process::spawn_with::<u64, _>(move |mut inbox| async move {
        if count == 1 {
            up.tell(first);
            return Ok(());
        }
        let part = count / 10;
        for child in 0..10 {
            start_process(first + child * part, part, Up::Process(inbox.address()));
        }
        let mut sum = 0;
        for _ in 0..10 {
            if let otp_core::process::Received::Message(part) = inbox.receive().await {
                sum += part;
            }
        }
        up.tell(sum);
        Ok::<(), crate::subject::Crashed>(())
    });
    started.expect("there is a runtime");
}
