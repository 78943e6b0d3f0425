//! A child that never awaits: it runs on a thread where it may block, as bare processes cannot be told to.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::child_spec::{ChildSpec, Shutdown};
use crate::dynamic_supervisor::DynamicSupervisor;
use crate::pid::Pid;
use crate::process::{self, First, Kind, Plan, Process, Received, spawn_process};
use crate::reason::ExitReason;
use crate::registry::{Name, whereis};
use crate::start::{ProcessHandle, StartError};
use crate::supervisor::Supervisor;

/// A process that is named and blocks its thread until the sender is dropped.
async fn blocked(name: &'static str, until: mpsc::Receiver<()>) -> Result<Pid, StartError> {
    let plan = Plan {
        link: true,
        blocking: true,
        ..Plan::new(Kind {
            type_name: || "process",
            is_supervisor: false,
        })
    };
    let named = |process: &Arc<dyn Process>| {
        let registered = Name::local(name).register(ProcessHandle(process.clone()));
        assert!(registered.is_ok());
        Ok::<(), Infallible>(())
    };
    let (up, is_up) = oneshot::channel();
    let body = |_| async move {
        let _ = up.send(());
        let _ = until.recv();
        std::future::pending::<ExitReason>().await
    };
    let cell = spawn_process::<Received<()>, _, _>(plan, First::Later, named, body)
        .map_err(|_| StartError::NoRuntime)?;
    // Before its thread runs it could be killed like any other.
    let _ = is_up.await;
    Ok(cell.core().pid())
}

fn child(name: &'static str, until: mpsc::Receiver<()>) -> ChildSpec<Pid> {
    ChildSpec::temporary("stuck", move || blocked(name, until)).with_shutdown(Shutdown::BrutalKill)
}

async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

async fn pass(time: Duration) {
    settle().await;
    tokio::time::advance(time).await;
    settle().await;
}

#[tokio::test(start_paused = true)]
async fn a_child_that_never_awaits_loses_its_name_5_s_after_kill_and_its_supervisor_goes_on() {
    let (stuck, until) = mpsc::channel();
    let name = "stuck under a static one";
    let supervisor = Supervisor::builder().child(child(name, until));
    let supervisor = supervisor.start().await.unwrap();
    let pid = whereis(&Name::local(name)).unwrap();
    let terminating = {
        let supervisor = supervisor.clone();
        tokio::spawn(async move { supervisor.terminate_child("stuck").await })
    };
    pass(Duration::from_millis(4999)).await;
    assert!(!terminating.is_finished());
    assert_eq!(whereis(&Name::local(name)), Some(pid));
    pass(Duration::from_millis(2)).await;
    assert_eq!(terminating.await.unwrap(), Ok(()));
    assert_eq!(whereis(&Name::local(name)), None);
    assert!(process::is_alive(pid), "nothing can stop it");
    assert_eq!(supervisor.count_children().await.unwrap().specs, 0);

    let ended = process::exited(pid);
    drop(stuck);
    assert_eq!(ended.await, ExitReason::Killed);
    settle().await;
    assert!(supervisor.which_children().await.is_ok(), "no news to it");
}

#[tokio::test(start_paused = true)]
async fn the_time_after_kill_can_be_set_and_holds_for_the_end_of_a_dynamic_supervisor_too() {
    let (stuck, until) = mpsc::channel();
    let name = "stuck under a dynamic one";
    let supervisor = DynamicSupervisor::builder().kill_timeout(Duration::from_secs(1));
    let supervisor = supervisor.start().await.unwrap();
    supervisor.start_child(child(name, until)).await.unwrap();
    let stopping = {
        let supervisor = supervisor.clone();
        tokio::spawn(async move { supervisor.stop(ExitReason::Normal, None).await })
    };
    pass(Duration::from_millis(999)).await;
    assert!(!stopping.is_finished());
    pass(Duration::from_millis(2)).await;
    assert_eq!(stopping.await.unwrap(), Ok(()));
    assert_eq!(whereis(&Name::local(name)), None);
    drop(stuck);
}
