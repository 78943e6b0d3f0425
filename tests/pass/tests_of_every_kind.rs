//! `#[otp_core::test]` with every option.

use otp_core::prelude::*;

#[otp_core::test]
async fn plain() {}

#[otp_core::test(start_paused)]
async fn paused() -> Result<(), CallError> {
    Ok(())
}

#[otp_core::test(flavor = "multi_thread", worker_threads = 2)]
async fn threads() -> otp_core::Result {
    Ok(())
}

#[otp_core::test(flavor = "current_thread", start_paused = false)]
#[should_panic(expected = "on purpose")]
#[allow(clippy::unused_async)]
async fn panics() {
    panic!("on purpose")
}
