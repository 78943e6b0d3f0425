//! S002d: stage 1, the database and the cache under a supervisor each for itself. The database
//! starts its workers linked to itself.

use std::collections::HashMap;
use std::sync::Arc;

use otp_core::prelude::*;
use tokio::sync::Semaphore;

use crate::events::{all_idle, kill};
use crate::lines::Lines;

const START: [&str; 5] = [
    "Starting database server.",
    "Starting database worker.",
    "Starting database worker.",
    "Starting database worker.",
    "Starting to-do cache.",
];

/// What the processes of a test share: where they print, and how often the database may start.
#[derive(Clone)]
pub(crate) struct World {
    lines: Lines,
    starts: Arc<Semaphore>,
}

impl World {
    fn with_starts(starts: usize) -> Self {
        Self {
            lines: Lines::default(),
            starts: Arc::new(Semaphore::new(starts)),
        }
    }
}

#[gen_server]
pub(crate) struct DatabaseWorker {
    lists: HashMap<String, Vec<String>>,
}

#[callbacks]
impl DatabaseWorker {
    fn init(lines: Lines) -> Self {
        lines.print("Starting database worker.");
        let lists = HashMap::new();
        Self { lists }
    }

    #[call]
    fn store(&mut self, name: String, list: Vec<String>) {
        self.lists.insert(name, list);
    }

    #[call]
    fn get(&self, name: String) -> Option<Vec<String>> {
        self.lists.get(&name).cloned()
    }
}

#[gen_server(name)]
pub(crate) struct Database {
    workers: Vec<DatabaseWorkerRef>,
}

#[callbacks]
impl Database {
    async fn init(world: World) -> Result<Self, StartError<DatabaseWorkerRef>> {
        world.lines.print("Starting database server.");
        let start = world.starts.acquire().await.expect("never closed");
        start.forget();
        let mut workers = Vec::new();
        for _ in 0..3 {
            workers.push(DatabaseWorker::start_link(world.lines.clone()).await?);
        }
        Ok(Self { workers })
    }

    #[call]
    fn worker(&self, name: String) -> DatabaseWorkerRef {
        self.workers[name.len() % 3].clone()
    }
}

#[gen_server]
pub(crate) struct TodoServer {
    name: String,
    entries: Vec<String>,
}

#[callbacks]
impl TodoServer {
    async fn init(name: String) -> Result<Self, CallError> {
        let worker = Database::named().worker(&name).await?;
        let entries = worker.get(&name).await?.unwrap_or_default();
        Ok(Self { name, entries })
    }

    #[call]
    async fn add(&mut self, added: ReplyTo<()>, entry: String) -> Result<(), CallError> {
        self.entries.push(entry);
        let worker = Database::named().worker(&self.name).await?;
        worker.store(&self.name, self.entries.clone()).await?;
        added.send(());
        Ok(())
    }

    #[call]
    fn entries(&self) -> Vec<String> {
        self.entries.clone()
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
    #[child(args = self.world.clone())]
    database: Database,
    #[child(args = self.world.lines.clone())]
    cache: Cache,
    #[arg]
    world: World,
}

async fn started() -> World {
    let world = World::with_starts(100);
    System::start_link(world.clone()).await.expect("started");
    world
}

/// Kills the process and waits until the supervisor has restarted what it restarts.
async fn killed(pid: Option<Pid>) {
    kill(pid.expect("it runs")).await;
    all_idle().await;
}

#[otp_core::test(start_paused = true)]
async fn s002d_1_five_lines_at_the_start_and_four_after_killing_the_database() {
    let world = started().await;
    assert_eq!(world.lines.take(), START);
    let cache = Cache::named().pid();
    let database = Database::named().pid();
    killed(database).await;
    assert_eq!(world.lines.take(), START[..4]);
    assert_eq!(Cache::named().pid(), cache);
    assert_ne!(Database::named().pid(), database);
}

#[otp_core::test(start_paused = true)]
async fn s002d_2_killing_the_cache_restarts_the_cache_alone() {
    let world = started().await;
    world.lines.take();
    let database = Database::named().pid();
    killed(Cache::named().pid()).await;
    assert_eq!(world.lines.take(), START[4..]);
    assert_eq!(Database::named().pid(), database);
}

#[otp_core::test(start_paused = true)]
async fn s002d_3_killing_one_worker_restarts_the_whole_database() {
    let world = started().await;
    world.lines.take();
    let cache = Cache::named().pid();
    let database = Database::named().pid();
    let worker = Database::named().worker("a").await.expect("a worker");
    killed(worker.pid()).await;
    assert_eq!(world.lines.take(), START[..4]);
    assert_ne!(Database::named().pid(), database);
    assert_eq!(Cache::named().pid(), cache);
}

#[otp_core::test(start_paused = true)]
async fn s002d_4_a_slow_init_of_the_database_delays_the_cache() {
    let world = World::with_starts(0);
    let system = tokio::spawn({
        let world = world.clone();
        async move { System::start_link(world).await.map(|_| ()) }
    });
    all_idle().await;
    assert_eq!(world.lines.take(), START[..1]);
    assert_eq!(Cache::named().pid(), None);
    world.starts.add_permits(1);
    system.await.expect("no panic").expect("started");
    assert_eq!(world.lines.take(), START[1..]);
}

/// The cure of the slowness above.
mod slow_work_in_handle_continue {
    use super::*;

    #[gen_server(name)]
    pub(crate) struct SlowDatabase {
        world: World,
    }

    pub(crate) struct Connect;

    #[callbacks]
    impl SlowDatabase {
        fn init(world: World) -> Init<Self> {
            Init::ok(Self { world }).then_continue(Connect)
        }

        #[handle_continue]
        async fn connect(&mut self, _: Connect) {
            let start = self.world.starts.acquire().await.expect("never closed");
            start.forget();
            self.world.lines.print("Connected.");
        }
    }

    #[supervisor(root, strategy = "one_for_one")]
    pub(crate) struct QuickSystem {
        #[child(args = self.world.clone())]
        database: SlowDatabase,
        #[child(args = self.world.lines.clone())]
        cache: Cache,
        #[arg]
        world: World,
    }

    #[otp_core::test(start_paused = true)]
    async fn s002d_4_slow_work_in_handle_continue_delays_nobody() {
        let world = World::with_starts(0);
        QuickSystem::start_link(world.clone())
            .await
            .expect("started");
        assert_eq!(world.lines.take(), START[4..]);
        world.starts.add_permits(1);
        all_idle().await;
        assert_eq!(world.lines.take(), ["Connected."]);
    }
}

#[otp_core::test(start_paused = true)]
async fn s002d_5_cached_reads_go_on_while_the_database_restarts() {
    let world = World::with_starts(1);
    System::start_link(world.clone()).await.expect("started");
    let cache = Cache::named();
    let bob = cache
        .server("Bob's list")
        .await
        .expect("answered")
        .expect("started");
    bob.add("Dentist").await.expect("added");
    world.lines.take();
    killed(Database::named().pid()).await;
    assert_eq!(world.lines.take(), START[..1], "it has not got further");
    let bob = cache
        .server("Bob's list")
        .await
        .expect("answered")
        .expect("there");
    assert_eq!(bob.entries().await, Ok(vec!["Dentist".to_owned()]));
    world.starts.add_permits(1);
    all_idle().await;
    assert_eq!(world.lines.take(), START[1..4]);
    assert_eq!(bob.entries().await, Ok(vec!["Dentist".to_owned()]));
}
