#[otp_core::test(start_paused = "yes")]
async fn works() {}

fn main() {}
