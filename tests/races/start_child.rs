//! Deaths during `start_child`: of siblings, and of the child that is being started.

use std::collections::BTreeMap;

use otp_core::prelude::*;
use otp_core::{DynamicSupervisor, Supervisor};

use crate::crew::{Crew, WorkerRef};
use crate::invariants::{check, settled};
use crate::seed::{Seed, each, on_threads, paused};

type Started = Result<WorkerRef, StartError<WorkerRef>>;

/// The children that are there from the start, and those that are started meanwhile; one of them twice.
const FIRST: usize = 2;
const MEANWHILE: [usize; 4] = [2, 3, 3, 4];
const PLACES: usize = 5;

/// Strikes while children are started; gives what came of the starts.
async fn start_amid_strikes<F>(crew: &Crew, start: impl Fn(usize) -> F) -> Vec<(usize, Started)>
where
    F: Future<Output = Started> + Send + 'static,
{
    let starts = MEANWHILE.map(|place| {
        let (seed, start) = (crew.seed.clone(), start(place));
        tokio::spawn(async move {
            seed.yields(10).await;
            (place, start.await)
        })
    });
    let striker = {
        let crew = crew.clone();
        tokio::spawn(async move { crew.strikes(5, PLACES).await })
    };
    let mut outcomes = Vec::new();
    for start in starts {
        outcomes.push(start.await.unwrap());
    }
    striker.await.unwrap();
    outcomes
}

async fn under_a_static_supervisor(seed: Seed) {
    let crew = Crew::new(&seed);
    let supervisor = Supervisor::builder()
        .strategy(seed.strategy())
        .intensity(1000)
        .children((0..FIRST).map(|place| crew.child(place)))
        .start()
        .await
        .unwrap();
    let outcomes = start_amid_strikes(&crew, |place| {
        let (supervisor, spec) = (supervisor.clone(), crew.child(place));
        async move { supervisor.start_child(spec).await }
    })
    .await;

    let mut by_place: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (place, started) in outcomes {
        let (new, present) = by_place.entry(place).or_default();
        match started {
            Ok(_) => *new += 1,
            Err(
                StartError::AlreadyStarted(_) | StartError::AlreadyPresent | StartError::IdTaken(_),
            ) => *present += 1,
            // It was struck before it was up.
            Err(StartError::Failed(reason)) => assert!(reason.is_abnormal(), "{reason}"),
            Err(other) => panic!("{other}"),
        }
    }
    let mut known: Vec<String> = (0..FIRST).map(|place| place.to_string()).collect();
    for (place, (new, present)) in by_place {
        assert!(new <= 1, "{place} was started twice");
        assert!(new == 1 || present == 0, "{place} is said to be present");
        known.extend((new == 1).then(|| place.to_string()));
    }
    settled(&supervisor).await;
    let running = check(&supervisor, &[]).await;
    assert_eq!(running.len(), known.len(), "each that was started runs");
    let mut ids: Vec<String> = supervisor
        .which_children()
        .await
        .unwrap()
        .into_iter()
        .map(|child| child.id.unwrap().name().to_owned())
        .collect();
    ids.sort();
    assert_eq!(ids, known, "a start that failed leaves no child");
}

async fn under_a_dynamic_supervisor(seed: Seed) {
    let crew = Crew::new(&seed);
    let supervisor = DynamicSupervisor::builder().intensity(1000).start();
    let supervisor = supervisor.await.unwrap();
    for place in 0..FIRST {
        supervisor.start_child(crew.child(place)).await.unwrap();
    }
    let restart = [Restart::Permanent, Restart::Transient, Restart::Temporary];
    let restart = seed.pick(&restart);
    let outcomes = start_amid_strikes(&crew, |place| {
        let (supervisor, spec) = (supervisor.clone(), crew.child(place));
        let spec = spec.with_restart(restart);
        async move { supervisor.start_child(spec).await }
    })
    .await;

    let mut started = 0;
    for (_, outcome) in outcomes {
        match outcome {
            Ok(_) => started += 1,
            Err(StartError::Failed(reason)) => assert!(reason.is_abnormal(), "{reason}"),
            Err(other) => panic!("{other}"),
        }
    }
    settled(&supervisor).await;
    let running = check(&supervisor, &[]).await.len();
    if restart == Restart::Temporary {
        assert!((FIRST..=FIRST + started).contains(&running));
    } else {
        assert_eq!(running, FIRST + started, "each that was started runs");
    }
}

#[test]
fn a_death_during_start_child_costs_no_other_child_sup_48_sup_19_sup_20() {
    each(400, |n| paused(n, under_a_static_supervisor));
}

#[test]
fn a_death_during_a_dynamic_start_child_costs_no_other_child_dyn_21() {
    each(400, |n| paused(n, under_a_dynamic_supervisor));
}

#[test]
fn a_death_during_start_child_on_threads_costs_no_other_child_sup_48() {
    each(12, |n| {
        on_threads(n, under_a_static_supervisor);
        on_threads(n, under_a_dynamic_supervisor);
    });
}
