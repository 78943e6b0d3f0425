//! Whether a child that has ended is started again, and whether its end is reported.

use crate::child_spec::Restart;
use crate::reason::ExitReason;

/// SUP-31 to SUP-33, DYN-14.
pub(crate) fn is_restarted(restart: Restart, reason: &ExitReason) -> bool {
    match restart {
        Restart::Permanent => true,
        Restart::Transient => reason.is_abnormal(),
        Restart::Temporary => false,
    }
}

/// LOG-2: a clean end is news only where it leads to a restart.
pub(crate) fn is_reported(restart: Restart, reason: &ExitReason) -> bool {
    reason.is_abnormal() || is_restarted(restart, reason)
}
