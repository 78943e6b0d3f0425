//! S002f: stage 3, the program's own tree: a server a list, started on demand by a dynamic
//! supervisor. The lines it prints are in the tests of the program.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use otp_core::prelude::*;
use tempfile::TempDir;
use todo::domain::Entry;
use todo::storage::Folder;
use todo::system::{Cache, Database, DatabaseWorker, ProcessRegistry, System, TodoServer};
use tokio::task::JoinSet;

use crate::events::{all_idle, kill};

/// The program's tree on a folder that goes with the test.
struct World {
    folder: Folder,
    _place: TempDir,
}

impl World {
    async fn start() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::open(place.path()).expect("opened");
        System::start_link(folder.clone()).await.expect("started");
        Self {
            folder,
            _place: place,
        }
    }
}

fn dentist() -> Entry {
    Entry::new("2023-12-19".parse().expect("a date"), "Dentist")
}

async fn server(name: &str) -> Option<Pid> {
    Cache::server(name).await.expect("started").pid()
}

async fn running() -> usize {
    Cache::supervisor()
        .count_children()
        .await
        .expect("it runs")
        .active
}

#[otp_core::test(start_paused = true)]
async fn s002f_1_a_list_has_one_server_until_that_is_killed() {
    let _world = World::start().await;
    let bob = server("Bob's list").await;
    assert_eq!(server("Bob's list").await, bob);
    let alice = server("Alice's list").await;
    assert_ne!(alice, bob);
    kill(bob.expect("it runs")).await;
    let third = server("Bob's list").await;
    assert!(third != bob && third != alice);
    assert_eq!(server("Alice's list").await, alice);
}

#[otp_core::test(start_paused = true)]
async fn s002f_2_a_killed_server_is_not_restarted_until_it_is_asked_for() {
    let _world = World::start().await;
    let bob = server("Bob's list").await;
    server("Alice's list").await;
    assert_eq!(running().await, 2);
    kill(bob.expect("it runs")).await;
    all_idle().await;
    assert_eq!(running().await, 1);
    assert_eq!(TodoServer::via("Bob's list").pid(), None);
    server("Bob's list").await;
    assert_eq!(running().await, 2);
}

#[otp_core::test(start_paused = true)]
async fn s002f_3_entries_stored_before_the_kill_survive_it() {
    let world = World::start().await;
    let bob = Cache::server("Bob's list").await.expect("started");
    bob.add_entry(dentist()).await.expect("added");
    assert!(
        world.folder.file_of("Bob's list").is_file(),
        "an answer means it is on disk"
    );
    kill(bob.pid().expect("it runs")).await;
    let bob = Cache::server("Bob's list").await.expect("started");
    assert_eq!(bob.entries(None).await.expect("answered"), [dentist()]);
}

#[otp_core::test(start_paused = true)]
async fn s002f_4_no_number_of_crashes_of_servers_brings_the_cache_down() {
    let _world = World::start().await;
    let cache = Cache::supervisor().pid();
    for _ in 0..20 {
        kill(server("Bob's list").await.expect("it runs")).await;
    }
    assert_eq!(Cache::supervisor().pid(), cache);
    assert!(server("Bob's list").await.is_some());
}

#[otp_core::test(start_paused = true)]
async fn s002f_5_simultaneous_requests_for_one_name_get_one_server() {
    let _world = World::start().await;
    let mut requests = JoinSet::new();
    for _ in 0..50 {
        requests.spawn(async { server("Bob's list").await });
    }
    let pids: HashSet<Option<Pid>> = requests.join_all().await.into_iter().collect();
    assert_eq!(pids.len(), 1);
    assert_eq!(running().await, 1);
}

/// Counts how often its init ran.
#[gen_server(restart = "temporary", via = ProcessRegistry)]
pub(crate) struct Counted;

#[callbacks]
impl Counted {
    fn init(#[key] _name: String, inits: Arc<AtomicUsize>) -> Self {
        inits.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

#[otp_core::test(start_paused = true)]
async fn s002f_6_a_refused_second_start_never_runs_init() {
    let _world = World::start().await;
    let inits = Arc::new(AtomicUsize::new(0));
    let spec = || Counted::child_spec("Bob's list", Arc::clone(&inits));
    let first = Cache::supervisor()
        .start_child(spec())
        .await
        .expect("started");
    match Cache::supervisor().start_child(spec()).await {
        Err(StartError::AlreadyStarted(there)) => assert_eq!(there.pid(), first.pid()),
        other => panic!("{other:?}"),
    }
    assert_eq!(inits.load(Ordering::SeqCst), 1);
}

#[otp_core::test(start_paused = true)]
async fn s002f_7_stopping_the_cache_stops_all_servers() {
    let _world = World::start().await;
    let bob = Cache::server("Bob's list").await.expect("started");
    let alice = Cache::server("Alice's list").await.expect("started");
    let database = Database::supervisor().pid();
    System::terminate_child("Cache").await.expect("terminated");
    assert!(!bob.is_alive() && !alice.is_alive());
    assert_eq!(Database::supervisor().pid(), database);
    assert!(DatabaseWorker::via(1_usize).is_alive());
}

#[otp_core::test(start_paused = true)]
async fn s002e_8_a_server_whose_worker_dies_under_it_ends_and_the_next_use_works() {
    let _world = World::start().await;
    let bob = Cache::server("Bob's list").await.expect("started");
    bob.add_entry(dentist()).await.expect("added");
    for number in 1..=3_usize {
        let worker = DatabaseWorker::via(number).pid().expect("it runs");
        otp_core::process::signal(worker, ExitReason::Kill);
    }
    let failed = bob.add_entry(dentist()).await;
    assert!(matches!(failed, Err(CallError::Exited(_))), "{failed:?}");
    assert!(!bob.is_alive());
    all_idle().await;
    let bob = Cache::server("Bob's list").await.expect("started");
    bob.add_entry(dentist()).await.expect("added");
    assert_eq!(bob.entries(None).await.expect("answered").len(), 2);
}
