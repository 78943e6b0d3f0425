#[otp_core::test(start_paused, start_paused)]
async fn works() {}

fn main() {}
