//! Workers that do as their spec says.

use std::sync::Arc;
use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;
use serde_json::json;

use super::{Member, TreeLog};
use crate::kinds::crash;
use crate::reason::{Reason, shown};
use crate::scenario::supervision::{Init as Plan, Terminate, Worker as Script};

/// What a slow `terminate` takes.
const SLOW: Duration = Duration::from_millis(100);

#[gen_server]
pub(super) struct Worker {
    log: TreeLog,
    id: String,
    script: Arc<Script>,
    incarnation: u32,
}

#[callbacks]
impl Worker {
    fn init(log: TreeLog, id: String, script: Arc<Script>) -> Init<Self> {
        let incarnation = log.born(&id, Member::Worker(Self::self_ref()));
        let plan = script.init(incarnation);
        log.event(json!(["init", id, incarnation, plan.name()]));
        if script.trap_exit {
            process::trap_exit(true);
        }
        if plan != Plan::Ok {
            // How it leaves is a race with its supervisor's own end.
            log.unwatch(&id, incarnation);
        }
        match plan {
            Plan::Ok => Init::ok(Self {
                log,
                id,
                script,
                incarnation,
            }),
            Plan::Ignore => Init::ignore(),
            Plan::Fail => Init::stop(ExitReason::other("init_failed")),
            Plan::Crash => crash(),
        }
    }

    #[cast]
    fn end(&mut self, reason: Reason) -> Next {
        if reason.is_crash() {
            crash();
        }
        Next::stop(&reason)
    }

    async fn terminate(&mut self, reason: ExitReason) {
        if self.script.trap_exit {
            self.log.event(json!([
                "terminate",
                self.id,
                self.incarnation,
                shown(&reason)
            ]));
        }
        match self.script.terminate {
            Some(Terminate::Slow) => tokio::time::sleep(SLOW).await,
            Some(Terminate::Crash) => crash(),
            Some(Terminate::Ok) | None => {}
        }
    }
}
