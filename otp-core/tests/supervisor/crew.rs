//! Children made of bare processes, whose starts and ends are planned, told and written down.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use otp_core::process::{self, ProcessRef, Received, Receiver};
use otp_core::{ChildSpec, Exit, ExitReason, Pid, Signal, StartError};
use tokio::sync::oneshot;

/// What one start of a child does.
#[derive(Clone, Copy)]
pub(crate) enum Plan {
    Run,
    Fail,
    Ignore,
    Panic,
    /// Takes so long, then runs.
    Slow(Duration),
}

/// What a child that traps exits does when its supervisor tells it to end.
#[derive(Clone, Copy)]
pub(crate) enum Ending {
    Slow(Duration),
    With(&'static str),
    Never,
}

/// Events: `+a` a start, `!a` a start that failed, `?a` one that said ignore, `~a` told to end, `-a` ended.
#[derive(Clone, Default)]
pub(crate) struct Crew {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    events: Vec<String>,
    newest: HashMap<&'static str, ProcessRef<ExitReason>>,
    plans: HashMap<&'static str, VecDeque<Plan>>,
}

struct Ended {
    crew: Crew,
    id: &'static str,
}

impl Drop for Ended {
    fn drop(&mut self) {
        self.crew.note('-', self.id);
    }
}

impl Crew {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    fn note(&self, what: char, id: &str) {
        self.inner().events.push(format!("{what}{id}"));
    }

    /// What happened since this was asked last.
    pub(crate) fn events(&self) -> String {
        std::mem::take(&mut self.inner().events).join(" ")
    }

    /// Says what the next starts of a child do; those after them run.
    pub(crate) fn plan(&self, id: &'static str, plans: impl IntoIterator<Item = Plan>) {
        self.inner().plans.entry(id).or_default().extend(plans);
    }

    /// The newest process of a child.
    pub(crate) fn pid(&self, id: &str) -> Pid {
        self.inner().newest[id].pid()
    }

    /// Has the newest process of a child end by itself.
    pub(crate) fn end(&self, id: &str, reason: ExitReason) {
        let newest = self.inner().newest[id].clone();
        assert!(newest.send(reason).is_ok(), "{id} has ended");
    }

    pub(crate) fn boom(&self, id: &str) {
        self.end(id, ExitReason::other("boom"));
    }

    /// A child that ends at once when it is told to.
    pub(crate) fn child(&self, id: &'static str) -> ChildSpec<Pid> {
        self.spec(id, None)
    }

    /// A child that traps exits.
    pub(crate) fn trapping(&self, id: &'static str, ending: Ending) -> ChildSpec<Pid> {
        self.spec(id, Some(ending))
    }

    fn spec(&self, id: &'static str, ending: Option<Ending>) -> ChildSpec<Pid> {
        let crew = self.clone();
        ChildSpec::new(id, move || crew.clone().start(id, ending))
    }

    /// What the start function of a child does.
    pub(crate) async fn start_of(&self, id: &'static str) -> Result<Pid, StartError> {
        self.clone().start(id, None).await
    }

    async fn start(self, id: &'static str, ending: Option<Ending>) -> Result<Pid, StartError> {
        let plan = self.inner().plans.get_mut(id).and_then(VecDeque::pop_front);
        match plan.unwrap_or(Plan::Run) {
            Plan::Run => {}
            Plan::Slow(time) => tokio::time::sleep(time).await,
            Plan::Fail => {
                self.note('!', id);
                return Err(StartError::Failed(ExitReason::other("init_failed")));
            }
            Plan::Ignore => {
                self.note('?', id);
                return Err(StartError::Ignored);
            }
            Plan::Panic => {
                self.note('!', id);
                panic!("the start of {id} panics");
            }
        }
        let (up, is_up) = oneshot::channel();
        let crew = self.clone();
        let process = process::spawn_link_with(move |inbox| crew.live(id, ending, inbox, up))?;
        let pid = process.pid();
        self.inner().newest.insert(id, process);
        self.note('+', id);
        // Killed before it ran, it was started all the same.
        let _ = is_up.await;
        Ok(pid)
    }

    async fn live(
        self,
        id: &'static str,
        ending: Option<Ending>,
        mut inbox: Receiver<ExitReason>,
        up: oneshot::Sender<()>,
    ) -> ExitReason {
        let _ended = Ended {
            crew: self.clone(),
            id,
        };
        process::trap_exit(ending.is_some());
        process::set_label(id);
        let _ = up.send(());
        let parent = process::current()
            .and_then(process::info)
            .and_then(|info| info.parent);
        loop {
            match inbox.receive().await {
                Received::Message(reason) => return reason,
                Received::Signal(Signal::Exit(Exit { from, reason })) if Some(from) == parent => {
                    self.note('~', id);
                    match ending {
                        Some(Ending::Slow(time)) => tokio::time::sleep(time).await,
                        Some(Ending::With(other)) => return ExitReason::other(other),
                        Some(Ending::Never) => std::future::pending().await,
                        None => {}
                    }
                    return reason;
                }
                Received::Signal(_) => {}
            }
        }
    }
}

/// Lets everything run that can, without moving the clock.
pub(crate) async fn settle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

/// Moves the clock, then lets everything run that can.
pub(crate) async fn pass(time: Duration) {
    settle().await;
    tokio::time::advance(time).await;
    settle().await;
}

pub(crate) const fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

pub(crate) const fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}
