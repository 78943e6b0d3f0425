//! Why a program's tree did not live, or end, as it should.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::reason::ExitReason;

/// Why an application is over, where that is not as it should be.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ApplicationError {
    /// The root of the tree ended by itself, for this reason.
    RootExited(ExitReason),
    /// The tree had not ended in this time after it was told to, and was killed.
    Killed(Duration),
    /// No signals can be waited for here, as this runtime has no I/O driver or the system refuses.
    NoSignals(String),
}

impl fmt::Display for ApplicationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RootExited(reason) => {
                write!(f, "the root of the supervision tree ended: {reason}")
            }
            Self::Killed(limit) => write!(
                f,
                "the supervision tree did not end within {limit:?} and was killed"
            ),
            Self::NoSignals(why) => write!(f, "cannot wait for signals: {why}"),
        }
    }
}

impl Error for ApplicationError {}
