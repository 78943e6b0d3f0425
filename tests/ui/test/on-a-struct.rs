#[otp_core::test]
struct Works;

fn main() {}
