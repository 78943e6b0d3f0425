//! Erlang/OTP's behaviours for Rust.

mod application;
mod child_spec;
pub mod dynamic_supervisor;
mod error;
mod pid;
mod pid_map;
pub mod process;
mod reason;
pub mod registry;
mod report;
mod short_type_name;
mod signal;
mod start;
pub mod supervisor;

pub use application::{Application, ApplicationError};
pub use child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown};
pub use dynamic_supervisor::{DynamicSupervisor, DynamicSupervisorRef};
pub use error::{Error, Result};
pub use pid::Pid;
pub use reason::{ExitReason, FailedChild, PanicInfo};
pub use registry::{Name, whereis};
pub use signal::{Down, Exit, MonitorRef, Signal};
pub use start::{Reference, Start, StartError};
pub use supervisor::{AutoShutdown, Strategy, Supervisor, SupervisorRef};
