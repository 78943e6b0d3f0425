//! S002e: what happens to stage 2 when its parts fail, again and again or not.

use otp_core::prelude::*;
use otp_core::process;
use todo::domain::Entry;

use crate::events::{all_idle, kill};
use crate::stage2::{
    Cache, Database, DatabaseWorker, Pids, ProcessRegistry, START, System, World, killed, list,
    pids, worker,
};

#[otp_core::test(start_paused = true)]
async fn s002e_5_the_fourth_death_of_a_worker_within_5_s_ends_the_database() {
    let world = World::start().await;
    world.lines.take();
    let before = pids();
    for _ in 0..3 {
        killed(worker(2)).await;
        assert_eq!(world.lines.take(), START[1..2]);
    }
    assert_eq!(pids().database, before.database);
    killed(worker(2)).await;
    assert_eq!(world.lines.take(), START[..4]);
    let after = pids();
    assert_ne!(after.database, before.database);
    for (before, after) in before.workers.into_iter().zip(after.workers) {
        assert!(after.is_some() && after != before);
    }
    assert_eq!(
        (after.registry, after.cache),
        (before.registry, before.cache)
    );
}

#[otp_core::test(start_paused = true)]
async fn s002e_6_sixteen_quick_deaths_of_a_worker_end_the_system() {
    let world = World::start().await;
    let system = System::reference().pid().expect("it runs");
    let mut deaths = 0;
    while process::is_alive(system) {
        killed(worker(2)).await;
        deaths += 1;
        assert!(deaths <= 16, "the system goes on");
    }
    assert_eq!(deaths, 16);
    let lines = world.lines.take();
    let databases = lines.iter().filter(|line| *line == START[0]).count();
    assert_eq!(databases, 4, "the first start and three restarts");
    let gone = Pids {
        registry: None,
        database: None,
        workers: [None; 3],
        cache: None,
    };
    assert_eq!(pids(), gone);
}

#[otp_core::test(start_paused = true)]
async fn s002e_7_a_terminated_database_keeps_its_spec_and_nothing_else() {
    let world = World::start().await;
    world.lines.take();
    let before = pids();
    System::terminate_child("Database")
        .await
        .expect("terminated");
    let expected = Pids {
        database: None,
        workers: [None; 3],
        ..pids()
    };
    assert_eq!(pids(), expected);
    assert_eq!(
        (expected.registry, expected.cache),
        (before.registry, before.cache)
    );
    let children = System::which_children().await.expect("it runs");
    let database = children
        .iter()
        .find(|child| child.id == Some("Database".into()));
    assert_eq!(database.expect("its spec is kept").child.pid(), None);
    let got = Database::get("Bob's list").await;
    assert!(matches!(got, Err(CallError::NoProcess)), "{got:?}");
    System::restart_child("Database").await.expect("restarted");
    assert_eq!(world.lines.take(), START[..4]);
}

#[otp_core::test(start_paused = true)]
async fn s002e_8_a_request_in_the_gap_fails_and_the_next_attempt_works() {
    let world = World::start().await;
    Database::store("Bob's list", list(&["Dentist"]));
    Database::get("Bob's list").await.expect("stored");
    world.lines.take();
    // Between its death and its restart, for as long as the test likes.
    let worker = ChildId::numbered("worker", Database::worker_of("Bob's list") - 1);
    let database = Database::supervisor();
    database.terminate_child(&worker).await.expect("terminated");
    let gap = Database::get("Bob's list").await;
    assert!(matches!(gap, Err(CallError::NoProcess)), "{gap:?}");
    // A to-do server that meets the gap ends with it.
    let crashed = Cache::named().server("Bob's list").await;
    assert!(!matches!(crashed, Ok(Ok(_))), "{crashed:?}");
    all_idle().await;
    database.restart_child(&worker).await.expect("restarted");
    let bob = Cache::named().server("Bob's list").await.expect("answered");
    assert_eq!(bob.expect("started").len().await.expect("answered"), 1);
}

#[otp_core::test(start_paused = true)]
async fn s002e_9_workers_die_with_the_registry_and_come_back_under_the_new_one() {
    let world = World::start().await;
    world.lines.take();
    let before = pids();
    killed(before.registry).await;
    assert_eq!(
        world.lines.take(),
        START[1..4],
        "three workers, and no database"
    );
    let after = pids();
    assert!(after.registry.is_some() && after.registry != before.registry);
    assert_eq!(
        (after.database, after.cache),
        (before.database, before.cache)
    );
    for (before, after) in before.workers.into_iter().zip(after.workers) {
        assert!(after.is_some() && after != before);
    }
    // Three restarts are counted: the next death ends the database.
    killed(worker(1)).await;
    assert_ne!(pids().database, before.database);
}

#[otp_core::test(start_paused = true)]
async fn s002e_5_deaths_further_apart_than_5_s_are_no_reason_to_give_up() {
    let world = World::start().await;
    let before = pids();
    world.lines.take();
    for _ in 0..8 {
        kill(worker(2).expect("it runs")).await;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        assert_eq!(world.lines.take(), START[1..2]);
    }
    assert_eq!(pids().database, before.database);
    let bob = Cache::named().server("Bob's list").await.expect("answered");
    bob.expect("started")
        .add(Entry::new("2023-12-19".parse().expect("a date"), "Dentist"));
    all_idle().await;
    assert!(world.folder.file_of("Bob's list").is_file());
    assert!(DatabaseWorker::via(2_usize).is_alive());
    assert!(ProcessRegistry::reference().pid().is_some());
}
