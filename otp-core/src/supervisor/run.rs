//! The loop of a static supervisor.

use std::sync::Arc;

use tokio::time::Instant;

use super::auto_shutdown::ends_supervisor;
use super::child_info::ChildState;
use super::children::{Child, Children, Place};
use super::intensity::Intensity;
use super::options::{self, Options};
use super::request::{Again, Cell, Message};
use super::restart::{is_reported, is_restarted};
use super::shutdown::{Left, left_as_asked, shut_down};
use super::starting::{reason_of_failure, start_child};
use super::strategy::{Strategy, restart_range};
use crate::child_spec::{ChildSpec, NotStarted, Running};
use crate::pid::Pid;
use crate::process::{Core, Inbox};
use crate::reason::{ExitReason, FailedChild};
use crate::report;
use crate::signal::{Exit, Signal};
use crate::start::{StartError, Started};

/// Whether the supervisor goes on; if not, it ends with this reason.
type Flow = Result<(), ExitReason>;

pub(super) struct Run {
    own: Cell,
    pub(super) options: Options,
    intensity: Intensity,
    pub(super) children: Children,
}

/// The body of a supervisor's process: starts the children, serves until it is to end, and takes them down.
pub(super) async fn run(
    mut inbox: Inbox<Message>,
    started: Started,
    options: Options,
    specs: impl FnOnce() -> Vec<ChildSpec>,
) -> ExitReason {
    let specs = specs();
    if let Err(why) = options::check(&options, &specs) {
        return StartError::<Pid>::InvalidSpec(why).into_reason();
    }
    let mut run = Run {
        own: inbox.address().clone(),
        intensity: Intensity::new(options.intensity, options.period),
        options,
        children: Children::default(),
    };
    let reason = match run.start_all(specs).await {
        Err(reason) => reason,
        Ok(()) => {
            started.ready();
            run.serve(&mut inbox).await
        }
    };
    let all = run.children.places(..);
    run.stop(&all).await;
    reason
}

impl Run {
    fn core(&self) -> &Core {
        self.own.core()
    }

    /// SUP-1, SUP-3, SUP-6, SUP-7.
    async fn start_all(&mut self, specs: Vec<ChildSpec>) -> Flow {
        for spec in specs {
            let place = self.children.push(spec);
            if let Err(error) = self.start(place).await {
                let id = self.with_child(place, |core, child| {
                    report::start_error(core, &child.id, &error);
                    child.id.to_string()
                });
                return Err(ExitReason::FailedToStartChild(Arc::new(FailedChild {
                    id: id.unwrap_or_default(),
                    reason: reason_of_failure(error),
                })));
            }
        }
        Ok(())
    }

    async fn serve(&mut self, inbox: &mut Inbox<Message>) -> ExitReason {
        loop {
            let message = inbox.receive().await;
            if let Err(reason) = self.handle(message).await {
                return reason;
            }
        }
    }

    async fn handle(&mut self, message: Message) -> Flow {
        match message {
            Message::Signal(Signal::Exit(exit)) => return self.exited(exit).await,
            // It monitors nobody.
            Message::Signal(Signal::Down(_)) => {}
            Message::TryAgain(Again::Place(place)) => return self.try_again(place).await,
            Message::TryAgain(Again::Pid(_)) => {}
            Message::Stop(reason) => return Err(reason),
            Message::WhichChildren(answer) => {
                answer.send(self.children.infos());
            }
            Message::CountChildren(answer) => {
                let node = self.core().node();
                answer.send(self.children.counts(|pid| node.process(pid).is_some()));
            }
            Message::StartChild(spec, answer) => {
                let started = self.start_child(spec).await;
                answer.send(started);
            }
            Message::TerminateChild(key, answer) => {
                let terminated = self.terminate_child(key).await;
                answer.send(terminated);
            }
            Message::RestartChild(id, answer) => {
                let restarted = self.restart_child(&id).await;
                answer.send(restarted);
            }
            Message::DeleteChild(id, answer) => {
                answer.send(self.delete_child(&id));
            }
        }
        Ok(())
    }

    /// An exit signal: of the parent, of a child, or of somebody who is of no concern (SUP-66, SUP-67, SUP-30).
    async fn exited(&mut self, exit: Exit) -> Flow {
        if Some(exit.from) == self.core().parent() {
            return Err(exit.reason);
        }
        let Some((place, child)) = self.children.by_pid(exit.from) else {
            return Ok(());
        };
        if is_reported(child.restart, &exit.reason) {
            report::child_terminated(self.core(), &child.id, exit.from, &exit.reason);
        }
        if is_restarted(child.restart, &exit.reason) {
            return self.restart(place).await;
        }
        let significant = child.significant;
        self.children.settle(place);
        let left = self.children.significant_up();
        if ends_supervisor(self.options.auto_shutdown, significant, left) {
            return Err(ExitReason::Shutdown);
        }
        Ok(())
    }

    /// SUP-44: unless the child was stopped or started by hand in the meantime.
    async fn try_again(&mut self, place: Place) -> Flow {
        match self.children.get(place) {
            Some(child) if child.state() == ChildState::Restarting => self.restart(place).await,
            _ => Ok(()),
        }
    }

    /// Counts a restart and carries it out, with all that the strategy says.
    async fn restart(&mut self, place: Place) -> Flow {
        self.children.set_state(place, ChildState::Undefined);
        if !self.intensity.add(Instant::now()) {
            self.with_child(place, |core, child| {
                report::intensity_reached(core, &child.id)
            });
            return Err(ExitReason::Shutdown);
        }
        let strategy = self.options.strategy;
        let range = restart_range(strategy, place);
        if strategy != Strategy::OneForOne {
            let taken_along = self.children.places(range);
            self.stop(&taken_along).await;
        }
        // Those of the range that are left: temporary ones went with their end (SUP-38, SUP-39).
        for place in self.children.places(range) {
            match self.start(place).await {
                Ok(Some(_)) => self.children.count_restart(place),
                Ok(None) => {}
                Err(error) => {
                    self.with_child(place, |core, child| {
                        report::start_error(core, &child.id, &error);
                    });
                    // SUP-46, SUP-47: those that were just started stay until the next try.
                    self.children.set_state(place, ChildState::Restarting);
                    // It takes its own messages as long as it runs.
                    let _ = self
                        .own
                        .cell()
                        .send_beyond(Message::TryAgain(Again::Place(place)));
                    break;
                }
            }
        }
        Ok(())
    }

    /// Starts a child that does not run. One that says ignore stays as it is, a temporary one goes (SUP-7, SUP-43).
    pub(super) async fn start(&mut self, place: Place) -> Result<Option<Running>, NotStarted> {
        let Some(start) = self
            .children
            .get(place)
            .and_then(|child| child.start.clone())
        else {
            return Ok(None);
        };
        match start_child(&start).await {
            Ok(running) => {
                self.children
                    .set_state(place, ChildState::Running(running.pid));
                if self.children.get(place).is_some_and(Child::is_temporary) {
                    self.children.forget_start(place);
                }
                self.with_child(place, |core, child| {
                    report::progress(core, &child.id, running.pid);
                });
                Ok(Some(running))
            }
            Err(StartError::Ignored) => {
                self.children.settle(place);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Ends children, the last first, each when the one after it has ended (SUP-57).
    async fn stop(&mut self, places: &[Place]) {
        for &place in places.iter().rev() {
            self.stop_one(place).await;
        }
    }

    pub(super) async fn stop_one(&mut self, place: Place) {
        let Some(child) = self.children.get(place) else {
            return;
        };
        if let ChildState::Running(pid) = child.state() {
            let (shutdown, restart) = (child.shutdown, child.restart);
            match shut_down(self.core(), pid, shutdown, self.options.kill_timeout).await {
                Left::With(reason) if left_as_asked(shutdown, restart, &reason) => {}
                Left::With(reason) => {
                    self.with_child(place, |core, child| {
                        report::shutdown_error(core, &child.id, pid, &reason);
                    });
                }
                Left::Stuck => {
                    self.with_child(place, |core, child| {
                        report::child_stuck(core, &child.id, pid);
                    });
                }
            }
        }
        self.children.settle(place);
    }

    fn with_child<T>(&self, place: Place, f: impl FnOnce(&Core, &Child) -> T) -> Option<T> {
        Some(f(self.core(), self.children.get(place)?))
    }
}
