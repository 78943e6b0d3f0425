//! Why a start has failed.

use std::error::Error;
use std::fmt;

use crate::pid::Pid;
use crate::process::SpawnError;
use crate::reason::ExitReason;

/// Why a process did not start. `R` is how its clients reach it.
///
/// OTP counterpart: what `start_link/3` and `start_child/2` give instead of `{ok, Pid}`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum StartError<R = Pid> {
    /// A process of this type has the name, or a child of this id runs: this is its client. Its `init` was not run again.
    AlreadyStarted(R),
    /// The supervisor has a child of this id that does not run: restart or delete that one.
    AlreadyPresent,
    /// The supervisor has a child of this id that runs, as this process: one of another type, or one that has just ended.
    IdTaken(Pid),
    /// The name is taken by a process of another type.
    NameTaken(Pid),
    /// The name belongs to a registry that is not running.
    NoRegistry(String),
    /// `init` said ignore.
    Ignored,
    /// The dynamic supervisor has as many children as it may have.
    MaxChildren,
    /// `init` failed: it said stop, returned an error, or panicked.
    Failed(ExitReason),
    /// `init` took longer than the start was given; the new process was killed.
    Timeout,
    /// The supervisor that was asked is not running.
    NoSupervisor,
    /// The supervisor ended, for this reason, before it had answered.
    SupervisorExited(ExitReason),
    /// A supervisor asked itself, and would have waited for ever.
    CallingSelf,
    /// There is no tokio runtime here to run a process on.
    NoRuntime,
    /// The child spec, or the supervisor's options, contradict themselves.
    InvalidSpec(String),
}

impl<R> StartError<R> {
    /// The same error, with what reaches the running process changed.
    pub fn map<S>(self, f: impl FnOnce(R) -> S) -> StartError<S> {
        match self {
            Self::AlreadyStarted(running) => StartError::AlreadyStarted(f(running)),
            Self::AlreadyPresent => StartError::AlreadyPresent,
            Self::IdTaken(pid) => StartError::IdTaken(pid),
            Self::NameTaken(pid) => StartError::NameTaken(pid),
            Self::NoRegistry(registry) => StartError::NoRegistry(registry),
            Self::Ignored => StartError::Ignored,
            Self::MaxChildren => StartError::MaxChildren,
            Self::Failed(reason) => StartError::Failed(reason),
            Self::Timeout => StartError::Timeout,
            Self::NoSupervisor => StartError::NoSupervisor,
            Self::SupervisorExited(reason) => StartError::SupervisorExited(reason),
            Self::CallingSelf => StartError::CallingSelf,
            Self::NoRuntime => StartError::NoRuntime,
            Self::InvalidSpec(why) => StartError::InvalidSpec(why),
        }
    }

    /// The error as the reason of a process that fails for it: OTP's `{error, Reason}`.
    pub(crate) fn into_reason(self) -> ExitReason
    where
        R: fmt::Debug + Send + Sync + 'static,
    {
        match self {
            Self::Failed(reason) => reason,
            Self::Timeout => ExitReason::Timeout,
            Self::NoSupervisor => ExitReason::NoProcess,
            other => ExitReason::error(other),
        }
    }
}

impl<R> fmt::Display for StartError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyStarted(_) => f.write_str("already started"),
            Self::AlreadyPresent => {
                f.write_str("a child of this id is present but not running: restart or delete that one")
            }
            Self::IdTaken(pid) => write!(f, "already started: {pid} is a child of this id, of another type"),
            Self::NameTaken(pid) => write!(f, "the name is taken by {pid}, a process of another type"),
            Self::NoRegistry(registry) => {
                write!(f, "unknown registry {registry}: start it before what registers in it")
            }
            Self::Ignored => f.write_str("init said ignore"),
            Self::MaxChildren => f.write_str("the supervisor has its maximum of children"),
            Self::Failed(reason) => write!(f, "{reason}"),
            Self::Timeout => f.write_str("init took longer than the start timeout"),
            Self::NoSupervisor => f.write_str("the supervisor is not running"),
            Self::SupervisorExited(reason) => write!(f, "the supervisor has ended: {reason}"),
            Self::CallingSelf => f.write_str("a supervisor cannot wait for itself"),
            Self::NoRuntime => f.write_str(
                "a process can only be started inside a tokio runtime: call this from async code, or enter a runtime first",
            ),
            Self::InvalidSpec(why) => write!(f, "invalid child spec: {why}"),
        }
    }
}

impl<R> fmt::Debug for StartError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyStarted(_) => f.write_str("AlreadyStarted"),
            Self::IdTaken(pid) => f.debug_tuple("IdTaken").field(pid).finish(),
            Self::NameTaken(pid) => f.debug_tuple("NameTaken").field(pid).finish(),
            Self::NoRegistry(registry) => f.debug_tuple("NoRegistry").field(registry).finish(),
            Self::Failed(reason) => f.debug_tuple("Failed").field(reason).finish(),
            Self::InvalidSpec(why) => f.debug_tuple("InvalidSpec").field(why).finish(),
            Self::AlreadyPresent => f.write_str("AlreadyPresent"),
            Self::Ignored => f.write_str("Ignored"),
            Self::MaxChildren => f.write_str("MaxChildren"),
            Self::Timeout => f.write_str("Timeout"),
            Self::NoSupervisor => f.write_str("NoSupervisor"),
            Self::SupervisorExited(reason) => {
                f.debug_tuple("SupervisorExited").field(reason).finish()
            }
            Self::CallingSelf => f.write_str("CallingSelf"),
            Self::NoRuntime => f.write_str("NoRuntime"),
        }
    }
}

impl<R> Error for StartError<R> {}

/// A bare process as a child: its start fails only where no runtime is.
impl<R> From<SpawnError> for StartError<R> {
    fn from(_: SpawnError) -> Self {
        Self::NoRuntime
    }
}
