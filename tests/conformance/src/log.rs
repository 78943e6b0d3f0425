//! What the processes of one scenario did: incarnations, events and exits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use otp_core::{ExitReason, Pid, process};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use crate::reason::shown;
use crate::term_order;
use crate::trace::Entry;

/// When so long nothing has happened, nothing more happens.
const QUIET: Duration = Duration::from_millis(150);

/// The log of one scenario; `R` is what reaches its processes.
pub(crate) struct Log<R> {
    state: Arc<Mutex<State<R>>>,
}

struct State<R> {
    starts: HashMap<String, u32>,
    newest: HashMap<String, R>,
    labels: HashMap<Pid, String>,
    unwatched: Vec<(String, u32)>,
    events: Vec<Value>,
    exits: Vec<Value>,
    changed: Instant,
}

impl<R: Clone + Send + 'static> Log<R> {
    pub(crate) fn new() -> Self {
        Self {
            state: Arc::new(Mutex::new(State {
                starts: HashMap::new(),
                newest: HashMap::new(),
                labels: HashMap::new(),
                unwatched: Vec::new(),
                events: Vec::new(),
                exits: Vec::new(),
                changed: Instant::now(),
            })),
        }
    }

    fn state(&self) -> MutexGuard<'_, State<R>> {
        // Scripted panics never happen under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that the calling process is the newest of its label, and watches for its end. Gives its incarnation.
    pub(crate) fn born(&self, label: &str, reference: R) -> u32 {
        let pid = process::current().expect("a process notes its own start");
        let mut state = self.state();
        let count = state.starts.entry(label.to_owned()).or_default();
        *count += 1;
        let incarnation = *count;
        state.newest.insert(label.to_owned(), reference);
        state.labels.insert(pid, label.to_owned());
        drop(state);
        let ended = process::exited(pid);
        let log = self.clone();
        let label = label.to_owned();
        tokio::spawn(async move {
            let reason = ended.await;
            log.ended(&label, incarnation, &reason);
        });
        incarnation
    }

    fn ended(&self, label: &str, incarnation: u32, reason: &ExitReason) {
        let mut state = self.state();
        let unwatched = |(of, n): &(String, u32)| of == label && *n == incarnation;
        if !state.unwatched.iter().any(unwatched) {
            state.exits.push(json!([label, incarnation, shown(reason)]));
            state.changed = Instant::now();
        }
    }

    /// Leaves the end of one incarnation out of the trace.
    pub(crate) fn unwatch(&self, label: &str, incarnation: u32) {
        self.state().unwatched.push((label.to_owned(), incarnation));
    }

    pub(crate) fn event(&self, event: Value) {
        let mut state = self.state();
        state.events.push(event);
        state.changed = Instant::now();
    }

    /// What reaches the newest process of a label, if there ever was one.
    pub(crate) fn newest(&self, label: &str) -> Option<R> {
        self.state().newest.get(label).cloned()
    }

    /// The label of a process.
    pub(crate) fn label(&self, pid: Pid) -> String {
        let state = self.state();
        state
            .labels
            .get(&pid)
            .map_or("?", String::as_str)
            .to_owned()
    }

    /// Waits until nothing more happens.
    pub(crate) async fn settle(&self) {
        let begun = Instant::now();
        loop {
            let until = self.state().changed.max(begun) + QUIET;
            if Instant::now() >= until {
                return;
            }
            sleep_until(until).await;
        }
    }

    /// What was seen since the last time, as the entry of a step.
    pub(crate) fn entry(&self, doing: &str, result: Value) -> Entry {
        let mut state = self.state();
        let events = std::mem::take(&mut state.events);
        let mut exits = std::mem::take(&mut state.exits);
        term_order::sort(&mut exits);
        Entry {
            doing: doing.to_owned(),
            result,
            events,
            exits,
        }
    }
}

impl<R> Clone for Log<R> {
    fn clone(&self) -> Self {
        Self {
            state: self.state.clone(),
        }
    }
}
