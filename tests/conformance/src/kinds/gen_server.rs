//! Servers with scripted callbacks, and their clients.

use std::time::Duration;

use otp_core::gen_server::{Call, CallError, Client, ServerRef};
use otp_core::prelude::*;
use otp_core::process;
use serde_json::{Value, json};

use super::crash;
use crate::log::Log;
use crate::reason::shown;
use crate::scenario::gen_server::{
    Action, OnCall, OnCast, Script, Server, Start, Target, Terminate,
};
use crate::term_order;
use crate::trace::Entry;

/// A call of a step waits so long unless it says otherwise.
const PATIENCE: Duration = Duration::from_millis(100);
/// A call in the background.
const LONG_PATIENCE: Duration = Duration::from_secs(5);
/// A stop.
const STOPPING: Duration = Duration::from_secs(1);
/// The idle timeouts of scripted servers.
const IDLE: Duration = Duration::from_millis(20);
/// What a slow call takes.
const SLOW: Duration = Duration::from_millis(200);

#[gen_server]
struct Scripted {
    log: Log<ScriptedRef>,
    script: Server,
    held: Vec<(ReplyTo<Value>, Value)>,
}

/// What `handle_continue` is asked for: a value, for the log.
struct Go(Value);

/// A plain message.
struct Note(Value);

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
    async fn answer(&mut self, act: OnCall, v: Value) -> Reply<Value, Go> {
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
    fn take(&mut self, reply: ReplyTo<Value>, act: OnCall, v: Value) -> Next {
        self.event("call", &v);
        match act {
            OnCall::Early => reply.send(v),
            OnCall::Stop => return Next::stop(&self.script.stop_reason),
            _ => self.held.push((reply, v)),
        }
        Next::wait()
    }

    #[cast]
    fn tell(&mut self, act: OnCast, v: Value) -> Next<Go> {
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

pub(super) async fn play(script: &Script) -> Vec<Entry> {
    let log = Log::new();
    let mut trace = Vec::new();
    for step in &script.steps {
        let result = act(&step.action, &log).await;
        log.settle().await;
        let mut entry = log.entry(&step.doing, result);
        entry.events = by_server(entry.events);
        trace.push(entry);
    }
    trace
}

/// Servers by label, the order kept within one, then the clients, who learn of an answer in no order.
fn by_server(events: Vec<Value>) -> Vec<Value> {
    let (mut clients, mut own): (Vec<_>, Vec<_>) =
        events.into_iter().partition(|event| event[0] == "~client");
    own.sort_by(|a, b| term_order::compare(&a[0], &b[0]));
    term_order::sort(&mut clients);
    own.append(&mut clients);
    own
}

async fn act(action: &Action, log: &Log<ScriptedRef>) -> Value {
    match action {
        Action::Start(server) => start(server, log).await,
        Action::Call {
            to,
            act,
            v,
            timeout,
        } => match reach(to, log) {
            Some(server) => {
                let timeout = timeout.map_or(PATIENCE, Duration::from_millis);
                answered(call(&server, *act, v.clone()).timeout(timeout).await)
            }
            None => answered(Err(CallError::NoProcess)),
        },
        Action::CallLater {
            to,
            act,
            v,
            timeout,
        } => {
            let timeout = timeout.map_or(LONG_PATIENCE, Duration::from_millis);
            let (server, log, act, v) = (reach(to, log), log.clone(), *act, v.clone());
            let client = async move {
                let result = match server {
                    Some(server) => call(&server, act, v.clone()).timeout(timeout).await,
                    None => Err(CallError::NoProcess),
                };
                log.event(json!(["~client", v, answered(result)]));
            };
            process::spawn(client).expect("scenarios are played in a runtime");
            json!("ok")
        }
        Action::Cast { to, act, v } => {
            if let Some(server) = reach(to, log) {
                server.tell(*act, v.clone());
            }
            json!("ok")
        }
        Action::Info { to, v } => match reach(to, log) {
            // A pid takes a message after its death as well, a name only while somebody has it.
            Some(server) if to.name.is_none() || server.pid().is_some() => {
                server.info(Note(v.clone()));
                json!("ok")
            }
            _ => json!({ "error": "noproc" }),
        },
        Action::Stop { to, reason } => match reach(to, log) {
            Some(server) => match server.stop(reason).timeout(STOPPING).await {
                Ok(()) => json!("ok"),
                Err(error) => failed(&error),
            },
            None => failed(&CallError::NoProcess),
        },
        Action::Signal { who, reason } => match log.newest(who).and_then(|server| server.pid()) {
            Some(pid) => {
                process::signal(pid, reason);
                json!("ok")
            }
            None => json!({ "error": "noproc" }),
        },
        Action::Alive { to } => json!(reach(to, log).is_some_and(|server| server.is_alive())),
    }
}

async fn start(server: &Server, log: &Log<ScriptedRef>) -> Value {
    let mut start = Scripted::start(log.clone(), server.clone());
    if let Some(name) = &server.name {
        start = start.name(Name::local(name.as_str()));
    }
    match start.await {
        Ok(_) => json!("ok"),
        Err(StartError::Ignored) => json!("ignore"),
        Err(StartError::AlreadyStarted(_)) => json!({ "error": "already_started" }),
        Err(StartError::Failed(reason)) => json!({ "error": shown(&reason) }),
        Err(error) => json!({ "error": format!("other:{error}") }),
    }
}

/// A server by its name, or the newest of a label; nothing if no `init` of that label ever ran.
fn reach(to: &Target, log: &Log<ScriptedRef>) -> Option<ScriptedRef> {
    match (&to.name, &to.who) {
        (Some(name), _) => Some(ScriptedRef::from_server(ServerRef::by_name(Name::local(
            name.as_str(),
        )))),
        (None, Some(label)) => log.newest(label),
        (None, None) => None,
    }
}

fn call(server: &ScriptedRef, act: OnCall, v: Value) -> Call<Scripted, Value> {
    match act {
        OnCall::Hold | OnCall::Early | OnCall::Stop => server.take(act, v),
        _ => server.answer(act, v),
    }
}

fn answered(result: Result<Value, CallError>) -> Value {
    match result {
        Ok(value) => json!({ "ok": value }),
        Err(error) => failed(&error),
    }
}

fn failed(error: &CallError) -> Value {
    let reason = match error {
        CallError::NoProcess => json!("noproc"),
        CallError::Timeout => json!("timeout"),
        CallError::CallingSelf => json!("calling_self"),
        CallError::Exited(reason) => shown(reason),
        other => json!(format!("other:{other}")),
    };
    json!({ "exit": reason })
}
