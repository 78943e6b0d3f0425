#[otp_core::test(paused)]
async fn works() {}

fn main() {}
