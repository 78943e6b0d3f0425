//! Registration: a process takes names in a registry, with one partition and with four, from two threads.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use otp_core::registry::{Keys, Registry, RegistryRef};

use super::{cases, nanos_each};
use crate::subject::{Subject, Workers};
use crate::subjects::{OtpCore, RawTokio};
use crate::workload::{Measure, Place, Workload};

const NAMES: u64 = 100_000;
const CLIENTS: u64 = 2;

pub(super) fn one_partition() -> Workload {
    fn round<S: Registers>() -> Vec<f64> {
        register::<S>(1)
    }
    Workload {
        measures: vec![Measure::new(
            "register",
            "ns",
            "registration, one partition, two threads",
        )],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore),
    }
}

pub(super) fn four_partitions() -> Workload {
    fn round<S: Registers>() -> Vec<f64> {
        register::<S>(4)
    }
    Workload {
        measures: vec![Measure::new(
            "register_4",
            "ns",
            "registration, four partitions, two threads",
        )],
        place: Place::Here,
        cases: cases!(round: RawTokio, OtpCore),
    }
}

trait Registers: Subject {
    type Registry: Clone + Send + Sync + 'static;

    fn registry(partitions: usize) -> impl Future<Output = Self::Registry> + Send;

    /// Has the process that runs here, or a new one, take the names of this client.
    fn register(registry: Self::Registry, client: u64) -> impl Future<Output = ()> + Send;
}

fn register<S: Registers>(partitions: usize) -> Vec<f64> {
    S::block_on(Workers::Two, async move {
        S::spawn(async move {
            let registry = S::registry(partitions).await;
            let started = Instant::now();
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| S::spawn(S::register(registry.clone(), client)))
                .collect();
            for client in clients {
                client.await;
            }
            vec![nanos_each(started, NAMES)]
        })
        .await
    })
}

fn names(client: u64) -> impl Iterator<Item = u64> {
    (client..NAMES).step_by(CLIENTS as usize)
}

impl Registers for RawTokio {
    /// Maps under mutexes.
    type Registry = Arc<[Mutex<HashMap<u64, Arc<()>>>]>;

    async fn registry(partitions: usize) -> Self::Registry {
        (0..partitions).map(|_| Mutex::default()).collect()
    }

    async fn register(registry: Self::Registry, client: u64) {
        let process = Arc::new(());
        for name in names(client) {
            let partition = &registry[name as usize / 2 % registry.len()];
            let mut names = partition.lock().unwrap_or_else(PoisonError::into_inner);
            assert!(names.insert(name, process.clone()).is_none());
        }
    }
}

impl Registers for OtpCore {
    type Registry = RegistryRef;

    async fn registry(partitions: usize) -> RegistryRef {
        Registry::start_link(Keys::Unique, partitions)
            .await
            .expect("a registry starts")
    }

    async fn register(registry: RegistryRef, client: u64) {
        let (done, registered) = tokio::sync::oneshot::channel();
        let process = otp_core::process::spawn(async move {
            for name in names(client) {
                registry.register(name, ()).expect("the name is free");
            }
            let _ = done.send(());
            Ok::<(), crate::subject::Crashed>(())
        });
        process.expect("there is a runtime");
        registered.await.expect("it has registered");
    }
}
