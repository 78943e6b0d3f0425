//! As one would write it against otp-core without macros: the messages, the traits, the client with its methods.

use std::convert::Infallible;

use otp_core::gen_server::{
    Again, Call, Client, GenServer, GenServerSpec, Init, IntoOutcome, NoContinue, Outcome,
    ServerRef, Slot, Unbounded, start_link_server,
};
use otp_core::{ChildId, Start};

pub struct Store {
    value: u64,
    names: Vec<String>,
}

pub enum Message {
    Get(Slot<u64>),
    Add(Slot<u64>, u64),
    Find(Slot<Option<String>>, String, usize),
    Put(String),
    Clear,
}

#[derive(Clone, Debug)]
pub struct StoreRef(ServerRef<Store>);

impl Client for StoreRef {
    type Server = Store;

    fn from_server(server: ServerRef<Store>) -> Self {
        Self(server)
    }

    fn as_server(&self) -> &ServerRef<Store> {
        &self.0
    }
}

impl StoreRef {
    pub fn get(&self) -> Call<Store, u64> {
        self.0.call(Message::Get)
    }

    pub fn add(&self, n: u64) -> Call<Store, u64> {
        self.0.call(move |slot| Message::Add(slot, n))
    }

    pub fn find(&self, name: String, limit: usize) -> Call<Store, Option<String>> {
        self.0.call(move |slot| Message::Find(slot, name, limit))
    }

    pub fn put(&self, name: String) {
        self.0.cast(Message::Put(name));
    }

    pub fn clear(&self) {
        self.0.cast(Message::Clear);
    }
}

impl GenServerSpec for Store {
    type Ref = StoreRef;
    type Mailbox = Unbounded;
    type Start = Again;

    fn child_id() -> ChildId {
        ChildId::of_type::<Self>()
    }
}

impl GenServer for Store {
    type Args = u64;
    type Message = Message;
    type Info = Infallible;
    type Continue = NoContinue;

    async fn init(value: u64) -> Init<Self> {
        let names = Vec::new();
        Init::ok(Self { value, names })
    }

    async fn handle(&mut self, message: Message) -> Outcome<NoContinue> {
        match message {
            Message::Get(slot) => slot.reply(self.value),
            Message::Add(slot, n) => {
                self.value += n;
                slot.reply(self.value)
            }
            Message::Find(slot, name, limit) => {
                let mut known = self.names.iter().take(limit);
                slot.reply(known.find(|known| **known == name).cloned())
            }
            Message::Put(name) => {
                self.names.push(name);
                ().into_outcome()
            }
            Message::Clear => {
                self.names.clear();
                ().into_outcome()
            }
        }
    }

    async fn handle_info(&mut self, info: Infallible) -> Outcome<NoContinue> {
        match info {}
    }

    async fn handle_continue(&mut self, step: NoContinue) -> Outcome<NoContinue> {
        match step {}
    }

    fn operation(message: &Message) -> &'static &'static str {
        match message {
            Message::Get(..) => &"get",
            Message::Add(..) => &"add",
            Message::Find(..) => &"find",
            Message::Put(..) => &"put",
            Message::Clear => &"clear",
        }
    }
}

impl Store {
    pub fn start_link(value: u64) -> Start<StoreRef> {
        start_link_server::<Self>(value)
    }
}

pub async fn used() -> otp_core::Result<u64> {
    let store = Store::start_link(1).await?;
    store.put("a".to_owned());
    store.clear();
    let found = store.find("a".to_owned(), 3).await?;
    let sum = store.add(found.map_or(0, |_| 1)).await?;
    Ok(sum + store.get().await?)
}
