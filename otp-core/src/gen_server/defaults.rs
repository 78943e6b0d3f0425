//! What a server does that was written by hand without a callback which it turns out to need.

use super::{GenServer, Outcome};
use crate::process::current_process;
use crate::{report, short_type_name};

/// GEN-27: an info is reported and dropped.
pub(super) fn drop_info<S: GenServer>(info: &S::Info) {
    if let Some(server) = current_process() {
        report::unexpected(server.core(), S::info_operation(info));
    }
}

/// Ends the server, as OTP does where a callback is undefined.
pub(super) fn undefined<S: GenServer>(callback: &str) -> Outcome<S::Continue> {
    panic!("{} has no {callback}", short_type_name::of::<S>())
}
