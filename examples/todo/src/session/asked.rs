//! Asking the server of a list, and what a person is told when that has failed.

use std::error::Error;
use std::sync::Arc;

use otp_core::prelude::*;

use crate::domain::{Date, Entry};
use crate::system::TodoServerRef;

/// Why a list could not be reached.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Its server ended with an error, which says all there is to say.
    #[error("{0}")]
    Crashed(Arc<dyn Error + Send + Sync>),
    #[error("the list's server did not answer: {0}; try again")]
    NoAnswer(CallError),
}

impl Failure {
    /// Why the call to the server failed.
    pub(super) async fn of(server: &TodoServerRef, error: CallError) -> Self {
        let error = match error {
            // It had ended before the request came. What it ended with is what is to be told.
            CallError::NoProcess => CallError::Exited(server.exited().await),
            other => other,
        };
        match error {
            CallError::Exited(ExitReason::Error(crash)) => Self::Crashed(crash),
            other => Self::NoAnswer(other),
        }
    }
}

/// Adds an entry, and returns when it is on disk.
pub(super) async fn add(server: &TodoServerRef, entry: Entry) -> Result<(), Failure> {
    match server.add_entry(entry).await {
        Ok(()) => Ok(()),
        Err(error) => Err(Failure::of(server, error).await),
    }
}

/// The entries of a day, or all of them.
pub(super) async fn entries(
    server: &TodoServerRef,
    date: Option<Date>,
) -> Result<Vec<Entry>, Failure> {
    match server.entries(date).await {
        Ok(entries) => Ok(entries),
        Err(error) => Err(Failure::of(server, error).await),
    }
}
