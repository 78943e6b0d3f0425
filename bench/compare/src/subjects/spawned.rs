//! spawned-concurrency, on its tasks.

use spawned_concurrency::message::Message;
use spawned_concurrency::tasks::{Actor, ActorRef, ActorStart, Context, Handler};

use crate::subject::{Subject, Sum};

pub(crate) struct Spawned;

pub(crate) struct Server(Sum);

impl Actor for Server {}

struct Get(u64);
struct Add(u64);
struct Stop;

impl Message for Get {
    type Result = u64;
}

impl Message for Add {
    type Result = ();
}

impl Message for Stop {
    type Result = ();
}

impl Handler<Get> for Server {
    async fn handle(&mut self, Get(x): Get, _: &Context<Self>) -> u64 {
        self.0.0 + x
    }
}

impl Handler<Add> for Server {
    async fn handle(&mut self, Add(x): Add, _: &Context<Self>) {
        self.0.0 += x;
    }
}

impl Handler<Stop> for Server {
    async fn handle(&mut self, Stop: Stop, context: &Context<Self>) {
        context.stop();
    }
}

impl Subject for Spawned {
    const NAME: &'static str = "spawned";
    type Server = ActorRef<Server>;

    async fn start() -> Self::Server {
        Server(Sum::new()).start()
    }

    async fn call(server: &Self::Server, x: u64) -> u64 {
        server.request(Get(x)).await.expect("the server answers")
    }

    async fn cast(server: &Self::Server, x: u64) {
        server.send(Add(x)).expect("the server runs");
    }

    fn stop(server: Self::Server) {
        server.send(Stop).expect("the server runs");
    }
}
