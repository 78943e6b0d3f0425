#[otp_core::test]
async fn works(_n: u8) {}

fn main() {}
