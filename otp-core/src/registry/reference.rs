//! Using a registry.

use std::any::{Any, TypeId, type_name};
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::declared::RegistryType;
use super::directory::Directory;
use super::key::Key;
use super::run;
use super::store::{Keys, Registration, Store};
use crate::pid::Pid;
use crate::process::{Exited, Node, current_process};
use crate::reason::ExitReason;
use crate::short_type_name;
use crate::start::{ProcessHandle, Reference, Start};

/// Starts registries that are values, any number of them; `#[registry]` declares one by its type.
///
/// OTP counterpart: `Registry`.
#[derive(Debug, Clone, Copy)]
pub struct Registry;

impl Registry {
    /// Starts a registry, linked to the process that runs this code, with its entries in `partitions` parts.
    ///
    /// OTP counterpart: `Registry.start_link/1`.
    pub fn start_link(keys: Keys, partitions: usize) -> Start<RegistryRef> {
        Start::new(true, move |options| {
            let label = options
                .name
                .as_ref()
                .map_or_else(|| "Registry".to_owned(), ToString::to_string);
            run::run(Store::new(keys, partitions, label), None, options)
        })
    }
}

/// A registry, by its type or by value.
///
/// A process registers itself, and any code looks up. Values are of any type; look-ups name the type and see only
/// entries of it.
#[derive(Clone)]
pub struct RegistryRef(Repr);

#[derive(Clone)]
enum Repr {
    Declared { id: TypeId, name: &'static str },
    Value(Arc<Store>),
}

/// Why a registration failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterError {
    /// The key of a unique registry is taken, perhaps by the caller itself.
    AlreadyRegistered(Pid),
    /// The registry does not run.
    UnknownRegistry(String),
    /// Only processes can be registered, by themselves.
    NotAProcess,
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyRegistered(pid) => write!(f, "the key is registered to {pid}"),
            Self::UnknownRegistry(registry) => {
                write!(f, "unknown registry {registry}: it is not running")
            }
            Self::NotAProcess => f.write_str("only a process can register, and only itself"),
        }
    }
}

impl Error for RegisterError {}

impl RegistryRef {
    /// The registry that `T` declares, in the node where it is used.
    pub fn of_type<T: RegistryType>() -> Self {
        Self::declared(TypeId::of::<T>(), type_name::<T>())
    }

    pub(crate) fn declared(id: TypeId, name: &'static str) -> Self {
        Self(Repr::Declared { id, name })
    }

    pub(crate) fn by_value(store: Arc<Store>) -> Self {
        Self(Repr::Value(store))
    }

    pub(crate) fn declared_type(&self) -> Option<(TypeId, &'static str)> {
        match self.0 {
            Repr::Declared { id, name } => Some((id, name)),
            Repr::Value(_) => None,
        }
    }

    /// The store of a registry that is a value; an empty one, never open, for a declared registry that does not run.
    pub(crate) fn own_store(&self) -> Arc<Store> {
        self.store()
            .unwrap_or_else(|| Store::new(Keys::Unique, 1, self.to_string()))
    }

    fn store(&self) -> Option<Arc<Store>> {
        match &self.0 {
            Repr::Declared { id, .. } => Directory::of(&Node::current()).registry(*id),
            Repr::Value(store) => store.is_open().then(|| store.clone()),
        }
    }

    fn unknown(&self) -> RegisterError {
        RegisterError::UnknownRegistry(self.to_string())
    }

    /// The registry's process, while it runs.
    pub fn pid(&self) -> Option<Pid> {
        self.store()?.pid()
    }

    /// Registers the calling process under a key, with a value, and links it to the registry.
    ///
    /// OTP counterpart: `Registry.register/3`.
    ///
    /// # Errors
    ///
    /// The key of a unique registry is taken; the registry does not run; the caller is no process.
    pub fn register<K: Key, V: Any + Send + Sync>(
        &self,
        key: K,
        value: V,
    ) -> Result<(), RegisterError> {
        let process = current_process().ok_or(RegisterError::NotAProcess)?;
        let store = self.store().ok_or_else(|| self.unknown())?;
        match store.register(&process, Arc::new(key), Arc::new(value)) {
            Registration::Done => Ok(()),
            Registration::Taken(holder) => {
                Err(RegisterError::AlreadyRegistered(holder.core().pid()))
            }
            Registration::Closed => Err(self.unknown()),
        }
    }

    /// Removes all entries of the calling process under a key, if there are any.
    ///
    /// OTP counterpart: `Registry.unregister/2`.
    ///
    /// # Errors
    ///
    /// The registry does not run; the caller is no process.
    pub fn unregister<K: Key>(&self, key: &K) -> Result<(), RegisterError> {
        let process = current_process().ok_or(RegisterError::NotAProcess)?;
        self.store()
            .ok_or_else(|| self.unknown())?
            .unregister(&*process, key);
        Ok(())
    }

    /// The processes under a key whose value is a `V`, with their values, in the order of registration.
    ///
    /// OTP counterpart: `Registry.lookup/2`.
    ///
    /// # Errors
    ///
    /// The registry does not run.
    pub fn lookup<K: Key, V: Any + Clone>(&self, key: &K) -> Result<Vec<(Pid, V)>, RegisterError> {
        let entries = self.store().ok_or_else(|| self.unknown())?.lookup(key);
        Ok(entries
            .iter()
            .filter_map(|entry| Some((entry.pid(), entry.value.downcast_ref::<V>()?.clone())))
            .collect())
    }

    /// The process that has a key of a unique registry.
    ///
    /// OTP counterpart: `Registry.whereis_name/1`.
    pub fn whereis<K: Key>(&self, key: &K) -> Option<Pid> {
        Some(self.store()?.holder(key)?.core().pid())
    }

    /// The keys of type `K` that a process has, each as often as it is registered.
    ///
    /// OTP counterpart: `Registry.keys/2`.
    ///
    /// # Errors
    ///
    /// The registry does not run.
    pub fn keys<K: Key>(&self, pid: Pid) -> Result<Vec<K>, RegisterError> {
        let store = self.store().ok_or_else(|| self.unknown())?;
        let Some(process) = Node::current().process(pid) else {
            return Ok(Vec::new());
        };
        let keys = store.keys_of(&*process);
        let typed = |key: &Arc<dyn super::key::AnyKey>| {
            let any: &dyn Any = &**key;
            any.downcast_ref::<K>().cloned()
        };
        Ok(keys.iter().filter_map(typed).collect())
    }

    /// The values of type `V` that a process has under a key.
    ///
    /// OTP counterpart: `Registry.values/3`.
    ///
    /// # Errors
    ///
    /// The registry does not run.
    pub fn values<K: Key, V: Any + Clone>(
        &self,
        key: &K,
        pid: Pid,
    ) -> Result<Vec<V>, RegisterError> {
        Ok(self
            .lookup::<K, V>(key)?
            .into_iter()
            .filter(|(of, _)| *of == pid)
            .map(|(_, value)| value)
            .collect())
    }

    /// The number of entries, whatever their keys.
    ///
    /// OTP counterpart: `Registry.count/1`.
    ///
    /// # Errors
    ///
    /// The registry does not run.
    pub fn count(&self) -> Result<usize, RegisterError> {
        Ok(self.store().ok_or_else(|| self.unknown())?.count())
    }

    /// Replaces the calling process's own value under a key of a unique registry; gives the new and the old one, or
    /// nothing if there is no such entry of that type.
    ///
    /// OTP counterpart: `Registry.update_value/3`.
    ///
    /// # Errors
    ///
    /// The registry does not run; the caller is no process.
    ///
    /// # Panics
    ///
    /// The registry has duplicate keys, as in OTP.
    pub fn update_value<K: Key, V: Any + Send + Sync + Clone>(
        &self,
        key: &K,
        change: impl FnOnce(&V) -> V,
    ) -> Result<Option<(V, V)>, RegisterError> {
        let process = current_process().ok_or(RegisterError::NotAProcess)?;
        let store = self.store().ok_or_else(|| self.unknown())?;
        assert!(
            store.keys() == Keys::Unique,
            "update_value needs a registry with unique keys"
        );
        let own = process.core().pid();
        let Some(old) = self
            .lookup::<K, V>(key)?
            .into_iter()
            .find_map(|(pid, value)| (pid == own).then_some(value))
        else {
            return Ok(None);
        };
        // Under no lock: `change` is a user's code. Only the owner changes an entry, so it is the same still.
        let new = change(&old);
        store.replace(key, own, Arc::new(new.clone()));
        Ok(Some((new, old)))
    }

    /// Calls `f`, in the calling process, with the entries under a key whose value is a `V`; not if there are none.
    ///
    /// OTP counterpart: `Registry.dispatch/3`.
    ///
    /// # Errors
    ///
    /// The registry does not run.
    pub fn dispatch<K: Key, V: Any + Clone>(
        &self,
        key: &K,
        f: impl FnOnce(Vec<(Pid, V)>),
    ) -> Result<(), RegisterError> {
        let entries = self.lookup(key)?;
        if !entries.is_empty() {
            f(entries);
        }
        Ok(())
    }

    /// Ends the registry, and with it, by their links, the processes that are registered and do not trap exits.
    pub async fn stop(&self, reason: ExitReason) {
        let Some(process) = self.store().and_then(|store| store.process().cloned()) else {
            return;
        };
        process.stop(reason);
        Exited::of(process).await;
    }
}

impl Reference for RegistryRef {
    fn from_process(process: ProcessHandle) -> Option<Self> {
        run::registry_of(&*process.0)
    }

    fn process_id(&self) -> Option<Pid> {
        self.pid()
    }
}

impl fmt::Display for RegistryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Declared { name, .. } => f.write_str(short_type_name::strip(name)),
            Repr::Value(store) => f.write_str(store.label()),
        }
    }
}

impl fmt::Debug for RegistryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegistryRef({self})")
    }
}
