//! Dynamic supervisors that a type declares: `#[dynamic_supervisor]`.

use std::any::type_name;
use std::time::Duration;

use super::builder::launch;
use super::options::Options;
use super::reference::DynamicSupervisorRef;
use crate::child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown};
use crate::registry::Name;
use crate::short_type_name;
use crate::start::{Start, StartOptions};
use crate::supervisor::{DEFAULT_INTENSITY, DEFAULT_KILL_TIMEOUT, DEFAULT_PERIOD, OnStart};

/// A type that declares a dynamic supervisor, the only one of its type in a node; `#[dynamic_supervisor]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no dynamic supervisor",
    label = "not a dynamic supervisor",
    note = "declare one with `#[dynamic_supervisor] struct {Self};`"
)]
pub trait DynamicSupervisorType: Sized + 'static {
    /// How many restarts within the period are carried out.
    const INTENSITY: u32 = DEFAULT_INTENSITY;
    /// The length of the window in which restarts are counted.
    const PERIOD: Duration = DEFAULT_PERIOD;
    /// How many children it may have.
    const MAX_CHILDREN: Option<usize> = None;
    /// How long a child that was killed may take to end before the supervisor goes on without it.
    const KILL_TIMEOUT: Duration = DEFAULT_KILL_TIMEOUT;

    /// As a child: when it is restarted.
    const RESTART: Restart = Restart::Permanent;
    /// As a child: how it is ended.
    const SHUTDOWN: Shutdown = Shutdown::Infinity;
    /// As a child: whether its end can end its own supervisor.
    const SIGNIFICANT: bool = false;

    /// As a child: its id, the type's name unless said otherwise.
    fn child_id() -> ChildId {
        ChildId::named(short_type_name::of::<Self>())
    }

    /// Reaches the supervisor by its name, in the node where it is used.
    fn reference() -> DynamicSupervisorRef {
        DynamicSupervisorRef::of_type::<Self>()
    }
}

/// What reaches a child that the dynamic supervisor `S` takes; `#[dynamic_supervisor(children = ..)]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{S}` takes no child whose client is `{Self}`",
    label = "not a child of `{S}`",
    note = "add the server's type to `#[dynamic_supervisor(children = ..)]` of `{S}`, or start it under another supervisor"
)]
pub trait TakenBy<S> {}

/// Starts the dynamic supervisor that a type declares, under the name [`Name::of_type`], linked to the process that
/// runs this code.
pub fn start_dynamic_supervisor<T: DynamicSupervisorType>() -> Start<DynamicSupervisorRef> {
    Start::new(true, |given| {
        let options = Options {
            intensity: T::INTENSITY,
            period: T::PERIOD,
            max_children: T::MAX_CHILDREN,
            kill_timeout: T::KILL_TIMEOUT,
        };
        let given = StartOptions {
            name: given.name.or_else(|| Some(Name::of_type::<T>())),
            ..given
        };
        launch(type_name::<T>, options, OnStart::default(), given)
    })
}

/// The dynamic supervisor that a type declares, as a child of a supervisor.
pub fn dynamic_supervisor_child_spec<T: DynamicSupervisorType>() -> ChildSpec<DynamicSupervisorRef>
{
    ChildSpec::new(T::child_id(), start_dynamic_supervisor::<T>)
        .with_restart(T::RESTART)
        .with_shutdown(T::SHUTDOWN)
        .with_significant(T::SIGNIFICANT)
        .with_type(ChildType::Supervisor)
        .with_name(Some(Name::of_type::<T>()))
}
