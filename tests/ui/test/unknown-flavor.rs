#[otp_core::test(flavor = "multi_threaded")]
async fn works() {}

fn main() {}
