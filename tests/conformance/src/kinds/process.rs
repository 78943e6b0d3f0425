//! Bare processes that obey commands and tell what they receive.

use std::collections::HashMap;

use otp_core::process::{self, ProcessRef, Received, Receiver};
use otp_core::{Exit, ExitReason, MonitorRef, Pid, Signal};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::crash;
use crate::log::Log;
use crate::reason::{Reason, shown};
use crate::scenario::process::{Action, Script};
use crate::term_order;
use crate::trace::Entry;

/// What a process is told to do.
enum Command {
    Link(Pid),
    Unlink(Pid),
    Monitor(Pid, String),
    Demonitor(String),
    TrapExit(bool),
    Signal(Pid, ExitReason),
    Exit(Reason),
}

/// A command, and where its result goes.
struct Order {
    command: Command,
    result: oneshot::Sender<Value>,
}

type Scripted = ProcessRef<Order>;

pub(super) async fn play(script: &Script) -> Vec<Entry> {
    let log = Log::new();
    let mut trace = Vec::new();
    for step in &script.steps {
        let result = act(&step.action, &log).await;
        log.settle().await;
        let mut entry = log.entry(&step.doing, result);
        // Links and monitors are told of one death in no order.
        term_order::sort(&mut entry.events);
        trace.push(entry);
    }
    trace
}

async fn act(action: &Action, log: &Log<Scripted>) -> Value {
    let pid = |label: &str| {
        log.newest(label)
            .map_or_else(never, |process| process.pid())
    };
    let (who, command) = match action {
        Action::Spawn {
            label,
            trap_exit,
            link_to,
        } => {
            spawn(log, label, *trap_exit, link_to.as_deref().map(pid)).await;
            return json!("ok");
        }
        Action::Link { from, to } => (from, Command::Link(pid(to))),
        Action::Unlink { from, to } => (from, Command::Unlink(pid(to))),
        Action::Monitor { from, to, name } => (from, Command::Monitor(pid(to), name.clone())),
        Action::Demonitor { from, name } => (from, Command::Demonitor(name.clone())),
        Action::TrapExit { who, on } => (who, Command::TrapExit(*on)),
        Action::Signal { from, to, reason } => (from, Command::Signal(pid(to), reason.into())),
        Action::Exit { who, reason } => (who, Command::Exit(reason.clone())),
    };
    match log.newest(who) {
        Some(process) => tell(&process, command).await,
        None => never(),
    }
}

fn never<T>() -> T {
    unreachable!("a scenario whose steps name unknown labels is malformed")
}

async fn spawn(log: &Log<Scripted>, label: &str, trap_exit: bool, link_to: Option<Pid>) {
    let (up, is_up) = oneshot::channel();
    let log = log.clone();
    let label = label.to_owned();
    let body = |inbox: Receiver<Order>| async move {
        log.born(&label, inbox.address());
        process::trap_exit(trap_exit);
        if let Some(Err(_)) = link_to.map(process::link) {
            return ExitReason::NoProcess;
        }
        // Whoever started it waits for that, or for its end.
        let _ = up.send(());
        obey(inbox, log, label).await
    };
    process::spawn_with(body).expect("scenarios are played in a runtime");
    let _ = is_up.await;
}

/// Has a process do something; it may end by that.
async fn tell(process: &Scripted, command: Command) -> Value {
    let (result, done) = oneshot::channel();
    let ended = process::exited(process.pid());
    // One that is gone drops the order.
    let _ = process.send(Order { command, result });
    match done.await {
        Ok(done) => done,
        // As a monitor tells it, so one that ends itself with `noproc` looks as if it never was.
        Err(_) if ended.await == ExitReason::NoProcess => json!({ "error": "noproc" }),
        Err(_) => json!("ok"),
    }
}

async fn obey(mut inbox: Receiver<Order>, log: Log<Scripted>, label: String) -> ExitReason {
    let mut monitors: HashMap<MonitorRef, String> = HashMap::new();
    loop {
        match inbox.receive().await {
            Received::Message(Order { command, result }) => {
                let done = do_it(command, &mut monitors);
                // The one who asked waits for it.
                let _ = result.send(done);
            }
            Received::Signal(Signal::Exit(Exit { from, reason })) => {
                log.event(json!([label, "exit", log.label(from), shown(&reason)]));
            }
            Received::Signal(Signal::Down(down)) => {
                let name = monitors.get(&down.monitor);
                log.event(json!([label, "down", name, shown(&down.reason)]));
            }
        }
    }
}

fn do_it(command: Command, monitors: &mut HashMap<MonitorRef, String>) -> Value {
    match command {
        Command::Link(pid) => {
            if process::link(pid).is_err() {
                return json!({ "error": "noproc" });
            }
        }
        Command::Unlink(pid) => process::unlink(pid),
        Command::Monitor(pid, name) => {
            monitors.insert(process::monitor(pid), name);
        }
        Command::Demonitor(name) => {
            for (monitor, _) in monitors.iter().filter(|(_, of)| **of == name) {
                process::demonitor(*monitor);
            }
        }
        Command::TrapExit(on) => {
            process::trap_exit(on);
        }
        Command::Signal(pid, reason) => process::signal(pid, reason),
        Command::Exit(reason) if reason.is_crash() => crash(),
        Command::Exit(reason) => process::exit(&reason),
    }
    json!("ok")
}
