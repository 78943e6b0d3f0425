//! S002g: how a tree ends.

use std::time::Duration;

use otp_core::prelude::*;
use otp_core::{ChildType, Supervisor, process};
use tokio::time::Instant;

use crate::events::all_idle;
use crate::lines::Lines;

/// Cleans up for so long when it ends, for it traps exits.
#[gen_server(trap_exit)]
pub(crate) struct Tidy {
    time: Duration,
    lines: Lines,
}

#[callbacks]
impl Tidy {
    fn init(time: Duration, lines: Lines) -> Self {
        Self { time, lines }
    }

    async fn terminate(&mut self, _reason: &ExitReason) {
        tokio::time::sleep(self.time).await;
        self.lines.print("cleaned up");
    }
}

/// The same without trapping exits.
#[gen_server]
pub(crate) struct Untidy {
    lines: Lines,
}

#[callbacks]
impl Untidy {
    fn init(lines: Lines) -> Self {
        Self { lines }
    }

    async fn terminate(&mut self, _reason: &ExitReason) {
        self.lines.print("cleaned up");
    }
}

/// Stops a supervisor of one such child: how long it took, and whether the child was done.
async fn stopped(shutdown: Option<Shutdown>, needs: u64) -> (Duration, bool) {
    let lines = Lines::default();
    let mut spec = Tidy::child_spec(Duration::from_secs(needs), lines.clone());
    if let Some(shutdown) = shutdown {
        spec = spec.with_shutdown(shutdown);
    }
    let supervisor = Supervisor::builder().child(spec).start_link().await;
    let before = Instant::now();
    let stopped = supervisor
        .expect("started")
        .stop(ExitReason::Shutdown, None)
        .await;
    stopped.expect("stopped");
    (before.elapsed(), lines.take() == ["cleaned up"])
}

const SECOND: Duration = Duration::from_secs(1);

#[otp_core::test(start_paused = true)]
async fn s002g_a_worker_has_5_s_and_a_supervisor_for_ever_unless_they_say_otherwise() {
    let spec = Tidy::child_spec(SECOND, Lines::default());
    assert_eq!(spec.shutdown(), Shutdown::Timeout(5 * SECOND));
    let place = tempfile::tempdir().expect("a folder");
    let folder = todo::storage::Folder::open(place.path()).expect("opened");
    let spec = todo::system::System::child_spec(folder);
    assert_eq!(spec.shutdown(), Shutdown::Infinity);
    assert_eq!(stopped(None, 4).await, (4 * SECOND, true));
    assert_eq!(stopped(None, 6).await, (5 * SECOND, false));
}

#[otp_core::test(start_paused = true)]
async fn s002g_a_time_is_a_polite_request_and_then_a_kill() {
    let two = Some(Shutdown::Timeout(2 * SECOND));
    assert_eq!(stopped(two, 1).await, (SECOND, true));
    assert_eq!(stopped(two, 3).await, (2 * SECOND, false));
}

#[otp_core::test(start_paused = true)]
async fn s002g_infinity_waits() {
    let waits = stopped(Some(Shutdown::Infinity), 3600).await;
    assert_eq!(waits, (3600 * SECOND, true));
}

#[otp_core::test(start_paused = true)]
async fn s002g_a_brutal_kill_leaves_no_time_to_clean_up() {
    let killed = stopped(Some(Shutdown::BrutalKill), 1).await;
    assert_eq!(killed, (Duration::ZERO, false));
}

#[otp_core::test(start_paused = true)]
async fn s002g_clean_up_runs_only_where_exits_are_trapped() {
    let lines = Lines::default();
    let supervisor = Supervisor::builder()
        .child(Untidy::child_spec(lines.clone()))
        .start_link()
        .await
        .expect("started");
    supervisor
        .stop(ExitReason::Shutdown, None)
        .await
        .expect("stopped");
    assert!(lines.take().is_empty());
}

/// Links a plain process to itself, as a worker may.
#[gen_server]
pub(crate) struct Parent;

#[callbacks]
impl Parent {
    fn init() -> Self {
        process::spawn_link(std::future::pending::<()>()).expect("spawned");
        Self
    }
}

#[otp_core::test(start_paused = true)]
async fn s002g_stopping_the_top_leaves_no_process_behind() {
    let before = process::list();
    let lower = || {
        Supervisor::builder()
            .child(Parent::child_spec())
            .start_link()
    };
    let upper = Supervisor::builder()
        .child(Parent::child_spec())
        .child(ChildSpec::new("lower", lower).with_type(ChildType::Supervisor))
        .start_link()
        .await
        .expect("started");
    assert_eq!(process::list().len(), before.len() + 6);
    upper
        .stop(ExitReason::Shutdown, None)
        .await
        .expect("stopped");
    all_idle().await;
    assert_eq!(process::list(), before);
}
