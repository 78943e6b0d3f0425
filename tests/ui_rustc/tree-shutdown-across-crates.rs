use otp_core::prelude::*;

#[supervisor]
struct Library {
    names: parts::Names,
    #[child(args = "the first", shutdown = "5s")]
    room: parts::Room,
}

fn main() {}
