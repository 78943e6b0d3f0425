//! What a registry knows: entries by key, in shards, and by process.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock, Weak};

use super::entries::{Entries, Entry};
use super::key::AnyKey;
use crate::pid::Pid;
use crate::process::{
    Core, Holding, Mutex, MutexGuard, Process, RwLock, RwLockWriteGuard, State, Status,
    unique_number,
};

/// How many processes may have one key.
///
/// OTP counterpart: the `keys` option of `Registry`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Keys {
    /// One at most: the key is a name.
    #[default]
    Unique,
    /// Any number, and a process as often as it likes: the key is a group.
    Duplicate,
}

pub(crate) struct Store {
    keys: Keys,
    label: String,
    hasher: RandomState,
    shards: Box<[RwLock<Shard>]>,
    /// The registry's own process; set once, before anything can be registered.
    registry: OnceLock<Arc<dyn Process>>,
}

#[derive(Default)]
struct Shard {
    entries: HashMap<Arc<dyn AnyKey>, Entries>,
    closed: bool,
}

/// What came of an attempt to register.
pub(crate) enum Registration {
    Done,
    Taken(Arc<dyn Process>),
    /// The registry has ended, or the process has.
    Closed,
}

impl Store {
    pub(crate) fn new(keys: Keys, partitions: usize, label: String) -> Arc<Self> {
        let shards = (0..partitions.max(1)).map(|_| RwLock::default()).collect();
        Arc::new(Self {
            keys,
            label,
            hasher: RandomState::new(),
            shards,
            registry: OnceLock::new(),
        })
    }

    pub(crate) fn keys(&self) -> Keys {
        self.keys
    }

    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    pub(crate) fn pid(&self) -> Option<Pid> {
        self.process().map(|process| process.core().pid())
    }

    pub(crate) fn process(&self) -> Option<&Arc<dyn Process>> {
        self.registry.get()
    }

    /// Says which process the registry is; the first word stays.
    pub(crate) fn set_process(&self, process: Arc<dyn Process>) {
        let _ = self.registry.set(process);
    }

    pub(crate) fn is_open(&self) -> bool {
        self.registry
            .get()
            .is_some_and(|registry| registry.core().is_alive())
    }

    fn shard(&self, key: &dyn AnyKey) -> &RwLock<Shard> {
        match &*self.shards {
            [only] => only,
            shards => &shards[self.hasher.hash_one(key) as usize % shards.len()],
        }
    }

    fn shard_mut(&self, key: &dyn AnyKey) -> RwLockWriteGuard<'_, Shard> {
        self.shard(key).write_in_a_crowd()
    }

    /// Adds an entry of a process, and links the process to the registry.
    pub(crate) fn register(
        self: &Arc<Self>,
        process: &Arc<dyn Process>,
        key: Arc<dyn AnyKey>,
        value: Arc<dyn Any + Send + Sync>,
    ) -> Registration {
        let Some(registry) = self.registry.get() else {
            return Registration::Closed;
        };
        let entry = Entry {
            number: unique_number(),
            process: process.clone(),
            value,
        };
        let number = entry.number;
        let mut shard = self.shard_mut(&*key);
        if shard.closed {
            return Registration::Closed;
        }
        let others = shard.entries.get_mut(&key);
        if let (Some(entries), Keys::Unique) = (&others, self.keys) {
            return Registration::Taken(entries.as_slice()[0].process.clone());
        }
        let mut state = self.linked(registry.core(), process.core());
        if let Status::Dead(_) = state.status {
            // It was given up, and runs on.
            return Registration::Closed;
        }
        match others {
            None => drop(shard.entries.insert(key.clone(), Entries::One(entry))),
            Some(entries) => entries.push(entry),
        }
        drop(shard);
        let known = state
            .holdings
            .iter()
            .find_map(|holding| held_in(holding, self));
        match known {
            Some(held) => held.add(number, key),
            None => {
                let held = Held {
                    store: Arc::downgrade(self),
                    keys: Mutex::default(),
                };
                held.add(number, key);
                state.holdings.push(Arc::new(held));
            }
        }
        Registration::Done
    }

    /// The state of a process that is linked to the registry, from its first name on. Under the shard's lock: a registry
    /// that ends now finds the link, and so ends this process too.
    fn linked<'a>(&self, registry: &'a Core, process: &'a Core) -> MutexGuard<'a, State> {
        let state = process.state();
        if state.links.contains(registry.pid()) {
            return state;
        }
        drop(state);
        let (mut of_registry, mut state) = Core::both(registry, process);
        if !matches!(state.status, Status::Dead(_)) {
            of_registry.links.insert(process.pid());
            state.links.insert(registry.pid());
        }
        drop(of_registry);
        state
    }

    /// Removes what `process` has under `key`, if there is anything.
    pub(crate) fn unregister(self: &Arc<Self>, process: &dyn Process, key: &dyn AnyKey) {
        let core = process.core();
        let gone = self.remove(key, |entry| entry.pid() == core.pid());
        if gone.is_empty() {
            return;
        }
        let mut state = core.state();
        let Some(place) = state
            .holdings
            .iter()
            .position(|holding| held_in(holding, self).is_some())
        else {
            return;
        };
        let Some(held) = held_in(&state.holdings[place], self) else {
            return;
        };
        if held.remove(gone.iter().map(|entry| entry.number)) {
            state.holdings.remove(place);
            drop(state);
            self.unlink(core);
        } else {
            drop(state);
        }
        // Who has kept the process that the name meant looks again. Of a duplicate registry nobody has.
        core.note_name_given_up();
    }

    /// Ends the link of registration; the one between the registry and who started it is another.
    fn unlink(&self, process: &Core) {
        let Some(registry) = self.registry.get().map(|registry| registry.core()) else {
            return;
        };
        if registry.parent() != Some(process.pid()) {
            let (mut of_registry, mut state) = Core::both(registry, process);
            of_registry.links.remove(process.pid());
            state.links.remove(registry.pid());
        }
    }

    fn remove(&self, key: &dyn AnyKey, which: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let mut shard = self.shard_mut(key);
        let Some(entries) = shard.entries.get_mut(key) else {
            return Vec::new();
        };
        let (some_left, gone) = entries.retain(|entry| !which(entry));
        if !some_left {
            shard.entries.remove(key);
        }
        gone
    }

    /// The process that has a key of a unique registry.
    pub(crate) fn holder(&self, key: &dyn AnyKey) -> Option<Arc<dyn Process>> {
        let shard = self.shard(key).read();
        Some(shard.entries.get(key)?.as_slice()[0].process.clone())
    }

    /// The entries under a key, in order of registration.
    pub(crate) fn lookup(&self, key: &dyn AnyKey) -> Vec<Entry> {
        let shard = self.shard(key).read();
        shard
            .entries
            .get(key)
            .map(|entries| entries.as_slice().to_vec())
            .unwrap_or_default()
    }

    /// Replaces the value of `pid`'s own entry; gives the old one.
    pub(crate) fn replace(
        &self,
        key: &dyn AnyKey,
        pid: Pid,
        value: Arc<dyn Any + Send + Sync>,
    ) -> Option<Arc<dyn Any + Send + Sync>> {
        let mut shard = self.shard_mut(key);
        let entry = shard
            .entries
            .get_mut(key)?
            .as_mut_slice()
            .iter_mut()
            .find(|entry| entry.pid() == pid)?;
        Some(std::mem::replace(&mut entry.value, value))
    }

    /// The keys of a process, in order of registration, each as often as it is registered.
    pub(crate) fn keys_of(self: &Arc<Self>, process: &dyn Process) -> Vec<Arc<dyn AnyKey>> {
        let state = process.core().state();
        state
            .holdings
            .iter()
            .find_map(|holding| held_in(holding, self))
            .map(Held::keys)
            .unwrap_or_default()
    }

    /// The number of entries.
    pub(crate) fn count(&self) -> usize {
        let count = |shard: &RwLock<Shard>| -> usize {
            let shard = shard.read();
            shard
                .entries
                .values()
                .map(|entries| entries.as_slice().len())
                .sum()
        };
        self.shards.iter().map(count).sum()
    }

    /// Forgets everything and takes nothing more.
    pub(crate) fn close(&self) {
        for shard in &self.shards {
            let mut shard = shard.write();
            shard.closed = true;
            let gone = std::mem::take(&mut shard.entries);
            drop(shard);
            drop(gone);
        }
    }
}

/// What one process has in one registry.
struct Held {
    store: Weak<Store>,
    keys: Mutex<BTreeMap<u64, Arc<dyn AnyKey>>>,
}

fn held_in<'a>(holding: &'a Arc<dyn Holding>, store: &Arc<Store>) -> Option<&'a Held> {
    let any: &dyn Any = &**holding;
    any.downcast_ref::<Held>()
        .filter(|held| std::ptr::eq(held.store.as_ptr(), Arc::as_ptr(store)))
}

impl Held {
    fn add(&self, number: u64, key: Arc<dyn AnyKey>) {
        self.keys.lock().insert(number, key);
    }

    /// Says whether nothing is left.
    fn remove(&self, numbers: impl Iterator<Item = u64>) -> bool {
        let mut keys = self.keys.lock();
        for number in numbers {
            keys.remove(&number);
        }
        keys.is_empty()
    }

    fn keys(&self) -> Vec<Arc<dyn AnyKey>> {
        self.keys.lock().values().cloned().collect()
    }
}

impl Holding for Held {
    fn release(&self, holder: &Core) {
        let Some(store) = self.store.upgrade() else {
            return;
        };
        let keys = std::mem::take(&mut *self.keys.lock());
        for (number, key) in keys {
            store.remove(&*key, |entry| entry.number == number);
        }
        // Its end is no news to the registry: the link goes without a signal. If the registry has ended, its own signal
        // is here or comes too late.
        store.unlink(holder);
    }

    fn names(&self) -> Vec<String> {
        let label = self
            .store
            .upgrade()
            .map(|store| store.label().to_owned())
            .unwrap_or_default();
        self.keys()
            .iter()
            .map(|key| format!("{label}[{key:?}]"))
            .collect()
    }
}
