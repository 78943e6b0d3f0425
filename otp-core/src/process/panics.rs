//! What unwinds out of a process: a panic, or an exit of its own.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::sync::{Arc, Once};

use super::current;
use crate::reason::{ExitReason, PanicInfo};

#[cfg(panic = "abort")]
compile_error!(
    "otp-core needs unwinding: a panic must end one process, not the program; remove `panic = \"abort\"` from the profile"
);

/// What [`exit`](super::exit) unwinds with.
struct OwnExit(ExitReason);

thread_local! {
    static LAST_PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Ends the calling process with this reason, from any depth of its code.
///
/// It unwinds, so destructors run, and `terminate` of a server does as well. No panic is reported.
/// Code that catches unwinding panics catches it too.
///
/// OTP counterpart: `exit/1`.
///
/// # Panics
///
/// Outside of a process: there is nothing to end.
pub fn exit(reason: impl Into<ExitReason>) -> ! {
    let reason = reason.into();
    if current::with(|process| process.is_none()) {
        panic!("process::exit({reason}) was called outside of a process");
    }
    panic::resume_unwind(Box::new(OwnExit(reason)))
}

/// The reason that a payload stands for.
pub(crate) fn reason_of(payload: Box<dyn Any + Send>) -> ExitReason {
    let payload = match payload.downcast::<OwnExit>() {
        Ok(own) => return own.0,
        Err(payload) => payload,
    };
    let place = LAST_PLACE.with(|last| last.borrow_mut().take());
    let message = match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => match payload.downcast_ref::<&'static str>() {
            Some(message) => (*message).to_owned(),
            None => "a panic whose payload is no text".to_owned(),
        },
    };
    ExitReason::Panic(Arc::new(PanicInfo { message, place }))
}

/// Has the places of panics noted; the hook that was set before keeps running.
pub(crate) fn chain_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            if current::with(|process| process.is_some()) {
                LAST_PLACE
                    .with(|last| *last.borrow_mut() = info.location().map(ToString::to_string));
            }
            before(info);
        }));
    });
}
