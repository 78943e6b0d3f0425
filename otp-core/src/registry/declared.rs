//! Registries that a type declares: `#[registry]`.

use std::any::{TypeId, type_name};

use super::reference::RegistryRef;
use super::run;
use super::store::{Keys, Store};
use crate::child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown};
use crate::short_type_name;
use crate::start::Start;

/// A type that declares a registry, the only one of its type in a node; `#[registry]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no registry",
    label = "not a registry",
    note = "declare one with `#[registry(keys = \"unique\")] struct {Self};` and start it in a supervisor"
)]
pub trait RegistryType: Sized + 'static {
    /// One process a key, or any number.
    const KEYS: Keys = Keys::Unique;
    /// Into how many parts, each with a lock of its own, the entries are divided.
    const PARTITIONS: usize = 1;

    /// As a child: when it is restarted.
    const RESTART: Restart = Restart::Permanent;
    /// As a child: how it is ended.
    const SHUTDOWN: Shutdown = Shutdown::Infinity;
    /// As a child: whether its end can end its supervisor.
    const SIGNIFICANT: bool = false;

    /// As a child: its id, the type's name unless said otherwise.
    fn child_id() -> ChildId {
        ChildId::named(short_type_name::of::<Self>())
    }

    /// Reaches the registry, in the node where it is used.
    fn reference() -> RegistryRef {
        RegistryRef::of_type::<Self>()
    }
}

/// A declared registry in which a key leads to one process, so that it gives names: `#[registry(keys = "unique")]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no registry that gives names",
    label = "not a registry with `keys = \"unique\"`",
    note = "declare it as `#[registry(keys = \"unique\")] struct {Self};` and start it in a supervisor; a key of duplicate keys leads to many processes"
)]
pub trait GivesNames: RegistryType {}

/// Stands in for the registry of a `via = ..` that could not be read.
#[doc(hidden)]
#[derive(Debug)]
pub enum UnclearRegistry {}

impl RegistryType for UnclearRegistry {}
impl GivesNames for UnclearRegistry {}

/// Starts the registry that a type declares.
pub fn start_registry<T: RegistryType>() -> Start<RegistryRef> {
    Start::new(true, |options| {
        let store = Store::new(
            T::KEYS,
            T::PARTITIONS,
            short_type_name::of::<T>().to_owned(),
        );
        run::run(store, Some((TypeId::of::<T>(), type_name::<T>())), options)
    })
}

/// The registry that a type declares, as a child of a supervisor.
pub fn registry_child_spec<T: RegistryType>() -> ChildSpec<RegistryRef> {
    ChildSpec::new(T::child_id(), start_registry::<T>)
        .with_restart(T::RESTART)
        .with_shutdown(T::SHUTDOWN)
        .with_significant(T::SIGNIFICANT)
        .with_type(ChildType::Supervisor)
}
