//! Servers: a state, and the operations on it, one at a time.
//!
//! `#[gen_server]` on a struct and `#[callbacks]` on its impl write the traits here; both can be written by hand.
//!
//! A handler's `?` answers the caller in a call, whose error is part of the answer, and ends the process in a cast, an
//! info or a continue, whose error is the exit reason. What a handler needs of the world it awaits: an exit signal
//! that the server does not trap drops it at that `await`.
//!
//! OTP counterpart: `gen_server`.

mod call;
mod cast;
mod client;
mod defaults;
mod envelope;
mod error;
mod guard;
mod outcome;
mod recipient;
mod reply;
mod run;
mod spec;
mod start;
mod stop;
mod taken;

use std::future::{Future, ready};

pub use call::Call;
pub use cast::{Bounded, Cast, CastOf, MailboxKind, Unbounded};
pub use client::{Client, ServerRef};
pub use error::{CallError, TrySendError};
pub use outcome::{Init, IntoInit, IntoOutcome, Next, NoContinue, NoInfo, Outcome, Reply};
pub use recipient::Recipient;
pub use reply::{ReplyTo, Slot};
pub use spec::{GenServerSpec, Via};
pub use start::{Again, MakeStart, Once, child_spec, start_link_server, start_server};
pub use stop::Stop;
pub use taken::{Continues, Informs};

use crate::process::Operation;
use crate::reason::ExitReason;
use crate::registry::Name;
use crate::signal::{Down, Exit};

/// The info of an idle timeout: no message came in the time that a callback gave.
///
/// OTP counterpart: the message `timeout`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdleTimeout;

/// A server's callbacks; `#[callbacks]` writes them.
///
/// OTP counterpart: the callbacks of `gen_server`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no callbacks",
    label = "this server has no operations yet",
    note = "write `#[callbacks] impl {Self} {{ fn init(..) -> Self {{ .. }} }}` in the same module"
)]
pub trait GenServer: GenServerSpec {
    /// What `init` takes: a tuple, one element an argument.
    type Args: Send + 'static;
    /// Calls and casts: a variant an operation.
    type Message: Send + 'static;
    /// Plain messages: timer ticks, exits, downs, whatever the server takes from others than its clients.
    type Info: Send + 'static;
    /// What `handle_continue` can be asked for.
    type Continue: Send + 'static;

    /// The name that the server takes before its `init` runs.
    fn name(args: &Self::Args) -> Option<Name> {
        let _ = args;
        Self::own_name()
    }

    /// Makes the state, in the new process. OTP counterpart: `init/1`.
    fn init(args: Self::Args) -> impl Future<Output = Init<Self>> + Send;

    /// Handles a call or a cast. OTP counterpart: `handle_call/3` and `handle_cast/2`.
    ///
    /// By default what [`handle_at_once`](Self::handle_at_once) does.
    fn handle(
        &mut self,
        message: Self::Message,
    ) -> impl Future<Output = Outcome<Self::Continue>> + Send {
        ready(self.handle_at_once(message))
    }

    /// Whether no handler of a call or a cast ever waits, so that [`handle_at_once`](Self::handle_at_once) does what
    /// [`handle`](Self::handle) does: the server is spared a future a message.
    const HANDLES_AT_ONCE: bool = false;

    /// The same as [`handle`](Self::handle), without waiting; called where
    /// [`HANDLES_AT_ONCE`](Self::HANDLES_AT_ONCE) says so, in its place.
    ///
    /// # Panics
    ///
    /// By default, as OTP's server without the callback does: a message came, and there is nothing to handle it.
    fn handle_at_once(&mut self, message: Self::Message) -> Outcome<Self::Continue> {
        let _ = message;
        defaults::undefined::<Self>("`handle`")
    }

    /// Handles a plain message. OTP counterpart: `handle_info/2`.
    ///
    /// By default it is reported and dropped, as in OTP; a server that takes none has [`NoInfo`] for it.
    fn handle_info(
        &mut self,
        info: Self::Info,
    ) -> impl Future<Output = Outcome<Self::Continue>> + Send {
        defaults::drop_info::<Self>(&info);
        ready(Outcome::wait())
    }

    /// Runs right after the callback that asked for it, before any message. OTP counterpart: `handle_continue/2`.
    ///
    /// A server that never asks for one has [`NoContinue`] for it and needs none of this.
    ///
    /// # Panics
    ///
    /// By default, as OTP's server without the callback does: one was asked for, and there is nothing to handle it.
    fn handle_continue(
        &mut self,
        step: Self::Continue,
    ) -> impl Future<Output = Outcome<Self::Continue>> + Send {
        let _ = step;
        ready(defaults::undefined::<Self>("`handle_continue`"))
    }

    /// Cleans up: when a callback stops, panics or fails, at `stop`, and, if the server traps exits, when its parent
    /// ends. Not at `kill`, nor at an exit signal that is not trapped. OTP counterpart: `terminate/2`.
    fn terminate(&mut self, reason: ExitReason) -> impl Future<Output = ()> + Send {
        let _ = reason;
        async {}
    }

    /// The info for a trapped exit signal, or the signal back if the server takes none.
    ///
    /// # Errors
    ///
    /// The server does not take exits: the signal is reported and dropped.
    fn exit_info(exit: Exit) -> Result<Self::Info, Exit> {
        Err(exit)
    }

    /// The info for the end of a monitored process, or the down back if the server takes none.
    ///
    /// # Errors
    ///
    /// The server does not take downs: it is reported and dropped.
    fn down_info(down: Down) -> Result<Self::Info, Down> {
        Err(down)
    }

    /// The info for an idle timeout, if the server takes it.
    fn timeout_info() -> Option<Self::Info> {
        None
    }

    /// The operation's name, for [`process::info`](crate::process::info) and reports.
    fn operation(message: &Self::Message) -> Operation;

    /// The same for an info.
    fn info_operation(info: &Self::Info) -> Operation {
        let _ = info;
        &"handle_info"
    }

    /// The same for a continue.
    fn continue_operation(step: &Self::Continue) -> Operation {
        let _ = step;
        &"handle_continue"
    }
}
