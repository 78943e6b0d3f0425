//! The to-do servers that are running.

use otp_core::prelude::*;
use otp_core::{ChildType, DynamicSupervisorRef};

use super::{TodoServer, TodoServerRef};
use crate::console::say;

/// The cache: the servers of the lists that were used.
#[derive(Debug)]
pub struct Cache;

/// The supervisor of the to-do servers. They are temporary: a list whose server crashed is started
/// anew by its next use, and no number of crashes brings this supervisor down.
#[dynamic_supervisor]
struct Servers;

impl Cache {
    /// Says that it starts, and starts the supervisor, which has no children yet.
    ///
    /// # Errors
    ///
    /// When the supervisor does not start.
    pub async fn start_link() -> Result<DynamicSupervisorRef, StartError<DynamicSupervisorRef>> {
        say("Starting to-do cache.");
        Servers::start_link().await
    }

    /// The cache as a child. As `Servers`' own spec but for the line that each start prints.
    pub fn child_spec() -> ChildSpec<DynamicSupervisorRef> {
        ChildSpec::new("Cache", Self::start_link)
            .with_type(ChildType::Supervisor)
            .with_shutdown(Shutdown::Infinity)
    }

    /// The supervisor of the to-do servers.
    pub fn supervisor() -> DynamicSupervisorRef {
        Servers::reference()
    }

    /// The server of a list, started if it was not running.
    ///
    /// # Errors
    ///
    /// When the server cannot be started, or the cache itself is not running.
    pub async fn server(name: &str) -> Result<TodoServerRef, StartError<TodoServerRef>> {
        Servers::ensure(TodoServer::child_spec(name)).await
    }
}
