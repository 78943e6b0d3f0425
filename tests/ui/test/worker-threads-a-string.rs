#[otp_core::test(flavor = "multi_thread", worker_threads = "two")]
async fn works() {}

fn main() {}
