//! Any server that takes a certain plain message.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::GenServer;
use super::client::ServerRef;
use super::envelope::{Envelope, OnTheWay, Tick};
use crate::pid::Pid;
use crate::process::Exited;

/// Sends plain messages of type `M` to a server, whatever the server's own type is.
///
/// Given by [`ServerRef::recipient`].
pub struct Recipient<M: Send + 'static> {
    sink: Arc<dyn Sink<M>>,
}

trait Sink<M>: Send + Sync {
    fn send(&self, message: M);
    fn tick(&self, message: M, on_the_way: OnTheWay);
    fn pid(&self) -> Option<Pid>;
    fn is_named(&self) -> bool;
    fn exited(&self) -> Exited;
}

impl<S: GenServer, M: Send + 'static> Sink<M> for ServerRef<S>
where
    S::Info: From<M>,
{
    fn send(&self, message: M) {
        self.info(message);
    }

    fn tick(&self, message: M, on_the_way: OnTheWay) {
        let tick = Tick::new(S::Info::from(message), on_the_way);
        // Silent, as sending is.
        let _ = self.deliver(Envelope::Tick(Box::new(tick)), true);
    }

    fn pid(&self) -> Option<Pid> {
        ServerRef::pid(self)
    }

    fn is_named(&self) -> bool {
        ServerRef::is_named(self)
    }

    fn exited(&self) -> Exited {
        ServerRef::exited(self)
    }
}

impl<M: Send + 'static> Recipient<M> {
    pub(crate) fn new<S: GenServer>(server: ServerRef<S>) -> Self
    where
        S::Info: From<M>,
    {
        Self {
            sink: Arc::new(server),
        }
    }

    /// Sends; a server that has ended gets nothing.
    pub fn send(&self, message: M) {
        self.sink.send(message);
    }

    /// Sends unless the last tick of the same flag is still in the mailbox.
    pub(crate) fn tick(&self, message: M, flag: &Arc<AtomicBool>) {
        if let Some(on_the_way) = OnTheWay::begin(flag) {
            self.sink.tick(message, on_the_way);
        }
    }

    /// The process that is reached now; nothing for a name that nobody has.
    pub fn pid(&self) -> Option<Pid> {
        self.sink.pid()
    }

    /// Whether it is a name, which may have another process tomorrow.
    pub(crate) fn is_named(&self) -> bool {
        self.sink.is_named()
    }

    pub(crate) fn exited(&self) -> Exited {
        self.sink.exited()
    }
}

impl<M: Send + 'static> Clone for Recipient<M> {
    fn clone(&self) -> Self {
        Self {
            sink: self.sink.clone(),
        }
    }
}

impl<M: Send + 'static> fmt::Debug for Recipient<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Recipient").field(&self.pid()).finish()
    }
}
