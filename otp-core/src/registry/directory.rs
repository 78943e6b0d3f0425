//! What names a node has: the local ones, and the registries that are reached by their type.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::name::LocalKey;
use super::store::Store;
use crate::process::{Core, Holding, Node, Process};

#[derive(Default)]
pub(crate) struct Directory {
    names: RwLock<HashMap<LocalKey, Arc<dyn Process>>>,
    registries: RwLock<HashMap<TypeId, Arc<Store>>>,
}

impl Directory {
    pub(crate) fn of(node: &Node) -> &Self {
        node.directory()
    }

    pub(crate) fn whereis(&self, key: &LocalKey) -> Option<Arc<dyn Process>> {
        self.names
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()
    }

    /// Gives the name to a process, or says who has it.
    pub(crate) fn register(
        &self,
        key: LocalKey,
        process: &Arc<dyn Process>,
    ) -> Result<(), Arc<dyn Process>> {
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
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

    pub(crate) fn registry(&self, of_type: TypeId) -> Option<Arc<Store>> {
        self.registries
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&of_type)
            .cloned()
    }

    /// Makes a store the registry of a type, or gives the one that is.
    pub(crate) fn add_registry(
        &self,
        of_type: TypeId,
        store: &Arc<Store>,
    ) -> Result<(), Arc<Store>> {
        let mut registries = self
            .registries
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        match registries.get(&of_type) {
            Some(running) => Err(running.clone()),
            None => {
                registries.insert(of_type, store.clone());
                Ok(())
            }
        }
    }

    pub(crate) fn remove_registry(&self, of_type: TypeId, store: &Arc<Store>) {
        let mut registries = self
            .registries
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if registries
            .get(&of_type)
            .is_some_and(|running| Arc::ptr_eq(running, store))
        {
            registries.remove(&of_type);
        }
    }
}

/// A local name, as its process holds it.
struct LocalName {
    key: LocalKey,
}

impl Holding for LocalName {
    fn release(&self, holder: &Core) {
        let mut names = Directory::of(holder.node())
            .names
            .write()
            .unwrap_or_else(PoisonError::into_inner);
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
