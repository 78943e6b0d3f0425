//! The names of the prelude mean something else.

use otp_core::prelude::*;

#[allow(dead_code, reason = "they only shadow")]
mod shadows {
    pub struct Option;
    pub struct Some;
    pub struct Vec;
    pub struct Box;
    pub struct Result;
    pub struct Ok;
    pub struct Send;
    pub struct Sync;
    pub struct Clone;
    pub struct From;
    pub struct Into;
    pub struct Default;
    pub struct Debug;
    pub struct Future;
    pub struct Duration;
    pub struct PhantomData;
}
#[allow(unused_imports, reason = "they only shadow")]
use shadows::*;

#[gen_server(call_timeout = "2s", name, debug_state)]
#[derive(::std::fmt::Debug)]
pub struct Server;

#[callbacks]
impl Server {
    fn init(_name: ::std::string::String) -> Self {
        Self
    }

    #[call]
    async fn get(&mut self, n: u8) -> u8 {
        n
    }

    #[cast]
    fn put(&mut self, _n: u8) {}
}

#[dynamic_supervisor(max_children = 3)]
pub struct Dynamic;

#[supervisor]
pub struct Tree {
    #[child(args = self.name.clone())]
    server: Server,
    dynamic: Dynamic,
    #[arg]
    name: ::std::string::String,
}
