//! Handlers that await and handlers that do not, side by side.

use otp_core::prelude::*;

#[gen_server]
pub struct Mixed;

#[callbacks]
impl Mixed {
    async fn init() -> Init<Self> {
        Init::ok(Self)
    }

    #[call]
    async fn slow(&mut self, text: String) -> usize {
        std::future::ready(text.len()).await
    }

    #[call]
    fn fast(&self) -> u8 {
        1
    }

    #[cast]
    async fn later(&mut self) {
        std::future::ready(()).await;
    }

    async fn terminate(&mut self, _: ExitReason) {
        std::future::ready(()).await;
    }
}
