//! xtra, with unbounded mailboxes.

use xtra::prelude::*;

use crate::subject::{Subject, Sum};

pub(crate) struct Xtra;

#[derive(xtra::Actor)]
pub(crate) struct Server(Sum);

struct Get(u64);
struct Add(u64);

impl Handler<Get> for Server {
    type Return = u64;

    async fn handle(&mut self, Get(x): Get, _: &mut Context<Self>) -> u64 {
        self.0.0 + x
    }
}

impl Handler<Add> for Server {
    type Return = ();

    async fn handle(&mut self, Add(x): Add, _: &mut Context<Self>) {
        self.0.0 += x;
    }
}

impl Subject for Xtra {
    const NAME: &'static str = "xtra";
    type Server = Address<Server>;

    async fn start() -> Self::Server {
        xtra::spawn_tokio(Server(Sum::new()), Mailbox::unbounded())
    }

    async fn call(server: &Self::Server, x: u64) -> u64 {
        server.send(Get(x)).await.expect("the server answers")
    }

    async fn cast(server: &Self::Server, x: u64) {
        drop(server.send(Add(x)).detach().await.expect("the server runs"));
    }

    fn stop(server: Self::Server) {
        // Its last address gone, it ends.
        drop(server);
    }
}
