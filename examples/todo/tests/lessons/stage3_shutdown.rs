//! The program's tree when it is stopped, and when its parts are killed while it is busy.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use otp_core::prelude::*;
use otp_core::{MonitorRef, process};
use todo::domain::Entry;
use todo::storage::Folder;
use todo::system::{Cache, Database, DatabaseWorker, ProcessRegistry, System, TodoServer};
use tokio::task::JoinSet;

use crate::events::kill;
use crate::lines::Lines;

/// Prints which processes end, in the order in which they do.
#[gen_server]
pub(crate) struct Watcher {
    watched: Vec<(MonitorRef, &'static str)>,
    lines: Lines,
}

#[callbacks]
impl Watcher {
    fn init(watched: Vec<(Pid, &'static str)>, lines: Lines) -> Self {
        let watched = watched
            .into_iter()
            .map(|(pid, name)| (process::monitor(pid), name))
            .collect();
        Self { watched, lines }
    }

    #[info]
    fn down(&mut self, down: Down) {
        let ended = self
            .watched
            .iter()
            .find(|(monitor, _)| *monitor == down.monitor);
        self.lines.print(ended.expect("it is watched").1);
    }

    /// Answers after all that has come before.
    #[call]
    fn is_up_to_date(&self) -> bool {
        true
    }
}

#[otp_core::test(start_paused = true)]
async fn s002g_the_program_is_taken_down_in_reverse() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = Folder::open(place.path()).expect("opened");
    let app = Application::start(System::child_spec(folder.clone())).await;
    let app = app.expect("started");
    Cache::server("Bob's list").await.expect("started");
    let worker = |number: usize| DatabaseWorker::via(number).pid();
    let processes = [
        (TodoServer::via("Bob's list").pid(), "server"),
        (Cache::supervisor().pid(), "cache"),
        (worker(3), "worker 3"),
        (worker(2), "worker 2"),
        (worker(1), "worker 1"),
        (Database::supervisor().pid(), "database"),
        (ProcessRegistry::reference().pid(), "registry"),
        (System::reference().pid(), "system"),
    ];
    let watched = processes.map(|(pid, name)| (pid.expect("it runs"), name));
    let lines = Lines::default();
    let watcher = Watcher::start(watched.to_vec(), lines.clone()).await;
    let watcher = watcher.expect("started");
    app.stop().await.expect("stopped");
    assert!(watcher.is_up_to_date().await.expect("answered"));
    assert_eq!(lines.take(), watched.map(|(_, name)| name));
    drop(folder);
    Folder::open(place.path()).expect("nobody has it any more");
}

/// Tries to add entries to a list one after the other, and counts the tries; gives the titles that
/// were acknowledged.
async fn add_many(list: String, tries: Arc<AtomicUsize>) -> (String, Vec<String>) {
    let mut acknowledged = Vec::new();
    for number in 0..TRIES {
        let title = number.to_string();
        let entry = Entry::new("2023-12-19".parse().expect("a date"), &title);
        // The server that cannot be started, or that ends under the call, is another one next time.
        if let Ok(server) = Cache::server(&list).await
            && server.add_entry(entry).await.is_ok()
        {
            acknowledged.push(title);
        }
        tries.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
    }
    (list, acknowledged)
}

/// How many entries each of the writers tries to add.
const TRIES: usize = 40;

#[otp_core::test(flavor = "multi_thread", worker_threads = 4)]
async fn s002f_3_kills_of_every_part_under_load_lose_no_acknowledged_entry() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = Folder::open(place.path()).expect("opened");
    System::start_link(folder.clone()).await.expect("started");
    let tries = Arc::new(AtomicUsize::new(0));
    let mut writers = JoinSet::new();
    for number in 0..8 {
        writers.spawn(add_many(format!("list {number}"), Arc::clone(&tries)));
    }
    // As many as the supervisors put up with, each while entries are written.
    let victims: [fn() -> Option<Pid>; 8] = [
        || DatabaseWorker::via(1_usize).pid(),
        || TodoServer::via("list 1").pid(),
        || DatabaseWorker::via(2_usize).pid(),
        || Cache::supervisor().pid(),
        || TodoServer::via("list 2").pid(),
        || DatabaseWorker::via(3_usize).pid(),
        || TodoServer::via("list 3").pid(),
        || Database::supervisor().pid(),
    ];
    for (round, victim) in victims.into_iter().enumerate() {
        while tries.load(Ordering::SeqCst) < TRIES / 2 * (round + 1) {
            tokio::task::yield_now().await;
        }
        if let Some(pid) = victim() {
            kill(pid).await;
        }
    }
    for (list, acknowledged) in writers.join_all().await {
        let stored = folder.read(&list).expect("whole").expect("there");
        let mut stored = stored.iter().map(|(_, entry)| entry.title.clone());
        for title in acknowledged {
            assert!(
                stored.any(|stored| stored == title),
                "{title} of {list} is lost"
            );
        }
    }
    assert!(System::reference().pid().is_some(), "the system went on");
}
