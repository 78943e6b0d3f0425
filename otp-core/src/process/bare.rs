//! Bare processes: a future, or a body that receives messages.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use super::cell::{Address, Process};
use super::core::Kind;
use super::inbox::Inbox;
use super::mailbox::Refused;
use super::protocol::Received;
use super::spawn::{self, First, NotSpawned, Plan};
use crate::pid::Pid;
use crate::reason::ExitReason;

/// A process was to be started where no tokio runtime is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpawnError;

impl fmt::Display for SpawnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a process can only be started inside a tokio runtime: call this from async code, or enter a runtime first")
    }
}

impl Error for SpawnError {}

/// What the body of a process may end with: nothing, a reason, or a `Result` whose error is the reason.
pub trait IntoExit {
    /// The reason of the end.
    fn into_exit(self) -> ExitReason;
}

impl IntoExit for () {
    fn into_exit(self) -> ExitReason {
        ExitReason::Normal
    }
}

/// The type `!`, of a body that loops for ever: it can be named as what a function gives, not yet by itself.
type Never = <fn() -> ! as Gives>::Output;

trait Gives {
    type Output;
}

impl<T> Gives for fn() -> T {
    type Output = T;
}

#[allow(private_interfaces, reason = "the trait only spells the type `!`")]
impl IntoExit for Never {
    fn into_exit(self) -> ExitReason {
        self
    }
}

impl IntoExit for ExitReason {
    fn into_exit(self) -> ExitReason {
        self
    }
}

impl<R: IntoExit, E: Into<ExitReason>> IntoExit for Result<R, E> {
    fn into_exit(self) -> ExitReason {
        match self {
            Ok(result) => result.into_exit(),
            Err(error) => error.into(),
        }
    }
}

/// Sends to a bare process that receives messages of type `M`.
pub struct ProcessRef<M: Send + 'static> {
    address: Address<Received<M>>,
}

/// Where a bare process receives: messages, exit signals that it traps, ends of processes that it monitors.
#[derive(Debug)]
pub struct Receiver<M: Send + 'static> {
    inbox: Inbox<Received<M>>,
}

impl<M: Send + 'static> Receiver<M> {
    /// The next message, in the order of arrival.
    ///
    /// # Cancel safety
    ///
    /// Dropped before it is ready, it has taken nothing.
    pub async fn receive(&mut self) -> Received<M> {
        self.inbox.receive().await
    }

    /// The next message if one waits.
    pub fn try_receive(&mut self) -> Option<Received<M>> {
        self.inbox.try_receive()
    }

    /// What others send to.
    pub fn address(&self) -> ProcessRef<M> {
        ProcessRef {
            address: self.inbox.address().clone(),
        }
    }
}

impl<M: Send + 'static> ProcessRef<M> {
    /// Which process this is.
    pub fn pid(&self) -> Pid {
        self.address.core().pid()
    }

    /// Sends a message; gives it back if the process has ended.
    ///
    /// # Errors
    ///
    /// The process has ended.
    pub fn send(&self, message: M) -> Result<(), M> {
        match self.address.cell().send(Received::Message(message)) {
            Ok(()) => Ok(()),
            Err(Refused::Closed(refused) | Refused::Full(refused)) => match refused {
                Received::Message(message) => Err(message),
                Received::Signal(_) => Ok(()),
            },
        }
    }
}

impl<M: Send + 'static> Clone for ProcessRef<M> {
    fn clone(&self) -> Self {
        Self {
            address: self.address.clone(),
        }
    }
}

impl<M: Send + 'static> fmt::Debug for ProcessRef<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProcessRef").field(&self.pid()).finish()
    }
}

/// Starts a process that runs `body`.
///
/// OTP counterpart: `spawn/1`.
///
/// # Errors
///
/// There is no tokio runtime here.
pub fn spawn<F>(body: F) -> Result<Pid, SpawnError>
where
    F: Future<Output: IntoExit> + Send + 'static,
{
    start::<(), _>(false, |_| body).map(|process| process.pid())
}

/// Starts a process that runs `body`, linked to the process that runs this code.
/// Outside of processes it is [`spawn`].
///
/// OTP counterpart: `spawn_link/1`.
///
/// # Errors
///
/// There is no tokio runtime here.
pub fn spawn_link<F>(body: F) -> Result<Pid, SpawnError>
where
    F: Future<Output: IntoExit> + Send + 'static,
{
    start::<(), _>(true, |_| body).map(|process| process.pid())
}

/// Starts a process whose body receives messages.
///
/// # Errors
///
/// There is no tokio runtime here.
///
/// # Examples
///
/// ```
/// use otp_core::process::{self, Received};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> otp_core::Result {
/// let doubler = process::spawn_with(|mut inbox: process::Receiver<(u32, tokio::sync::oneshot::Sender<u32>)>| async move {
///     while let Received::Message((n, reply)) = inbox.receive().await {
///         let _ = reply.send(2 * n);
///     }
/// })?;
/// let (sender, answer) = tokio::sync::oneshot::channel();
/// assert!(doubler.send((21, sender)).is_ok());
/// assert_eq!(answer.await?, 42);
/// # Ok(())
/// # }
/// ```
pub fn spawn_with<M, F>(body: impl FnOnce(Receiver<M>) -> F) -> Result<ProcessRef<M>, SpawnError>
where
    M: Send + 'static,
    F: Future<Output: IntoExit> + Send + 'static,
{
    start(false, body)
}

/// As [`spawn_with`], linked to the process that runs this code.
///
/// # Errors
///
/// There is no tokio runtime here.
pub fn spawn_link_with<M, F>(
    body: impl FnOnce(Receiver<M>) -> F,
) -> Result<ProcessRef<M>, SpawnError>
where
    M: Send + 'static,
    F: Future<Output: IntoExit> + Send + 'static,
{
    start(true, body)
}

fn start<M, F>(link: bool, body: impl FnOnce(Receiver<M>) -> F) -> Result<ProcessRef<M>, SpawnError>
where
    M: Send + 'static,
    F: Future<Output: IntoExit> + Send + 'static,
{
    let plan = Plan {
        link,
        ..Plan::new(Kind {
            type_name: if size_of::<M>() == 0 {
                || "process"
            } else {
                std::any::type_name::<M>
            },
            is_supervisor: false,
        })
    };
    let prepare = |_: &Arc<dyn Process>| Ok::<(), Infallible>(());
    let body = |inbox| {
        let body = body(Receiver { inbox });
        async move { body.await.into_exit() }
    };
    match spawn::spawn(plan, First::Later, prepare, body) {
        Ok(address) => Ok(ProcessRef { address }),
        Err(NotSpawned::NoRuntime) => Err(SpawnError),
        Err(NotSpawned::Refused(never)) => match never {},
    }
}
