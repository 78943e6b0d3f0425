//! What lies in a server's mailbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::GenServer;
use crate::process::Protocol;
use crate::reason::ExitReason;
use crate::signal::{MonitorRef, Signal};

/// A message and its kind. What is rare is boxed, so that calls and casts stay as small as they are.
pub(crate) enum Envelope<S: GenServer> {
    Message(S::Message),
    Info(S::Info),
    Tick(Box<Tick<S::Info>>),
    Signal(Box<Signal>),
    /// OTP's `system_terminate`: the server is to end, once it has handled what came before.
    Stop(Box<ExitReason>),
}

/// A tick of an interval timer, which has only one on the way.
pub(crate) struct Tick<I> {
    info: I,
    on_the_way: OnTheWay,
}

/// Says whether a tick is in a mailbox. Whatever becomes of the tick, it is not any more when this is dropped.
pub(crate) struct OnTheWay(Arc<AtomicBool>);

impl OnTheWay {
    /// Marks a tick as on the way, unless one is.
    pub(crate) fn begin(flag: &Arc<AtomicBool>) -> Option<Self> {
        (!flag.swap(true, Ordering::AcqRel)).then(|| Self(flag.clone()))
    }
}

impl Drop for OnTheWay {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl<I> Tick<I> {
    pub(crate) fn new(info: I, on_the_way: OnTheWay) -> Self {
        Self { info, on_the_way }
    }

    /// It has arrived: the next may be sent.
    pub(crate) fn arrive(self) -> I {
        drop(self.on_the_way);
        self.info
    }
}

impl<S: GenServer> Protocol for Envelope<S> {
    fn from_signal(signal: Signal) -> Self {
        Self::Signal(Box::new(signal))
    }

    fn down(&self) -> Option<MonitorRef> {
        match self {
            Self::Signal(signal) => match &**signal {
                Signal::Down(down) => Some(down.monitor),
                Signal::Exit(_) => None,
            },
            _ => None,
        }
    }

    fn stop(reason: ExitReason) -> Option<Self> {
        Some(Self::Stop(Box::new(reason)))
    }
}
