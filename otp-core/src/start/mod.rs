//! Starting a process and waiting until it is up: what every behaviour's `start_link` has in common.

mod error;
mod future;
mod holder;
mod reference;
mod up;

pub use error::StartError;
pub use future::Start;
pub(crate) use future::StartOptions;
pub(crate) use holder::until_gone;
pub use reference::{ProcessHandle, Reference};
pub(crate) use up::{Started, attempt, start};
