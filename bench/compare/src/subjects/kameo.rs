//! kameo, with unbounded mailboxes: its bounded ones are a tenth slower.

use std::time::Duration;

use kameo::Actor;
use kameo::actor::{ActorRef, Spawn};
use kameo::error::Infallible;
use kameo::mailbox::unbounded;
use kameo::message::{Context, Message};

use crate::subject::{Crashed, Names, Restarts, StartsChildren, Subject, Sum};

pub(crate) struct Kameo;

pub(crate) struct Server(Sum);

impl Actor for Server {
    type Args = ();
    type Error = Infallible;

    async fn on_start((): (), _: ActorRef<Self>) -> Result<Self, Infallible> {
        Ok(Self(Sum::new()))
    }
}

struct Get(u64);
struct Add(u64);
struct Crash;

impl Message<Get> for Server {
    type Reply = u64;

    async fn handle(&mut self, Get(x): Get, _: &mut Context<Self, u64>) -> u64 {
        self.0.0 + x
    }
}

impl Message<Add> for Server {
    type Reply = ();

    async fn handle(&mut self, Add(x): Add, _: &mut Context<Self, ()>) {
        self.0.0 += x;
    }
}

impl Message<Crash> for Server {
    type Reply = Result<(), Crashed>;

    /// A message that was told, not asked, ends its actor when its handler fails.
    async fn handle(
        &mut self,
        Crash: Crash,
        _: &mut Context<Self, Self::Reply>,
    ) -> Result<(), Crashed> {
        self.0.0 += 1;
        Err(Crashed)
    }
}

impl Subject for Kameo {
    const NAME: &'static str = "kameo";
    type Server = ActorRef<Server>;

    async fn start() -> Self::Server {
        Server::spawn_with_mailbox((), unbounded())
    }

    async fn call(server: &Self::Server, x: u64) -> u64 {
        server.ask(Get(x)).await.expect("the server answers")
    }

    async fn cast(server: &Self::Server, x: u64) {
        server.tell(Add(x)).await.expect("the server runs");
    }

    fn stop(server: Self::Server) {
        server.kill();
    }
}

impl Names for Kameo {
    async fn prepare() {}

    async fn start_named(name: String) -> Self::Server {
        let server = Self::start().await;
        server.register(name).expect("the name is free");
        server
    }

    async fn call_by_name(name: &str, x: u64) -> u64 {
        let server = ActorRef::<Server>::lookup(name)
            .expect("the name is a server's")
            .expect("the name is taken");
        Self::call(&server, x).await
    }
}

pub(crate) struct Supervisor;

impl Actor for Supervisor {
    type Args = ();
    type Error = Infallible;

    async fn on_start((): (), _: ActorRef<Self>) -> Result<Self, Infallible> {
        Ok(Self)
    }
}

impl StartsChildren for Kameo {
    type Supervisor = ActorRef<Supervisor>;

    async fn supervisor() -> Self::Supervisor {
        Supervisor::spawn_with_mailbox((), unbounded())
    }

    async fn start_child(supervisor: &Self::Supervisor, _number: u64) -> Self::Server {
        Server::supervise(supervisor, ())
            .spawn_with_mailbox(unbounded())
            .await
    }
}

impl Restarts for Kameo {
    type Tree = (ActorRef<Supervisor>, ActorRef<Server>);

    async fn tree() -> Self::Tree {
        let supervisor = Self::supervisor().await;
        let server = Server::supervise(&supervisor, ())
            .restart_limit(u32::MAX, Duration::from_secs(5))
            .spawn_with_mailbox(unbounded())
            .await;
        (supervisor, server)
    }

    async fn crash((_, server): &Self::Tree) {
        server.tell(Crash).await.expect("the server runs");
    }

    async fn try_call((_, server): &Self::Tree, x: u64) -> Option<u64> {
        server.ask(Get(x)).await.ok()
    }
}
