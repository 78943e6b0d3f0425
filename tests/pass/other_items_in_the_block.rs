//! Functions and constants beside the operations, and another block.

use otp_core::prelude::*;

#[gen_server]
pub struct Server;

#[callbacks]
impl Server {
    pub const LIMIT: usize = 3;

    fn init() -> Self {
        Self::made()
    }

    fn made() -> Self {
        Self
    }

    #[call]
    fn limit(&self) -> usize {
        self.helper::<u8>(&[0; Self::LIMIT])
    }

    fn helper<T>(&self, items: &[T]) -> usize {
        items.len()
    }
}

impl Server {
    pub async fn limit_of(server: &ServerRef) -> Result<usize, CallError> {
        server.limit().await
    }
}
