//! S002h: who is restarted after which end, and who along with it.

use otp_core::gen_server::ServerRef;
use otp_core::prelude::*;
use otp_core::{Strategy, Supervisor, SupervisorRef, process};

use crate::events::{all_idle, kill};
use crate::lines::Lines;

/// Prints its number when it starts; ends as it is told to.
#[gen_server]
pub(crate) struct Child;

#[callbacks]
impl Child {
    fn init(number: u32, lines: Lines) -> Self {
        lines.print(number.to_string());
        Self
    }

    #[cast]
    fn end(&mut self, reason: ExitReason) -> Next {
        Next::stop(reason)
    }
}

/// A supervisor of the children 1, 2 and 3.
struct World {
    supervisor: SupervisorRef,
    lines: Lines,
}

impl World {
    async fn start(strategy: Strategy, restart: Restart) -> Self {
        let lines = Lines::default();
        let child = |number: u32| {
            Child::child_spec(number, lines.clone())
                .with_id(u64::from(number))
                .with_restart(restart)
        };
        let supervisor = Supervisor::builder()
            .strategy(strategy)
            .child(child(1))
            .child(child(2))
            .child(child(3))
            .start_link()
            .await
            .expect("started");
        assert_eq!(lines.take(), ["1", "2", "3"]);
        Self { supervisor, lines }
    }

    async fn pid(&self, number: u64) -> Option<Pid> {
        let children = self.supervisor.which_children().await.expect("it runs");
        let child = children
            .iter()
            .find(|child| child.id == Some(number.into()));
        child.and_then(|child| child.child.pid())
    }

    /// Ends child 2 and gives what is printed after that.
    async fn ended(&self, reason: ExitReason) -> Vec<String> {
        let pid = self.pid(2).await.expect("it runs");
        let child = ServerRef::by_pid(pid).expect("it runs");
        ChildRef::from(child).end(reason);
        process::exited(pid).await;
        all_idle().await;
        self.lines.take()
    }

    async fn killed(&self) -> Vec<String> {
        kill(self.pid(2).await.expect("it runs")).await;
        all_idle().await;
        self.lines.take()
    }
}

#[otp_core::test(start_paused = true)]
async fn s002h_a_permanent_child_is_restarted_even_after_a_normal_end() {
    let world = World::start(Strategy::OneForOne, Restart::Permanent).await;
    assert_eq!(world.ended(ExitReason::Normal).await, ["2"]);
    assert_eq!(world.ended(ExitReason::other("boom")).await, ["2"]);
    assert_eq!(world.killed().await, ["2"]);
}

#[otp_core::test(start_paused = true)]
async fn s002h_a_temporary_child_is_never_restarted_and_stopped_with_the_tree() {
    let world = World::start(Strategy::OneForOne, Restart::Temporary).await;
    assert!(world.killed().await.is_empty());
    assert_eq!(world.pid(2).await, None);
    let others = [world.pid(1).await, world.pid(3).await].map(|pid| pid.expect("it runs"));
    world
        .supervisor
        .stop(ExitReason::Normal, None)
        .await
        .expect("stopped");
    assert!(others.into_iter().all(|pid| !process::is_alive(pid)));
}

#[otp_core::test(start_paused = true)]
async fn s002h_a_transient_child_is_restarted_after_an_abnormal_end_only() {
    let world = World::start(Strategy::OneForOne, Restart::Transient).await;
    assert_eq!(world.ended(ExitReason::other("boom")).await, ["2"]);
    assert_eq!(world.killed().await, ["2"]);
    assert!(world.ended(ExitReason::Normal).await.is_empty());
    assert_eq!(world.pid(2).await, None);
}

#[otp_core::test(start_paused = true)]
async fn s002h_one_for_all_restarts_all() {
    let world = World::start(Strategy::OneForAll, Restart::Permanent).await;
    assert_eq!(world.killed().await, ["1", "2", "3"]);
}

#[otp_core::test(start_paused = true)]
async fn s002h_rest_for_one_restarts_the_younger_ones() {
    let world = World::start(Strategy::RestForOne, Restart::Permanent).await;
    let first = world.pid(1).await;
    assert_eq!(world.killed().await, ["2", "3"]);
    assert_eq!(world.pid(1).await, first);
}
