//! As one would write it against otp-core without macros, with all that the macros give to those who use a server: the
//! messages, handled without a future; the client, its methods and their `try_`; starts, specification, `self_ref`.

use std::ops::Deref;

use otp_core::gen_server::{
    Again, Call, Client, GenServer, GenServerSpec, Init, NoContinue, NoInfo, Outcome, ServerRef, Slot,
    TrySendError, Unbounded, child_spec, start_link_server, start_server,
};
use otp_core::{ChildId, ChildSpec, Start};

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

impl Deref for StoreRef {
    type Target = ServerRef<Store>;

    fn deref(&self) -> &ServerRef<Store> {
        &self.0
    }
}

impl From<ServerRef<Store>> for StoreRef {
    fn from(server: ServerRef<Store>) -> Self {
        Self(server)
    }
}

impl StoreRef {
    pub fn get(&self) -> Call<Store, u64> {
        self.0.call(Message::Get)
    }

    pub fn add(&self, n: u64) -> Call<Store, u64> {
        self.0.call(move |slot| Message::Add(slot, n))
    }

    pub fn find(&self, name: impl Into<String>, limit: usize) -> Call<Store, Option<String>> {
        let name = name.into();
        self.0.call(move |slot| Message::Find(slot, name, limit))
    }

    pub fn put(&self, name: impl Into<String>) {
        self.0.cast(Message::Put(name.into()));
    }

    pub fn try_put(&self, name: impl Into<String>) -> Result<(), TrySendError<String>> {
        let sent = self.0.try_cast(Message::Put(name.into()));
        sent.map_err(|error| {
            error.map(|message| match message {
                Message::Put(name) => name,
                _ => unreachable!("what comes back is what was sent"),
            })
        })
    }

    pub fn clear(&self) {
        self.0.cast(Message::Clear);
    }

    pub fn try_clear(&self) -> Result<(), TrySendError<()>> {
        let sent = self.0.try_cast(Message::Clear);
        sent.map_err(|error| error.map(|_| ()))
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
    type Info = NoInfo;
    type Continue = NoContinue;

    async fn init(value: u64) -> Init<Self> {
        let names = Vec::new();
        Init::ok(Self { value, names })
    }

    const HANDLES_AT_ONCE: bool = true;

    fn handle_at_once(&mut self, message: Message) -> Outcome<NoContinue> {
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
                Outcome::wait()
            }
            Message::Clear => {
                self.names.clear();
                Outcome::wait()
            }
        }
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

    pub fn start(value: u64) -> Start<StoreRef> {
        start_server::<Self>(value)
    }

    pub fn child_spec(value: u64) -> ChildSpec<StoreRef> {
        child_spec::<Self>(value)
    }

    pub fn self_ref() -> StoreRef {
        StoreRef(ServerRef::current())
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
