//! Erlang/OTP's behaviours for Rust.

mod child_spec;
mod pid;
pub mod process;
mod reason;
pub mod registry;
mod report;
mod short_type_name;
mod signal;
mod start;

pub use child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown};
pub use pid::Pid;
pub use reason::{ExitReason, FailedChild, PanicInfo};
pub use registry::{Name, whereis};
pub use signal::{Down, Exit, MonitorRef, Signal};
pub use start::{Reference, Start, StartError};
