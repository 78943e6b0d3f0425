//! Why a supervisor did not do what it was asked: a type an operation, in OTP's words.

use std::error::Error;
use std::fmt;

use crate::reason::ExitReason;
use crate::start::StartError;

/// A supervisor gave no answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SupervisorCallError {
    /// It does not run.
    NoProcess,
    /// It ended, for this reason, before it had answered.
    Exited(ExitReason),
    /// A supervisor asked itself, and would have waited for ever.
    CallingSelf,
}

impl fmt::Display for SupervisorCallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProcess => f.write_str("the supervisor is not running"),
            Self::Exited(reason) => write!(f, "the supervisor has ended: {reason}"),
            Self::CallingSelf => f.write_str("a supervisor cannot wait for itself"),
        }
    }
}

impl Error for SupervisorCallError {}

impl<R> From<SupervisorCallError> for StartError<R> {
    fn from(error: SupervisorCallError) -> Self {
        match error {
            SupervisorCallError::NoProcess => Self::NoSupervisor,
            SupervisorCallError::Exited(reason) => Self::SupervisorExited(reason),
            SupervisorCallError::CallingSelf => Self::CallingSelf,
        }
    }
}

/// Why a child was not terminated.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum TerminateChildError {
    /// The supervisor has no such child.
    NotFound,
    /// The supervisor gave no answer.
    Supervisor(SupervisorCallError),
}

/// Why a child was not restarted by hand.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum RestartChildError {
    /// It runs.
    Running,
    /// Its supervisor is about to restart it by itself.
    Restarting,
    /// The supervisor has no such child.
    NotFound,
    /// It was tried and did not start; [`StartError::Ignored`] if its `init` said ignore.
    Failed(StartError),
    /// The supervisor gave no answer.
    Supervisor(SupervisorCallError),
}

/// Why a child's spec was not deleted.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum DeleteChildError {
    /// The child runs.
    Running,
    /// Its supervisor is about to restart it.
    Restarting,
    /// The supervisor has no such child.
    NotFound,
    /// The supervisor gave no answer.
    Supervisor(SupervisorCallError),
}

/// Why a supervisor was not stopped.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum StopError {
    /// It did not run.
    NoProcess,
    /// It ended, but for this reason and not for the one it was given.
    Exited(ExitReason),
    /// It has not ended in time; it goes on ending.
    Timeout,
    /// A supervisor was to wait for its own end.
    CallingSelf,
}

const NOT_FOUND: &str = "not found: the supervisor has no such child";
const RUNNING: &str = "running: terminate the child first";
const RESTARTING: &str = "restarting: the supervisor is about to start the child again";

impl fmt::Display for TerminateChildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str(NOT_FOUND),
            Self::Supervisor(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for RestartChildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Running => f.write_str("running: the child need not be restarted"),
            Self::Restarting => f.write_str(RESTARTING),
            Self::NotFound => f.write_str(NOT_FOUND),
            Self::Failed(error) => error.fmt(f),
            Self::Supervisor(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for DeleteChildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Running => f.write_str(RUNNING),
            Self::Restarting => f.write_str(RESTARTING),
            Self::NotFound => f.write_str(NOT_FOUND),
            Self::Supervisor(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for StopError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProcess => f.write_str("the process is not running"),
            Self::Exited(reason) => write!(f, "the process ended for another reason: {reason}"),
            Self::Timeout => f.write_str("the process has not ended in time"),
            Self::CallingSelf => f.write_str("a process cannot wait for its own end"),
        }
    }
}

impl Error for TerminateChildError {}
impl Error for RestartChildError {}
impl Error for DeleteChildError {}
impl Error for StopError {}

impl From<SupervisorCallError> for TerminateChildError {
    fn from(error: SupervisorCallError) -> Self {
        Self::Supervisor(error)
    }
}

impl From<SupervisorCallError> for RestartChildError {
    fn from(error: SupervisorCallError) -> Self {
        Self::Supervisor(error)
    }
}

impl From<SupervisorCallError> for DeleteChildError {
    fn from(error: SupervisorCallError) -> Self {
        Self::Supervisor(error)
    }
}
