//! Processes that come and go, and what is left of them.

use otp_core::prelude::*;
use otp_core::process;
use otp_core::registry::RegistryRef;
use otp_core::{Node, whereis};

use crate::{ALONE, resident, share};

#[registry(keys = "unique")]
struct Names;

#[gen_server(via = Names)]
struct Guest {
    number: u32,
}

#[callbacks]
impl Guest {
    fn init(#[key] number: u32) -> Self {
        Self { number }
    }

    #[call]
    fn number(&self) -> u32 {
        self.number
    }
}

/// What one of the many does: it is watched, linked, registered, and gone.
async fn come_and_go(number: u32) {
    let linked = process::spawn_link(async {}).expect("a runtime");
    process::monitor(linked);
    RegistryRef::of_type::<Names>()
        .register(number, number)
        .expect("a number of its own");
    process::exited(linked).await;
}

/// So many processes, a thousand at a time, half of them ended from outside.
async fn round(from: u32, count: u32) {
    for first in (from..from + count).step_by(1000) {
        let pids: Vec<_> = (first..first + 1000)
            .map(|number| {
                process::spawn(async move {
                    come_and_go(number).await;
                    if number % 2 == 0 {
                        std::future::pending::<()>().await;
                    }
                })
                .expect("a runtime")
            })
            .collect();
        for (n, pid) in pids.into_iter().enumerate() {
            let end = process::exited(pid);
            if n % 2 == 0 {
                process::signal(pid, ExitReason::Kill);
            }
            end.await;
        }
    }
}

/// Servers that are called, waited for in vain, and stopped.
async fn serve(from: u32, count: u32) {
    for number in from..from + count {
        let guest = Guest::start(number).await.expect("a number of its own");
        let call = guest.number();
        assert_eq!(call.await, Ok(number));
        drop(guest.exited());
        guest.stop(ExitReason::Normal).await.expect("it stops");
    }
}

async fn assert_nothing_is_left(besides: usize) {
    let node = Node::current();
    while node.process_count() > besides {
        tokio::task::yield_now().await;
    }
    assert_eq!(process::list().len(), besides);
    let names = Names::reference();
    assert_eq!(names.count(), Ok(0));
    let registry = process::info(names.pid().expect("it runs")).expect("it runs");
    assert!(registry.links.is_empty() && registry.monitored_by.is_empty());
    assert_eq!(registry.mailbox_length, 0);
    assert_eq!(whereis(&Name::via::<Names, Guest, u32>(&1)), None);
}

#[otp_core::test]
async fn a_million_processes_leave_nothing_behind_and_memory_does_not_grow() {
    let _alone = ALONE.lock().await;
    Names::start_link().await.unwrap();
    // Two processes a turn.
    let turns = share(500_000, 50_000);
    let part = turns / 10;
    round(0, part).await;
    serve(0, part / 10).await;
    assert_nothing_is_left(1).await;
    let before = resident();
    for n in 1..10 {
        round(n * part, part).await;
        serve(n * part, part / 10).await;
    }
    assert_nothing_is_left(1).await;
    let after = resident();
    let limit = before + 8 * 1024 * 1024;
    assert!(after < limit, "{before} bytes before, {after} after");
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_of_many_threads_leave_nothing_behind() {
    let _alone = ALONE.lock().await;
    Names::start_link().await.unwrap();
    let turns = share(100_000, 10_000);
    let rounds: Vec<_> = (0..2)
        .map(|n| tokio::spawn(round(n * 1_000_000, turns)))
        .collect();
    for round in rounds {
        round.await.unwrap();
    }
    assert_nothing_is_left(1).await;
}
