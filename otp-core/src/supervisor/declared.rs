//! Supervisors that a type declares: `#[supervisor]`.

use std::any::type_name;
use std::time::Duration;

use super::auto_shutdown::AutoShutdown;
use super::launch::launch;
use super::options::{DEFAULT_INTENSITY, DEFAULT_KILL_TIMEOUT, DEFAULT_PERIOD, Options};
use super::reference::SupervisorRef;
use super::strategy::Strategy;
use crate::child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown};
use crate::registry::Name;
use crate::short_type_name;
use crate::start::{Start, StartOptions};

/// A type that declares a supervisor, the only one of its type in a node; `#[supervisor]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no supervisor",
    label = "not a supervisor",
    note = "declare one with `#[supervisor] struct {Self} {{ .. }}`, a field for each child"
)]
pub trait SupervisorType: Sized + 'static {
    /// What its start is given, and what its children are made of: cloned at each start.
    type Args: Clone + Send + Sync + 'static;

    /// What happens to the other children when one is restarted.
    const STRATEGY: Strategy = Strategy::OneForOne;
    /// How many restarts within the period are carried out.
    const INTENSITY: u32 = DEFAULT_INTENSITY;
    /// The length of the window in which restarts are counted.
    const PERIOD: Duration = DEFAULT_PERIOD;
    /// Whether the end of significant children ends the supervisor.
    const AUTO_SHUTDOWN: AutoShutdown = AutoShutdown::Never;
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

    /// Its children, in the order of their start; runs in the new process at each start of the supervisor.
    fn children(args: &Self::Args) -> Vec<ChildSpec>;

    /// Reaches the supervisor by its name, in the node where it is used.
    fn reference() -> SupervisorRef {
        SupervisorRef::of_type::<Self>()
    }
}

/// Starts the supervisor that a type declares, under the name [`Name::of_type`], linked to the process that runs this
/// code.
pub fn start_supervisor<T: SupervisorType>(args: T::Args) -> Start<SupervisorRef> {
    Start::new(true, move |given| {
        let options = Options {
            strategy: T::STRATEGY,
            intensity: T::INTENSITY,
            period: T::PERIOD,
            auto_shutdown: T::AUTO_SHUTDOWN,
            kill_timeout: T::KILL_TIMEOUT,
        };
        let given = StartOptions {
            name: given.name.or_else(|| Some(Name::of_type::<T>())),
            ..given
        };
        launch(type_name::<T>, options, move || T::children(&args), given)
    })
}

/// The supervisor that a type declares, as a child of another.
pub fn supervisor_child_spec<T: SupervisorType>(args: T::Args) -> ChildSpec<SupervisorRef> {
    ChildSpec::new(T::child_id(), move || start_supervisor::<T>(args.clone()))
        .with_restart(T::RESTART)
        .with_shutdown(T::SHUTDOWN)
        .with_significant(T::SIGNIFICANT)
        .with_type(ChildType::Supervisor)
        .with_name(Some(Name::of_type::<T>()))
}
