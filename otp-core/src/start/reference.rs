//! How a process is reached, whatever it runs.

use std::fmt;
use std::sync::Arc;

use crate::pid::Pid;
use crate::process::{Address, Process, Protocol, address};

/// A typed reference to a process, such as the client of a server.
pub trait Reference: Sized + Clone + Send + Sync + 'static {
    #[doc(hidden)]
    fn from_process(process: ProcessHandle) -> Option<Self>;

    /// The process that is reached now; nothing for a name that nobody has.
    fn process_id(&self) -> Option<Pid>;
}

/// A process of any type; names nothing that users touch.
#[doc(hidden)]
#[derive(Clone)]
pub struct ProcessHandle(pub(crate) Arc<dyn Process>);

impl ProcessHandle {
    /// Where to send it messages of type `M`, if it takes those.
    pub(crate) fn address<M: Protocol>(self) -> Option<Address<M>> {
        address(self.0)
    }
}

impl fmt::Debug for ProcessHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProcessHandle")
            .field(&self.0.core().pid())
            .finish()
    }
}

/// Nothing is known of the process but its pid.
impl Reference for Pid {
    fn from_process(process: ProcessHandle) -> Option<Self> {
        Some(process.0.core().pid())
    }

    fn process_id(&self) -> Option<Pid> {
        Some(*self)
    }
}
