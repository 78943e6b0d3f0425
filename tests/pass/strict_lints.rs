//! A crate that warns of everything finds nothing in generated code.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    single_use_lifetimes,
    trivial_casts,
    unused_results,
    let_underscore_drop
)]
#![forbid(unsafe_code)]

use otp_core::prelude::*;

#[gen_server]
#[derive(Debug)]
pub(crate) struct Server {
    count: u64,
}

#[callbacks]
impl Server {
    async fn init(count: u64) -> Self {
        Self { count }
    }

    #[call]
    async fn get(&self) -> u64 {
        self.count
    }

    #[cast]
    fn put(&mut self, count: u64) {
        self.count = count;
    }

    #[info]
    fn exit(&mut self, _: Exit) {}
}

#[dynamic_supervisor]
#[derive(Debug)]
pub(crate) struct Dynamic;

#[supervisor(strategy = "rest_for_one")]
#[derive(Debug)]
pub(crate) struct Tree {
    #[child(args = self.count)]
    server: Server,
    dynamic: Dynamic,
    #[arg]
    count: u64,
}
