//! The start function of a child, its types erased.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use crate::pid::Pid;
use crate::start::{Reference, StartError};

/// A child that was started: its pid, and what reaches it, an `R` of the spec it came from.
pub(crate) struct Running {
    pub(crate) pid: Pid,
    pub(crate) reference: Box<dyn Any + Send>,
}

type Starting =
    Pin<Box<dyn Future<Output = Result<Running, StartError<Box<dyn Any + Send>>>> + Send>>;

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
                Box::pin(std::future::ready(Err(StartError::InvalidSpec(
                    why.to_owned(),
                ))))
            }
        }
    })
}

async fn erased<R: Reference>(
    start: impl Future<Output = Result<R, StartError<R>>>,
) -> Result<Running, StartError<Box<dyn Any + Send>>> {
    match start.await {
        Ok(reference) => {
            let pid = reference
                .process_id()
                .ok_or(StartError::Failed(crate::ExitReason::NoProcess))?;
            Ok(Running {
                pid,
                reference: Box::new(reference),
            })
        }
        Err(error) => Err(error.map(|running| Box::new(running) as Box<dyn Any + Send>)),
    }
}
