//! Servers with scripted callbacks.

use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;
use serde_json::{Value, json};

use crate::kinds::crash;
use crate::log::Log;
use crate::reason::shown;
use crate::scenario::gen_server::{OnCall, OnCast, Server, Start, Terminate};

/// The idle timeouts of scripted servers.
const IDLE: Duration = Duration::from_millis(20);
/// What a slow call takes.
const SLOW: Duration = Duration::from_millis(200);

#[gen_server]
pub(super) struct Scripted {
    log: Log<ScriptedRef>,
    script: Server,
    held: Vec<(ReplyTo<Value>, Value)>,
}

/// What `handle_continue` is asked for: a value, for the log.
pub(super) struct Go(Value);

/// A plain message.
pub(super) struct Note(pub(super) Value);

#[callbacks]
impl Scripted {
    fn init(log: Log<ScriptedRef>, script: Server) -> Init<Self> {
        let incarnation = log.born(&script.label, Self::self_ref());
        if script.trap_exit {
            process::trap_exit(true);
        }
        log.event(json!([script.label, "init", incarnation]));
        let init = script.init;
        let state = Self {
            log,
            script,
            held: Vec::new(),
        };
        match init {
            Start::Ok => Init::ok(state),
            Start::Continue => Init::ok(state).then_continue(Go(json!("first"))),
            Start::Timeout => Init::ok(state).idle_timeout(IDLE),
            Start::Ignore => Init::ignore(),
            Start::Stop => Init::stop(ExitReason::other("init_failed")),
            Start::StopNormal => Init::stop(ExitReason::Normal),
            Start::StopShutdown => Init::stop(ExitReason::Shutdown),
            Start::Crash => crash(),
            Start::Exit => process::exit(ExitReason::other("boom")),
        }
    }

    /// The acts that return with an answer.
    #[call]
    pub(super) async fn answer(&mut self, act: OnCall, v: Value) -> Reply<Value, Go> {
        self.event("call", &v);
        let reply = Reply::new(v.clone());
        match act {
            OnCall::ReplyContinue => reply.then_continue(Go(v)),
            OnCall::ReplyTimeout => reply.idle_timeout(IDLE),
            OnCall::StopReply => reply.stop(&self.script.stop_reason),
            OnCall::Slow => {
                tokio::time::sleep(SLOW).await;
                reply
            }
            OnCall::Crash => crash(),
            _ => reply,
        }
    }

    /// The acts that return without one.
    #[call]
    pub(super) fn take(&mut self, reply: ReplyTo<Value>, act: OnCall, v: Value) -> Next {
        self.event("call", &v);
        match act {
            OnCall::Early => reply.send(v),
            OnCall::Stop => return Next::stop(&self.script.stop_reason),
            _ => self.held.push((reply, v)),
        }
        Next::wait()
    }

    #[cast]
    pub(super) fn tell(&mut self, act: OnCast, v: Value) -> Next<Go> {
        self.event("cast", &v);
        match act {
            OnCast::Noreply => Next::wait(),
            OnCast::Continue => Next::then_continue(Go(v)),
            OnCast::Release => {
                for (reply, value) in self.held.drain(..) {
                    reply.send(value);
                }
                Next::wait()
            }
            OnCast::Stop => Next::stop(&self.script.stop_reason),
            OnCast::Crash => crash(),
        }
    }

    #[handle_continue]
    fn go(&mut self, go: Go) {
        self.event("continue", &go.0);
    }

    #[info]
    fn idle(&mut self, _: IdleTimeout) {
        self.event("timeout", &json!(0));
    }

    #[info]
    fn exit_message(&mut self, exit: Exit) {
        self.event("exit_message", &shown(&exit.reason));
    }

    #[info]
    fn note(&mut self, note: Note) {
        self.event("info", &note.0);
    }

    fn terminate(&mut self, reason: ExitReason) {
        self.event("terminate", &shown(&reason));
        if self.script.terminate == Some(Terminate::Crash) {
            crash();
        }
    }

    fn event(&self, what: &str, value: &Value) {
        self.log.event(json!([self.script.label, what, value]));
    }
}
