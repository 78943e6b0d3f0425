//! Why a process ended.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why a process ended, or is asked to end.
///
/// Reasons divide into *clean* ones (`normal`, `shutdown`, `{shutdown, term}`) and *abnormal* ones (all others): a
/// transient child is restarted after an abnormal end only, and only abnormal ends are reported as crashes.
///
/// Every error of Rust converts into a reason, so `?` in a callback ends the process with that error as its reason.
///
/// OTP counterpart: the reason of `exit/1` and `exit/2`.
#[derive(Clone)]
#[non_exhaustive]
pub enum ExitReason {
    /// The process had nothing more to do.
    Normal,
    /// It was asked to end, in an orderly way.
    Shutdown,
    /// It ended in an orderly way and says more: OTP's `{shutdown, Term}`.
    ShutdownWith(Arc<str>),
    /// A supervisor whose child did not start: OTP's `{shutdown, {failed_to_start_child, Id, Reason}}`, a clean reason.
    FailedToStartChild(Arc<FailedChild>),
    /// As a signal it cannot be trapped; the process that it ends dies with [`Killed`](Self::Killed).
    Kill,
    /// It was ended by a [`Kill`](Self::Kill) signal.
    Killed,
    /// There was no such process.
    NoProcess,
    /// Something was not done in time.
    Timeout,
    /// A callback panicked.
    Panic(Arc<PanicInfo>),
    /// A callback returned this error.
    Error(Arc<dyn Error + Send + Sync>),
    /// Any other word, such as `boom`.
    Other(Arc<str>),
}

/// The child that kept a supervisor from starting.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedChild {
    /// The child's id.
    pub id: String,
    /// Why it did not start.
    pub reason: ExitReason,
}

/// What is known of a panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanicInfo {
    /// The panic's message.
    pub message: String,
    /// `file:line:column` of the panic, where known: a panic hook set after the first process was started hides it.
    pub place: Option<String>,
}

impl ExitReason {
    /// OTP's `{shutdown, Term}`: a clean end that says more.
    pub fn shutdown_with(term: impl Into<Arc<str>>) -> Self {
        Self::ShutdownWith(term.into())
    }

    /// Any word as a reason; abnormal, whatever it says.
    pub fn other(word: impl Into<Arc<str>>) -> Self {
        Self::Other(word.into())
    }

    /// An error as a reason.
    pub fn error(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Error(Arc::new(error))
    }

    /// Whether this is `normal`, `shutdown` or `{shutdown, _}`.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        matches!(
            self,
            Self::Normal | Self::Shutdown | Self::ShutdownWith(_) | Self::FailedToStartChild(_)
        )
    }

    /// Whether this is not [clean](Self::is_clean).
    #[must_use]
    pub fn is_abnormal(&self) -> bool {
        !self.is_clean()
    }

    /// The error that a callback returned, where that is the reason and it is an `E`.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        match self {
            Self::Error(error) => error.downcast_ref(),
            _ => None,
        }
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for ExitReason {
    fn from(error: E) -> Self {
        Self::error(error)
    }
}

/// By value; errors are equal when they are the same one or have the same text.
impl PartialEq for ExitReason {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Normal, Self::Normal)
            | (Self::Shutdown, Self::Shutdown)
            | (Self::Kill, Self::Kill)
            | (Self::Killed, Self::Killed)
            | (Self::NoProcess, Self::NoProcess)
            | (Self::Timeout, Self::Timeout) => true,
            (Self::ShutdownWith(a), Self::ShutdownWith(b)) | (Self::Other(a), Self::Other(b)) => {
                a == b
            }
            (Self::FailedToStartChild(a), Self::FailedToStartChild(b)) => a == b,
            (Self::Panic(a), Self::Panic(b)) => a == b,
            (Self::Error(a), Self::Error(b)) => Arc::ptr_eq(a, b) || a.to_string() == b.to_string(),
            _ => false,
        }
    }
}

impl fmt::Display for ExitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Normal => f.write_str("normal"),
            Self::Shutdown => f.write_str("shutdown"),
            Self::ShutdownWith(term) => write!(f, "shutdown: {term}"),
            Self::FailedToStartChild(failed) => {
                write!(
                    f,
                    "shutdown: failed to start child {}: {}",
                    failed.id, failed.reason
                )
            }
            Self::Kill => f.write_str("kill"),
            Self::Killed => f.write_str("killed"),
            Self::NoProcess => f.write_str("noproc"),
            Self::Timeout => f.write_str("timeout"),
            Self::Panic(panic) => write!(f, "{panic}"),
            Self::Error(error) => {
                write!(f, "{error}")?;
                let mut source = error.source();
                while let Some(cause) = source {
                    write!(f, ": {cause}")?;
                    source = cause.source();
                }
                Ok(())
            }
            Self::Other(word) => f.write_str(word),
        }
    }
}

impl fmt::Debug for ExitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => f.debug_tuple("Error").field(error).finish(),
            other => fmt::Display::fmt(other, f),
        }
    }
}

impl fmt::Display for PanicInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "panicked at {place}: {}", self.message),
            None => write!(f, "panicked: {}", self.message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_and_every_kind_of_shutdown_are_clean_and_nothing_else_is() {
        let failed = FailedChild {
            id: "a".into(),
            reason: ExitReason::other("boom"),
        };
        for clean in [
            ExitReason::Normal,
            ExitReason::Shutdown,
            ExitReason::shutdown_with("x"),
            ExitReason::FailedToStartChild(Arc::new(failed)),
        ] {
            assert!(clean.is_clean(), "{clean}");
        }
        for abnormal in [
            ExitReason::Kill,
            ExitReason::Killed,
            ExitReason::NoProcess,
            ExitReason::Timeout,
            ExitReason::other("normal"),
            ExitReason::error(std::fmt::Error),
        ] {
            assert!(abnormal.is_abnormal(), "{abnormal}");
        }
    }

    #[test]
    fn an_error_prints_with_its_sources() {
        #[derive(Debug)]
        struct Outer(std::num::ParseIntError);
        impl fmt::Display for Outer {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("cannot read the port")
            }
        }
        impl Error for Outer {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                Some(&self.0)
            }
        }
        let reason = ExitReason::from(Outer("x".parse::<u8>().unwrap_err()));
        assert_eq!(
            reason.to_string(),
            "cannot read the port: invalid digit found in string"
        );
        assert!(reason.downcast_ref::<Outer>().is_some());
    }
}
