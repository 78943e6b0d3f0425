//! Modules named like those that generated code could mean.

#[allow(dead_code, reason = "they only shadow")]
mod std {}
#[allow(dead_code, reason = "they only shadow")]
mod core {}
#[allow(dead_code, reason = "they only shadow")]
mod otp_core {}

use ::otp_core::prelude::*;

#[gen_server]
pub struct Server;

#[callbacks]
impl Server {
    fn init() -> Self {
        Self
    }

    #[call]
    async fn get(&mut self) {}
}

#[supervisor]
pub struct Tree {
    server: Server,
}
