//! The loop of a dynamic supervisor.

use tokio::time::Instant;

use super::children::{Child, Children};
use super::options::{self, Options};
use super::shutdown::take_down;
use crate::child_spec::{ChildSpec, Running};
use crate::pid::Pid;
use crate::process::{Core, Inbox};
use crate::reason::ExitReason;
use crate::report;
use crate::signal::{Exit, Signal};
use crate::start::{StartError, Started};
use crate::supervisor::{
    Again, Cell, ChildKey, DeleteChildError, Intensity, Left, Message, NoChild, RestartChildError,
    TerminateChildError, check_period, is_reported, is_restarted, left_as_asked, shut_down,
    start_child,
};

/// Whether the supervisor goes on; if not, it ends with this reason.
type Flow = Result<(), ExitReason>;

struct Run {
    own: Cell,
    options: Options,
    intensity: Intensity,
    children: Children,
}

/// The body of a dynamic supervisor's process.
pub(super) async fn run(
    mut inbox: Inbox<Message>,
    started: Started,
    options: Options,
) -> ExitReason {
    if let Err(why) = check_period(options.period) {
        return StartError::<Pid>::InvalidSpec(why).into_reason();
    }
    let mut run = Run {
        own: inbox.address().clone(),
        intensity: Intensity::new(options.intensity, options.period),
        options,
        children: Children::default(),
    };
    started.ready();
    let reason = loop {
        let message = inbox.receive().await;
        if let Err(reason) = run.handle(message).await {
            break reason;
        }
    };
    take_down(&mut inbox, run.children, options.kill_timeout).await;
    reason
}

impl Run {
    fn core(&self) -> &Core {
        self.own.core()
    }

    async fn handle(&mut self, message: Message) -> Flow {
        match message {
            Message::Signal(Signal::Exit(exit)) => return self.exited(exit).await,
            Message::StartChild(spec, answer) => {
                let started = self.start_child(spec).await;
                answer.send(started.map_err(NoChild::NotStarted));
            }
            Message::TryAgain(Again::Pid(pid)) => return self.try_again(pid).await,
            Message::TerminateChild(key, answer) => {
                let terminated = self.terminate_child(&key).await;
                answer.send(terminated);
            }
            Message::WhichChildren(answer) => {
                answer.send(self.children.infos());
            }
            Message::CountChildren(answer) => {
                let node = self.core().node();
                answer.send(self.children.counts(|pid| node.process(pid).is_some()));
            }
            Message::Stop(reason) => return Err(reason),
            // It knows no ids (DYN-13).
            Message::RestartChild(_, answer) => {
                answer.send(Err(RestartChildError::NotFound));
            }
            Message::DeleteChild(_, answer) => {
                answer.send(Err(DeleteChildError::NotFound));
            }
            // It monitors nobody while it serves, and has no places.
            Message::Signal(Signal::Down(_)) | Message::TryAgain(Again::Place(_)) => {}
        }
        Ok(())
    }

    /// DYN-5, DYN-6, DYN-8, DYN-21.
    async fn start_child(&mut self, spec: ChildSpec) -> Result<Running, StartError<Running>> {
        options::check_spec(&spec).map_err(StartError::InvalidSpec)?;
        if self
            .options
            .max_children
            .is_some_and(|max| self.children.len() >= max)
        {
            return Err(StartError::MaxChildren);
        }
        let running = start_child(&spec.start).await?;
        self.children.insert(running.pid, Child::new(spec));
        report::progress(self.core(), &"undefined", running.pid);
        Ok(running)
    }

    /// An exit signal: of the parent, of a child, or of somebody who is of no concern (DYN-27).
    async fn exited(&mut self, exit: Exit) -> Flow {
        if Some(exit.from) == self.core().parent() {
            return Err(exit.reason);
        }
        let pid = exit.from;
        let restart = match self.children.get(pid) {
            Some(child) if !child.is_restarting => child.restart,
            _ => return Ok(()),
        };
        if is_reported(restart, &exit.reason) {
            report::child_terminated(self.core(), &"undefined", pid, &exit.reason);
        }
        if is_restarted(restart, &exit.reason) {
            return self.restart(pid).await;
        }
        self.children.remove(pid);
        Ok(())
    }

    /// DYN-16: unless it was terminated in the meantime.
    async fn try_again(&mut self, pid: Pid) -> Flow {
        match self.children.get(pid) {
            Some(child) if child.is_restarting => self.restart(pid).await,
            _ => Ok(()),
        }
    }

    /// Counts a restart of the child that ended as `pid`, and carries it out.
    async fn restart(&mut self, pid: Pid) -> Flow {
        if !self.intensity.add(Instant::now()) {
            report::intensity_reached(self.core(), &"undefined");
            self.children.remove(pid);
            return Err(ExitReason::Shutdown);
        }
        let Some(start) = self.children.get(pid).and_then(Child::start) else {
            return Ok(());
        };
        match start_child(&start).await {
            Ok(running) => {
                self.children.restarted(pid, running.pid);
                report::progress(self.core(), &"undefined", running.pid);
            }
            // DYN-15.
            Err(StartError::Ignored) => {
                self.children.remove(pid);
            }
            Err(error) => {
                report::start_error(self.core(), &"undefined", &error);
                self.children.set_restarting(pid);
                // It takes its own messages as long as it runs.
                let _ = self
                    .own
                    .cell()
                    .send_beyond(Message::TryAgain(Again::Pid(pid)));
            }
        }
        Ok(())
    }

    /// DYN-11, DYN-12.
    async fn terminate_child(&mut self, key: &ChildKey) -> Result<(), TerminateChildError> {
        let ChildKey::Pid(pid) = *key else {
            return Err(TerminateChildError::NotFound);
        };
        let child = self
            .children
            .remove(pid)
            .ok_or(TerminateChildError::NotFound)?;
        if child.is_restarting {
            return Ok(());
        }
        match shut_down(self.core(), pid, child.shutdown, self.options.kill_timeout).await {
            Left::With(reason) if left_as_asked(child.shutdown, child.restart, &reason) => {}
            Left::With(reason) => {
                report::shutdown_error(self.core(), &"undefined", pid, &reason);
            }
            Left::Stuck => report::child_stuck(self.core(), &"undefined", pid),
        }
        Ok(())
    }
}
