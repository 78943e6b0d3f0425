//! What names a node has: the local ones, and the registries that are reached by their type.

use std::any::TypeId;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::name::LocalKey;
use super::store::Store;
use crate::process::{Core, Holding, Node, Process, RwLock, RwLockWriteGuard, unique_number};

#[derive(Default)]
pub(crate) struct Directory {
    names: RwLock<HashMap<LocalKey, Arc<dyn Process>>>,
    registries: RwLock<Registries>,
    /// Another number with each change of `registries`, never one of another directory's; 0 before the first.
    edition: AtomicU64,
}

type Registries = HashMap<TypeId, Arc<Store>, BuildHasherDefault<AsItIs>>;

thread_local! {
    /// The registry that this thread looked at last, and in which edition of which directory: most names are of it, and
    /// a look-up then takes no lock that all threads share.
    static LAST: Cell<Option<(u64, TypeId, Arc<Store>)>> = const { Cell::new(None) };
}

impl Directory {
    pub(crate) fn of(node: &Node) -> &Self {
        node.directory()
    }

    pub(crate) fn whereis(&self, key: &LocalKey) -> Option<Arc<dyn Process>> {
        self.names.read().get(key).cloned()
    }

    /// Gives the name to a process, or says who has it.
    pub(crate) fn register(
        &self,
        key: LocalKey,
        process: &Arc<dyn Process>,
    ) -> Result<(), Arc<dyn Process>> {
        let mut names = self.names.write();
        if let Some(holder) = names.get(&key) {
            return Err(holder.clone());
        }
        names.insert(key.clone(), process.clone());
        drop(names);
        process
            .core()
            .state()
            .holdings
            .push(Arc::new(LocalName { key }));
        Ok(())
    }

    /// Looks at the registry of a type in place: a look-up counts no reference that all threads share.
    pub(crate) fn with_registry<R>(
        &self,
        of_type: TypeId,
        f: impl FnOnce(Option<&Arc<Store>>) -> R,
    ) -> R {
        let edition = self.edition.load(Ordering::Acquire);
        let last = LAST.try_with(Cell::take).ok().flatten();
        let known = last.filter(|(of, id, _)| (*of, *id) == (edition, of_type));
        let Some(found) = known.or_else(|| self.look_up(of_type)) else {
            return f(None);
        };
        let result = f(Some(&found.2));
        // A thread that is ending keeps nothing.
        let _ = LAST.try_with(|last| last.set(Some(found)));
        result
    }

    fn look_up(&self, of_type: TypeId) -> Option<(u64, TypeId, Arc<Store>)> {
        let registries = self.registries.read();
        let store = registries.get(&of_type)?.clone();
        Some((self.edition.load(Ordering::Acquire), of_type, store))
    }

    /// To change them, which makes another edition.
    fn registries_mut(&self) -> RwLockWriteGuard<'_, Registries> {
        let registries = self.registries.write();
        self.edition.store(unique_number(), Ordering::Release);
        registries
    }

    pub(crate) fn registry(&self, of_type: TypeId) -> Option<Arc<Store>> {
        self.with_registry(of_type, |store| store.cloned())
    }

    /// Makes a store the registry of a type, or gives the one that is.
    pub(crate) fn add_registry(
        &self,
        of_type: TypeId,
        store: &Arc<Store>,
    ) -> Result<(), Arc<Store>> {
        let mut registries = self.registries_mut();
        match registries.get(&of_type) {
            Some(running) => Err(running.clone()),
            None => {
                registries.insert(of_type, store.clone());
                Ok(())
            }
        }
    }

    pub(crate) fn remove_registry(&self, of_type: TypeId, store: &Arc<Store>) {
        let mut registries = self.registries_mut();
        if registries
            .get(&of_type)
            .is_some_and(|running| Arc::ptr_eq(running, store))
        {
            registries.remove(&of_type);
        }
    }
}

/// The id of a type is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A local name, as its process holds it.
struct LocalName {
    key: LocalKey,
}

impl Holding for LocalName {
    fn release(&self, holder: &Core) {
        let mut names = Directory::of(holder.node()).names.write();
        let freed = if names
            .get(&self.key)
            .is_some_and(|process| process.core().pid() == holder.pid())
        {
            names.remove(&self.key)
        } else {
            None
        };
        drop(names);
        drop(freed);
    }

    fn names(&self) -> Vec<String> {
        vec![self.key.to_string()]
    }
}
