//! A server that tells of its start and end.

use std::sync::{Arc, Mutex, PoisonError};

use otp_core::prelude::*;
use otp_core::process;

/// What happened, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct History(Arc<Mutex<Vec<String>>>);

impl History {
    fn add(&self, what: String) {
        let mut history = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        history.push(what);
    }

    /// Everything since the last time.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[gen_server(trap_exit)]
pub(crate) struct Probe {
    id: String,
    history: History,
}

#[callbacks]
impl Probe {
    fn init(id: String, history: History) -> Self {
        history.add(format!("{id} up"));
        Self { id, history }
    }

    /// Never answers.
    #[call]
    pub(crate) fn wait(&mut self, reply: ReplyTo<()>) {
        std::mem::forget(reply);
    }

    fn terminate(&mut self, reason: ExitReason) {
        self.history.add(format!("{} leaves: {reason}", self.id));
    }
}

/// The spec of a probe whose id is its name.
pub(crate) fn probe(id: &str) -> ChildSpec<ProbeRef> {
    Probe::child_spec(id, History::default()).with_id(id.to_owned())
}

/// Kills a child, and lets everything happen that waits for nothing but its turn.
pub(crate) async fn kill(child: Pid) {
    process::signal(child, ExitReason::Kill);
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}
