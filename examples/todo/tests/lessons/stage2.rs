//! S002e: stage 2, the workers in a pool of their own under a supervisor, found through a registry.
//! A store is a cast: the caller goes on before anything is stored.

use std::collections::HashMap;

use otp_core::prelude::*;
use otp_core::{ChildType, Supervisor, SupervisorRef};
use tempfile::TempDir;
use todo::domain::{Entry, TodoList};
use todo::storage::{Folder, StorageError};

use crate::events::{all_idle, kill};
use crate::lines::Lines;

pub(crate) const START: [&str; 5] = [
    "Starting database server.",
    "Starting database worker.",
    "Starting database worker.",
    "Starting database worker.",
    "Starting to-do cache.",
];

#[registry(keys = "unique")]
pub(crate) struct ProcessRegistry;

#[gen_server(via = ProcessRegistry)]
pub(crate) struct DatabaseWorker {
    folder: Folder,
}

#[callbacks]
impl DatabaseWorker {
    fn init(#[key] _number: usize, folder: Folder, lines: Lines) -> Self {
        lines.print("Starting database worker.");
        Self { folder }
    }

    #[cast]
    fn store(&mut self, name: String, list: TodoList) -> Result<(), StorageError> {
        self.folder.write(&name, &list)
    }

    #[call]
    fn get(&mut self, read: ReplyTo<Option<TodoList>>, name: String) -> Result<(), StorageError> {
        read.send(self.folder.read(&name)?);
        Ok(())
    }
}

#[supervisor(strategy = "one_for_one")]
struct Pool {
    #[child(count = 3, args = |n| (n + 1, self.folder.clone(), self.lines.clone()))]
    worker: DatabaseWorker,
    #[arg]
    folder: Folder,
    #[arg]
    lines: Lines,
}

pub(crate) struct Database;

impl Database {
    async fn start_link(
        folder: Folder,
        lines: Lines,
    ) -> Result<SupervisorRef, StartError<SupervisorRef>> {
        lines.print("Starting database server.");
        Pool::start_link(folder, lines).await
    }

    fn child_spec(folder: Folder, lines: Lines) -> ChildSpec<SupervisorRef> {
        let start = move || Self::start_link(folder.clone(), lines.clone());
        ChildSpec::new("Database", start)
            .with_type(ChildType::Supervisor)
            .with_shutdown(Shutdown::Infinity)
    }

    pub(crate) fn supervisor() -> SupervisorRef {
        Pool::reference()
    }

    pub(crate) fn worker_of(name: &str) -> usize {
        name.len() % 3 + 1
    }

    pub(crate) fn store(name: &str, list: TodoList) {
        DatabaseWorker::via(Self::worker_of(name)).store(name, list);
    }

    pub(crate) async fn get(name: &str) -> Result<Option<TodoList>, CallError> {
        DatabaseWorker::via(Self::worker_of(name)).get(name).await
    }
}

#[gen_server]
pub(crate) struct TodoServer {
    name: String,
    list: TodoList,
}

#[callbacks]
impl TodoServer {
    async fn init(name: String) -> Result<Self, CallError> {
        let list = Database::get(&name).await?.unwrap_or_default();
        Ok(Self { name, list })
    }

    #[cast]
    fn add(&mut self, entry: Entry) {
        self.list = self.list.with(entry);
        Database::store(&self.name, self.list.clone());
    }

    #[call]
    fn len(&self) -> usize {
        self.list.len()
    }
}

#[gen_server(name)]
pub(crate) struct Cache {
    servers: HashMap<String, TodoServerRef>,
}

#[callbacks]
impl Cache {
    fn init(lines: Lines) -> Self {
        lines.print("Starting to-do cache.");
        let servers = HashMap::new();
        Self { servers }
    }

    #[call]
    async fn server(&mut self, name: String) -> Result<TodoServerRef, StartError<TodoServerRef>> {
        if let Some(server) = self.servers.get(&name) {
            return Ok(server.clone());
        }
        let server = TodoServer::start_link(&name).await?;
        self.servers.insert(name, server.clone());
        Ok(server)
    }
}

#[supervisor(root, strategy = "one_for_one")]
pub(crate) struct System {
    registry: ProcessRegistry,
    #[child(args = (self.folder.clone(), self.lines.clone()))]
    database: Database,
    #[child(args = self.lines.clone())]
    cache: Cache,
    #[arg]
    folder: Folder,
    #[arg]
    lines: Lines,
}

/// A system on a folder of its own.
pub(crate) struct World {
    pub(crate) folder: Folder,
    pub(crate) lines: Lines,
    _place: TempDir,
}

impl World {
    pub(crate) async fn start() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::open(place.path()).expect("opened");
        let lines = Lines::default();
        let started = System::start_link(folder.clone(), lines.clone()).await;
        started.expect("started");
        Self {
            folder,
            lines,
            _place: place,
        }
    }
}

pub(crate) fn worker(number: usize) -> Option<Pid> {
    DatabaseWorker::via(number).pid()
}

/// The pids of the system's parts, by which a test sees who was restarted.
#[derive(Debug, PartialEq)]
pub(crate) struct Pids {
    pub(crate) registry: Option<Pid>,
    pub(crate) database: Option<Pid>,
    pub(crate) workers: [Option<Pid>; 3],
    pub(crate) cache: Option<Pid>,
}

pub(crate) fn pids() -> Pids {
    Pids {
        registry: ProcessRegistry::reference().pid(),
        database: Database::supervisor().pid(),
        workers: [1, 2, 3].map(worker),
        cache: Cache::named().pid(),
    }
}

/// Kills the process and waits until the supervisors have done what they do.
pub(crate) async fn killed(pid: Option<Pid>) {
    kill(pid.expect("it runs")).await;
    all_idle().await;
}

pub(crate) fn list(titles: &[&str]) -> TodoList {
    titles.iter().fold(TodoList::default(), |list, title| {
        list.with(Entry::new("2023-12-19".parse().expect("a date"), *title))
    })
}

#[otp_core::test(start_paused = true)]
async fn s002e_1_a_killed_worker_alone_is_restarted_under_its_key() {
    let world = World::start().await;
    assert_eq!(world.lines.take(), START);
    let before = pids();
    killed(before.workers[1]).await;
    assert_eq!(world.lines.take(), START[1..2], "exactly one line");
    let after = pids();
    assert!(after.workers[1].is_some() && after.workers[1] != before.workers[1]);
    let others = Pids {
        workers: [before.workers[0], after.workers[1], before.workers[2]],
        ..before
    };
    assert_eq!(after, others);
}

#[otp_core::test(start_paused = true)]
async fn s002e_2_two_workers_of_one_id_are_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = Folder::open(place.path()).expect("opened");
    let lines = Lines::default();
    ProcessRegistry::start_link().await.expect("started");
    let spec = |number| DatabaseWorker::child_spec(number, folder.clone(), lines.clone());
    let supervisor = Supervisor::builder()
        .child(spec(1_usize))
        .child(spec(2_usize));
    let refused = supervisor.start_link().await.expect_err("refused");
    assert!(refused.to_string().contains("DatabaseWorker"), "{refused}");
    assert!(lines.take().is_empty(), "none is started");
    let supervisor = Supervisor::builder()
        .child(spec(1_usize))
        .child(spec(2_usize).with_id("second"));
    supervisor.start_link().await.expect("started");
    assert_eq!(lines.take().len(), 2);
}

#[test]
fn s002e_3_database_and_registry_are_children_of_type_supervisor() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = Folder::open(place.path()).expect("opened");
    let database = Database::child_spec(folder, Lines::default());
    assert_eq!(database.child_type(), ChildType::Supervisor);
    let registry = ProcessRegistry::child_spec();
    assert_eq!(registry.child_type(), ChildType::Supervisor);
    let renamed = ProcessRegistry::child_spec().with_id("Todo.ProcessRegistry");
    assert_eq!(renamed.child_type(), ChildType::Supervisor);
}

#[otp_core::test(start_paused = true)]
async fn s002e_4_what_is_stored_is_got_and_the_unknown_is_none() {
    let _world = World::start().await;
    Database::store("Bob's list", list(&["Dentist"]));
    let got = Database::get("Bob's list").await.expect("answered");
    assert_eq!(got, Some(list(&["Dentist"])));
    assert_eq!(Database::get("nobody").await.expect("answered"), None);
}

#[otp_core::test(start_paused = true)]
async fn s002e_10_a_child_starts_after_those_it_needs() {
    let world = World::start().await;
    // The registry has to be there for the first worker, the database for the first list.
    assert_eq!(world.lines.take(), START);
    let bob = Cache::named().server("Bob's list").await.expect("answered");
    let bob = bob.expect("started");
    bob.add(Entry::new("2023-12-19".parse().expect("a date"), "Dentist"));
    assert_eq!(bob.len().await.expect("answered"), 1);
    let children = System::which_children().await.expect("it runs");
    // The youngest first, as in OTP.
    let started: Vec<Option<Pid>> = children
        .iter()
        .rev()
        .map(|child| child.child.pid())
        .collect();
    let pids = pids();
    assert_eq!(started, [pids.registry, pids.database, pids.cache]);
}
