//! A registry, and processes that register themselves in it.

use otp_core::process::{self, ProcessRef, Received, Receiver};
use otp_core::registry::{Keys as RegistryKeys, RegisterError, Registry, RegistryRef};
use otp_core::{ExitReason, Pid};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::log::Log;
use crate::scenario::registry::{Action, Keys, Script};
use crate::term_order;
use crate::trace::Entry;

/// What a process is to run: a registry acts on the process that calls it.
type Work = Box<dyn FnOnce() -> Value + Send>;

/// What a process is told.
enum Order {
    Run(Work, oneshot::Sender<Value>),
    Finish,
}

type Scripted = ProcessRef<Order>;

struct Player {
    registry: RegistryRef,
    log: Log<Scripted>,
}

pub(super) async fn play(script: &Script) -> Vec<Entry> {
    let keys = match script.keys {
        Keys::Unique => RegistryKeys::Unique,
        Keys::Duplicate => RegistryKeys::Duplicate,
    };
    let registry = Registry::start_link(keys, script.partitions)
        .await
        .expect("a registry without a name starts");
    let player = Player {
        registry,
        log: Log::new(),
    };
    let mut trace = Vec::new();
    for step in &script.steps {
        let result = player.act(&step.action).await;
        player.log.settle().await;
        trace.push(player.log.entry(&step.doing, result));
    }
    trace
}

impl Player {
    async fn act(&self, action: &Action) -> Value {
        let registry = self.registry.clone();
        match action {
            Action::Spawn { label } => self.spawn(label).await,
            Action::Register { who, key, value } => {
                let (key, value, log) = (key.clone(), value.clone(), self.log.clone());
                let register = move || match registry.register(key, value) {
                    Ok(()) => json!("ok"),
                    Err(RegisterError::AlreadyRegistered(pid)) => {
                        json!({ "error": { "already_registered": log.label(pid) } })
                    }
                    Err(error) => failed(&error),
                };
                self.run(who, register).await
            }
            Action::Unregister { who, key } => {
                let key = key.clone();
                let unregister = move || match registry.unregister(&key) {
                    Ok(()) => json!("ok"),
                    Err(error) => failed(&error),
                };
                self.run(who, unregister).await
            }
            Action::UpdateValue { who, key, by } => {
                let (key, by) = (key.clone(), *by);
                let add = move |value: &Value| json!(value.as_i64().expect("a number") + by);
                let update = move || match registry.update_value(&key, add) {
                    Ok(Some((new, old))) => json!([new, old]),
                    Ok(None) => json!({ "error": "not_registered" }),
                    Err(error) => failed(&error),
                };
                self.run(who, update).await
            }
            Action::Lookup { key } => answered(registry.lookup(key), |found| self.shown(found)),
            Action::Keys { who } => answered(registry.keys::<String>(self.pid(who)), sorted),
            Action::Values { who, key } => {
                answered(registry.values::<_, Value>(key, self.pid(who)), sorted)
            }
            Action::Count => answered(registry.count(), |count| json!(count)),
            Action::Dispatch { key } => {
                let mut found = Vec::new();
                let dispatched = registry.dispatch(key, |entries| found.extend(entries));
                answered(dispatched, |()| self.shown(found))
            }
            Action::Whereis { key } => match registry.whereis(key) {
                Some(pid) => json!(self.log.label(pid)),
                None => Value::Null,
            },
            Action::Kill { who } => {
                process::signal(self.pid(who), ExitReason::Kill);
                json!("ok")
            }
            Action::Finish { who } => {
                // A dead process does not mind.
                let _ = self.process(who).send(Order::Finish);
                json!("ok")
            }
        }
    }

    fn process(&self, label: &str) -> Scripted {
        self.log
            .newest(label)
            .expect("a scenario whose steps name unknown labels is malformed")
    }

    fn pid(&self, label: &str) -> Pid {
        self.process(label).pid()
    }

    async fn spawn(&self, label: &str) -> Value {
        let (up, is_up) = oneshot::channel();
        let log = self.log.clone();
        let label = label.to_owned();
        let body = |inbox: Receiver<Order>| async move {
            log.born(&label, inbox.address());
            // Whoever started it waits for that.
            let _ = up.send(());
            obey(inbox).await;
        };
        process::spawn_with(body).expect("scenarios are played in a runtime");
        let _ = is_up.await;
        json!("ok")
    }

    /// Has a process run something.
    async fn run(&self, label: &str, work: impl FnOnce() -> Value + Send + 'static) -> Value {
        let (result, done) = oneshot::channel();
        let order = Order::Run(Box::new(work), result);
        let sent = self.process(label).send(order).is_ok();
        match done.await {
            Ok(value) if sent => value,
            _ => json!({ "error": "noproc" }),
        }
    }

    fn shown(&self, entries: Vec<(Pid, Value)>) -> Value {
        let shown = |(pid, value)| json!([self.log.label(pid), value]);
        sorted(entries.into_iter().map(shown).collect::<Vec<Value>>())
    }
}

async fn obey(mut inbox: Receiver<Order>) {
    loop {
        match inbox.receive().await {
            Received::Message(Order::Run(work, result)) => {
                // The one who asked waits for it.
                let _ = result.send(work());
            }
            Received::Message(Order::Finish) => return,
            Received::Signal(_) => {}
        }
    }
}

fn sorted<T: Into<Value>>(values: Vec<T>) -> Value {
    let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
    term_order::sort(&mut values);
    Value::Array(values)
}

fn answered<T>(result: Result<T, RegisterError>, show: impl FnOnce(T) -> Value) -> Value {
    match result {
        Ok(value) => show(value),
        Err(error) => failed(&error),
    }
}

fn failed(error: &RegisterError) -> Value {
    json!({ "error": error.to_string() })
}
