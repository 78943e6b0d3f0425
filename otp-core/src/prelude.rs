//! What a program that uses the macros needs in scope: `use otp_core::prelude::*;`.

pub use crate::gen_server::{CallError, IdleTimeout, Init, Next, Reply, ReplyTo};
pub use crate::{
    Application, ChildId, ChildSpec, Down, Exit, ExitReason, Name, Pid, Restart, Shutdown,
    StartError, call, callbacks, cast, dynamic_supervisor, gen_server, handle_continue, registry,
    supervisor,
};
