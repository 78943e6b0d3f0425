//! Without any prelude.

#![no_implicit_prelude]

use ::otp_core::prelude::{callbacks, dynamic_supervisor, gen_server, registry, supervisor};

#[registry(keys = "duplicate", partitions = 2)]
pub struct Names;

#[gen_server(shutdown = "1s")]
pub struct Server {
    n: u8,
}

#[callbacks]
impl Server {
    async fn init(n: u8) -> Self {
        Self { n }
    }

    #[call]
    fn get(&self) -> u8 {
        self.n
    }

    #[cast]
    fn put(&mut self, n: u8) {
        self.n = n;
    }

    #[info]
    fn hear(&mut self, _: u8) {}
}

#[dynamic_supervisor]
pub struct Dynamic;

#[supervisor(max_seconds = "100ms")]
pub struct Tree {
    names: Names,
    #[child(count = 2, args = |n| n as u8)]
    server: Server,
    dynamic: Dynamic,
}
