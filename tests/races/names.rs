//! Names that go to a successor while the old holder is still terminating, with callers by name all along.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use otp_core::gen_server::ServerRef;
use otp_core::prelude::*;
use otp_core::registry::{Keys, Registry, RegistryRef};
use otp_core::{Supervisor, process, whereis};

use crate::invariants::{check, nobody_but, settled};
use crate::seed::{Seed, boom, each, on_threads, paused};

const CALLERS: usize = 3;

/// One name, and those that have had it.
#[derive(Clone)]
struct Scene {
    seed: Seed,
    /// Whether a call's outcome is told by who has the name when it is sent, as it is where nothing else runs then.
    is_exact: bool,
    name: Name,
    /// Where the name is a key, which its holder gives up as soon as it terminates.
    given_up_in: Option<RegistryRef>,
    holders: Arc<Mutex<Vec<Pid>>>,
}

#[gen_server(trap_exit)]
struct Holder {
    scene: Scene,
}

#[callbacks]
impl Holder {
    async fn init(scene: Scene) -> Self {
        let own = process::current().expect("a server is a process");
        scene.holders().push(own);
        scene.seed.yields(4).await;
        Self { scene }
    }

    #[call]
    async fn who(&self) -> Pid {
        self.scene.seed.yields(2).await;
        process::current().expect("a server is a process")
    }

    #[cast]
    async fn fail(&mut self) -> Next {
        self.scene.seed.yields(2).await;
        Next::stop(boom())
    }

    async fn terminate(&mut self, _reason: ExitReason) {
        self.scene.seed.yields(3).await;
        if let Some(registry) = &self.scene.given_up_in {
            registry.unregister(&"key").expect("the registry runs");
        }
        self.scene.seed.yields(20).await;
    }
}

impl Scene {
    fn new(seed: &Seed, is_exact: bool, name: Name) -> Self {
        Self {
            seed: seed.clone(),
            is_exact,
            name,
            given_up_in: None,
            holders: Arc::default(),
        }
    }

    fn holders(&self) -> MutexGuard<'_, Vec<Pid>> {
        self.holders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the holder of the name end.
    fn strike(&self) {
        let Some(holder) = whereis(&self.name) else {
            return;
        };
        if self.seed.flip() {
            process::signal(holder, ExitReason::Kill);
        } else if let Some(holder) = ServerRef::<Holder>::by_pid(holder) {
            HolderRef::from(holder).fail();
        }
    }

    async fn strikes(self, times: usize) {
        for _ in 0..times {
            self.strike();
            self.seed.yields(30).await;
        }
    }

    /// Calls by name again and again: each call ends, and an answer is of the process that had the name.
    async fn call(self, times: usize) {
        let by_name = HolderRef::from(ServerRef::by_name(self.name.clone()));
        for _ in 0..times {
            self.seed.yields(6).await;
            let holder = whereis(&self.name);
            if let (Some(holder), true) = (holder, self.is_exact) {
                assert!(process::is_alive(holder), "a dead process has the name");
            }
            match (by_name.who().await, holder) {
                (answer, holder) if self.is_exact => match (answer, holder) {
                    (Ok(who), Some(holder)) => assert_eq!(who, holder),
                    (Err(CallError::Exited(_)), Some(_)) | (Err(CallError::NoProcess), None) => {}
                    other => panic!("{other:?}"),
                },
                // Pids tell who was started later.
                (Ok(who), holder) => {
                    assert!(self.holders().contains(&who));
                    assert!(holder.is_none_or(|before| who >= before));
                }
                (Err(CallError::Exited(_) | CallError::NoProcess), _) => {}
                (Err(other), _) => panic!("{other}"),
            }
        }
    }

    fn callers(&self, times: usize) -> Vec<tokio::task::JoinHandle<()>> {
        (0..CALLERS)
            .map(|_| tokio::spawn(self.clone().call(times)))
            .collect()
    }

    /// In the end the newest has the name, and answers to it.
    async fn check(&self) -> Pid {
        let newest = self.holders().last().copied();
        assert_eq!(whereis(&self.name), newest);
        let by_name = HolderRef::from(ServerRef::by_name(self.name.clone()));
        assert_eq!(by_name.who().await.ok(), newest);
        newest.expect("somebody has the name")
    }
}

/// The supervisor starts the successor, once the old holder has ended.
async fn restarted(scene: Scene, others: &[Pid]) {
    let named = {
        let scene = scene.clone();
        ChildSpec::new("named", move || {
            Holder::start_link(scene.clone()).name(scene.name.clone())
        })
    };
    let supervisor = Supervisor::builder().intensity(1000).child(named);
    let supervisor = supervisor.start().await.unwrap();
    let callers = scene.callers(8);
    scene.clone().strikes(3).await;
    for caller in callers {
        caller.await.unwrap();
    }
    settled(&supervisor).await;
    let running = check(&supervisor, others).await;
    assert_eq!(running, [scene.check().await].into());
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    assert_eq!(process::list(), others);
    assert_eq!(whereis(&scene.name), None);
}

/// The old holder gives its name up when it begins to terminate, and the successor takes it while it does.
async fn handed_over(scene: Scene, registry: Pid) {
    let callers = scene.callers(12);
    for _ in 0..4 {
        let successor = loop {
            let start = Holder::start(scene.clone()).name(scene.name.clone());
            match start.await {
                Ok(successor) => break successor.pid(),
                Err(StartError::AlreadyStarted(_)) => tokio::task::yield_now().await,
                // Killed before it was up.
                Err(StartError::Failed(ExitReason::Killed)) => {}
                Err(other) => panic!("{other}"),
            }
        };
        scene.check().await;
        scene.seed.yields(10).await;
        assert_eq!(whereis(&scene.name), successor, "an old holder's end");
        scene.strike();
    }
    for caller in callers {
        caller.await.unwrap();
    }
    nobody_but(&[registry]).await;
    assert_eq!(whereis(&scene.name), None);
}

async fn with_local_name(seed: Seed, is_exact: bool) {
    restarted(Scene::new(&seed, is_exact, Name::local("named")), &[]).await;
}

async fn with_key(seed: Seed, is_exact: bool) {
    let registry = Registry::start_link(Keys::Unique, 1 + seed.below(2));
    let registry = registry.await.unwrap();
    let name = Name::in_registry(&registry, "key");
    let pid = registry.pid().unwrap();
    let mut scene = Scene::new(&seed, is_exact, name);
    restarted(scene.clone(), &[pid]).await;
    scene.given_up_in = Some(registry.clone());
    handed_over(scene, pid).await;
    assert_eq!(registry.count(), Ok(0));
}

#[test]
fn callers_by_a_local_name_are_answered_by_its_holder_across_restarts_gen_42_gen_16() {
    each(400, |n| paused(n, |seed| with_local_name(seed, true)));
}

#[test]
fn a_key_taken_over_from_a_terminating_holder_is_the_successors_reg_18_reg_19() {
    each(300, |n| paused(n, |seed| with_key(seed, true)));
}

#[test]
fn callers_by_name_on_threads_all_come_to_an_end_gen_16_reg_18() {
    each(12, |n| {
        on_threads(n, |seed| with_local_name(seed, false));
        on_threads(n, |seed| with_key(seed, false));
    });
}
