//! S002c: the to-do system before it was supervised piece by piece. The cache starts the database,
//! the database its workers, all linked: whatever crashes takes everything along.

use otp_core::prelude::*;

use crate::events::kill;
use crate::lines::Lines;

#[gen_server(name)]
pub(crate) struct DatabaseWorker;

#[callbacks]
impl DatabaseWorker {
    fn init(lines: Lines) -> Self {
        lines.print("Starting database worker.");
        Self
    }
}

#[gen_server(name)]
pub(crate) struct Database;

#[callbacks]
impl Database {
    async fn init(lines: Lines) -> Result<Self, StartError<DatabaseWorkerRef>> {
        lines.print("Starting database server.");
        DatabaseWorker::start_link(lines).await?;
        Ok(Self)
    }
}

#[gen_server(name)]
pub(crate) struct Cache;

#[callbacks]
impl Cache {
    async fn init(lines: Lines) -> Result<Self, StartError<DatabaseRef>> {
        lines.print("Starting to-do cache.");
        Database::start_link(lines).await?;
        Ok(Self)
    }
}

#[supervisor(root, strategy = "one_for_one")]
pub(crate) struct System {
    #[child(args = self.lines.clone())]
    cache: Cache,
    #[arg]
    lines: Lines,
}

const START: [&str; 3] = [
    "Starting to-do cache.",
    "Starting database server.",
    "Starting database worker.",
];

fn pids() -> [Option<Pid>; 3] {
    [
        Cache::named().pid(),
        Database::named().pid(),
        DatabaseWorker::named().pid(),
    ]
}

#[otp_core::test(start_paused = true)]
async fn s002c_any_crash_restarts_everything() {
    let lines = Lines::default();
    System::start_link(lines.clone()).await.expect("started");
    assert_eq!(lines.take(), START);
    for victim in 0..3 {
        let before = pids();
        kill(before[victim].expect("it runs")).await;
        crate::events::all_idle().await;
        assert_eq!(lines.take(), START, "victim {victim}");
        for (before, after) in before.into_iter().zip(pids()) {
            assert!(after.is_some() && after != before, "victim {victim}");
        }
    }
}
