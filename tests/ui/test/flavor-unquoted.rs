#[otp_core::test(flavor = multi_thread)]
async fn works() {}

fn main() {}
