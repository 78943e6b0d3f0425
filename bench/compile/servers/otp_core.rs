//! With our macros.

use otp_core::prelude::*;

#[gen_server]
pub struct Store {
    value: u64,
    names: Vec<String>,
}

#[callbacks]
impl Store {
    fn init(value: u64) -> Self {
        let names = Vec::new();
        Self { value, names }
    }

    #[call]
    pub fn get(&self) -> u64 {
        self.value
    }

    #[call]
    pub fn add(&mut self, n: u64) -> u64 {
        self.value += n;
        self.value
    }

    #[call]
    pub fn find(&self, name: String, limit: usize) -> Option<String> {
        let mut known = self.names.iter().take(limit);
        known.find(|known| **known == name).cloned()
    }

    #[cast]
    pub fn put(&mut self, name: String) {
        self.names.push(name);
    }

    #[cast]
    pub fn clear(&mut self) {
        self.names.clear();
    }
}

pub async fn used() -> otp_core::Result<u64> {
    let store = Store::start_link(1).await?;
    store.put("a");
    store.clear();
    let found = store.find("a", 3).await?;
    let sum = store.add(found.map_or(0, |_| 1)).await?;
    Ok(sum + store.get().await?)
}
