//! What a server type declares of itself.

use std::time::Duration;

use super::cast::MailboxKind;
use super::client::Client;
use crate::child_spec::{ChildId, Restart, Shutdown};
use crate::registry::{GivesNames, Name};

/// What `#[gen_server]` declares: how a server is supervised, named and reached.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no server",
    label = "not a server",
    note = "annotate the type with `#[gen_server]`"
)]
pub trait GenServerSpec: Sized + Send + 'static {
    /// The client: `TodoServerRef`.
    type Ref: Client<Server = Self>;
    /// [`Unbounded`](super::Unbounded) or [`Bounded`](super::Bounded).
    type Mailbox: MailboxKind;
    /// Whether the arguments of a child serve one start ([`Once`](super::Once), for temporary servers) or each
    /// ([`Again`](super::Again)).
    type Start;

    /// When a child of this type is restarted.
    const RESTART: Restart = Restart::Permanent;
    /// How a child of this type is ended.
    const SHUTDOWN: Shutdown = Shutdown::DEFAULT;
    /// Whether a child of this type can end its supervisor.
    const SIGNIFICANT: bool = false;
    /// How long a call waits unless it says otherwise; `None` is without limit.
    const CALL_TIMEOUT: Option<Duration> = Some(Duration::from_secs(5));
    /// Whether the server traps exits from its start.
    const TRAP_EXIT: bool = false;
    /// Whether the server runs where it may block: each of its callbacks on a thread that is there for such work.
    const BLOCKING: bool = false;

    /// The id of a child of this type.
    fn child_id() -> ChildId;

    /// The name of the only server of this type, if it is one.
    fn own_name() -> Option<Name> {
        None
    }

    /// The state as crash reports show it, where the type opts in.
    fn describe(&self) -> Option<String> {
        None
    }
}

/// A server whose key is looked up in a registry: `#[gen_server(via = ..)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has a `#[key]` but no registry to register it in",
    label = "this server's `init` has a `#[key]`",
    note = "name the registry: `#[gen_server(via = MyRegistry)]`, with `#[registry(keys = \"unique\")] struct MyRegistry;`"
)]
pub trait Via: GenServerSpec {
    /// Which registry.
    type Registry: GivesNames;
}
