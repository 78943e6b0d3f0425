//! Erlang/OTP's behaviours for Rust.

pub mod process;
mod pid;
mod reason;
mod report;
mod signal;

pub use pid::Pid;
pub use reason::{ExitReason, FailedChild, PanicInfo};
pub use signal::{Down, Exit, MonitorRef, Signal};
