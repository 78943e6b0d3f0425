//! The dependency re-exported by another.

mod facade {
    pub mod erlang {
        pub use otp_core::*;
    }
}

use facade::erlang::{callbacks, gen_server};

#[gen_server(crate = crate::crate_behind_a_facade::facade::erlang)]
pub struct Server;

#[callbacks(crate = crate::crate_behind_a_facade::facade::erlang)]
impl Server {
    fn init() -> Self {
        Self
    }
}
