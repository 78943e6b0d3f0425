//! The error of a whole program: what `main` returns.

use std::fmt;

use crate::reason::ExitReason;

/// What `main` returns: `async fn main() -> otp_core::Result`.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// Any error. `main` prints it, as its `Debug`, in one line with all its sources: `cannot start: no such file`.
pub struct Error(Box<dyn std::error::Error + Send + Sync>);

impl Error {
    /// An error that is a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into().into())
    }

    /// The error as one of type `E`, if it is one.
    pub fn downcast_ref<E: std::error::Error + 'static>(&self) -> Option<&E> {
        self.0.downcast_ref()
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl From<ExitReason> for Error {
    fn from(reason: ExitReason) -> Self {
        Self::new(reason.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Outer(std::num::ParseIntError);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("cannot read the port")
        }
    }

    impl std::error::Error for Outer {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn main_prints_an_error_with_its_sources_in_one_line() {
        let error = Error::from(Outer("x".parse::<u8>().unwrap_err()));
        assert_eq!(
            format!("{error:?}"),
            "cannot read the port: invalid digit found in string"
        );
        assert_eq!(error.to_string(), "cannot read the port");
        assert!(error.downcast_ref::<Outer>().is_some());
    }

    #[test]
    fn a_reason_and_any_error_become_one_with_a_question_mark() {
        fn reason() -> Result {
            Err(ExitReason::other("boom"))?
        }
        fn error() -> Result<u8> {
            Ok("x".parse()?)
        }
        assert_eq!(reason().unwrap_err().to_string(), "boom");
        assert!(error().is_err());
    }
}
