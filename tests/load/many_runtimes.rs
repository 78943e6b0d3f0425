//! Runtimes that come and go, and take their processes along.

use otp_core::prelude::*;
use otp_core::{Node, process};
use tokio::runtime::Builder;

use crate::{ALONE, resident, share};

#[gen_server]
struct Idle;

#[callbacks]
impl Idle {
    fn init() -> Self {
        Self
    }

    #[call]
    async fn wait(&mut self) {
        std::future::pending::<()>().await;
    }

    #[call]
    fn ping(&self) {}
}

/// A runtime that is dropped with processes, a call and a timer under way.
fn come_and_go() {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    runtime.block_on(async {
        let (idle, busy) = (Idle::start().await, Idle::start().await);
        let (idle, busy) = (idle.expect("it starts"), busy.expect("it starts"));
        assert_eq!(idle.ping().await, Ok(()));
        tokio::spawn(busy.wait());
        process::spawn(std::future::pending::<()>()).expect("a runtime");
        tokio::task::yield_now().await;
    });
}

#[test]
fn a_thousand_runtimes_leave_nothing_behind_and_memory_does_not_grow() {
    let _alone = ALONE.blocking_lock();
    let runtimes = share(2_000, 500);
    (0..runtimes / 5).for_each(|_| come_and_go());
    let before = resident();
    (0..runtimes).for_each(|_| come_and_go());
    let after = resident();
    assert_eq!(Node::main().process_count(), 0);
    let limit = before + 4 * 1024 * 1024;
    assert!(after < limit, "{before} bytes before, {after} after");
}
