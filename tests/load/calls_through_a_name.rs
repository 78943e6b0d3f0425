//! Calls through a name while its server is killed over and over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process::{self, Received};
use otp_core::{Signal, whereis};

use crate::{ALONE, share};

#[registry(keys = "unique")]
struct Doors;

#[gen_server(via = Doors)]
struct Door {
    knocks: u64,
}

#[callbacks]
impl Door {
    fn init(#[key] _door: &'static str) -> Self {
        Self { knocks: 0 }
    }

    #[call]
    fn knock(&mut self, n: u64) -> u64 {
        self.knocks += 1;
        n
    }

    #[call]
    async fn knock_slowly(&mut self, n: u64) -> u64 {
        tokio::task::yield_now().await;
        n
    }

    #[call]
    fn knock_and_wait(&mut self, reply: ReplyTo<u64>, n: u64) {
        tokio::spawn(async move { reply.send(n) });
    }
}

/// Starts the server again whenever it has ended, as a supervisor does.
async fn keep_up(mut inbox: process::Receiver<()>) {
    process::trap_exit(true);
    loop {
        let door = Door::start_link("front").await;
        let pid = door.expect("its name is free when its end is known").pid();
        loop {
            match inbox.receive().await {
                Received::Signal(Signal::Exit(exit)) if Some(exit.from) == pid => break,
                // From who ends this process, in the end.
                Received::Signal(Signal::Exit(_)) => return,
                _ => {}
            }
        }
    }
}

/// Calls again and again; gives how many had an answer.
async fn knock(caller: u64, calls: u32) -> u32 {
    let door = Door::via("front");
    let mut answered = 0;
    for n in 0..u64::from(calls) {
        let number = caller << 32 | n;
        let call = match n % 3 {
            0 => door.knock(number),
            1 => door.knock_slowly(number).timeout(Duration::from_secs(60)),
            _ => door.knock_and_wait(number).infinity(),
        };
        match call.await {
            Ok(answer) => {
                assert_eq!(answer, number, "the answer of another call");
                answered += 1;
            }
            Err(CallError::NoProcess) => tokio::task::yield_now().await,
            Err(CallError::Exited(ExitReason::Killed)) => {}
            Err(other) => panic!("{other}"),
        }
    }
    answered
}

/// Kills whoever has the name, until told to stop; looks that nobody who has it is dead.
async fn kill(done: Arc<AtomicBool>, kills: Arc<AtomicU64>) {
    let name = Name::via::<Doors, Door, &'static str>(&"front");
    while !done.load(Ordering::Relaxed) {
        if let Some(pid) = whereis(&name) {
            let exited = process::exited(pid);
            process::signal(pid, ExitReason::Kill);
            exited.await;
            assert_ne!(whereis(&name), Some(pid), "an entry of a dead process");
            kills.fetch_add(1, Ordering::Relaxed);
        }
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_million_calls_end_while_their_server_is_killed_over_and_over() {
    let _alone = ALONE.lock().await;
    const CALLERS: u64 = 8;
    Doors::start_link().await.unwrap();
    let keeper = process::spawn_with(keep_up).unwrap();
    let (done, kills) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
    let killing = tokio::spawn(kill(done.clone(), kills.clone()));
    let calls = share(1_000_000, 60_000) / CALLERS as u32;
    let callers: Vec<_> = (0..CALLERS)
        .map(|caller| tokio::spawn(knock(caller, calls)))
        .collect();
    let mut answered = 0;
    for caller in callers {
        let caller = tokio::time::timeout(Duration::from_secs(300), caller);
        answered += caller.await.expect("no call hangs").unwrap();
    }
    done.store(true, Ordering::Relaxed);
    killing.await.unwrap();
    assert!(answered > 0, "no call was answered");
    assert!(kills.load(Ordering::Relaxed) > 10, "hardly any kills");
    process::signal(keeper.pid(), ExitReason::Shutdown);
}
