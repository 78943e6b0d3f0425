//! With ractor's macro: the messages are made of the methods, there is no client.

use ractor::{Actor, ActorProcessingErr, ActorRef, call, cast};

pub struct Store;

pub struct State {
    value: u64,
    names: Vec<String>,
}

#[ractor::actor(message = pub enum Message, state = State, arguments = u64)]
impl Store {
    async fn pre_start(
        &self,
        _: ActorRef<Message>,
        value: u64,
    ) -> Result<State, ActorProcessingErr> {
        let names = Vec::new();
        Ok(State { value, names })
    }

    #[ractor::rpc(Message::Get(reply))]
    fn get(&self, state: &mut State) -> u64 {
        state.value
    }

    #[ractor::rpc(Message::Add(n, reply))]
    fn add(&self, n: u64, state: &mut State) -> u64 {
        state.value += n;
        state.value
    }

    #[ractor::rpc(Message::Find(name, limit, reply))]
    fn find(&self, name: String, limit: usize, state: &mut State) -> Option<String> {
        let mut known = state.names.iter().take(limit);
        known.find(|known| **known == name).cloned()
    }

    #[ractor::message(Message::Put(name))]
    fn put(&self, name: String, state: &mut State) {
        state.names.push(name);
    }

    #[ractor::message(Message::Clear)]
    fn clear(&self, state: &mut State) {
        state.names.clear();
    }
}

pub async fn used() -> Result<u64, Box<dyn std::error::Error + Send + Sync>> {
    let (store, _) = Actor::spawn(None, Store, 1).await?;
    cast!(store, Message::Put("a".to_owned()))?;
    cast!(store, Message::Clear)?;
    let found = call!(store, Message::Find, "a".to_owned(), 3)?;
    let sum = call!(store, Message::Add, found.map_or(0, |_| 1))?;
    Ok(sum + call!(store, Message::Get)?)
}
