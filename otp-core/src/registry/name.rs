//! Names of processes.

use std::any::{TypeId, type_name};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::declared::RegistryType;
use super::directory::Directory;
use super::key::{AnyKey, Key, Scoped};
use super::reference::RegistryRef;
use super::store::{Keys, Registration, Store};
use crate::pid::Pid;
use crate::process::{Node, Process};
use crate::short_type_name;
use crate::start::ProcessHandle;

/// A name that a process can have: a local one, or a key in a unique registry.
///
/// A name means the process that has it when it is used, in the node where it is used.
///
/// OTP counterpart: `t:GenServer.name/0`, an atom or `{:via, Registry, {registry, key}}`.
#[derive(Clone)]
pub struct Name(Repr);

#[derive(Clone)]
enum Repr {
    Local(LocalKey),
    InRegistry { registry: At, key: Arc<dyn AnyKey> },
}

#[derive(Clone)]
enum At {
    Type { id: TypeId, name: &'static str },
    Store(Arc<Store>),
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum LocalKey {
    Text(Arc<str>),
    /// The only process of its type.
    Type {
        id: TypeId,
        name: &'static str,
    },
}

/// How a key is passed on: no bound on it, which would be a second error where [`Key`] is one.
#[doc(hidden)]
#[derive(Debug)]
pub enum Given<'a, K> {
    Lent(&'a K),
    Away(K),
}

/// Why a process did not get a name.
pub(crate) enum NotRegistered {
    Taken(ProcessHandle),
    NoRegistry(String),
}

impl Hash for LocalKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Text(text) => text.hash(state),
            // Its printed name says no more.
            Self::Type { id, .. } => id.hash(state),
        }
    }
}

impl Name {
    /// A local name, as an atom is in Erlang: known in the whole node.
    pub fn local(name: impl Into<Arc<str>>) -> Self {
        Self(Repr::Local(LocalKey::Text(name.into())))
    }

    /// The name of the only process that runs a type.
    pub fn of_type<T: 'static>() -> Self {
        Self(Repr::Local(LocalKey::Type {
            id: TypeId::of::<T>(),
            name: type_name::<T>(),
        }))
    }

    /// A key of server type `S` in the registry that `R` declares.
    ///
    /// The same key of another server type is another name.
    pub fn via<R: RegistryType, S: 'static, K: Key>(key: &K) -> Self {
        Self::of_key::<R, S, K>(Given::Lent(key))
    }

    /// What the macros generate instead of [`via`](Self::via): one function, however they have the key, so that a type
    /// which is no key is one error.
    #[doc(hidden)]
    pub fn of_key<R: RegistryType, S: 'static, K: Key>(key: Given<'_, K>) -> Self {
        let registry = At::Type {
            id: TypeId::of::<R>(),
            name: type_name::<R>(),
        };
        let key = match key {
            Given::Lent(key) => key.clone(),
            Given::Away(key) => key,
        };
        Self(Repr::InRegistry {
            registry,
            key: Arc::new(Scoped::<S, K>::new(key)),
        })
    }

    /// A key in a registry. The process gets the value `()` there.
    pub fn in_registry<K: Key>(registry: &RegistryRef, key: K) -> Self {
        let registry = match registry.declared_type() {
            Some((id, name)) => At::Type { id, name },
            None => At::Store(registry.own_store()),
        };
        Self(Repr::InRegistry {
            registry,
            key: Arc::new(key),
        })
    }

    pub(crate) fn register(&self, process: ProcessHandle) -> Result<(), NotRegistered> {
        let node = process.0.core().node();
        match &self.0 {
            Repr::Local(key) => Directory::of(node)
                .register(key.clone(), &process.0)
                .map_err(|holder| NotRegistered::Taken(ProcessHandle(holder))),
            Repr::InRegistry { registry, key } => {
                let unknown = || NotRegistered::NoRegistry(registry.to_string());
                let store = registry.store(node).ok_or_else(unknown)?;
                if store.keys() == Keys::Duplicate {
                    return Err(NotRegistered::NoRegistry(format!(
                        "{registry} has duplicate keys, so it gives no names"
                    )));
                }
                match store.register(&process.0, key.clone(), Arc::new(())) {
                    Registration::Done => Ok(()),
                    Registration::Taken(holder) => Err(NotRegistered::Taken(ProcessHandle(holder))),
                    Registration::Closed => Err(unknown()),
                }
            }
        }
    }

    /// The process that has the name in a node.
    pub(crate) fn resolve(&self, node: &Node) -> Option<Arc<dyn Process>> {
        match &self.0 {
            Repr::Local(key) => Directory::of(node).whereis(key),
            Repr::InRegistry { registry, key } => match registry {
                At::Type { id, .. } => {
                    Directory::of(node).with_registry(*id, |store| store?.holder(&**key))
                }
                At::Store(store) => store.holder(&**key),
            },
        }
    }
}

impl At {
    fn store(&self, node: &Node) -> Option<Arc<Store>> {
        match self {
            Self::Type { id, .. } => Directory::of(node).registry(*id),
            Self::Store(store) => Some(store.clone()),
        }
    }
}

/// The process that has a name, if any.
///
/// OTP counterpart: `GenServer.whereis/1`.
pub fn whereis(name: &Name) -> Option<Pid> {
    name.resolve(&Node::current())
        .map(|process| process.core().pid())
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self::local(name)
    }
}

impl From<String> for Name {
    fn from(name: String) -> Self {
        Self::local(name)
    }
}

impl fmt::Display for LocalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Type { name, .. } => f.write_str(short_type_name::strip(name)),
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type { name, .. } => f.write_str(short_type_name::strip(name)),
            Self::Store(store) => f.write_str(store.label()),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Local(key) => fmt::Display::fmt(key, f),
            Repr::InRegistry { registry, key } => write!(f, "{registry}[{key:?}]"),
        }
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({self})")
    }
}
