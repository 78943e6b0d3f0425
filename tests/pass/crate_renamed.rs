//! The dependency under another name.

use otp::prelude::*;
use otp_core as otp;

#[registry(keys = "unique", crate = otp)]
pub struct Names;

#[gen_server(via = Names, crate = otp)]
pub struct Server;

#[callbacks(crate = otp)]
impl Server {
    fn init(#[key] _name: String) -> Self {
        Self
    }

    #[call]
    fn get(&self) -> u8 {
        1
    }
}

#[dynamic_supervisor(crate = otp)]
pub struct Dynamic;

#[supervisor(crate = otp)]
pub struct Tree {
    names: Names,
    dynamic: Dynamic,
}
