//! Plays scenarios recorded from Erlang/OTP on otp-core, and tells what it showed.
//!
//! A scenario builds processes and does things to them, one step at a time; a trace is what was seen after each step.
//! `docs/CONFORMANCE.md` says where the scenarios come from and how to record more.

mod diff;
mod input;
mod kinds;
mod log;
mod reason;
mod scenario;
mod term_order;
mod trace;

pub use diff::difference;
pub use input::{Line, read};
pub use kinds::{PlayError, expect_scripted_crashes, play, play_all};
pub use scenario::{Malformed, Scenario};
pub use trace::{Entry, Trace};
