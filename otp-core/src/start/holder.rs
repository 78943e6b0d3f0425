//! Who has the name of a process that is to start.
//!
//! REG-19: a restarted child can always take its name. A process that was killed in the middle of code that does not await has
//! its name until that code returns; its successor waits, as both at once could undo each other's work.

use std::sync::Arc;
use std::time::Duration;

use crate::process::{Exited, Node, Process};
use crate::registry::Name;

/// So long a start waits for the end of a killed process that has its name.
const PATIENCE: Duration = Duration::from_secs(5);

/// The process that has the name and was killed.
pub(super) fn dying(name: &Name) -> Option<Arc<dyn Process>> {
    let holder = name.resolve(&Node::current())?;
    holder.core().is_doomed().then_some(holder)
}

/// Whether a process that was killed ends within the time that is waited for it. One that never awaits does not.
pub(crate) async fn until_gone(holder: Arc<dyn Process>) -> bool {
    tokio::time::timeout(PATIENCE, Exited::of(holder))
        .await
        .is_ok()
}
