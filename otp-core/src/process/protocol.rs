//! What a process can receive.

use crate::reason::ExitReason;
use crate::signal::{MonitorRef, Signal};

/// The message type of a mailbox: it has room for exit signals and downs.
pub trait Protocol: Send + 'static {
    /// An exit signal or a down as a message.
    fn from_signal(signal: Signal) -> Self;

    /// The monitor, if this is a down.
    fn down(&self) -> Option<MonitorRef>;

    /// The request to end, where the process takes one: as its parent would ask for it.
    fn stop(reason: ExitReason) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = reason;
        None
    }
}

/// What a bare process receives: messages of its own type, exit signals that it traps, ends of processes it monitors.
#[derive(Debug, Clone, PartialEq)]
pub enum Received<M> {
    /// A message.
    Message(M),
    /// An exit signal or a down.
    Signal(Signal),
}

impl<M: Send + 'static> Protocol for Received<M> {
    fn from_signal(signal: Signal) -> Self {
        Self::Signal(signal)
    }

    fn down(&self) -> Option<MonitorRef> {
        match self {
            Self::Signal(Signal::Down(down)) => Some(down.monitor),
            _ => None,
        }
    }
}
