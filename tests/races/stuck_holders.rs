//! Names of holders that never end: the supervisor lets go of them, and the successor has them meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use otp_core::gen_server::ServerRef;
use otp_core::prelude::*;
use otp_core::registry::{Keys, Registry};
use otp_core::{Supervisor, process, whereis};

use crate::seed::{Seed, each, paused};

const KILL_TIMEOUT: Duration = Duration::from_secs(1);

/// Blocks its thread when it is told to, until it is let go.
#[derive(Clone)]
struct Gate {
    seed: Seed,
    is_blocked: Arc<AtomicBool>,
    until: Arc<Mutex<Option<mpsc::Receiver<()>>>>,
}

#[gen_server(blocking)]
struct Blocker {
    gate: Gate,
}

#[callbacks]
impl Blocker {
    fn init(gate: Gate) -> Self {
        Self { gate }
    }

    #[call]
    async fn who(&self) -> Pid {
        self.gate.seed.yields(2).await;
        process::current().expect("a server is a process")
    }

    #[cast]
    fn block(&mut self) {
        let until = &self.gate.until;
        let until = until.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(until) = until {
            self.gate.is_blocked.store(true, Ordering::Release);
            let _ = until.recv();
        }
    }
}

fn by_name(name: &Name) -> BlockerRef {
    ServerRef::by_name(name.clone()).into()
}

/// Calls by name, again and again until it is over: each call ends.
async fn call(seed: Seed, name: Name, old: Pid, is_over: Arc<AtomicBool>) {
    while !is_over.load(Ordering::Acquire) {
        seed.yields(5).await;
        let holder = whereis(&name);
        let answer = by_name(&name).who().infinity().await;
        match answer {
            Ok(who) => assert_eq!(Some(who), holder),
            Err(CallError::NoProcess) => assert_eq!(holder, None),
            Err(CallError::Exited(_)) => assert_eq!(holder, Some(old)),
            Err(other) => panic!("{other}"),
        }
    }
}

async fn stuck(seed: Seed, name: Name) {
    let (let_go, until) = mpsc::channel();
    let gate = Gate {
        seed: seed.clone(),
        is_blocked: Arc::default(),
        until: Arc::new(Mutex::new(Some(until))),
    };
    let blocked = gate.is_blocked.clone();
    let spec = {
        let name = name.clone();
        ChildSpec::new("stuck", move || {
            Blocker::start_link(gate.clone()).name(name.clone())
        })
    };
    let supervisor = Supervisor::builder()
        .kill_timeout(KILL_TIMEOUT)
        .child(spec.with_shutdown(Shutdown::BrutalKill));
    let supervisor = supervisor.start().await.unwrap();
    let old = whereis(&name).unwrap();
    by_name(&name).block();
    while !blocked.load(Ordering::Acquire) {
        tokio::task::yield_now().await;
    }
    let is_over = Arc::new(AtomicBool::new(false));
    let callers = [0, 1, 2].map(|_| {
        let (seed, name, is_over) = (seed.clone(), name.clone(), is_over.clone());
        tokio::spawn(call(seed, name, old, is_over))
    });
    seed.yields(10).await;

    let terminating = {
        let supervisor = supervisor.clone();
        tokio::spawn(async move { supervisor.terminate_child("stuck").await })
    };
    // Nothing moves a paused clock while a thread is blocked.
    while !terminating.is_finished() {
        tokio::time::advance(KILL_TIMEOUT / 4).await;
        seed.yields(3).await;
    }
    assert_eq!(terminating.await.unwrap(), Ok(()));
    assert!(process::is_alive(old), "nothing can stop it");
    seed.yields(10).await;
    let successor = supervisor.restart_child("stuck").await.unwrap();
    assert_eq!(whereis(&name), Some(successor));
    assert_eq!(by_name(&name).who().await, Ok(successor));
    seed.yields(10).await;

    let ended = process::exited(old);
    drop(let_go);
    assert_eq!(ended.await, ExitReason::Killed);
    assert_eq!(whereis(&name), Some(successor), "no longer the old one's");
    seed.yields(10).await;
    is_over.store(true, Ordering::Release);
    for caller in callers {
        caller.await.unwrap();
    }
    assert_eq!(by_name(&name).who().await, Ok(successor));
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(whereis(&name), None);
}

#[test]
fn a_local_name_of_a_holder_that_never_ends_is_its_successors_reg_19() {
    each(60, |n| paused(n, |seed| stuck(seed, Name::local("stuck"))));
}

#[test]
fn a_key_of_a_holder_that_never_ends_is_its_successors_reg_18_reg_19() {
    each(60, |n| {
        paused(n, async |seed| {
            let registry = Registry::start_link(Keys::Unique, 1).await.unwrap();
            stuck(seed, Name::in_registry(&registry, "stuck")).await;
            assert_eq!(registry.count(), Ok(0));
        });
    });
}
