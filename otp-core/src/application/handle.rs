//! Starting and stopping a program's tree.

use std::convert::Infallible;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use super::error::ApplicationError;
use super::run::{Message, run};
use super::signals;
use crate::child_spec::{ChildSpec, Running};
use crate::pid::Pid;
use crate::process::{
    Address, Exited, First, Kind, NotSpawned, Plan, Process, pair, spawn_process,
};
use crate::reason::ExitReason;
use crate::start::{Reference, StartError};
use crate::supervisor::{self, TreeNode, answered};

/// How long a tree is given to end, unless [`Application::stop_within`] says otherwise.
pub(super) const DEFAULT_STOP_LIMIT: Duration = Duration::from_secs(30);

/// A program's supervision tree, running.
///
/// Dropping this leaves the tree as it is; it ends with [`stop`](Self::stop) or [`until_signal`](Self::until_signal),
/// or with the runtime.
///
/// OTP counterpart: a started application.
#[must_use = "the tree ends in order only where it is stopped: `app.until_signal().await`"]
pub struct Application {
    process: Address<Message>,
    root: Pid,
    limit: Duration,
}

impl Application {
    /// Starts the root of a tree; returns when all of the tree is up. Needs no process around it.
    ///
    /// OTP counterpart: `Application.start/2`.
    ///
    /// # Errors
    ///
    /// Why the root did not start; nothing is left of the tree then.
    pub async fn start<R: Reference>(spec: ChildSpec<R>) -> Result<Self, StartError<R>> {
        let spec = spec.erase();
        let (sender, answer) = pair();
        let plan = Plan {
            trap_exit: true,
            ..Plan::new(Kind {
                type_name: || "Application",
                is_supervisor: true,
            })
        };
        let no_name = |_: &Arc<dyn Process>| Ok::<(), Infallible>(());
        let process = match spawn_process(plan, First::Later, no_name, |inbox| {
            run(inbox, spec, sender)
        }) {
            Ok(process) => process,
            Err(NotSpawned::NoRuntime) => return Err(StartError::NoRuntime),
            Err(NotSpawned::Refused(never)) => match never {},
        };
        match answered(answer).await {
            Some(Ok(running)) => Ok(Self {
                process,
                root: running.pid,
                limit: DEFAULT_STOP_LIMIT,
            }),
            Some(Err(error)) => {
                Exited::of(process).await;
                Err(error.map(typed))
            }
            None => Err(StartError::Failed(Exited::of(process).await)),
        }
    }

    /// How long the tree is given to end before it is killed: 30 seconds unless said otherwise.
    pub fn stop_within(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The process at the root of the tree.
    pub fn root(&self) -> Pid {
        self.root
    }

    /// The tree as it is now; nothing if its root has ended.
    pub async fn tree(&self) -> Option<TreeNode> {
        supervisor::tree(self.root).await
    }

    /// Waits for SIGTERM or ctrl-c, then takes the tree down, each supervisor its children in reverse order.
    /// Returned from `main`, an error becomes the exit code 1.
    ///
    /// # Errors
    ///
    /// The root ended before there was a signal, for whatever reason; the tree did not end in time.
    ///
    /// # Panics
    ///
    /// The runtime has no I/O driver: `#[tokio::main]` makes one, `Builder::enable_all` does.
    pub async fn until_signal(self) -> crate::Result {
        let mut over = pin!(Exited::of(self.process.clone()));
        let mut signalled = pin!(signals::terminated());
        poll_fn(|cx| match over.as_mut().poll(cx) {
            Poll::Ready(reason) => Poll::Ready(Err(ApplicationError::RootExited(reason))),
            Poll::Pending => signalled
                .as_mut()
                .poll(cx)
                .map_err(|error| ApplicationError::NoSignals(error.to_string())),
        })
        .await?;
        Ok(self.stop().await?)
    }

    /// Takes the tree down, each supervisor its children in reverse order.
    ///
    /// OTP counterpart: `Application.stop/1`.
    ///
    /// # Errors
    ///
    /// The root had ended before; the tree did not end in time.
    pub async fn stop(self) -> Result<(), ApplicationError> {
        let stop = Message::Stop(self.limit);
        let had_ended = self.process.cell().send_beyond(stop).is_err();
        match Exited::of(self.process).await {
            ExitReason::Shutdown if !had_ended => Ok(()),
            ExitReason::Killed if !had_ended => Err(ApplicationError::Killed(self.limit)),
            reason => Err(ApplicationError::RootExited(reason)),
        }
    }
}

fn typed<R: Reference>(running: Running) -> R {
    *running
        .reference
        .downcast()
        .expect("the start function of a ChildSpec<R> gives an R")
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application")
            .field("process", &self.process.core().pid())
            .field("root", &self.root)
            .field("limit", &self.limit)
            .finish()
    }
}
