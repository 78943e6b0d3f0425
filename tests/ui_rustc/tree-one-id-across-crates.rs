use otp_core::prelude::*;

#[gen_server(id = "clerk")]
struct Director;
#[callbacks]
impl Director {
    fn init() -> Self {
        Director
    }
}
#[supervisor]
struct Library {
    director: Director,
    desk: parts::Clerk,
}

fn main() {}
