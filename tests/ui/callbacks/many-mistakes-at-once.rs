use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    #[cast]
    fn a(&mut self) -> u8 { 1 }
    #[call]
    fn b(&self, _: &str) {}
    #[info]
    fn c(&mut self) {}
}

fn main() {}
