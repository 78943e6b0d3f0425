//! A server whose starts and end go as the test says, and which tells of them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;

/// What a start does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Begin {
    /// It is up after this time.
    Up(Duration),
    /// It fails after this time.
    Fail(Duration),
}

/// How a probe behaves.
#[derive(Debug, Clone)]
pub(crate) struct Behaviour {
    /// By the number of the start, from one.
    pub(crate) begin: fn(u32) -> Begin,
    /// Whether it traps exits.
    pub(crate) traps: bool,
    /// How long its `terminate` takes.
    pub(crate) leaves: Duration,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            begin: |_| Begin::Up(Duration::ZERO),
            traps: false,
            leaves: Duration::ZERO,
        }
    }
}

/// What happened, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct History(Arc<Mutex<Vec<String>>>);

impl History {
    fn add(&self, what: String) {
        self.0.lock().expect("no probe panics here").push(what);
    }

    /// Everything since the last time.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("no probe panics here"))
    }

    fn starts(&self, id: &str) -> usize {
        let history = self.0.lock().expect("no probe panics here");
        let begun = format!("{id} begins");
        history.iter().filter(|what| **what == begun).count()
    }
}

#[gen_server]
pub(crate) struct Probe {
    id: String,
    history: History,
    behaviour: Behaviour,
}

#[callbacks]
impl Probe {
    async fn init(id: String, history: History, behaviour: Behaviour) -> Init<Self> {
        history.add(format!("{id} begins"));
        let count = u32::try_from(history.starts(&id)).unwrap_or(u32::MAX);
        process::trap_exit(behaviour.traps);
        match (behaviour.begin)(count) {
            Begin::Up(after) => {
                tokio::time::sleep(after).await;
                history.add(format!("{id} up"));
                Init::ok(Self {
                    id,
                    history,
                    behaviour,
                })
            }
            Begin::Fail(after) => {
                tokio::time::sleep(after).await;
                history.add(format!("{id} fails"));
                Init::stop(ExitReason::other("failed"))
            }
        }
    }

    /// Never answers.
    #[call]
    pub(crate) fn wait(&mut self, reply: ReplyTo<()>) {
        std::mem::forget(reply);
    }

    #[cast]
    pub(crate) fn end(&mut self, reason: ExitReason) -> Next {
        Next::stop(reason)
    }

    /// Lets go of its parent.
    #[call]
    pub(crate) fn unlink(&mut self) {
        let own = process::current().and_then(process::info);
        if let Some(parent) = own.and_then(|own| own.parent) {
            process::unlink(parent);
        }
    }

    async fn terminate(&mut self, reason: ExitReason) {
        self.history.add(format!("{} leaves: {reason}", self.id));
        tokio::time::sleep(self.behaviour.leaves).await;
        self.history.add(format!("{} left", self.id));
    }
}

/// The spec of a probe whose id is its name.
pub(crate) fn probe(id: &str, history: &History, behaviour: Behaviour) -> ChildSpec<ProbeRef> {
    Probe::child_spec(id, history.clone(), behaviour).with_id(id.to_owned())
}

/// One that is simply there.
pub(crate) fn plain(id: &str, history: &History) -> ChildSpec<ProbeRef> {
    probe(id, history, Behaviour::default())
}

/// Lets everything happen that waits for nothing but its turn.
pub(crate) async fn settle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}
