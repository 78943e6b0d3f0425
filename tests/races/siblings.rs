//! A child that dies during its sibling's restart.

use otp_core::prelude::*;
use otp_core::{Strategy, Supervisor, process};

use crate::crew::{Crew, restarts_counted};
use crate::invariants::{check, nobody_but, settled};
use crate::seed::{Seed, each, on_threads, paused};

const CHILDREN: usize = 4;

/// Strikes while the supervisor restarts; gives how many restarts it has counted, or nothing if they were too many.
async fn strike_during_restarts(seed: Seed, strategy: Strategy, intensity: u32) -> Option<usize> {
    let crew = Crew::new(&seed);
    let supervisor = Supervisor::builder()
        .strategy(strategy)
        .intensity(intensity)
        .children((0..CHILDREN).map(|place| crew.child(place)))
        .start()
        .await
        .unwrap();
    settled(&supervisor).await;
    let pid = supervisor.pid().unwrap();
    let ended = process::exited(pid);

    let strikers = [0, 1].map(|_| {
        let crew = crew.clone();
        tokio::spawn(async move { crew.strikes(3, CHILDREN).await })
    });
    for striker in strikers {
        striker.await.unwrap();
    }
    tokio::select! {
        biased;
        reason = ended => {
            assert_eq!(reason, ExitReason::Shutdown);
            nobody_but(&[]).await;
            return None;
        }
        () = all_up(&crew, &supervisor) => {}
    }
    let counted = restarts_counted(strategy, CHILDREN, &crew.attempts()[CHILDREN..]);
    supervisor.stop(ExitReason::Normal, None).await.unwrap();
    nobody_but(&[]).await;
    Some(counted)
}

async fn all_up(crew: &Crew, supervisor: &otp_core::SupervisorRef) {
    settled(supervisor).await;
    let running = check(supervisor, &[]).await;
    let newest = (0..CHILDREN).filter_map(|place| crew.pid(place)).collect();
    assert_eq!(running, newest, "each child runs, as its newest process");
}

fn play(strategy: Strategy) {
    each(250, |n| {
        let counted = paused(n, |seed| strike_during_restarts(seed, strategy, 1000));
        let counted = u32::try_from(counted.expect("a thousand are enough")).unwrap();
        // The seed plays the same again, until it is one too many.
        let again = paused(n, |seed| strike_during_restarts(seed, strategy, counted));
        assert!(again.is_some(), "{counted} restarts are allowed");
        if let Some(too_few) = counted.checked_sub(1) {
            let again = paused(n, |seed| strike_during_restarts(seed, strategy, too_few));
            assert_eq!(again, None, "the last of {counted} restarts is not allowed");
        }
    });
}

#[test]
fn a_child_that_dies_during_its_siblings_restart_is_restarted_and_counted_sup_48_sup_41() {
    play(Strategy::OneForOne);
}

#[test]
fn a_child_that_dies_during_a_restart_of_all_is_restarted_and_counted_sup_48_sup_40_sup_47() {
    play(Strategy::OneForAll);
}

#[test]
fn a_child_that_dies_during_a_restart_of_the_rest_is_restarted_and_counted_sup_48_sup_40_sup_46() {
    play(Strategy::RestForOne);
}

#[test]
fn children_that_die_during_restarts_on_threads_are_restarted_sup_48() {
    each(12, |n| {
        let played = on_threads(n, |seed| {
            let strategy = seed.strategy();
            strike_during_restarts(seed, strategy, 1000)
        });
        assert!(played.is_some());
    });
}
