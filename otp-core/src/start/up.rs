//! From a process that is spawned to one that is up.

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::time::Duration;

use super::error::StartError;
use super::future::{Attempt, StartOptions};
use super::holder;
use super::reference::{ProcessHandle, Reference};
use crate::process::{
    Answer, Exited, First, Inbox, NotSpawned, Plan, Process, Protocol, Sender, deliver, pair,
    spawn_process, unlink, with_current,
};
use crate::reason::ExitReason;
use crate::registry::NotRegistered;
use crate::signal::{Exit, Origin};

/// How a new process says what its `init` came to. Dropped in silence, the start has failed with the process's reason.
pub(crate) struct Started(Sender<Up>);

enum Up {
    Ready,
    Ignored,
}

impl Started {
    pub(crate) fn ready(self) {
        // Who started it may have given up; the process lives on.
        self.0.send(Up::Ready);
    }

    pub(crate) fn ignored(self) {
        self.0.send(Up::Ignored);
    }
}

/// Starts a process and waits until it is up. Registers `options.name` before the process can run.
pub(crate) async fn start<M, R, F>(
    plan: Plan,
    options: StartOptions,
    body: impl FnOnce(Inbox<M>, Started) -> F + Send + 'static,
) -> Result<R, StartError<R>>
where
    M: Protocol,
    R: Reference,
    F: Future<Output = ExitReason> + Send + 'static,
{
    match attempt(plan, options, body) {
        Attempt::Over(result) => result,
        Attempt::Waits(waiting) => waiting.await,
    }
}

/// The same, which may be over at once.
pub(crate) fn attempt<M, R, F>(
    plan: Plan,
    options: StartOptions,
    body: impl FnOnce(Inbox<M>, Started) -> F + Send + 'static,
) -> Attempt<R>
where
    M: Protocol,
    R: Reference,
    F: Future<Output = ExitReason> + Send + 'static,
{
    let Some(holder) = options.name.as_ref().and_then(holder::dying) else {
        return begin(plan, options, body);
    };
    Attempt::Waits(Box::pin(async move {
        // One that never returns is reported as the holder that it is.
        holder::until_gone(holder).await;
        match begin(plan, options, body) {
            Attempt::Over(result) => result,
            Attempt::Waits(waiting) => waiting.await,
        }
    }))
}

fn begin<M, R, F>(
    plan: Plan,
    options: StartOptions,
    body: impl FnOnce(Inbox<M>, Started) -> F,
) -> Attempt<R>
where
    M: Protocol,
    R: Reference,
    F: Future<Output = ExitReason> + Send + 'static,
{
    let (sender, up) = pair();
    let plan = Plan {
        link: options.link,
        ..plan
    };
    let prepare = |process: &Arc<dyn Process>| match &options.name {
        Some(name) => name.register(ProcessHandle(process.clone())),
        None => Ok(()),
    };
    let spawned = spawn_process(plan, First::Here, prepare, |inbox| {
        body(inbox, Started(sender))
    });
    let process: Arc<dyn Process> = match spawned {
        Ok(process) => process,
        Err(NotSpawned::NoRuntime) => return Attempt::Over(Err(StartError::NoRuntime)),
        Err(NotSpawned::Refused(NotRegistered::NoRegistry(registry))) => {
            return Attempt::Over(Err(StartError::NoRegistry(registry)));
        }
        Err(NotSpawned::Refused(NotRegistered::Taken(holder))) => {
            let pid = holder.0.core().pid();
            return Attempt::Over(Err(R::from_process(holder)
                .map_or(StartError::NameTaken(pid), StartError::AlreadyStarted)));
        }
    };
    match up.take() {
        Some(Up::Ready) => Attempt::Over(reached(process)),
        Some(Up::Ignored) => Attempt::Waits(Box::pin(ignored(process))),
        None => Attempt::Waits(Box::pin(until_up(process, up, options.timeout))),
    }
}

fn reached<R: Reference>(process: Arc<dyn Process>) -> Result<R, StartError<R>> {
    let pid = process.core().pid();
    R::from_process(ProcessHandle(process)).ok_or(StartError::NameTaken(pid))
}

/// A start that failed returns only when the process is gone, its name free.
async fn ignored<R>(process: Arc<dyn Process>) -> Result<R, StartError<R>> {
    Exited::of(process).await;
    Err(StartError::Ignored)
}

async fn until_up<R: Reference>(
    process: Arc<dyn Process>,
    up: Answer<Up>,
    limit: Option<Duration>,
) -> Result<R, StartError<R>> {
    let up = poll_fn(|cx| up.poll(cx.waker()));
    let up = match limit {
        None => up.await,
        Some(limit) => match tokio::time::timeout(limit, up).await {
            Ok(up) => up,
            Err(_) => {
                kill(process).await;
                return Err(StartError::Timeout);
            }
        },
    };
    match up {
        Ok(Up::Ready) => reached(process),
        Ok(Up::Ignored) => ignored(process).await,
        Err(_) => Err(StartError::Failed(Exited::of(process).await)),
    }
}

/// GEN-8: no exit signal of it reaches the caller.
async fn kill(process: Arc<dyn Process>) {
    let pid = process.core().pid();
    let caller = with_current(|caller| caller.map(|caller| caller.core().pid()));
    if caller.is_some() {
        unlink(pid);
    }
    let exit = Exit {
        from: caller.unwrap_or(pid),
        reason: ExitReason::Kill,
    };
    deliver(process.core().node(), pid, exit, Origin::Sent);
    Exited::of(process).await;
}
