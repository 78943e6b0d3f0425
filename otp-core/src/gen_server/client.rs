//! The typed reference to a server, by process or by name.

use std::fmt;
use std::sync::Arc;

use super::GenServer;
use super::call::Call;
use super::cast::{CastOf, MailboxKind};
use super::envelope::Envelope;
use super::error::TrySendError;
use super::recipient::Recipient;
use super::reply::Slot;
use super::stop::Stop;
use super::taken::Informs;
use crate::pid::Pid;
use crate::process::{self, Address, Exited, Mutex, Node, Refused, current_process, pair};
use crate::reason::ExitReason;
use crate::registry::Name;
use crate::signal::MonitorRef;
use crate::start::{ProcessHandle, Reference};

pub(crate) type Server<S> = Address<Envelope<S>>;

/// Reaches a server: one process, or whichever has a name when it is used.
///
/// The generated client, `TodoServerRef`, derefs to it and adds a method an operation. Cloning is cheap; a reference
/// keeps nothing alive.
///
/// OTP counterpart: `t:gen_server:server_ref/0`.
pub struct ServerRef<S: GenServer> {
    target: Target<S>,
}

enum Target<S: GenServer> {
    Process(Server<S>),
    Named(Arc<Named<S>>),
}

struct Named<S: GenServer> {
    name: Name,
    node: Node,
    last: Mutex<Last<S>>,
}

/// What a name's client remembers of its uses.
enum Last<S: GenServer> {
    Unused,
    /// Once: most clients of a name are made for one call.
    Used,
    /// The process that had the name, and how many names it had given up before it was seen to have this one.
    Known(Server<S>, u32),
}

/// A generated client.
pub trait Client: Clone + Send + Sync + 'static {
    /// The server that it reaches.
    type Server: GenServer;

    /// A client of this reference.
    fn from_server(server: ServerRef<Self::Server>) -> Self;

    /// The reference in it.
    fn as_server(&self) -> &ServerRef<Self::Server>;
}

impl<C: Client> Reference for C {
    fn from_process(process: ProcessHandle) -> Option<Self> {
        Some(C::from_server(ServerRef::of_address(process.address()?)))
    }

    fn process_id(&self) -> Option<Pid> {
        self.as_server().pid()
    }
}

impl<S: GenServer> ServerRef<S> {
    pub(crate) fn of_address(address: Server<S>) -> Self {
        Self {
            target: Target::Process(address),
        }
    }

    /// The server of this type that has the name, looked up at every use in the node where this is called.
    pub fn by_name(name: Name) -> Self {
        let named = Named {
            name,
            node: Node::current(),
            last: Mutex::new(Last::Unused),
        };
        Self {
            target: Target::Named(Arc::new(named)),
        }
    }

    /// The process with this pid, if it lives and runs this type.
    pub fn by_pid(pid: Pid) -> Option<Self> {
        Some(Self::of_address(
            ProcessHandle(Node::current().process(pid)?).address()?,
        ))
    }

    /// The server that runs this code.
    ///
    /// # Panics
    ///
    /// No server of this type does.
    pub fn current() -> Self {
        current_process()
            .and_then(|process| ProcessHandle(process).address())
            .map_or_else(
                || {
                    panic!(
                        "self_ref() of {} was called outside of such a server",
                        crate::short_type_name::of::<S>()
                    )
                },
                Self::of_address,
            )
    }

    /// The process that is reached now. `fresh` looks the name up even if its last holder seems to have it still.
    pub(crate) fn resolve(&self, fresh: bool) -> Option<Server<S>> {
        match &self.target {
            Target::Process(address) => Some(address.clone()),
            Target::Named(named) => named.resolve(fresh),
        }
    }

    /// The process of a reference by process.
    pub(crate) fn as_address(&self) -> Option<&Server<S>> {
        match &self.target {
            Target::Process(address) => Some(address),
            Target::Named(_) => None,
        }
    }

    pub(crate) fn is_named(&self) -> bool {
        matches!(self.target, Target::Named(_))
    }

    /// Sends, with one more look at the name if the process that had it is gone.
    pub(crate) fn deliver(
        &self,
        envelope: Envelope<S>,
        beyond: bool,
    ) -> Result<(), TrySendError<Envelope<S>>> {
        let send = |address: &Server<S>, envelope| {
            if beyond {
                address
                    .cell()
                    .send_beyond(envelope)
                    .map_err(Refused::Closed)
            } else {
                address.cell().send(envelope)
            }
        };
        let named = match &self.target {
            Target::Process(address) => {
                return send(address, envelope).map_err(|refused| match refused {
                    Refused::Full(envelope) => TrySendError::Full(envelope),
                    Refused::Closed(envelope) => TrySendError::NoProcess(envelope),
                });
            }
            Target::Named(named) => named,
        };
        let mut envelope = envelope;
        for fresh in [false, true] {
            let Some(address) = named.resolve(fresh) else {
                break;
            };
            envelope = match send(&address, envelope) {
                Ok(()) => return Ok(()),
                Err(Refused::Full(envelope)) => return Err(TrySendError::Full(envelope)),
                Err(Refused::Closed(envelope)) => envelope,
            };
        }
        Err(TrySendError::NoProcess(envelope))
    }

    /// Asks, and waits for the answer; `message` makes the request from where the answer goes.
    pub fn call<T: Send + 'static>(
        &self,
        message: impl FnOnce(Slot<T>) -> S::Message,
    ) -> Call<S, T> {
        let (sender, answer) = pair();
        Call::new(self.clone(), message(Slot::new(sender)), answer)
    }

    /// Sends and forgets: nothing comes back, not even that nobody was there. On a bounded mailbox it is a future
    /// that waits for room.
    ///
    /// OTP counterpart: `gen_server:cast/2`.
    pub fn cast(&self, message: S::Message) -> CastOf<S> {
        <S::Mailbox as MailboxKind>::cast(self, message)
    }

    /// Sends, and says if that was not possible.
    ///
    /// # Errors
    ///
    /// The server has ended, or its mailbox is full.
    pub fn try_cast(&self, message: S::Message) -> Result<(), TrySendError<S::Message>> {
        self.deliver(Envelope::Message(message), false)
            .map_err(|error| {
                error.map(|envelope| match envelope {
                    Envelope::Message(message) => message,
                    _ => unreachable!("what comes back is what was sent"),
                })
            })
    }

    /// Sends a plain message, which `handle_info` gets. A bounded mailbox takes it beyond its bound.
    ///
    /// OTP counterpart: `send/2`.
    pub fn info(&self, info: impl Informs<S::Info>) {
        // Silent, as sending is.
        let _ = self.deliver(Envelope::Info(info.into_info()), true);
    }

    /// Anything that takes an `M` as a plain message.
    pub fn recipient<M: Send + 'static>(&self) -> Recipient<M>
    where
        S::Info: From<M>,
    {
        Recipient::new(self.clone())
    }

    /// The process that is reached now; nothing for a name that nobody has.
    pub fn pid(&self) -> Option<Pid> {
        Some(self.resolve(true)?.core().pid())
    }

    /// Whether there is a process that has not ended.
    pub fn is_alive(&self) -> bool {
        self.resolve(true)
            .is_some_and(|address| address.core().is_alive())
    }

    /// Has the calling process told, by a [`Down`](crate::Down), when the server ends; at once if there is none.
    /// See [`process::monitor`].
    ///
    /// # Panics
    ///
    /// Outside of a process.
    pub fn monitor(&self) -> MonitorRef {
        match self.resolve(true) {
            Some(address) => process::monitor(address.core().pid()),
            None => process::monitor(Pid::nobody()),
        }
    }

    /// Waits for the end of the server that is reached now; gives its reason.
    pub fn exited(&self) -> Exited {
        match self.resolve(true) {
            Some(address) => Exited::of(address),
            None => Exited::gone(),
        }
    }

    /// Ends the server with this reason, once it has handled what came before, and waits for its end.
    ///
    /// OTP counterpart: `gen_server:stop/3`.
    pub fn stop(&self, reason: impl Into<ExitReason>) -> Stop {
        Stop::new(self.clone(), reason.into())
    }
}

impl<S: GenServer> Named<S> {
    fn resolve(&self, fresh: bool) -> Option<Server<S>> {
        let mut last = self.last.lock();
        match &*last {
            Last::Unused => {
                *last = Last::Used;
                drop(last);
                return self.look_up();
            }
            Last::Known(address, names_given_up)
                if !fresh && address.core().names_given_up() == *names_given_up =>
            {
                return Some(address.clone());
            }
            Last::Known(..) | Last::Used => {}
        }
        *last = Last::Used;
        let mut holder = self.look_up()?;
        loop {
            let names_given_up = holder.core().names_given_up();
            let again = self.look_up()?;
            // It had the name after we counted, so if it gives the name up it counts one more.
            if Arc::ptr_eq(&holder, &again) {
                *last = Last::Known(again, names_given_up);
                return Some(holder);
            }
            holder = again;
        }
    }

    fn look_up(&self) -> Option<Server<S>> {
        ProcessHandle(self.name.resolve(&self.node)?).address()
    }
}

impl<S: GenServer> Clone for ServerRef<S> {
    fn clone(&self) -> Self {
        let target = match &self.target {
            Target::Process(address) => Target::Process(address.clone()),
            Target::Named(named) => Target::Named(named.clone()),
        };
        Self { target }
    }
}

impl<S: GenServer> fmt::Debug for ServerRef<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.target {
            Target::Process(address) => f
                .debug_tuple("ServerRef")
                .field(&address.core().pid())
                .finish(),
            Target::Named(named) => f.debug_tuple("ServerRef").field(&named.name).finish(),
        }
    }
}

/// Two references are equal when they reach the same process now.
impl<S: GenServer> PartialEq for ServerRef<S> {
    fn eq(&self, other: &Self) -> bool {
        self.pid() == other.pid()
    }
}
