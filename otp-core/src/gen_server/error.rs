//! What can go wrong between a client and its server.

use std::error::Error;
use std::fmt;

use crate::reason::ExitReason;

/// Why a call has no answer.
///
/// OTP counterpart: the reasons with which `gen_server:call/3` exits.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CallError {
    /// The server had ended, or nobody has the name.
    NoProcess,
    /// The server ended before it answered, with this reason.
    Exited(ExitReason),
    /// No answer came in time. The server is not told and still handles the request.
    Timeout,
    /// A server called itself: it would wait for its own answer.
    CallingSelf,
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProcess => f.write_str("there is no such process"),
            Self::Exited(reason) => write!(f, "the server ended before it answered: {reason}"),
            Self::Timeout => f.write_str("the server did not answer in time"),
            Self::CallingSelf => {
                f.write_str("a process called itself, and would wait for its own answer")
            }
        }
    }
}

impl Error for CallError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // The text above has the whole chain already.
            Self::Exited(_) | Self::NoProcess | Self::Timeout | Self::CallingSelf => None,
        }
    }
}

/// Why a message was not sent; gives back what it held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// The server had ended, or nobody has the name.
    NoProcess(T),
    /// The bounded mailbox has no room.
    Full(T),
}

impl<T> TrySendError<T> {
    /// What was not sent.
    pub fn into_inner(self) -> T {
        match self {
            Self::NoProcess(inner) | Self::Full(inner) => inner,
        }
    }

    /// The same error about something else.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> TrySendError<U> {
        match self {
            Self::NoProcess(inner) => TrySendError::NoProcess(f(inner)),
            Self::Full(inner) => TrySendError::Full(f(inner)),
        }
    }
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoProcess(_) => "there is no such process",
            Self::Full(_) => "the mailbox is full",
        })
    }
}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoProcess(_) => "NoProcess(..)",
            Self::Full(_) => "Full(..)",
        })
    }
}

impl<T> Error for TrySendError<T> {}
