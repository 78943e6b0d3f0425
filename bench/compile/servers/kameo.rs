//! With kameo's macros: the messages are made of the methods, there is no client.

use kameo::actor::Spawn;
use kameo::{Actor, messages};

#[derive(Actor)]
pub struct Store {
    value: u64,
    names: Vec<String>,
}

#[messages]
impl Store {
    #[message]
    pub fn get(&self) -> u64 {
        self.value
    }

    #[message]
    pub fn add(&mut self, n: u64) -> u64 {
        self.value += n;
        self.value
    }

    #[message]
    pub fn find(&self, name: String, limit: usize) -> Option<String> {
        let mut known = self.names.iter().take(limit);
        known.find(|known| **known == name).cloned()
    }

    #[message]
    pub fn put(&mut self, name: String) {
        self.names.push(name);
    }

    #[message]
    pub fn clear(&mut self) {
        self.names.clear();
    }
}

pub async fn used() -> Result<u64, Box<dyn std::error::Error>> {
    let names = Vec::new();
    let store = Store::spawn(Store { value: 1, names });
    let name = "a".to_owned();
    store.tell(Put { name }).await?;
    store.tell(Clear).await?;
    let (name, limit) = ("a".to_owned(), 3);
    let found = store.ask(Find { name, limit }).await?;
    let n = found.map_or(0, |_| 1);
    let sum = store.ask(Add { n }).await?;
    Ok(sum + store.ask(Get).await?)
}
