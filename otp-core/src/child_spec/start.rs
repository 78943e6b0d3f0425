//! The start function of a child, its types erased.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use crate::pid::Pid;
use crate::reason::ExitReason;
use crate::start::{Reference, StartError};

/// A child that was started: its pid, and what reaches it, an `R` of the spec it came from.
pub(crate) struct Running {
    pub(crate) pid: Pid,
    pub(crate) reference: Box<dyn Any + Send>,
}

/// Why a child was not started; who has its name is told as a child would be.
pub(crate) type NotStarted = StartError<Running>;

type Starting = Pin<Box<dyn Future<Output = Result<Running, NotStarted>> + Send>>;

/// Starts the child once more; runs in the supervisor.
pub(crate) type StartFn = Arc<dyn Fn() -> Starting + Send + Sync>;

pub(crate) fn again<R, F>(start: impl Fn() -> F + Send + Sync + 'static) -> StartFn
where
    R: Reference,
    F: Future<Output = Result<R, StartError<R>>> + Send + 'static,
{
    Arc::new(move || Box::pin(erased(start())))
}

pub(crate) fn once<R, F>(start: impl FnOnce() -> F + Send + 'static) -> StartFn
where
    R: Reference,
    F: Future<Output = Result<R, StartError<R>>> + Send + 'static,
{
    let start = Mutex::new(Some(start));
    Arc::new(move || {
        let start = start.lock().unwrap_or_else(PoisonError::into_inner).take();
        match start {
            Some(start) => Box::pin(erased(start())),
            None => {
                let why = "this temporary child's arguments have been used: make a new spec for each start";
                let refused = Err(StartError::InvalidSpec(why.to_owned()));
                Box::pin(std::future::ready(refused))
            }
        }
    })
}

async fn erased<R: Reference>(
    start: impl Future<Output = Result<R, StartError<R>>>,
) -> Result<Running, NotStarted> {
    match start.await {
        Ok(reference) => Running::of(reference),
        Err(StartError::AlreadyStarted(reference)) => {
            Err(Running::of(reference).map_or_else(|gone| gone, StartError::AlreadyStarted))
        }
        Err(error) => Err(error.map(|_: R| unreachable!("the only error with a reference"))),
    }
}

/// The same start, of which only the pid is kept.
pub(crate) fn by_pid(start: StartFn) -> StartFn {
    let pid_of = |running: Running| Running {
        reference: Box::new(running.pid),
        ..running
    };
    Arc::new(move || {
        let starting = start();
        Box::pin(async move {
            starting
                .await
                .map(pid_of)
                .map_err(|error| error.map(pid_of))
        })
    })
}

impl Running {
    fn of<R: Reference>(reference: R) -> Result<Self, NotStarted> {
        match reference.process_id() {
            Some(pid) => Ok(Self {
                pid,
                reference: Box::new(reference),
            }),
            // It has ended since.
            None => Err(StartError::Failed(ExitReason::NoProcess)),
        }
    }
}
