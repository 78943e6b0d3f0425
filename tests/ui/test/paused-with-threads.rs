#[otp_core::test(flavor = "multi_thread", start_paused)]
async fn works() {}

fn main() {}
