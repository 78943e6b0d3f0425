//! Erlang/OTP's behaviours for Rust: annotate a struct, get a supervised server with a typed client.
//!
#![doc = include_str!("../docs/program.md")]
//!
//! # Where to look
//!
//! - [`mod@gen_server`]: servers, their clients, what callbacks may return.
//! - [`mod@supervisor`], [`mod@dynamic_supervisor`]: who restarts what, when, and how a tree is taken down.
//! - [`mod@registry`]: names, and registries of any keys.
//! - [`process`]: what lies below: links, monitors, exit signals, bare processes.
//! - [`timer`]: messages that arrive later.
//! - [`Application`]: a tree as a program.
//! - [`macro@test`]: tests with a node of their own.
//!
//! # Features
//!
//! - `test-util`: pauses the clock and runs worker threads in [`#[otp_core::test]`](macro@test); for dev-dependencies.

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
mod promises;
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
pub use otp_macros::{
    call, callbacks, cast, dynamic_supervisor, gen_server, handle_continue, registry, supervisor,
    test,
};
pub use pid::Pid;
pub use process::{Node, exit};
pub use reason::{ExitReason, FailedChild, PanicInfo};
pub use registry::{Name, whereis};
pub use signal::{Down, Exit, MonitorRef, Signal};
pub use start::{Reference, Start, StartError};
pub use supervisor::{AutoShutdown, Strategy, Supervisor, SupervisorRef};
