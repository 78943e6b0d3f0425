//! Two deaths before the supervisor looks.

use otp_core::prelude::*;
use otp_core::{Strategy, Supervisor, SupervisorRef, process};

use crate::crew::{Crew, restarts_counted};
use crate::invariants::{check, nobody_but, settled};
use crate::seed::{Seed, boom, each, on_threads, paused};

const CHILDREN: usize = 4;

/// What OTP counts: under one_for_one each exit (SUP-41); under the others those that die once the restart of the
/// first takes them along are of no account (SUP-40).
fn expected(strategy: Strategy, [first, second]: [usize; 2]) -> usize {
    match strategy {
        Strategy::OneForOne => 2,
        Strategy::OneForAll => 1,
        Strategy::RestForOne => 1 + usize::from(second < first),
    }
}

/// Kills two children at once, or nearly so; gives them in the order of their deaths.
async fn kill_two(crew: &Crew) -> [usize; 2] {
    let one = crew.seed.below(CHILDREN);
    let other = (one + 1 + crew.seed.below(CHILDREN - 1)) % CHILDREN;
    let victims = [one, other].map(|place| crew.pid(place).expect("it was started"));
    let reason = crew.seed.pick(&[ExitReason::Kill, boom()]);
    process::signal(victims[0], reason.clone());
    if crew.seed.flip() {
        crew.seed.yields(1).await;
    }
    process::signal(victims[1], reason);
    for victim in victims {
        process::exited(victim).await;
    }
    let mut deaths = crew.deaths();
    deaths.retain(|place| [one, other].contains(place));
    [deaths[0], deaths[1]]
}

/// Children that do not trap exits, so that two signals are two deaths.
async fn start(crew: &Crew, strategy: Strategy, intensity: usize) -> SupervisorRef {
    let supervisor = Supervisor::builder()
        .strategy(strategy)
        .intensity(u32::try_from(intensity).unwrap())
        .children((0..CHILDREN).map(|place| crew.child(place)))
        .start()
        .await
        .unwrap();
    settled(&supervisor).await;
    supervisor
}

async fn two_deaths(seed: Seed, strategy: Strategy) {
    let crew = Crew::never_trapping(&seed);
    let supervisor = start(&crew, strategy, 2).await;
    let deaths = kill_two(&crew).await;
    settled(&supervisor).await;
    check(&supervisor, &[]).await;
    let counted = restarts_counted(strategy, CHILDREN, &crew.attempts()[CHILDREN..]);
    assert_eq!(counted, expected(strategy, deaths), "{strategy} {deaths:?}");
}

async fn with_intensity(seed: Seed, strategy: Strategy, missing: usize) {
    // Which of the two dies first is the seed's choice, so it is played once to see how many restarts there are.
    let crew = Crew::never_trapping(&seed);
    let supervisor = start(&crew, strategy, 9).await;
    let deaths = kill_two(&crew).await;
    settled(&supervisor).await;
    let intensity = expected(strategy, deaths) - missing;
    supervisor.stop(ExitReason::Normal, None).await.unwrap();

    let crew = Crew::never_trapping(&seed);
    let supervisor = start(&crew, strategy, intensity).await;
    let ended = process::exited(supervisor.pid().unwrap());
    // The same two in the same order.
    for place in deaths {
        process::signal(crew.pid(place).unwrap(), ExitReason::Kill);
    }
    if missing == 0 {
        settled(&supervisor).await;
        check(&supervisor, &[]).await;
    } else {
        assert_eq!(ended.await, ExitReason::Shutdown, "{strategy} {deaths:?}");
        nobody_but(&[]).await;
    }
}

const STRATEGIES: [Strategy; 3] = [
    Strategy::OneForOne,
    Strategy::OneForAll,
    Strategy::RestForOne,
];

#[test]
fn two_deaths_at_once_are_counted_as_otp_counts_them_sup_40_sup_41() {
    for strategy in STRATEGIES {
        each(200, |n| paused(n, |seed| two_deaths(seed, strategy)));
    }
}

#[test]
fn an_intensity_just_enough_for_two_deaths_at_once_keeps_the_supervisor_sup_40_sup_41() {
    for strategy in STRATEGIES {
        each(100, |n| paused(n, |seed| with_intensity(seed, strategy, 0)));
    }
}

#[test]
fn an_intensity_one_too_few_for_two_deaths_at_once_ends_the_supervisor_sup_40_sup_41() {
    for strategy in STRATEGIES {
        each(100, |n| paused(n, |seed| with_intensity(seed, strategy, 1)));
    }
}

#[test]
fn two_deaths_at_once_on_threads_leave_all_running_sup_41() {
    each(10, |n| {
        on_threads(n, async |seed| {
            let strategy = seed.strategy();
            let crew = Crew::never_trapping(&seed);
            let supervisor = start(&crew, strategy, 2).await;
            kill_two(&crew).await;
            settled(&supervisor).await;
            assert_eq!(check(&supervisor, &[]).await.len(), CHILDREN);
        });
    });
}
