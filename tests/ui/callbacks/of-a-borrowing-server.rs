use otp_core::prelude::*;

struct Counter<'a>(&'a str);

#[callbacks]
impl<'a> Counter<'a> {
    fn init() -> Self {
        Counter("")
    }
}

fn main() {}
