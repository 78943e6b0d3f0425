//! S002j: which errors are expected. A missing file is; what cannot be read or written is not, and
//! crashes the worker. The worker's store is a cast, so nobody waits for it.

use std::fs;

use otp_core::prelude::*;
use otp_core::process;
use tempfile::TempDir;
use todo::domain::TodoList;
use todo::storage::{Folder, StorageError};

use crate::events::all_idle;
use crate::lines::Lines;

const LINE: &str = "Starting database worker.";

#[gen_server(name)]
pub(crate) struct Worker {
    folder: Folder,
}

#[callbacks]
impl Worker {
    fn init(folder: Folder, lines: Lines) -> Self {
        lines.print(LINE);
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

#[supervisor(root, strategy = "one_for_one")]
pub(crate) struct Database {
    #[child(args = (self.folder.clone(), self.lines.clone()))]
    worker: Worker,
    #[arg]
    folder: Folder,
    #[arg]
    lines: Lines,
}

struct World {
    folder: Folder,
    lines: Lines,
    _place: TempDir,
}

impl World {
    async fn start() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::open(place.path()).expect("opened");
        let lines = Lines::default();
        let started = Database::start_link(folder.clone(), lines.clone()).await;
        started.expect("started");
        assert_eq!(lines.take(), [LINE]);
        Self {
            folder,
            lines,
            _place: place,
        }
    }
}

#[otp_core::test(start_paused = true)]
async fn s002j_a_missing_file_is_none_and_no_restart() {
    let world = World::start().await;
    let worker = Worker::named().pid();
    assert_eq!(Worker::named().get("nobody").await.expect("answered"), None);
    all_idle().await;
    assert_eq!(Worker::named().pid(), worker);
    assert!(world.lines.take().is_empty());
}

#[otp_core::test(start_paused = true)]
async fn s002j_an_unreadable_entry_restarts_the_worker_and_ends_the_call_with_the_error() {
    let world = World::start().await;
    fs::create_dir(world.folder.file_of("bad")).expect("made");
    let got = Worker::named().get("bad").await.expect_err("a directory");
    let CallError::Exited(reason) = &got else {
        panic!("{got:?}");
    };
    assert!(reason.to_string().contains("is not a file"), "{reason}");
    all_idle().await;
    assert_eq!(world.lines.take(), [LINE]);
    assert_eq!(Worker::named().get("nobody").await.expect("answered"), None);
}

#[otp_core::test(start_paused = true)]
async fn s002j_a_failing_store_by_cast_restarts_the_worker_and_the_caller_sees_nothing() {
    let world = World::start().await;
    fs::create_dir(world.folder.file_of("bad")).expect("made");
    for _ in 0..3 {
        let cast: () = Worker::named().store("bad", TodoList::default());
        assert_eq!(cast, ());
        all_idle().await;
        assert_eq!(world.lines.take(), [LINE], "one line each");
    }
}

#[otp_core::test(start_paused = true)]
async fn s002j_the_fourth_failing_store_within_5_s_ends_the_supervisor() {
    let world = World::start().await;
    fs::create_dir(world.folder.file_of("bad")).expect("made");
    let supervisor = Database::reference().pid().expect("it runs");
    for _ in 0..3 {
        Worker::named().store("bad", TodoList::default());
        all_idle().await;
        assert!(process::is_alive(supervisor));
    }
    Worker::named().store("bad", TodoList::default());
    assert_eq!(process::exited(supervisor).await, ExitReason::Shutdown);
    assert_eq!(world.lines.take().len(), 3);
    assert_eq!(Worker::named().pid(), None);
}
