//! Stopping a supervisor, of either kind, from outside.

use std::time::Duration;

use super::error::StopError;
use super::request::{Message, Target};
use crate::process::{Exited, current as own_pid};
use crate::reason::ExitReason;

/// SUP-64, SUP-65.
pub(crate) async fn stop(
    target: &Target,
    reason: ExitReason,
    limit: Option<Duration>,
) -> Result<(), StopError> {
    let cell = target.resolve().ok_or(StopError::NoProcess)?;
    if own_pid() == Some(cell.core().pid()) {
        return Err(StopError::CallingSelf);
    }
    if cell
        .cell()
        .send_beyond(Message::Stop(reason.clone()))
        .is_err()
    {
        return Err(StopError::NoProcess);
    }
    let exited = Exited::of(cell);
    let ended = match limit {
        None => exited.await,
        Some(limit) => tokio::time::timeout(limit, exited)
            .await
            .map_err(|_| StopError::Timeout)?,
    };
    if ended == reason {
        Ok(())
    } else {
        Err(StopError::Exited(ended))
    }
}
