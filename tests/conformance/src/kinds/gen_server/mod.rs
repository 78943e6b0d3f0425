//! Servers with scripted callbacks, and what their clients do.

mod server;

use std::time::Duration;

use otp_core::gen_server::{Call, CallError, Client, ServerRef};
use otp_core::prelude::*;
use otp_core::process;
use serde_json::{Value, json};

use crate::log::Log;
use crate::reason::shown;
use crate::scenario::gen_server::{Action, OnCall, Script, Server, Target};
use crate::term_order;
use crate::trace::Entry;
use server::{Note, Scripted, ScriptedRef};

/// A call of a step waits so long unless it says otherwise.
const PATIENCE: Duration = Duration::from_millis(100);
/// A call in the background.
const LONG_PATIENCE: Duration = Duration::from_secs(5);
/// A stop.
const STOPPING: Duration = Duration::from_secs(1);

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
