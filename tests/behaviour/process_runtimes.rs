//! Processes and runtimes: none, several, and those that are dropped.

use std::sync::mpsc;
use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process::{self, Received, SpawnError};
use otp_core::{Name, Node, Signal, whereis};
use tokio::runtime::{Builder, Runtime};

use crate::inside::{as_process, boom};
use crate::outside::block_on;

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

#[gen_server]
struct Echo;

#[callbacks]
impl Echo {
    fn init() -> Self {
        Self
    }

    #[call]
    fn echo(&self, n: u32) -> u32 {
        n
    }
}

#[gen_server(blocking)]
struct Blocked;

#[callbacks]
impl Blocked {
    fn init() -> Self {
        Self
    }

    #[call]
    fn echo(&self, n: u32) -> u32 {
        n
    }
}

#[test]
fn where_no_runtime_is_a_process_is_not_started_and_the_error_says_so() {
    assert_eq!(process::spawn(async {}), Err(SpawnError));
    let told = SpawnError.to_string();
    assert!(told.contains("inside a tokio runtime"), "{told}");
    assert!(matches!(
        block_on(Echo::start()),
        Err(StartError::NoRuntime)
    ));
    assert!(matches!(
        block_on(Echo::start_link()),
        Err(StartError::NoRuntime)
    ));
}

#[test]
fn a_runtime_that_is_dropped_takes_its_processes_along_and_says_killed() {
    let (doomed, staying) = (runtime(), runtime());
    let name = Name::local("of the doomed runtime");
    let own_name = name.clone();
    let (pid, server) = doomed.block_on(async {
        let server = Echo::start().name(own_name).await.unwrap();
        let pid = process::spawn(std::future::pending::<()>()).unwrap();
        (pid, server)
    });
    let server_pid = server.pid().unwrap();
    let (ready, is_ready) = mpsc::channel();
    let watching = std::thread::spawn(move || {
        staying.block_on(as_process(move |mut inbox| async move {
            process::trap_exit(true);
            process::link(pid).unwrap();
            process::monitor(server_pid);
            ready.send(process::current().unwrap()).unwrap();
            // Tasks are dropped in no order that anybody promises.
            let mut ends = Vec::new();
            for _ in 0..2 {
                ends.push(match inbox.receive().await {
                    Received::Signal(Signal::Exit(exit)) => exit.reason,
                    Received::Signal(Signal::Down(down)) => down.reason,
                    Received::Message(other) => panic!("{other}"),
                });
            }
            let left = process::info(process::current().unwrap()).unwrap();
            (ends, left.links, left.monitors)
        }))
    });
    is_ready.recv().unwrap();
    drop(doomed);
    let outcome = watching.join();
    let (ends, links, monitors) = match outcome {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    assert_eq!(ends, [ExitReason::Killed, ExitReason::Killed]);
    assert!(links.is_empty() && monitors.is_empty());
    assert!(!process::is_alive(pid) && !process::is_alive(server_pid));
    assert_eq!(whereis(&name), None);
    assert_eq!(block_on(server.echo(1)), Err(CallError::NoProcess));
}

#[test]
fn processes_of_several_runtimes_are_of_one_node_and_call_each_other() {
    let (one, other) = (runtime(), runtime());
    let name = Name::local("shared between runtimes");
    let by_name = name.clone();
    one.block_on(Echo::start().name(name)).unwrap();
    let driving = std::thread::spawn(move || one.block_on(async { tokio::time::sleep(DAY).await }));
    let answer = other.block_on(as_process(|_| async {
        let echo = otp_core::gen_server::ServerRef::<Echo>::by_name(by_name);
        EchoRef::from(echo).echo(5).await
    }));
    assert_eq!(answer, Ok(5));
    assert_eq!(Node::current(), *Node::main());
    drop(driving);
}

const DAY: Duration = Duration::from_secs(86_400);

#[test]
fn a_call_fails_with_killed_when_the_runtime_of_its_server_is_dropped_gen_16() {
    let doomed = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let sleeper = doomed.block_on(Sleeper::start()).unwrap();
    let (begun, has_begun) = mpsc::channel();
    let calling = std::thread::spawn(move || block_on(sleeper.sleep(begun).infinity()));
    has_begun.recv().unwrap();
    drop(doomed);
    let outcome = calling.join().unwrap();
    assert_eq!(outcome, Err(CallError::Exited(ExitReason::Killed)));
}

#[gen_server]
struct Sleeper;

#[callbacks]
impl Sleeper {
    fn init() -> Self {
        Self
    }

    #[call]
    async fn sleep(&mut self, begun: mpsc::Sender<()>) {
        let _ = begun.send(());
        std::future::pending::<()>().await;
    }
}

#[test]
fn an_idle_blocking_server_does_not_keep_a_runtime_from_being_dropped() {
    let runtime = runtime();
    let server = runtime.block_on(async {
        let server = Blocked::start().await.unwrap();
        assert_eq!(server.echo(3).await, Ok(3));
        server
    });
    drop(runtime);
    assert!(!server.is_alive());
    assert_eq!(block_on(server.exited()), ExitReason::Killed);
}

#[test]
fn a_process_that_is_started_on_a_runtime_being_dropped_is_killed() {
    struct StartsAnother(mpsc::Sender<Option<Pid>>);
    impl Drop for StartsAnother {
        fn drop(&mut self) {
            let pid = process::spawn_link(async { boom() });
            let _ = self.0.send(pid.ok());
        }
    }
    let (sender, started) = mpsc::channel();
    let runtime = runtime();
    runtime.block_on(async {
        let last = StartsAnother(sender);
        process::spawn(async move {
            let _last = last;
            std::future::pending::<()>().await;
        })
        .unwrap();
        tokio::task::yield_now().await;
    });
    drop(runtime);
    let pid = started.recv().unwrap().unwrap();
    assert!(!process::is_alive(pid));
}
