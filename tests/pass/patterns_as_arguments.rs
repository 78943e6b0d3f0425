//! Arguments that are patterns.

use otp_core::prelude::*;

pub struct Point {
    x: u8,
    y: u8,
}

#[gen_server]
pub struct Plane;

#[callbacks]
impl Plane {
    fn init(_: u8, (_a, _b): (u8, u8), [_c, ..]: [u8; 3]) -> Self {
        Self
    }

    #[call]
    fn sum(&self, Point { x, y }: Point, mut n: u8, _unused: u8) -> u8 {
        n += x + y;
        n
    }

    #[cast]
    fn put(&mut self, _: u8, _: u16, arg0: u32) {
        let _ = arg0;
    }
}
