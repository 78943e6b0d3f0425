//! Starting servers, by themselves and as children.

use std::any::type_name;
use std::sync::{Mutex, PoisonError};

use super::cast::MailboxKind;
use super::{GenServer, GenServerSpec, run};
use crate::child_spec::{ChildSpec, ChildType};
use crate::process::{Kind, Plan};
use crate::start::{Start, StartOptions, attempt};

/// Starts a server linked to the process that runs this code; outside of processes, without a link.
///
/// OTP counterpart: `gen_server:start_link/3`.
pub fn start_link_server<S: GenServer>(args: S::Args) -> Start<S::Ref> {
    begin::<S>(args, true)
}

/// Starts a server without a link: nobody is its parent.
///
/// OTP counterpart: `gen_server:start/3`.
pub fn start_server<S: GenServer>(args: S::Args) -> Start<S::Ref> {
    begin::<S>(args, false)
}

fn begin<S: GenServer>(args: S::Args, link: bool) -> Start<S::Ref> {
    Start::at_once(link, move |options| {
        let name = options.name.or_else(|| S::name(&args));
        let kind = Kind {
            type_name: type_name::<S>,
            is_supervisor: false,
        };
        let plan = Plan {
            capacity: S::Mailbox::CAPACITY,
            blocking: S::BLOCKING,
            trap_exit: S::TRAP_EXIT,
            ..Plan::new(kind)
        };
        attempt(
            plan,
            StartOptions { name, ..options },
            move |inbox, started| run::run::<S>(inbox, started, args),
        )
    })
}

/// The arguments of a child of this type serve each of its starts, so they are cloned.
#[derive(Debug, Clone, Copy)]
pub struct Again;

/// A child of this type is temporary: its arguments serve its only start.
#[derive(Debug, Clone, Copy)]
pub struct Once;

/// How the child spec of a server is made from its arguments.
#[diagnostic::on_unimplemented(
    message = "the arguments of `{S}` cannot be used for a restart",
    label = "an argument of this server's `init` is not `Clone`",
    note = "a supervisor keeps a child's arguments and clones them at each start: make them `Clone`, wrap them in an `Arc`, or declare the server `restart = \"temporary\"`"
)]
pub trait MakeStart<S: GenServer> {
    #[doc(hidden)]
    fn child_spec(args: S::Args) -> ChildSpec<S::Ref>;
}

impl<S: GenServer<Args: Clone>> MakeStart<S> for Again {
    fn child_spec(args: S::Args) -> ChildSpec<S::Ref> {
        // The lock makes arguments shareable that are not by themselves; starts are one after the other anyway.
        let args = Mutex::new(args);
        ChildSpec::new(S::child_id(), move || {
            let args = args.lock().unwrap_or_else(PoisonError::into_inner).clone();
            start_link_server::<S>(args)
        })
    }
}

impl<S: GenServer> MakeStart<S> for Once {
    fn child_spec(args: S::Args) -> ChildSpec<S::Ref> {
        ChildSpec::temporary(S::child_id(), move || start_link_server::<S>(args))
    }
}

/// The spec of a server as a child, as its type declares it.
pub fn child_spec<S: GenServer>(args: S::Args) -> ChildSpec<S::Ref>
where
    <S as GenServerSpec>::Start: MakeStart<S>,
{
    let name = S::name(&args);
    <S as GenServerSpec>::Start::child_spec(args)
        .with_name(name)
        .with_restart(S::RESTART)
        .with_shutdown(S::SHUTDOWN)
        .with_significant(S::SIGNIFICANT)
        .with_type(ChildType::Worker)
}
