//! Children that take their time, and those who strike them down.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use otp_core::gen_server::ServerRef;
use otp_core::prelude::*;
use otp_core::{Strategy, process};

use crate::seed::{Seed, boom};

/// A start of a child, and whether it came to something; under way, it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempt {
    pub(crate) place: usize,
    pub(crate) succeeded: bool,
}

/// Which children trap exits.
#[derive(Clone, Copy)]
enum Traps {
    None,
    Some,
    All,
}

/// The children of a scene, by their places in the order of start.
#[derive(Clone)]
pub(crate) struct Crew {
    pub(crate) seed: Seed,
    traps: Traps,
    story: Arc<Mutex<Story>>,
}

#[derive(Default)]
struct Story {
    attempts: Vec<Attempt>,
    newest: BTreeMap<usize, Pid>,
    deaths: Vec<usize>,
}

/// Tells of a death, however it comes.
struct Life {
    crew: Crew,
    place: usize,
}

impl Drop for Life {
    fn drop(&mut self) {
        self.crew.story().deaths.push(self.place);
    }
}

impl Crew {
    pub(crate) fn new(seed: &Seed) -> Self {
        let (seed, story) = (seed.clone(), Arc::default());
        Self {
            seed,
            traps: Traps::Some,
            story,
        }
    }

    /// One of children that no signal misses.
    pub(crate) fn never_trapping(seed: &Seed) -> Self {
        let traps = Traps::None;
        Self {
            traps,
            ..Self::new(seed)
        }
    }

    /// One of children that are all slow to stop.
    pub(crate) fn always_trapping(seed: &Seed) -> Self {
        let traps = Traps::All;
        Self {
            traps,
            ..Self::new(seed)
        }
    }

    fn story(&self) -> MutexGuard<'_, Story> {
        self.story.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A child whose id is its place. Some trap exits, and take their time to terminate.
    pub(crate) fn child(&self, place: usize) -> ChildSpec<WorkerRef> {
        let crew = self.clone();
        ChildSpec::new(place.to_string(), move || crew.clone().start(place))
    }

    async fn start(self, place: usize) -> Result<WorkerRef, StartError<WorkerRef>> {
        let index = {
            let attempts = &mut self.story().attempts;
            let succeeded = false;
            attempts.push(Attempt { place, succeeded });
            attempts.len() - 1
        };
        self.seed.yields(2).await;
        let started = Worker::start_link(self.clone(), place).await;
        self.seed.yields(2).await;
        self.story().attempts[index].succeeded = started.is_ok();
        started
    }

    /// All starts so far.
    pub(crate) fn attempts(&self) -> Vec<Attempt> {
        self.story().attempts.clone()
    }

    /// The places of those that have died, in that order.
    pub(crate) fn deaths(&self) -> Vec<usize> {
        self.story().deaths.clone()
    }

    /// The newest process at a place, from when its `init` begins.
    pub(crate) fn pid(&self, place: usize) -> Option<Pid> {
        self.story().newest.get(&place).copied()
    }

    /// Has the newest process at a place end, in one way or another, if it is there.
    pub(crate) fn strike(&self, place: usize) {
        if let Some(pid) = self.pid(place) {
            strike(&self.seed, pid);
        }
    }

    /// Strikes so often, anywhere below `places`.
    pub(crate) async fn strikes(&self, times: usize, places: usize) {
        for _ in 0..times {
            self.strike(self.seed.below(places));
            self.seed.yields(12).await;
        }
    }
}

/// Has a worker end, in one way or another. One that traps exits is not always struck.
pub(crate) fn strike(seed: &Seed, pid: Pid) {
    match seed.below(3) {
        0 => process::signal(pid, ExitReason::Kill),
        1 => process::signal(pid, boom()),
        _ => {
            if let Some(worker) = ServerRef::<Worker>::by_pid(pid) {
                WorkerRef::from(worker).fail();
            }
        }
    }
}

#[gen_server]
pub(crate) struct Worker {
    crew: Crew,
    _life: Life,
}

#[callbacks]
impl Worker {
    pub(crate) async fn init(crew: Crew, place: usize) -> Self {
        let own = process::current().expect("a server is a process");
        crew.story().newest.insert(place, own);
        let _life = Life {
            crew: crew.clone(),
            place,
        };
        process::trap_exit(match crew.traps {
            Traps::None => false,
            Traps::Some => crew.seed.flip(),
            Traps::All => true,
        });
        crew.seed.yields(4).await;
        Self { crew, _life }
    }

    /// Who answers.
    #[call]
    pub(crate) async fn who(&self) -> Pid {
        self.crew.seed.yields(3).await;
        process::current().expect("a server is a process")
    }

    #[cast]
    pub(crate) async fn fail(&mut self) -> Next {
        self.crew.seed.yields(2).await;
        Next::stop(boom())
    }

    async fn terminate(&mut self, _reason: ExitReason) {
        self.crew.seed.yields(8).await;
    }
}

/// How many restarts a supervisor of this many children has counted, told from the starts it tried: a group restart is
/// one, and so is each try (SUP-40, SUP-44, SUP-46, SUP-47). `attempts` begins after the first start of all.
pub(crate) fn restarts_counted(strategy: Strategy, children: usize, attempts: &[Attempt]) -> usize {
    let mut counted = 0;
    let mut goes_on_with = None;
    for attempt in attempts {
        if goes_on_with != Some(attempt.place) {
            counted += 1;
        }
        let next = attempt.place + 1;
        let is_last = strategy == Strategy::OneForOne || next == children || !attempt.succeeded;
        goes_on_with = (!is_last).then_some(next);
    }
    counted
}
