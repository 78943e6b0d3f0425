//! A generic server with bounds in both places.

use otp_core::prelude::*;

use std::collections::HashMap;
use std::hash::Hash;

#[gen_server]
pub struct Cache<K: Eq, V>
where
    K: Hash + Send + 'static,
    V: Clone + Send + 'static,
{
    entries: HashMap<K, V>,
}

#[callbacks]
impl<K: Eq, V> Cache<K, V>
where
    K: Hash + Send + 'static,
    V: Clone + Send + 'static,
{
    fn init() -> Self {
        Self {
            entries: HashMap::new(),
        }
    }

    #[call]
    fn get(&self, key: K) -> Option<V> {
        self.entries.get(&key).cloned()
    }

    #[cast]
    fn put(&mut self, key: K, value: V) {
        self.entries.insert(key, value);
    }
}
