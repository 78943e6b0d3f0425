//! Erlang/OTP's behaviours for Rust.

#[doc(hidden)]
pub mod __private;
mod application;
mod child_spec;
pub mod dynamic_supervisor;
mod error;
pub mod gen_server;
mod pid;
mod pid_map;
pub mod prelude;
pub mod process;
mod reason;
pub mod registry;
mod report;
mod short_type_name;
mod signal;
mod start;
pub mod supervisor;
pub mod testing;
pub mod timer;

pub use application::{Application, ApplicationError};
pub use child_spec::{ChildId, ChildSpec, ChildType, Restart, Shutdown};
pub use dynamic_supervisor::{DynamicSupervisor, DynamicSupervisorRef};
pub use error::{Error, Result};
pub use otp_macros::{callbacks, dynamic_supervisor, gen_server, registry, supervisor, test};
pub use pid::Pid;
pub use process::{Node, exit};
pub use reason::{ExitReason, FailedChild, PanicInfo};
pub use registry::{Name, whereis};
pub use signal::{Down, Exit, MonitorRef, Signal};
pub use start::{Reference, Start, StartError};
pub use supervisor::{AutoShutdown, Strategy, Supervisor, SupervisorRef};
