use otp_core::prelude::*;

#[supervisor(root)]
struct Library {
    #[child(args = "the first")]
    room: parts::Room,
    names: parts::Names,
}

fn main() {}
